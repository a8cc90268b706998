# SPDX-License-Identifier: MIT
# Screens without a terminal: keys in, text out. Home and the other screens put their tests here as well.
check_LIBRARIES += tests/screen/libscreen.a
tests_screen_libscreen_a_SOURCES = tests/screen/screen.h tests/screen/screen.c \
	tests/screen/shelf.h tests/screen/shelf.c
tests_screen_libscreen_a_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
screen_libs = tests/screen/libscreen.a tests/unit/liblab.a $(ui_libs) $(CMOCKA_LIBS)

check_PROGRAMS += tests/screen/test-capture
TESTS += tests/screen/test-capture
tests_screen_test_capture_SOURCES = tests/screen/test-capture.c
tests_screen_test_capture_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_capture_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-home
TESTS += tests/screen/test-home
tests_screen_test_home_SOURCES = tests/screen/test-home.c
tests_screen_test_home_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_home_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-reader
TESTS += tests/screen/test-reader
tests_screen_test_reader_SOURCES = tests/screen/test-reader.c
tests_screen_test_reader_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_reader_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-start
TESTS += tests/screen/test-start
tests_screen_test_start_SOURCES = tests/screen/test-start.c
tests_screen_test_start_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_start_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-search
TESTS += tests/screen/test-search
tests_screen_test_search_SOURCES = tests/screen/test-search.c
tests_screen_test_search_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_search_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-summary
TESTS += tests/screen/test-summary
tests_screen_test_summary_SOURCES = tests/screen/test-summary.c
tests_screen_test_summary_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_summary_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-people
TESTS += tests/screen/test-people
tests_screen_test_people_SOURCES = tests/screen/test-people.c
tests_screen_test_people_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_people_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-workshop
TESTS += tests/screen/test-workshop
tests_screen_test_workshop_SOURCES = tests/screen/test-workshop.c
tests_screen_test_workshop_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_workshop_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-projector
TESTS += tests/screen/test-projector
tests_screen_test_projector_SOURCES = tests/screen/test-projector.c
tests_screen_test_projector_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_projector_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-activities
TESTS += tests/screen/test-activities
tests_screen_test_activities_SOURCES = tests/screen/test-activities.c
tests_screen_test_activities_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_activities_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-log
TESTS += tests/screen/test-log
tests_screen_test_log_SOURCES = tests/screen/test-log.c
tests_screen_test_log_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_log_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-kinds
TESTS += tests/screen/test-kinds
tests_screen_test_kinds_SOURCES = tests/screen/test-kinds.c
tests_screen_test_kinds_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_kinds_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-documents
TESTS += tests/screen/test-documents
tests_screen_test_documents_SOURCES = tests/screen/test-documents.c
tests_screen_test_documents_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_documents_LDADD = $(screen_libs)

check_PROGRAMS += tests/screen/test-waiting
TESTS += tests/screen/test-waiting
tests_screen_test_waiting_SOURCES = tests/screen/test-waiting.c
tests_screen_test_waiting_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_screen_test_waiting_LDADD = $(screen_libs)
