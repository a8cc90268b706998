/* SPDX-License-Identifier: MIT */
/* The same interview of 300 lines, and the same half day of a workshop, typed into the screens and spoken
 * line by line, by the same clock: the events are the same, one by one, apart from ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "place.h"
#include "rir/file.h"
#include "rir/mem.h"
#include "rir/rows.h"

#define START 1795255200000LL /* 2026-11-21T10:00Z */
#define STEP 12000LL          /* ms from line to line */
#define BEFORE 3600000LL      /* ms since the machine was started */
#define SENTINEL "§"          /* is in no line of the script */
#define UUID_SIZE 36
#define WORDS_MOST 44
enum { KIND = 0, ENTITY = 3, BODY = 6 }; /* columns of an event as it is read here */

static char *clock_path, *clock_variable;

static void set_clock(long long now)
{
    char text[128];
    Err err = {ERR_NONE, ""};

    snprintf(text, sizeof text, "%lld %lld 00000000-0000-4000-8000-00000000b007 0\n", now,
             now - START + BEFORE);
    if (file_write(clock_path, text, strlen(text), &err) != 0)
        fail_msg("%s", err.text);
}

/* A place with a study, its clock at a minute before the interview. */
static Place *make_place(void)
{
    Place *place = place_new(NULL);
    Str path = STR_EMPTY, variable = STR_EMPTY;

    str_add_format(&path, "%s/clock", place_find_folder(place));
    str_add_format(&variable, "RIR_CLOCK=%s", str_text(&path));
    clock_path = str_take(&path);
    clock_variable = str_take(&variable);
    set_clock(START - 60000);
    place_set(place, clock_variable);
    place_set(place, "RIR_OFFSET=0");
    place_make_study(place);
    return place;
}

static void free_place(Place *place)
{
    place_free(place);
    free(clock_path);
    free(clock_variable);
}

/* --- line by line */

static void run_lines(Place *place, const char *const *words, const char *script)
{
    Str replay = STR_EMPTY, out = STR_EMPTY;
    char step[32], start[32];
    size_t count = 6;

    place_add_source(&replay, "tools/replay");
    snprintf(step, sizeof step, "%lld", STEP);
    snprintf(start, sizeof start, "%lld", START);
    const char *argv[WORDS_MOST + 8] = {"sh", str_text(&replay), script, step, start, place_find_program()};
    while (*words != NULL)
        argv[count++] = *words++;
    argv[count] = "--lines";
    int status = place_run_program(place, argv, NULL, &out);
    if (status != 0)
        fail_msg("line by line: exit status %d: %s", status, str_text(&out));
    str_free(&replay);
    str_free(&out);
}

/* --- the screens */

static bool has_sentinel(Pty *pty, void *owner)
{
    (void)owner;
    return pty_has_text(pty, SENTINEL);
}

static bool has_no_sentinel(Pty *pty, void *owner)
{
    return !has_sentinel(pty, owner);
}

static void fail_with_screen(Pty *pty, const char *what)
{
    Str screen = STR_EMPTY;

    pty_add_screen(pty, &screen);
    print_message("%s\n%s", what, str_text(&screen));
    fail();
}

/* What is typed is handled in its order: once the sentinel stands in the line, so is all before it; it is
 * then taken away, with what was refused. */
static void wait_until_handled(Pty *pty, const char *line)
{
    pty_type(pty, SENTINEL);
    if (!pty_wait(pty, has_sentinel, NULL, PTY_PATIENCE))
        fail_with_screen(pty, line);
    pty_type(pty, "\x15");
    if (!pty_wait(pty, has_no_sentinel, NULL, PTY_PATIENCE))
        fail_with_screen(pty, line);
}

static void type_line(Pty *pty, const char *line)
{
    pty_type(pty, "\x15"); /* what /edit has put there */
    pty_type(pty, line);
    pty_type(pty, "\r");
}

static void run_screens(Place *place, const char *const *words, const char *script)
{
    Str text = STR_EMPTY;
    Err err = {ERR_NONE, ""};
    long long now = START;
    int status;

    assert_int_equal(file_read(script, 1 << 20, &text, &err), 0);
    set_clock(now);
    Pty *pty = place_open(place, 24, 80, words);
    assert_true(pty_wait_text(pty, " saved"));
    for (char *line = text.data, *next; *line != '\0'; line = next) {
        char *end = line + strcspn(line, "\n");
        next = *end != '\0' ? end + 1 : end;
        *end = '\0';
        now += STEP;
        set_clock(now);
        type_line(pty, line);
        if (strcmp(line, "/end") != 0)
            wait_until_handled(pty, line);
    }
    /* The contact summary is asked for; that can wait. */
    assert_true(pty_wait_text(pty, "summary"));
    pty_hang_up(pty);
    assert_true(pty_wait_end(pty, &status, PTY_PATIENCE));
    pty_close(pty);
    str_free(&text);
}

/* --- the events */

static bool is_uuid(const char *text)
{
    for (size_t i = 0; i < UUID_SIZE; i++)
        if (i == 8 || i == 13 || i == 18 || i == 23 ? text[i] != '-'
                                                    : strchr("0123456789abcdef", text[i]) == NULL)
            return false;
    return true;
}

typedef struct {
    char **list;
    size_t count, room;
} Ids;

/* The place of an id among those seen so far. */
static size_t find_id(Ids *ids, const char *text)
{
    for (size_t i = 0; i < ids->count; i++)
        if (strncmp(ids->list[i], text, UUID_SIZE) == 0)
            return i;
    ids->list = mem_grow(ids->list, &ids->room, ids->count + 1, sizeof *ids->list);
    ids->list[ids->count] = mem_copy_bytes(text, UUID_SIZE);
    return ids->count++;
}

/* The same without salt, each id as the number of its first appearance. */
static void add_normal(Str *out, Ids *ids, const char *text)
{
    static const char salt[] = "\"salt\":\"";

    while (*text != '\0') {
        if (strlen(text) >= UUID_SIZE && is_uuid(text)) {
            str_add_format(out, "<%zu>", find_id(ids, text));
            text += UUID_SIZE;
        } else if (strncmp(text, salt, strlen(salt)) == 0) {
            text = strchr(text + strlen(salt), '"') + 1;
        } else {
            str_add_byte(out, *text++);
        }
    }
}

/* --- ballots as they are written again at a reveal, and the first ones struck and erased: in an order by
 * chance, the new ones under new ids */

typedef struct {
    char **list;
    size_t count, room;
} Mixed;

static bool is_by_chance(Rows *rows)
{
    const char *kind = rows_text(rows, KIND), *body = rows_text(rows, BODY);

    return strcmp(kind, "erase") == 0 || strstr(body, "\"mixed\":1") != NULL ||
           (strcmp(kind, "note.strike") == 0 && strcmp(body, "(erased)") == 0);
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds those that stood one behind the other, in their alphabet. */
static void add_mixed(Str *out, Mixed *mixed)
{
    if (mixed->count > 1)
        qsort(mixed->list, mixed->count, sizeof *mixed->list, compare_lines);
    for (size_t i = 0; i < mixed->count; i++) {
        str_add(out, mixed->list[i]);
        free(mixed->list[i]);
    }
    mixed->count = 0;
}

static void keep_mixed(Mixed *mixed, Str *line)
{
    mixed->list = mem_grow(mixed->list, &mixed->room, mixed->count + 1, sizeof *mixed->list);
    mixed->list[mixed->count++] = str_take(line);
}

static void add_event(Str *out, Ids *ids, Rows *rows, bool is_mixed)
{
    for (int column = 0; column < rows_count_columns(rows); column++) {
        if (column != ENTITY || !is_mixed)
            add_normal(out, ids, rows_text(rows, column));
        str_add_byte(out, '\t');
    }
    str_add_byte(out, '\n');
}

/* A line an event, from the beginning of the session. */
static void read_events(const Place *place, Str *out)
{
    static const char sql[] =
        "SELECT v.kind, v.at, v.author, v.entity, v.session, v.person, coalesce(e.body, '(erased)') "
        "FROM events v JOIN event e ON e.seq = v.seq ORDER BY v.seq";
    Err err = {ERR_NONE, ""};
    Ids ids = {NULL, 0, 0};
    Mixed mixed = {NULL, 0, 0};
    Store *store = store_open(place_find_study(place), STORE_READ_ONLY, "Test", &err);

    assert_non_null(store);
    Rows *rows = rows_open(store, &err, sql, "");
    while (rows_next(rows)) {
        Str line = STR_EMPTY;
        bool is_mixed = is_by_chance(rows);
        add_event(&line, &ids, rows, is_mixed);
        if (is_mixed) {
            keep_mixed(&mixed, &line);
            continue;
        }
        add_mixed(out, &mixed);
        str_add(out, line.data);
        str_free(&line);
    }
    add_mixed(out, &mixed);
    free(mixed.list);
    assert_int_equal(rows_close(rows, &err), 0);
    store_close(store);
    for (size_t i = 0; i < ids.count; i++)
        free(ids.list[i]);
    free(ids.list);
}

static size_t count_lines(const Str *text)
{
    size_t count = 0;

    for (size_t i = 0; i < text->size; i++)
        count += text->data[i] == '\n';
    return count;
}

/* Fails at the first that differs. */
static void compare(Str *lines, Str *screens)
{
    const char *a = str_text(lines), *b = str_text(screens);

    for (size_t number = 1; *a != '\0' || *b != '\0'; number++) {
        size_t size_a = strcspn(a, "\n"), size_b = strcspn(b, "\n");
        if (size_a != size_b || strncmp(a, b, size_a) != 0)
            fail_msg("event %zu differs\nline by line: %.*s\non screens:   %.*s", number, (int)size_a, a,
                     (int)size_b, b);
        a += size_a + (a[size_a] == '\n');
        b += size_b + (b[size_b] == '\n');
    }
}

typedef void MakePlace(Place *place);

static void compare_faces(MakePlace *make, const char *const *words, const char *script, size_t most)
{
    Str path = STR_EMPTY, lines = STR_EMPTY, screens = STR_EMPTY;

    place_add_source(&path, script);
    Place *place = make_place();
    make(place);
    run_lines(place, words, str_text(&path));
    read_events(place, &lines);
    free_place(place);
    place = make_place();
    make(place);
    run_screens(place, words, str_text(&path));
    read_events(place, &screens);
    free_place(place);
    print_message("%zu events\n", count_lines(&lines));
    assert_true(count_lines(&lines) > most);
    compare(&lines, &screens);
    str_free(&path);
    str_free(&lines);
    str_free(&screens);
}

static void make_nothing(Place *place)
{
    (void)place;
}

static void test_an_interview(void **state)
{
    Str guide = STR_EMPTY;

    (void)state;
    place_add_source(&guide, "tests/data/interview.md");
    const char *const words[] = {"start", str_text(&guide), "--person", "P01", NULL};
    compare_faces(make_nothing, words, "tests/data/interview-300.lines", 280);
    str_free(&guide);
}

/* --- a workshop */

#define PEOPLE 16

static char people[PEOPLE][16];

static void run(Place *place, const char *const *words)
{
    Str out = STR_EMPTY;

    if (place_run(place, words, NULL, &out) != 0)
        fail_msg("%s", str_text(&out));
    str_free(&out);
}

/* Sixteen people of three groups, and two findings. */
static void make_team(Place *place)
{
    static const char *const findings[][4] = {
        {"finding", "add", "Forms double the work", NULL},
        {"finding", "add", "Trust grows where people share a room", NULL}};

    for (int i = 0; i < PEOPLE; i++) {
        const char *group = i < 6 ? "health" : i < 12 ? "social care" : "voluntary";
        const char *const words[] = {"person", i < 2 ? "set" : "add", people[i], "--group", group, NULL};
        run(place, words);
    }
    for (int i = 0; i < 2; i++)
        run(place, findings[i]);
}

static void test_a_workshop(void **state)
{
    Str guide = STR_EMPTY;
    const char *words[WORDS_MOST] = {"start"};
    size_t count = 2;

    (void)state;
    place_add_source(&guide, "tests/data/half-day.md");
    words[1] = str_text(&guide);
    for (int i = 0; i < PEOPLE; i++) {
        snprintf(people[i], sizeof people[i], "P%02d", i + 1);
        words[count++] = i + 1 < PEOPLE ? "--person" : "--late";
        words[count++] = people[i];
    }
    compare_faces(make_team, words, "tests/data/half-day.lines", 150);
    str_free(&guide);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_an_interview),
                                       cmocka_unit_test(test_a_workshop)};

    return cmocka_run_group_tests_name("equal", tests, NULL, NULL);
}
