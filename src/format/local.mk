# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/format/libformat.a
src_format_libformat_a_SOURCES = \
	include/rir/csv.h src/format/csv.c \
	include/rir/json.h src/format/json.c \
	include/rir/markdown.h src/format/markdown.c src/format/markdown_page.c \
	include/rir/page.h src/format/page.c src/format/page_blocks.h src/format/page_lines.c \
	include/rir/html.h src/format/html.c \
	include/rir/svg.h src/format/svg_bars.c src/format/svg_profile.c src/format/svg_parts.c \
	src/format/svg_parts.h
