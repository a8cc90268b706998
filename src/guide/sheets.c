/* SPDX-License-Identifier: MIT */
/* Table sheets, slips and ballots. */
#include "sheets.h"

#include <string.h>

#define SLIPS 4 /* on a page */

static bool is_method(const Topic *topic, const char *method)
{
    return strcmp(topic->method, method) == 0;
}

static bool is_any(const char *text, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (strcmp(text, *names) == 0)
            return true;
    }
    return false;
}

/* --- what stands on a sheet */

static void add_lines(Str *out, const char *label, int count)
{
    for (int i = 0; i < count; i++)
        str_add_format(out, "\n%s  " PAPER_RULE "\n", label);
}

static void add_ideas(Str *out)
{
    str_add(out, "\nOne idea a line, as it was said; no names.\n");
    add_lines(out, "- Letter _____", 8);
}

static void add_heaps(Str *out)
{
    for (int i = 0; i < 5; i++)
        str_add(out,
                "\n- Name of the heap: " PAPER_BLANK PAPER_BLANK "\n\n  Cards (letters): " PAPER_RULE "\n");
}

static void add_responses(Str *out)
{
    for (int i = 0; i < 3; i++)
        str_add(out, "\n- Finding: F_____  " PAPER_BOX " we recognise it  " PAPER_BOX
                     " we would change it  " PAPER_BOX " we see it otherwise  " PAPER_BOX
                     " something is missing\n\n  Why: " PAPER_RULE "\n\n  In our words: " PAPER_RULE
                     "\n\n  Who at the table sees it differently, and why (no "
                     "names): " PAPER_RULE "\n");
}

static void add_recommendations(Str *out)
{
    for (int i = 0; i < 2; i++)
        str_add(out, "\n- What should be done: " PAPER_RULE "\n\n  " PAPER_RULE
                     "\n\n  Because of finding: F_____  Which role takes it "
                     "on: " PAPER_BLANK PAPER_BLANK "\n\n  By when: " PAPER_BOX " now  " PAPER_BOX
                     " 3 months  " PAPER_BOX " 12 months  " PAPER_BOX " by " PAPER_BLANK
                     "\n\n  For whom to do: " PAPER_BOX " team  " PAPER_BOX " organisation  " PAPER_BOX
                     " system\n\n  How we will see that it works: " PAPER_RULE
                     "\n\n  Support: _____  Against: _____  Why (no names): " PAPER_RULE "\n");
}

static void add_rounds(Str *out, const Topic *topic)
{
    Stage stages[GUIDE_MOST_STAGES];
    size_t count = guide_find_stages(topic, stages);
    for (size_t i = 0; i < count; i++) {
        str_add_format(out, "\n- %s:\n", stages[i].name);
        for (int line = 0; line < 3; line++)
            str_add(out, "\n  " PAPER_RULE "\n");
    }
}

static void add_questions(Str *out, const Plan *plan, const Topic *topic)
{
    for (size_t i = 0; i < topic->question_count; i++) {
        const Question *question = &plan->questions[topic->first_question + i];
        str_add_format(out, "%s- **%zu** ", i == 0 ? "\n" : "", question->number);
        paper_add_text(out, question->text, "  ");
        str_add(out, "\n");
    }
}

static void add_fields(Str *out, const Topic *topic)
{
    static const char *const ideas[] = {"silent-generation", "round-robin", NULL};
    static const char *const stages[] = {"world-cafe", "1-2-4-all", NULL};
    str_add(out, "\nPlease write clearly: somebody will type it.\n");
    if (is_any(topic->method, ideas))
        add_ideas(out);
    else if (is_any(topic->method, stages))
        add_rounds(out, topic);
    else if (is_method(topic, "affinity"))
        add_heaps(out);
    else if (is_method(topic, "co-interpretation"))
        add_responses(out);
    else if (is_method(topic, "recommendations"))
        add_recommendations(out);
    else
        paper_add_rules(out, 10);
}

/* --- how many */

static int count_tables(const Plan *plan, const GuidePaper *paper)
{
    return paper->tables > 0 ? paper->tables : plan->tables;
}

/* Whether something is written down together: by the method, or because it is done at tables. */
static bool takes_sheets(const Topic *topic)
{
    static const char *const writing[] = {"round-robin",       "affinity",        "1-2-4-all", "world-cafe",
                                          "co-interpretation", "recommendations", NULL};
    static const char *const apart[] = {"pairs", "fours", "tables", NULL};
    static const char *const never[] = {"rank", "dot-vote", "maturity", "break", "welcome", NULL};
    if (strcmp(topic->groups, "alone") == 0 || is_any(topic->method, never))
        return false;
    return is_any(topic->method, writing) || is_any(topic->groups, apart);
}

static bool takes_slips(const Topic *topic)
{
    static const char *const never[] = {"rank", "dot-vote", "maturity", "break", "welcome", NULL};
    return strcmp(topic->groups, "alone") == 0 && !is_any(topic->method, never);
}

/* All together write on one sheet; in the stages of 1-2-4-all each table has its own. */
static int count_sheets(const Topic *topic, int tables)
{
    return strcmp(topic->groups, "all") == 0 && !is_method(topic, "1-2-4-all") ? 1 : tables;
}

/* --- the pages */

/* `number` and `table` are 0 on a sheet to be copied and filled in by hand, `table` also where all write
 * together. */
static void add_sheet(Str *out, const Plan *plan, const Topic *topic, int number, int table)
{
    paper_begin_page(out, topic->title);
    if (number > 0)
        str_add_format(out, "\nSheet **%d**", number);
    else
        str_add(out, "\nSheet: __________");
    if (table > 0)
        str_add_format(out, "  Table **%d**", table);
    else if (number == 0)
        str_add(out, "  Table: __________");
    str_add(out, "  Written by (role): " PAPER_BLANK "\n");
    add_questions(out, plan, topic);
    add_fields(out, topic);
}

static void add_slips(Str *out, const Plan *plan, const Topic *topic)
{
    paper_begin_page(out, topic->title);
    str_add(out, "\nSlips, to be cut apart: one idea on each. No name.\n");
    add_questions(out, plan, topic);
    for (int i = 0; i < SLIPS; i++) {
        str_add(out, "\n- - - - - - - - - - - - - - - - - - - -\n");
        paper_add_rules(out, 3);
    }
}

void sheets_add_tables(Str *out, const Plan *plan, const GuidePaper *paper)
{
    int tables = count_tables(plan, paper), number = 0;
    for (size_t i = 0; i < plan->topic_count; i++) {
        const Topic *topic = &plan->topics[i];
        if (takes_slips(topic))
            add_slips(out, plan, topic);
        if (!takes_sheets(topic))
            continue;
        int sheets = count_sheets(topic, tables);
        if (sheets == 0)
            add_sheet(out, plan, topic, 0, 0);
        for (int sheet = 1; sheet <= sheets; sheet++)
            add_sheet(out, plan, topic, ++number, sheets > 1 || tables == 1 ? sheet : 0);
    }
}

/* --- ballots */

static void add_ballot(Str *out, const Topic *topic)
{
    Str title = STR_EMPTY;
    str_add_format(&title, "Ballot: %s", topic->title);
    paper_begin_page(out, str_text(&title));
    str_free(&title);
    str_add(out, "\nMy group (leave it empty if you are the only one of it here): " PAPER_BLANK "\n\n");
    for (int i = 0; i < topic->rank; i++)
        str_add_format(out, "- %d point%s, letter: _____\n", topic->rank - i,
                       paper_find_plural((size_t)(topic->rank - i)));
    if (topic->rank > 0)
        return;
    str_add_format(out, "%d dot%s in all", topic->dots, paper_find_plural((size_t)topic->dots));
    if (topic->cap > 0)
        str_add_format(out, ", at most %d on one", topic->cap);
    str_add(out, ".\n\n");
    for (int i = 0; i < topic->dots; i++)
        str_add(out, "- Letter: _____  Dots: _____\n");
}

void sheets_add_ballots(Str *out, const Plan *plan, const GuidePaper *paper)
{
    for (size_t i = 0; i < plan->topic_count; i++) {
        const Topic *topic = &plan->topics[i];
        bool votes = topic->rank > 0 || topic->dots > 0;
        for (int ballot = 0; votes && ballot < (paper->people > 0 ? paper->people : 1); ballot++)
            add_ballot(out, topic);
    }
}
