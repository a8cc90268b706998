noinst_LIBRARIES += src/guide/libguide.a
src_guide_libguide_a_SOURCES =
