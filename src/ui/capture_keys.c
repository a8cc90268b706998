/* SPDX-License-Identifier: MIT */
/* What the keys of a session do: each what its typed twin does. */
#include <string.h>

#include "capture.h"
#include "rir/projector.h"

#define REVEAL_MS 20000 /* discreet notes fold away by themselves */

/* --- one of a few, by its letter */

typedef struct {
    char letter;
    const char *word;
} ChoiceRow;

static const ChoiceRow cover_rows[] = {
    {'f', "full"}, {'p', "partly"}, {'s', "skipped"}, {'e', "elsewhere"}, {0, NULL}};
static const ChoiceRow phase_rows[] = {
    {'o', "opening"}, {'m', "main"}, {'c', "closing"}, {'a', "after"}, {0, NULL}};

static void add_rows(Str *out, const ChoiceRow *rows)
{
    for (; rows->word != NULL; rows++)
        str_add_format(out, "  %c %s", rows->letter, rows->word);
}

static void add_kinds(Str *out)
{
    size_t count;
    const NoteKindRow *rows = note_kind_list(&count);

    for (size_t i = 0; i < count; i++)
        if (rows[i].letter != 0)
            str_add_format(out, "  %c %s", rows[i].letter, rows[i].name);
}

void capture_add_choice(Str *out, Choice choice)
{
    switch (choice) {
    case CHOICE_NONE:
        break;
    case CHOICE_KIND:
        str_add(out, "The last note is:");
        add_kinds(out);
        break;
    case CHOICE_COVER:
        str_add(out, "This question is covered:");
        add_rows(out, cover_rows);
        break;
    case CHOICE_PHASE:
        str_add(out, "The phase is:");
        add_rows(out, phase_rows);
        break;
    }
}

static const char *find_word(const ChoiceRow *rows, char letter)
{
    for (; rows->word != NULL; rows++)
        if (rows->letter == letter)
            return rows->word;
    return NULL;
}

/* The command for the letter; false when there is none. */
static bool add_chosen(Str *out, Choice choice, char letter)
{
    const NoteKindRow *kind = choice == CHOICE_KIND ? note_kind_find_letter(letter) : NULL;
    const char *word = NULL;

    if (kind != NULL)
        word = kind->name;
    if (choice == CHOICE_COVER)
        word = find_word(cover_rows, letter);
    if (choice == CHOICE_PHASE)
        word = find_word(phase_rows, letter);
    if (word != NULL)
        str_add_format(out, "/%s %s",
                       choice == CHOICE_KIND    ? "kind"
                       : choice == CHOICE_COVER ? "cover"
                                                : "phase",
                       word);
    return word != NULL;
}

/* Any other key leaves the choice and does what it always does. */
static bool take_choice(Capture *capture, Desk *desk, const char *text, size_t size)
{
    Choice choice = capture->choice;
    Str typed = STR_EMPTY;

    capture->choice = CHOICE_NONE;
    bool is_chosen = choice != CHOICE_NONE && size == 1 && add_chosen(&typed, choice, text[0]);
    if (is_chosen)
        capture_do(capture, desk, str_text(&typed));
    str_free(&typed);
    return is_chosen;
}

/* --- who speaks */

static size_t find_next_speaker(const Capture *capture)
{
    size_t count = session_count_people(capture->session);
    size_t now = session_find_speaker(capture->session, NULL);

    for (size_t i = 1; i <= count; i++) {
        size_t next = now == SESSION_NONE ? i - 1 : (now + i) % count;
        if (session_find_person(capture->session, next)->is_here)
            return next;
    }
    return SESSION_NONE;
}

static void turn_speaker(Capture *capture, Desk *desk)
{
    size_t next = find_next_speaker(capture);
    Str typed = STR_EMPTY;

    if (next == SESSION_NONE || next == session_find_speaker(capture->session, NULL)) {
        capture_say(capture, ROLE_DIM, "Nobody else is here: /speaker says who, /arrive that somebody came");
        return;
    }
    str_add_format(&typed, "/speaker @%zu", session_find_person(capture->session, next)->seat);
    capture_do(capture, desk, str_text(&typed));
    str_free(&typed);
}

/* --- commands that need words: they are begun in the line */

void capture_begin_command(Capture *capture, const char *start)
{
    if (capture_is_empty(capture))
        capture_fill_line(capture, start);
    else
        capture_say(capture, ROLE_WARNING, "The line is not saved yet: Enter first, then this key");
}

/* What is in the line may be the question already. */
static void begin_question(Capture *capture)
{
    static const char start[] = "/ask ";
    Edit *edit = capture->field.edit;
    size_t cursor = edit_cursor(edit);

    edit_set_cursor(edit, 0);
    edit_insert(edit, start, strlen(start));
    edit_set_cursor(edit, cursor + strlen(start));
    capture_touch_line(capture);
}

/* --- acts */

typedef struct {
    Action action;
    const char *typed;
} TwinRow;

static const TwinRow done_at_once[] = {
    {ACTION_NEXT, "/next"},   {ACTION_PREVIOUS, "/prev"},   {ACTION_MARK, "/mark"},
    {ACTION_SAY, "/say"},     {ACTION_STRIKE, "/strike"},   {ACTION_UNDO, "/undo"},
    {ACTION_REDO, "/redo"},   {ACTION_TIME, "/time"},       {ACTION_STATUS, "/status"},
    {ACTION_HEARD, "/heard"}, {ACTION_OVERLAP, "/overlap"}, {ACTION_EXTEND, "/extend 5m"},
};

/* The last two end what cannot be begun again: they take a key and an Enter. */
static const TwinRow begun_in_line[] = {
    {ACTION_ARRIVE, "/arrive "},       {ACTION_DEPART, "/depart "},
    {ACTION_TABLE, "/table "},         {ACTION_SEAT, "/seat "},
    {ACTION_RECOGNISE, "/recognise "}, {ACTION_AMEND, "/amend "},
    {ACTION_CHALLENGE, "/challenge "}, {ACTION_ADD, "/add "},
    {ACTION_SHEET, "/sheet "},         {ACTION_MERGE, "/merge "},
    {ACTION_CLUSTER, "/cluster "},     {ACTION_TALLY, "/tally "},
    {ACTION_RESULT, "/reveal"},        {ACTION_CONSENSUS, "/consensus "},
    {ACTION_EXPAND, "/expand last "},  {ACTION_ABSENT, "/absent "},
    {ACTION_PAGE, "/page "},           {ACTION_PHOTO, "/photo "},
    {ACTION_ADJOURN, "/adjourn"},      {ACTION_END, "/end"},
};

static const char *find_twin(const TwinRow *rows, size_t count, Action action)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].action == action)
            return rows[i].typed;
    return NULL;
}

#define FIND_TWIN(rows, action) find_twin(rows, sizeof(rows) / sizeof(rows)[0], action)

static void toggle_reveal(Capture *capture)
{
    capture->is_revealed = !capture->is_revealed;
    capture->fold_due = capture->is_revealed ? capture_read_boot() + REVEAL_MS : 0;
    capture->is_stale = true;
}

/* A row stays in sight, so that the eye finds the place again; drawing bounds it. */
static void read_on(Capture *capture, bool is_up)
{
    int page = capture->question_rows > 2 ? capture->question_rows - 1 : 1;

    capture->question_skip += is_up ? -page : page;
    capture->is_stale = true;
}

static void tick_probe(Capture *capture, Desk *desk, int number)
{
    Str typed = STR_EMPTY;

    str_add_format(&typed, "/probe %d", number);
    capture_do(capture, desk, str_text(&typed));
    str_free(&typed);
}

static void edit_last(Capture *capture, Desk *desk)
{
    if (capture_is_empty(capture))
        capture_do(capture, desk, "/edit last");
    else
        capture_begin_command(capture, "");
}

/* Acts that open a list, offer a choice, or change what is shown only. False for any other. */
static bool act_on_screen(Capture *capture, Desk *desk, Action action)
{
    switch (action) {
    case ACTION_GO:
        capture_open_go(capture, desk);
        return true;
    case ACTION_FOR:
        capture_open_for(capture, desk);
        return true;
    case ACTION_UNTIL:
        capture_open_replan(capture, desk);
        return true;
    case ACTION_CONSENT:
        capture_open_consent(capture, desk);
        return true;
    case ACTION_KIND:
        capture->choice = CHOICE_KIND;
        return true;
    case ACTION_COVER:
        capture->choice = CHOICE_COVER;
        return true;
    case ACTION_PHASE:
        capture->choice = CHOICE_PHASE;
        return true;
    case ACTION_PROJECTOR:
        projector_open_over(desk, capture->session);
        return true;
    case ACTION_PRIVACY:
        capture->is_private = !capture->is_private;
        return true;
    case ACTION_REVEAL:
        toggle_reveal(capture);
        return true;
    case ACTION_READ_UP:
    case ACTION_READ_DOWN:
        read_on(capture, action == ACTION_READ_UP);
        return true;
    default:
        return false;
    }
}

static bool act_on_session(Capture *capture, Desk *desk, Action action, int number)
{
    const char *typed = FIND_TWIN(done_at_once, action), *start = FIND_TWIN(begun_in_line, action);

    if (typed != NULL)
        capture_do(capture, desk, typed);
    else if (start != NULL)
        capture_begin_command(capture, start);
    else if (action == ACTION_PROBE)
        tick_probe(capture, desk, number);
    else if (action == ACTION_OFF)
        capture_do(capture, desk, session_find_record(capture->session, NULL) == RECORD_ON ? "/off" : "/on");
    else if (action == ACTION_PAUSE)
        capture_do(capture, desk, session_find_time(capture->session).is_paused ? "/resume" : "/pause");
    else if (action == ACTION_SPEAKER)
        turn_speaker(capture, desk);
    else if (action == ACTION_ASK)
        begin_question(capture);
    else if (action == ACTION_EDIT)
        edit_last(capture, desk);
    else
        return false;
    return true;
}

/* Keys of the line itself, and of the notes above it. */
static bool act_on_line(Capture *capture, Desk *desk, Action action)
{
    if (action == ACTION_ACCEPT) {
        capture_enter(capture, desk);
        return true;
    }
    if (action == ACTION_NOTE_KIND || action == ACTION_NOTE_KIND_BACK) {
        capture_turn_kind(capture, action == ACTION_NOTE_KIND_BACK);
        return true;
    }
    if (field_act(&capture->field, action)) {
        capture_touch_line(capture);
        return true;
    }
    bool (*scroll)(Capture *, Action) =
        capture->kind->scroll != NULL ? capture->kind->scroll : capture_scroll;
    if (!scroll(capture, action))
        return false;
    capture->is_stale = true;
    return true;
}

bool capture_act(Capture *capture, Desk *desk, Action action, int number)
{
    capture_finish_saving(capture, desk);
    if (capture->session == NULL)
        return true;
    capture->choice = CHOICE_NONE;
    capture_note_key(capture);
    str_clear(&capture->said);
    capture->said_due = 0;
    if (action == ACTION_SUSPEND && capture->draft_due != 0)
        capture_save_draft(capture);
    if (act_on_line(capture, desk, action))
        return true;
    if (capture->kind->act != NULL && capture->kind->act(capture, desk, action, number))
        return true;
    return act_on_screen(capture, desk, action) || act_on_session(capture, desk, action, number);
}

void capture_type(Capture *capture, Desk *desk, const char *text, size_t size, bool is_paste)
{
    capture_finish_saving(capture, desk);
    if (capture->session == NULL)
        return;
    capture_note_key(capture);
    str_clear(&capture->said);
    if (!take_choice(capture, desk, text, is_paste ? 0 : size))
        capture_type_text(capture, text, size, is_paste);
}

Action capture_find_list(LineCommand command)
{
    static const struct {
        LineCommand command;
        Action action;
    } rows[] = {
        {LINE_GO, ACTION_GO},           {LINE_FOR, ACTION_FOR},     {LINE_UNTIL, ACTION_UNTIL},
        {LINE_CONSENT, ACTION_CONSENT}, {LINE_KIND, ACTION_KIND},   {LINE_COVER, ACTION_COVER},
        {LINE_PHASE, ACTION_PHASE},     {LINE_HELP, ACTION_HELP},   {LINE_STEAL, ACTION_STEAL},
        {LINE_BALLOT, ACTION_BALLOT},   {LINE_RATE, ACTION_BALLOT},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].command == command)
            return rows[i].action;
    return ACTION_NONE;
}
