# SPDX-License-Identifier: MIT
# What is done to the store to make it lose something: power cuts, failing disks and memory, kill -9.
crash_scene = tests/crash/scene.c tests/crash/scene.h
crash_cflags = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
crash_libs = $(store_libs) $(CMOCKA_LIBS)

check_PROGRAMS += tests/crash/test-crash-vfs
TESTS += tests/crash/test-crash-vfs
SOAK_TESTS += tests/crash/test-crash-vfs
tests_crash_test_crash_vfs_SOURCES = tests/crash/test-crash-vfs.c tests/crash/vfs.c tests/crash/vfs.h \
	tests/crash/disk.c $(crash_scene)
tests_crash_test_crash_vfs_CFLAGS = $(crash_cflags)
tests_crash_test_crash_vfs_LDADD = $(crash_libs)

check_PROGRAMS += tests/crash/test-kill
TESTS += tests/crash/test-kill
SOAK_TESTS += tests/crash/test-kill
tests_crash_test_kill_SOURCES = tests/crash/test-kill.c $(crash_scene)
tests_crash_test_kill_CFLAGS = $(crash_cflags)
tests_crash_test_kill_LDADD = $(crash_libs)

check_PROGRAMS += tests/unit/test-parcel
TESTS += tests/unit/test-parcel
SOAK_TESTS += tests/unit/test-parcel
tests_unit_test_parcel_SOURCES = tests/unit/test-parcel.c tests/unit/model.c tests/unit/model.h $(crash_scene)
tests_unit_test_parcel_CFLAGS = $(crash_cflags)
tests_unit_test_parcel_LDADD = $(crash_libs)

check_PROGRAMS += tests/crash/test-faults
TESTS += tests/crash/test-faults
SOAK_TESTS += tests/crash/test-faults
tests_crash_test_faults_SOURCES = tests/crash/test-faults.c tests/crash/faults.c tests/crash/faults.h \
	$(crash_scene)
tests_crash_test_faults_CFLAGS = $(crash_cflags)
tests_crash_test_faults_LDADD = $(crash_libs)

check_PROGRAMS += tests/crash/test-real
TESTS += tests/crash/test-real
SOAK_TESTS += tests/crash/test-real
tests_crash_test_real_SOURCES = tests/crash/test-real.c $(crash_scene)
tests_crash_test_real_CFLAGS = $(crash_cflags)
tests_crash_test_real_LDADD = $(crash_libs)

check_PROGRAMS += tests/unit/test-evidence
TESTS += tests/unit/test-evidence
SOAK_TESTS += tests/unit/test-evidence
tests_unit_test_evidence_SOURCES = tests/unit/test-evidence.c $(crash_scene)
tests_unit_test_evidence_CFLAGS = $(crash_cflags)
tests_unit_test_evidence_LDADD = $(crash_libs)
