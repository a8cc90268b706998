# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/measure/libmeasure.a
src_measure_libmeasure_a_SOURCES = \
	include/rir/measure.h src/measure/measure.c \
	include/rir/cell.h src/measure/cell.c \
	include/rir/consensus.h src/measure/consensus.c \
	include/rir/equity.h src/measure/equity.c \
	include/rir/tally.h src/measure/tally.c src/measure/concordance.c \
	src/measure/group.c src/measure/group.h
