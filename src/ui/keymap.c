/* SPDX-License-Identifier: MIT */
/* keymap: which key does what, the table's keys with the user's own in their place. */
#include <stdlib.h>
#include <string.h>

#include "rir/action.h"
#include "rir/mem.h"
#include "rir/text.h"

typedef struct {
    Key key;
    const ActionRow *row;
} Binding;

struct Keymap {
    Binding *bindings; /* grouped by action, in the table's order; the first of an action is the one shown */
    size_t count;
    size_t room;
};

/* Adds the row's keys; returns the place in `keys` of the first that is no key, NULL when all are. */
static const char *add_bindings(Keymap *keymap, const ActionRow *row, const char *keys)
{
    for (;;) {
        Key key = key_read_next(&keys);
        if (key == KEY_NONE)
            return *keys != '\0' ? keys : NULL;
        keymap->bindings =
            mem_grow(keymap->bindings, &keymap->room, keymap->count + 1, sizeof *keymap->bindings);
        keymap->bindings[keymap->count++] = (Binding){key, row};
    }
}

static void remove_bindings(Keymap *keymap, const ActionRow *row)
{
    size_t kept = 0;

    for (size_t i = 0; i < keymap->count; i++)
        if (keymap->bindings[i].row != row)
            keymap->bindings[kept++] = keymap->bindings[i];
    keymap->count = kept;
}

Keymap *keymap_new(void)
{
    Keymap *keymap = mem_new(sizeof *keymap);
    size_t count;
    const ActionRow *rows = action_list(&count);

    for (size_t i = 0; i < count; i++)
        add_bindings(keymap, &rows[i], rows[i].keys);
    return keymap;
}

void keymap_free(Keymap *keymap)
{
    if (keymap == NULL)
        return;
    free(keymap->bindings);
    free(keymap);
}

/* Whether the key counts for rows with these contexts when it is pressed in `context`. */
static bool counts_in(unsigned contexts, Context context, Key key)
{
    bool is_text = context_is_text(context);

    if (is_text && key_is_text(key))
        return false;
    return (contexts & ((unsigned)context | CONTEXT_ANY | (is_text ? CONTEXT_FIELD : 0u))) != 0;
}

/* A context in which both bindings count; CONTEXT_NONE when there is none. */
static Context find_clash(const Binding *one, const Binding *other)
{
    if (one->row == other->row || one->key != other->key)
        return CONTEXT_NONE;
    for (int i = 2; i < CONTEXT_COUNT; i++) {
        Context context = (Context)(1u << i);
        if (counts_in(one->row->contexts, context, one->key) &&
            counts_in(other->row->contexts, context, other->key))
            return context;
    }
    return CONTEXT_NONE;
}

/* Says what another action already does with one of the row's keys; -1 when there is such a key. */
static int check_row(const Keymap *keymap, const ActionRow *row, Err *err)
{
    for (size_t i = 0; i < keymap->count; i++) {
        if (keymap->bindings[i].row != row)
            continue;
        for (size_t k = 0; k < keymap->count; k++) {
            Context context = find_clash(&keymap->bindings[i], &keymap->bindings[k]);
            if (context == CONTEXT_NONE)
                continue;
            Str name = STR_EMPTY;
            key_add_name(&name, keymap->bindings[i].key);
            err_set(err, ERR_REFUSED,
                    "key.%s: %s is already `%s` (%s); choose another key, or give that one another",
                    row->name, str_text(&name), keymap->bindings[k].row->name, context_name(context));
            str_free(&name);
            return -1;
        }
    }
    return 0;
}

/* Puts `keys` in place of the row's; looks at the names only. On an error nothing is changed. */
static int replace_keys(Keymap *keymap, const ActionRow *row, const char *keys, Err *err)
{
    Keymap read = {NULL, 0, 0};

    if (strcmp(keys, "none") != 0) {
        const char *wrong = add_bindings(&read, row, keys);
        if (wrong != NULL || read.count == 0) {
            free(read.bindings);
            if (wrong == NULL)
                return err_set(err, ERR_REFUSED, "key.%s: no key is named; write `none` to have no key",
                               row->name);
            return err_set(
                err, ERR_REFUSED,
                "key.%s: `%s` is no key; keys are written like Alt-n, Ctrl-a, F3, PgUp, Enter or x",
                row->name, wrong);
        }
    }
    free(read.bindings);
    remove_bindings(keymap, row);
    if (strcmp(keys, "none") != 0)
        add_bindings(keymap, row, keys);
    return 0;
}

static const ActionRow *find_row(const char *name, Err *err)
{
    const ActionRow *row = action_find_name(name);

    if (row == NULL)
        err_set(err, ERR_REFUSED, "key.%s: there is no act of this name; the help screen has their names",
                name);
    return row;
}

/* Gives one changed row whose keys clash its own back and says so; false when nothing clashes. */
static bool revert_clash(Keymap *keymap, bool *is_changed, Str *problems)
{
    size_t count;
    const ActionRow *rows = action_list(&count);
    Err err;

    for (size_t i = 0; i < count; i++) {
        if (!is_changed[i] || check_row(keymap, &rows[i], &err) == 0)
            continue;
        str_add_format(problems, "%s\n", err.text);
        remove_bindings(keymap, &rows[i]);
        add_bindings(keymap, &rows[i], rows[i].keys);
        is_changed[i] = false;
        return true;
    }
    return false;
}

void keymap_read_settings(Keymap *keymap, const Settings *settings, Str *problems)
{
    const char *name, *keys;
    size_t count;
    const ActionRow *rows = action_list(&count);
    bool *is_changed = mem_new(count * sizeof *is_changed);
    Err err;

    for (size_t n = 0; settings_find_key(settings, n, &name, &keys); n++) {
        const ActionRow *row = find_row(name, &err);
        if (row == NULL || replace_keys(keymap, row, keys, &err) != 0)
            str_add_format(problems, "%s\n", err.text);
        else
            is_changed[row - rows] = true;
    }
    /* A key given back may be one that another changed action took, so until nothing clashes. */
    while (revert_clash(keymap, is_changed, problems))
        ;
    free(is_changed);
}

static int find_digit(Key key)
{
    key &= ~KEY_MODIFIERS;
    return key >= '1' && key <= '9' ? (int)(key - '0') : 0;
}

static Action find_among(const Keymap *keymap, unsigned contexts, Key key)
{
    for (size_t i = 0; i < keymap->count; i++)
        if (keymap->bindings[i].key == key && (keymap->bindings[i].row->contexts & contexts) != 0)
            return keymap->bindings[i].row->action;
    return ACTION_NONE;
}

Action keymap_find(const Keymap *keymap, Context context, Key key, int *number)
{
    bool is_text = context_is_text(context);
    Action action = ACTION_NONE;

    if (number != NULL)
        *number = find_digit(key);
    if (is_text && key_is_text(key))
        return ACTION_NONE;
    if (is_text)
        action = find_among(keymap, CONTEXT_FIELD, key);
    if (action == ACTION_NONE)
        action = find_among(keymap, context, key);
    if (action == ACTION_NONE)
        action = find_among(keymap, CONTEXT_ANY, key);
    return action;
}

Key keymap_find_key(const Keymap *keymap, Action action, Context context, size_t n)
{
    for (size_t i = 0; i < keymap->count; i++) {
        const Binding *binding = &keymap->bindings[i];
        if (binding->row->action == action && counts_in(binding->row->contexts, context, binding->key) &&
            n-- == 0)
            return binding->key;
    }
    return KEY_NONE;
}

/* How many keys from the n-th on are a run of digits with the same modifiers. */
static size_t count_run(const Keymap *keymap, Action action, Context context, size_t n)
{
    Key first = keymap_find_key(keymap, action, context, n);
    size_t run = 1;

    if (find_digit(first) == 0)
        return 1;
    while (find_digit(first) + (int)run <= 9 &&
           keymap_find_key(keymap, action, context, n + run) == first + (Key)run)
        run++;
    return run;
}

void keymap_add_keys(Str *out, const Keymap *keymap, Action action, Context context)
{
    Key key;

    for (size_t n = 0; (key = keymap_find_key(keymap, action, context, n)) != KEY_NONE;) {
        size_t run = count_run(keymap, action, context, n);
        if (n > 0)
            str_add(out, ", ");
        key_add_name(out, key);
        if (run > 1)
            str_add_format(out, "..%d", find_digit(key) + (int)run - 1);
        n += run;
    }
}

/* Whether the row's first key is a character behind Alt: then "Alt:" stands once in front of all of them. */
static bool is_alt(Key key)
{
    return (key & KEY_ALT) != 0 && !key_is_named(key) && (key & KEY_CTRL) == 0;
}

/* The key that stands in the hint line: the first, but a plain character, where one counts, before one behind
 * Alt or a function key. */
static Key find_hint_key(const Keymap *keymap, Action action, Context context)
{
    Key first = keymap_find_key(keymap, action, context, 0), key;
    bool is_plain = !is_alt(first) && (first < PRESS_F1 || first > PRESS_F12);

    for (size_t n = 0; !is_plain && (key = keymap_find_key(keymap, action, context, n)) != KEY_NONE; n++)
        if (key_is_text(key))
            return key;
    return first;
}

static void add_hint(Str *hints, const Keymap *keymap, const ActionRow *row, Context context,
                     const char *lead, size_t columns)
{
    Key key = find_hint_key(keymap, row->action, context);
    size_t before = hints->size;

    if (hints->size > 0)
        str_add(hints, "  ");
    str_add(hints, lead);
    key_add_name(hints, is_alt(key) ? key & ~KEY_ALT : key);
    size_t run = count_run(keymap, row->action, context, 0);
    if (run > 1)
        str_add_format(hints, "-%d", find_digit(key) + (int)run - 1);
    str_add_format(hints, " %s", row->label);
    if (text_measure(hints->data, hints->size) > columns)
        str_cut(hints, before);
}

void keymap_add_hints(Str *out, const Keymap *keymap, Context context, size_t columns)
{
    Str help = STR_EMPTY, hints = STR_EMPTY;
    size_t count;
    const ActionRow *rows = action_list(&count);
    const char *lead = "Alt: ";
    Key key = find_hint_key(keymap, ACTION_HELP, context);

    if (key != KEY_NONE) {
        key_add_name(&help, key);
        str_add_format(&help, " %s", action_find(ACTION_HELP)->label);
    }
    size_t helped = help.size > 0 ? text_measure(help.data, help.size) + 3 : 0;
    size_t left = columns > helped ? columns - helped : 0;

    /* First the acts behind Alt, then the keys that are written out. */
    for (int alt = 1; alt >= 0; alt--)
        for (size_t i = 0; i < count; i++) {
            if ((rows[i].hints & (unsigned)context) == 0)
                continue;
            key = find_hint_key(keymap, rows[i].action, context);
            if (key == KEY_NONE || is_alt(key) != (alt == 1))
                continue;
            size_t before = hints.size;
            add_hint(&hints, keymap, &rows[i], context, alt == 1 ? lead : "", left);
            if (hints.size > before && alt == 1)
                lead = "";
        }
    str_add(out, str_text(&hints));
    if (hints.size > 0 && help.size > 0)
        str_add(out, "   ");
    if (help.size > 0 && columns + 3 >= helped)
        str_add(out, str_text(&help));
    str_free(&hints);
    str_free(&help);
}
