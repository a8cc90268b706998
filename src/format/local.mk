noinst_LIBRARIES += src/format/libformat.a
src_format_libformat_a_SOURCES = \
	include/rir/csv.h src/format/csv.c \
	include/rir/json.h src/format/json.c \
	include/rir/markdown.h src/format/markdown.c
