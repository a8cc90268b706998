/* SPDX-License-Identifier: MIT */
/* err: what went wrong, in words a researcher can act on.
 *
 * A function that can fail takes an `Err *` last and returns -1, or NULL, after setting it; a caller that
 * does not care passes NULL. The text says what happened, where, what is safe and what to do. It has no final
 * full stop or newline. The buffer is part of the struct, so that reporting an error never allocates. */
#ifndef RIR_ERR_H
#define RIR_ERR_H

typedef enum {
    ERR_NONE = 0,
    ERR_USAGE,   /* the command was not understood: exit status 2 */
    ERR_REFUSED, /* understood and refused (no such session, consent refused, not a study file, ...) */
    ERR_FAILED,  /* the system failed: read, write, lock, disk full; errno says what where there is one */
    ERR_BUSY,    /* another process holds the study; trying again may help */
    ERR_MEMORY,  /* memory ran out; nothing was changed */
    ERR_ALARM    /* evidence contradicts itself: a forked event, a digest that does not hold */
} ErrCode;

typedef struct {
    ErrCode code;
    char text[1024]; /* UTF-8, NUL-terminated, cut at a codepoint */
} Err;

/* Sets *err (unless NULL) and returns -1, so that `return err_set(...)` reads well. */
int err_set(Err *err, ErrCode code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Puts `format...: ` before the text already in *err; keeps its code. Returns -1. */
int err_prefix(Err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

void err_clear(Err *err);

#endif
