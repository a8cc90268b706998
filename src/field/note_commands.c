/* SPDX-License-Identifier: MIT */
/* Commands about notes that are saved: file them elsewhere, strike, edit, change their kind; undo and redo.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cards.h"
#include "recommendations.h"
#include "record.h"
#include "rir/clock.h"
#include "rir/digest.h"
#include "rir/file.h"
#include "rir/mem.h"
#include "rir/notes.h"
#include "rir/rows.h"
#include "session.h"

/* `last` or a number counted back; "" is the last. 0 when it is neither. */
static size_t read_count(const char *word)
{
    char *end;
    if (!*word || strcasecmp(word, "last") == 0)
        return 1;
    long number = strtol(word, &end, 10);
    return *end == '\0' && number > 0 ? (size_t)number : 0;
}

/* The note counted back from the last one entered; -1 with the reply filled. */
static int find_back(Order *order, const char *word, Id *note)
{
    Session *session = order->session;
    size_t back = read_count(word);
    if (!back)
        return session_refuse(session, order->reply, "%s is no number: 1 is the last note, 2 the one before",
                              word);
    if (notes_find_back(session->store, session->id.text, back, note, &session->failure) == 0)
        return 0;
    if (session->failure.code == ERR_REFUSED)
        return session_refuse(session, order->reply, "%s", session->failure.text);
    return session_fail(session, order->reply);
}

static int read_back(Order *order, const char *word, NoteRecord *record)
{
    Session *session = order->session;
    Id note;
    if (find_back(order, word, &note) != 0)
        return -1;
    return record_read(session->store, note.text, record, &session->failure) == 0
               ? 0
               : session_fail(session, order->reply);
}

static void add_stamp(Session *session, const NoteRecord *record)
{
    char stamp[CLOCK_STAMP_SIZE];
    clock_format_span_long(stamp, record->elapsed);
    session_add(session, "%s %s", stamp, note_kind_find(record->kind)->name);
}

/* --- another question's */

static bool is_asked(const State *state, size_t entry)
{
    return state->entries[entry].is_visited || entry == state->cursor || state->entries[entry].own_notes ||
           state->entries[entry].face.probes_used;
}

static int file_last(Order *order, size_t entry, size_t count)
{
    Session *session = order->session;
    const char *question = session->state->entries[entry].face.id;
    bool is_early = !is_asked(session->state, entry);
    Step step = {.must_reload = true};
    for (size_t back = count; back > 0; back--) {
        NoteRecord record;
        Id note;
        if (notes_find_back(session->store, session->id.text, back, &note, &session->failure) != 0 ||
            record_read(session->store, note.text, &record, &session->failure) != 0) {
            step_free(&step);
            return session_refuse(session, order->reply, "%s", session->failure.text);
        }
        free(record.question);
        record.question = mem_copy_text(question);
        record.volunteered = is_early;
        Id person = record_find_person(session->store, &record);
        record_add(&record, &step, id_is_set(&person) ? person.text : NULL);
        record_free(&record);
    }
    order->reply->changed = SESSION_NOTES | SESSION_COVERAGE;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    session_add(session, "%zu note%s filed under ", count, count == 1 ? "" : "s");
    session_add_label(session, &session->reply, entry);
    return session_tell(session, order->reply, "%s", is_early ? ", volunteered" : "");
}

static int file_next(Order *order, size_t entry)
{
    Session *session = order->session;
    Step step = {0};
    step_add_moment(&step, "session.for", session_find_now(session), session_find_elapsed(session),
                    session->state->entries[entry].face.id, NULL);
    order->reply->changed = SESSION_CURSOR;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    session_add(session, "the next note goes under ");
    session_add_label(session, &session->reply, entry);
    return session_tell(session, order->reply, "%s", "");
}

int command_for(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    size_t several, last = order->line->word_count;
    if (!*word)
        return session_refuse(session, order->reply, "under which question? /for 6, or /for 6 last 2");
    size_t stop = session_find_stop(session, word, &several);
    if (stop == SESSION_NONE || session->state->stops[stop].entry == SESSION_NONE)
        return session_refuse(
            session, order->reply,
            several > 1 ? "%s names several questions: give a number" : "%s names no question", word);
    size_t entry = session->state->stops[stop].entry;
    if (last == 1)
        return file_next(order, entry);
    size_t count = strcasecmp(order_word(order, 1), "last") == 0 ? read_count(order_word(order, 2)) : 0;
    if (!count)
        return session_refuse(session, order->reply,
                              "/for %s alone: the next note goes there; /for %s last 2: the last two do",
                              word, word);
    return file_last(order, entry, count);
}

/* --- strike */

int command_strike(Order *order)
{
    Session *session = order->session;
    NoteRecord record;
    if (read_back(order, order_word(order, 0), &record) != 0)
        return -1;
    Step step = {.must_reload = true, .clears_draft = true};
    step_add_body(&step, "note.strike", &record.id, NULL, "{}");
    order->reply->changed = SESSION_NOTES | SESSION_COVERAGE;
    order->reply->entity = record.id;
    int result = session_save(session, &step, order->reply);
    if (result == 0) {
        if (id_is_same(&session->edit, &record.id))
            session_drop_edit(session);
        session_add(session, "struck ");
        add_stamp(session, &record);
        result = session_tell(session, order->reply,
                              "; erased when the session ends, /undo brings it back until then");
    }
    record_free(&record);
    return result;
}

/* --- edit */

static int type_again(Order *order, const Id *note, const char *text)
{
    Line line = line_read(text, strlen(text));
    Order again = {order->session, &line, order->stamp, order->reply};
    int result = line.type == LINE_NOTE
                     ? type_new_version(&again, note->text)
                     : session_refuse(order->session, order->reply, "%s",
                                      line.wrong ? line.wrong : "that is no note; nothing was changed");
    line_free(&line);
    return result;
}

int command_edit(Order *order)
{
    Session *session = order->session;
    NoteRecord record;
    if (read_back(order, order_word(order, 0), &record) != 0)
        return -1;
    Id note = record.id;
    str_clear(&session->fill);
    record_add_typed(session->store, &session->fill, &record);
    if (*order_rest(order, 1)) {
        record_free(&record);
        return type_again(order, &note, order_rest(order, 1));
    }
    session->edit = note;
    session_add(session, "editing ");
    add_stamp(session, &record);
    record_free(&record);
    order->reply->changed = SESSION_LINE;
    order->reply->fill = str_text(&session->fill);
    order->reply->entity = note;
    return session_tell(session, order->reply, ": %s", str_text(&session->fill));
}

int command_kind(Order *order)
{
    Session *session = order->session;
    NoteRecord record;
    const char *word = order_word(order, 0);
    const NoteKindRow *kind = note_kind_find_name(word);
    if (!*word)
        return session_refuse(session, order->reply, "which kind? /kind v, /kind observation, /kind c 2");
    if (!kind)
        return session_refuse(session, order->reply,
                              "%s is no kind of note: v verbatim, p paraphrase, o observation, c comment, m "
                              "memo, f follow-up, a action and others",
                              word);
    if (read_back(order, order_word(order, 1), &record) != 0)
        return -1;
    Step step = {.must_reload = true};
    record.kind = kind->kind;
    cards_give_label(session->store, &record);
    Id person = record_find_person(session->store, &record);
    record_add(&record, &step, id_is_set(&person) ? person.text : NULL);
    recommendation_place(session->store, &record, NULL, NULL, &step);
    order->reply->changed = SESSION_NOTES;
    order->reply->entity = record.id;
    int result = session_save(session, &step, order->reply);
    if (result == 0) {
        session_add(session, "now ");
        add_stamp(session, &record);
        if (record.kind == NOTE_RECOMMENDATION)
            recommendation_add_label(session->store, &session->reply, record.id.text);
        result = session_tell(session, order->reply, "%s", "");
    }
    record_free(&record);
    return result;
}

/* --- undo and redo */

static int turn_back(Order *order, bool redo)
{
    Session *session = order->session;
    EventKey key = store_find_undo(session->store, session->id.text, redo);
    if (key.seq == 0)
        return session_refuse(session, order->reply, redo ? "nothing to redo" : "nothing to undo");
    int64_t at = session_find_real(session);
    if (store_undo(session->store, &key, redo, at, clock_find_offset(at), &session->failure) != 0)
        return session_fail(session, order->reply);
    session_drop_edit(session);
    session->is_stale = session_reload(session, NULL) != 0;
    order->reply->changed = SESSION_ALL;
    session_add(session, redo ? "done again: " : "undone: ");
    session_add(session, "%s", notes_name_step(session->store, &key));
    return session_tell(session, order->reply, session_is_off(session) ? "; NOT KEEPING" : "%s", "");
}

int command_undo(Order *order)
{
    return turn_back(order, false);
}

int command_redo(Order *order)
{
    return turn_back(order, true);
}

/* --- a photograph */

#define PHOTO_MOST_BYTES (64 * 1024 * 1024)

int command_photo(Order *order)
{
    Session *session = order->session;
    const char *path = order_word(order, 0), *caption = order_rest(order, 1);
    Str bytes = STR_EMPTY, detail = STR_EMPTY;
    if (!*path)
        return session_refuse(session, order->reply, "which file? /photo FILE and a caption");
    if (session_was_off(session, order->stamp.at))
        return session_refuse(session, order->reply, "NOT KEEPING: a photograph would be kept; /on first");
    if (file_read(path, PHOTO_MOST_BYTES, &bytes, &session->failure) != 0)
        return session_refuse(session, order->reply, "%s", session->failure.text);
    Digest digest = digest_of(str_text(&bytes), bytes.size);
    char hex[DIGEST_HEX_SIZE];
    digest_format(hex, &digest);
    str_free(&bytes);
    Json json = json_begin(&detail, 0);
    json_open(&json, NULL, '{');
    json_add_some(&json, "caption", caption);
    json_add_text(&json, "blake2b", hex);
    json_close(&json, '}');
    Step step = {0};
    step_add_moment(&step, "session.photo", session_find_now(session), session_find_elapsed(session),
                    file_find_name(path), str_text(&detail));
    str_free(&detail);
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    return session_tell(session, order->reply, "photograph %s noted; the file stays where it is",
                        file_find_name(path));
}
