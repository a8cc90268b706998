/* SPDX-License-Identifier: MIT */
/* command: the one table of what can be typed behind a slash. */
#include "command.h"

#include <string.h>

#include "rir/mem.h"
#include "rir/text.h"
#include "scan.h"

static const LineCommandRow COMMANDS[] = {
    {LINE_GO, "go", "ID", "go to a question: its name, its number, or a word of it"},
    {LINE_NEXT, "next", "", "go to the next question or activity"},
    {LINE_PREV, "prev", "", "go to the one before"},
    {LINE_PROBE, "probe", "N", "tick a probe as used, or take the tick away"},
    {LINE_SAY, "say", "", "show what is to be read out here"},
    {LINE_COVER, "cover", "full|partly|skipped|elsewhere [WHY]", "set how far this question is covered"},
    {LINE_FOR, "for", "ID [last N]", "file notes under a question answered before it was asked"},
    {LINE_ASK, "ask", "TEXT", "add a question that nobody planned"},
    {LINE_CONSENT, "consent", "[@WHO|all] ITEM yes|no [HOW]",
     "record the answer to one consent item; alone, what is missing"},
    {LINE_PHASE, "phase", "opening|main|closing|after", "set the phase; after is when the recorder is off"},
    {LINE_PAUSE, "pause", "[WHY]", "stop the session clock"},
    {LINE_RESUME, "resume", "", "let the session clock run again"},
    {LINE_UNTIL, "until", "14:30|10m", "set the end and plan the rest anew"},
    {LINE_ADJOURN, "adjourn", "", "end this sitting, to go on another time"},
    {LINE_SPEAKER, "speaker", "[WHO|none]", "set who speaks from now on"},
    {LINE_ARRIVE, "arrive", "WHO ... [TIME]", "note that somebody came, or several at once"},
    {LINE_DEPART, "depart", "WHO ... [TIME]", "note that somebody left, or several at once"},
    {LINE_TABLE, "table", "[N|none]", "set the table of a workshop from which notes come"},
    {LINE_FINDING, "finding", "[F2|none]",
     "bring up a finding: answers and notes are about it; alone, show it"},
    {LINE_RECOGNISE, "recognise", "[F2] [REASON]", "the table or the team recognises the finding"},
    {LINE_AMEND, "amend", "[F2] NEW WORDING [because REASON]", "they would say it otherwise"},
    {LINE_CHALLENGE, "challenge", "[F2] REASON", "they do not recognise the finding"},
    {LINE_ADD, "add", "[F2] WHAT IS MISSING", "they add to the finding what is missing"},
    {LINE_OWNER, "owner", "[R1|T1|last] ROLE",
     "set who answers for a recommendation, an action, a parked thing: a role, no name"},
    {LINE_HORIZON, "horizon", "[R1] now|3m|12m|2027-03", "set by when a recommendation is to be done"},
    {LINE_LEVEL, "level", "[R1] team|organisation|system",
     "set at which level a recommendation is to be done"},
    {LINE_MEASURE, "measure", "[R1] TEXT", "set how one will see that a recommendation worked"},
    {LINE_EFFORT, "effort", "[R1] TEXT", "set how much work a recommendation is"},
    {LINE_SUPPORT, "support", "[R1] N [against N]", "count who is for a recommendation, and who against"},
    {LINE_LINK, "link", "[R1] F2", "a recommendation follows from a finding"},
    {LINE_TALLY, "tally", "[GROUP: A B C|spoiled]",
     "enter one paper ballot; alone, how many of how many are there"},
    {LINE_BALLOT, "ballot", "[GROUP: A B C]", "cast a ballot on the laptop, for whoever sits before it"},
    {LINE_RECALL, "recall", "WORD", "take a ballot or a rating sheet back, until the reveal"},
    {LINE_REVEAL, "reveal", "[DIMENSION|all]", "close ballots or ratings, and show what they come to"},
    {LINE_MATRIX, "matrix", "[NAME|FILE]",
     "set the matrix this activity is rated by, until the first rating; alone, which it is"},
    {LINE_DIMENSION, "dimension", "[ID|next|none]",
     "set what is looked at: one of the nine of an observation, or of a matrix"},
    {LINE_RATE, "rate", "[GROUP: 3 2 ? -]", "enter a rating sheet, or one rating of the dimension looked at"},
    {LINE_CONSENSUS, "consensus", "[DIMENSION] LEVEL [EVIDENCE]",
     "set the level the group agreed on, and what shows it"},
    {LINE_ROLE, "role", "[ROLE]",
     "set your part as observer: complete-observer, observer-as-participant, ..."},
    {LINE_EXPAND, "expand", "[last|N] [TEXT|full]",
     "write out a jotting, as a note beside it. N counts back from the last"},
    {LINE_ABSENT, "absent", "TEXT", "note what did not happen, or what a document does not say"},
    {LINE_DOCUMENT, "document", "[DOC1]", "set which document is read; alone, show it"},
    {LINE_PAGE, "page", "[12|4-6 para 2|none]", "set where in the document extracts come from"},
    {LINE_APPRAISE, "appraise", "ASPECT TEXT",
     "judge a document: authenticity, credibility, representativeness, meaning"},
    {LINE_MARK, "mark", "[LABEL]", "mark the recorder: say the label aloud as you press Enter"},
    {LINE_PHOTO, "photo", "FILE [CAPTION]", "note a photograph, kept as a file"},
    {LINE_OFF, "off", "[2m] [keep]", "go off the record, now or since some minutes"},
    {LINE_ON, "on", "", "go back on the record"},
    {LINE_STRIKE, "strike", "[last|N]",
     "hide a note at once; it is erased when the session ends. N counts back from the last"},
    {LINE_UNDO, "undo", "", "take back the last step"},
    {LINE_REDO, "redo", "", "do again what was taken back"},
    {LINE_EDIT, "edit", "[last|N] [TEXT]",
     "change a saved note: it comes back into the line; N counts back from the last"},
    {LINE_KIND, "kind", "K [last|N]", "change the kind of a saved note; N counts back from the last"},
    {LINE_TIME, "time", "", "show the time used and left"},
    {LINE_STATUS, "status", "[R1 STATUS [WHY]]",
     "show what is covered, open and saved; or set how far a recommendation is"},
    {LINE_HELP, "help", "[COMMAND|SUBJECT]", "show what can be typed, or what a command does"},
    {LINE_END, "end", "", "end the session"},
    {LINE_EXTEND, "extend", "[5m]", "give the present activity of a workshop more time"},
    {LINE_STEAL, "steal", "5m [from ID]",
     "take that time from an activity to come, the longest if none is named"},
    {LINE_SKIP, "skip", "[ID] [WHY]", "leave an activity out: this one, or the one named"},
    {LINE_SEAT, "seat", "WHO N [table T]", "say in which seat, or at which table, somebody sits"},
    {LINE_TURN, "turn", "[WHO|pass|none]", "mark who has the floor; alone in a round, the next seat"},
    {LINE_OVERLAP, "overlap", "", "mark that several speak at once"},
    {LINE_HEARD, "heard", "", "show, for a moment, who was not yet heard"},
    {LINE_SHEET, "sheet", "[LABEL|none]",
     "set the paper from which notes are copied: they are marked as entered later"},
    {LINE_STAGE, "stage", "[next|N]",
     "move on to the next stage of an activity; alone, show where it stands"},
    {LINE_MERGE, "merge", "C ... into A HOW", "merge cards, by consent: say how it was agreed"},
    {LINE_PART, "part", "C", "take a merged card apart again"},
    {LINE_CARDS, "cards", "[KIND|C]", "read the board: ideas, decisions, ..., or one card whole"},
    {LINE_CLUSTER, "cluster", "[NAME: A C F|NAME as OTHER]",
     "put cards into a cluster, or call it otherwise; alone, show all"},
    {LINE_MOVE, "move", "C NAME|none", "move a card to a cluster, or to none"},
    {LINE_DUE, "due", "[T1|last] WHEN", "set by when something is to be done: what was noted last, or named"},
    {LINE_HOW, "how", "[D1|last] TEXT", "say how something was decided: the last decision, or the one named"},
    {LINE_ABOUT, "about", "[X1] D1|R1|F1|none",
     "say what dissent is about, when it is not the last decision"},
};
#define COMMAND_COUNT (sizeof COMMANDS / sizeof *COMMANDS)
_Static_assert(COMMAND_COUNT == LINE_COMMANDS, "every command has a row");

/* Words from other programs and from daily life that a tired hand types. */
static const struct {
    const char *word;
    LineCommand command;
} ALSO[] = {
    {"quit", LINE_END},
    {"exit", LINE_END},
    {"close", LINE_END},
    {"finish", LINE_END},
    {"stop", LINE_PAUSE},
    {"wait", LINE_PAUSE},
    {"break", LINE_PAUSE},
    {"continue", LINE_RESUME},
    {"back", LINE_PREV},
    {"previous", LINE_PREV},
    {"goto", LINE_GO},
    {"jump", LINE_GO},
    {"question", LINE_ASK},
    {"leave", LINE_DEPART},
    {"join", LINE_ARRIVE},
    {"delete", LINE_STRIKE},
    {"remove", LINE_STRIKE},
    {"clock", LINE_TIME},
    {"read", LINE_SAY},
    {"covered", LINE_COVER},
    {"floor", LINE_TURN},
    {"change", LINE_EDIT},
    {"record", LINE_MARK},
    {"rec", LINE_MARK},
    {"recognize", LINE_RECOGNISE},
    {"recognised", LINE_RECOGNISE},
    {"amended", LINE_AMEND},
    {"challenged", LINE_CHALLENGE},
    {"findings", LINE_FINDING},
    {"picture", LINE_PHOTO},
    {"who", LINE_SPEAKER},
    {"replan", LINE_UNTIL},
    {"commands", LINE_HELP},
};

const LineCommandRow *line_list_commands(size_t *count)
{
    *count = COMMAND_COUNT;
    return COMMANDS;
}

const LineCommandRow *line_find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(COMMANDS[i].name, name))
            return &COMMANDS[i];
    return NULL;
}

/* --- the nearest */

#define WORD_BYTES 16 /* longer than every command; a longer word is near to none */

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Letters to add, drop, change or swap to make one word of the other (optimal string alignment). */
static size_t measure_distance(const char *a, const char *b)
{
    size_t rows[WORD_BYTES + 1][WORD_BYTES + 1];
    size_t a_size = strlen(a), b_size = strlen(b);
    for (size_t i = 0; i <= a_size; i++) {
        for (size_t j = 0; j <= b_size; j++) {
            if (!i || !j) {
                rows[i][j] = i + j;
                continue;
            }
            size_t change = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            rows[i][j] = least(rows[i - 1][j] + 1, rows[i][j - 1] + 1, change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                rows[i - 2][j - 2] + 1 < rows[i][j])
                rows[i][j] = rows[i - 2][j - 2] + 1;
        }
    }
    return rows[a_size][b_size];
}

static const LineCommandRow *find_beginning(const char *word)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strncmp(COMMANDS[i].name, word, strlen(word)))
            return &COMMANDS[i];
    return NULL;
}

const LineCommandRow *command_find_nearest(const char *word)
{
    size_t size = strlen(word);
    if (size > WORD_BYTES)
        return NULL;
    for (size_t i = 0; i < sizeof ALSO / sizeof *ALSO; i++)
        if (!strcmp(ALSO[i].word, word))
            return &COMMANDS[ALSO[i].command];
    const LineCommandRow *nearest = find_beginning(word);
    size_t far = size < 3 ? 1 : 2;
    for (size_t distance = 1; !nearest && distance <= far; distance++)
        for (size_t i = 0; !nearest && i < COMMAND_COUNT; i++)
            if (measure_distance(word, COMMANDS[i].name) == distance)
                nearest = &COMMANDS[i];
    return nearest;
}

/* --- arguments */

/* Adds one word of `rest`, from `at`, to *word; returns where it ends. */
static size_t add_word(Str *word, const char *rest, size_t size, size_t at)
{
    bool is_quoted = rest[at] == '"';
    if (is_quoted)
        at++;
    while (at < size) {
        uint32_t point;
        size_t bytes = text_read_point(rest + at, size - at, &point);
        if (point == '"' && is_quoted) {
            is_quoted = false;
            at++;
            continue;
        }
        if (!is_quoted && scan_is_space(point))
            break;
        if (point == '\\' && at + 1 < size && rest[at + 1] == '"')
            at++;
        str_add_bytes(word, rest + at, bytes);
        at += bytes;
    }
    return at;
}

char **command_split(const char *rest, size_t *count)
{
    char **words = NULL;
    size_t room = 0, size = strlen(rest);
    *count = 0;
    for (size_t at = scan_skip_space(rest, 0, size); at < size; at = scan_skip_space(rest, at, size)) {
        Str word = STR_EMPTY;
        at = add_word(&word, rest, size, at);
        words = mem_grow(words, &room, *count + 1, sizeof *words);
        words[(*count)++] = str_take(&word);
    }
    return words;
}
