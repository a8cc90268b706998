/* SPDX-License-Identifier: MIT */
/* Line mode. Signals are held back but while it waits, so that nothing comes between a note on the disk and
 * the line that says so. */
#include "lines.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "codeset.h"
#include "command.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/document.h"
#include "rir/file.h"
#include "rir/observation.h"
#include "rir/roster.h"
#include "rir/text.h"

#define DRAFT_MS 500 /* after the last byte of a line not yet ended */

static volatile sig_atomic_t told_to_stop;

static void note_signal(int number)
{
    told_to_stop = number;
}

typedef struct {
    Session *session;
    Str in;             /* bytes read and not yet lines */
    Str line;           /* pieces of a line that goes on */
    SessionStamp stamp; /* of the first byte of the line */
    bool has_stamp;
    bool is_draft_due;
    bool is_over;
    bool is_terminal;
    Str left;         /* the line half typed when the session broke off */
    sigset_t waiting; /* signals let in while waiting */
} Lines;

/* --- out */

static void answer(const char *text)
{
    Str line = STR_EMPTY, out = STR_EMPTY;
    print_add_line(&line, text);
    codeset_add_out(&out, str_text(&line), line.size);
    str_add_byte(&out, '\n');
    /* When nobody reads the answers any more the lines are kept all the same. */
    fwrite(str_text(&out), 1, out.size, stdout);
    fflush(stdout);
    str_free(&line);
    str_free(&out);
}

static void tell(const char *text)
{
    Str line = STR_EMPTY, out = STR_EMPTY;
    if (!*text)
        return;
    print_add_line(&line, text);
    codeset_add_out(&out, str_text(&line), line.size);
    fprintf(stderr, "%s\n", str_text(&out));
    str_free(&line);
    str_free(&out);
}

static void add_question(Str *out, const Session *session)
{
    const SessionQuestion *question = session_find_question(session, session_find_cursor(session));
    size_t topic = session_find_topic(session);
    if (!question) {
        if (topic != SESSION_NONE)
            str_add_format(out, "at: %s (/say reads it out, /next goes on)",
                           session_find_topic_state(session, topic).topic->title);
        return;
    }
    str_add(out, "at: ");
    if (question->number)
        str_add_format(out, "%zu ", question->number);
    str_add_format(out, "%s%s", question->text, question->must ? "  must ask" : "");
}

/* A session that broke off while it was off the record goes on so. */
static void tell_record(const Session *session)
{
    int64_t since;
    char stamp[CLOCK_STAMP_SIZE];
    Record record = session_find_record(session, &since);
    Str text = STR_EMPTY;
    if (record == RECORD_ON)
        return;
    clock_format_span_long(stamp, since);
    str_add_format(&text, "%s since %s: /on goes back on the record",
                   record == RECORD_OFF ? "NOT KEEPING" : "kept apart", stamp);
    tell(str_text(&text));
    str_free(&text);
}

/* What the form on the screens asks of these kinds of session. */
static void tell_unsaid(const Session *session)
{
    const char *kind = session_find_facts(session)->kind;
    const char *const *roles = observation_list_roles();
    Str text = STR_EMPTY;
    Id id;
    if (strcmp(kind, "document") == 0 && !session_find_document(session, &id, NULL)) {
        str_add(&text, "which document is read is not said: /document DOC1 (");
        size_t before = text.size;
        document_add_choice(&text, session_find_store(session));
        str_add(&text, text.size > before ? ")" : "rir document add makes one)");
    } else if (strcmp(kind, "observation") == 0 && *session_find_role(session) == '\0') {
        str_add(&text, "your part is not said: /role");
        for (size_t i = 0; roles[i]; i++)
            str_add_format(&text, "%s%s", i ? ", " : " ", roles[i]);
    }
    tell(str_text(&text));
    str_free(&text);
}

static void open_lines(Lines *lines)
{
    const SessionFacts *facts = session_find_facts(lines->session);
    const SessionTime time = session_find_time(lines->session);
    Str text = STR_EMPTY;
    str_add_format(&text, "%s %" PRId64 "  %s  ", facts->rehearsal ? "rehearsal" : "session", facts->number,
                   facts->title);
    for (size_t i = 0; i < session_count_people(lines->session); i++)
        str_add_format(&text, "%s%s%s", i ? ", " : "", session_find_person(lines->session, i)->pseudonym,
                       roster_find_person(lines->session, i).state == ROSTER_EXPECTED ? " (expected)" : "");
    if (time.planned)
        str_add_format(&text, "  %d minutes", (int)(time.planned / 60000));
    tell(str_text(&text));
    tell(session_find_notice(lines->session));
    tell_record(lines->session);
    tell(session_find_consent_gap(lines->session));
    tell(session_find_refusal(lines->session));
    tell_unsaid(lines->session);
    str_clear(&text);
    add_question(&text, lines->session);
    tell(str_text(&text));
    if (lines->left.size) {
        str_clear(&text);
        str_add_format(&text, "half typed: %s  (an empty line saves it as it is, anything else lets it go)",
                       str_text(&lines->left));
        tell(str_text(&text));
    }
    str_free(&text);
}

static void prompt(const Lines *lines)
{
    if (lines->is_terminal)
        fputs(lines->line.size ? "+ " : "> ", stderr);
}

/* --- a line */

static void take_reply(Lines *lines, const SessionReply *reply)
{
    Str text = STR_EMPTY;
    if (reply->result == SESSION_FAILED) {
        const Err *failure = session_find_failure(lines->session);
        str_add_format(&text, "NOT SAVED: %s", failure && *failure->text ? failure->text : reply->text);
    } else {
        str_add(&text, reply->text);
    }
    answer(str_text(&text));
    if (reply->changed & SESSION_OVER)
        lines->is_over = true;
    str_free(&text);
}

static void type_line(Lines *lines, const char *bytes, size_t size)
{
    SessionReply reply = {.text = ""};
    Str typed = STR_EMPTY;
    codeset_add_in(&typed, bytes, size);
    Line line = line_read(str_text(&typed), typed.size);
    if (line.type == LINE_EMPTY && lines->left.size) {
        line_free(&line);
        line = line_read(str_text(&lines->left), lines->left.size);
    }
    session_type(lines->session, &line, lines->has_stamp ? &lines->stamp : NULL, &reply);
    take_reply(lines, &reply);
    line_free(&line);
    str_clear(&lines->left);
    str_free(&typed);
}

/* A `\` at the end, not itself behind one, says that the line goes on. */
static bool goes_on(const char *bytes, size_t size)
{
    size_t count = 0;
    while (count < size && bytes[size - 1 - count] == '\\')
        count++;
    return count % 2 == 1;
}

static void take_line(Lines *lines, const char *bytes, size_t size, bool is_last)
{
    if (size > 0 && bytes[size - 1] == '\r')
        size--;
    if (!is_last && goes_on(bytes, size)) {
        str_add_bytes(&lines->line, bytes, size - 1);
        str_add_byte(&lines->line, '\n');
        lines->is_draft_due = true;
        answer("goes on");
    } else {
        str_add_bytes(&lines->line, bytes, size);
        type_line(lines, str_text(&lines->line), lines->line.size);
        str_clear(&lines->line);
        lines->has_stamp = false;
        lines->is_draft_due = false;
    }
    if (!lines->is_over)
        prompt(lines);
}

static void take_stamp(Lines *lines)
{
    if (!lines->has_stamp && (lines->in.size || lines->line.size)) {
        lines->stamp = session_take_stamp(lines->session);
        lines->has_stamp = true;
    }
}

static void take_lines(Lines *lines)
{
    size_t from = 0;
    while (!lines->is_over && from < lines->in.size) {
        take_stamp(lines);
        const char *start = lines->in.data + from;
        const char *end = memchr(start, '\n', lines->in.size - from);
        if (!end)
            break;
        take_line(lines, start, (size_t)(end - start), false);
        from = (size_t)(end - lines->in.data) + 1;
    }
    str_remove(&lines->in, 0, from);
    lines->is_draft_due = lines->is_draft_due || lines->in.size > 0;
}

/* --- in */

static void save_draft(Lines *lines)
{
    SessionDraft draft = {.stamp = lines->stamp};
    Str raw = STR_EMPTY;
    str_add_bytes(&raw, str_text(&lines->line), lines->line.size);
    str_add_bytes(&raw, str_text(&lines->in), lines->in.size);
    if (raw.size) {
        codeset_add_in(&draft.text, str_text(&raw), raw.size);
        Str clean = STR_EMPTY;
        text_add_clean(&clean, str_text(&draft.text), draft.text.size);
        str_free(&draft.text);
        draft.text = clean;
        draft.cursor = clean.size;
        session_save_draft(lines->session, &draft, NULL);
        session_free_draft(&draft);
    }
    lines->is_draft_due = false;
    str_free(&raw);
}

/* Waits for input: 1 there is some, 0 told to stop. In the meantime quiet work is done and the draft kept. */
static int wait_for_input(Lines *lines)
{
    Store *store = session_find_store(lines->session);
    bool has_idle_work = true;
    const struct timespec at_once = {0, 0}, soon = {0, DRAFT_MS * 1000000L};
    struct pollfd input = {.fd = 0, .events = POLLIN};
    while (!told_to_stop) {
        const struct timespec *limit = has_idle_work ? &at_once : lines->is_draft_due ? &soon : NULL;
        int ready = ppoll(&input, 1, limit, &lines->waiting);
        if (ready > 0)
            return 1;
        if (ready < 0 && errno != EINTR)
            return 1; /* let read() say what is wrong */
        if (ready == 0 && has_idle_work)
            has_idle_work = store_do_idle(store);
        else if (ready == 0)
            save_draft(lines);
    }
    return 0;
}

/* Reads what is there; false at the end of input. */
static bool read_input(Lines *lines)
{
    char block[65536];
    ssize_t got;
    do
        got = read(0, block, sizeof block);
    while (got < 0 && errno == EINTR && !told_to_stop);
    if (got <= 0)
        return false;
    str_add_bytes(&lines->in, block, (size_t)got);
    take_lines(lines);
    return true;
}

static void hold_signals(Lines *lines)
{
    static const int numbers[] = {SIGHUP, SIGINT, SIGTERM};
    struct sigaction action = {.sa_handler = note_signal};
    sigset_t held;
    sigemptyset(&held);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction before;
        sigaction(numbers[i], NULL, &before);
        if (numbers[i] == SIGHUP && before.sa_handler == SIG_IGN) /* started by nohup */
            continue;
        sigaction(numbers[i], &action, NULL);
        sigaddset(&held, numbers[i]);
    }
    sigprocmask(SIG_BLOCK, &held, &lines->waiting);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigdelset(&lines->waiting, numbers[i]);
    signal(SIGPIPE, SIG_IGN);
}

/* Lines behind /end are nobody's: they are counted, so that a script that goes on too long is told of it. */
static void tell_what_is_over(Lines *lines)
{
    size_t count = 0;
    char block[65536];
    ssize_t got;
    if (lines->is_terminal)
        return;
    for (size_t i = 0; i < lines->in.size; i++)
        count += lines->in.data[i] == '\n';
    count += lines->in.size > 0 && lines->in.data[lines->in.size - 1] != '\n';
    while ((got = read(0, block, sizeof block)) > 0)
        for (ssize_t i = 0; i < got; i++)
            count += block[i] == '\n';
    if (count)
        call_remark("%zu line%s behind the end of the session %s not kept", count, count == 1 ? "" : "s",
                    count == 1 ? "was" : "were");
}

static void tell_what_is_left(Lines *lines)
{
    const SessionFacts *facts = session_find_facts(lines->session);
    if (lines->is_over)
        tell_what_is_over(lines);
    else
        fprintf(stderr, "left open: rir resume %s%" PRId64 "\n", facts->rehearsal ? "r" : "", facts->number);
}

int lines_run(Session *session, Err *err)
{
    Lines lines = {.session = session, .is_terminal = file_is_terminal(0)};
    SessionDraft draft = {.cursor = 0};
    if (session_settle(session, err) != 0) {
        session_close(session, NULL);
        return -1;
    }
    hold_signals(&lines);
    if (session_read_draft(session, &draft, NULL) == 1) {
        str_add_bytes(&lines.left, str_text(&draft.text), draft.text.size);
        session_free_draft(&draft);
    }
    open_lines(&lines);
    prompt(&lines);
    while (!lines.is_over && wait_for_input(&lines) == 1)
        if (!read_input(&lines))
            break;
    if (!told_to_stop && !lines.is_over && (lines.in.size || lines.line.size)) {
        take_stamp(&lines);
        Str last = lines.in;
        lines.in = STR_EMPTY;
        take_line(&lines, str_text(&last), last.size, true);
        str_free(&last);
    } else if (!lines.is_over) {
        save_draft(&lines);
    }
    tell_what_is_left(&lines);
    str_free(&lines.in);
    str_free(&lines.line);
    str_free(&lines.left);
    return session_close(session, err);
}
