/* SPDX-License-Identifier: MIT */
#include "shelf.h"

#include "rir/notes.h"
#include "rir/parcel.h"
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

Store *shelf_copy_study(void)
{
    char path[192];
    while (store_do_idle(lab_store))
        ;
    store_close(lab_store);
    snprintf(path, sizeof path, "cp %s/study.rir %s/other.rir", lab_folder, lab_folder);
    assert_int_equal(system(path), 0);
    snprintf(path, sizeof path, "%s/study.rir", lab_folder);
    lab_store = store_open(path, STORE_WRITE, "Ada", &lab_err);
    snprintf(path, sizeof path, "%s/other.rir", lab_folder);
    Store *other = store_open(path, STORE_WRITE, "Ben", &lab_err);
    assert_non_null(lab_store);
    assert_non_null(other);
    return other;
}

static int give(void *context, const Event *event, Err *err)
{
    return parcel_take(context, event, err);
}

void shelf_send(Store *from, Store *to)
{
    Str held = STR_EMPTY;
    assert_int_equal(parcel_add_held(to, &held, &lab_err), 0);
    Parcel *parcel = parcel_begin(to, &lab_err);
    assert_non_null(parcel);
    assert_int_equal(parcel_send(from, str_text(&held), give, parcel, &lab_err), 0);
    assert_int_equal(parcel_finish(parcel, NULL, &lab_err), 0);
    str_free(&held);
}

void shelf_edit_apart(const Id *note, const char *ada, const char *ben)
{
    NoteChange change = {.text = ada};
    Store *other = shelf_copy_study();
    assert_int_equal(notes_correct(lab_store, note->text, &change, &lab_err), 0);
    lab_pass(LAB_SECOND);
    change.text = ben;
    assert_int_equal(notes_correct(other, note->text, &change, &lab_err), 0);
    shelf_send(other, lab_store);
    store_close(other);
}
