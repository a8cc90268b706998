# SPDX-License-Identifier: MIT
# Tests of the program as a whole, in shell, and of the house.
EXTRA_DIST += tests/tap.sh tests/data tools/capture-screen tools/check-rooms tools/demonstrate tools/replay

# --- the rule of the rooms
TESTS += tools/check-rooms

# --- the program
lines_tests =
lines_tests += tests/lines/ballots.sh
lines_tests += tests/lines/clock.sh
lines_tests += tests/lines/commands.sh
lines_tests += tests/lines/edges.sh
lines_tests += tests/lines/export.sh
lines_tests += tests/lines/findings.sh
lines_tests += tests/lines/half-day.sh
lines_tests += tests/lines/house.sh
lines_tests += tests/lines/input.sh
lines_tests += tests/lines/interview.sh
lines_tests += tests/lines/leave.sh
lines_tests += tests/lines/documents.sh tests/lines/log.sh tests/lines/observation.sh
lines_tests += tests/lines/roster.sh
lines_tests += tests/lines/maturity.sh
lines_tests += tests/lines/privacy.sh tests/lines/projector.sh
lines_tests += tests/lines/privacy.sh
lines_tests += tests/lines/refusals.sh
lines_tests += tests/lines/report.sh
lines_tests += tests/lines/session.sh
lines_tests += tests/lines/workshop.sh tests/lines/cards.sh
TESTS += $(lines_tests)
EXTRA_DIST += $(lines_tests)
# With a browser, where chromium is installed.
SOAK_TESTS += tests/lines/report.sh

# --- doc/schema.md
check_PROGRAMS += tests/unit/test-schema
TESTS += tests/unit/test-schema
tests_unit_test_schema_SOURCES = tests/unit/test-schema.c
tests_unit_test_schema_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_schema_LDADD = $(exchange_libs) $(CMOCKA_LIBS)

# The tests again under the sanitizers, without those that kill and restart the program or drive a terminal, and those
# that look at the sources.
unsanitized = tests/pty/% tests/crash/% tools/% tests/lines/house.sh
check-sanitized:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(filter-out $(unsanitized), $(TESTS))' \
		check_PROGRAMS='$(filter-out $(unsanitized), $(check_PROGRAMS))'
.PHONY: check-sanitized

# The home that every test sees (tests/environment.sh).
mostlyclean-local:
	rm -rf tests/home
