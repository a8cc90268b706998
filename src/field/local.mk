noinst_LIBRARIES += src/field/libfield.a
src_field_libfield_a_SOURCES = \
	include/rir/session.h \
	include/rir/notes.h \
	include/rir/consent.h \
	include/rir/summary.h
