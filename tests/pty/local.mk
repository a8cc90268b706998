# SPDX-License-Identifier: MIT
# Tests in a terminal. Where libvterm is missing each says so and is skipped.
pty_harness = tests/pty/pty.c tests/pty/pty.h
EXTRA_DIST += tests/pty/skip.c $(pty_harness)

check_PROGRAMS += tests/pty/term-demo
tests_pty_term_demo_SOURCES = tests/pty/term-demo.c
tests_pty_term_demo_LDADD = $(term_libs)

check_PROGRAMS += tests/pty/term-demo-plain
tests_pty_term_demo_plain_SOURCES = tests/pty/term-demo.c tests/pty/no-locale.c
tests_pty_term_demo_plain_LDADD = $(term_libs)
tests_pty_term_demo_plain_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=setlocale

check_PROGRAMS += tests/pty/test-term
TESTS += tests/pty/test-term
tests_pty_test_term_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
tests_pty_test_term_LDADD = $(base_libs) $(CMOCKA_LIBS) $(VTERM_LIBS) -lutil
if HAVE_VTERM
tests_pty_test_term_SOURCES = tests/pty/test-term.c $(pty_harness)
else
tests_pty_test_term_SOURCES = tests/pty/skip.c
endif

# Tests of the program itself; each has its place (a folder, a home, a study).
place_harness = tests/pty/place.c tests/pty/place.h $(pty_harness)
EXTRA_DIST += $(place_harness)
place_libs = $(store_libs) $(CMOCKA_LIBS) $(VTERM_LIBS) -lutil

check_PROGRAMS += tests/pty/test-kill
TESTS += tests/pty/test-kill
SOAK_TESTS += tests/pty/test-kill
tests_pty_test_kill_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
tests_pty_test_kill_LDADD = $(place_libs)
if HAVE_VTERM
tests_pty_test_kill_SOURCES = tests/pty/test-kill.c $(place_harness)
else
tests_pty_test_kill_SOURCES = tests/pty/skip.c
endif

check_PROGRAMS += tests/pty/test-equal
TESTS += tests/pty/test-equal
tests_pty_test_equal_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
tests_pty_test_equal_LDADD = $(place_libs)
if HAVE_VTERM
tests_pty_test_equal_SOURCES = tests/pty/test-equal.c $(place_harness)
else
tests_pty_test_equal_SOURCES = tests/pty/skip.c
endif

check_PROGRAMS += tests/pty/test-program
TESTS += tests/pty/test-program
tests_pty_test_program_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
tests_pty_test_program_LDADD = $(place_libs)
if HAVE_VTERM
tests_pty_test_program_SOURCES = tests/pty/test-program.c $(place_harness)
else
tests_pty_test_program_SOURCES = tests/pty/skip.c
endif

check_PROGRAMS += tests/pty/test-paint
TESTS += tests/pty/test-paint
tests_pty_test_paint_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/src/term
tests_pty_test_paint_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
tests_pty_test_paint_LDADD = $(term_libs) $(CMOCKA_LIBS) $(VTERM_LIBS)
if HAVE_VTERM
tests_pty_test_paint_SOURCES = tests/pty/test-paint.c
else
tests_pty_test_paint_SOURCES = tests/pty/skip.c
endif

check_PROGRAMS += tests/pty/test-projector
TESTS += tests/pty/test-projector
tests_pty_test_projector_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS) $(VTERM_CFLAGS)
tests_pty_test_projector_LDADD = $(place_libs)
if HAVE_VTERM
tests_pty_test_projector_SOURCES = tests/pty/test-projector.c $(place_harness)
else
tests_pty_test_projector_SOURCES = tests/pty/skip.c
endif
