noinst_LIBRARIES += src/line/libline.a
src_line_libline_a_SOURCES =
