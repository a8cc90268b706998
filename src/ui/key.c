/* SPDX-License-Identifier: MIT */
/* key: the names of keys, both ways. */
#include "rir/key.h"

#include <string.h>
#include <strings.h>

#include "rir/text.h"

typedef struct {
    Key key;
    const char *name;
} KeyName;

/* The first name of a key is the one shown. */
static const KeyName key_names[] = {
    {PRESS_UP, "Up"},
    {PRESS_DOWN, "Down"},
    {PRESS_LEFT, "Left"},
    {PRESS_RIGHT, "Right"},
    {PRESS_HOME, "Home"},
    {PRESS_END, "End"},
    {PRESS_PAGE_UP, "PgUp"},
    {PRESS_PAGE_DOWN, "PgDn"},
    {PRESS_INSERT, "Insert"},
    {PRESS_DELETE, "Delete"},
    {PRESS_BACKSPACE, "Backspace"},
    {PRESS_TAB, "Tab"},
    {PRESS_ENTER, "Enter"},
    {PRESS_ESCAPE, "Esc"},
    {' ', "Space"},
    {PRESS_PAGE_UP, "PageUp"},
    {PRESS_PAGE_DOWN, "PageDown"},
    {PRESS_PAGE_DOWN, "PgDown"},
    {PRESS_INSERT, "Ins"},
    {PRESS_DELETE, "Del"},
    {PRESS_ENTER, "Return"},
    {PRESS_ESCAPE, "Escape"},
    {PRESS_BACK_TAB, "BackTab"},
};
#define KEY_NAMES (sizeof key_names / sizeof key_names[0])

typedef struct {
    Key bit;
    const char *name;
} ModifierName;

static const ModifierName modifier_names[] = {
    {KEY_CTRL, "Ctrl-"},  {KEY_ALT, "Alt-"},     {KEY_SHIFT, "Shift-"}, {KEY_CTRL, "C-"},
    {KEY_ALT, "M-"},      {KEY_CTRL, "Control-"}, {KEY_ALT, "Meta-"},   {KEY_SHIFT, "S-"},
};
#define MODIFIER_NAMES (sizeof modifier_names / sizeof modifier_names[0])

bool key_is_text(Key key)
{
    return (key & KEY_MODIFIERS) == 0 && key >= ' ' && key != 0x7f && key < PRESS_FIRST;
}

bool key_is_named(Key key)
{
    key &= ~KEY_MODIFIERS;
    return key >= PRESS_FIRST && key <= PRESS_LAST;
}

Input input_from_key(Key key)
{
    return (Input){.type = INPUT_KEY, .key = key};
}

void key_add_name(Str *out, Key key)
{
    for (size_t i = 0; i < 3; i++)
        if (key & modifier_names[i].bit)
            str_add(out, modifier_names[i].name);
    key &= ~KEY_MODIFIERS;
    if (key >= PRESS_F1 && key <= PRESS_F12) {
        str_add_format(out, "F%u", (unsigned)(key - PRESS_F1 + 1));
        return;
    }
    for (size_t i = 0; i < KEY_NAMES; i++)
        if (key_names[i].key == key) {
            str_add(out, key_names[i].name);
            return;
        }
    text_add_point(out, key);
}

/* Terminals send the same byte for these control keys and for a key of their own. */
static Key find_terminal_twin(Key key)
{
    switch (key & ~(KEY_ALT | KEY_SHIFT)) {
    case KEY_CTRL | 'i':
        return (key & (KEY_ALT | KEY_SHIFT)) | PRESS_TAB;
    case KEY_CTRL | 'm':
    case KEY_CTRL | 'j':
        return (key & (KEY_ALT | KEY_SHIFT)) | PRESS_ENTER;
    case KEY_CTRL | '[':
        return (key & (KEY_ALT | KEY_SHIFT)) | PRESS_ESCAPE;
    case KEY_CTRL | 'h':
    case KEY_CTRL | '?':
        return (key & (KEY_ALT | KEY_SHIFT)) | PRESS_BACKSPACE;
    case KEY_CTRL | '/':
        return (key & (KEY_ALT | KEY_SHIFT)) | KEY_CTRL | '_';
    case KEY_CTRL | '@':
        return (key & (KEY_ALT | KEY_SHIFT)) | KEY_CTRL | ' ';
    default:
        return key;
    }
}

static Key find_function_key(const char *name, size_t size)
{
    unsigned number = 0;

    if (size < 2 || size > 3 || (name[0] != 'F' && name[0] != 'f'))
        return KEY_NONE;
    for (size_t i = 1; i < size; i++) {
        if (name[i] < '0' || name[i] > '9')
            return KEY_NONE;
        number = number * 10 + (unsigned)(name[i] - '0');
    }
    return number >= 1 && number <= 12 ? PRESS_F1 + number - 1 : KEY_NONE;
}

/* What is left of a name once its modifiers are read. */
static Key find_base(const char *name, size_t size)
{
    uint32_t point;

    if (size == 0)
        return KEY_NONE;
    for (size_t i = 0; i < KEY_NAMES; i++)
        if (strlen(key_names[i].name) == size && strncasecmp(key_names[i].name, name, size) == 0)
            return key_names[i].key;
    if (text_is_valid(name, size) && text_read_point(name, size, &point) == size)
        return point > ' ' && point != 0x7f ? point : KEY_NONE;
    return find_function_key(name, size);
}

static Key find_sized(const char *name, size_t size)
{
    Key bits = 0;
    bool is_more = true;

    if (size == 2 && name[0] == '^') {
        bits = KEY_CTRL;
        name++;
        size--;
    }
    while (is_more) {
        is_more = false;
        for (size_t i = 0; i < MODIFIER_NAMES; i++) {
            size_t length = strlen(modifier_names[i].name);
            if (size > length && strncasecmp(name, modifier_names[i].name, length) == 0) {
                bits |= modifier_names[i].bit;
                name += length;
                size -= length;
                is_more = true;
                break;
            }
        }
    }
    Key base = find_base(name, size);
    if (base == KEY_NONE)
        return KEY_NONE;
    if ((bits & KEY_CTRL) && (base & ~KEY_MODIFIERS) >= 'A' && (base & ~KEY_MODIFIERS) <= 'Z')
        base += 'a' - 'A';
    if ((bits & KEY_SHIFT) && !key_is_named(base))
        return KEY_NONE;
    return find_terminal_twin(base | bits);
}

Key key_read_next(const char **names)
{
    const char *start = *names + strspn(*names, " \t");
    size_t size = strcspn(start, " \t,");

    if (size == 0 && *start == ',')
        size = 1;
    Key key = find_sized(start, size);
    if (key == KEY_NONE && start[size] == ',') /* the comma is the key: "Alt-," */
        key = find_sized(start, ++size);
    *names = start;
    if (key != KEY_NONE) {
        *names = start + size;
        if (**names == ',')
            (*names)++;
    }
    return key;
}
