# SPDX-License-Identifier: MIT
# make bench: the figures. The study of a million notes is made once, and again after `make clean`.
EXTRA_PROGRAMS += tests/bench/bench-term
tests_bench_bench_term_CFLAGS = $(AM_CFLAGS) $(VTERM_CFLAGS)
tests_bench_bench_term_LDADD = $(base_libs) $(VTERM_LIBS) -lutil
if HAVE_VTERM
tests_bench_bench_term_SOURCES = tests/bench/bench-term.c $(pty_harness)
else
tests_bench_bench_term_SOURCES = tests/pty/skip.c
endif

EXTRA_PROGRAMS += tests/bench/bench-report
tests_bench_bench_report_SOURCES = tests/bench/bench-report.c
tests_bench_bench_report_LDADD = $(exchange_libs)

bench_study = tests/bench/million.rir
CLEANFILES += $(bench_study) tests/bench/workshop.rir tests/bench/board.rir
EXTRA_DIST += tests/bench/bench.sh tests/bench/make-workshop.sh

bench: all $(EXTRA_PROGRAMS)
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/bench/bench.sh $(bench_study)
.PHONY: bench

clean-local:
	rm -rf tests/bench/home
