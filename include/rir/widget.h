/* SPDX-License-Identifier: MIT */
/* widget: what many screens are made of: a list that scrolls, a field to type in, a list to pick from. */
#ifndef RIR_WIDGET_H
#define RIR_WIDGET_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/edit.h"
#include "rir/view.h"

/* --- a list of rows, one item a row */

typedef struct {
    size_t count;
    size_t selected; /* less than count, or 0 */
    size_t top;      /* the item on the first row shown */
} List;

/* Draws one item. The area is one row; the list itself marks the selected one. */
typedef void (*ListRow)(const void *owner, Grid *grid, Area row, size_t item);

/* Another number of items: the selection stays where it can. */
void list_set_count(List *list, size_t count);
void list_select(List *list, size_t item); /* clamped */
/* Up, down, page and end acts; `rows` are those shown. False: no act of lists. */
bool list_act(List *list, Action action, int rows);
/* Draws the rows that fit around the selection. The first column holds the sign of the selected row, the last
 * one signs that there is more above or below. With `has_focus` the cursor stands on the selected row. */
void list_draw(List *list, Grid *grid, Area area, ListRow draw_row, const void *owner, bool has_focus);

/* --- a field to type in, several rows when the text needs them */

typedef struct {
    Edit *edit;
    size_t top;  /* first row shown */
    int columns; /* as last drawn, for moving up and down */
} Field;

Field field_new(void);
void field_free(Field *field);
const char *field_text(const Field *field);
void field_set_text(Field *field, const char *text); /* the cursor at its end */
/* The editing acts, and up and down inside a text of several rows. False: nothing for the field. */
bool field_act(Field *field, Action action);
/* What desk gives a view's `type`. Without `is_long` line ends become spaces. */
void field_type(Field *field, const char *text, size_t size, bool is_paste, bool is_long);
int field_count_rows(const Field *field, int columns);
/* Draws the rows that fit around the cursor; with `has_focus` the terminal's cursor stands in it. */
void field_draw(Field *field, Grid *grid, Area area, Role role, bool has_focus);

/* --- a view to pick one of many from, by typing some of it */

typedef struct {
    const char *key;    /* a number or letter, matched whole: "4"; may be NULL */
    const char *mark;   /* a word or sign before the label, e.g. what state it is in; may be NULL */
    const char *label;
    const char *detail; /* last on the row; may be NULL */
} PickerItem;

#define PICKER_MARK_COLUMNS 12 /* a longer mark is cut */
#define PICKER_TYPED ((size_t)-1)

typedef struct {
    const char *title;
    Context context;         /* CONTEXT_NONE is taken as CONTEXT_PICKER */
    const PickerItem *items; /* copied, with their texts */
    size_t count;
    size_t selected;         /* where the cursor starts */
    const char *fresh; /* what typed text that is none of the items is taken for: "new person"; or NULL */
    /* Called after the picker left the desk, with the index in items, or PICKER_TYPED and the text. */
    void (*chosen)(void *owner, Desk *desk, size_t item, const char *typed);
    void (*left)(void *owner, Desk *desk); /* nothing was chosen; may be NULL */
    void *owner;
} PickerSpec;

void picker_open(Desk *desk, const PickerSpec *spec);

#endif
