noinst_LIBRARIES += src/line/libline.a
src_line_libline_a_SOURCES = src/line/command.c src/line/command.h src/line/line.c src/line/note_kind.c \
	src/line/scan.c src/line/scan.h src/line/stamp.c src/line/stamp.h src/line/typed.c
