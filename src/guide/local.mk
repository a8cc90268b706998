# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/guide/libguide.a
src_guide_libguide_a_SOURCES = \
	include/rir/guide.h \
	src/guide/activity.c src/guide/activity.h \
	src/guide/arena.c src/guide/arena.h \
	src/guide/attribute.c src/guide/attribute.h \
	src/guide/codebook.c \
	src/guide/document.c src/guide/document.h \
	src/guide/front.c \
	src/guide/inline.c \
	src/guide/matrix.c \
	include/rir/method.h src/guide/method.c \
	src/guide/names.c src/guide/names.h \
	src/guide/outline.c \
	src/guide/paper.c src/guide/paper.h \
	src/guide/print.c \
	src/guide/print_forms.c \
	src/guide/print_workshop.c \
	src/guide/sheets.c src/guide/sheets.h \
	src/guide/read.c \
	src/guide/reader.h \
	src/guide/schedule.c \
	src/guide/source.c src/guide/source.h \
	src/guide/template.c
