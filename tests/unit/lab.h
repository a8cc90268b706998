/* SPDX-License-Identifier: MIT */
/* lab: a study of its own, a clock that is set by hand, and an interview to try things on. */
#ifndef TEST_LAB_H
#define TEST_LAB_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "rir/clock.h"
#include "rir/parcel.h"
#include "rir/rows.h"
#include "rir/session.h"
#include "rir/store.h"

#define LAB_SECOND INT64_C(1000)
#define LAB_MINUTE (60 * LAB_SECOND)
#define LAB_HOUR (60 * LAB_MINUTE)
#define LAB_DAY (24 * LAB_HOUR)
#define LAB_START INT64_C(1779703200000) /* 2026-05-25T10:00:00Z, a Monday */

/* Topics opening (no question), vision (2 questions), barriers (2), closing (1); consent part, record, quote.
 */
extern const char lab_guide[];

typedef struct {
    Moment now;
    char boot_id[CLOCK_BOOT_ID_SIZE];
    int offset; /* minutes */
    int step;   /* ms that pass with every look at it */
} LabClock;
extern LabClock lab_clock;
extern Store *lab_store;
extern Session *lab_session;
extern SessionReply lab_reply;
extern Err lab_err;
extern char lab_folder[64];

int lab_set_up(void **state);
int lab_tear_down(void **state);

void lab_pass(int64_t ms); /* both clocks run */
Id lab_add_person(const char *pseudonym);
/* An opening for these people (NULL ends them); its lists live until the next call. */
SessionOpening lab_opening(const char *first, ...);
/* Starts an interview with P01, or with these. */
void lab_start(void);
void lab_start_with(const char *first, ...);
/* The session's process dies: nothing is written, the store is opened anew. */
void lab_kill(void);
/* The two halves of it, for a session that something else closes in between. */
void lab_keep_files(void);
void lab_put_back_files(void);
void lab_resume(void);
void lab_leave(void); /* closes the session */

/* Types a line now: its first key and its Enter in the same moment. */
const char *lab_type(const char *line);
/* Its first key `ms` ago. */
const char *lab_type_slowly(const char *line, int64_t ms);
/* Types and expects the very reply. */
void lab_expect(const char *line, const char *reply);
/* Types and expects that the result is this and the reply has `part` in it. */
void lab_expect_result(const char *line, SessionResult result, const char *part);

/* One value of the study; "" for null or none. Lives until the next call but seven. */
const char *lab_text(const char *sql);
int64_t lab_number(const char *sql);

/* All a face can read of the session, as text. */
void lab_add_account(Str *out);
/* Whether any file of the study's folder has these bytes. */
int lab_files_have(const char *bytes);

/* --- two laptops (lab_copies.c) */

/* The study as it is now, as another laptop has it, in Ben's hands; the caller closes it. */
Store *lab_copy_study(void);
/* Takes over what the other one does not hold; or all that is not in `held`, as parcel_add_held writes it. */
ParcelResult lab_send(Store *from, Store *to);
ParcelResult lab_send_all(Store *from, Store *to, const char *held);
void lab_assert_same(Store *a, Store *b); /* of one digest */

/* --- lines in no order (lab_random.c) */

typedef void LabAccount(Str *out); /* adds all that must be the same again */

void lab_set_seed(uint64_t seed); /* or that of RIR_TEST_SEED */
unsigned lab_pick(unsigned below);
/* What is live is what is loaded anew. */
void lab_assert_loaded(LabAccount *add_account, const char *line, int step);
/* Up to five steps undone and redone change nothing. */
void lab_assert_undone(LabAccount *add_account, const char *line, int step);

#endif
