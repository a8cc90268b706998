/* SPDX-License-Identifier: MIT */
/* An interview or a workshop is typed into the screens and the program killed at a random moment, again and
 * again.
 *
 * The oracle is the screen, as the researcher saw it: a note that stood among the notes, or whose line had
 * left with the word `saved`, is in the study, once. What was typed more than a second before is in a note or
 * in the draft; time in which the machine gave neither the program nor this test its turn does not count.
 * `rir resume` shows the same question and the half-typed line, and marks the gap. What was typed while the
 * screen said NOT KEEPING is in no file, and neither is a ballot that was half typed. In a workshop the
 * activity, its stage, how many ballots there are, the table and the sheet are as they were.
 * Studies take turns: one with an interview, one with a workshop. RIR_KILL_SEED draws as before,
 * RIR_KILL_ROUNDS says how many. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "place.h"
#include "rir/mem.h"
#include "rir/rows.h"

#define ROWS 24
#define COLUMNS 80
#define ROUNDS_CHECK 24
#define ROUNDS_SOAK 1000
#define ROUNDS_STUDY 8 /* kills in one study, then a new one */
#define DRAFT_MS 1000
#define MS 1000000LL /* ns */
#define TURN_MS 10   /* between two looks at the clock; more than two of them is the machine's doing */
#define LINE_MOST 400
#define MARK "§"          /* is in nothing else that is typed */

typedef struct {
    char token[16];
    bool is_entered;  /* Enter was sent */
    bool was_in_line; /* the screen has shown it being typed */
    bool is_acked;    /* the screen has said that it is saved */
    bool is_secret;   /* typed while the screen said NOT KEEPING, or on a ballot */
    bool is_deed;     /* of a command, not of a note */
    char *screen;     /* when it was said */
} Note;

typedef struct {
    Place *place;
    Pty *pty;
    Str history; /* all that was sent since the study was made */
    uint64_t random;
    int round;
    Note *notes;
    size_t note_count, note_room;
    int sitting;
    long long kill_at; /* ns; when it comes, the program is killed */
    bool is_slow;      /* this time nobody types fast, so that a draft is due before the end */
    int speed;         /* of the line */
    int kill_enter;    /* the Enter after which it is killed soon; 0: at kill_at only */
    bool is_dead;
    long long end; /* ns; of the present wait */
    bool (*is_awaited)(Pty *pty, void *owner);
    long long looked_at; /* ns; when this test had its turn last */
    long long late;      /* ns that it had to wait for its turn since the session was opened */
    /* the line being typed, and when each of its bytes was sent */
    char line[LINE_MOST];
    long long sent[LINE_MOST];
    size_t size;
    long long entered_at; /* the line's Enter was sent; 0: not yet */
    bool is_note_line;    /* else a command */
    bool is_ballot_line;  /* a command that says what somebody chose */
    bool is_moving;       /* a command that moves was sent and the screen has not moved yet */
    bool is_off;          /* off the record was typed, and not ended yet */
    /* the screen */
    char *rows[ROWS];
    char question[COLUMNS * 4]; /* or what holds in the workshop */
    char before[COLUMNS * 4];   /* when the program was killed */
    bool is_workshop;
    size_t moved_at; /* notes there were when a line was sent last: what it moves is seen once a later one is */
    size_t workshops, ballots;
    size_t acked, drafts, secrets, moves; /* what this run has proved */
} Test;

static uint64_t draw(Test *test)
{
    test->random ^= test->random << 13;
    test->random ^= test->random >> 7;
    test->random ^= test->random << 17;
    return test->random;
}

static int draw_below(Test *test, int most)
{
    return (int)(draw(test) % (uint64_t)most);
}

/* --- the screen */

static void read_rows(Test *test)
{
    for (int i = 0; i < ROWS; i++) {
        Str row = STR_EMPTY;
        pty_add_row(test->pty, &row, i);
        free(test->rows[i]);
        test->rows[i] = str_take(&row);
    }
}

static bool is_rule(const char *row)
{
    return strncmp(row, "──", strlen("──")) == 0;
}

/* The rule above the line; 0 when the screen is not that of a session (yet). */
static int find_rule(const Test *test)
{
    for (int i = ROWS - 1; i > 1; i--)
        if (is_rule(test->rows[i]))
            return i;
    return 0;
}

static bool is_in_rows(const Test *test, const char *text, int from, int to)
{
    for (int i = from; i < to; i++)
        if (strstr(test->rows[i], text) != NULL)
            return true;
    return false;
}

/* The word at the foot, below the line. */
static bool has_status(const Test *test, int rule, const char *word)
{
    size_t size = strlen(word);

    for (int i = rule + 1; i < ROWS; i++)
        if (test->rows[i][0] == ' ' && strncmp(test->rows[i] + 1, word, size) == 0)
            return true;
    return false;
}

/* What tells where the conversation is: the question's row, else the topic that is read out. "" while the
 * screen is being painted. */
static void find_question(const Test *test, char *question, size_t size)
{
    static const char bar[] = "│ ", mark[] = "▸";
    const char *top = strstr(test->rows[2], bar);

    question[0] = '\0';
    for (int i = 2; i < ROWS; i++) {
        const char *pane = strstr(test->rows[i], bar);
        const char *number = pane != NULL ? pane + strlen(bar) : "";
        size_t digits = strspn(number, "0123456789");
        if (digits > 0 && digits < 3 && strncmp(number + digits, "  ", 2) == 0) {
            snprintf(question, size, "%s", number);
            return;
        }
    }
    for (int i = 2; i < ROWS && top != NULL; i++) {
        const char *title = top + strlen(bar);
        if (strncmp(test->rows[i], mark, strlen(mark)) == 0 &&
            strncmp(test->rows[i] + strlen(mark), title, strlen(title)) == 0)
            snprintf(question, size, "%s", title);
    }
}

/* Adds the words of a row up to `end`, without times, which run on. */
static void add_words(Str *out, const char *row, const char *end)
{
    while (row < end) {
        size_t size = strcspn(row, " ");
        size = size < (size_t)(end - row) ? size : (size_t)(end - row);
        bool is_time = size > 0 && memchr(row, ':', size) != NULL && strspn(row, "0123456789:") >= size;
        if (size > 0 && !is_time && strncmp(row, "left", 4) != 0 && strncmp(row, "over", 4) != 0)
            str_add_format(out, "%.*s ", (int)size, row);
        row += size + (row + size < end);
    }
}

/* The parts of a row without the turn of somebody: that ends when rir does. */
static void add_parts(Str *out, const char *row)
{
    static const char *const turns[] = {"turn: ", "next: ", "several at once"};
    static const char between[] = "   ";

    while (*row != '\0') {
        row += strspn(row, " ");
        const char *end = strstr(row, between);
        bool is_turn = false;
        end = end != NULL ? end : row + strlen(row);
        for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
            is_turn = is_turn || strncmp(row, turns[i], strlen(turns[i])) == 0;
        if (!is_turn)
            add_words(out, row, end);
        row = end;
    }
}

/* The same of a workshop: the activity, and what holds in it. */
static void find_activity(const Test *test, char *question, size_t size)
{
    static const char *const holds[] = {" stage ", " turn: ", " next: ", " from ", " several at once"};
    Str text = STR_EMPTY;
    const char *next = strstr(test->rows[2], "  NEXT"), *row;

    question[0] = '\0';
    if (strncmp(test->rows[2], " NOW", 4) != 0 || next == NULL)
        return;
    add_words(&text, test->rows[2], next);
    for (int i = 3; i < ROWS && !is_rule(test->rows[i]); i++) {
        row = test->rows[i];
        bool is_status = strspn(row + 1, "0123456789") > 0 && strstr(row, " ballots") != NULL;
        for (size_t word = 0; word < sizeof holds / sizeof *holds; word++)
            is_status = is_status || strncmp(row, holds[word], strlen(holds[word])) == 0;
        if (is_status)
            add_parts(&text, row);
    }
    snprintf(question, size, "%s", str_text(&text));
    str_free(&text);
}

static char *copy_screen(const Test *test)
{
    Str screen = STR_EMPTY;

    for (int i = 0; i < ROWS; i++)
        str_add_format(&screen, "  |%s\n", test->rows[i]);
    return str_take(&screen);
}

/* Takes in what the screen says now. */
static void look(Test *test)
{
    char question[sizeof test->question];

    read_rows(test);
    int rule = find_rule(test);
    if (rule == 0)
        return;
    bool is_saved = has_status(test, rule, "saved"), is_off = has_status(test, rule, "NOT KEEPING");
    for (size_t i = 0; i < test->note_count; i++) {
        Note *note = &test->notes[i];
        if (note->is_acked || note->is_secret)
            continue;
        bool is_in_line = is_in_rows(test, note->token, rule + 1, ROWS);
        if (is_in_line && i >= test->moved_at)
            test->is_moving = false; /* all that was typed before it has been done */
        note->was_in_line = (note->was_in_line || is_in_line) && !is_off;
        note->is_entered = note->is_entered && !is_off;
        bool is_in_stream = is_in_rows(test, note->token, 2, rule);
        if (note->is_entered && (is_in_stream || (is_saved && note->was_in_line && !is_in_line))) {
            note->is_acked = true;
            note->screen = copy_screen(test);
            test->acked++;
        }
    }
    (test->is_workshop ? find_activity : find_question)(test, question, sizeof question);
    if (question[0] != '\0')
        strcpy(test->question, question);
}

static bool look_on(Pty *pty, void *owner)
{
    (void)pty;
    look(owner);
    return false;
}

/* --- typing, until the time has come */

/* What the clock says; when much has passed since it was asked last, nobody had a turn meanwhile. */
static long long read_clock(Test *test)
{
    long long now = pty_read_clock(), passed = now - test->looked_at;

    if (passed > 2 * TURN_MS * MS)
        test->late += passed;
    test->looked_at = now;
    return now;
}

/* How long the program has waited for the processor so far; 0 where the system does not say. */
static long long find_delay(const Test *test)
{
    char path[64];
    long long delay = 0;

    snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)pty_find_process(test->pty));
    FILE *file = fopen(path, "re");
    if (file != NULL && fscanf(file, "%*s %lld", &delay) != 1)
        delay = 0;
    if (file != NULL)
        fclose(file);
    return delay;
}

static void kill_now(Test *test)
{
    int status;

    test->late += find_delay(test);
    kill(pty_find_process(test->pty), SIGKILL);
    str_add(&test->history, "<KILL>");
    test->is_dead = true;
    test->moved_at = SIZE_MAX; /* what comes now may be half a picture */
    assert_true(pty_wait_end(test->pty, &status, PTY_PATIENCE));
    assert_true(WIFSIGNALED(status));
    look(test);
    /* What was not said to be saved by now may be lost. */
    for (size_t i = 0; i < test->note_count; i++)
        test->notes[i].is_entered = test->notes[i].was_in_line = false;
}

static bool look_until(Pty *pty, void *owner)
{
    Test *test = owner;

    look(test);
    return read_clock(test) >= test->end || (test->is_awaited != NULL && test->is_awaited(pty, test));
}

/* Lets time pass, looking at the screen, until it is so (NULL: until the time is over); false when it is not so by
 * `end`, or the program was killed before. The last bit is waited for exactly. */
static bool watch(Test *test, bool (*is_so)(Pty *pty, void *owner), long long end)
{
    test->is_awaited = is_so;
    test->end = end < test->kill_at ? end : test->kill_at;
    for (long long left; (left = test->end - read_clock(test)) > 0;) {
        int turn = left < (TURN_MS + 1) * MS ? (int)(left / MS) - 1 : TURN_MS;
        if (turn > 0 && pty_wait(test->pty, look_until, test, turn) && read_clock(test) < test->end)
            return true;
    }
    if (read_clock(test) >= test->kill_at && !test->is_dead)
        kill_now(test);
    return false;
}

static void pass(Test *test, long long ns)
{
    watch(test, NULL, read_clock(test) + ns);
}

/* Until it is so: false when the program was killed before. */
static bool watch_for(Test *test, bool (*is_so)(Pty *pty, void *owner))
{
    return !test->is_dead && watch(test, is_so, INT64_MAX);
}

/* Between two letters: some lines come in a burst, some as people type, some with thought in between. */
static void pass_randomly(Test *test)
{
    int kind = draw_below(test, 100);

    if (test->is_slow)
        pass(test, (20 + draw_below(test, 60)) * MS);
    else if (test->speed == 0)
        pass(test, draw_below(test, 2) * MS / 2);
    else if (test->speed == 1 || kind < 97)
        pass(test, draw_below(test, 12) * MS);
    else
        pass(test, (200 + draw_below(test, 900)) * MS);
}

static void send(Test *test, const char *bytes, size_t size)
{
    if (test->is_dead)
        return;
    str_add_bytes(&test->history, bytes, size);
    pty_send(test->pty, bytes, size);
    look(test);
    if (read_clock(test) >= test->kill_at)
        kill_now(test);
}

/* One character of the line. */
static void send_character(Test *test, const char *bytes, size_t size)
{
    long long now = pty_read_clock();

    for (size_t i = 0; i < size && test->size + 1 < LINE_MOST; i++) {
        test->sent[test->size] = now;
        test->line[test->size++] = bytes[i];
    }
    test->line[test->size] = '\0';
    send(test, bytes, size);
}

static size_t find_character(const char *text)
{
    size_t size = 1;

    while (((unsigned char)text[size] & 0xc0) == 0x80)
        size++;
    return size;
}

/* What is sent now may move the session on. */
static void begin_move(Test *test)
{
    test->is_moving = true;
    test->moved_at = test->note_count;
}

static void send_enter(Test *test)
{
    if (test->is_dead)
        return;
    test->entered_at = pty_read_clock();
    if (test->is_workshop || !test->is_note_line)
        begin_move(test);
    if (test->kill_enter > 0 && --test->kill_enter == 0)
        test->kill_at = test->entered_at + draw_below(test, 3000) * 1000LL;
    send(test, "\r", 1);
}

static void type_line(Test *test, const char *text, bool is_note)
{
    test->size = 0;
    send(test, "\x15", 1); /* what was refused stands there still */
    test->entered_at = 0;
    test->is_note_line = is_note;
    test->is_ballot_line = false;
    int speed = draw_below(test, 10);
    test->speed = speed < 6 ? 0 : speed < 8 ? 1 : 2;
    for (size_t at = 0; text[at] != '\0' && !test->is_dead;) {
        size_t size = find_character(text + at);
        send_character(test, text + at, size);
        at += size;
        pass_randomly(test);
    }
}

/* --- an interview */

static Note *add_note(Test *test)
{
    test->notes = mem_grow(test->notes, &test->note_room, test->note_count + 1, sizeof *test->notes);
    Note *note = &test->notes[test->note_count];
    *note = (Note){.is_acked = false};
    snprintf(note->token, sizeof note->token, "n%04zuq", test->note_count);
    test->note_count++;
    return note;
}

static void type_note(Test *test)
{
    static const char *const texts[] = {
        "%s the money follows the bed",
        "\"%s we were told to integrate by Friday #money-",
        ",o %s looks at the door, then at the clock",
        ",c %s says we for both employers",
        "?%s who chairs the finance group",
        "%s since the 2014 bid #huddle+ #shared-vision~",
        (",m %s I agreed too quickly about the building; ask the others openly, and not only those who were "
         "there"),
        "%s naïve — 整合照护, ไม่มี, e\xcc\x81",
    };
    Note *note = add_note(test);
    char line[LINE_MOST];

    snprintf(line, sizeof line, texts[draw_below(test, (int)(sizeof texts / sizeof texts[0]))], note->token);
    type_line(test, line, true);
    if (test->is_dead)
        return;
    test->notes[test->note_count - 1].is_entered = true;
    send_enter(test);
    pass_randomly(test);
}

static void type_paste(Test *test)
{
    Note *note = add_note(test);
    char line[LINE_MOST], sent[LINE_MOST + 16];

    snprintf(line, sizeof line, "%s pasted from a document\n#money- /off is only text here", note->token);
    snprintf(sent, sizeof sent, "\x1b[200~%s\x1b[201~", line);
    test->size = strlen(line);
    test->is_note_line = true;
    test->entered_at = 0;
    send(test, "\x15", 1);
    memcpy(test->line, line, test->size + 1);
    for (size_t i = 0; i < test->size; i++)
        test->sent[i] = pty_read_clock();
    send(test, sent, strlen(sent));
    pass_randomly(test);
    if (test->is_dead)
        return;
    test->notes[test->note_count - 1].is_entered = true;
    send_enter(test);
    pass_randomly(test);
}

static void type_command(Test *test)
{
    static const char *const commands[] = {
        "/go vision", "/go enablers", "/go unsaid",  "/next",
        "/prev",      "/probe 1",     "/probe 2",    "/cover partly no time",
        "/mark",      "/time",        "/go lessons", "/for role last 1",
        "/pause",     "/resume",      "/until +20",  "/go xyzzy"};
    const char *command = commands[draw_below(test, (int)(sizeof commands / sizeof commands[0]))];

    type_line(test, command, false);
    if (test->is_dead)
        return;
    send_enter(test);
    pass(test, 20 * MS);
    test->moves++;
}

static void type_key(Test *test)
{
    static const char *const keys[] = {"\x1bn", "\x1bp",
                                       "\x1b"
                                       "1",
                                       "\x1b"
                                       "2",
                                       "\x1b."};
    int key = draw_below(test, (int)(sizeof keys / sizeof keys[0]));

    test->size = 0;
    begin_move(test);
    send(test, keys[key], 2);
    pass(test, 20 * MS);
}

static bool is_not_keeping(Pty *pty, void *owner)
{
    Test *test = owner;

    (void)pty;
    look(test);
    return find_rule(test) > 0 && has_status(test, find_rule(test), "NOT KEEPING");
}

static bool is_keeping(Pty *pty, void *owner)
{
    return !is_not_keeping(pty, owner) && find_rule(owner) > 0;
}

/* What is typed off the record is nowhere, whatever happens. */
static void type_off(Test *test)
{
    type_line(test, "/off", false);
    test->is_off = true;
    send_enter(test);
    if (!watch_for(test, is_not_keeping))
        return;
    for (int i = 0; i < 2 && !test->is_dead; i++) {
        char line[64];
        Note *secret = add_note(test);
        secret->is_secret = true;
        snprintf(line, sizeof line, "%s is not to be known", secret->token);
        type_line(test, line, false);
        send_enter(test);
        pass(test, 10 * MS);
        test->secrets++;
    }
    if (test->is_dead)
        return;
    type_line(test, "/on", false);
    send_enter(test);
    if (watch_for(test, is_keeping))
        test->is_off = false;
}

static void type_interview(Test *test)
{
    while (!test->is_dead) {
        int kind = draw_below(test, 100);
        if (kind < 60)
            type_note(test);
        else if (kind < 80)
            type_command(test);
        else if (kind < 90)
            type_key(test);
        else if (kind < 95)
            type_paste(test);
        else
            type_off(test);
    }
}

/* --- a workshop */

static void type_idea(Test *test)
{
    static const char *const texts[] = {
        "%s one desk for all of us",      ",d %s we meet monthly", ",x %s not without more staff", ",a %s circulate the draft",
        ",k %s who pays for it? #money-", ",o %s heads down",      "\"%s every Monday\" @1",       "%s 整合照护, naïve",
    };
    Note *note = add_note(test);
    char line[LINE_MOST];

    snprintf(line, sizeof line, texts[draw_below(test, (int)(sizeof texts / sizeof texts[0]))], note->token);
    type_line(test, line, true);
    if (test->is_dead)
        return;
    test->notes[test->note_count - 1].is_entered = true;
    send_enter(test);
    pass_randomly(test);
}

/* A command that cannot be refused, with a word of its own in it. */
static void type_deed(Test *test)
{
    Note *note = add_note(test);
    char line[LINE_MOST];

    note->is_deed = true;
    snprintf(line, sizeof line, "/cluster %s: A B", note->token);
    type_line(test, line, false);
    if (test->is_dead)
        return;
    test->notes[test->note_count - 1].is_entered = true;
    send_enter(test);
    pass(test, 20 * MS);
}

static void type_act(Test *test)
{
    static const char *const commands[] = {
        "/go round",   "/go ranking",   "/go ranking", "/go fours",   "/go heaps",   "/go alone",           "/next",
        "/prev",       "/turn next",    "/turn 2",     "/turn none",  "/stage next", "/stage 2",            "/table 2",
        "/table none", "/sheet 4",      "/sheet none", "/arrive P05", "/depart P05", "/merge B into A agreed", "/part B",
        "/move A none", "/extend 1m",   "/overlap",    "/heard",      "/reveal",     "/seat P01 9 table 2", "/skip late"};

    type_line(test, commands[draw_below(test, (int)(sizeof commands / sizeof commands[0]))], false);
    if (test->is_dead)
        return;
    send_enter(test);
    pass(test, 20 * MS);
    test->moves++;
}

static void type_act_key(Test *test)
{
    static const char *const keys[] = {"\x1bn", "\x1bp", "\x1bw", "\x1b+"};

    test->size = 0;
    begin_move(test);
    send(test, keys[draw_below(test, (int)(sizeof keys / sizeof keys[0]))], 2);
    pass(test, 20 * MS);
}

/* Typed to its end, or left half typed: then nothing of it may be in any file. */
static void type_ballot(Test *test, bool is_half)
{
    static const char *const ballots[] = {"/tally health: B A", "/tally social: A", "/ballot health: A B", "/tally health:",
                                          "/ballot social: B"};
    const char *ballot = ballots[draw_below(test, (int)(sizeof ballots / sizeof ballots[0]))];
    char line[LINE_MOST];

    if (is_half) {
        Note *secret = add_note(test);
        secret->is_secret = true;
        snprintf(line, sizeof line, "%s %s and then", ballot, secret->token);
    } else {
        snprintf(line, sizeof line, "%s", ballot);
    }
    type_line(test, line, false);
    test->is_ballot_line = true;
    test->ballots++;
    if (test->is_dead)
        return;
    if (!is_half)
        send_enter(test);
    pass(test, is_half && test->is_slow ? 1200 * MS : 20 * MS);
}

static void type_half_ballot(Test *test)
{
    type_ballot(test, true);
}

static bool is_booth(Pty *pty, void *owner)
{
    (void)owner;
    return pty_has_text(pty, "Which group are you from");
}

static bool is_answered(Pty *pty, void *owner)
{
    return is_booth(pty, owner) || pty_has_text(pty, "Nothing is voted on");
}

/* The screen of a session, with the word at its foot. */
static bool is_session(Pty *pty, void *owner)
{
    Test *test = owner;

    (void)pty;
    look(test);
    int rule = find_rule(test);
    return rule > 0 && (has_status(test, rule, "saved") || has_status(test, rule, "typing") ||
                        has_status(test, rule, "NOT KEEPING"));
}

/* The booth: one person before the laptop, who gets no further than this. */
static void type_booth(Test *test)
{
    char line[64];

    type_line(test, "/go ranking", false);
    send_enter(test);
    pass(test, 20 * MS);
    send(test, "\x1b" "B", 2);
    if (!watch_for(test, is_answered) || !is_booth(test->pty, test))
        return;
    send(test, "1", 1);
    Note *secret = add_note(test);
    secret->is_secret = true;
    test->size = 0;
    test->is_ballot_line = true;
    test->ballots++;
    snprintf(line, sizeof line, "A %s", secret->token);
    for (size_t i = 0; line[i] != '\0' && !test->is_dead; i++) {
        send(test, line + i, 1);
        pass_randomly(test);
    }
    pass(test, test->is_slow ? 1200 * MS : 20 * MS);
    send(test, "\x1b", 1);
    watch_for(test, is_session);
}

static void type_workshop(Test *test)
{
    /* One that stands there until a draft is due. */
    if (test->is_slow && draw_below(test, 2) == 0)
        (draw_below(test, 3) > 0 ? type_half_ballot : type_booth)(test);
    while (!test->is_dead) {
        int kind = draw_below(test, 100);
        if (kind < 45)
            type_idea(test);
        else if (kind < 70)
            type_act(test);
        else if (kind < 78)
            type_act_key(test);
        else if (kind < 84)
            type_deed(test);
        else if (kind < 93)
            type_ballot(test, draw_below(test, 2) == 0);
        else if (kind < 97)
            type_booth(test);
        else
            type_off(test);
    }
}

/* --- what is left in the study */

/* Keys as `vis` shows them, the latest 600. */
static void print_history(const Str *history)
{
    size_t from = history->size > 600 ? history->size - 600 : 0;

    for (size_t i = from; i < history->size; i++) {
        unsigned char byte = (unsigned char)history->data[i];
        if (byte == '\r')
            fprintf(stderr, "\\r\n");
        else if (byte < ' ')
            fprintf(stderr, "^%c", byte + '@');
        else
            fputc(byte, stderr);
    }
    fputc('\n', stderr);
}

static void report(const Test *test, const char *what)
{
    char *screen = copy_screen(test);

    fprintf(stderr,
            "round %d: %s\nthe line was `%s`; the screen when the program was killed:\n%swhat was typed:\n",
            test->round, what, test->size > 0 ? test->line : "", screen);
    free(screen);
    print_history(&test->history);
}

static void check_notes(Test *test, Store *store)
{
    char what[128];

    for (size_t i = 0; i < test->note_count; i++) {
        Note *note = &test->notes[i];
        const char *sql = note->is_deed ? "SELECT count(*) FROM event WHERE instr(body, ?1) > 0"
                                        : "SELECT count(*) FROM note WHERE instr(raw, ?1) > 0";
        int64_t count = rows_find_number(store, -1, sql, "t", note->token);
        int64_t most = note->is_secret ? 0 : 1;
        if (count <= most && (count == 1 || !note->is_acked))
            continue;
        snprintf(what, sizeof what, "%s was %s, and is in the study %d times", note->token,
                 note->is_secret  ? "off the record or on a ballot"
                 : note->is_acked ? "said to be saved"
                                  : "typed",
                 (int)count);
        report(test, what);
        fprintf(stderr, "the screen when it was said to be saved:\n%s",
                note->screen != NULL ? note->screen : "");
        fail();
    }
}

/* Whether the line as far as `size` is in a note already. */
static bool is_in_note(const Test *test, Store *store)
{
    return test->is_note_line && test->note_count > 0 &&
           rows_find_number(store, 0, "SELECT count(*) FROM note WHERE instr(raw, ?1) > 0", "t",
                            test->notes[test->note_count - 1].token) > 0;
}

/* What was typed more than a second before the end is in the draft, or in a note. */
static void check_draft(Test *test, Store *store, Str *draft)
{
    long long before = test->kill_at - DRAFT_MS * MS - test->late;
    size_t old = 0;

    rows_find_text(store, draft, "SELECT text FROM draft", "");
    if (strstr(str_text(draft), "/tally") != NULL || strstr(str_text(draft), "/ballot") != NULL) {
        report(test, "a half typed ballot is in the draft");
        fail();
    }
    while (old < test->size && test->sent[old] < before)
        old++;
    if (test->is_off || test->is_ballot_line || old == 0 || is_in_note(test, store))
        return;
    /* A command that was carried out leaves no draft. */
    if (!test->is_note_line && test->entered_at != 0)
        return;
    if (draft->size < old || strncmp(draft->data, test->line, old) != 0) {
        char what[LINE_MOST * 2 + 128];
        snprintf(what, sizeof what, "typed more than a second ago: `%.*s`, but the draft is `%s`", (int)old,
                 test->line, str_text(draft));
        report(test, what);
        fail();
    }
    test->drafts++;
}

static void check_secrets(Test *test)
{
    for (size_t i = 0; i < test->note_count; i++)
        if (test->notes[i].is_secret && place_has_bytes(test->place, test->notes[i].token)) {
            report(test, "what was typed off the record or on a ballot is in a file");
            fail();
        }
}

static void check_study(Test *test, Str *draft)
{
    static const char *const verify[] = {"verify", NULL};
    Str said = STR_EMPTY;
    Err err = {ERR_NONE, ""};

    check_secrets(test);
    Store *store = store_open(place_find_study(test->place), STORE_READ_ONLY, "Test", &err);
    if (store == NULL)
        report(test, err.text);
    assert_non_null(store);
    check_notes(test, store);
    check_draft(test, store, draft);
    store_close(store);
    if (place_run(test->place, verify, NULL, &said) != 0) {
        report(test, str_text(&said));
        fail();
    }
    str_free(&said);
}

/* --- going on */

static void open_session(Test *test, const char *const *words)
{
    test->pty = place_open(test->place, ROWS, COLUMNS, words);
    test->is_dead = false;
    test->kill_at = INT64_MAX;
    test->kill_enter = 0;
    test->size = 0;
    test->sitting++;
    test->late = 0;
    if (!pty_wait(test->pty, is_session, test, PTY_PATIENCE)) {
        read_rows(test);
        report(test, "the session does not come up");
        fail();
    }
}

static bool says_gap(Pty *pty, void *owner)
{
    look_on(pty, owner);
    return is_in_rows(owner, "without", ROWS - 4, ROWS);
}

static int64_t find_gap(const Test *test)
{
    Err err = {ERR_NONE, ""};
    Store *store = store_open(place_find_study(test->place), STORE_READ_ONLY, "Test", &err);

    assert_non_null(store);
    int64_t gap =
        rows_find_number(store, -1, "SELECT gap FROM sitting WHERE number = ?1", "i", (int64_t)test->sitting);
    store_close(store);
    return gap;
}

/* The screen comes first, then the sitting is saved. */
static void check_gap(Test *test)
{
    bool is_said = pty_wait(test->pty, says_gap, test, PTY_PATIENCE);

    for (int left = PTY_PATIENCE; find_gap(test) < 0 && left > 0; left -= TURN_MS)
        pty_watch(test->pty, TURN_MS);
    if (!is_said || find_gap(test) < 0) {
        report(test, "the gap is not marked");
        fail();
    }
}

/* The half-typed line is in the line again: its last word is there. */
static void check_line(Test *test, const Str *draft)
{
    Str shown = STR_EMPTY, word = STR_EMPTY;
    const char *text = str_text(draft);
    size_t end = draft->size, from;

    while (end > 0 && strchr(" \n", text[end - 1]) != NULL)
        end--;
    for (from = end; from > 0 && strchr(" \n", text[from - 1]) == NULL;)
        from--;
    str_add_bytes(&word, text + from, end - from);
    for (int i = find_rule(test) + 1; i < ROWS; i++)
        str_add_format(&shown, "%s ", test->rows[i]);
    if (strstr(str_text(&shown), str_text(&word)) == NULL) {
        report(test, "the half-typed line is not in the line");
        fail();
    }
    str_free(&shown);
    str_free(&word);
}

static bool has_mark(Pty *pty, void *owner)
{
    look_on(pty, owner);
    return pty_has_text(pty, MARK);
}

static bool has_no_mark(Pty *pty, void *owner)
{
    return !has_mark(pty, owner) && is_keeping(pty, owner);
}

/* What is typed is handled in its order: once the mark stands in the line, so is all before it. */
static void catch_up(Test *test)
{
    send(test, MARK, strlen(MARK));
    bool is_there = pty_wait(test->pty, has_mark, test, PTY_PATIENCE);
    send(test, "\x15", 1);
    if (!is_there || !pty_wait(test->pty, has_no_mark, test, PTY_PATIENCE)) {
        report(test, "the line is not as it was typed");
        fail();
    }
    test->is_moving = false;
}

/* The question is the one of before. */
static bool is_question(Pty *pty, void *owner)
{
    const Test *test = owner;

    look_on(pty, owner);
    return strcmp(test->before, test->question) == 0;
}

static void resume(Test *test, const Str *draft)
{
    static const char *const words[] = {"resume", NULL};
    bool was_moving = test->is_moving;

    strcpy(test->before, test->question);
    open_session(test, words);
    if (!was_moving && !pty_wait(test->pty, is_question, test, PTY_PATIENCE)) {
        char what[COLUMNS * 8 + 64];
        snprintf(what, sizeof what, "the question was `%s`, now it is `%s`", test->before, test->question);
        report(test, what);
        fail();
    }
    check_gap(test);
    if (draft->size > 0)
        check_line(test, draft);
    /* It is saved as it is, or let go; of a command only the beginning may be there, which may mean another one. */
    bool is_kept = draw_below(test, 2) == 0 && strncmp(str_text(draft), "/", 1) != 0;
    if (test->note_count > 0) {
        Note *last = &test->notes[test->note_count - 1];
        last->is_entered = is_kept && strstr(str_text(draft), last->token) != NULL;
    }
    test->is_moving = false;
    begin_move(test);
    send(test, is_kept ? "\r" : "\x15", 1);
    if (test->is_off) {
        type_line(test, "/on", false);
        send_enter(test);
    }
    catch_up(test);
    test->is_off = false;
}

static void forget_notes(Test *test)
{
    for (size_t i = 0; i < test->note_count; i++)
        free(test->notes[i].screen);
    test->note_count = 0;
}

static bool is_acked(Pty *pty, void *owner)
{
    Test *test = owner;

    look_on(pty, test);
    return test->notes[test->note_count - 1].is_acked;
}

/* Four people of two groups, one who may come, and the cards A and B. */
static void start_workshop(Test *test)
{
    static const char *const people[][6] = {{"person", "set", "P01", "--group", "health", NULL},
                                            {"person", "set", "P02", "--group", "social care", NULL},
                                            {"person", "add", "P03", "--group", "health", NULL},
                                            {"person", "add", "P04", "--group", "social care", NULL},
                                            {"person", "add", "P05", "--group", "health", NULL}};
    Str guide = STR_EMPTY;

    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++)
        assert_int_equal(place_run(test->place, people[i], NULL, NULL), 0);
    place_add_source(&guide, "tests/data/together.md");
    const char *words[] = {"start", str_text(&guide), "--person", "P01",    "--person", "P02", "--person",
                           "P03",   "--person",       "P04",      "--late", "P05",      NULL};
    open_session(test, words);
    str_free(&guide);
    test->workshops++;
    type_line(test, "/consent all part yes paper", false);
    send_enter(test);
    type_line(test, "/go alone", false);
    send_enter(test);
    for (int i = 0; i < 2; i++) {
        char line[64];
        Note *note = add_note(test);
        note->is_entered = true;
        snprintf(line, sizeof line, "%s an idea", note->token);
        type_line(test, line, true);
        send_enter(test);
        if (!pty_wait(test->pty, is_acked, test, PTY_PATIENCE)) {
            report(test, "the first cards are not saved");
            fail();
        }
    }
}

static void start(Test *test)
{
    static const char *const words[] = {"start", "strategic-leaders", "--person", "P01", NULL};

    forget_notes(test);
    str_clear(&test->history);
    test->sitting = 0;
    test->is_off = test->is_moving = false;
    test->question[0] = '\0';
    test->moved_at = 0;
    if (test->is_workshop)
        start_workshop(test);
    else
        open_session(test, words);
}

/* When it is to end: soon, just behind an Enter, or after a draft was due. */
static void choose_end(Test *test)
{
    test->is_slow = draw_below(test, 6) == 0;
    long long ms = test->is_slow ? 1100 + draw_below(test, 500) : draw_below(test, 400);

    test->kill_enter = !test->is_slow && draw_below(test, 2) == 0 ? 1 + draw_below(test, 4) : 0;
    test->kill_at = pty_read_clock() + (test->kill_enter > 0 ? 3000 : ms) * MS;
}

static int count_rounds(void)
{
    const char *rounds = getenv("RIR_KILL_ROUNDS");

    if (rounds != NULL)
        return atoi(rounds);
    return getenv("RIR_SOAK") != NULL ? ROUNDS_SOAK : ROUNDS_CHECK;
}

static void test_kills_at_random_moments(void **state)
{
    (void)state;
    Test test = {.random = (uint64_t)time(NULL) * 2654435761u + (uint64_t)getpid()};
    Str draft = STR_EMPTY;
    int rounds = count_rounds();

    if (getenv("RIR_KILL_SEED") != NULL)
        test.random = strtoull(getenv("RIR_KILL_SEED"), NULL, 10);
    print_message("seed %llu, %d rounds\n", (unsigned long long)test.random, rounds);
    /* On a slow machine more rounds are needed until enough was said to be saved. */
    for (test.round = 0; test.round < rounds || (test.acked <= (size_t)rounds / 2 && test.round < 20 * rounds);
         test.round++) {
        if (test.round % ROUNDS_STUDY == 0) {
            place_free(test.place);
            test.place = place_new(NULL);
            place_make_study(test.place);
            test.is_workshop = test.round / ROUNDS_STUDY % 2 == 1;
            start(&test);
        } else {
            resume(&test, &draft);
        }
        choose_end(&test);
        (test.is_workshop ? type_workshop : type_interview)(&test);
        str_clear(&draft);
        check_study(&test, &draft);
        pty_close(test.pty);
    }
    print_message("%zu notes were said to be saved, %zu old drafts, %zu lines off the record, %zu commands; %zu workshops, "
                  "%zu ballots\n",
                  test.acked, test.drafts, test.secrets, test.moves, test.workshops, test.ballots);
    assert_true(test.acked > (size_t)rounds / 2);
    for (int i = 0; i < ROWS; i++)
        free(test.rows[i]);
    place_free(test.place);
    forget_notes(&test);
    free(test.notes);
    str_free(&draft);
    str_free(&test.history);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kills_at_random_moments)};

    return cmocka_run_group_tests_name("kill", tests, NULL, NULL);
}
