/* SPDX-License-Identifier: MIT */
#include "shelf.h"

#include "rir/notes.h"
#include "rir/summary.h"

/* --- sessions */

static void start(const char *person, const char *title, const char *note, va_list more)
{
    SessionOpening opening = lab_opening(person, NULL);
    opening.title = title;
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (lab_session == NULL)
        fail_msg("%s", lab_err.text);
    lab_type("/consent all part yes");
    for (; note != NULL; note = va_arg(more, const char *)) {
        lab_pass(5 * LAB_MINUTE);
        lab_type(note);
    }
    lab_pass(5 * LAB_MINUTE);
}

void shelf_start(const char *person, const char *title, const char *note, ...)
{
    va_list more;
    va_start(more, note);
    start(person, title, note, more);
    va_end(more);
}

Id shelf_end(void)
{
    Id id = id_read(session_find_facts(lab_session)->id);
    lab_type("/end");
    lab_leave();
    return id;
}

Id shelf_hold(const char *person, const char *title, const char *note, ...)
{
    va_list more;
    va_start(more, note);
    start(person, title, note, more);
    va_end(more);
    return shelf_end();
}

void shelf_sum_up(const Id *session)
{
    Summary summary = {.at = 0};
    str_add(&summary.parts[SUMMARY_THEMES], "money");
    assert_int_equal(summary_write(lab_store, session->text, &summary, &lab_err), 0);
    summary_free(&summary);
}

/* --- another laptop */

void shelf_edit_apart(const Id *note, const char *ada, const char *ben)
{
    NoteChange change = {.text = ada};
    Store *other = lab_copy_study();
    assert_int_equal(notes_correct(lab_store, note->text, &change, &lab_err), 0);
    lab_pass(LAB_SECOND);
    change.text = ben;
    assert_int_equal(notes_correct(other, note->text, &change, &lab_err), 0);
    lab_send(other, lab_store);
    store_close(other);
}
