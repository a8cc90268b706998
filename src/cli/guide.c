/* SPDX-License-Identifier: MIT */
/* `rir guide ...`: lists, explains, checks, prints and begins guides. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "guides.h"
#include "plan.h"
#include "print.h"
#include "rir/consent.h"
#include "rir/csv.h"
#include "rir/file.h"
#include "rir/json.h"
#include "rir/text.h"

/* --- list */

/* The title of a guide, "" when it cannot be read. */
static void add_title(Str *out, const char *path)
{
    Str text = STR_EMPTY;
    Mistakes mistakes = {NULL, 0, 0};
    Plan *plan = NULL;
    if (file_read(path, GUIDE_MOST_BYTES, &text, NULL) == 0)
        plan = guide_read(str_text(&text), text.size, &mistakes);
    str_add(out, plan ? plan->title : "");
    guide_free(plan);
    guide_free_mistakes(&mistakes);
    str_free(&text);
}

static void list_for_people(Str *out, const GuideFiles *files)
{
    size_t widest = 0;
    for (size_t i = 0; i < files->count; i++)
        widest = strlen(files->list[i].name) > widest ? strlen(files->list[i].name) : widest;
    for (size_t i = 0; i < files->count; i++) {
        const GuideFile *file = &files->list[i];
        if (i == 0 || strcmp(file->kind, files->list[i - 1].kind) != 0)
            str_add_format(out, "%s%s\n", i ? "\n" : "", file->kind);
        size_t from = out->size;
        str_add_format(out, "  %s", file->name);
        print_add_gap(out, from, widest + 4);
        add_title(out, file->path);
        str_add_byte(out, '\n');
    }
}

static void list_as_json(Str *out, const GuideFiles *files)
{
    Json json = json_begin(out, 2);
    json_open(&json, NULL, '[');
    for (size_t i = 0; i < files->count; i++) {
        Str title = STR_EMPTY;
        add_title(&title, files->list[i].path);
        json_open(&json, NULL, '{');
        json_add_text(&json, "name", files->list[i].name);
        json_add_text(&json, "folder", files->list[i].kind);
        json_add_text(&json, "title", str_text(&title));
        json_add_text(&json, "path", files->list[i].path);
        json_close(&json, '}');
        str_free(&title);
    }
    json_close(&json, ']');
    str_add(out, "\n");
}

static void list_as_csv(Str *out, const GuideFiles *files)
{
    static const char *const headings[] = {"name", "folder", "title", "path"};
    Csv csv = csv_begin(out);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        csv_add_text(&csv, headings[i]);
    csv_end_row(&csv);
    for (size_t i = 0; i < files->count; i++) {
        Str title = STR_EMPTY;
        add_title(&title, files->list[i].path);
        csv_add_text(&csv, files->list[i].name);
        csv_add_text(&csv, files->list[i].kind);
        csv_add_text(&csv, str_text(&title));
        csv_add_text(&csv, files->list[i].path);
        csv_end_row(&csv);
        str_free(&title);
    }
}

static int run_list(Call *call, Err *err)
{
    GuideFiles files = {NULL, 0, 0};
    int result = guides_list(&files, err);
    if (result == 0 && call->form == FORM_JSON)
        list_as_json(&call->out, &files);
    else if (result == 0 && call->form == FORM_CSV)
        list_as_csv(&call->out, &files);
    else if (result == 0)
        list_for_people(&call->out, &files);
    guides_free(&files);
    return result;
}

static const OptionRow options_list[] = {OPTION_JSON, OPTION_CSV, OPTIONS_END};

const CommandRow cli_guide_list = {
    .name = "guide list",
    .arguments = "",
    .help = "list the guides that came with rir",
    .more = "Each can be used by its name: `rir start strategic-leaders --person P01`. To change one, print "
            "its file into "
            "your own with `rir guide show NAME --source >mine.md`.",
    .options = options_list,
    .study = STUDY_NONE,
    .run = run_list,
};

/* --- show, print */

static int run_show(Call *call, Err *err)
{
    Str path = STR_EMPTY, text = STR_EMPTY;
    Plan *plan = guides_read(call_find_word(call, 0), &path, &text, NULL, err);
    if (plan && call_has_option(call, "source"))
        str_add_bytes(&call->out, str_text(&text), text.size);
    else if (plan && call->form == FORM_JSON)
        plan_add_json(&call->out, plan, str_text(&path));
    else if (plan)
        guide_add_outline(&call->out, plan);
    int result = plan ? 0 : -1;
    guide_free(plan);
    str_free(&path);
    str_free(&text);
    return result;
}

static const OptionRow options_show[] = {
    {0, "source", NULL, "print the file itself, to make a guide of your own from it", NULL},
    OPTION_JSON,
    OPTIONS_END,
};

const CommandRow cli_guide_show = {
    .name = "guide show",
    .arguments = "GUIDE",
    .help = "show what rir understands of a guide",
    .more = "",
    .options = options_show,
    .words = {"guide"},
    .least = 1,
    .most = 1,
    .study = STUDY_NONE,
    .run = run_show,
};

/* How many people or tables an option says; 0 when it is not given. */
static int read_many(Call *call, const char *option, int most, int *many, Err *err)
{
    const char *text = call_find_option(call, option);
    *many = 0;
    for (const char *at = text; at && *at; at++) {
        if (*at < '0' || *at > '9' || *many > most)
            *many = most + 1;
        else
            *many = *many * 10 + (*at - '0');
    }
    if (text && (*many == 0 || *many > most))
        return err_set(err, ERR_USAGE, "--%s takes a whole number from 1 to %d, not `%s`", option, most,
                       text);
    return 0;
}

/* The matrix that an activity names: beside the guide, else one that came with rir. */
static Plan *read_matrix(const char *guide, const char *name, Err *err)
{
    Str path = STR_EMPTY, found = STR_EMPTY, text = STR_EMPTY;
    str_add_bytes(&path, guide, (size_t)(file_find_name(guide) - guide));
    str_add_format(&path, "%s.md", name);
    Plan *matrix =
        guides_read(file_exists(str_text(&path)) ? str_text(&path) : name, &found, &text, NULL, err);
    if (matrix && matrix->kind != GUIDE_MATRIX) {
        err_set(err, ERR_REFUSED, "%s is no matrix: it says `kind: %s`", str_text(&found),
                guide_name_kind(matrix->kind));
        guide_free(matrix);
        matrix = NULL;
    }
    str_free(&path);
    str_free(&found);
    str_free(&text);
    return matrix;
}

static bool is_printed(const Plan *plan, size_t topic)
{
    for (size_t i = 0; i < topic; i++)
        if (strcmp(plan->topics[i].matrix, plan->topics[topic].matrix) == 0)
            return true;
    return plan->topics[topic].matrix[0] == '\0';
}

static int add_matrices(Str *out, const Plan *plan, const char *path, const GuidePaper *paper, Err *err)
{
    for (size_t i = 0; i < plan->topic_count; i++) {
        if (is_printed(plan, i))
            continue;
        Plan *matrix = read_matrix(path, plan->topics[i].matrix, err);
        if (!matrix)
            return err_prefix(err, "the rating sheets for \"%s\"", plan->topics[i].title);
        guide_add_rating_sheets(out, matrix, paper);
        guide_free(matrix);
    }
    return 0;
}

#define MOST_PEOPLE 500
#define MOST_TABLES 99

static int run_print(Call *call, Err *err)
{
    Str path = STR_EMPTY, text = STR_EMPTY;
    GuidePaper paper = {0, 0};
    if (read_many(call, "people", MOST_PEOPLE, &paper.people, err) != 0 ||
        read_many(call, "tables", MOST_TABLES, &paper.tables, err) != 0)
        return -1;
    Plan *plan = guides_read(call_find_word(call, 0), &path, &text, NULL, err);
    if (plan)
        guide_add_print(&call->out, plan, &paper);
    int result = plan ? add_matrices(&call->out, plan, str_text(&path), &paper, err) : -1;
    if (result != 0)
        str_clear(&call->out);
    guide_free(plan);
    str_free(&path);
    str_free(&text);
    return result;
}

static const OptionRow options_print[] = {
    {0, "people", "N", "how many come: so many ballots, rating sheets, lines to sign in", NULL},
    {0, "tables", "N", "how many tables, if not as the guide says: so many table sheets", NULL},
    OPTIONS_END,
};

const CommandRow cli_guide_print = {
    .name = "guide print",
    .arguments = "GUIDE",
    .help = "print everything for paper: schedule, consent form, sheets",
    .more =
        "This is what an ethics committee or a participant can be given: no attributes, room to write.\n\n"
        "Of a workshop it is the agenda, a list to sign in, the facilitator's script, table sheets and "
        "rating sheets, which "
        "are numbered, and ballots, which are not, so that nobody can tell whose they are. Of a focus group "
        "there is "
        "a seating plan, of an observation sheets for jottings, of a document the form for extracts. Without "
        "--people "
        "there is one of each, to be copied.",
    .options = options_print,
    .words = {"guide"},
    .least = 1,
    .most = 1,
    .study = STUDY_NONE,
    .run = run_print,
};

/* --- check */

static void add_size(Str *out, const Plan *plan)
{
    if (plan->kind == GUIDE_CODEBOOK) {
        print_add_count(out, (int64_t)plan->code_count, "code\n", "codes\n");
    } else if (plan->kind == GUIDE_MATRIX) {
        print_add_count(out, (int64_t)plan->dimension_count, "dimension\n", "dimensions\n");
    } else {
        print_add_count(out, (int64_t)plan->topic_count, "topic, ", "topics, ");
        print_add_count(out, (int64_t)plan->question_count, "question\n", "questions\n");
    }
}

/* A refusal of an item that rir does not know changes nothing, which whoever wrote it might not expect. */
static void add_own_items(Str *out, const Plan *plan, const char *path)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->consent_count; i++)
        if (!consent_has_effect(plan->consent[i].id))
            count++;
    if (count == 0)
        return;
    str_add_format(out, "%s: consent ", path);
    for (size_t i = 0, at = 0; i < plan->consent_count; i++)
        if (!consent_has_effect(plan->consent[i].id))
            str_add_format(out, "%s%s", at++ ? ", " : "", plan->consent[i].id);
    str_add(out,
            ": asked and recorded, but a refusal changes nothing in rir. It acts on the ids part, record, "
            "quote, recontact and reuse\n");
}

static int run_check(Call *call, Err *err)
{
    size_t wrong = 0;
    for (size_t i = 0; i < call->word_count; i++) {
        Str path = STR_EMPTY, text = STR_EMPTY, account = STR_EMPTY;
        Err one = {ERR_NONE, ""};
        Plan *plan = guides_read(call->words[i], &path, &text, &account, &one);
        if (plan) {
            str_add_format(&call->out, "%s: fine, ", str_text(&path));
            add_size(&call->out, plan);
            add_own_items(&call->out, plan, str_text(&path));
        } else {
            str_add(&call->out, account.size ? str_text(&account) : "");
            if (account.size == 0)
                str_add_format(&call->out, "%s\n", one.text);
            wrong++;
        }
        guide_free(plan);
        str_free(&path);
        str_free(&text);
        str_free(&account);
    }
    if (wrong)
        return err_set(err, ERR_REFUSED,
                       "%zu of %zu cannot be used as it is; each line above says where and what to "
                       "write",
                       wrong, call->word_count);
    return 0;
}

const CommandRow cli_guide_check = {
    .name = "guide check",
    .arguments = "GUIDE...",
    .help = "find every mistake in a guide",
    .more = "Each mistake is a line FILE:LINE:COLUMN: what is wrong, and how to write it.",
    .words = {"guide"},
    .least = 1,
    .most = -1,
    .study = STUDY_NONE,
    .run = run_check,
};

/* --- new */

static int run_new(Call *call, Err *err)
{
    const char *name = call_find_word(call, 0);
    const char *kind_name = call_find_option(call, "kind");
    const char *title = call_find_option(call, "title");
    GuideKind kind = GUIDE_INTERVIEW;
    if (kind_name && !guide_find_kind(kind_name, &kind))
        return err_set(err, ERR_USAGE,
                       "there is no kind of guide `%s`; there is interview, focus-group, observation, "
                       "document, workshop, codebook, matrix",
                       kind_name);
    Str path = STR_EMPTY, text = STR_EMPTY, plain = STR_EMPTY;
    size_t size = strlen(name);
    int result = -1;
    str_add_format(&path, "%s%s", name, size > 3 && strcmp(name + size - 3, ".md") == 0 ? "" : ".md");
    guides_add_name(&plain, str_text(&path));
    guide_add_template(&text, kind, title ? title : str_text(&plain));
    if (file_exists(str_text(&path))) {
        err_set(err, ERR_REFUSED, "%s exists already; it was left as it is", str_text(&path));
    } else if (file_write(str_text(&path), str_text(&text), text.size, err) == 0) {
        str_add_format(&call->out, "made %s: write your questions into it, then `rir guide check %s`\n",
                       str_text(&path), str_text(&path));
        result = 0;
    }
    str_free(&path);
    str_free(&text);
    str_free(&plain);
    return result;
}

static const OptionRow options_new[] = {
    {0, "kind", "KIND", "what it is for, if not an interview",
     "interview|focus-group|observation|document|workshop|codebook|matrix"},
    {0, "title", "TITLE", "its title", NULL},
    OPTIONS_END,
};

const CommandRow cli_guide_new = {
    .name = "guide new",
    .arguments = "FILE",
    .help = "make a guide to begin from",
    .more = "",
    .options = options_new,
    .words = {"file"},
    .least = 1,
    .most = 1,
    .study = STUDY_NONE,
    .run = run_new,
};
