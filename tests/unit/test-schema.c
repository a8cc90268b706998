/* SPDX-License-Identifier: MIT */
/* doc/schema.md describes every column of every plural view, and every kind of event, in the program's own
 * words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "rir/event.h"
#include "rir/export.h"
#include "rir/file.h"
#include "rir/rows.h"
#include "rir/store.h"

typedef struct {
    Str schema;
    Store *store;
    char folder[64];
    char path[4096]; /* of the page */
} Scene;

static int begin(void **state)
{
    Scene *scene = calloc(1, sizeof *scene);
    Err err = {ERR_NONE, ""};
    Str path = STR_EMPTY;
    const char *source = getenv("RIR_SOURCE");
    str_add_format(&path, "%s/doc/schema.md", source ? source : ".");
    assert_int_equal(file_read(str_text(&path), 1 << 20, &scene->schema, &err), 0);
    snprintf(scene->path, sizeof scene->path, "%s", str_text(&path));
    str_clear(&path);
    strcpy(scene->folder, "/tmp/rir-schema.XXXXXX");
    assert_non_null(mkdtemp(scene->folder));
    str_add_format(&path, "%s/a.rir", scene->folder);
    scene->store = store_create(str_text(&path), "A", "tester", true, &err);
    if (!scene->store)
        fail_msg("%s", err.text);
    str_free(&path);
    *state = scene;
    return 0;
}

static int end(void **state)
{
    static const char *const names[] = {"a.rir", "a.rir-wal", "a.rir-shm", "a.rir-live"};
    Scene *scene = *state;
    store_close(scene->store);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Str path = STR_EMPTY;
        str_add_format(&path, "%s/%s", scene->folder, names[i]);
        unlink(str_text(&path));
        str_free(&path);
    }
    rmdir(scene->folder);
    str_free(&scene->schema);
    free(scene);
    return 0;
}

/* The part of the page under `### NAME`. */
static void take_part(const Scene *scene, const char *name, Str *part)
{
    Str heading = STR_EMPTY;
    str_add_format(&heading, "\n### %s\n", name);
    const char *from = strstr(str_text(&scene->schema), str_text(&heading));
    if (!from)
        fail_msg("doc/schema.md has no chapter for the view %s", name);
    const char *to = strstr(from + heading.size, "\n##");
    str_add_bytes(part, from, to ? (size_t)(to - from) : strlen(from));
    str_free(&heading);
}

static void describes_every_column(void **state)
{
    Scene *scene = *state;
    Err err = {ERR_NONE, ""};
    size_t views = 0;
    Rows *rows = rows_open(scene->store, &err,
                           "SELECT s.name, c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c "
                           "WHERE s.type = 'view' AND s.name NOT LIKE 'any~_%' ESCAPE '~' ORDER BY s.name, "
                           "c.cid",
                           "");
    for (; rows_next(rows); views++) {
        Str part = STR_EMPTY, cell = STR_EMPTY;
        take_part(scene, rows_text(rows, 0), &part);
        str_add_format(&cell, "\n| `%s` | ", rows_text(rows, 1));
        if (!strstr(str_text(&part), str_text(&cell)))
            fail_msg("doc/schema.md does not describe %s.%s", rows_text(rows, 0), rows_text(rows, 1));
        str_free(&part);
        str_free(&cell);
    }
    assert_int_equal(rows_close(rows, &err), 0);
    assert_true(views > 50);
}

/* What is described and exported is what there is: a column that went away may not stay on the page. */
static void describes_nothing_else(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; export_find_view(i); i++) {
        Str part = STR_EMPTY;
        int64_t described = 0;
        take_part(scene, export_find_view(i), &part);
        for (const char *at = str_text(&part); (at = strstr(at, "\n| `")) != NULL; at++)
            described++;
        assert_int_equal(described,
                         rows_find_number(scene->store, -1, "SELECT count(*) FROM pragma_table_info(?1)", "t",
                                          export_find_view(i)));
        str_free(&part);
    }
}

static void add_kinds(Str *out)
{
    size_t count;
    const EventKindRow *rows = event_list_kinds(&count);
    str_add(out, "| kind | version | body | what happened |\n|---|---|---|---|\n");
    for (size_t i = 0; i < count; i++)
        str_add_format(out, "| `%s` | %d | %s | %s |\n", rows[i].kind, rows[i].ver, rows[i].body,
                       rows[i].help);
}

/* The page ends with the table of event kinds; RIR_UPDATE=1 writes it anew. */
static void describes_every_event(void **state)
{
    Scene *scene = *state;
    Str kinds = STR_EMPTY;
    const char *at = strstr(str_text(&scene->schema), "| kind | version |");
    assert_non_null(at);
    add_kinds(&kinds);
    bool is_same = strcmp(at, str_text(&kinds)) == 0;
    if (!is_same && getenv("RIR_UPDATE")) {
        str_cut(&scene->schema, (size_t)(at - str_text(&scene->schema)));
        str_add(&scene->schema, str_text(&kinds));
        assert_int_equal(file_write(scene->path, str_text(&scene->schema), scene->schema.size, NULL), 0);
    } else if (!is_same) {
        fail_msg("the events in doc/schema.md are not those of src/store/kind.c; RIR_UPDATE=1 with this test "
                 "writes them");
    }
    str_free(&kinds);
}

static void exports_every_view(void **state)
{
    Scene *scene = *state;
    Err err = {ERR_NONE, ""};
    Rows *rows = rows_open(
        scene->store, &err,
        "SELECT name FROM sqlite_schema WHERE type = 'view' AND name NOT LIKE 'any~_%' ESCAPE '~'", "");
    while (rows_next(rows)) {
        bool is_exported = false;
        for (size_t i = 0; export_find_view(i); i++)
            is_exported = is_exported || strcmp(export_find_view(i), rows_text(rows, 0)) == 0;
        if (!is_exported)
            fail_msg("the view %s is in no export", rows_text(rows, 0));
    }
    assert_int_equal(rows_close(rows, &err), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(describes_every_column),
        cmocka_unit_test(describes_nothing_else),
        cmocka_unit_test(describes_every_event),
        cmocka_unit_test(exports_every_view),
    };
    return cmocka_run_group_tests_name("schema", tests, begin, end);
}
