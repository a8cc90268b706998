# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/analysis/libanalysis.a
src_analysis_libanalysis_a_SOURCES = \
	include/rir/concordance.h src/analysis/concordance.c \
	include/rir/trail.h src/analysis/trail.c \
	include/rir/maturity.h src/analysis/maturity.c src/analysis/rounds_due.c
