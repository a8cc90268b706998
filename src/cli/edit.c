/* SPDX-License-Identifier: MIT */
/* `rir edit`: corrects a note, or what is known of a session. The log keeps what was there before. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/line.h"
#include "rir/mem.h"
#include "rir/notes.h"
#include "rir/observation.h"
#include "rir/person.h"
#include "rir/rows.h"
#include "rir/session.h"
#include "rir/summary.h"
#include "rir/upkeep.h"
#include "sessions.h"

static void add_note(Str *out, const Note *note)
{
    Str codes = STR_EMPTY;
    str_add(out, note_kind_find(note->kind)->name);
    if (*note->speaker) {
        str_add_byte(out, ' ');
        print_add_line(out, note->speaker);
    }
    if (*note->question) {
        str_add(out, ", under ");
        print_add_line(out, note->question);
    }
    str_add(out, ": ");
    print_add_line(out, note->text);
    notes_add_codes(&codes, note);
    if (codes.size) {
        str_add(out, " [");
        print_add_line(out, str_text(&codes));
        str_add(out, "]");
    }
    str_add(out, "\n");
    str_free(&codes);
}

static int add_now(Call *call, const char *label, const char *note, Err *err)
{
    Notes notes = {NULL, 0, 0};
    if (notes_read_one(call->store, note, &notes, err) != 0)
        return -1;
    str_add(&call->out, label);
    add_note(&call->out, &notes.list[0]);
    notes_free(&notes);
    return 0;
}

/* Whom words are given to that nobody has: a slip, as a rule, and words that may not be quoted. */
static void remark_strangers(Call *call, const char *note)
{
    static const char sql[] = "SELECT 1 FROM person p JOIN any_roster r ON r.person = p.n JOIN note b ON "
                              "b.session = r.session WHERE "
                              "b.n = (SELECT n FROM thing WHERE id = ?1) AND p.pseudonym = ?2";
    Str seat = STR_EMPTY;
    rows_find_text(call->store, &seat, "SELECT seat FROM note WHERE n = (SELECT n FROM thing WHERE id = ?1)",
                   "t", note);
    char *rest = NULL, *words = mem_copy_text(str_text(&seat));
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        if (strcmp(word, "?") != 0 && !rows_find_number(call->store, 0, sql, "tt", note, word))
            call_remark("%s is not among the participants of that session", word);
    free(words);
    str_free(&seat);
}

static int show_versions(Call *call, const char *note, Err *err)
{
    NoteVersions versions = {NULL, 0, 0};
    if (notes_read_versions(call->store, note, &versions, err) != 0)
        return -1;
    for (size_t i = 0; versions.count > 1 && i < versions.count; i++) {
        const NoteVersion *version = &versions.list[i];
        str_add_format(&call->out, "version %zu, by ", i + 1);
        print_add_line(&call->out, version->author);
        str_add(&call->out, ", ");
        print_add_moment(&call->out, version->at);
        str_add_format(&call->out, ": %s: ", note_kind_find(version->kind)->name);
        print_add_line(&call->out, version->text);
        str_add(&call->out, "\n");
    }
    if (versions.count > 1)
        str_add(&call->out, "these did not see each other; --settle N takes one\n");
    notes_free_versions(&versions);
    return 0;
}

static int strike(Call *call, const SessionName *session, const char *note, Err *err)
{
    const Act act = {.kind = "note.strike", .entity = note, .session = session->id.text, .body = "{}"};
    if (store_append(call->store, &act, NULL, err) != 0)
        return -1;
    if (!session->has_ended) {
        str_add(&call->out, "struck: hidden now, erased for good when the session ends\n");
        return 0;
    }
    if (upkeep_erase_struck(call->store, session->id.text, err) < 0)
        return err_prefix(err, "the note is struck and hidden, but not yet erased for good");
    str_add(&call->out, "struck, and erased for good\n");
    return 0;
}

static int edit_note(Call *call, const SessionName *session, const char *word, Err *err)
{
    NoteChange change = {.typed = call_find_option(call, "line"),
                         .text = call_find_option(call, "text"),
                         .speaker = call_find_option(call, "speaker"),
                         .question = call_find_option(call, "question")};
    const char *kind = call_find_option(call, "kind");
    const char *settle = call_find_option(call, "settle");
    const NoteKindRow *row = kind ? note_kind_find_name(kind) : NULL;
    Id note;
    if (kind && !row)
        return err_set(err, ERR_USAGE, "there is no kind of note `%s`; `rir help kinds` lists them", kind);
    change.kind = row ? row->kind : NOTE_NONE;
    if (change.speaker && change.speaker[0] == '@')
        change.speaker++;
    if (sessions_find_note(call->store, session, word, &note, err) != 0 ||
        add_now(call, "it was  ", note.text, err) != 0)
        return -1;
    if (call_has_option(call, "strike"))
        return strike(call, session, note.text, err);
    if (settle) {
        long long which = strtoll(settle, NULL, 10);
        if (which < 1 || notes_settle(call->store, note.text, (size_t)which, err) != 0)
            return which < 1 ? err_set(err, ERR_USAGE, "--settle needs the number of a version") : -1;
        return add_now(call, "it is   ", note.text, err);
    }
    if (!change.typed && !change.text && !change.speaker && !change.question && !kind)
        return show_versions(call, note.text, err);
    if (notes_correct(call->store, note.text, &change, err) != 0)
        return -1;
    if (change.typed || change.speaker)
        remark_strangers(call, note.text);
    return add_now(call, "it is   ", note.text, err);
}

/* What a jotting was in full, as a note beside it; or that it is full as it stands. */
static int expand(Call *call, const SessionName *session, const char *word, Err *err)
{
    const char *typed = call_find_option(call, "expand");
    Id jotting, note;
    if (sessions_find_note(call->store, session, word, &jotting, err) != 0 ||
        add_now(call, "jotting ", jotting.text, err) != 0)
        return -1;
    if (!typed) {
        if (notes_set_full(call->store, jotting.text, err) != 0)
            return -1;
        str_add(&call->out, "full as it stands: it waits no longer\n");
        return 0;
    }
    Line line = line_read(typed, strlen(typed));
    int result = notes_expand(call->store, jotting.text, &line, &note, err);
    line_free(&line);
    return result == 0 ? add_now(call, "in full, beside it: ", note.text, err) : -1;
}

static int set_full(Call *call, const SessionName *session, Err *err)
{
    int count = jottings_set_full(call->store, session->id.text, err);
    if (count < 0)
        return -1;
    if (count == 0)
        str_add(&call->out, "no jotting of that session waits\n");
    else
        print_add_count(&call->out, count, "jotting is full as it stands\n",
                        "jottings are full as they stand\n");
    return 0;
}

/* A note entered after the session, behind another one or at its end. */
static int add_later(Call *call, const SessionName *session, const char *word, Err *err)
{
    const char *typed = call_find_option(call, "add");
    Line line = line_read(typed, strlen(typed));
    Id after = {""}, note;
    int result = 0;
    if (word)
        result = sessions_find_note(call->store, session, word, &after, err);
    if (result == 0)
        result = notes_add_later(call->store, session->id.text, &line, after.text, &note, err);
    line_free(&line);
    return result == 0 ? add_now(call, "added, marked as entered later: ", note.text, err) : -1;
}

/* --- the session itself */

static int read_numbers(const Call *call, SessionChange *change, Err *err)
{
    const char *minutes = call_find_option(call, "minutes"), *pilot = call_find_option(call, "pilot");
    if (minutes) {
        char *end;
        long number = strtol(minutes, &end, 10);
        if (*end || number < 0 || number > 24 * 60)
            return err_set(err, ERR_USAGE, "--minutes needs a number of minutes, not `%s`", minutes);
        change->minutes = (int)number;
    }
    if (pilot && strcmp(pilot, "yes") != 0 && strcmp(pilot, "no") != 0)
        return err_set(err, ERR_USAGE, "--pilot is yes or no, not `%s`", pilot);
    if (pilot)
        change->pilot = strcmp(pilot, "yes") == 0;
    return 0;
}

static int edit_session(Call *call, const SessionName *session, Err *err)
{
    SessionChange change = SESSION_CHANGE_NONE;
    change.title = call_find_option(call, "title");
    change.mode = call_find_option(call, "mode");
    change.setting = call_find_option(call, "setting");
    change.others = call_find_option(call, "others");
    change.interpreter = call_find_option(call, "interpreter");
    change.place = call_find_option(call, "place");
    change.team = call_find_option(call, "team");
    change.researcher = call_find_option(call, "researcher");
    if (read_numbers(call, &change, err) != 0)
        return -1;
    Id people[SESSION_PEOPLE_MOST];
    const char *ids[SESSION_PEOPLE_MOST];
    const char *who;
    while ((who = call_find_option_at(call, "person", change.person_count)) != NULL) {
        if (change.person_count == SESSION_PEOPLE_MOST)
            return err_set(err, ERR_REFUSED, "more than %d participants are too many for one session",
                           SESSION_PEOPLE_MOST);
        if (person_find(call->store, *who == '@' ? who + 1 : who, &people[change.person_count], err) != 0)
            return -1;
        ids[change.person_count] = people[change.person_count].text;
        change.person_count++;
    }
    change.people = change.person_count ? ids : NULL;
    if (!change.people && !change.title && !change.mode && !change.setting && !change.others &&
        !change.interpreter && !change.place && !change.team && !change.researcher && change.minutes < 0 &&
        change.pilot < 0)
        return err_set(err, ERR_USAGE,
                       "say what to change: a note (rir edit %" PRId64 " NOTE --text TEXT), or the "
                       "session (--person, --title, --mode ...)",
                       session->number);
    if (session_correct(call->store, session->id.text, &change, err) != 0)
        return -1;
    str_add_format(&call->out,
                   "session %" PRId64 " is corrected; `rir history %" PRId64
                   "` keeps what was there before\n",
                   session->number, session->number);
    return 0;
}

static int run_edit(Call *call, Err *err)
{
    SessionName session;
    const char *note = call_find_word(call, 1);
    if (sessions_find(call->store, call_find_word(call, 0), &session, err) != 0)
        return -1;
    if (call_has_option(call, "add"))
        return add_later(call, &session, note, err);
    if (note && (call_has_option(call, "expand") || call_has_option(call, "full")))
        return expand(call, &session, note, err);
    if (call_has_option(call, "expand"))
        return err_set(err, ERR_USAGE, "say which jotting: rir edit %" PRId64 " NOTE --expand TEXT",
                       session.number);
    if (call_has_option(call, "full"))
        return set_full(call, &session, err);
    return note ? edit_note(call, &session, note, err) : edit_session(call, &session, err);
}

static const OptionRow options[] = {
    {0, "text", "TEXT", "of a note: the text alone", NULL},
    {0, "line", "LINE", "of a note: the line anew, as it would be typed in a session", NULL},
    {0, "kind", "KIND", "of a note: its kind, by name or letter", NULL},
    {0, "speaker", "P01", "of a note: who spoke; '' for no one named", "person"},
    {0, "question", "ID", "of a note: the question it belongs to; '' for none", NULL},
    {0, "strike", NULL, "of a note: take it away for good", NULL},
    {0, "add", "LINE", "a note entered later, behind NOTE or at the session's end; [9:40] in front says when",
     NULL},
    {0, "expand", "LINE", "of a jotting of an observation: what it was in full, as a note beside it", NULL},
    {0, "full", NULL, "of a jotting: it is full as it stands; without NOTE all that wait", NULL},
    {0, "settle", "N", "of a note in conflict: take version N", NULL},
    {0, "person", "P01", "of a session: who took part; several times for several people", "person"},
    {0, "title", "TEXT", "of a session", NULL},
    {0, "researcher", "NAME", "of a session: who asked", NULL},
    {0, "mode", "TEXT", "of a session: face-to-face, phone, video", NULL},
    {0, "setting", "TEXT", "of a session: office, home, ...", NULL},
    {0, "place", "TEXT", "of a session", NULL},
    {0, "team", "TEXT", "of a session", NULL},
    {0, "others", "TEXT", "of a session: who else was present; no names", NULL},
    {0, "interpreter", "TEXT", "of a session", NULL},
    {0, "minutes", "N", "of a session: planned", NULL},
    {0, "pilot", "yes|no", "of a session: whether it was to try the guide", "yes|no"},
    OPTIONS_END,
};

const CommandRow cli_edit = {
    .name = "edit",
    .arguments = "SESSION [NOTE]",
    .help = "correct a note, or what is known of a session",
    .more = "NOTE is the number that `rir show` puts before it, or its id. A note without anything to change "
            "is shown, with its versions when edits did not see each other. `rir edit 12 --person P02` says "
            "that session 12 was with P02: its notes, quotes and consent follow.",
    .options = options,
    .words = {"session"},
    .least = 1,
    .most = 2,
    .study = STUDY_WRITE,
    .run = run_edit,
};
