# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/term/libterm.a
src_term_libterm_a_SOURCES = \
	include/rir/decode.h \
	include/rir/term.h \
	src/term/decode.c \
	src/term/paint.c \
	src/term/paint.h \
	src/term/rescue.c \
	src/term/rescue.h \
	src/term/run.c \
	src/term/screen.c \
	src/term/screen.h \
	src/term/signals.c \
	src/term/signals.h \
	src/term/term.c \
	src/term/terminfo.c \
	src/term/terminfo.h
