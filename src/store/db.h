/* SPDX-License-Identifier: MIT */
/* SQLite, wrapped once: statements kept between calls, values bound, errors in words. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include "rir/err.h"
#include "rir/id.h"
#include "rir/store.h"

#define DB_STATEMENTS 256
#define DB_RECENT 8
#define DB_INTERNED 256

typedef struct {
    const char *sql;
    sqlite3_stmt *statement;
    bool is_used;
} DbStatement;

typedef struct {
    char id[ID_SIZE];
    int64_t n; /* thing.n of it; 0: not known */
} DbIntern;

struct Store {
    sqlite3 *db;
    char *path;
    char *author;
    char study[ID_SIZE];
    char site[ID_SIZE];
    int64_t site_n;      /* 0 until this copy has a site */
    int64_t last_hlc;
    int wal_pages;       /* in the -wal after the last commit */
    DbIntern interned[DB_INTERNED]; /* by hash: sessions, persons and codes come again and again */
    int64_t step;        /* seq of the first event of the open transaction, 0 before it */
    int64_t marked_seq;  /* what the mark in the state folder says */
    int64_t data_version; /* changes when another connection commits */
    Err trouble;         /* of a look that has no way to tell: what follows from it must not be committed */
    bool is_read_only;
    bool in_transaction;
    bool is_live;
    int lock;            /* descriptor of the lock file, -1 for none */
    int64_t device, inode;
    int64_t wal_inode;   /* of the -wal at the first write; 0 before */
    Str notice;
    sqlite3_stmt *rollback; /* outlives those below, and is there when memory has run out */
    bool owes_rollback;     /* it failed: nothing is read or written before it is done */
    bool owes_look;         /* after a rollback: at the schema and what hangs on it */
    DbStatement statements[DB_STATEMENTS];
    DbStatement *recent[DB_RECENT]; /* taken last, in a ring */
    size_t recent_at, recent_count;
};

/* Sets *err from SQLite's last error: what was being done, what is safe, what to do. Returns -1. */
int db_fail(Store *store, Err *err, const char *doing);

/* -1, with *err set, when a look has failed since trouble was cleared. */
int db_check_trouble(const Store *store, Err *err);
/* Does a rollback that is due. */
void db_roll_back(Store *store);
/* A statement for `sql`, kept by the pointer; NULL on error. Give it back with db_reset, always. */
sqlite3_stmt *db_prepare(Store *store, const char *sql, Err *err);
void db_reset(Store *store, sqlite3_stmt *statement);
/* Steps once: 1 a row, 0 done, -1 error. */
int db_step(Store *store, sqlite3_stmt *statement, Err *err);
/* After reading the columns of a row: a text that memory did not suffice for reads as null. 0, or -1 with
 * *err. */
int db_check_row(Store *store, Err *err);
/* Runs to the end and gives it back. */
int db_run(Store *store, sqlite3_stmt *statement, Err *err);
void db_bind_text(sqlite3_stmt *statement, int at,
                  const char *text); /* NULL binds null; text must live until reset */
void db_bind_number(sqlite3_stmt *statement, int at, int64_t number);
void db_bind_key(sqlite3_stmt *statement, int at, int64_t n); /* 0 binds null */
const char *db_text(sqlite3_stmt *statement, int column);     /* never NULL */

/* Runs SQL of one or more statements without values. */
int db_execute(Store *store, const char *sql, Err *err);
/* Runs lines joined (a schema); `lines` ends in NULL. */
int db_execute_lines(Store *store, const char *const *lines, Err *err);
/* One statement with values, `types` as in rows_open. */
int db_do(Store *store, Err *err, const char *sql, const char *types, ...);
/* Binds ?1, ?2 ... as rows_open's `types` say. `copies`: the texts need not live until the reset. -1 when
 * memory for that has run out. */
int db_bind_values(Store *store, sqlite3_stmt *statement, bool copies, Err *err, const char *types,
                   va_list values);
/* `otherwise` also when reading fails: store->trouble then says so. */
int64_t db_find_number(Store *store, int64_t otherwise, const char *sql, const char *types, ...);
int64_t db_find_numberv(Store *store, int64_t otherwise, const char *sql, const char *types, va_list values);
void db_forget_statements(Store *store);

/* thing.n of an id, made when missing; 0 on error. NULL or "" gives 0 without error. */
int64_t db_intern(Store *store, const char *id, Err *err);
/* After a rollback: what was made in it is not there. */
void db_forget_interned(Store *store);

extern const char *const schema_log[];
extern const char *const schema_projection[];
extern const char *const schema_views[];
extern const char *const schema_index[];

#endif
