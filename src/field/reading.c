/* SPDX-License-Identifier: MIT */
/* Reading a document: which one, where in it, what it does not say, and how it is judged. */
#include "reading.h"

#include <string.h>
#include <strings.h>

#include "rir/clock.h"
#include "rir/document.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "type_note.h"

static bool is_reading(const Session *session)
{
    return session->plan->kind == GUIDE_DOCUMENT;
}

static int refuse_kind(Order *order)
{
    return session_refuse(order->session, order->reply, "that is for sessions in which a document is read");
}

bool session_find_document(const Session *session, Id *id, Str *label)
{
    const char *document = is_reading(session) ? session->state->document : NULL;
    *id = id_read(document ? document : "");
    if (document && label)
        rows_find_text(session->store, label, "SELECT label FROM any_document_label WHERE id = ?1", "t",
                       document);
    return document != NULL;
}

const char *session_find_page(const Session *session)
{
    return is_reading(session) && session->state->page ? session->state->page : "";
}

void reading_place(const Session *session, NoteRecord *record)
{
    if (!is_reading(session))
        return;
    record_set_card(record, CARD_DOCUMENT, session->state->document);
    if (record->kind == NOTE_EXTRACT)
        record_set_card(record, CARD_PAGE, session->state->page);
}

int reading_begin(Session *session, Step *step, const char *document, Err *err)
{
    Id id;
    if (!document || !*document)
        return 0;
    if (!is_reading(session))
        return err_set(err, ERR_REFUSED,
                       "a document is read by a document guide; this guide is for another kind of session");
    if (document_find(session->store, document, &id, err) != 0)
        return -1;
    step_add_moment(step, "session.document", session->facts.started, 0, id.text, NULL);
    return 0;
}

/* --- which, and where */

/* Ends what was begun with the documents there are. */
static int tell_choice(Order *order)
{
    Session *session = order->session;
    Str choice = STR_EMPTY;
    document_add_choice(&choice, session->store);
    int result =
        session_tell(session, order->reply, "%s",
                     choice.size ? choice.data : "the register has none; rir document add makes one");
    str_free(&choice);
    return result;
}

static int tell_document(Order *order)
{
    Session *session = order->session;
    Document document;
    Id id;
    if (!session_find_document(session, &id, NULL)) {
        session_add(session, "no document is said yet; /document DOC1 says which is read: ");
        return tell_choice(order);
    }
    if (document_read(session->store, id.text, &document, &session->failure) != 0)
        return session_fail(session, order->reply);
    session_add(session, "%s: %s", document.label, document.values[DOCUMENT_TITLE]);
    if (*session_find_page(session))
        session_add(session, ", page %s", session_find_page(session));
    document_free(&document);
    return session_tell(session, order->reply, "%s", "");
}

int command_document(Order *order)
{
    Session *session = order->session;
    Document document;
    Id id;
    if (!is_reading(session))
        return refuse_kind(order);
    if (!*order_word(order, 0))
        return tell_document(order);
    if (document_find(session->store, order_word(order, 0), &id, &session->failure) != 0)
        return session_refuse(session, order->reply, "%s", session->failure.text);
    if (document_read(session->store, id.text, &document, &session->failure) != 0)
        return session_fail(session, order->reply);
    int result = order_save_moment(order, "session.document", id.text, SESSION_CURSOR);
    if (result == 0)
        result =
            session_tell(session, order->reply, "%s: %s", document.label, document.values[DOCUMENT_TITLE]);
    document_free(&document);
    return result;
}

int command_page(Order *order)
{
    Session *session = order->session;
    const char *page = order->line->rest;
    bool is_none = strcasecmp(page, "none") == 0;
    if (!is_reading(session))
        return refuse_kind(order);
    if (!*page && *session_find_page(session))
        return session_tell(session, order->reply, "extracts come from page %s; /page none when from no page",
                            session_find_page(session));
    if (!*page)
        return session_tell(session, order->reply,
                            "extracts come from no page; /page 12, or /page 4-6 para 2");
    int kept = type_check_record(order);
    if (kept != 0)
        return kept < 0 ? -1 : 0;
    if (order_save_moment(order, "session.page", is_none ? "" : page, SESSION_CURSOR) != 0)
        return -1;
    if (is_none)
        return session_tell(session, order->reply, "extracts come from no page");
    return session_tell(session, order->reply, "page %s, until you say another", page);
}

/* --- notes that a command makes */

static int save_words(Order *order, const char *words, NoteKind kind, CardMember member, const char *value,
                      const char *what)
{
    Session *session = order->session;
    NoteRecord record;
    Step step = {0};
    Str remark = STR_EMPTY, said = STR_EMPTY;
    int result = type_add_note(order, words, kind, member, value, &step, &record, &remark);
    if (result != 0) {
        step_free(&step);
        str_free(&remark);
        record_free(&record);
        return -1;
    }
    order->reply->changed = SESSION_NOTES | SESSION_COVERAGE;
    result = session_save(session, &step, order->reply);
    if (result == 0) {
        type_take_words(session, &record);
        str_add_format(&said, "; %s%s", what, str_text(&remark));
        type_say_saved(order, &record, str_text(&said));
    }
    str_free(&said);
    str_free(&remark);
    record_free(&record);
    return result;
}

int command_absent(Order *order)
{
    Session *session = order->session;
    bool is_observed = session->plan->kind == GUIDE_OBSERVATION;
    if (!is_observed && !is_reading(session))
        return session_refuse(session, order->reply, "what is absent is noted of documents and observations");
    if (!*order->line->rest)
        return session_refuse(session, order->reply, "%s: /absent and the words",
                              is_observed ? "what did not happen that could have been expected?"
                                          : "what does the document not say?");
    int kept = type_check_record(order);
    if (kept != 0)
        return kept < 0 ? -1 : 0;
    return save_words(order, order->line->rest, is_observed ? NOTE_OBSERVATION : NOTE_COMMENT, CARD_ABSENT,
                      "1", is_observed ? "what did not happen" : "what is absent");
}

int command_appraise(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0), *aspect = document_find_aspect(word);
    if (!is_reading(session))
        return refuse_kind(order);
    if (!aspect || !*order_rest(order, 1))
        return session_refuse(
            session, order->reply,
            "%s%s/appraise authenticity, credibility, representativeness or meaning, and what you think",
            *word && !aspect ? word : "", *word && !aspect ? " is none of the four: " : "");
    int kept = type_check_record(order);
    if (kept != 0)
        return kept < 0 ? -1 : 0;
    return save_words(order, order_rest(order, 1), NOTE_COMMENT, CARD_APPRAISAL, aspect, aspect);
}
