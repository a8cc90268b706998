noinst_LIBRARIES += src/field/libfield.a
src_field_libfield_a_SOURCES =
