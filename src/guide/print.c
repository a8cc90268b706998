/* SPDX-License-Identifier: MIT */
/* The guide for paper: what the participant and the ethics committee see, with room to write. */
#include <string.h>

#include "paper.h"
#include "rir/guide.h"

/* --- the head of the page */

static const char *const names[GUIDE_KINDS] = {
    "Interview schedule", "Focus group schedule", "Observation guide", "Document guide", "Workshop agenda",
    "Codebook",           "Rating sheet"};

static void add_head(Str *out, const Plan *plan)
{
    paper_add_heading(out, 1, plan->title);
    str_add_format(out, "\n\n%s", names[plan->kind]);
    if (plan->minutes > 0)
        str_add_format(out, ", %d minute%s", plan->minutes, paper_find_plural((size_t)plan->minutes));
    str_add(out, "\n");
    if (*plan->source != '\0') {
        str_add(out, "\nSource: ");
        paper_add_text(out, plan->source, "");
        str_add(out, "\n");
    }
    if (plan->kind == GUIDE_CODEBOOK)
        return;
    static const char *const who[GUIDE_KINDS] = {
        [GUIDE_INTERVIEW] = "Participant", [GUIDE_FOCUS_GROUP] = "Group", [GUIDE_OBSERVATION] = "Setting",
        [GUIDE_DOCUMENT] = "Document",     [GUIDE_WORKSHOP] = "Group",    [GUIDE_MATRIX] = "Team"};
    str_add_format(out,
                   "\n%s: " PAPER_BLANK "  Date: " PAPER_BLANK "\n\nResearcher: " PAPER_BLANK
                   "  Began: " PAPER_BLANK "  Ended: " PAPER_BLANK "\n",
                   who[plan->kind]);
}

static void add_consent(Str *out, const Plan *plan)
{
    if (plan->consent_count == 0)
        return;
    str_add(out, "\n## Consent\n");
    paper_add_consent_items(out, plan);
    str_add(out, "\nHow consent was given: " PAPER_BLANK "  Signature or witness: " PAPER_BLANK
                 "  Date: " PAPER_BLANK "\n");
}

/* --- schedules */

static void add_topic(Str *out, const Plan *plan, const Topic *topic)
{
    str_add(out, "\n");
    paper_add_heading(out, topic->level + 1, topic->title);
    if (topic->minutes > 0)
        str_add_format(out, " (%d minute%s)", topic->minutes, paper_find_plural((size_t)topic->minutes));
    str_add(out, "\n");
    if (*topic->say != '\0') {
        str_add(out, "\n> ");
        paper_add_text(out, topic->say, "> ");
        str_add(out, "\n");
    }
    for (size_t i = 0; i < topic->question_count; i++)
        paper_add_question(out, &plan->questions[topic->first_question + i], 3);
    if (topic->question_count == 0 && plan->kind != GUIDE_INTERVIEW)
        paper_add_rules(out, 2);
}

/* --- codebooks and matrices */

static void add_field(Str *out, const char *name, const char *notes)
{
    while (*notes != '\0') {
        size_t size = strcspn(notes, "\n");
        Str note = STR_EMPTY;
        str_add_bytes(&note, notes, size);
        str_add_format(out, "- %s: ", name);
        paper_add_text(out, str_text(&note), "  ");
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
    paper_add_heading(out, count_depth(plan, code) + 2, code->name);
    str_add(out, "\n\n`#");
    str_add(out, code->id);
    str_add(out, "`\n");
    if (*code->definition != '\0') {
        str_add(out, "\n");
        paper_add_text(out, code->definition, "");
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
    paper_add_heading(out, 3, dimension->title);
    str_add(out, "\n\n");
    if (*dimension->text != '\0') {
        paper_add_text(out, dimension->text, "");
        str_add(out, "\n\n");
    }
    for (size_t i = 0; i < dimension->level_count; i++) {
        str_add_format(out, "- ☐ %lld: ", (long long)dimension->lowest + (long long)i);
        paper_add_text(out, *dimension->levels[i] != '\0' ? dimension->levels[i] : "", "  ");
        str_add(out, *dimension->levels[i] != '\0' ? "\n" : PAPER_BLANK PAPER_BLANK "\n");
    }
    str_add(out, "- ☐ do not know\n\nEvidence: " PAPER_BLANK PAPER_BLANK "\n");
}

/* --- rating sheets */

static void add_rating_sheet(Str *out, const Plan *plan, int number)
{
    str_add(out, "\nRating sheet number: ");
    if (number > 0)
        str_add_format(out, "**%d**", number);
    else
        str_add(out, PAPER_BLANK);
    str_add(out, "  Group: " PAPER_BLANK
                 "\n\nPlease rate alone and in silence, as it is today. Tick one box for each. The number is "
                 "there so that a sheet can be found again; it is not linked to your name.\n");
    for (size_t i = 0; i < plan->dimension_count; i++)
        add_dimension(out, &plan->dimensions[i]);
}

/* What the team agrees on when all have seen how they lie. */
static void add_agreed_sheet(Str *out, const Plan *plan)
{
    paper_begin_page(out, "What we agreed");
    str_add(out, "\nOne for the team, filled in while you talk. Agree on a level only when there is evidence "
                 "that somebody "
                 "else could check.\n");
    for (size_t i = 0; i < plan->dimension_count; i++) {
        str_add(out, "\n- ");
        paper_add_text(out, plan->dimensions[i].title, "  ");
        str_add(out, "\n\n  Level: _____  " PAPER_BOX " not agreed  Evidence: " PAPER_RULE
                     "\n\n  Seen differently, and why (no names): " PAPER_RULE "\n");
    }
}

void guide_add_rating_sheets(Str *out, const Plan *matrix, const GuidePaper *paper)
{
    int people = paper != NULL ? paper->people : 0;
    for (int number = people > 0 ? 1 : 0; number <= people; number++) {
        paper_begin_page(out, matrix->title);
        add_rating_sheet(out, matrix, number);
    }
    add_agreed_sheet(out, matrix);
}

static void add_matrix(Str *out, const Plan *plan, const GuidePaper *paper)
{
    if (*plan->text != '\0') {
        str_add(out, "\n");
        paper_add_text(out, plan->text, "");
        str_add(out, "\n");
    }
    guide_add_rating_sheets(out, plan, paper);
}

/* --- the whole */

static void add_topics(Str *out, const Plan *plan)
{
    for (size_t i = 0; i < plan->topic_count; i++)
        add_topic(out, plan, &plan->topics[i]);
}

static void add_codes(Str *out, const Plan *plan)
{
    for (size_t i = 0; i < plan->code_count; i++)
        add_code(out, plan, &plan->code_list[i]);
}

void guide_add_print(Str *out, const Plan *plan, const GuidePaper *paper)
{
    static const GuidePaper unknown;
    paper = paper != NULL ? paper : &unknown;
    add_head(out, plan);
    if (plan->kind != GUIDE_WORKSHOP && plan->kind != GUIDE_FOCUS_GROUP)
        add_consent(out, plan);
    switch (plan->kind) {
    case GUIDE_WORKSHOP:
        paper_add_workshop(out, plan, paper);
        break;
    case GUIDE_FOCUS_GROUP:
        paper_add_consent_form(out, plan);
        paper_add_sign_in(out, plan, paper);
        paper_add_seating(out, paper);
        add_topics(out, plan);
        paper_add_debrief(out);
        break;
    case GUIDE_OBSERVATION:
        paper_add_observer(out);
        add_topics(out, plan);
        paper_add_jottings(out);
        break;
    case GUIDE_DOCUMENT:
        paper_add_register(out);
        add_topics(out, plan);
        paper_add_extracts(out);
        break;
    case GUIDE_CODEBOOK:
        add_codes(out, plan);
        break;
    case GUIDE_MATRIX:
        add_matrix(out, plan, paper);
        break;
    default:
        add_topics(out, plan);
        break;
    }
}
