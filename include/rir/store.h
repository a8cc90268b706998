/* SPDX-License-Identifier: MIT */
/* store: the study file. Append events, read rows, keep a draft; nothing else writes.
 *
 * One study is one SQLite file (WAL, synchronous=FULL, 0600). A function that returns 0 after writing has its
 * work on the disk. After any error nothing of the call was applied, unless said; the store can be used
 * again. A store belongs to one thread. Ids are the 36 characters of id.h. */
#ifndef RIR_STORE_H
#define RIR_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/event.h"
#include "rir/str.h"

typedef struct Store Store;

#define STORE_LAYOUT 1 /* of the event table: a newer one is refused, see store_open */

typedef enum {
    STORE_WRITE,     /* may append; takes a new site when the file is a copy */
    STORE_READ_ONLY  /* never writes, not even a new site */
} StoreMode;

/* Makes the file `path` (which must not exist) for a study of this title. ERR_REFUSED: exists, or the folder
 * is on a stick or network where a live study is not safe (unless `anywhere`). ERR_FAILED: the system's
 * reason. */
Store *store_create(const char *path, const char *title, const char *author, bool anywhere, Err *err);
/* Opens a study. ERR_REFUSED: no such file, not a study, a newer layout of events. A newer projection opens
 * read-only (see store_is_read_only). ERR_ALARM: the file is damaged. ERR_BUSY: locked by another program. */
Store *store_open(const char *path, StoreMode mode, const char *author, Err *err);
/* Closes the file and leaves it to others, when nothing more is to be read or written: store_close is due all
 * the same, and nothing else may be called. */
void store_let_go(Store *store);
void store_close(Store *store); /* NULL is fine; an open transaction is rolled back */

const char *store_find_path(const Store *store);
const char *store_find_site(const Store *store);  /* "" until the first write of a copied file */
const char *store_find_study(const Store *store); /* the study's id */
const char *store_find_author(const Store *store);
/* Whether this very file was written on this laptop: no backup, copy or restored file. */
bool store_was_written_here(Store *store);
bool store_is_read_only(const Store *store);
/* What opening found that the researcher should know, "" for nothing: a copy that took a new site, a
 * stick. */
const char *store_find_notice(const Store *store);

/* Another number whenever another connection has written since. */
int64_t store_read_version(Store *store);

/* --- writing */

/* Several appends as one act on disk: all of them or none. Not nested. ERR_BUSY after 5 s of another's
 * lock. */
int store_begin(Store *store, Err *err);
int store_commit(Store *store, Err *err);
void store_rollback(Store *store);

/* Appends one event and applies it, in the open transaction or in one of its own. `key` may be NULL.
 * ERR_REFUSED: unknown kind, body that is no JSON object, entity erased before. */
int store_append(Store *store, const Act *act, EventKey *key, Err *err);

/* Appends an `undo` (or `redo`) of one event: its entity is then what its other events make of it.
 * ERR_REFUSED when there is no such event, when it is undone already (or not undone), or when it cannot be
 * undone (erase, undo). */
int store_undo(Store *store, const EventKey *key, bool redo, int64_t at, int tz, Err *err);
/* This site's latest event of the session that can be undone, or the one that redo would bring back (none
 * once anything else was done). seq 0 when there is none. */
EventKey store_find_undo(Store *store, const char *session, bool redo);

/* The draft: what is being typed in a session, in a row of its own, never an event, never sent. */
typedef struct {
    Str text;
    size_t cursor;     /* byte offset */
    int64_t started;   /* wall ms of its first key */
    int64_t elapsed;   /* session ms of its first key */
    bool is_paste;
    Str context;       /* face's own: an edit under way, a chosen kind; small JSON or "" */
} Draft;
int store_save_draft(Store *store, const char *session, const Draft *draft, Err *err);
/* In the open transaction or one of its own; nothing to clear is fine and writes nothing. */
int store_clear_draft(Store *store, const char *session, Err *err);
/* 1 when there is one, 0 when not; the caller frees its Strs with draft_free. */
int store_read_draft(Store *store, const char *session, Draft *draft, Err *err);
void draft_free(Draft *draft);

/* --- a live session */

/* Marks that a session runs in this process: erasure, rebuild, exchange and VACUUM refuse meanwhile, here and
 * in other processes. Ends with the process whatever happens to it. ERR_BUSY when another process holds the
 * same study live (its pid is named). */
int store_hold_live(Store *store, Err *err);
void store_release_live(Store *store);

/* Work for quiet moments: search index, checkpoint. Does one slice under 10 ms; true while there is more. */
bool store_do_idle(Store *store);

#endif
