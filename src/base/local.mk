# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/base/libbase.a
src_base_libbase_a_SOURCES = \
	include/rir/clock.h src/base/clock.c \
	include/rir/digest.h src/base/digest.c \
	include/rir/err.h src/base/err.c \
	include/rir/file.h src/base/file.c src/base/file_writer.c \
	include/rir/id.h src/base/id.c \
	include/rir/mem.h src/base/mem.c \
	include/rir/settings.h src/base/settings.c \
	include/rir/str.h src/base/str.c \
	include/rir/text.h src/base/text.c src/base/width.c \
	include/rir/watch.h src/base/watch.c
