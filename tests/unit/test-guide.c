/* SPDX-License-Identifier: MIT */
/* guide: what is read from a guide, and what is written from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmark.h>
#include <cmocka.h>

#include "rir/guide.h"
#include "rir/str.h"
#include "rir/text.h"

static Plan *read_bytes(const char *bytes, size_t size)
{
    Mistakes mistakes = {0};
    Plan *plan = guide_read(bytes, size, &mistakes);
    Str said = STR_EMPTY;
    guide_add_mistakes(&said, "guide.md", &mistakes);
    if (plan == NULL)
        print_error("%s", str_text(&said));
    assert_non_null(plan);
    assert_int_equal(mistakes.count, 0);
    guide_free_mistakes(&mistakes);
    str_free(&said);
    return plan;
}

static Plan *read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

/* A guide with the smallest front matter before `body`. */
static Plan *read_body(const char *kind, const char *body)
{
    Str text = STR_EMPTY;
    str_add_format(&text, "---\ntitle: T\nkind: %s\n---\n%s", kind, body);
    Plan *plan = read_text(str_text(&text));
    str_free(&text);
    return plan;
}

/* --- schedules */

static const char interview[] = "---\n"
                                "title: Strategic leaders\n"
                                "kind: interview            # interview | focus-group\n"
                                "minutes: 60\n"
                                "source: \"After a pilot: two interviews\"\n"
                                "consent:\n"
                                "  - id: part\n"
                                "    text: Agrees to take part\n"
                                "    required: true\n"
                                "  - id: record\n"
                                "    text: Agrees to audio\n"
                                "      recording\n"
                                "    required: false\n"
                                "  - {id: quote, text: 'Agrees to anonymised quotes'}\n"
                                "codes: selfie              # a codebook to start from\n"
                                "---\n"
                                "# Opening {phase=opening minutes=5}\n"
                                "Thank you for making\n"
                                "the time.\n"
                                "\n"
                                "> Please *stop* me\\\n"
                                "> at any time.\n"
                                "\n"
                                "# Shared vision {minutes=15}\n"
                                "1. What does integrated care mean in this partnership? {#vision .must}\n"
                                "   - Whose vision is it?\n"
                                "   - How has it\n"
                                "     changed?\n"
                                "2. What has helped, and what has got in the\n"
                                "   way? {#enablers codes=\"enabler barrier\"}\n"
                                "\n"
                                "# Closing {#end phase=closing}\n"
                                "1. Is there anything I have not asked?\n";

static void an_interview_is_read(void **state)
{
    (void)state;
    Plan *plan = read_text(interview);
    assert_int_equal(plan->kind, GUIDE_INTERVIEW);
    assert_string_equal(plan->title, "Strategic leaders");
    assert_string_equal(plan->source, "After a pilot: two interviews");
    assert_string_equal(plan->codes, "selfie");
    assert_int_equal(plan->minutes, 60);
    Digest digest = digest_of(interview, sizeof interview - 1);
    assert_memory_equal(&plan->digest, &digest, sizeof digest);

    assert_int_equal(plan->consent_count, 3);
    assert_string_equal(plan->consent[0].id, "part");
    assert_true(plan->consent[0].required);
    assert_string_equal(plan->consent[1].text, "Agrees to audio recording");
    assert_false(plan->consent[1].required);
    assert_string_equal(plan->consent[2].id, "quote");
    assert_string_equal(plan->consent[2].text, "Agrees to anonymised quotes");

    assert_int_equal(plan->topic_count, 3);
    const Topic *opening = &plan->topics[0], *vision = &plan->topics[1], *closing = &plan->topics[2];
    assert_string_equal(opening->title, "Opening");
    assert_string_equal(opening->id, "opening");
    assert_string_equal(opening->phase, "opening");
    assert_string_equal(opening->method, "");
    assert_string_equal(opening->say, "Thank you for making the time.\n\nPlease stop me\nat any time.");
    assert_int_equal(opening->minutes, 5);
    assert_int_equal(opening->level, 1);
    assert_int_equal(opening->question_count, 0);
    assert_string_equal(vision->id, "shared-vision");
    assert_string_equal(vision->phase, "main");
    assert_string_equal(vision->say, "");
    assert_int_equal(vision->first_question, 0);
    assert_int_equal(vision->question_count, 2);
    assert_string_equal(closing->id, "end");
    assert_string_equal(closing->phase, "closing");
    assert_int_equal(closing->minutes, 0);
    assert_int_equal(closing->first_question, 2);
    assert_int_equal(closing->question_count, 1);

    assert_int_equal(plan->question_count, 3);
    const Question *first = &plan->questions[0], *second = &plan->questions[1], *third = &plan->questions[2];
    assert_string_equal(first->id, "vision");
    assert_string_equal(first->text, "What does integrated care mean in this partnership?");
    assert_true(first->must);
    assert_int_equal(first->number, 1);
    assert_int_equal(first->topic, 1);
    assert_int_equal(first->probe_count, 2);
    assert_string_equal(first->probes[0].text, "Whose vision is it?");
    assert_string_equal(first->probes[1].text, "How has it changed?");
    assert_string_equal(second->text, "What has helped, and what has got in the way?");
    assert_string_equal(second->codes, "enabler barrier");
    assert_false(second->must);
    assert_int_equal(second->probe_count, 0);
    assert_string_equal(third->id, "q3");
    assert_string_equal(third->codes, "");
    assert_int_equal(third->number, 3);
    assert_int_equal(third->topic, 2);
    guide_free(plan);
}

/* The order is the document's, whatever numbers stand there, and each question counts once through the guide.
 */
static void questions_are_numbered_through(void **state)
{
    (void)state;
    Plan *plan =
        read_body("interview", "# A\n7. seven\n8. eight\n\n* * *\n\n3) three\n\nWords between.\n\n1. one\n"
                               "# B\n\n0. nought\n");
    static const char *const texts[] = {"seven", "eight", "three", "one", "nought"};
    assert_int_equal(plan->question_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(plan->questions[i].text, texts[i]);
        assert_int_equal(plan->questions[i].number, i + 1);
        assert_int_equal(plan->questions[i].topic, i == 4);
    }
    assert_int_equal(plan->topics[0].question_count, 4);
    assert_string_equal(plan->topics[0].say, "Words between.");
    guide_free(plan);
}

static void attributes_stand_in_many_ways(void **state)
{
    (void)state;
    static const struct {
        const char *line, *text, *id, *codes;
        bool must;
        int minutes;
    } rows[] = {
        {"1. A question {#a}", "A question", "a", "", false, 0},
        {"1. A question{#a}", "A question", "a", "", false, 0},
        {"1. A question {#a}  ", "A question", "a", "", false, 0},
        {"1. A question { .must #a minutes=5 }", "A question", "a", "", true, 5},
        {"1. A question {#a\n   .must}", "A question", "a", "", true, 0},
        {"1. A question\n   {#a .must}", "A question", "a", "", true, 0},
        {"1. A question\n{#a}", "A question", "a", "", false, 0},
        {"1. [A question]{#a .must}", "A question", "a", "", true, 0},
        {"1. [A wrapped\n   question]{#a}", "A wrapped question", "a", "", false, 0},
        {"1. [A [bracket] question]{#a}", "A [bracket] question", "a", "", false, 0},
        {"1. [x](y) and [A question]{#a}", "x (y) and A question", "a", "", false, 0},
        {"1. no opening]{#a}", "no opening]", "a", "", false, 0},
        {"1. A *marked* _question_{#a}", "A marked question", "a", "", false, 0},
        {"1. [_A question_]{#a}", "A question", "a", "", false, 0},
        {"1. A question {#a_b.c:d/e-f}", "A question", "a_b.c:d/e-f", "", false, 0},
        {"1. A question {#\xC3\xA9t\xC3\xA9}", "A question", "\xC3\xA9t\xC3\xA9", "", false, 0},
        {"1. A question {codes=\"enabler  barrier\"}", "A question", "q1", "enabler barrier", false, 0},
        {"1. A question {codes='enabler, barrier'}", "A question", "q1", "enabler barrier", false, 0},
        {"1. A question {codes=enabler}", "A question", "q1", "enabler", false, 0},
        {"1. A question {codes=\"a_b c_d\" .must}", "A question", "q1", "a_b c_d", true, 0},
        {"1. A question {}", "A question", "q1", "", false, 0},
        {"1. A question \\{#a}", "A question {#a}", "q1", "", false, 0},
        {"1. A question \\\\{#a}", "A question \\", "a", "", false, 0},
        {"1. A question about {service}, please", "A question about {service}, please", "q1", "", false, 0},
        {"1. A question about {service} {#a}", "A question about {service}", "a", "", false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str body = STR_EMPTY;
        str_add_format(&body, "# T\n%s\n   - probe\n", rows[i].line);
        Plan *plan = read_body("interview", str_text(&body));
        const Question *question = &plan->questions[0];
        assert_int_equal(plan->question_count, 1);
        assert_string_equal(question->text, rows[i].text);
        assert_string_equal(question->id, rows[i].id);
        assert_string_equal(question->codes, rows[i].codes);
        assert_int_equal(question->must, rows[i].must);
        assert_int_equal(question->minutes, rows[i].minutes);
        assert_int_equal(question->probe_count, 1);
        guide_free(plan);
        str_free(&body);
    }
}

static void headings_are_topics(void **state)
{
    (void)state;
    static const struct {
        const char *line, *title, *id;
        int minutes, level;
    } rows[] = {
        {"# Money {minutes=5}", "Money", "money", 5, 1},
        {"### Money {#m} ###", "Money", "m", 0, 3},
        {"# Money #", "Money", "money", 0, 1},
        {"# About C\\#", "About C#", "about-c", 0, 1},
        {"Money {#m}\n=====", "Money", "m", 0, 1},
        {"Money and\npeople {#m\nminutes=5}\n---", "Money and people", "m", 5, 2},
        {"# *Money* & &eacute;t&eacute;", "Money & \xC3\xA9t\xC3\xA9", "money-ete", 0, 1},
        {"# 24 hours", "24 hours", "topic-24-hours", 0, 1},
        {"# ...", "...", "topic", 0, 1},
        {"# \xE4\xBD\xA0\xE5\xA5\xBD", "\xE4\xBD\xA0\xE5\xA5\xBD", "\xE4\xBD\xA0\xE5\xA5\xBD", 0, 1},
        {"# [Money]{#m}", "Money", "m", 0, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str body = STR_EMPTY;
        str_add_format(&body, "%s\n\n1. A question\n", rows[i].line);
        Plan *plan = read_body("interview", str_text(&body));
        assert_int_equal(plan->topic_count, 1);
        assert_string_equal(plan->topics[0].title, rows[i].title);
        assert_string_equal(plan->topics[0].id, rows[i].id);
        assert_int_equal(plan->topics[0].minutes, rows[i].minutes);
        assert_int_equal(plan->topics[0].level, rows[i].level);
        guide_free(plan);
        str_free(&body);
    }
}

static void phases_follow_on(void **state)
{
    (void)state;
    Plan *plan = read_body("interview",
                           "# A {phase=opening}\n## B\n### C\n# D\n## E\n# F {phase=closing}\n# G\n"
                           "# H {phase=after}\n# I\n# J {phase=main}\n## K {phase=opening}\n## L\n1. q\n");
    static const char *const phases[] = {"opening", "opening", "opening", "main", "main",    "closing",
                                         "closing", "after",   "after",   "main", "opening", "main"};
    assert_int_equal(plan->topic_count, 12);
    for (size_t i = 0; i < 12; i++)
        assert_string_equal(plan->topics[i].phase, phases[i]);
    guide_free(plan);
}

static void made_ids_are_unique(void **state)
{
    (void)state;
    Plan *plan = read_body(
        "interview", "# A b\n1. x {#q3}\n2. x\n3. x\n# A b\n4. x {#q3-2}\n# A-B! {#a-b-3}\n5. x\n# a B\n");
    static const char *const questions[] = {"q3", "q2", "q3-3", "q3-2", "q5"};
    static const char *const topics[] = {"a-b", "a-b-2", "a-b-3", "a-b-4"};
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(plan->questions[i].id, questions[i]);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(plan->topics[i].id, topics[i]);
    guide_free(plan);
}

static void texts_are_plain(void **state)
{
    (void)state;
    Plan *plan = read_body("interview",
                           "# T\n"
                           "A [site](https://example.org), <https://example.org>, <a@example.org>, `code`.\n"
                           "<!-- not this -->\n"
                           "\n"
                           "<!-- nor\n"
                           "\n"
                           "this -->\n"
                           "\n"
                           "Tab\there, 5 < 6 & R&D, snake_case.\n"
                           "\n"
                           "***\n"
                           "1. One\n"
                           "\n"
                           "   Two\n"
                           "   - probe\n"
                           "\n"
                           "     more\n"
                           "   1. numbered probe\n");
    assert_string_equal(plan->topics[0].say,
                        "A site (https://example.org), https://example.org, a@example.org, code.\n\n"
                        "Tab here, 5 < 6 & R&D, snake_case.");
    assert_string_equal(plan->questions[0].text, "One\nTwo");
    assert_int_equal(plan->questions[0].probe_count, 2);
    assert_string_equal(plan->questions[0].probes[0].text, "probe\nmore");
    assert_string_equal(plan->questions[0].probes[1].text, "numbered probe");
    guide_free(plan);
}

/* Windows line ends, a byte order mark, empty lines first, no line end last: all are common and say nothing.
 */
static void line_ends_do_not_matter(void **state)
{
    (void)state;
    Str text = STR_EMPTY;
    str_add(&text, "\xEF\xBB\xBF\r\n");
    for (const char *at = interview; *at != '\0'; at++)
        str_add(&text, *at == '\n' ? "\r\n" : (char[]){*at, '\0'});
    str_cut(&text, text.size - 2);
    Plan *plan = read_text(str_text(&text)), *same = read_text(interview);
    assert_int_equal(plan->question_count, same->question_count);
    for (size_t i = 0; i < plan->question_count; i++)
        assert_string_equal(plan->questions[i].text, same->questions[i].text);
    assert_string_equal(plan->topics[0].say, same->topics[0].say);
    assert_memory_not_equal(&plan->digest, &same->digest, sizeof plan->digest);
    guide_free(plan);
    guide_free(same);
    str_free(&text);
}

static void a_workshop_has_methods(void **state)
{
    (void)state;
    Plan *plan =
        read_body("workshop", "# Welcome {method=welcome minutes=10 phase=opening}\nHello.\n"
                              "# Ideas {method=1-2-4-all minutes=12}\n1. What would you change?\n   - Why?\n"
                              "# Break {method=break minutes=15}\n");
    assert_int_equal(plan->kind, GUIDE_WORKSHOP);
    assert_int_equal(plan->topic_count, 3);
    assert_string_equal(plan->topics[0].method, "welcome");
    assert_string_equal(plan->topics[1].method, "1-2-4-all");
    assert_string_equal(plan->topics[1].phase, "main");
    assert_int_equal(plan->topics[2].minutes, 15);
    assert_int_equal(plan->question_count, 1);
    guide_free(plan);
}

static void every_kind_has_its_name(void **state)
{
    (void)state;
    static const char *const names[] = {"interview", "focus-group", "observation", "document",
                                        "workshop",  "codebook",    "matrix"};
    GuideKind kind;
    for (int i = 0; i < GUIDE_KINDS; i++) {
        assert_string_equal(guide_name_kind((GuideKind)i), names[i]);
        assert_true(guide_find_kind(names[i], &kind));
        assert_int_equal(kind, i);
    }
    assert_false(guide_find_kind("Interview", &kind));
    assert_false(guide_find_kind("", &kind));
}

/* --- codebooks and matrices */

static void a_codebook_is_read(void **state)
{
    (void)state;
    Plan *plan = read_body("codebook", "An introduction for its reader.\n"
                                       "\n"
                                       "# Money {#FI}\n"
                                       "How care is *paid* for.\n"
                                       "\n"
                                       "And by whom.\n"
                                       "- include: budgets\n"
                                       "- include: prices,\n"
                                       "  and who sets them\n"
                                       "- **Exclude:** wages\n"
                                       "- example: \"The money: it follows the bed.\"\n"
                                       "### Pooled budgets\n"
                                       "## Incentives {#FI.meso}\n"
                                       "# People\n"
                                       "#### Trust\n");
    assert_int_equal(plan->code_count, 5);
    const GuideCode *codes = plan->code_list;
    assert_string_equal(codes[0].id, "FI");
    assert_string_equal(codes[0].name, "Money");
    assert_string_equal(codes[0].definition, "How care is paid for.\n\nAnd by whom.");
    assert_string_equal(codes[0].include, "budgets\nprices, and who sets them");
    assert_string_equal(codes[0].exclude, "wages");
    assert_string_equal(codes[0].example, "\"The money: it follows the bed.\"");
    assert_true(codes[0].parent == GUIDE_NO_PARENT);
    assert_string_equal(codes[1].id, "pooled-budgets");
    assert_string_equal(codes[1].definition, "");
    assert_string_equal(codes[1].include, "");
    assert_int_equal(codes[1].parent, 0);
    assert_string_equal(codes[2].id, "FI.meso");
    assert_int_equal(codes[2].parent, 0);
    assert_true(codes[3].parent == GUIDE_NO_PARENT);
    assert_int_equal(codes[4].parent, 3);
    guide_free(plan);
}

static void a_matrix_is_read(void **state)
{
    (void)state;
    Plan *plan = read_body("matrix", "From a team's own workshop.\n"
                                     "\n"
                                     "# Readiness {#ready}\n"
                                     "How ready people\nare.\n\n"
                                     "0. Not *begun*\n"
                                     "1. Begun,\n"
                                     "   by some\n"
                                     "2. Everywhere\n"
                                     "## Blank\n"
                                     "1.\n"
                                     "2.\n"
                                     "3.\n");
    assert_int_equal(plan->dimension_count, 2);
    const Dimension *ready = &plan->dimensions[0], *blank = &plan->dimensions[1];
    assert_string_equal(ready->id, "ready");
    assert_string_equal(ready->title, "Readiness");
    assert_string_equal(ready->text, "How ready people are.");
    assert_int_equal(ready->lowest, 0);
    assert_int_equal(ready->level_count, 3);
    assert_string_equal(ready->levels[0], "Not begun");
    assert_string_equal(ready->levels[1], "Begun, by some");
    assert_string_equal(blank->id, "blank");
    assert_int_equal(blank->lowest, 1);
    assert_int_equal(blank->level_count, 3);
    assert_string_equal(blank->levels[2], "");
    guide_free(plan);
}

/* --- finding a question */

static void a_question_is_found_by_id_number_or_start(void **state)
{
    (void)state;
    Plan *plan = read_body("interview", "# T\n1. a {#vision}\n2. b {#visitors}\n3. c\n4. d {#v}\n");
    static const struct {
        const char *word;
        int number; /* 0: not found */
    } rows[] = {{"vision", 1},
                {"visi", 0},
                {"visio", 1},
                {"visit", 2},
                {"v", 4},
                {"1", 1},
                {"4", 4},
                {"5", 0},
                {"0", 0},
                {"q3", 3},
                {"q", 3},
                {"", 0},
                {"x", 0},
                {"01", 1},
                {"-1", 0},
                {"1x", 0},
                {"99999999999999999999", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Question *found = guide_find_question(plan, rows[i].word);
        assert_int_equal(found != NULL ? found->number : 0, rows[i].number);
    }
    guide_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_interview_is_read),
        cmocka_unit_test(questions_are_numbered_through),
        cmocka_unit_test(attributes_stand_in_many_ways),
        cmocka_unit_test(headings_are_topics),
        cmocka_unit_test(phases_follow_on),
        cmocka_unit_test(made_ids_are_unique),
        cmocka_unit_test(texts_are_plain),
        cmocka_unit_test(line_ends_do_not_matter),
        cmocka_unit_test(a_workshop_has_methods),
        cmocka_unit_test(every_kind_has_its_name),
        cmocka_unit_test(a_codebook_is_read),
        cmocka_unit_test(a_matrix_is_read),
        cmocka_unit_test(a_question_is_found_by_id_number_or_start),
    };
    return cmocka_run_group_tests_name("guide", tests, NULL, NULL);
}
