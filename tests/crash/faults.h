/* SPDX-License-Identifier: MIT */
/* faults: the system calls and SQLite's memory, which fail when a test says so.
 *
 * The calls of C's library that open, read, write, cut, sync, map and name files are replaced in the test's
 * program, for SQLite too; those on files in the test's folder are counted, and the n-th fails, once or from
 * then on. */
#ifndef CRASH_FAULTS_H
#define CRASH_FAULTS_H

#include <stdbool.h>

typedef enum {
    FAULT_WRITE,
    FAULT_SYNC,
    FAULT_OPEN,
    FAULT_TRUNCATE,
    FAULT_MAP, /* of shared memory */
    FAULT_READ,
    FAULT_NAME,   /* rename, link */
    FAULT_MEMORY, /* of SQLite */
    FAULT_KINDS
} FaultKind;

#define FAULT_SHORT (-1) /* as an error: half of it is written, and then there is no space */

/* Once, before anything uses SQLite. Calls on files below `folder` count. */
void fault_install(const char *folder);
/* The n-th call of the kind from now (1: the next) fails with this errno, and so do all after it with
 * `for_ever`. */
void fault_arm(FaultKind kind, unsigned long n, bool for_ever, int error);
/* Nothing fails any more. Returns how many calls of the kind there were; *struck whether one failed. */
unsigned long fault_disarm(bool *struck);
const char *fault_name(FaultKind kind);

#endif
