/* SPDX-License-Identifier: MIT */
/* tasks: what a study waits for, as home lists it. Read type by type, each in a few milliseconds. */
#ifndef UI_TASKS_H
#define UI_TASKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"

/* In the order shown. */
typedef enum {
    TASK_RESUME,   /* a session that is open or was adjourned */
    TASK_CONFLICT, /* edits that did not see each other */
    TASK_CONSENT,  /* required consent that is not on record */
    TASK_SUMMARY,  /* no contact summary yet */
    TASK_JOTTINGS, /* observations that were not written out in full */
    TASK_PROMISED, /* what is to be returned to, of whoever was not met since */
    TASK_ROUND,    /* a team that is to rate itself again */
    TASK_ERASE,    /* struck words that are still in the file */
    TASK_TYPES
} TaskType;

typedef struct {
    TaskType type;
    Id session;     /* "" where it is about none */
    Id entity;      /* TASK_CONFLICT: what has two versions; a note when there is a session */
    int64_t number; /* of the session; 0 for none */
    bool is_urgent;
    char *what; /* rir's words: "open since Tue 10:02" */
    char *who;  /* words of people, to stand last on the line: "P07  Strategic leaders" */
    char *team; /* TASK_ROUND: which; else NULL */
} Task;

typedef struct {
    Task *list; /* by type */
    size_t count, room;
    size_t all[TASK_TYPES]; /* how many there are; more than in the list where that is TASKS_MOST of a type */
} Tasks;

#define TASKS_MOST 200 /* of one type in the list */

/* Adds those of one type. */
int tasks_read(Tasks *tasks, Store *store, TaskType type, Err *err);
/* Adds the `most` sessions to resume that come first, and counts all. */
int tasks_read_first(Tasks *tasks, Store *store, size_t most, Err *err);
void tasks_free(Tasks *tasks);                                           /* empty after it */
size_t tasks_count(const Tasks *tasks, TaskType type);                   /* in the list */
const Task *tasks_find(const Tasks *tasks, TaskType type, size_t index); /* NULL behind the last */
/* One word: "resume". */
const char *tasks_name(TaskType type);

#endif
