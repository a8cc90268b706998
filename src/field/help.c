/* SPDX-License-Identifier: MIT */
/* /help: what can be typed, on one line; more of it by subject, or of one command. */
#include <string.h>
#include <strings.h>

#include "session.h"

#define SUBJECT_MOST 16

static const struct {
    const char *name, *also;
    LineCommand list[SUBJECT_MOST];
    size_t count;
} subjects[] = {
    {"questions",
     "question",
     {LINE_GO, LINE_NEXT, LINE_PREV, LINE_PROBE, LINE_SAY, LINE_COVER, LINE_FOR, LINE_ASK},
     8},
    {"notes",
     "note",
     {LINE_UNDO, LINE_REDO, LINE_STRIKE, LINE_EDIT, LINE_KIND, LINE_PHOTO, LINE_EXPAND, LINE_ABSENT},
     8},
    {"session",
     "clock",
     {LINE_CONSENT, LINE_PHASE, LINE_PAUSE, LINE_RESUME, LINE_UNTIL, LINE_MARK, LINE_OFF, LINE_ON, LINE_TIME,
      LINE_STATUS, LINE_ADJOURN, LINE_END, LINE_HELP},
     13},
    {"people",
     "voices",
     {LINE_SPEAKER, LINE_ARRIVE, LINE_DEPART, LINE_SEAT, LINE_TURN, LINE_OVERLAP, LINE_HEARD, LINE_ROLE},
     8},
    {"agenda", "activities", {LINE_EXTEND, LINE_STEAL, LINE_SKIP, LINE_STAGE}, 4},
    {"cards",
     "card",
     {LINE_CARDS, LINE_TABLE, LINE_SHEET, LINE_MERGE, LINE_PART, LINE_CLUSTER, LINE_MOVE, LINE_OWNER,
      LINE_DUE, LINE_HOW, LINE_ABOUT},
     11},
    {"ballots", "votes", {LINE_TALLY, LINE_BALLOT, LINE_RECALL, LINE_REVEAL}, 4},
    {"ratings",
     "maturity",
     {LINE_MATRIX, LINE_DIMENSION, LINE_RATE, LINE_RECALL, LINE_REVEAL, LINE_CONSENSUS},
     6},
    {"findings", "answers", {LINE_FINDING, LINE_RECOGNISE, LINE_AMEND, LINE_CHALLENGE, LINE_ADD}, 5},
    {"recommendations",
     "recommendation",
     {LINE_OWNER, LINE_HORIZON, LINE_LEVEL, LINE_MEASURE, LINE_EFFORT, LINE_SUPPORT, LINE_LINK, LINE_STATUS},
     8},
    {"documents", "reading", {LINE_DOCUMENT, LINE_PAGE, LINE_APPRAISE, LINE_ABSENT}, 4},
};
#define SUBJECT_COUNT (sizeof subjects / sizeof *subjects)

static int tell_all(Order *order)
{
    Session *session = order->session;
    session_add(session,
                "Enter saves a note; \"words verbatim, ?words follow-up, ,o words by kind; /next /go "
                "/consent /undo /strike /off /status /end; more: /help and a command, or");
    for (size_t i = 0; i < SUBJECT_COUNT; i++)
        session_add(session, "%s%s", i ? ", " : " ", subjects[i].name);
    return session_tell(session, order->reply, "%s", "");
}

static bool is_subject(const char *word)
{
    size_t at = 0;
    while (at < SUBJECT_COUNT && strcasecmp(subjects[at].name, word) != 0)
        at++;
    return at < SUBJECT_COUNT;
}

/* The subject's commands; -1 when there is no such subject. */
static int tell_subject(Order *order, const char *word)
{
    Session *session = order->session;
    size_t count, at = 0;
    const LineCommandRow *rows = line_list_commands(&count);
    while (at < SUBJECT_COUNT && strcasecmp(subjects[at].name, word) != 0 &&
           strcasecmp(subjects[at].also, word) != 0)
        at++;
    if (at == SUBJECT_COUNT)
        return -1;
    session_add(session, "%s:", subjects[at].name);
    for (size_t i = 0; i < subjects[at].count; i++)
        for (size_t j = 0; j < count; j++)
            if (rows[j].command == subjects[at].list[i])
                session_add(session, " /%s", rows[j].name);
    return session_tell(session, order->reply, "; /help COMMAND says what one does");
}

int command_help(Order *order)
{
    Session *session = order->session;
    const char *word = order_word(order, 0);
    if (!*word)
        return tell_all(order);
    const LineCommandRow *row = line_find_command(*word == '/' ? word + 1 : word);
    if (row && is_subject(word)) /* cards are both: /help /cards is the command */
        return tell_subject(order, word);
    if (row)
        return session_tell(session, order->reply, "/%s%s%s: %s", row->name, *row->arguments ? " " : "",
                            row->arguments, row->help);
    if (tell_subject(order, word) == 0)
        return 0;
    return session_refuse(session, order->reply, "there is no /%s; /help says what can be typed", word);
}
