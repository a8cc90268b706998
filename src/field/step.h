/* SPDX-License-Identifier: MIT */
/* A step: the acts of one command, saved together or not at all, undone together. */
#ifndef FIELD_STEP_H
#define FIELD_STEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/json.h"
#include "rir/store.h"
#include "rir/str.h"

struct Session;

typedef struct {
    const char *kind; /* a constant */
    Id entity;
    Id person; /* "" for no one's */
    Str body;
    bool is_outside; /* belongs to the study, not to the session: /undo passes over it */
    /* Of a moment, to be taken in once it is saved. */
    bool is_moment;
    int64_t at, elapsed;
    char *value, *detail;
} StepAct;

typedef struct {
    StepAct *list;
    size_t count, room;
    bool must_reload;  /* what it does to the state is best read anew */
    bool clears_draft; /* also when the line being typed is not what the step came from */
} Step;

/* A body to be filled and closed with step_end. */
typedef struct {
    StepAct *act;
    Json json;
} StepBody;
StepBody step_add(Step *step, const char *kind, const Id *entity, const char *person);
void step_end(StepBody *body);
/* An act whose body is written already. */
void step_add_body(Step *step, const char *kind, const Id *entity, const char *person, const char *body);
/* A moment of the session; value and detail may be NULL. Returns its id. */
Id step_add_moment(Step *step, const char *kind, int64_t at, int64_t elapsed, const char *value,
                   const char *detail);
/* The same of what was about then: the time is not exact. */
Id step_add_moment_about(Step *step, const char *kind, int64_t at, int64_t elapsed, const char *value,
                         const char *detail);
/* The end of a sitting: why is adjourn, end, left, or NULL when it broke off. */
void step_add_stop(Step *step, const Id *sitting, int64_t at, int64_t elapsed, const char *why);
/* Writes the acts and clears the draft, in one transaction. */
int step_write(struct Session *session, const Step *step, Err *err);
/* Where no session is under way: of the session with this id, or of none (NULL). */
int step_write_outside(Store *store, const Step *step, const char *session, Err *err);
/* Writes it in a session, and takes the step into the state. */
int step_save(struct Session *session, Step *step, Err *err);
/* A moment, into the state. */
void step_take_moment(struct Session *session, const StepAct *act);
void step_free(Step *step);

#endif
