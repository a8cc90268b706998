/* SPDX-License-Identifier: MIT */
/* The line being typed: its stamp, its kind, its draft, and Enter. */
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "rir/mem.h"

#define DRAFT_MS 700   /* after the first key that is not kept yet: on disk well within a second */
#define RETRY_MS 5000  /* after a draft could not be saved */
#define SLOW_MS 150    /* a disk that takes longer is waited for with a word on the screen */
#define READ_MOST 1000 /* bytes of a line whose kind is looked at anew with every key */

bool capture_is_empty(const Capture *capture)
{
    return field_text(&capture->field)[0] == '\0';
}

/* --- what was pasted means nothing but itself */

static void forget_pastes(Capture *capture)
{
    for (size_t i = 0; i < capture->paste_count; i++)
        free(capture->pastes[i]);
    capture->paste_count = 0;
}

static void remember_paste(Capture *capture, const char *text)
{
    capture->pastes =
        mem_grow(capture->pastes, &capture->paste_room, capture->paste_count + 1, sizeof *capture->pastes);
    capture->pastes[capture->paste_count++] = mem_copy_text(text);
}

static void add_plain(Str *out, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (strchr("#@\",?/[", text[i]) != NULL)
            str_add_byte(out, '\\');
        str_add_byte(out, text[i]);
    }
}

/* The line with each paste as plain characters; false when one of them is no longer there as it was. */
static bool add_typed(const Capture *capture, Str *out)
{
    const char *at = field_text(&capture->field);
    size_t found = 0;

    while (*at != '\0') {
        size_t size = 0;
        for (size_t i = 0; i < capture->paste_count && size == 0; i++)
            if (strncmp(at, capture->pastes[i], strlen(capture->pastes[i])) == 0)
                size = strlen(capture->pastes[i]);
        if (size > 0) {
            add_plain(out, at, size);
            found++;
        } else {
            str_add_byte(out, *at);
        }
        at += size > 0 ? size : 1;
    }
    return found >= capture->paste_count;
}

/* What the line means. Around a paste typed words count; a paste that was changed makes all of it plain. */
static Line read_line(const Capture *capture)
{
    const char *text = field_text(&capture->field);
    size_t size = strlen(text);

    if (capture->paste_count == 0)
        return line_read(text, size);
    if (capture->paste_count == 1 && strcmp(capture->pastes[0], text) == 0)
        return line_read_paste(text, size);
    Str typed = STR_EMPTY;
    bool is_known = add_typed(capture, &typed);
    Line line = is_known ? line_read(str_text(&typed), typed.size) : line_read_paste(text, size);
    if (is_known && line.type == LINE_NOTE) {
        free(line.raw);
        line.raw = mem_copy_text(text);
    }
    str_free(&typed);
    return line;
}

/* --- its kind */

/* Who speaks as the line says it: pseudonyms, where they are known. */
static void read_speakers(Capture *capture, const Line *line)
{
    str_clear(&capture->typed_speakers);
    for (size_t i = 0; i < line->speaker_count; i++) {
        const char *who = line->speakers[i];
        size_t seat = strspn(who, "0123456789") == strlen(who) ? strtoul(who, NULL, 10) : 0;
        const SessionPerson *person = seat > 0 ? session_find_person(capture->session, seat - 1) : NULL;
        str_add_format(&capture->typed_speakers, "%s%s", i > 0 ? " " : "",
                       person != NULL ? person->pseudonym : who);
    }
}

/* Only these can begin a line that says its kind; who speaks may stand at its end as well. */
static bool says_something(const Capture *capture, const char *text)
{
    if (text[0] == '\0')
        return false;
    return strchr("\",?/[@ ", text[0]) != NULL ||
           (session_count_people(capture->session) > 1 && strchr(text, '@') != NULL);
}

static void read_kind(Capture *capture)
{
    const char *text = field_text(&capture->field);
    bool was_long = capture->is_long;

    capture->is_long = edit_size(capture->field.edit) > READ_MOST;
    if (was_long && capture->is_long)
        return;
    capture->typed_kind = NOTE_NONE;
    capture->is_command = false;
    str_clear(&capture->typed_speakers);
    if (!says_something(capture, text))
        return;
    Line line = read_line(capture);
    capture->typed_kind = line.type == LINE_NOTE ? line.kind : NOTE_NONE;
    capture->is_command = line.type == LINE_COMMAND || (line.type == LINE_WRONG && text[0] == '/');
    read_speakers(capture, &line);
    line_free(&line);
}

NoteKind capture_find_kind(const Capture *capture)
{
    if (capture->typed_kind != NOTE_NONE)
        return capture->typed_kind;
    return capture->chosen != NOTE_NONE ? capture->chosen : session_find_kind(capture->session);
}

void capture_turn_kind(Capture *capture, bool is_back)
{
    static const NoteKind others[] = {NOTE_VERBATIM, NOTE_PARAPHRASE, NOTE_OBSERVATION, NOTE_COMMENT,
                                      NOTE_MEMO,     NOTE_FOLLOW_UP,  NOTE_ACTION};
    const size_t count = sizeof others / sizeof others[0];
    NoteKind bare = session_find_kind(capture->session);
    NoteKind now = capture->chosen != NOTE_NONE ? capture->chosen : bare;
    NoteKind turn[sizeof others / sizeof others[0] + 1];
    size_t turns = 0, at = 0;

    turn[turns++] = bare;
    for (size_t i = 0; i < count; i++)
        if (others[i] != bare)
            turn[turns++] = others[i];
    for (size_t i = 0; i < turns; i++)
        if (turn[i] == now)
            at = i;
    NoteKind next = turn[(at + (is_back ? turns - 1 : 1)) % turns];
    capture->chosen = next == bare ? NOTE_NONE : next;
    if (!capture_is_empty(capture))
        capture_touch_line(capture);
}

/* --- changes */

static void forget_line(Capture *capture)
{
    edit_forget(capture->field.edit);
    forget_pastes(capture);
    capture->has_stamp = false;
    capture->is_tainted = false;
    capture->is_command = false;
    capture->typed_kind = NOTE_NONE;
    str_clear(&capture->typed_speakers);
}

void capture_touch_line(Capture *capture)
{
    if (capture_is_empty(capture)) {
        if (!capture->has_stamp)
            return;
        /* What is typed next is another line. */
        capture->has_stamp = false;
        capture->is_tainted = false;
        forget_pastes(capture);
    } else if (!capture->has_stamp) {
        capture->stamp = session_take_stamp(capture->session);
        capture->has_stamp = true;
    }
    if (session_find_record(capture->session, NULL) == RECORD_OFF && !capture_is_empty(capture))
        capture->is_tainted = true;
    read_kind(capture);
    if (capture->draft_due == 0)
        capture->draft_due = capture_read_boot() + DRAFT_MS;
}

void capture_type_text(Capture *capture, const char *text, size_t size, bool is_paste)
{
    size_t before = edit_size(capture->field.edit);

    field_type(&capture->field, text, size, is_paste, true);
    size_t added = edit_size(capture->field.edit) - before;
    if (is_paste && added > 0) {
        char *paste =
            mem_copy_bytes(field_text(&capture->field) + edit_cursor(capture->field.edit) - added, added);
        remember_paste(capture, paste);
        free(paste);
    }
    capture_touch_line(capture);
}

void capture_fill_line(Capture *capture, const char *text)
{
    forget_line(capture);
    capture->chosen = NOTE_NONE;
    field_set_text(&capture->field, text);
    capture_touch_line(capture);
}

/* --- the draft */

void capture_read_draft(Capture *capture)
{
    SessionDraft draft = {.text = STR_EMPTY};
    Err err = {ERR_NONE, ""};
    int got = session_read_draft(capture->session, &draft, &err);

    if (got < 0)
        capture_say(capture, ROLE_WARNING, "The half-typed line could not be read: %s", err.text);
    if (got <= 0)
        return;
    if (draft.is_paste)
        remember_paste(capture, str_text(&draft.text));
    field_set_text(&capture->field, str_text(&draft.text));
    edit_set_cursor(capture->field.edit, draft.cursor);
    capture->has_stamp = draft.text.size > 0;
    capture->stamp = draft.stamp;
    capture->chosen = draft.stamp.kind;
    read_kind(capture);
    session_free_draft(&draft);
}

static SessionStamp find_stamp(const Capture *capture)
{
    SessionStamp stamp = capture->has_stamp ? capture->stamp : session_take_stamp(capture->session);

    stamp.kind = capture->chosen;
    return stamp;
}

static int write_draft(Capture *capture, Err *err)
{
    SessionDraft draft = {
        .text = STR_EMPTY,
        .cursor = edit_cursor(capture->field.edit),
        .is_paste = capture->paste_count > 0,
        .stamp = find_stamp(capture),
    };

    if (capture_is_empty(capture))
        return session_clear_draft(capture->session, err);
    if (capture->is_tainted)
        return 0;
    str_add(&draft.text, field_text(&capture->field));
    int result = session_save_draft(capture->session, &draft, err);
    str_free(&draft.text);
    return result;
}

#define DRAFT_FAILED "What you are typing is on the screen only: "

/* Nothing could be written; it is tried again. */
static void fail_draft(Capture *capture, const Err *err)
{
    capture->draft_due = capture_read_boot() + RETRY_MS;
    str_clear(&capture->failure);
    str_add_format(&capture->failure, DRAFT_FAILED "%s", err->text);
}

void capture_save_draft(Capture *capture)
{
    Err err = {ERR_NONE, ""};

    capture->draft_due = 0;
    if (write_draft(capture, &err) != 0)
        fail_draft(capture, &err);
    else if (strncmp(str_text(&capture->failure), DRAFT_FAILED, strlen(DRAFT_FAILED)) == 0)
        str_clear(&capture->failure);
}

void capture_settle(Capture *capture)
{
    Err err = {ERR_NONE, ""};

    if (session_settle(capture->session, &err) != 0)
        fail_draft(capture, &err);
    else if (*session_find_notice(capture->session) != '\0')
        capture_say(capture, ROLE_DIM, "%s", session_find_notice(capture->session));
}

/* --- Enter, and what the session says to it */

/* What is seen where it stands needs no words: a move, a tick, a note among the notes that has nothing
 * special. */
static bool is_seen(const SessionReply *reply, LineCommand command)
{
    if (reply->result == SESSION_SAVED)
        return strchr(reply->text, ';') == NULL && strncmp(reply->text, "saved", 5) == 0;
    return command == LINE_GO || command == LINE_NEXT || command == LINE_PREV || command == LINE_ASK ||
           command == LINE_PROBE;
}

/* What was saved as what; of whose turn it is the seat stands on the screen, the name does not. That words
 * are left out would tell the room who does not take part. */
static void say_safely(Capture *capture, const SessionReply *reply, LineCommand command)
{
    const char *next = strstr(reply->text, "; @"), *left_out = strstr(reply->text, "; left out everywhere");
    size_t size = strlen(reply->text);

    if (next != NULL)
        size = (size_t)(next - reply->text);
    if (left_out != NULL && (size_t)(left_out - reply->text) < size)
        size = (size_t)(left_out - reply->text);

    if (command != LINE_TURN && command != LINE_NEXT && command != LINE_PREV && command != LINE_GO &&
        command != LINE_REVEAL && command != LINE_DIMENSION && command != LINE_FINDING)
        capture_say(capture, ROLE_DIM, "%.*s", (int)size, reply->text);
}

static void say_reply(Capture *capture, const SessionReply *reply, LineCommand command)
{
    switch (reply->result) {
    case SESSION_FAILED:
        str_clear(&capture->failure);
        str_add(&capture->failure, reply->text);
        return;
    case SESSION_REFUSED:
        capture_say(capture, ROLE_WARNING, "%s", reply->text);
        return;
    case SESSION_NOT_KEPT:
        capture_say(capture, ROLE_ALARM, "%s", reply->text);
        break;
    case SESSION_SAVED:
    case SESSION_TOLD:
        if (command == LINE_SAY)
            capture_say(capture, ROLE_DIM, "marked as read out");
        else if ((reply->changed & SESSION_LINE) != 0)
            capture_say(capture, ROLE_DIM, "Enter saves the note anew; an empty line leaves it as it was");
        else if (capture->kind->is_safe)
            say_safely(capture, reply, command);
        else if (!is_seen(reply, command))
            capture_say(capture, ROLE_DIM, "%s", reply->text);
        break;
    }
    str_clear(&capture->failure);
}

static void take_changes(Capture *capture, Desk *desk, const SessionReply *reply)
{
    if ((reply->changed & SESSION_NOTES) != 0 && reply->result == SESSION_SAVED && id_is_set(&reply->entity))
        capture_take_note(capture, &reply->entity);
    else if ((reply->changed & SESSION_NOTES) != 0 && capture->stream.is_loaded)
        capture_load_stream(capture);
    if ((reply->changed & (SESSION_CURSOR | SESSION_PLAN)) != 0)
        capture->question_skip = 0;
    if ((reply->changed & SESSION_RECORD) != 0)
        capture->is_tainted =
            !capture_is_empty(capture) &&
            (capture->is_tainted || session_find_record(capture->session, NULL) == RECORD_OFF);
    if ((reply->changed & SESSION_LINE) != 0)
        capture_fill_line(capture, reply->fill);
    capture_refresh(capture, desk);
    capture->is_entering = false;
}

/* `command` is LINE_COMMANDS for a note. */
static void take_reply(Capture *capture, Desk *desk, const SessionReply *reply, LineCommand command)
{
    say_reply(capture, reply, command);
    if ((reply->changed & SESSION_OVER) != 0)
        capture_leave(capture, desk, command == LINE_END, reply->text);
    else
        take_changes(capture, desk, reply);
}

static LineCommand find_command(const Line *line)
{
    return line->type == LINE_COMMAND ? line->command->command : LINE_COMMANDS;
}

void capture_do(Capture *capture, Desk *desk, const char *typed)
{
    SessionReply reply;
    Line line = line_read(typed, strlen(typed));
    LineCommand command = find_command(&line);

    line_free(&line);
    session_do(capture->session, typed, &reply);
    take_reply(capture, desk, &reply, command);
}

/* The session has the line: it leaves the screen, and its draft the disk. */
static void clear_line(Capture *capture)
{
    forget_line(capture);
    capture->chosen = NOTE_NONE;
    capture->draft_due = 0;
}

/* Nothing came of the line: its draft goes when there is time. */
static void drop_line(Capture *capture)
{
    edit_set_text(capture->field.edit, "");
    capture_touch_line(capture);
}

static void save_line(Capture *capture, Desk *desk, const Line *line)
{
    SessionReply reply;
    SessionStamp stamp = find_stamp(capture);
    int64_t before = capture_read_boot();

    session_type(capture->session, line, &stamp, &reply);
    capture->is_slow = capture_read_boot() - before > SLOW_MS;
    if (reply.result != SESSION_REFUSED && reply.result != SESSION_FAILED) {
        clear_line(capture);
        if (reply.result == SESSION_SAVED)
            capture_fold(capture);
    }
    capture->is_entering = line->type == LINE_NOTE;
    take_reply(capture, desk, &reply, find_command(line));
}

static void enter(Capture *capture, Desk *desk)
{
    Line line = read_line(capture);
    bool is_bare = line.type == LINE_COMMAND && line.word_count == 0;
    bool is_nothing = line.type == LINE_EMPTY && session_find_edit(capture->session)[0] == '\0';
    Action list = is_bare ? capture_find_list(line.command->command) : ACTION_NONE;

    capture->is_saving = false;
    if (is_nothing || list != ACTION_NONE)
        drop_line(capture);
    else
        save_line(capture, desk, &line);
    line_free(&line);
    if (list != ACTION_NONE)
        desk_act(desk, list, 0);
}

/* A disk that was slow is asked only after the screen has said so. */
void capture_enter(Capture *capture, Desk *desk)
{
    if (capture->is_slow && !capture_is_empty(capture))
        capture->is_saving = true;
    else
        enter(capture, desk);
}

void capture_finish_saving(Capture *capture, Desk *desk)
{
    if (capture->is_saving)
        enter(capture, desk);
}

void capture_free_line(Capture *capture)
{
    forget_pastes(capture);
    free(capture->pastes);
    str_free(&capture->typed_speakers);
    field_free(&capture->field);
}
