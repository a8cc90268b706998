/* SPDX-License-Identifier: MIT */
/* action: the table of what keys do. Keys that are no letters behind Alt are chosen so that no terminal takes
 * them; function keys are extras. While text is typed Alt-b c d f l t u y are readline's, so no act has them
 * there. */
#include "rir/action.h"

#include <string.h>

enum {
    ANY = CONTEXT_ANY,
    FIELD = CONTEXT_FIELD,
    HOME = CONTEXT_HOME,
    START = CONTEXT_START,
    SESSION = CONTEXT_SESSION,
    READER = CONTEXT_READER,
    SEARCH = CONTEXT_SEARCH,
    HELP = CONTEXT_HELP,
    PALETTE = CONTEXT_PALETTE,
    PICKER = CONTEXT_PICKER,
    SUMMARY = CONTEXT_SUMMARY,
    FORM = CONTEXT_FORM,
    CHOICE = CONTEXT_CHOICE,
    CONSENT = CONTEXT_CONSENT,
    NOTE = CONTEXT_NOTE,
    WORKSHOP = CONTEXT_WORKSHOP,
    FOCUS = CONTEXT_FOCUS_GROUP,
    OBSERVE = CONTEXT_OBSERVATION,
    DOCUMENT = CONTEXT_DOCUMENT,
    ROSTER = CONTEXT_ROSTER,
    CARDS = CONTEXT_CARDS,
    PROJECTOR = CONTEXT_PROJECTOR,
    BOOTH = CONTEXT_BOOTH,
    REGISTER = CONTEXT_REGISTER,
    PAGE = CONTEXT_PAGE,
    SESSIONS = CONTEXT_SESSIONS,
    TALKS = SESSION | FOCUS | OBSERVE | DOCUMENT, /* with questions, one after the other */
    LISTS = HOME | READER | SEARCH | HELP | PALETTE | PICKER | CHOICE | CONSENT | ROSTER | CARDS | REGISTER |
            PAGE,
    FORMS = START | SUMMARY | FORM,
    MOVES = LISTS | FORMS | SESSIONS | NOTE | BOOTH
};

#define DIGITS "Alt-1 Alt-2 Alt-3 Alt-4 Alt-5 Alt-6 Alt-7 Alt-8 Alt-9"

/* action, name, contexts, hints, keys, label, help, commands */
static const ActionRow rows[] = {
    /* session: in the order of the hint line */
    {ACTION_NEXT, "next", SESSIONS, SESSIONS, "Alt-n Alt-Right", "next", "the next question or activity",
     "next"},
    {ACTION_PREVIOUS, "back", SESSIONS, SESSIONS, "Alt-p Alt-Left", "back", "go back to the one before",
     "prev"},
    {ACTION_GO, "go-to", SESSIONS, SESSIONS, "Alt-g", "go to", "find a question, probe or word", "go"},
    {ACTION_PROBE, "probe", SESSION | OBSERVE | DOCUMENT, SESSION | OBSERVE | DOCUMENT, DIGITS, "probe",
     "tick a probe by its number", "probe"},
    {ACTION_TURN, "turn", WORKSHOP, WORKSHOP, "Alt-w", "turn", "the turn goes to the next seat", "turn"},
    {ACTION_SEAT_SPEAKS, "seat-speaks", FOCUS | WORKSHOP, FOCUS, DIGITS, "speaks", "this seat has the floor",
     NULL},
    {ACTION_SEAT_UNKNOWN, "seat-unknown", FOCUS, FOCUS, "Alt-0", "somebody",
     "somebody has the floor, not seen who", NULL},
    {ACTION_EXTEND, "extend", WORKSHOP, WORKSHOP, "Alt-+", "more", "five minutes more for this activity",
     "extend"},
    {ACTION_STEAL, "steal", WORKSHOP, 0, "Alt--", "steal", "five minutes from an activity to come", "steal"},
    {ACTION_HEARD, "heard", WORKSHOP, WORKSHOP, "Alt-h", "heard", "who was not yet heard, for a moment",
     "heard"},
    {ACTION_ROSTER, "roster", WORKSHOP | FOCUS | OBSERVE, WORKSHOP, "Alt-R", "people",
     "all people: here or not, seat, consent", NULL},
    {ACTION_PROJECTOR, "projector", WORKSHOP | PROJECTOR, WORKSHOP | PROJECTOR, "Alt-j j", "projector",
     "what the room may see, and back", NULL},
    {ACTION_CARDS, "cards", WORKSHOP, WORKSHOP, "Alt-i", "cards", "all cards whole, decisions, parked, ...",
     "cards"},
    {ACTION_SKIP, "skip", WORKSHOP, 0, "Alt-X", "skip", "leave an activity out", "skip"},
    {ACTION_OVERLAP, "overlap", FOCUS | WORKSHOP, FOCUS, "Alt-O", "overlap", "several speak at once",
     "overlap"},
    {ACTION_SEAT, "seat", WORKSHOP | FOCUS | OBSERVE | ROSTER, ROSTER, "Alt-Q s", "seat",
     "in which seat, at which table one sits", "seat"},
    {ACTION_BALLOT, "ballot", WORKSHOP, 0, "Alt-B", "ballot", "ballots and rating sheets, one by one",
     "ballot recall rate matrix"},
    {ACTION_TALLY, "tally", WORKSHOP, 0, "Alt-J", "tally", "enter ballots from paper", "tally"},
    {ACTION_RESULT, "result", WORKSHOP, 0, "Alt-W", "result", "close the ballots, show what they say",
     "reveal"},
    {ACTION_CONSENSUS, "consensus", WORKSHOP, 0, "Alt-K", "agreed", "the level that was agreed on",
     "consensus"},
    {ACTION_DIMENSION, "dimension", OBSERVE, OBSERVE, "Alt-D", "dimension",
     "what is looked at: space, actors, ...", "dimension"},
    {ACTION_ROLE, "role", OBSERVE, 0, "Alt-L", "role", "your part as observer", "role"},
    {ACTION_EXPAND, "expand", OBSERVE | READER, OBSERVE, "Alt-F f", "in full",
     "write out a jotting, beside it", "expand"},
    {ACTION_ABSENT, "absent", OBSERVE | DOCUMENT, OBSERVE | DOCUMENT, "Alt-N", "absent",
     "what did not happen, what is not said", "absent"},
    {ACTION_PAGE, "page", DOCUMENT, DOCUMENT, "Alt-G", "page", "the page that extracts come from", "page"},
    {ACTION_APPRAISE, "appraise", DOCUMENT, DOCUMENT, "Alt-J", "appraise",
     "judge the document, by four aspects", "appraise"},
    {ACTION_DOCUMENT, "document", DOCUMENT, 0, "Alt-D", "document", "which document is read", "document"},
    {ACTION_SHEET, "sheet", WORKSHOP, 0, "Alt-H", "sheet", "notes from now on are from this paper", "sheet"},
    {ACTION_STAGE, "stage", WORKSHOP, 0, "Alt-G", "stage", "the next stage, or dimension", "stage"},
    {ACTION_MERGE, "merge", WORKSHOP, 0, "Alt-M", "merge", "merge cards by consent, or part them",
     "merge part"},
    {ACTION_CLUSTER, "cluster", WORKSHOP, 0, "Alt-L", "cluster", "put cards into clusters, name these",
     "cluster move"},
    {ACTION_DECIDED, "decided", WORKSHOP, 0, "Alt-D", "decided", "how it was decided, when it is due",
     "how due about"},
    {ACTION_FINDING, "finding", WORKSHOP, 0, "Alt-F", "finding", "bring up a finding", "finding"},
    {ACTION_RECOGNISE, "recognise", WORKSHOP, 0, "Alt-Y", "recognise", "they recognise the finding",
     "recognise"},
    {ACTION_AMEND, "amend", WORKSHOP, 0, "Alt-a", "amend", "they would say the finding otherwise", "amend"},
    {ACTION_CHALLENGE, "challenge", WORKSHOP, 0, "Alt-N", "challenge", "they do not recognise the finding",
     "challenge"},
    {ACTION_ADD, "add-missing", WORKSHOP, 0, "Alt-U", "missing", "what they miss in the finding", "add"},
    {ACTION_REGISTER, "register", WORKSHOP, 0, "Alt-I", "owner", "say more of a recommendation",
     "owner horizon level measure effort support link"},
    {ACTION_OFF, "off", SESSIONS, SESSIONS, "Alt-o", "off", "off the record, and on again", "off on"},
    {ACTION_MARK, "mark", SESSIONS, TALKS, "Alt-m", "mark", "mark the recorder, with a label", "mark"},
    {ACTION_NOTE_KIND, "note-kind", SESSIONS, 0, "Tab", "kind", "another kind for the note being typed",
     NULL},
    {ACTION_NOTE_KIND_BACK, "kind-before", SESSIONS, 0, "Shift-Tab", "kind", "the kind before it", NULL},
    {ACTION_KIND, "kind", SESSIONS | READER, SESSIONS | READER, "Alt-k k", "kind",
     "another kind for a saved note", "kind"},
    {ACTION_PRIVACY, "privacy", SESSIONS, SESSIONS, "Alt-v", "privacy",
     "only a clock on the screen, and back", NULL},
    {ACTION_UNTIL, "re-plan", SESSIONS, TALKS, "Alt-r", "re-plan", "say when it ends, plan must-asks anew",
     "until"},
    {ACTION_COVER, "cover", TALKS, TALKS, "Alt-h", "covered", "say how far this question is covered",
     "cover"},
    {ACTION_SAY, "say", SESSIONS, SESSIONS, "Alt-s", "read out", "mark the text as read out", "say"},
    {ACTION_FOR, "file-under", TALKS | READER, 0, "Alt-i i", "file under",
     "file notes under another question", "for"},
    {ACTION_ASK, "ask", TALKS, TALKS, "Alt-a", "ask", "add a question nobody planned", "ask"},
    {ACTION_SPEAKER, "speaker", TALKS | READER, TALKS, "Alt-w w", "who", "say who speaks, or who spoke",
     "speaker"},
    {ACTION_UNDO, "undo", SESSIONS | READER | ROSTER, SESSIONS | READER | ROSTER, "Alt-z z", "undo",
     "take the last step back", "undo"},
    {ACTION_REDO, "redo", SESSIONS | READER, 0, "Alt-Z Z", "redo", "do again what was undone", "redo"},
    {ACTION_STRIKE, "strike", SESSIONS | READER, SESSIONS | READER, "Alt-x x", "strike",
     "hide a note, erase it at the end", "strike"},
    {ACTION_EDIT, "edit", SESSIONS | READER | CHOICE | REGISTER, SESSIONS | READER | CHOICE | REGISTER,
     "Alt-e e", "edit", "correct what the cursor is on", "edit"},
    {ACTION_REVEAL, "reveal", SESSIONS | READER | SEARCH | CARDS | REGISTER, TALKS | CARDS, "Alt-. .", "show",
     "show what is discreet, and hide it", NULL},
    {ACTION_READ_UP, "read-up", SESSIONS, 0, "Alt-Up", "read up", "up in the text to read out", NULL},
    {ACTION_READ_DOWN, "read-down", SESSIONS, 0, "Alt-Down", "read on", "down in the text to read out", NULL},
    {ACTION_CONSENT, "consent", SESSIONS | READER | ROSTER, SESSIONS | ROSTER, "Alt-C C", "consent",
     "record each consent item", "consent"},
    {ACTION_PAUSE, "pause", SESSIONS, SESSIONS, "Alt-q", "pause", "stop the clock, and start it again",
     "pause resume"},
    {ACTION_PHASE, "phase", TALKS, 0, "Alt-j", "phase", "opening, main part, closing or after", "phase"},
    {ACTION_ARRIVE, "arrive", TALKS, 0, "Alt-+", "arrive", "someone came in", "arrive"},
    {ACTION_DEPART, "depart", TALKS, 0, "Alt--", "depart", "someone left", "depart"},
    {ACTION_TABLE, "table", SESSION | WORKSHOP, 0, "Alt-T", "table", "notes from now on are of this table",
     "table"},
    {ACTION_PHOTO, "photo", SESSIONS, 0, "Alt-P", "photo", "keep a photograph by its file", "photo"},
    {ACTION_TIME, "time", SESSIONS, 0, "Alt-=", "time", "time of day, session and recorder", "time"},
    {ACTION_STATUS, "status", SESSIONS, 0, "Alt-S", "status", "coverage, consent and time so far", "status"},
    {ACTION_ADJOURN, "adjourn", SESSIONS, 0, "Alt-A", "adjourn", "end this sitting, go on another day",
     "adjourn"},
    {ACTION_END, "end", SESSIONS, 0, "Alt-E", "end", "end the session", "end"},
    /* people of a session */
    {ACTION_PRESENT, "here-or-gone", ROSTER, ROSTER, "Enter", "here or gone", "came, or left", NULL},
    {ACTION_CONSENT_ALL, "consent-all", ROSTER, ROSTER, "A", "all agree",
     "all agreed to one item; then exceptions", NULL},
    /* cards */
    {ACTION_CARD_KIND, "card-kind", CARDS, CARDS, "Tab k", "kind", "ideas, decisions, actions, parked", NULL},
    /* consent */
    {ACTION_YES, "yes", CONSENT, CONSENT, "y", "yes", "agreed to", NULL},
    {ACTION_NO, "no", CONSENT, CONSENT, "n", "no", "refused", NULL},
    {ACTION_ANSWER, "answer", CONSENT, CONSENT, "Enter", "yes or no", "yes where it was not, else no", NULL},
    {ACTION_HOW, "how", CONSENT, CONSENT, "h", "how", "given spoken, on paper or recorded", NULL},
    /* home */
    {ACTION_ACCEPT, "accept", HOME | READER | SEARCH | HELP | SUMMARY | SESSIONS | REGISTER,
     HOME | SEARCH | REGISTER, "Enter", "open", "open or save what the cursor is on", NULL},
    {ACTION_START, "start", HOME | REGISTER, HOME | REGISTER, "s Alt-s", "start", "start a session", NULL},
    {ACTION_RESUME_SESSION, "resume", HOME | READER, HOME, "r", "resume", "go on with a session that is open",
     NULL},
    {ACTION_LOG, "log", HOME, HOME, "l", "log", "residency log: contacts, memos, terms", NULL},
    {ACTION_SEARCH, "search", HOME | READER, HOME | READER, "/", "search",
     "find words: in the study, in a session", NULL},
    {ACTION_PEOPLE, "people", HOME, HOME, "p", "people", "the people of the study", NULL},
    {ACTION_DOCUMENTS, "documents", HOME, HOME, "d", "documents", "the register of documents", NULL},
    {ACTION_BRIEFING, "briefing", HOME, HOME, "B", "briefing", "what to look at before the next session",
     NULL},
    {ACTION_NEW_DOCUMENT, "new-document", REGISTER, 0, "Alt-n", "new", "register a document", NULL},
    {ACTION_WRITE_PAGE, "write", PAGE, PAGE, "w", "write", "write this page to a file", NULL},
    {ACTION_SUMMARY, "summary", HOME | READER, HOME, "u m", "summary", "the contact summary of a session",
     NULL},
    {ACTION_EXPORT, "export", HOME | READER, 0, "X", "export", "write a session as Markdown", NULL},
    {ACTION_QUIT, "quit", HOME, HOME, "q", "quit", "leave rir", NULL},
    {ACTION_BEGIN, "begin", START, START, "Enter Alt-s F10", "begin", "begin the session", NULL},
    /* reader */
    {ACTION_CODES, "codes", READER, 0, "#", "codes", "the codes of a note", NULL},
    {ACTION_ADD_LATER, "add-later", READER, 0, "a", "add", "add a note, marked as entered later", NULL},
    {ACTION_COVERAGE, "coverage", READER, READER, "c", "coverage", "what was covered, question by question",
     NULL},
    {ACTION_FACTS, "facts", READER, 0, "P", "session", "correct who took part, title, setting", NULL},
    {ACTION_VERSIONS, "versions", READER, 0, "v", "versions", "what a note was before", NULL},
    {ACTION_NEXT_MATCH, "next-match", READER, 0, "n", "next", "the next place with the words", NULL},
    {ACTION_PREVIOUS_MATCH, "match-before", READER, 0, "N", "before", "the place before with the words",
     NULL},
    /* lists and forms */
    {ACTION_UP, "up", MOVES, 0, "Up Ctrl-p", "up", "one up", NULL},
    {ACTION_DOWN, "down", MOVES, 0, "Down Ctrl-n", "down", "one down", NULL},
    {ACTION_PAGE_UP, "page-up", MOVES, 0, "PgUp b", "page up", "one screen up", NULL},
    {ACTION_PAGE_DOWN, "page-down", MOVES, 0, "PgDn Space", "page down", "one screen down", NULL},
    {ACTION_FIRST, "first", HOME | READER | HELP | ROSTER | CARDS | PAGE, 0, "Home <", "first",
     "to the first", NULL},
    {ACTION_LAST, "last", HOME | READER | HELP | ROSTER | CARDS | PAGE, 0, "End >", "last", "to the last",
     NULL},
    {ACTION_PICK, "choose", PICKER | PALETTE | CHOICE, PICKER | PALETTE | CHOICE, "Enter", "choose",
     "choose what the cursor is on", NULL},
    {ACTION_PICK_NUMBER, "choose-number", PICKER | PALETTE, 0, DIGITS, "choose",
     "choose one of the first nine shown", NULL},
    {ACTION_SAVE, "save", FORM | NOTE | BOOTH, FORM | NOTE | BOOTH, "Enter Alt-s", "save",
     "save what was typed", NULL},
    {ACTION_NEXT_FIELD, "next-field", FORMS, FORMS, "Tab", "next", "to the next field", NULL},
    {ACTION_PREVIOUS_FIELD, "field-before", FORMS, 0, "Shift-Tab", "before", "to the field before", NULL},
    /* everywhere */
    {ACTION_BACK, "back-out", (LISTS & ~HOME) | FORMS | NOTE | BOOTH, (LISTS & ~HOME) | FORMS | NOTE | BOOTH,
     "Esc q Ctrl-g", "back", "leave this screen", NULL},
    {ACTION_HELP, "help", ANY, 0, "F1 ? Alt-?", "keys", "the keys of this screen", "help"},
    {ACTION_PALETTE, "palette", ANY, 0, ": Alt-: F2", "all acts", "every act by name", NULL},
    {ACTION_INTERRUPT, "interrupt", ANY, 0, "Ctrl-c", "interrupt", "leave a list; a session goes on", NULL},
    {ACTION_REDRAW, "redraw", ANY, 0, "Ctrl-l", "redraw", "draw the whole screen anew", NULL},
    {ACTION_SUSPEND, "suspend", ANY, 0, "Ctrl-z", "suspend", "to the shell; `fg` comes back", NULL},
    /* while typing */
    {ACTION_FIELD_LEFT, "left", FIELD, 0, "Left Ctrl-b", "left", "one character left", NULL},
    {ACTION_FIELD_RIGHT, "right", FIELD, 0, "Right Ctrl-f", "right", "one character right", NULL},
    {ACTION_FIELD_WORD_LEFT, "word-left", FIELD, 0, "Alt-b Ctrl-Left", "word left", "one word left", NULL},
    {ACTION_FIELD_WORD_RIGHT, "word-right", FIELD, 0, "Alt-f Ctrl-Right", "word right", "one word right",
     NULL},
    {ACTION_FIELD_HOME, "line-start", FIELD, 0, "Home Ctrl-a", "start", "to the start of the line", NULL},
    {ACTION_FIELD_END, "line-end", FIELD, 0, "End Ctrl-e", "end", "to the end of the line", NULL},
    {ACTION_FIELD_BACKSPACE, "backspace", FIELD, 0, "Backspace Shift-Backspace", "delete",
     "delete the character before", NULL},
    {ACTION_FIELD_DELETE, "delete", FIELD, 0, "Delete Ctrl-d", "delete", "delete the character here", NULL},
    {ACTION_FIELD_CUT_SPACE_LEFT, "cut-to-space", FIELD, 0, "Ctrl-w", "cut", "cut back to the space before",
     NULL},
    {ACTION_FIELD_CUT_WORD_LEFT, "cut-word-left", FIELD, 0, "Alt-Backspace Ctrl-Backspace", "cut",
     "cut the word before", NULL},
    {ACTION_FIELD_CUT_WORD_RIGHT, "cut-word", FIELD, 0, "Alt-d Ctrl-Delete", "cut", "cut the word behind",
     NULL},
    {ACTION_FIELD_CUT_TO_END, "cut-to-end", FIELD, 0, "Ctrl-k", "cut", "cut to the end of the line", NULL},
    {ACTION_FIELD_CUT_TO_HOME, "cut-to-start", FIELD, 0, "Ctrl-u", "cut", "cut to the start of the line",
     NULL},
    {ACTION_FIELD_YANK, "yank", FIELD, 0, "Ctrl-y", "put back", "put back what was cut", NULL},
    {ACTION_FIELD_YANK_POP, "yank-pop", FIELD, 0, "Alt-y", "put back", "put back what was cut before that",
     NULL},
    {ACTION_FIELD_SWAP, "swap", FIELD, 0, "Ctrl-t", "swap", "swap two characters", NULL},
    {ACTION_FIELD_SWAP_WORDS, "swap-words", FIELD, 0, "Alt-t", "swap", "swap two words", NULL},
    {ACTION_FIELD_UPPER, "upper", FIELD, 0, "Alt-u", "upper", "the word in capitals", NULL},
    {ACTION_FIELD_LOWER, "lower", FIELD, 0, "Alt-l", "lower", "the word in small letters", NULL},
    {ACTION_FIELD_CAPITAL, "capital", FIELD, 0, "Alt-c", "capital", "the word with a capital", NULL},
    {ACTION_FIELD_UNDO, "undo-typing", FIELD, 0, "Ctrl-_", "undo", "undo typing", NULL},
    {ACTION_FIELD_NEWLINE, "new-line", FIELD, 0, "Alt-Enter", "new line", "a new line in the same note",
     NULL},
};
#define ROWS (sizeof rows / sizeof rows[0])

static const char *const context_names[CONTEXT_COUNT] = {
    "everywhere", "while typing", "home",        "start",       "session",  "reader",      "search",
    "help",       "palette",      "list",        "summary",     "form",     "choice",      "consent",
    "note",       "workshop",     "focus group", "observation", "document", "people here", "cards",
    "projector",  "ballot",       "documents",   "page",
};

bool context_is_text(Context context)
{
    return (context & (FIELD | START | SESSIONS | SEARCH | PALETTE | PICKER | SUMMARY | FORM | NOTE | BOOTH |
                       REGISTER)) != 0;
}

const char *context_name(Context context)
{
    for (int i = 0; i < CONTEXT_COUNT; i++)
        if (context == 1u << i)
            return context_names[i];
    return "";
}

const ActionRow *action_list(size_t *count)
{
    *count = ROWS;
    return rows;
}

const ActionRow *action_find(Action action)
{
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].action == action)
            return &rows[i];
    return NULL;
}

const ActionRow *action_find_name(const char *name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}
