/* SPDX-License-Identifier: MIT */
/* The one table of commands, and a call: one command line being carried out.
 *
 * Each command is a row in the file that carries it out. The rows feed dispatch, help, the manual page and
 * the completions of the shells, so that none of these can say anything else than what the program does. */
#ifndef RIR_CLI_COMMAND_H
#define RIR_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "rir/err.h"
#include "rir/settings.h"
#include "rir/store.h"
#include "rir/str.h"

/* What a word or an option's value is, for completions: one of "guide", "person", "session", "file",
 * "folder", "study", "command", or the words to choose from, separated by `|`. */
typedef const char *Completes;

typedef struct {
    char letter;      /* `s` for -s; 0 for none */
    const char *name; /* "study" for --study */
    const char *value; /* what stands behind it: "FILE"; NULL for a switch */
    const char *help;
    Completes completes;
} OptionRow;

typedef enum {
    STUDY_NONE,
    STUDY_READ,
    STUDY_WRITE,
    STUDY_OWN /* the command opens it itself, to read or to write */
} StudyUse;

typedef struct Call Call;

typedef struct {
    const char *name;      /* "status", "guide check" */
    const char *arguments; /* "GUIDE [FILE]" */
    const char *help;      /* one line, for the list */
    const char *more;      /* what else there is to know: paragraphs separated by an empty line */
    const OptionRow *options; /* ends with a row without name; NULL for none */
    Completes words[3];    /* by place; the last one given holds for all behind it */
    int least, most;       /* words; most -1: any number */
    StudyUse study;
    int (*run)(Call *call, Err *err);
} CommandRow;

const CommandRow *const *command_list(size_t *count);
const CommandRow *command_find(const char *name); /* NULL when unknown */
/* The name nearest to a mistyped one, NULL when none is near. */
const char *command_find_nearest_name(const char *name);
/* Whether `name` is the first word of commands of two words ("guide"). */
bool command_is_group(const char *name);

/* What the word in this place (from 0) completes to; NULL for nothing. */
Completes command_find_word_kind(const CommandRow *row, size_t place);

/* Options that every command takes. */
const OptionRow *command_list_common(void);

/* For the option tables of commands that print for programs. */
#define OPTION_JSON {0, "json", NULL, "print JSON", NULL}
#define OPTION_CSV {0, "csv", NULL, "print CSV", NULL}
/* For those whose words leave the team: see call_read_audience. */
#define OPTION_FOR                                                                                           \
    {                                                                                                        \
        0, "for", "WHOM", "team, or others: only words that may be quoted and reused", "team|others"         \
    }
#define OPTIONS_END {0, NULL, NULL, NULL, NULL}

typedef enum { FORM_PEOPLE, FORM_JSON, FORM_CSV } Form;

struct Call {
    const CommandRow *row;
    const char **words;
    size_t word_count;
    struct {
        const OptionRow *row;
        const char *value; /* "" for a switch */
    } *options;
    size_t option_count;
    Form form;
    Settings *settings;   /* NULL when they cannot be read */
    const char *researcher;
    Store *store;         /* open as the row's `study` says */
    struct Plain *plain;  /* for others: the pseudonyms that are left out (others.h); or NULL */
    Str out;              /* printed when the command returns, whatever it returns */
    char *researcher_memory;
    char **texts;         /* words that came in another character set than UTF-8, translated */
    size_t text_count;
};

/* The value of an option, "" for a switch, NULL when not given; the last one counts. */
const char *call_find_option(const Call *call, const char *name);
bool call_has_option(const Call *call, const char *name);
/* The n-th value of an option given several times; NULL when there are no more. */
const char *call_find_option_at(const Call *call, const char *name, size_t n);
/* The n-th word, NULL when there are fewer. */
const char *call_find_word(const Call *call, size_t n);
/* The words from the n-th on, with single spaces between, added to *out. */
void call_add_words(const Call *call, size_t n, Str *out);
/* What --for says: `team`, which it is without the option, or `others`. ERR_USAGE for any other word. */
int call_read_audience(const Call *call, bool *for_others, Err *err);
/* Writes what is in call->out to standard output at once. */
int call_flush(Call *call, Err *err);
/* -1 and ERR_REFUSED: there is something at `path` already, and it stays as it is. */
int call_refuse_existing(const char *path, Err *err);
/* A remark on standard error: `rir: ...`. */
void call_remark(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* One line of standard input, without its end, as clean UTF-8 in *line; false when there is no more. */
bool call_read_line(Str *line);
/* The study to use: -s, RIR_STUDY, or the only one in this folder. */
int call_find_study(const Call *call, Str *path, Err *err);
/* Opens the study for the call, says what opening found, and knows the researcher. */
int call_open_study(Call *call, StoreMode mode, Err *err);
/* The researcher's name: from the settings, else asked for once on a terminal, else the login name. */
int call_find_researcher(Call *call, Err *err);

#endif
