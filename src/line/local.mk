# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/line/libline.a
src_line_libline_a_SOURCES = \
	include/rir/line.h src/line/line.c \
	include/rir/note_kind.h src/line/note_kind.c \
	src/line/command.c src/line/command.h \
	src/line/scan.c src/line/scan.h \
	src/line/stamp.c src/line/stamp.h \
	src/line/typed.c
