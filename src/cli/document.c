/* SPDX-License-Identifier: MIT */
/* `rir document add|set|list|show`: the register of documents, and what was taken from each. */
#include "rir/document.h"

#include <string.h>

#include "commands.h"
#include "print.h"
#include "rir/person.h"

/* The options of `document add` and `document set`, one a member; run_add and run_set read them by name. */
static const OptionRow options_values[] = {
    {0, "author", "TEXT", "who wrote it: a role or an office, no private names", NULL},
    {0, "organisation", "TEXT", "for which organisation it speaks", NULL},
    {0, "type", "TEXT", "strategy, minutes, agreement, policy, job description, email, ...",
     "strategy|minutes|agreement|policy|job description|email"},
    {0, "date", "DATE", "of the document: 2026, 2026-03 or 2026-03-31", NULL},
    {0, "version", "TEXT", "draft 2, final, ...", NULL},
    {0, "audience", "TEXT", "for whom it was written", NULL},
    {0, "purpose", "TEXT", "what it was written for", NULL},
    {0, "provenance", "TEXT", "how and when it was obtained", NULL},
    {0, "confidentiality", "TEXT",
     "public; internal: nothing of it leaves for others; confidential: nor that it exists",
     "public|internal|confidential"},
    {0, "scope", "in|out", "in or out of the study", "in|out"},
    {0, "why", "TEXT", "why it is in or out", NULL},
    {0, "title", "TEXT", "another title (document set only)", NULL},
    OPTIONS_END,
};

static void take_values(const Call *call, const char *values[DOCUMENT_MEMBERS])
{
    const DocumentMemberRow *rows = document_list_members();
    for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
        values[i] = call_find_option(call, rows[i].name);
}

static void warn_of_name(const char *author)
{
    const char *caution = author ? person_caution(author) : "";
    if (*caution)
        call_remark("%s: %s", author, caution);
}

/* --- add and set */

static int run_add(Call *call, Err *err)
{
    const char *values[DOCUMENT_MEMBERS];
    Document document;
    Str title = STR_EMPTY;
    Id id;
    take_values(call, values);
    if (values[DOCUMENT_TITLE])
        return err_set(err, ERR_USAGE, "the title stands without --title: rir document add \"TITLE\"");
    call_add_words(call, 0, &title);
    values[DOCUMENT_TITLE] = str_text(&title);
    int result = document_add(call->store, values, &id, err);
    str_free(&title);
    if (result != 0 || document_read(call->store, id.text, &document, err) != 0)
        return -1;
    str_add_format(&call->out, "%s  ", document.label);
    print_add_line(&call->out, document.values[DOCUMENT_TITLE]);
    str_add_format(&call->out, "\nrir start document-analysis --document %s reads it\n", document.label);
    document_free(&document);
    warn_of_name(values[DOCUMENT_AUTHOR]);
    return 0;
}

const CommandRow cli_document_add = {
    .name = "document add",
    .arguments = "TITLE",
    .help = "register a document that the study reads",
    .more = "It has a label, DOC1, DOC2, ... Without --confidentiality it is taken to be internal: its words "
            "leave for nobody else. "
            "Names of private people do not belong here either.",
    .options = options_values,
    .least = 1,
    .most = -1,
    .study = STUDY_WRITE,
    .run = run_add,
};

static int run_set(Call *call, Err *err)
{
    const char *values[DOCUMENT_MEMBERS];
    Document document;
    Id id;
    bool is_any = false;
    take_values(call, values);
    for (size_t i = 0; i < DOCUMENT_MEMBERS; i++)
        is_any = is_any || values[i];
    if (!is_any)
        return err_set(err, ERR_USAGE, "say what to set: rir document set %s --scope out --why TEXT",
                       call_find_word(call, 0));
    if (document_find(call->store, call_find_word(call, 0), &id, err) != 0 ||
        document_set(call->store, id.text, values, err) != 0 ||
        document_read(call->store, id.text, &document, err) != 0)
        return -1;
    str_add_format(&call->out, "%s is changed\n", document.label);
    document_free(&document);
    warn_of_name(values[DOCUMENT_AUTHOR]);
    return 0;
}

const CommandRow cli_document_set = {
    .name = "document set",
    .arguments = "DOC1",
    .help = "set what is known of a document",
    .more = "An empty value takes it away: --date ''. The log keeps what was there before.",
    .options = options_values,
    .least = 1,
    .most = 1,
    .study = STUDY_WRITE,
    .run = run_set,
};

/* --- list */

static const PrintColumn columns[] = {
    {"id", NULL, PRINT_TEXT},
    {"label", "", PRINT_TEXT},
    {"date", "date", PRINT_TEXT},
    {"type", "type", PRINT_TEXT},
    {"extracts", "extracts", PRINT_NUMBER},
    {"", "judged", PRINT_TEXT},
    {"scope", "scope", PRINT_TEXT},
    {"confidentiality", "kept", PRINT_TEXT},
    {"organisation", "organisation", PRINT_TEXT},
    {"title", "title", PRINT_TEXT},
    {"author", NULL, PRINT_TEXT},
    {"version", NULL, PRINT_TEXT},
    {"audience", NULL, PRINT_TEXT},
    {"purpose", NULL, PRINT_TEXT},
    {"provenance", NULL, PRINT_TEXT},
    {"why", NULL, PRINT_TEXT},
    {"authenticity", NULL, PRINT_TEXT},
    {"credibility", NULL, PRINT_TEXT},
    {"representativeness", NULL, PRINT_TEXT},
    {"meaning", NULL, PRINT_TEXT},
    {"absent", NULL, PRINT_TEXT},
};

#define JUDGED                                                                                               \
    "nullif(((d.authenticity IS NOT NULL) + (d.credibility IS NOT NULL) + (d.representativeness IS NOT "     \
    "NULL) + (d.meaning IS NOT NULL)) || ' of 4', '0 of 4'), "
#define COLUMNS                                                                                              \
    "SELECT d.id, d.label, d.date, d.type, d.extracts, " JUDGED "d.scope, d.confidentiality, "               \
    "d.organisation, d.title, d.author, d.version, d.audience, d.purpose, d.provenance, d.why, "             \
    "d.authenticity, d.credibility, d.representativeness, d.meaning, d.absent FROM documents d JOIN "        \
    "any_document_label l ON l.n = d.n "

static int run_list(Call *call, Err *err)
{
    const char *scope = call_find_option(call, "scope");
    return print_rows(call, columns, PRINT_COUNT(columns),
                      rows_open(call->store, err,
                                COLUMNS "WHERE ?1 IS NULL OR d.scope = ?1 ORDER BY l.number, l.label", "t",
                                scope),
                      scope ? "no document is that" : "no documents yet: rir document add \"TITLE\"", err);
}

static const OptionRow options_list[] = {
    {0, "scope", "in|out", "only those in, or out of, the study", "in|out"},
    OPTION_JSON,
    OPTION_CSV,
    OPTIONS_END,
};

const CommandRow cli_document_list = {
    .name = "document list",
    .arguments = "",
    .help = "list the documents of the study",
    .more = "",
    .options = options_list,
    .least = 0,
    .most = 0,
    .study = STUDY_READ,
    .run = run_list,
};

/* --- show */

static int add_notes(Call *call, const Document *document, const char *heading, bool is_extracts, Err *err)
{
    static const char sql[] =
        "SELECT x.page, x.text, x.absent, x.appraisal, s.number, x.kind FROM any_extract x JOIN any_session "
        "s ON "
        "s.id = x.session WHERE x.document_n = (SELECT n FROM thing WHERE id = ?1) AND x.rehearsal = 0 AND "
        "(x.kind = 'extract') = ?2 ORDER BY x.absent, x.appraisal, s.started, x.at, x.id";
    Str *out = &call->out;
    Str line = STR_EMPTY;
    bool is_first = true;
    Rows *rows = rows_open(call->store, err, sql, "ti", document->id.text, (int64_t)is_extracts);
    while (rows_next(rows)) {
        if (is_first)
            str_add_format(out, "\n%s\n", heading);
        is_first = false;
        const char *what = rows_number(rows, 2)  ? "absent"
                           : *rows_text(rows, 3) ? rows_text(rows, 3)
                           : is_extracts         ? ""
                                                 : rows_text(rows, 5);
        str_clear(&line);
        if (*what)
            str_add_format(&line, "%s: ", what);
        if (*rows_text(rows, 0)) {
            str_add(&line, "page ");
            print_add_line(&line, rows_text(rows, 0));
            str_add(&line, ": ");
        }
        print_add_line(&line, rows_text(rows, 1));
        str_add_format(&line, " (session %s)", rows_text(rows, 4));
        print_add_wrapped(out, str_text(&line), 78, 2);
    }
    str_free(&line);
    return rows_close(rows, err);
}

static int show_for_people(Call *call, const Document *document, Err *err)
{
    const DocumentMemberRow *rows = document_list_members();
    Str *out = &call->out;
    str_add_format(out, "%s  ", document->label);
    print_add_line(out, document->values[DOCUMENT_TITLE]);
    str_add(out, "\n");
    for (size_t i = DOCUMENT_TITLE + 1; i < DOCUMENT_MEMBERS; i++) {
        if (!*document->values[i])
            continue;
        str_add_format(out, "%s: ", rows[i].name);
        print_add_line(out, document->values[i]);
        str_add(out, "\n");
    }
    if (add_notes(call, document, "what was made of it (a document is somebody's account, no fact)", false,
                  err) != 0)
        return -1;
    if (document->extracts == 0)
        str_add_format(out, "\nno extracts yet: rir start document-analysis --document %s\n",
                       document->label);
    return add_notes(call, document, "extracts", true, err);
}

static int run_show(Call *call, Err *err)
{
    Document document;
    Id id;
    if (document_find(call->store, call_find_word(call, 0), &id, err) != 0)
        return -1;
    if (call->form != FORM_PEOPLE)
        return print_rows(call, columns, PRINT_COUNT(columns),
                          rows_open(call->store, err, COLUMNS "WHERE d.id = ?1", "t", id.text), "", err);
    if (document_read(call->store, id.text, &document, err) != 0)
        return -1;
    int result = show_for_people(call, &document, err);
    document_free(&document);
    return result;
}

static const OptionRow options_show[] = {OPTION_JSON, OPTION_CSV, OPTIONS_END};

const CommandRow cli_document_show = {
    .name = "document show",
    .arguments = "DOC1",
    .help = "show a document, how it was judged, and its extracts",
    .more = "",
    .options = options_show,
    .least = 1,
    .most = 1,
    .study = STUDY_READ,
    .run = run_show,
};
