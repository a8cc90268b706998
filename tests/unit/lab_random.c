/* SPDX-License-Identifier: MIT */
/* Lines in no order: what is live must always be what would be loaded. */
#include "lab.h"

/* How a session is loaded anew is the field's own affair. */
#include "../../src/field/session.h"

static uint64_t drawn;

void lab_set_seed(uint64_t seed)
{
    const char *given = getenv("RIR_TEST_SEED");
    drawn = given ? strtoull(given, NULL, 10) : seed;
}

unsigned lab_pick(unsigned below)
{
    drawn ^= drawn << 13;
    drawn ^= drawn >> 7;
    drawn ^= drawn << 17;
    return (unsigned)(drawn >> 33) % below;
}

static void assert_equal(const char *line, int step, const char *what, Str *before, Str *after)
{
    if (strcmp(str_text(before), str_text(after)) != 0)
        fail_msg("step %d, %s, %s: before\n%s\nafter\n%s", step, line, what, str_text(before),
                 str_text(after));
    str_free(before);
    str_free(after);
}

void lab_assert_loaded(LabAccount *add_account, const char *line, int step)
{
    Str live = STR_EMPTY, loaded = STR_EMPTY;
    add_account(&live);
    assert_int_equal(session_reload(lab_session, &lab_err), 0);
    add_account(&loaded);
    assert_equal(line, step, "loaded anew", &live, &loaded);
}

void lab_assert_undone(LabAccount *add_account, const char *line, int step)
{
    Str before = STR_EMPTY, after = STR_EMPTY;
    int undone = 0, wanted = (int)lab_pick(6);
    add_account(&before);
    while (undone < wanted &&
           store_find_undo(lab_store, session_find_facts(lab_session)->id, false).seq != 0) {
        assert_int_equal(session_do(lab_session, "/undo", &lab_reply), 0);
        undone++;
    }
    for (int i = 0; i < undone; i++)
        assert_int_equal(session_do(lab_session, "/redo", &lab_reply), 0);
    add_account(&after);
    assert_equal(line, step, "undone and redone", &before, &after);
}
