/* SPDX-License-Identifier: MIT */
/* What the files of home share: its rows and what loads them. */
#ifndef UI_HOME_H
#define UI_HOME_H

#include "enter.h"
#include "exporter.h"
#include "rir/widget.h"
#include "session_rows.h"
#include "tasks.h"

#define HOME_PEOPLE 3 /* shown */

typedef struct {
    Id id;
    char *pseudonym;
    char *about;
    int64_t number; /* of the latest session */
    int64_t at;
    int tz;
} LatestPerson;

typedef enum { LINE_HEADING, LINE_BLANK, LINE_TASK, LINE_MORE_TASKS, LINE_PERSON, LINE_SESSIONS } LineKind;

/* A row above the sessions, or their heading. */
typedef struct {
    LineKind kind;
    TaskType type;
    size_t index;
    const char *heading;
} HomeLine;

typedef struct {
    Store *store;
    const Settings *settings;
    Enter enter;
    Exporter exporter;
    char *title;
    char *observed; /* "12.5 hours observed"; "" for none */
    Tasks tasks;
    Tasks fresh; /* read anew; takes the place of `tasks` when whole */
    bool has_tasks;
    int stage; /* the next type of task to be read; TASK_TYPES when all are */
    LatestPerson people[HOME_PEOPLE];
    size_t person_count;
    int64_t people_in_all;
    int64_t session_count;
    SessionRows sessions;
    HomeLine *lines;
    size_t line_count, line_room;
    List list;
    int rows; /* of the list, as last drawn */
    int screen_rows;
    size_t first, last; /* sessions near what is shown: read, and counted on idle */
    int64_t now;        /* when it was drawn */
    TaskType picked;    /* what a picker was opened for */
    bool must_load;
    bool has_moved;
    Err failure;
} Home;

/* Reads what the first picture needs; the rest follows in slices. */
void home_load(Home *home);
/* Makes the rows anew; the same thing stays selected where it is still there. */
void home_lay_out(Home *home);
/* Does one slice of reading; true when there is more. */
bool home_work(Home *home, Desk *desk);
/* Says what reading failed at, once. */
void home_say_failure(Home *home, Desk *desk);
void home_free_people(Home *home);
/* Whether the cursor may be on this row. */
bool home_is_choosable(const Home *home, size_t item);

#endif
