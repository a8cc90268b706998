/* SPDX-License-Identifier: MIT */
/* The guide for paper: what the participant and the ethics committee see, with room to write. */
#include <string.h>

#include "rir/guide.h"

#define RULE "____________________________________________________________"
#define BLANK "____________________"

/* --- text */

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether Markdown would take the sign at `at` for a mark. Signs that mean nothing there stay as they are,
 * for paper is printed from the text itself as well. `begins`: nothing but signs is before it on the line. */
static bool is_mark(const char *text, const char *at, bool begins)
{
    char before = at > text ? at[-1] : ' ', after = at[1];
    switch (*at) {
    case '\\':
    case '`':
    case '*':
    case '|':
    case '~':
        return true;
    case '_':
        return !is_word(before) || !is_word(after);
    case '<':
        return is_word(after) || (after != '\0' && strchr("/!?", after) != NULL);
    case '&':
        return is_word(after) || after == '#';
    case ']':
        return after == '(' || after == '[' || after == ':';
    case '#':
        return begins || after == '#' || after == '\0' || after == '\n';
    default:
        return begins && strchr(">+-=", *at) != NULL;
    }
}

/* Adds text so that Markdown reads it as written; lines after the first begin with `opening`. */
static void add_text(Str *out, const char *text, const char *opening)
{
    bool begins = true;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\n') {
            if (at[1] == '\n') /* a new paragraph */
                str_add_format(out, "\n%.*s", (int)strcspn(opening, " "), opening);
            else
                str_add(out, "\\");
            str_add_format(out, "\n%s", opening);
            at += at[1] == '\n';
            begins = true;
            continue;
        }
        size_t digits = begins ? strspn(at, "0123456789") : 0;
        if (digits > 0 && (at[digits] == '.' || at[digits] == ')')) {
            str_add_bytes(out, at, digits);
            str_add_byte(out, '\\');
            at += digits;
        } else if (is_mark(text, at, begins)) {
            str_add_byte(out, '\\');
        }
        str_add_byte(out, *at);
        begins = begins && *at == ' ';
    }
}

static const char *find_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void add_heading(Str *out, int level, const char *title)
{
    for (int i = 0; i < level && i < 6; i++)
        str_add_byte(out, '#');
    str_add_byte(out, ' ');
    add_text(out, title, "");
}

/* --- the head of the page */

static const char *const names[GUIDE_KINDS] = {
    "Interview schedule", "Focus group schedule", "Observation guide", "Document guide", "Workshop agenda",
    "Codebook",           "Rating sheet"};

static void add_head(Str *out, const Plan *plan)
{
    add_heading(out, 1, plan->title);
    str_add_format(out, "\n\n%s", names[plan->kind]);
    if (plan->minutes > 0)
        str_add_format(out, ", %d minute%s", plan->minutes, find_plural((size_t)plan->minutes));
    str_add(out, "\n");
    if (*plan->source != '\0') {
        str_add(out, "\nSource: ");
        add_text(out, plan->source, "");
        str_add(out, "\n");
    }
    if (plan->kind == GUIDE_CODEBOOK)
        return;
    static const char *const who[GUIDE_KINDS] = {
        [GUIDE_INTERVIEW] = "Participant", [GUIDE_FOCUS_GROUP] = "Group", [GUIDE_OBSERVATION] = "Setting",
        [GUIDE_DOCUMENT] = "Document",     [GUIDE_WORKSHOP] = "Group",    [GUIDE_MATRIX] = "Team"};
    str_add_format(out,
                   "\n%s: " BLANK "  Date: " BLANK "\n\nResearcher: " BLANK "  Began: " BLANK
                   "  Ended: " BLANK "\n",
                   who[plan->kind]);
}

static void add_consent(Str *out, const Plan *plan)
{
    if (plan->consent_count == 0)
        return;
    str_add(out, "\n## Consent\n\nPlease tick one box in each line.\n\n");
    for (size_t i = 0; i < plan->consent_count; i++) {
        const ConsentItem *item = &plan->consent[i];
        str_add(out, "- ☐ yes ☐ no: ");
        add_text(out, item->text, "  ");
        str_add(out, item->required ? " (needed to take part)\n" : "\n");
    }
    str_add(out, "\nHow consent was given: " BLANK "  Signature or witness: " BLANK "  Date: " BLANK "\n");
}

/* --- schedules */

static void add_question(Str *out, const Question *question)
{
    Str indent = STR_EMPTY;
    size_t begin = out->size;
    str_add_format(out, "\n%zu. ", question->number);
    for (size_t width = out->size - begin - 1; width > 0; width--)
        str_add_byte(&indent, ' ');
    add_text(out, question->text, str_text(&indent));
    if (question->must)
        str_add(out, " **must ask**");
    if (question->minutes > 0)
        str_add_format(out, " (%d minute%s)", question->minutes, find_plural((size_t)question->minutes));
    str_add(out, "\n\n");
    for (size_t i = 0; i < question->probe_count; i++) {
        Str deeper = STR_EMPTY;
        str_add_format(&deeper, "%s  ", str_text(&indent));
        str_add_format(out, "%s- ☐ ", str_text(&indent));
        add_text(out, question->probes[i].text, str_text(&deeper));
        str_add(out, "\n");
        str_free(&deeper);
    }
    str_add_format(out, "%s%s" RULE "\n\n%s" RULE "\n\n%s" RULE "\n", question->probe_count > 0 ? "\n" : "",
                   str_text(&indent), str_text(&indent), str_text(&indent));
    str_free(&indent);
}

static void add_topic(Str *out, const Plan *plan, const Topic *topic)
{
    str_add(out, "\n");
    add_heading(out, topic->level + 1, topic->title);
    if (topic->minutes > 0)
        str_add_format(out, " (%d minute%s)", topic->minutes, find_plural((size_t)topic->minutes));
    str_add(out, "\n");
    if (*topic->method != '\0')
        str_add_format(out, "\nMethod: %s\n", topic->method);
    if (*topic->say != '\0') {
        str_add(out, "\n> ");
        add_text(out, topic->say, "> ");
        str_add(out, "\n");
    }
    for (size_t i = 0; i < topic->question_count; i++)
        add_question(out, &plan->questions[topic->first_question + i]);
    if (topic->question_count == 0 && plan->kind != GUIDE_INTERVIEW)
        str_add(out, "\n" RULE "\n\n" RULE "\n");
}

/* --- codebooks and matrices */

static void add_field(Str *out, const char *name, const char *notes)
{
    while (*notes != '\0') {
        size_t size = strcspn(notes, "\n");
        Str note = STR_EMPTY;
        str_add_bytes(&note, notes, size);
        str_add_format(out, "- %s: ", name);
        add_text(out, str_text(&note), "  ");
        str_add(out, "\n");
        str_free(&note);
        notes += size + (notes[size] == '\n');
    }
}

static int count_depth(const Plan *plan, const GuideCode *code)
{
    int depth = 0;
    for (; code->parent != GUIDE_NO_PARENT; code = &plan->code_list[code->parent])
        depth++;
    return depth;
}

static void add_code(Str *out, const Plan *plan, const GuideCode *code)
{
    str_add(out, "\n");
    add_heading(out, count_depth(plan, code) + 2, code->name);
    str_add(out, "\n\n`#");
    str_add(out, code->id);
    str_add(out, "`\n");
    if (*code->definition != '\0') {
        str_add(out, "\n");
        add_text(out, code->definition, "");
        str_add(out, "\n");
    }
    if (*code->include != '\0' || *code->exclude != '\0' || *code->example != '\0')
        str_add(out, "\n");
    add_field(out, "Include", code->include);
    add_field(out, "Exclude", code->exclude);
    add_field(out, "Example", code->example);
}

static void add_dimension(Str *out, const Dimension *dimension)
{
    str_add(out, "\n");
    add_heading(out, 2, dimension->title);
    str_add(out, "\n\n");
    if (*dimension->text != '\0') {
        add_text(out, dimension->text, "");
        str_add(out, "\n\n");
    }
    for (size_t i = 0; i < dimension->level_count; i++) {
        str_add_format(out, "- ☐ %lld: ", (long long)dimension->lowest + (long long)i);
        add_text(out, *dimension->levels[i] != '\0' ? dimension->levels[i] : "", "  ");
        str_add(out, *dimension->levels[i] != '\0' ? "\n" : BLANK BLANK "\n");
    }
    str_add(out, "- ☐ do not know\n\nEvidence: " BLANK BLANK "\n");
}

void guide_add_print(Str *out, const Plan *plan)
{
    add_head(out, plan);
    add_consent(out, plan);
    for (size_t i = 0; i < plan->topic_count; i++)
        add_topic(out, plan, &plan->topics[i]);
    for (size_t i = 0; i < plan->code_count; i++)
        add_code(out, plan, &plan->code_list[i]);
    for (size_t i = 0; i < plan->dimension_count; i++)
        add_dimension(out, &plan->dimensions[i]);
}
