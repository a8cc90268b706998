/* SPDX-License-Identifier: MIT */
/* keeper: drafts of corrections and of the contact summary. */
#include "keeper.h"

#include <string.h>

#include "rir/clock.h"
#include "rir/rows.h"

#define WITHIN_MS 800 /* a second with the time to write it */

static bool has_ended(Store *store, const char *session)
{
    static const char sql[] =
        "SELECT ended IS NOT NULL FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)";

    return rows_find_number(store, 0, sql, "t", session) != 0;
}

/* A draft of this purpose was left behind. */
static bool has_draft(Store *store, const char *session, const char *purpose)
{
    Str text = STR_EMPTY, left = STR_EMPTY;
    bool has = keeper_read(store, session, &text, &left) && strcmp(str_text(&left), purpose) == 0;

    str_free(&text);
    str_free(&left);
    return has;
}

Keeper keeper_new(Store *store, const char *session, const char *purpose)
{
    Keeper keeper = {.store = NULL};

    if (store != NULL && session != NULL && !store_is_read_only(store) && has_ended(store, session))
        keeper.store = store;
    if (session != NULL)
        keeper.session = id_read(session);
    keeper_set_purpose(&keeper, purpose != NULL ? purpose : "");
    keeper.has_draft = keeper.store != NULL && has_draft(store, session, str_text(&keeper.purpose));
    return keeper;
}

void keeper_free(Keeper *keeper)
{
    str_free(&keeper->purpose);
}

void keeper_set_purpose(Keeper *keeper, const char *purpose)
{
    str_clear(&keeper->purpose);
    str_add(&keeper->purpose, purpose);
}

void keeper_note(Keeper *keeper)
{
    Moment now = clock_read();

    if (keeper->store == NULL || keeper->due != 0)
        return;
    keeper->due = now.boot + WITHIN_MS;
    if (!keeper->has_draft)
        keeper->began = now.wall;
}

int64_t keeper_find_deadline(const Keeper *keeper)
{
    int64_t now = clock_read().boot;

    if (keeper->due == 0)
        return -1;
    return keeper->due > now ? keeper->due - now : 0;
}

int keeper_save(Keeper *keeper, const char *text, size_t cursor, bool at_once, Err *err)
{
    Draft draft = {.cursor = cursor, .started = keeper->began};

    if (keeper->store == NULL || keeper->due == 0 || (!at_once && clock_read().boot < keeper->due))
        return 0;
    keeper->due = 0;
    str_add(&draft.text, text);
    str_add(&draft.context, str_text(&keeper->purpose));
    int result = store_save_draft(keeper->store, keeper->session.text, &draft, err);
    draft_free(&draft);
    keeper->has_draft = keeper->has_draft || result == 0;
    return result;
}

void keeper_clear(Keeper *keeper)
{
    keeper->due = 0;
    if (keeper->has_draft)
        store_clear_draft(keeper->store, keeper->session.text, NULL);
    keeper->has_draft = false;
}

bool keeper_read(Store *store, const char *session, Str *text, Str *purpose)
{
    Draft draft;

    if (!has_ended(store, session) || store_read_draft(store, session, &draft, NULL) != 1)
        return false;
    str_add(text, str_text(&draft.text));
    str_add(purpose, str_text(&draft.context));
    draft_free(&draft);
    return true;
}
