/* SPDX-License-Identifier: MIT */
/* mark: telling a copied or restored study file from the one that wrote, and which process is at it.
 *
 * Two files in the state folder, outside the study: `STUDY-SITE.mark` says where the file was (device, inode)
 * and how far it had come (seq, digest); `DEVICE-INODE.lock` carries locks: byte 0 is held shared by all who
 * have the study open, byte 1 by the process in which a session is live. */
#ifndef STORE_MARK_H
#define STORE_MARK_H

#include "db.h"

/* Compares file and mark; forgets the site of a copy, with a notice, so that the next write takes a new one.
 * What it could not read is in store->trouble. */
void mark_look(Store *store);
/* site.n of this copy's site; 0 when it has none. */
int64_t mark_find_site(Store *store);
/* Whether this is the very file that its mark speaks of. */
bool mark_is_own(Store *store);
/* Takes a site when there is none. In the open transaction. */
int mark_ensure_site(Store *store, Err *err);
/* Writes how far this copy has come, when that has changed. Failing is not an error: the mark is a second
 * net. */
void mark_write(Store *store);

/* Whether the path still leads to the file that is open, and its -wal. In the open transaction. */
int mark_check_place(Store *store, Err *err);

void mark_open_lock(Store *store);
void mark_close_lock(Store *store);
/* ERR_BUSY naming the process that holds a live session, unless it is this store. */
int mark_refuse_live(Store *store, Err *err);
/* Sole use: nobody else has the study open. 0 or ERR_BUSY. */
int mark_take_sole(Store *store, Err *err);
void mark_give_sole(Store *store);

#endif
