# SPDX-License-Identifier: MIT
# Every test prints TAP; `./bootstrap check` adds the counts up.
AM_TESTS_ENVIRONMENT = RIR_BUILD='$(abs_builddir)'; RIR_SOURCE='$(abs_top_srcdir)'; \
	export RIR_BUILD RIR_SOURCE; . $(srcdir)/tests/environment.sh;
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_COMPILER = $(SHELL) $(srcdir)/tests/run.sh
EXTRA_DIST += tests/run.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)
TEST_EXTENSIONS = .sh
EXTRA_DIST += tests/environment.sh

# soak: the tests in SOAK_TESTS again with RIR_SOAK=1 set, which asks for the larger counts.
.PHONY: soak
soak: all $(check_PROGRAMS)
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/soak.sh $(SOAK_TESTS)
EXTRA_DIST += tests/soak.sh

# --- base
check_PROGRAMS += tests/unit/test-base
TESTS += tests/unit/test-base
tests_unit_test_base_SOURCES = tests/unit/test-base.c
tests_unit_test_base_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_base_LDADD = $(base_libs) $(CMOCKA_LIBS)

# --- format
check_PROGRAMS += tests/unit/test-format
TESTS += tests/unit/test-format
tests_unit_test_format_SOURCES = tests/unit/test-format.c
tests_unit_test_format_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_format_LDADD = $(format_libs) $(CMARK_LIBS) $(CMOCKA_LIBS)

# --- ui: keys, acts, grid
check_PROGRAMS += tests/unit/test-key
TESTS += tests/unit/test-key
tests_unit_test_key_SOURCES = tests/unit/test-key.c
tests_unit_test_key_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_key_LDADD = $(ui_libs) $(CMOCKA_LIBS)
check_PROGRAMS += tests/unit/test-action
TESTS += tests/unit/test-action
tests_unit_test_action_SOURCES = tests/unit/test-action.c
tests_unit_test_action_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_action_LDADD = $(ui_libs) $(CMOCKA_LIBS)
check_PROGRAMS += tests/unit/test-grid
TESTS += tests/unit/test-grid
tests_unit_test_grid_SOURCES = tests/unit/test-grid.c
tests_unit_test_grid_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_grid_LDADD = $(ui_libs) $(CMOCKA_LIBS)
check_PROGRAMS += tests/unit/test-view
TESTS += tests/unit/test-view
tests_unit_test_view_SOURCES = tests/unit/test-view.c
tests_unit_test_view_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_view_LDADD = $(ui_libs) $(CMOCKA_LIBS)
check_PROGRAMS += tests/unit/test-decode
TESTS += tests/unit/test-decode
tests_unit_test_decode_SOURCES = tests/unit/test-decode.c
tests_unit_test_decode_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_decode_LDADD = $(term_libs) $(CMOCKA_LIBS)
# --- line
check_PROGRAMS += tests/unit/test-line
TESTS += tests/unit/test-line
tests_unit_test_line_SOURCES = tests/unit/test-line.c
tests_unit_test_line_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_line_LDADD = $(line_libs) $(CMOCKA_LIBS)

# --- fuzzers: with --enable-fuzzing they fuzz, else each replays its corpus
if FUZZING
fuzz_main =
fuzz_flags = -fsanitize=fuzzer
else
fuzz_main = tests/fuzz/replay.c
fuzz_flags =
endif
EXTRA_DIST += tests/fuzz/corpus tests/fuzz/line.dict tests/fuzz/replay.c

check_PROGRAMS += tests/fuzz/fuzz-line
if !FUZZING
TESTS += tests/fuzz/fuzz-line
endif
tests_fuzz_fuzz_line_SOURCES = tests/fuzz/fuzz-line.c $(fuzz_main)
tests_fuzz_fuzz_line_LDFLAGS = $(AM_LDFLAGS) $(fuzz_flags)
tests_fuzz_fuzz_line_LDADD = $(line_libs)

# --- edit
check_PROGRAMS += tests/unit/test-edit
TESTS += tests/unit/test-edit
tests_unit_test_edit_SOURCES = tests/unit/test-edit.c
tests_unit_test_edit_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_edit_LDADD = $(ui_libs) $(CMOCKA_LIBS)
# --- guide
check_PROGRAMS += tests/unit/test-guide
TESTS += tests/unit/test-guide
tests_unit_test_guide_SOURCES = tests/unit/test-guide.c
tests_unit_test_guide_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_guide_LDADD = $(guide_libs) $(CMOCKA_LIBS)

# --- store
check_PROGRAMS += tests/unit/test-store
TESTS += tests/unit/test-store
tests_unit_test_store_SOURCES = tests/unit/test-store.c
tests_unit_test_store_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_store_LDADD = $(store_libs) $(CMOCKA_LIBS)
# --- grammar: the page agrees with the program
check_PROGRAMS += tests/unit/test-grammar
TESTS += tests/unit/test-grammar
tests_unit_test_grammar_SOURCES = tests/unit/test-grammar.c
tests_unit_test_grammar_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_grammar_LDADD = $(line_libs) $(CMOCKA_LIBS)

# --- bench: built by `make bench` only
EXTRA_PROGRAMS = tests/bench/make-study tests/bench/bench-store
CLEANFILES += $(EXTRA_PROGRAMS)
tests_bench_make_study_SOURCES = tests/bench/make-study.c
tests_bench_make_study_LDADD = $(store_libs) -lm
tests_bench_bench_store_SOURCES = tests/bench/bench-store.c
tests_bench_bench_store_LDADD = $(store_libs)
check_PROGRAMS += tests/fuzz/fuzz-guide
if !FUZZING
TESTS += tests/fuzz/fuzz-guide
endif
EXTRA_DIST += tests/fuzz/guide.dict tests/data/guides
tests_fuzz_fuzz_guide_SOURCES = tests/fuzz/fuzz-guide.c $(fuzz_main)
tests_fuzz_fuzz_guide_LDFLAGS = $(AM_LDFLAGS) $(fuzz_flags)
tests_fuzz_fuzz_guide_LDADD = $(guide_libs)
# --- session
check_LIBRARIES += tests/unit/liblab.a
tests_unit_liblab_a_SOURCES = tests/unit/lab.h tests/unit/lab.c tests/unit/lab_copies.c tests/unit/lab_random.c
tests_unit_liblab_a_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
lab_libs = tests/unit/liblab.a $(floor3_libs) $(CMOCKA_LIBS)
check_PROGRAMS += tests/unit/test-session
TESTS += tests/unit/test-session
tests_unit_test_session_SOURCES = tests/unit/test-session.c
tests_unit_test_session_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_session_LDADD = $(lab_libs)
check_PROGRAMS += tests/unit/test-session-record
TESTS += tests/unit/test-session-record
tests_unit_test_session_record_SOURCES = tests/unit/test-session-record.c
tests_unit_test_session_record_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_session_record_LDADD = $(lab_libs)
check_PROGRAMS += tests/unit/test-session-time
TESTS += tests/unit/test-session-time
tests_unit_test_session_time_SOURCES = tests/unit/test-session-time.c
tests_unit_test_session_time_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_session_time_LDADD = $(lab_libs)
check_PROGRAMS += tests/unit/test-session-random
TESTS += tests/unit/test-session-random
tests_unit_test_session_random_SOURCES = tests/unit/test-session-random.c
tests_unit_test_session_random_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_session_random_LDADD = $(lab_libs)
check_PROGRAMS += tests/unit/test-person
TESTS += tests/unit/test-person
tests_unit_test_person_SOURCES = tests/unit/test-person.c
tests_unit_test_person_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_person_LDADD = $(lab_libs)

# --- measure
check_PROGRAMS += tests/unit/test-measure
TESTS += tests/unit/test-measure
tests_unit_test_measure_SOURCES = tests/unit/test-measure.c
tests_unit_test_measure_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_measure_LDADD = $(measure_libs) $(CMOCKA_LIBS)

# --- pages
check_PROGRAMS += tests/unit/test-page
TESTS += tests/unit/test-page
tests_unit_test_page_SOURCES = tests/unit/test-page.c
tests_unit_test_page_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_page_LDADD = $(format_libs) $(CMOCKA_LIBS)

# --- findings and recommendations
check_PROGRAMS += tests/unit/test-finding
TESTS += tests/unit/test-finding
tests_unit_test_finding_SOURCES = tests/unit/test-finding.c
tests_unit_test_finding_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_finding_LDADD = $(lab_libs)

# --- roster
check_PROGRAMS += tests/unit/test-roster
TESTS += tests/unit/test-roster
tests_unit_test_roster_SOURCES = tests/unit/test-roster.c
tests_unit_test_roster_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_roster_LDADD = $(lab_libs)

# --- cards
check_PROGRAMS += tests/unit/test-cards
TESTS += tests/unit/test-cards
tests_unit_test_cards_SOURCES = tests/unit/test-cards.c
tests_unit_test_cards_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_cards_LDADD = $(lab_libs)
SOAK_TESTS += tests/unit/test-cards

# --- ballots and ratings
check_PROGRAMS += tests/unit/test-ballot
TESTS += tests/unit/test-ballot
tests_unit_test_ballot_SOURCES = tests/unit/test-ballot.c
tests_unit_test_ballot_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_ballot_LDADD = $(lab_libs)

# --- observations, documents, the residency log
check_PROGRAMS += tests/unit/test-kinds
TESTS += tests/unit/test-kinds
tests_unit_test_kinds_SOURCES = tests/unit/test-kinds.c
tests_unit_test_kinds_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_kinds_LDADD = $(lab_libs)

# --- two copies of a workshop
check_PROGRAMS += tests/unit/test-copies
TESTS += tests/unit/test-copies
tests_unit_test_copies_SOURCES = tests/unit/test-copies.c
tests_unit_test_copies_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_copies_LDADD = $(lab_libs)
