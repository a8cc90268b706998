/* SPDX-License-Identifier: MIT */
/* theme: the looks of roles and the signs. */
#include "rir/theme.h"

#include <string.h>

typedef struct {
    char letter;
    Look colour;
    Look mono;
} RoleRow;

enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };

/* Colours 0 to 7 with the terminal's own background, which readers of light and of dark terminals chose to
 * suit them; yellow and white on white are avoided but for alarms, which bring their own background. */
static const RoleRow role_rows[ROLES] = {
    [ROLE_TEXT] = {'.', {-1, -1, 0}, {-1, -1, 0}},
    [ROLE_DIM] = {'d', {-1, -1, LOOK_DIM}, {-1, -1, LOOK_DIM}},
    [ROLE_RULE] = {'-', {-1, -1, LOOK_DIM}, {-1, -1, LOOK_DIM}},
    [ROLE_TITLE] = {'t', {-1, -1, LOOK_BOLD}, {-1, -1, LOOK_BOLD}},
    [ROLE_ACCENT] = {'a', {CYAN, -1, LOOK_BOLD}, {-1, -1, LOOK_BOLD}},
    [ROLE_KEY] = {'k', {-1, -1, LOOK_BOLD}, {-1, -1, LOOK_BOLD}},
    [ROLE_FIELD] = {'f', {-1, -1, 0}, {-1, -1, 0}},
    [ROLE_SELECTED] = {'s', {-1, -1, LOOK_REVERSE}, {-1, -1, LOOK_REVERSE}},
    [ROLE_MATCH] = {'m', {-1, -1, LOOK_UNDERLINE | LOOK_BOLD}, {-1, -1, LOOK_UNDERLINE | LOOK_BOLD}},
    [ROLE_SAVED] = {'v', {GREEN, -1, 0}, {-1, -1, 0}},
    [ROLE_PENDING] = {'p', {-1, -1, LOOK_DIM}, {-1, -1, LOOK_DIM}},
    [ROLE_WARNING] = {'w', {MAGENTA, -1, LOOK_BOLD}, {-1, -1, LOOK_BOLD}},
    [ROLE_ALARM] = {'x', {WHITE, RED, LOOK_BOLD}, {-1, -1, LOOK_BOLD | LOOK_REVERSE}},
    [ROLE_WORDS] = {'q', {CYAN, -1, 0}, {-1, -1, 0}},
    [ROLE_SEEN] = {'o', {GREEN, -1, 0}, {-1, -1, 0}},
    [ROLE_OWN] = {'c', {BLUE, -1, 0}, {-1, -1, 0}},
    [ROLE_TASK] = {'j', {MAGENTA, -1, 0}, {-1, -1, LOOK_UNDERLINE}},
    [ROLE_OUTPUT] = {'g', {YELLOW, -1, 0}, {-1, -1, 0}},
};

typedef struct {
    const char *sign;
    const char *ascii;
} SignRow;

static const SignRow sign_rows[SIGNS] = {
    [SIGN_COVERED] = {"✓", "x"},   [SIGN_PARTLY] = {"◐", "/"},    [SIGN_OPEN] = {"·", "."},
    [SIGN_SKIPPED] = {"–", "-"},   [SIGN_ELSEWHERE] = {"→", ">"}, [SIGN_HERE] = {"▸", ">"},
    [SIGN_RECORDING] = {"●", "*"}, [SIGN_DASH] = {"–", "-"},      [SIGN_ARROW] = {"→", ">"},
    [SIGN_ACROSS] = {"─", "-"},    [SIGN_DOWN] = {"│", "|"},      [SIGN_MORE] = {"…", "~"},
    [SIGN_MORE_UP] = {"↑", "^"},   [SIGN_MORE_DOWN] = {"↓", "v"},
    [SIGN_BAR_LOW] = {"▂", "_"},   [SIGN_BAR_MIDDLE] = {"▅", "="}, [SIGN_BAR] = {"█", "#"},
};

char theme_find_letter(Role role)
{
    return role_rows[role].letter;
}

Role theme_find_note_role(NoteKind kind)
{
    const NoteKindRow *row = note_kind_find(kind);

    if (row == NULL)
        return ROLE_TEXT;
    switch (row->role) {
    case NOTE_ROLE_WORDS:
        return ROLE_WORDS;
    case NOTE_ROLE_SEEN:
        return ROLE_SEEN;
    case NOTE_ROLE_OWN:
        return ROLE_OWN;
    case NOTE_ROLE_TASK:
        return ROLE_TASK;
    case NOTE_ROLE_OUTPUT:
        return ROLE_OUTPUT;
    }
    return ROLE_TEXT;
}

const Look *theme_find_look(Theme theme, Role role)
{
    return theme == THEME_MONO ? &role_rows[role].mono : &role_rows[role].colour;
}

Theme theme_choose(const char *setting, const char *no_color, int colours)
{
    if (strcmp(setting, "mono") == 0 || colours < 8)
        return THEME_MONO;
    if (strcmp(setting, "colour") == 0)
        return THEME_COLOUR;
    return no_color != NULL && no_color[0] != '\0' ? THEME_MONO : THEME_COLOUR;
}

const char *theme_find_sign(Sign sign, bool ascii)
{
    return ascii ? sign_rows[sign].ascii : sign_rows[sign].sign;
}

bool theme_wants_ascii(const char *setting)
{
    return strcmp(setting, "ascii") == 0;
}
