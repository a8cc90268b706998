/* SPDX-License-Identifier: MIT */
/* edit: one text being typed, with readline's acts. No screen and no keys in it.
 *
 * Text is UTF-8; the cursor is a byte offset and always between two grapheme clusters. The text may have
 * several rows, separated by LF: home, end and the cuts to them stay in the row. Nothing typed is lost by a
 * slip: every change can be undone until edit_set_text or edit_forget. */
#ifndef RIR_EDIT_H
#define RIR_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    EDIT_LEFT,
    EDIT_RIGHT,
    EDIT_WORD_LEFT,
    EDIT_WORD_RIGHT,
    EDIT_HOME,
    EDIT_END,
    EDIT_BACKSPACE,
    EDIT_DELETE,
    EDIT_CUT_WORD_LEFT,  /* cuts can be put back; cuts one after another make one */
    EDIT_CUT_SPACE_LEFT, /* back to the white space before */
    EDIT_CUT_WORD_RIGHT,
    EDIT_CUT_TO_END,  /* at a row's end its LF */
    EDIT_CUT_TO_HOME, /* at a row's start the LF before */
    EDIT_YANK,        /* puts back what was cut */
    EDIT_YANK_POP,    /* right after a yank: what was cut before that instead */
    EDIT_SWAP,        /* the two characters around the cursor; at the end the two before it */
    EDIT_SWAP_WORDS,
    EDIT_UPPER, /* from the cursor to the end of the word */
    EDIT_LOWER,
    EDIT_CAPITAL,
    EDIT_NEWLINE,
    EDIT_UNDO
} EditAct;

typedef struct Edit Edit;

Edit *edit_new(void);
void edit_free(Edit *edit); /* NULL is fine */

const char *edit_text(const Edit *edit); /* never NULL; valid until the next change */
size_t edit_size(const Edit *edit);      /* bytes */
size_t edit_cursor(const Edit *edit);

/* Begins anew with this text, the cursor at its end; there is nothing to undo then. What was cut is kept. */
void edit_set_text(Edit *edit, const char *text);
/* Moves the cursor to the cluster boundary at or behind byte `at`. */
void edit_set_cursor(Edit *edit, size_t at);
/* Forgets text, undo and cuts: nothing of what was typed is left here. */
void edit_forget(Edit *edit);

/* A typed character. What is typed in one word is undone at once. */
void edit_type(Edit *edit, uint32_t point);
/* A pasted text; its bytes are cleaned, see text_add_clean. */
void edit_insert(Edit *edit, const char *bytes, size_t size);
/* Returns whether the text or the cursor changed. */
bool edit_handle(Edit *edit, EditAct act);

/* --- rows on a screen */

typedef struct {
    size_t start, size; /* bytes; white space at a break and the LF belong to no row */
} EditRow;

typedef struct {
    const EditRow *rows;
    size_t count; /* at least 1 */
    size_t cursor_row, cursor_column;
} EditLayout;

/* The text in rows of `columns` (at least 3). The last column of a row stays free, so that the cursor always
 * has a place. Valid until the next call with this edit. */
EditLayout edit_lay_out(Edit *edit, size_t columns);
/* Moves the cursor up (negative) or down by screen rows, keeping its column where it can. False, and nothing
 * is moved, when there is no such row. */
bool edit_move_row(Edit *edit, size_t columns, int rows);

#endif
