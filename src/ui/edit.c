/* SPDX-License-Identifier: MIT */
/* edit: one text being typed. Every change goes through replace(), which keeps what undo needs. */
#include "rir/edit.h"

#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/str.h"
#include "rir/text.h"

#define CUTS 10

/* What the last act was, where the next one may go on with it. */
typedef enum { STEP_OTHER, STEP_TYPE, STEP_BACKSPACE, STEP_DELETE, STEP_CUT, STEP_YANK, STEP_ROW } Step;

/* `inserted` bytes at `at` took the place of `removed`. */
typedef struct {
    size_t at, inserted, cursor;
    Str removed;
} Change;

struct Edit {
    Str text;
    size_t cursor;
    Step step;
    Change *changes;
    size_t change_count, change_room;
    Str cuts[CUTS]; /* the latest first */
    size_t cut_count;
    size_t yank, yank_at, yank_size; /* which cut was put back, and where */
    EditRow *rows;
    size_t row_count, row_room, row_columns;
    size_t changed_from; /* rows before this byte are still right */
    size_t goal;         /* column to keep while moving by rows */
};

Edit *edit_new(void)
{
    return mem_new(sizeof(Edit));
}

static void forget_changes(Edit *edit)
{
    for (size_t i = 0; i < edit->change_count; i++)
        str_free(&edit->changes[i].removed);
    edit->change_count = 0;
}

void edit_forget(Edit *edit)
{
    forget_changes(edit);
    for (size_t i = 0; i < CUTS; i++)
        str_free(&edit->cuts[i]);
    str_free(&edit->text);
    free(edit->changes);
    free(edit->rows);
    *edit = (Edit){0};
}

void edit_free(Edit *edit)
{
    if (!edit)
        return;
    edit_forget(edit);
    free(edit);
}

const char *edit_text(const Edit *edit)
{
    return str_text(&edit->text);
}

size_t edit_size(const Edit *edit)
{
    return edit->text.size;
}

size_t edit_cursor(const Edit *edit)
{
    return edit->cursor;
}

/* --- places in the text */

static size_t find_next(const Edit *edit, size_t at)
{
    return text_find_next(edit_text(edit), edit->text.size, at);
}

static size_t find_previous(const Edit *edit, size_t at)
{
    return text_find_previous(edit_text(edit), edit->text.size, at);
}

static size_t find_next_word(const Edit *edit, size_t at)
{
    return text_find_next_word(edit_text(edit), edit->text.size, at);
}

static size_t find_previous_word(const Edit *edit, size_t at)
{
    return text_find_previous_word(edit_text(edit), edit->text.size, at);
}

static size_t find_home(const Edit *edit, size_t at)
{
    while (at > 0 && edit->text.data[at - 1] != '\n')
        at--;
    return at;
}

static size_t find_end(const Edit *edit, size_t at)
{
    const char *newline =
        at < edit->text.size ? memchr(edit->text.data + at, '\n', edit->text.size - at) : NULL;
    return newline ? (size_t)(newline - edit->text.data) : edit->text.size;
}

static bool is_space(uint32_t point)
{
    return point == ' ' || point == '\n' || point == '\t' || point == 0xa0 || point == 0x3000;
}

static bool is_space_at(const Edit *edit, size_t at)
{
    uint32_t point;
    text_read_point(edit->text.data + at, edit->text.size - at, &point);
    return is_space(point);
}

/* Where the run of characters before `at` begins that is not white space. */
static size_t find_space_before(const Edit *edit, size_t at)
{
    bool seen = false;
    while (at > 0) {
        size_t before = find_previous(edit, at);
        bool space = is_space_at(edit, before);
        if (seen && space)
            break;
        seen = seen || !space;
        at = before;
    }
    return at;
}

/* --- changes */

static void place_cursor(Edit *edit, size_t at)
{
    if (at > edit->text.size)
        at = edit->text.size;
    /* A mark may have joined what is typed to what stood there: never stop inside a cluster. */
    size_t boundary = find_previous(edit, at);
    while (boundary < at)
        boundary = find_next(edit, boundary);
    edit->cursor = boundary;
}

static void change_text(Edit *edit, size_t at, size_t removed, const char *bytes, size_t size)
{
    str_remove(&edit->text, at, removed);
    str_insert(&edit->text, at, bytes, size);
    if (at < edit->changed_from)
        edit->changed_from = at;
}

/* Puts `bytes` in the place of `removed` bytes at `at`, with the cursor behind them. */
static void replace(Edit *edit, size_t at, size_t removed, const char *bytes, size_t size)
{
    edit->changes =
        mem_grow(edit->changes, &edit->change_room, edit->change_count + 1, sizeof *edit->changes);
    Change *change = &edit->changes[edit->change_count++];
    *change = (Change){at, size, edit->cursor, STR_EMPTY};
    if (removed)
        str_add_bytes(&change->removed, edit->text.data + at, removed);
    change_text(edit, at, removed, bytes, size);
    place_cursor(edit, at + size);
}

static bool undo(Edit *edit)
{
    if (!edit->change_count)
        return false;
    Change *change = &edit->changes[--edit->change_count];
    change_text(edit, change->at, change->inserted, str_text(&change->removed), change->removed.size);
    place_cursor(edit, change->cursor);
    str_free(&change->removed);
    return true;
}

void edit_set_cursor(Edit *edit, size_t at)
{
    edit->step = STEP_OTHER;
    place_cursor(edit, at);
}

void edit_set_text(Edit *edit, const char *text)
{
    forget_changes(edit);
    str_clear(&edit->text);
    text_add_clean(&edit->text, text, strlen(text));
    edit->changed_from = 0;
    edit->step = STEP_OTHER;
    place_cursor(edit, edit->text.size);
}

/* --- typing */

void edit_insert(Edit *edit, const char *bytes, size_t size)
{
    Str clean = STR_EMPTY;
    text_add_clean(&clean, bytes, size);
    if (clean.size)
        replace(edit, edit->cursor, 0, clean.data, clean.size);
    edit->step = STEP_OTHER;
    str_free(&clean);
}

/* Whether a character typed at the cursor goes on with the word of the last change. */
static bool continues_word(const Edit *edit, uint32_t point)
{
    if (edit->step != STEP_TYPE || !edit->change_count || !edit->cursor)
        return false;
    const Change *last = &edit->changes[edit->change_count - 1];
    bool was_space = is_space_at(edit, find_previous(edit, edit->cursor));
    return last->at + last->inserted == edit->cursor && (is_space(point) || !was_space);
}

void edit_type(Edit *edit, uint32_t point)
{
    Str character = STR_EMPTY;
    Str clean = STR_EMPTY;
    text_add_point(&character, point);
    text_add_clean(&clean, str_text(&character), character.size);
    if (continues_word(edit, point)) {
        edit->changes[edit->change_count - 1].inserted += clean.size;
        change_text(edit, edit->cursor, 0, str_text(&clean), clean.size);
        place_cursor(edit, edit->cursor + clean.size);
    } else if (clean.size) {
        replace(edit, edit->cursor, 0, clean.data, clean.size);
    }
    edit->step = STEP_TYPE;
    str_free(&character);
    str_free(&clean);
}

/* Takes [start, end) away, as one change with those of the same step before it. */
static bool erase(Edit *edit, Step step, size_t start, size_t end)
{
    if (start == end)
        return false;
    Change *last = edit->step == step && edit->change_count ? &edit->changes[edit->change_count - 1] : NULL;
    bool goes_on = last && !last->inserted && last->at == (step == STEP_BACKSPACE ? end : start);
    if (!goes_on) {
        replace(edit, start, end - start, "", 0);
    } else {
        size_t into = step == STEP_BACKSPACE ? 0 : last->removed.size;
        str_insert(&last->removed, into, edit->text.data + start, end - start);
        last->at = start;
        change_text(edit, start, end - start, "", 0);
        place_cursor(edit, start);
    }
    edit->step = step;
    return true;
}

/* --- cutting and putting back */

static Str *begin_cut(Edit *edit)
{
    if (edit->step == STEP_CUT && edit->cut_count)
        return &edit->cuts[0];
    str_free(&edit->cuts[CUTS - 1]);
    memmove(&edit->cuts[1], &edit->cuts[0], (CUTS - 1) * sizeof *edit->cuts);
    edit->cuts[0] = STR_EMPTY;
    if (edit->cut_count < CUTS)
        edit->cut_count++;
    return &edit->cuts[0];
}

static bool cut(Edit *edit, size_t start, size_t end)
{
    if (start == end)
        return false;
    Str *into = begin_cut(edit);
    str_insert(into, end == edit->cursor ? 0 : into->size, edit->text.data + start, end - start);
    replace(edit, start, end - start, "", 0);
    edit->step = STEP_CUT;
    return true;
}

static bool cut_to_end(Edit *edit)
{
    size_t end = find_end(edit, edit->cursor);
    return cut(edit, edit->cursor, end == edit->cursor ? find_next(edit, end) : end);
}

static bool cut_to_home(Edit *edit)
{
    size_t home = find_home(edit, edit->cursor);
    return cut(edit, home == edit->cursor ? find_previous(edit, home) : home, edit->cursor);
}

static bool put_back(Edit *edit, size_t cut_index, size_t at, size_t removed)
{
    const Str *piece = &edit->cuts[cut_index];
    edit->yank = cut_index;
    edit->yank_at = at;
    edit->yank_size = piece->size;
    replace(edit, at, removed, str_text(piece), piece->size);
    edit->step = STEP_YANK;
    return true;
}

static bool yank(Edit *edit)
{
    return edit->cut_count && put_back(edit, 0, edit->cursor, 0);
}

static bool yank_pop(Edit *edit, Step before)
{
    if (before != STEP_YANK || edit->cut_count < 2)
        return false;
    return put_back(edit, (edit->yank + 1) % edit->cut_count, edit->yank_at, edit->yank_size);
}

/* --- swapping and letters */

/* Puts [b_start, b_end) before [a_start, a_end), what is between them stays. */
static void swap(Edit *edit, size_t a_start, size_t a_end, size_t b_start, size_t b_end)
{
    Str swapped = STR_EMPTY;
    str_add_bytes(&swapped, edit->text.data + b_start, b_end - b_start);
    str_add_bytes(&swapped, edit->text.data + a_end, b_start - a_end);
    str_add_bytes(&swapped, edit->text.data + a_start, a_end - a_start);
    replace(edit, a_start, b_end - a_start, swapped.data, swapped.size);
    str_free(&swapped);
}

static bool swap_characters(Edit *edit)
{
    size_t middle = edit->cursor;
    if (middle == edit->text.size)
        middle = find_previous(edit, middle);
    if (!middle)
        return false;
    swap(edit, find_previous(edit, middle), middle, middle, find_next(edit, middle));
    return true;
}

static bool swap_words(Edit *edit)
{
    size_t b_end = find_next_word(edit, edit->cursor);
    size_t b_start = find_previous_word(edit, b_end);
    size_t a_start = find_previous_word(edit, b_start);
    size_t a_end = find_next_word(edit, a_start);
    if (a_start == b_start || a_end > b_start)
        return false;
    swap(edit, a_start, a_end, b_start, find_next_word(edit, b_start));
    return true;
}

static bool change_case(Edit *edit, TextCase as)
{
    size_t start = edit->cursor, end = find_next_word(edit, start);
    if (start == end)
        return false;
    Str cased = STR_EMPTY;
    text_add_cased(&cased, edit->text.data + start, end - start, as);
    replace(edit, start, end - start, str_text(&cased), cased.size);
    str_free(&cased);
    return true;
}

/* --- acts */

static bool move(Edit *edit, size_t to)
{
    bool is_moved = to != edit->cursor;
    edit->cursor = to;
    return is_moved;
}

static bool handle_motion(Edit *edit, EditAct act)
{
    switch (act) {
    case EDIT_LEFT:
        return move(edit, find_previous(edit, edit->cursor));
    case EDIT_RIGHT:
        return move(edit, find_next(edit, edit->cursor));
    case EDIT_WORD_LEFT:
        return move(edit, find_previous_word(edit, edit->cursor));
    case EDIT_WORD_RIGHT:
        return move(edit, find_next_word(edit, edit->cursor));
    case EDIT_HOME:
        return move(edit, find_home(edit, edit->cursor));
    default:
        return move(edit, find_end(edit, edit->cursor));
    }
}

static bool handle_change(Edit *edit, EditAct act, Step before)
{
    switch (act) {
    case EDIT_YANK:
        return yank(edit);
    case EDIT_YANK_POP:
        return yank_pop(edit, before);
    case EDIT_SWAP:
        return swap_characters(edit);
    case EDIT_SWAP_WORDS:
        return swap_words(edit);
    case EDIT_UPPER:
        return change_case(edit, TEXT_UPPER);
    case EDIT_LOWER:
        return change_case(edit, TEXT_LOWER);
    case EDIT_CAPITAL:
        return change_case(edit, TEXT_CAPITAL);
    case EDIT_NEWLINE:
        replace(edit, edit->cursor, 0, "\n", 1);
        return true;
    case EDIT_UNDO:
        return undo(edit);
    default:
        return false;
    }
}

bool edit_handle(Edit *edit, EditAct act)
{
    Step before = edit->step;
    switch (act) {
    /* These go on with the act before when it was of their kind. */
    case EDIT_BACKSPACE:
        return erase(edit, STEP_BACKSPACE, find_previous(edit, edit->cursor), edit->cursor);
    case EDIT_DELETE:
        return erase(edit, STEP_DELETE, edit->cursor, find_next(edit, edit->cursor));
    case EDIT_CUT_WORD_LEFT:
        return cut(edit, find_previous_word(edit, edit->cursor), edit->cursor);
    case EDIT_CUT_SPACE_LEFT:
        return cut(edit, find_space_before(edit, edit->cursor), edit->cursor);
    case EDIT_CUT_WORD_RIGHT:
        return cut(edit, edit->cursor, find_next_word(edit, edit->cursor));
    case EDIT_CUT_TO_END:
        return cut_to_end(edit);
    case EDIT_CUT_TO_HOME:
        return cut_to_home(edit);
    case EDIT_LEFT:
    case EDIT_RIGHT:
    case EDIT_WORD_LEFT:
    case EDIT_WORD_RIGHT:
    case EDIT_HOME:
    case EDIT_END:
        edit->step = STEP_OTHER;
        return handle_motion(edit, act);
    default:
        edit->step = STEP_OTHER;
        return handle_change(edit, act, before);
    }
}

/* --- rows on a screen */

static void add_row(Edit *edit, size_t start, size_t size)
{
    edit->rows = mem_grow(edit->rows, &edit->row_room, edit->row_count + 1, sizeof *edit->rows);
    edit->rows[edit->row_count++] = (EditRow){start, size};
}

/* As text_wrap at `at`, but looking no further ahead than it must: a pasted megabyte may have no LF. */
static size_t wrap(const Edit *edit, size_t at, size_t columns, size_t *next)
{
    const char *text = edit->text.data + at;
    size_t left = edit->text.size - at;
    for (size_t window = 8 * columns;; window *= 2) {
        while (window < left && ((unsigned char)text[window] & 0xc0) == 0x80)
            window++;
        if (window > left)
            window = left;
        size_t size = text_wrap(text, window, columns, next);
        if (*next < window || window == left)
            return size;
    }
}

/* Forgets rows that may no longer be right; returns where the first of those begins. */
static size_t keep_rows(Edit *edit, size_t columns)
{
    size_t kept = columns == edit->row_columns ? edit->row_count : 0;
    /* Where a row breaks depends on the row itself and the first word of the next. */
    while (kept > 0 && (kept + 1 >= edit->row_count || edit->rows[kept + 1].start >= edit->changed_from))
        kept--;
    size_t from = kept > 0 ? edit->rows[kept].start : 0;
    edit->row_count = kept;
    edit->row_columns = columns;
    edit->changed_from = edit->text.size + 1;
    return from;
}

static void make_rows(Edit *edit, size_t columns)
{
    if (edit->row_count && columns == edit->row_columns && edit->changed_from > edit->text.size)
        return;
    size_t at = keep_rows(edit, columns);
    while (at < edit->text.size) {
        size_t next;
        size_t size = wrap(edit, at, columns, &next);
        add_row(edit, at, size);
        at += next;
    }
    if (!edit->text.size || edit->text.data[edit->text.size - 1] == '\n')
        add_row(edit, edit->text.size, 0);
}

/* The last row that begins at or before the cursor. */
static size_t find_row(const Edit *edit)
{
    size_t low = 0, high = edit->row_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (edit->rows[middle].start <= edit->cursor)
            low = middle;
        else
            high = middle;
    }
    return low;
}

EditLayout edit_lay_out(Edit *edit, size_t columns)
{
    size_t usable = columns > 3 ? columns - 1 : 2;
    make_rows(edit, usable);
    size_t at = find_row(edit);
    const EditRow *row = &edit->rows[at];
    size_t column = text_measure(edit_text(edit) + row->start, edit->cursor - row->start);
    /* In the white space at a break the cursor waits behind the row's end. */
    return (EditLayout){edit->rows, edit->row_count, at, column < usable ? column : usable};
}

bool edit_move_row(Edit *edit, size_t columns, int rows)
{
    EditLayout layout = edit_lay_out(edit, columns);
    size_t steps = rows < 0 ? 0 - (size_t)rows : (size_t)rows;
    size_t below = layout.count - 1 - layout.cursor_row;
    if (!rows || (rows < 0 ? steps > layout.cursor_row : steps > below))
        return false;
    if (edit->step != STEP_ROW)
        edit->goal = layout.cursor_column;
    size_t to = rows < 0 ? layout.cursor_row - steps : layout.cursor_row + steps;
    const EditRow *row = &layout.rows[to];
    size_t at = row->start + text_fit(edit_text(edit) + row->start, row->size, edit->goal);
    /* The end of a row broken inside a word is the start of the next. */
    if (to + 1 < layout.count && at == layout.rows[to + 1].start && at > row->start)
        at = find_previous(edit, at);
    edit->cursor = at;
    edit->step = STEP_ROW;
    return true;
}
