# Tests of the program as a whole, in shell, and of the house.
EXTRA_DIST += tests/tap.sh tools/check-rooms

# The tests again under the sanitizers, without those that kill and restart the program or drive a terminal.
check-sanitized:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(filter-out tests/pty/% tests/crash/% tools/%, $(TESTS))'
.PHONY: check-sanitized
