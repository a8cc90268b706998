/* SPDX-License-Identifier: MIT */
/* form: named rows to type in, with what could be meant below, found while typing. Part of a view whose
 * context types text. */
#ifndef UI_FORM_H
#define UI_FORM_H

#include "rir/widget.h"

typedef enum {
    FORM_TEXT,  /* anything; suggestions are taken with Down or Tab */
    FORM_WORDS, /* several words: suggestions are for the one being typed */
    FORM_CHOICE /* one of the suggestions: what is typed finds it */
} FormKind;

typedef struct {
    FormKind kind;
    const char *label; /* constants */
    const char *help;  /* shown while the cursor is in the row */
    bool gives_way;    /* what stands there at first goes when something is typed */
} FormRow;

typedef struct {
    char *value;
    char *detail;
    bool is_wrong; /* cannot be chosen; the detail says why */
} FormOption;

typedef struct {
    FormOption *list;
    size_t count, room;
} FormOptions;

void form_add_option(FormOptions *options, const char *value, const char *detail, bool is_wrong);
/* Adds a value that has the words of what was typed, once; "" never. */
void form_offer(FormOptions *options, const char *value, const char *typed);

/* Adds what could be meant by `typed` in the row, the likeliest first. */
typedef void (*FormSuggest)(void *owner, size_t row, const char *typed, FormOptions *options);

typedef struct Form Form;

/* `rows` must outlive the form. `suggest` may be NULL. */
Form *form_new(const FormRow *rows, size_t count, FormSuggest suggest, void *owner);
void form_free(Form *form); /* NULL is fine */
void form_set(Form *form, size_t row, const char *text);
/* What the row amounts to now, with what is being found in a FORM_CHOICE. Valid until the next call. */
const char *form_find(Form *form, size_t row);
/* The option a FORM_CHOICE stands on while something is typed there; NULL for none. */
const FormOption *form_find_option(const Form *form);
size_t form_find_focus(const Form *form);
void form_set_focus(Form *form, size_t row);
/* Takes the suggestion the cursor is on into its row. False: it cannot be chosen, or what was typed finds
 * nothing. */
bool form_accept(Form *form);
/* Moving, editing and taking suggestions. False: no act of forms. */
bool form_act(Form *form, Action action);
void form_type(Form *form, const char *text, size_t size, bool is_paste);
/* Draws the rows, and help and suggestions below them; the cursor stands in the focused row. */
void form_draw(Form *form, Grid *grid, Area area);
/* A hidden row is passed over and not drawn; what stands in it stays. */
void form_hide(Form *form, size_t row, bool is_hidden);
/* Whether any row is no longer what form_set put there. */
bool form_is_changed(const Form *form);

#endif
