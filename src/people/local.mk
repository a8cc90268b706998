# SPDX-License-Identifier: MIT
noinst_LIBRARIES += src/people/libpeople.a
src_people_libpeople_a_SOURCES = \
	include/rir/person.h src/people/person.c src/people/groups.c \
	include/rir/plain.h src/people/plain.c
