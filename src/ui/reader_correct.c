/* SPDX-License-Identifier: MIT */
/* reader_correct: what can be done to the note under the cursor. Every act is a new version, never a change
 * of an old one, and can be undone while the reader is open. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keeper.h"
#include "note_edit.h"
#include "reader.h"
#include "rir/line.h"
#include "rir/mem.h"
#include "rir/observation.h"
#include "rir/rows.h"
#include "rir/upkeep.h"

#define DRAFT_CORRECT "correct "
#define DRAFT_ADD "add"
#define DRAFT_EXPAND "expand "

/* Says what a correction came to, and shows it. */
static bool finish(Reader *reader, Desk *desk, int result, const Err *err, const char *done)
{
    if (result != 0) {
        desk_say_error(desk, err);
        return false;
    }
    reader_reload(reader, desk);
    desk_say(desk, ROLE_SAVED, "%s", done);
    return true;
}

static bool correct(Reader *reader, Desk *desk, const char *note, const NoteChange *change, const char *done)
{
    Err err;

    return finish(reader, desk, notes_correct(reader->store, note, change, &err), &err, done);
}

/* --- text and codes, as they would be typed */

static void add_codes(Str *out, const Note *note)
{
    static const char signs[] = {[VALENCE_ENABLER] = '+', [VALENCE_BARRIER] = '-', [VALENCE_MIXED] = '~'};

    for (size_t i = 0; i < note->code_count; i++) {
        str_add_format(out, "%s#%s", out->size > 0 ? " " : "", note->codes[i].name);
        if (note->codes[i].valence != VALENCE_NEUTRAL)
            str_add_byte(out, signs[note->codes[i].valence]);
    }
}

static void add_speaker(Str *out, const Note *note)
{
    if (note->speaker[0] != '\0')
        str_add_format(out, " @%s", note->speaker);
}

/* What stands above the line in which something is typed about a note. */
static void add_about(const Reader *reader, Str *out, const Note *note)
{
    const ReaderQuestion *question = reader_find_question(reader, note->question);

    if (question != NULL)
        str_add_format(out, "%s\n", question->text);
    reader_add_time(reader, out, note);
    str_add_format(out, "  %s  by %s", note_kind_find(note->kind)->name, note->author);
}

/* The note that is being corrected is named in the reader, for a reload may move the cursor. */
static void set_target(Reader *reader, const Note *note)
{
    str_clear(&reader->target);
    str_add(&reader->target, note->id.text);
}

static bool save_typed(void *owner, Desk *desk, const char *text, bool is_paste)
{
    Reader *reader = owner;
    NoteChange change = {.typed = text};

    if (strcmp(text, str_text(&reader->first)) == 0) {
        desk_say(desk, ROLE_DIM, "left as it was");
        return true;
    }
    if (is_paste)
        change = (NoteChange){.text = text};
    return correct(reader, desk, str_text(&reader->target), &change, "corrected; z takes it back");
}

static void open_typed(Reader *reader, Desk *desk, const Note *note, const char *typed)
{
    Str about = STR_EMPTY, purpose = STR_EMPTY;

    set_target(reader, note);
    add_about(reader, &about, note);
    str_add_format(&purpose, DRAFT_CORRECT "%s", note->id.text);
    note_edit_open(desk, &(NoteEditSpec){
                             .title = "Correct a note",
                             .about = about.data,
                             .help = "typed as in a session: ,v #code @P07; Alt-Enter: new line",
                             .text = typed,
                             .store = reader->store,
                             .session = reader->session.text,
                             .purpose = purpose.data,
                             .save = save_typed,
                             .owner = reader,
                         });
    str_free(&about);
    str_free(&purpose);
}

static void edit_note(Reader *reader, Desk *desk, const Note *note)
{
    Str typed = STR_EMPTY;
    bool *shown = mem_new((note->code_count + 1) * sizeof *shown);

    line_add_typed_codes(&typed, note->kind, note->text, note->codes, note->code_count, shown);
    free(shown);
    add_speaker(&typed, note);
    str_clear(&reader->first);
    str_add(&reader->first, typed.data);
    open_typed(reader, desk, note, typed.data);
    str_free(&typed);
}

/* Only codes may be typed: behind a word they must all leave it. */
static bool has_only_codes(const char *typed)
{
    Str probe = STR_EMPTY;

    str_add_format(&probe, "x %s", typed);
    Line line = line_read(probe.data, probe.size);
    bool has = line.type == LINE_NOTE && strcmp(line.text, "x") == 0 && line.speaker_count == 0;
    line_free(&line);
    str_free(&probe);
    return has;
}

static bool save_codes(void *owner, Desk *desk, const char *text, bool is_paste)
{
    Reader *reader = owner;
    const Note *note = reader_find_note(reader);

    (void)is_paste;
    if (!has_only_codes(text)) {
        desk_say(desk, ROLE_WARNING,
                 "Only codes stand here: #money #trust+ #rules- ; Esc leaves it as it was");
        return false;
    }
    if (note == NULL || strcmp(note->id.text, str_text(&reader->target)) != 0)
        return true;
    return correct(reader, desk, str_text(&reader->target), &(NoteChange){.codes = text}, "coded");
}

static void edit_codes(Reader *reader, Desk *desk, const Note *note)
{
    Str about = STR_EMPTY, codes = STR_EMPTY;

    set_target(reader, note);
    str_add_format(&about, "%s",
                   reader_is_hidden(reader, note) ? note_kind_find(note->kind)->name : note->text);
    add_codes(&codes, note);
    if (codes.size > 0)
        str_add(&codes, " ");
    note_edit_open(desk, &(NoteEditSpec){
                             .title = "Codes of a note",
                             .about = str_text(&about),
                             .help = "#code, #code+ enabler, #code- barrier, #code~ mixed",
                             .text = str_text(&codes),
                             .save = save_codes,
                             .owner = reader,
                         });
    str_free(&about);
    str_free(&codes);
}

/* --- kind, speaker, question: picked */

static void kind_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Reader *reader = owner;
    size_t count;
    const NoteKindRow *kinds = note_kind_list(&count);

    (void)typed;
    correct(reader, desk, str_text(&reader->target), &(NoteChange){.kind = kinds[item].kind},
            "another kind; z takes it back");
}

static void pick_kind(Reader *reader, Desk *desk, const Note *note)
{
    size_t count, selected = 0;
    const NoteKindRow *kinds = note_kind_list(&count);
    PickerItem *items = mem_new(count * sizeof *items);
    char(*letters)[2] = mem_new(count * sizeof *letters);

    set_target(reader, note);
    for (size_t i = 0; i < count; i++) {
        letters[i][0] = kinds[i].letter;
        items[i] = (PickerItem){.key = letters[i], .label = kinds[i].name, .detail = kinds[i].help};
        if (kinds[i].kind == note->kind)
            selected = i;
    }
    picker_open(desk, &(PickerSpec){.title = "Kind of the note",
                                    .items = items,
                                    .count = count,
                                    .selected = selected,
                                    .chosen = kind_chosen,
                                    .owner = reader});
    free(letters);
    free(items);
}

static void question_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Reader *reader = owner;
    const char *question = item < reader->question_count ? reader->questions[item].id : "";

    (void)typed;
    correct(reader, desk, str_text(&reader->target), &(NoteChange){.question = question},
            "filed; z takes it back");
}

static void pick_question(Reader *reader, Desk *desk, const Note *note)
{
    size_t count = reader->question_count, selected = count;
    PickerItem *items = mem_new((count + 1) * sizeof *items);
    char(*numbers)[24] = mem_new((count + 1) * sizeof *numbers);

    set_target(reader, note);
    for (size_t i = 0; i < count; i++) {
        if (reader->questions[i].number > 0)
            snprintf(numbers[i], sizeof numbers[i], "%zu", reader->questions[i].number);
        items[i] = (PickerItem){.key = numbers[i], .label = reader->questions[i].text};
        if (strcmp(reader->questions[i].id, note->question) == 0)
            selected = i;
    }
    items[count] = (PickerItem){.label = "under no question"};
    picker_open(desk, &(PickerSpec){.title = "File the note under",
                                    .items = items,
                                    .count = count + 1,
                                    .selected = selected,
                                    .chosen = question_chosen,
                                    .owner = reader});
    free(numbers);
    free(items);
}

/* The pseudonyms of those who took part, in seat order, separated by spaces as in the view. */
static size_t split_people(char *people, char **list, size_t most)
{
    size_t count = 0;

    for (char *word = strtok(people, " "); word != NULL && count < most; word = strtok(NULL, " "))
        list[count++] = word;
    return count;
}


static void speaker_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Reader *reader = owner;
    char *people = mem_copy_text(reader->facts.people), *list[SESSION_PEOPLE_MOST];
    size_t count = split_people(people, list, SESSION_PEOPLE_MOST);
    const char *who = item < count ? list[item] : "";

    if (item == count)
        who = "?";
    if (item == PICKER_TYPED)
        who = typed;
    correct(reader, desk, str_text(&reader->target), &(NoteChange){.speaker = who},
            "another speaker; z takes it back");
    free(people);
}

static void pick_speaker(Reader *reader, Desk *desk, const Note *note)
{
    char *people = mem_copy_text(reader->facts.people), *list[SESSION_PEOPLE_MOST];
    size_t count = split_people(people, list, SESSION_PEOPLE_MOST), selected = count + 1;
    PickerItem items[SESSION_PEOPLE_MOST + 2];
    char numbers[SESSION_PEOPLE_MOST][24];

    set_target(reader, note);
    for (size_t i = 0; i < count; i++) {
        snprintf(numbers[i], sizeof numbers[i], "%zu", i + 1);
        items[i] = (PickerItem){.key = numbers[i], .label = list[i]};
        if (strcmp(list[i], note->speaker) == 0)
            selected = i;
    }
    items[count] = (PickerItem){.key = "?", .label = "someone, not known who"};
    items[count + 1] = (PickerItem){.label = "no one named"};
    picker_open(desk, &(PickerSpec){.title = "Who said it",
                                    .items = items,
                                    .count = count + 2,
                                    .selected = selected,
                                    .fresh = "someone else:",
                                    .chosen = speaker_chosen,
                                    .owner = reader});
    free(people);
}

/* --- striking, undoing */

static void strike(Reader *reader, Desk *desk, const Note *note)
{
    Err err;
    const Act act = {
        .kind = "note.strike", .entity = note->id.text, .session = reader->session.text, .body = "{}"};
    int result = store_append(reader->store, &act, NULL, &err);

    reader->has_struck = reader->has_struck || result == 0;
    finish(reader, desk, result, &err,
           reader->facts.is_open ? "struck; z brings it back until the session ends"
                                 : "struck; z brings it back; leaving this session erases it for good");
}

void reader_erase_struck(Reader *reader, Desk *desk)
{
    Err err;

    if (!reader->has_struck || reader->facts.is_open)
        return;
    int count = upkeep_erase_struck(reader->store, reader->session.text, &err);
    if (count < 0)
        desk_say(desk, ROLE_ALARM, "What was struck is hidden but not erased yet: %s", err.text);
    else if (count > 0)
        desk_say(desk, ROLE_SAVED, "erased for good: the words of %d struck note%s", count,
                 count == 1 ? "" : "s");
    reader->has_struck = false;
}

/* Shows the note that a step was about, where it was about one. */
static void show_step(Reader *reader, Desk *desk, const EventKey *key)
{
    static const char sql[] =
        "SELECT t.id FROM event e JOIN thing t ON t.n = e.entity JOIN any_note a ON a.n = e.entity "
        "WHERE e.site = (SELECT n FROM site WHERE id = ?1) AND e.seq = ?2";
    Str id = STR_EMPTY;

    if (rows_find_text(reader->store, &id, sql, "ti", key->site, key->seq))
        reader_go(reader, desk, id.data);
    str_free(&id);
}

static void undo(Reader *reader, Desk *desk, bool is_redo)
{
    static const char sql[] = "SELECT coalesce(max(seq), 0) FROM event WHERE site = (SELECT n FROM site "
                              "WHERE id = ?1) AND entity = (SELECT n FROM thing WHERE id = ?2) AND kind = "
                              "'session.set'";
    EventKey key = store_find_undo(reader->store, reader->session.text, is_redo);
    Err err;
    int64_t corrected = rows_find_number(reader->store, 0, sql, "tt", key.site, reader->session.text);

    if (key.seq <= reader->since || key.seq <= corrected) {
        desk_say(desk, ROLE_DIM, "%s",
                 is_redo ? "Nothing to do again"
                 : corrected > reader->since
                     ? "Nothing to undo: since the session was corrected no note was "
                       "changed"
                     : "Nothing to undo: since this screen opened nothing was changed");
        return;
    }
    int result = store_undo(reader->store, &key, is_redo, 0, 0, &err);
    Str said = STR_EMPTY;
    str_add_format(&said, "%s: %s%s", is_redo ? "done again" : "undone",
                   notes_name_step(reader->store, &key), is_redo ? "" : "; Z does it again");
    if (finish(reader, desk, result, &err, said.data))
        show_step(reader, desk, &key);
    str_free(&said);
}

/* --- a note entered later */

static bool save_added(void *owner, Desk *desk, const char *text, bool is_paste)
{
    Reader *reader = owner;
    const Note *note = reader_find_note(reader);
    Line line = is_paste ? line_read_paste(text, strlen(text)) : line_read(text, strlen(text));
    Id added = {""};
    Err err;
    int result = notes_add_later(reader->store, reader->session.text, &line,
                                 note != NULL ? note->id.text : NULL, &added, &err);

    line_free(&line);
    if (!finish(reader, desk, result, &err, "saved, marked as entered later; z takes it back"))
        return false;
    reader_go(reader, desk, added.text);
    return true;
}

static void open_added(Reader *reader, Desk *desk, const char *typed)
{
    const Note *note = reader_find_note(reader);
    Str about = STR_EMPTY;

    str_add(&about, "Entered later, filed behind ");
    if (note != NULL)
        add_about(reader, &about, note);
    else
        str_add(&about, "nothing: it is the session's first note");
    note_edit_open(desk, &(NoteEditSpec){
                             .title = "Add a note",
                             .about = about.data,
                             .help = "[9:40] or [+12:00] in front says when, [~9:40] about when",
                             .text = typed,
                             .store = reader->store,
                             .session = reader->session.text,
                             .purpose = DRAFT_ADD,
                             .save = save_added,
                             .owner = reader,
                         });
    str_free(&about);
}

/* --- what a jotting was in full; nothing typed: it is full as it stands */

static bool save_expansion(void *owner, Desk *desk, const char *text, bool is_paste)
{
    Reader *reader = owner;
    const char *jotting = str_text(&reader->target);
    Id added = {""};
    Err err;
    int result;

    if (text[strspn(text, " \t\n")] == '\0')
        return finish(reader, desk, notes_set_full(reader->store, jotting, &err), &err,
                      "full as it stands: it waits no longer; z takes it back");
    Line line = is_paste ? line_read_paste(text, strlen(text)) : line_read(text, strlen(text));
    result = notes_expand(reader->store, jotting, &line, &added, &err);
    line_free(&line);
    if (!finish(reader, desk, result, &err, "saved beside its jotting; z takes it back"))
        return false;
    reader_go(reader, desk, added.text);
    return true;
}

static void open_expansion(Reader *reader, Desk *desk, const Note *note, const char *typed)
{
    Str about = STR_EMPTY, purpose = STR_EMPTY;

    set_target(reader, note);
    add_about(reader, &about, note);
    str_add_format(&about, "\n%s", note->text);
    str_add_format(&purpose, DRAFT_EXPAND "%s", note->id.text);
    note_edit_open(desk, &(NoteEditSpec){
                             .title = "A jotting in full",
                             .about = about.data,
                             .help = "what it was in full; nothing: it is full as it stands",
                             .text = typed,
                             .store = reader->store,
                             .session = reader->session.text,
                             .purpose = purpose.data,
                             .save = save_expansion,
                             .owner = reader,
                         });
    str_free(&about);
    str_free(&purpose);
}

static void expand(Reader *reader, Desk *desk, const Note *note)
{
    Err err;

    if (notes_check_jotting(reader->store, note->id.text, &err) != 0)
        desk_say(desk, ROLE_WARNING, "%s", err.text);
    else
        open_expansion(reader, desk, note, "");
}

void reader_restore(Reader *reader, Desk *desk)
{
    Str text = STR_EMPTY, purpose = STR_EMPTY;
    size_t size = strlen(DRAFT_CORRECT);

    if (keeper_read(reader->store, reader->session.text, &text, &purpose)) {
        const char *what = str_text(&purpose);
        if (strncmp(what, DRAFT_CORRECT, size) == 0 && reader_load_around(reader, what + size, NULL) == 0) {
            str_clear(&reader->first);
            open_typed(reader, desk, reader_find_note(reader), str_text(&text));
            desk_say(desk, ROLE_WARNING, "This correction was being typed when rir was broken off");
        } else if (strncmp(what, DRAFT_EXPAND, strlen(DRAFT_EXPAND)) == 0 &&
                   reader_load_around(reader, what + strlen(DRAFT_EXPAND), NULL) == 0) {
            open_expansion(reader, desk, reader_find_note(reader), str_text(&text));
            desk_say(desk, ROLE_WARNING, "This was being written out when rir was broken off");
        } else if (strcmp(what, DRAFT_ADD) == 0) {
            open_added(reader, desk, str_text(&text));
            desk_say(desk, ROLE_WARNING, "This note was being typed when rir was broken off");
        }
    }
    str_free(&text);
    str_free(&purpose);
}

/* --- dispatch */

typedef struct {
    Action action;
    void (*function)(Reader *reader, Desk *desk, const Note *note);
} CorrectRow;

static void settle_or_edit(Reader *reader, Desk *desk, const Note *note)
{
    reader->must_load = true;
    if (note->conflict)
        settle_open(desk, reader->store, note->id.text, true);
    else
        edit_note(reader, desk, note);
}

static void show_versions(Reader *reader, Desk *desk, const Note *note)
{
    reader->must_load = true;
    versions_open(desk, reader->store, note->id.text);
}

static const CorrectRow correct_rows[] = {
    {ACTION_ACCEPT, settle_or_edit}, {ACTION_EDIT, edit_note},         {ACTION_CODES, edit_codes},
    {ACTION_KIND, pick_kind},        {ACTION_FOR, pick_question},      {ACTION_SPEAKER, pick_speaker},
    {ACTION_STRIKE, strike},         {ACTION_VERSIONS, show_versions},
    {ACTION_EXPAND, expand},
};

bool reader_correct(Reader *reader, Desk *desk, Action action)
{
    const Note *note = reader_find_note(reader);

    if (action == ACTION_UNDO || action == ACTION_REDO) {
        undo(reader, desk, action == ACTION_REDO);
        return true;
    }
    if (action == ACTION_ADD_LATER) {
        open_added(reader, desk, "");
        return true;
    }
    for (size_t i = 0; i < sizeof correct_rows / sizeof correct_rows[0]; i++) {
        if (correct_rows[i].action != action)
            continue;
        if (note == NULL)
            desk_say(desk, ROLE_DIM, "There is no note here; a adds one");
        else
            correct_rows[i].function(reader, desk, note);
        return true;
    }
    return false;
}
