/* SPDX-License-Identifier: MIT */
/* guide: what is read from a guide, and what is written from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>
#include <cmark.h>
#include <cmocka.h>

#include "rir/file.h"
#include "rir/guide.h"
#include "rir/method.h"
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

static void activities_say_how_they_are_done(void **state)
{
    (void)state;
    Plan *plan = read_text(
        "---\ntitle: T\ntables: 4\nkind: workshop\noutside: 3\nminutes: 60\n---\n"
        "# A {method=rank rank=3 tie=voters minutes=60 lead=host materials=\"cards, 'pens'\" groups=fours "
        "kind=recommendation}\n"
        "# B {method=rank}\n# C {method=dot-vote}\n# D {method=dot-vote dots=6 cap=6}\n"
        "# E {method=world-cafe}\n# F {method=maturity matrix=ours}\n# G\n# H {method=silent-generation}\n");
    assert_int_equal(plan->tables, 4);
    assert_int_equal(plan->outside, 3);
    const Topic *topics = plan->topics;
    assert_int_equal(topics[0].rank, 3);
    assert_string_equal(topics[0].tie, "voters");
    assert_string_equal(topics[0].lead, "host");
    assert_string_equal(topics[0].materials, "cards, 'pens'");
    assert_string_equal(topics[0].groups, "fours");
    assert_string_equal(topics[0].kind, "recommendation");
    assert_int_equal(topics[0].dots, 0);
    assert_int_equal(topics[1].rank, 5);
    assert_string_equal(topics[1].tie, "shared");
    assert_string_equal(topics[1].groups, "alone");
    assert_string_equal(topics[1].kind, "");
    assert_int_equal(topics[2].dots, 5);
    assert_int_equal(topics[2].cap, 0);
    assert_int_equal(topics[3].dots, 6);
    assert_int_equal(topics[3].cap, 6);
    assert_int_equal(topics[4].rounds, 3);
    assert_string_equal(topics[4].groups, "tables");
    assert_string_equal(topics[5].matrix, "ours");
    assert_string_equal(topics[6].groups, "all");
    assert_string_equal(topics[6].tie, "");
    assert_string_equal(topics[7].groups, "alone");
    guide_free(plan);

    plan = read_body("interview", "# A\n1. a\n");
    assert_string_equal(plan->topics[0].groups, "");
    assert_string_equal(plan->topics[0].tie, "");
    assert_int_equal(plan->topics[0].rank + plan->topics[0].dots + plan->tables + plan->outside, 0);
    guide_free(plan);
}

static void stages_share_the_time(void **state)
{
    (void)state;
    Stage stages[GUIDE_MOST_STAGES];
    Plan *plan =
        read_body("workshop", "# A {method=1-2-4-all minutes=12}\n# B {method=1-2-4-all minutes=20}\n"
                              "# C {method=world-cafe minutes=80}\n# D {method=world-cafe rounds=9}\n"
                              "# E {method=plenary minutes=5}\n");
    static const int twelve[] = {60, 120, 240, 300}, twenty[] = {100, 200, 400, 500};
    static const char *const groups[] = {"alone", "pairs", "fours", "all"};
    for (size_t topic = 0; topic < 2; topic++) {
        assert_int_equal(guide_find_stages(&plan->topics[topic], stages), 4);
        for (size_t i = 0; i < 4; i++) {
            assert_int_equal(stages[i].seconds, (topic == 0 ? twelve : twenty)[i]);
            assert_string_equal(stages[i].groups, groups[i]);
        }
    }
    assert_string_equal(stages[3].name, "all together");
    assert_int_equal(guide_find_stages(&plan->topics[2], stages), 4);
    assert_string_equal(stages[0].name, "round 1");
    assert_string_equal(stages[3].name, "harvest");
    assert_int_equal(stages[3].seconds, 20 * 60);
    assert_int_equal(guide_find_stages(&plan->topics[3], stages), 10);
    assert_int_equal(stages[9].seconds, 0);
    assert_int_equal(guide_find_stages(&plan->topics[4], stages), 0);
    guide_free(plan);

    plan = read_body("workshop", "# A {method=world-cafe rounds=6 minutes=50}\n"); /* 428.57 seconds each */
    size_t count = guide_find_stages(&plan->topics[0], stages);
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += stages[i].seconds;
    assert_int_equal(sum, 50 * 60);
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

/* --- mistakes */

static char *read_mistakes(const char *bytes, size_t size, const char *file)
{
    Mistakes mistakes = {0};
    Plan *plan = guide_read(bytes, size, &mistakes);
    Str said = STR_EMPTY;
    guide_add_mistakes(&said, file, &mistakes);
    assert_true((plan == NULL) == (mistakes.count > 0));
    guide_free(plan);
    guide_free_mistakes(&mistakes);
    return str_take(&said);
}

static void read_data(Str *out, const char *folder, const char *name)
{
    const char *source = getenv("RIR_SOURCE");
    Str path = STR_EMPTY;
    Err err = {0};
    str_add_format(&path, "%s/%s/%s", source != NULL ? source : ".", folder, name);
    str_clear(out);
    if (file_read(str_text(&path), GUIDE_MOST_BYTES, out, &err) != 0)
        fail_msg("%s", err.text);
    str_free(&path);
}

/* Names of the files in a folder of the source; each ends in NUL. */
static int list_data(Str *names, const char *folder, const char *ending)
{
    const char *source = getenv("RIR_SOURCE");
    Str path = STR_EMPTY;
    Err err = {0};
    str_add_format(&path, "%s/%s", source != NULL ? source : ".", folder);
    int count = file_list(str_text(&path), ending, names, &err);
    str_free(&path);
    if (count < 0)
        fail_msg("%s", err.text);
    return count;
}

/* NAME.md, and in NAME.txt beside it exactly what is said. */
static void broken_guides_are_told_where_and_how(void **state)
{
    (void)state;
    Str names = STR_EMPTY, guide = STR_EMPTY, expected = STR_EMPTY;
    int count = list_data(&names, "tests/data/guides/broken", ".md");
    assert_true(count >= 50);
    for (const char *name = str_text(&names); count-- > 0; name += strlen(name) + 1) {
        Str beside = STR_EMPTY;
        str_add_bytes(&beside, name, strlen(name) - 3);
        str_add(&beside, ".txt");
        read_data(&guide, "tests/data/guides/broken", name);
        read_data(&expected, "tests/data/guides/broken", str_text(&beside));
        char *said = read_mistakes(str_text(&guide), guide.size, name);
        assert_string_equal(said, str_text(&expected));
        free(said);
        str_free(&beside);
    }
    str_free(&names);
    str_free(&guide);
    str_free(&expected);
}

#define HEAD "---\ntitle: T\nkind: interview\n---\n"
#define NO_FRONT "there is no front matter: begin with a line ---, then title: and kind:, then a line ---\n"
#define NO_TOPIC "there is no topic: write a heading, as in # Opening {minutes=5}\n"

static void strange_bytes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size; /* 0: up to the NUL */
        const char *said;
    } rows[] = {
        {"", 0, "g:1:1: " NO_FRONT "g:1:1: " NO_TOPIC},
        {"\xEF\xBB\xBF", 0, "g:1:1: " NO_FRONT "g:1:1: " NO_TOPIC},
        {"\n \n", 0, "g:1:1: " NO_FRONT "g:1:1: " NO_TOPIC},
        {"\n\n# T\n1. q\n", 0, "g:3:1: " NO_FRONT},
        {HEAD "# T\xE9\xE8 {.x\xFF}\n1. q\n", 0,
         "g:5:4: this is not UTF-8: save the file as UTF-8 text (3 in all)\n"
         "g:5:8: unknown attribute \".x\xEF\xBF\xBD\": a topic takes #id, minutes=5, phase=main; a plain "
         "brace is "
         "written \\{\n"},
        {HEAD "# T\n1. q\0\n", sizeof HEAD + 9,
         "g:6:5: a NUL byte has no place in a text: save the file as plain text in UTF-8\n"},
        {HEAD "# T\n1. q \x1B[31m\n", 0, "g:6:6: a control character has no place in a guide: take it out\n"},
        {HEAD "# T\n1. q \xE2\x80\xA8\n", 0,
         "g:6:6: a control character has no place in a guide: take it out\n"},
        {HEAD "# T\r1. q {.x}\r", 0,
         "g:6:7: unknown attribute \".x\": a question takes #id, .must, minutes=5, codes=\"enabler "
         "barrier\"; a plain "
         "brace is written \\{\n"},
        {"---", 0,
         "g:1:1: the front matter is not closed: write a line --- behind its last entry\n"
         "g:1:1: the front matter is empty: write title: and kind: between the two lines ---\n"
         "g:1:4: " NO_TOPIC},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *said =
            read_mistakes(rows[i].bytes, rows[i].size > 0 ? rows[i].size : strlen(rows[i].bytes), "g");
        assert_string_equal(said, rows[i].said);
        free(said);
    }
}

static void a_guide_has_a_largest_size(void **state)
{
    (void)state;
    Str text = STR_EMPTY;
    str_add(&text, HEAD "# T\n1. q\n\n");
    while (text.size < GUIDE_MOST_BYTES)
        str_add_byte(&text, '\n');
    char *said = read_mistakes(text.data, text.size, "g");
    assert_string_equal(said, "");
    free(said);
    str_add_byte(&text, '\n');
    said = read_mistakes(text.data, text.size, "g");
    assert_string_equal(
        said, "g:1:1: the guide is larger than 1048576 bytes, which no session needs: is it the right "
              "file?\n");
    free(said);
    str_free(&text);
}

static void at_most_a_hundred_mistakes_are_told(void **state)
{
    (void)state;
    Str text = STR_EMPTY;
    str_add(&text, HEAD "# T\n\n");
    for (int i = 1; i <= 5000; i++)
        str_add_format(&text, "%d. q {.x}\n", i);
    Mistakes mistakes = {0};
    assert_null(guide_read(text.data, text.size, &mistakes));
    assert_int_equal(mistakes.count, 100);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(mistakes.list[i].line, 7 + i);
    assert_non_null(strstr(mistakes.list[99].text, "unknown attribute"));
    Plan *plan = guide_read(HEAD "# T\n1. q\n", sizeof HEAD + 8, &mistakes); /* empties the list first */
    assert_non_null(plan);
    assert_int_equal(mistakes.count, 0);
    guide_free(plan);
    guide_free_mistakes(&mistakes);
    str_free(&text);
}

/* Shapes that make careless readers slow or exhaust their stack. Ten seconds for all is plenty where one
 * takes hundreds of times as long as it should. */
static void large_guides_are_read_at_once(void **state)
{
#ifdef __SANITIZE_ADDRESS__
    enum { LARGE = GUIDE_MOST_BYTES / 8 }; /* the sanitizers are slow, and look for other things */
#else
    enum { LARGE = GUIDE_MOST_BYTES };
#endif
    (void)state;
    static const char *const shapes[] = {"1. question {#}\n",
                                         "# heading\n",
                                         "- ",
                                         "> ",
                                         ">",
                                         "   1. ",
                                         "\t",
                                         "[",
                                         "![[]()",
                                         "[a]: b\n\n",
                                         "[a](b",
                                         "*a **a ",
                                         "{",
                                         "{a=\"",
                                         "{a=' {a=\" ",
                                         "{#a} ",
                                         "}",
                                         "\\{",
                                         "<a ",
                                         "<!-- ",
                                         "<a\n >",
                                         "a\n===\n\n",
                                         "`a``b```c",
                                         "&amp;",
                                         "\n",
                                         "* a\n *\n",
                                         "a\n- b\n",
                                         "# Opening\n",
                                         "# {#a}\n\n",
                                         "1. a\n",
                                         "\xFF",
                                         "x",
                                         "\xE4\xBD\xA0",
                                         "|-|\n",
                                         "2. a\n",
                                         "# o {phase=opening}\n## p\n"};
    setitimer(ITIMER_VIRTUAL, &(struct itimerval){.it_value.tv_sec = 60}, NULL); /* of the processor */
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        Str text = STR_EMPTY;
        str_add(&text, HEAD "# T\n\n1. q {#vision}\n");
        size_t shape = strlen(shapes[i]);
        while (text.size + shape <= LARGE)
            str_add_bytes(&text, shapes[i], shape);
        free(read_mistakes(text.data, text.size, "g"));
        str_free(&text);
    }
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) { /* and in the front matter */
        Str text = STR_EMPTY;
        str_add(&text, "---\ntitle: T\nkind: interview\nsource: ");
        while (text.size < 32000)
            str_add(&text, shapes[i]);
        str_add(&text, "\n---\n# T\n1. q\n");
        free(read_mistakes(text.data, text.size, "g"));
        str_free(&text);
    }
    setitimer(ITIMER_VIRTUAL, &(struct itimerval){.it_value.tv_sec = 0}, NULL);
}

/* --- what is written */

static void every_template_is_a_guide(void **state)
{
    (void)state;
    static const char *const titles[] = {"Strategic leaders",
                                         "a: \"b\" \\ # c",
                                         "- x",
                                         "\xC3\x89t\xC3\xA9 {x}",
                                         "",
                                         "  ",
                                         "a ",
                                         "'",
                                         "yes",
                                         "two\nlines \x1B[31m",
                                         "\xEF\xBB\xBFz",
                                         "#",
                                         "a:"};
    static const char *const read[] = {"Strategic leaders",
                                       "a: \"b\" \\ # c",
                                       "- x",
                                       "\xC3\x89t\xC3\xA9 {x}",
                                       NULL,
                                       NULL,
                                       "a",
                                       "'",
                                       "yes",
                                       "two lines [31m",
                                       "\xEF\xBB\xBFz",
                                       "#",
                                       "a:"};
    for (int kind = 0; kind < GUIDE_KINDS; kind++) {
        for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
            Str text = STR_EMPTY;
            guide_add_template(&text, (GuideKind)kind, titles[i]);
            Plan *plan = read_bytes(text.data, text.size);
            assert_int_equal(plan->kind, kind);
            if (read[i] != NULL)
                assert_string_equal(plan->title, read[i]);
            else
                assert_memory_equal(plan->title, "New ", 4);
            guide_free(plan);
            str_free(&text);
        }
    }
}

/* All that a reader of Markdown sees, a line a block. */
static void add_seen(Str *out, const Str *markdown)
{
    cmark_node *document = cmark_parse_document(str_text(markdown), markdown->size, CMARK_OPT_DEFAULT);
    cmark_iter *walk = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        cmark_node_type type = cmark_node_get_type(node);
        assert_int_not_equal(type, CMARK_NODE_HTML_BLOCK);
        assert_int_not_equal(type, CMARK_NODE_HTML_INLINE);
        assert_int_not_equal(type, CMARK_NODE_CODE_BLOCK);
        assert_int_not_equal(type, CMARK_NODE_EMPH);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            str_add(out, cmark_node_get_literal(node));
        else if (type == CMARK_NODE_LINEBREAK || (event == CMARK_EVENT_EXIT && type == CMARK_NODE_PARAGRAPH))
            str_add(out, "\n");
        else if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_ITEM &&
                 cmark_node_get_list_type(cmark_node_parent(node)) == CMARK_ORDERED_LIST)
            str_add_format(out, "(%d) ", cmark_node_get_list_start(cmark_node_parent(node)));
        else if (event == CMARK_EVENT_EXIT && type == CMARK_NODE_HEADING)
            str_add_format(out, " =%d\n", cmark_node_get_heading_level(node));
        if (type ==
            CMARK_NODE_STRONG) { /* "must ask", or a number: never what lies between two lines to write on */
            const char *strong = cmark_node_get_literal(cmark_node_first_child(node));
            assert_true(strong != NULL &&
                        (strcmp(strong, "must ask") == 0 || strspn(strong, "0123456789") == strlen(strong)));
        }
    }
    cmark_iter_free(walk);
    cmark_node_free(document);
}

static void print(Str *out, const Plan *plan)
{
    Str markdown = STR_EMPTY;
    guide_add_print(&markdown, plan, NULL);
    assert_true(text_is_valid(markdown.data, markdown.size));
    add_seen(out, &markdown);
    str_free(&markdown);
}

static void a_schedule_is_printed(void **state)
{
    (void)state;
    Str seen = STR_EMPTY;
    Plan *plan = read_text(interview);
    print(&seen, plan);
    assert_string_equal(
        str_text(&seen),
        "Strategic leaders =1\n"
        "Interview schedule, 60 minutes\n"
        "Source: After a pilot: two interviews\n"
        "Participant: ____________________  Date: ____________________\n"
        "Researcher: ____________________  Began: ____________________  Ended: ____________________\n"
        "Consent =2\n"
        "Please tick one box in each line.\n"
        "\xE2\x98\x90 yes \xE2\x98\x90 no: Agrees to take part (needed to take part)\n"
        "\xE2\x98\x90 yes \xE2\x98\x90 no: Agrees to audio recording\n"
        "\xE2\x98\x90 yes \xE2\x98\x90 no: Agrees to anonymised quotes\n"
        "How consent was given: ____________________  Signature or witness: ____________________  "
        "Date: ____________________\n"
        "Opening (5 minutes) =2\n"
        "Thank you for making the time.\n"
        "Please stop me\nat any time.\n"
        "Shared vision (15 minutes) =2\n"
        "(1) What does integrated care mean in this partnership? must ask\n"
        "\xE2\x98\x90 Whose vision is it?\n"
        "\xE2\x98\x90 How has it changed?\n"
        "(1) What has helped, and what has got in the way?\n"
        "Closing =2\n"
        "(3) Is there anything I have not asked?\n");
    guide_free(plan);
    str_free(&seen);
}

/* Words of the guide never turn into marks on paper. */
static void what_is_printed_reads_as_written(void **state)
{
    (void)state;
    Str seen = STR_EMPTY;
    Plan *plan = read_body("interview",
                           "# \\# Money \\* \\_a\\_ #\n"
                           "\\- not a list\\\n&#32;&#32;1\\. nor this\n\n\\> nor this\\\n\\# nor \\<b\\>\n\n"
                           "9. \\*a\\* \\[b\\](c) &amp;amp; `d` \\| \\~\\~e\\~\\~ back\\\\slash\n"
                           "   - \\+ f\n\n"
                           "     2\\) g\n");
    print(&seen, plan);
    const char *tail = strstr(str_text(&seen), "# Money");
    assert_non_null(tail);
    assert_string_equal(tail, "# Money * _a_ =2\n"
                              "- not a list\n1. nor this\n"
                              "> nor this\n# nor <b>\n"
                              "(1) *a* [b](c) &amp; d | ~~e~~ back\\slash\n"
                              "\xE2\x98\x90 + f\n2) g\n");
    guide_free(plan);
    str_free(&seen);
}

static void codebooks_and_matrices_are_printed(void **state)
{
    (void)state;
    Str seen = STR_EMPTY;
    Plan *plan = read_body(
        "codebook", "# Money {#FI}\nHow care is paid for.\n\n- include: a\n- include: *b*\n- example: c\n"
                    "## Budgets\n");
    print(&seen, plan);
    assert_string_equal(str_text(&seen),
                        "T =1\nCodebook\nMoney =2\n#FI\nHow care is paid for.\nInclude: a\nInclude: b\n"
                        "Example: c\nBudgets =3\n#budgets\n");
    guide_free(plan);
    str_clear(&seen);
    plan = read_body("matrix", "# Ready\nHow ready.\n\n0. Not begun\n1.\n");
    print(&seen, plan);
    assert_non_null(strstr(str_text(&seen), "Team: "));
    assert_non_null(
        strstr(str_text(&seen), "Ready =3\nHow ready.\n\xE2\x98\x90 0: Not begun\n\xE2\x98\x90 1: _____"));
    assert_non_null(strstr(str_text(&seen), "\xE2\x98\x90 do not know\nEvidence: "));
    guide_free(plan);
    str_free(&seen);
}

static size_t count_found(const Str *text, const char *words)
{
    size_t found = 0;
    for (const char *at = str_text(text); (at = strstr(at, words)) != NULL; at++)
        found++;
    return found;
}

static void print_for(Str *out, const Plan *plan, int people, int tables)
{
    Str markdown = STR_EMPTY;
    GuidePaper paper = {people, tables};
    guide_add_print(&markdown, plan, &paper);
    str_clear(out);
    add_seen(out, &markdown);
    str_free(&markdown);
}

static void assert_printed(const Str *seen, const char *words)
{
    if (strstr(str_text(seen), words) == NULL)
        fail_msg("not printed: %s\n%s", words, str_text(seen));
}

static const char workshop[] =
    "---\ntitle: W\nkind: workshop\nminutes: 90\ntables: 3\nconsent:\n  - id: part\n    text: Part?\n"
    "    required: true\n  - id: quote\n    text: Quotes?\n---\n"
    "# Welcome {method=welcome minutes=15 materials=\"pens_and_paper_ *\"}\nHello.\n"
    "# Ideas {method=silent-generation minutes=5}\n1. What _now_? {#now}\n   - Why?\n"
    "# Round {method=round-robin minutes=10}\n"
    "# Caf\xC3\xA9 {method=world-cafe minutes=30 rounds=2}\n"
    "# Talk {method=plenary lead=host}\n"
    "# Choose {method=rank minutes=10 rank=3 tie=voters}\n"
    "# Dots {method=dot-vote minutes=5 dots=2 cap=1}\n"
    "# Act {method=recommendations minutes=15}\n";

static void a_workshop_is_printed(void **state)
{
    (void)state;
    Str seen = STR_EMPTY;
    Plan *plan = read_text(workshop);
    print_for(&seen, plan, 0, 0);
    assert_printed(&seen, "Welcome: pens_and_paper_ *\n");
    assert_printed(&seen, "0:00  Welcome, 15 minutes, all together  Began: _____\n"
                          "0:15  Ideas, 5 minutes, alone  Began: _____\n"
                          "0:20  Round, 10 minutes, all together  Began: _____\n"
                          "0:30  Caf\xC3\xA9, 30 minutes, at tables  Began: _____\n"
                          "1:00  Talk, all together  Began: _____\n"
                          "after 1:00  Choose, 10 minutes, alone  Began: _____\n"
                          "after 1:10  Dots, 5 minutes, alone  Began: _____\n"
                          "after 1:15  Act, 15 minutes, at tables  Began: _____\n"
                          "after 1:30  End\n");
    assert_printed(&seen, "Consent form =2\nFor: W\nPlease tick one box in each line.\n"
                          "\xE2\x98\x90 yes \xE2\x98\x90 no: Part? (needed to take part)\n");
    assert_printed(&seen, "No. 12  Code: ");
    assert_printed(&seen, "0:00  Welcome (15 minutes) =3\nMethod: welcome, all together\nHello.\n");
    assert_printed(&seen, "(1) What now?\n\xE2\x98\x90 Why?\n");
    assert_printed(&seen, "round 1, 10:00 minutes. Round 1: talk at your table");
    assert_printed(&seen, "Method: plenary, all together. Lead: host\n");
    assert_printed(
        &seen,
        "3 letters, the most important first: 3 points for the first, one less for each that follows.\n"
        "Equal points: what more people voted for comes first");
    assert_printed(&seen,
                   "2 dots each, at most 1 on one thing.\nEqual points share a place, as in 1, 2, 2, 4.\n");

    /* One sheet for the round, three each for the tables, numbered through; nothing numbered for those who
     * write alone. */
    assert_printed(&seen, "Round =2\nSheet 1  Written by");
    assert_printed(&seen, "Caf\xC3\xA9 =2\nSheet 2  Table 1  Written by");
    assert_printed(&seen, "Act =2\nSheet 7  Table 3  Written by");
    assert_int_equal(count_found(&seen, "\nSheet "), 7);
    assert_printed(&seen, "Ideas =2\nSlips, ");
    assert_printed(
        &seen,
        "Ballot: Choose =2\nMy group (leave it empty if you are the only one of it here): "
        "____________________\n3 points, letter: _____\n2 points, letter: _____\n1 point, letter: _____\n");
    assert_printed(&seen, "2 dots in all, at most 1 on one.\nLetter: _____  Dots: _____\nLetter: ");
    guide_free(plan);
    str_free(&seen);
}

/* A ballot is like any other: nothing on it could be remembered of whose it was. */
static void ballots_cannot_be_traced(void **state)
{
    (void)state;
    Str seen = STR_EMPTY;
    Plan *plan = read_text(workshop);
    print_for(&seen, plan, 4, 2);
    assert_int_equal(count_found(&seen, "Ballot: Choose =2\n"), 4);
    assert_int_equal(count_found(&seen, "Ballot: Dots =2\n"), 4);
    assert_int_equal(count_found(&seen, "\nSheet "), 5);
    assert_int_equal(count_found(&seen, "\nNo. "), 4);
    const char *first = strstr(str_text(&seen), "Ballot: Choose"),
               *second = strstr(first + 1, "Ballot: Choose");
    const char *third = strstr(second + 1, "Ballot: Choose");
    assert_int_equal(second - first, third - second);
    assert_memory_equal(first, second, (size_t)(second - first));
    guide_free(plan);

    plan = read_body("workshop",
                     "# A {method=affinity groups=tables}\n"); /* no number of tables: a sheet to copy */
    print_for(&seen, plan, 0, 0);
    assert_printed(&seen, "A =2\nSheet: __________  Table: __________  Written by");
    guide_free(plan);
    str_free(&seen);
}

static void rating_sheets_are_numbered(void **state)
{
    (void)state;
    Str seen = STR_EMPTY;
    Plan *plan = read_body("matrix", "Choose the *highest*.\n\n# Ready\n0. a\n1.\n# Able\n0. b\n1. c\n");
    assert_string_equal(plan->text, "Choose the highest.");
    print_for(&seen, plan, 0, 0);
    assert_printed(&seen, "Choose the highest.\nT =2\nRating sheet number: ____________________  Group: ");
    print_for(&seen, plan, 3, 0);
    assert_int_equal(count_found(&seen, "Rating sheet number: "), 3);
    assert_printed(&seen, "Rating sheet number: 3  Group: ");
    assert_int_equal(count_found(&seen, "Able =3\n"), 3);
    assert_printed(&seen, "What we agreed =2\n");
    assert_printed(&seen, "Able\nLevel: _____");
    guide_free(plan);
    str_free(&seen);
}

static void other_sessions_have_their_forms(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *words[3];
    } rows[] = {
        {"focus-group", {"Seating plan =2\n", "Seat 7: code ", "moderator and assistant =2\n"}},
        {"observation", {"My role: ", "have not agreed to be observed", "My own thoughts: "}},
        {"document", {"Register =2\n", "May be used: ", "Extracts =2\n"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str seen = STR_EMPTY;
        Plan *plan = read_body(rows[i].kind, "# A\n1. What?\n");
        print_for(&seen, plan, 7, 0);
        for (size_t j = 0; j < 3; j++)
            assert_printed(&seen, rows[i].words[j]);
        assert_printed(&seen, "A =2\n(1) What?\n");
        guide_free(plan);
        str_free(&seen);
    }
}

static void the_outline_says_what_was_understood(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *body, *outline;
    } rows[] = {
        {"codebook", "# Money {#FI}\n## Budgets\n",
         "T\ncodebook\n2 codes\n\n#FI  Money\n  #budgets  Budgets\n"},
        {"matrix", "# Ready\n3. a\n4. b\n",
         "T\nmatrix\n1 dimension\n\nReady                                     levels 3 to 4\n"},
        {"workshop", "# Welcome {method=co-interpretation minutes=5}\nHere it is.\n",
         "T\nworkshop; its parts add up to 5\n1 part, 0 questions (0 must ask), 0 probes\n\n"
         "Welcome                       co-interpretation    5 min  0 questions, 0 probes\n"
         "     at tables\n"
         "     needs a sheet for each finding on every table\n"},
        {"workshop",
         "# A {method=dot-vote groups=pairs cap=2 tie=voters lead=\"the host of each table\" kind=idea "
         "materials=\"dots in three colours, and pens\"}\n# B {method=1-2-4-all minutes=12}\n",
         "T\nworkshop; its parts add up to 12\n2 parts, 0 questions (0 must ask), 0 probes\n\n"
         "A                             dot-vote                    0 questions, 0 probes\n"
         "     in pairs; 5 dots each, at most 2 on one; ties: voters; a bare line is:\n"
         "     idea; lead: the host of each table; materials: dots in three colours, and\n"
         "     pens\n"
         "     read out: Give your dots to the ideas that matter most to you, in\n"
         "     private. Nobody sees who chose what, and nothing is counted aloud before\n"
         "     all have voted.\n\n"
         "B                             1-2-4-all           12 min  0 questions, 0 probes\n"
         "     in stages; alone 1:00, in pairs 2:00, in fours 4:00, all together 5:00\n"
         "     needs paper and a pen for everyone; read out: First you think alone, then\n"
         "     in pairs, then in fours, and then we hear one idea from each four.\n"},
    };
    Str out = STR_EMPTY;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Plan *plan = read_body(rows[i].kind, rows[i].body);
        str_clear(&out);
        guide_add_outline(&out, plan);
        assert_string_equal(str_text(&out), rows[i].outline);
        guide_free(plan);
    }
    Plan *plan = read_text(interview);
    str_clear(&out);
    guide_add_outline(&out, plan);
    assert_string_equal(str_text(&out),
                        "Strategic leaders\n"
                        "interview, 60 minutes; its topics add up to 20\n"
                        "3 topics, 3 questions (1 must ask), 2 probes\n"
                        "consent: part (needed), record, quote\n"
                        "codebook: selfie\n"
                        "source: After a pilot: two interviews\n"
                        "\n"
                        "Opening                       opening    5 min  0 questions, 0 probes\n"
                        "\n"
                        "Shared vision                 main      15 min  2 questions, 2 probes\n"
                        "    1  vision            must  What does integrated care mean in this partn...\n"
                        "    2  enablers                What has helped, and what has got in the way?\n"
                        "\n"
                        "Closing                       closing           1 question, 0 probes\n"
                        "    3  q3                      Is there anything I have not asked?\n");
    guide_free(plan);
    str_free(&out);
}

/* --- what is shipped */

static Plan *read_shipped(const char *folder, const char *name)
{
    Str text = STR_EMPTY;
    read_data(&text, folder, name);
    Mistakes mistakes = {0};
    Plan *plan = guide_read(text.data, text.size, &mistakes);
    Str said = STR_EMPTY;
    guide_add_mistakes(&said, name, &mistakes);
    assert_string_equal(str_text(&said), "");
    assert_non_null(plan);
    guide_free_mistakes(&mistakes);
    str_free(&said);
    str_free(&text);
    return plan;
}

static bool has_code(const Plan *codebook, const char *id, size_t size)
{
    for (size_t i = 0; i < codebook->code_count; i++) {
        if (strlen(codebook->code_list[i].id) == size && memcmp(codebook->code_list[i].id, id, size) == 0)
            return true;
    }
    return false;
}

/* Whether the words stand in what is read out, whatever the lines. */
static bool is_said(const Plan *plan, const char *words)
{
    for (size_t i = 0; i < plan->topic_count; i++) {
        if (strstr(plan->topics[i].say, words) != NULL)
            return true;
    }
    return false;
}

static void assert_consent(const Plan *plan)
{
    assert_string_equal(plan->consent[0].id, "part");
    for (size_t i = 0; i < plan->consent_count; i++)
        assert_int_equal(plan->consent[i].required, i == 0);
    assert_true(plan->consent_count >= 3);
    assert_string_equal(plan->consent[1].id, "record");
    assert_string_equal(plan->consent[2].id, "quote");
}

static void assert_questions(const Plan *plan, const Plan *codebook, size_t least_probes)
{
    for (size_t i = 0; i < plan->question_count; i++) {
        const Question *question = &plan->questions[i];
        assert_false(question->id[0] == 'q' && question->id[1] >= '0' && question->id[1] <= '9');
        assert_in_range(question->probe_count, least_probes, 4);
        for (const char *code = question->codes; *code != '\0';) {
            size_t size = strcspn(code, " ");
            if (!has_code(codebook, code, size))
                fail_msg("%s: %s is no code of the codebook", question->id, code);
            code += size + (code[size] == ' ');
        }
    }
}

static void shipped_interviews_are_complete(void **state)
{
    (void)state;
    Plan *codebook = read_shipped("guides/codebooks", "selfie.md");
    Str names = STR_EMPTY;
    int count = list_data(&names, "guides/interviews", ".md");
    assert_int_equal(count, 5);
    for (const char *name = str_text(&names); count-- > 0; name += strlen(name) + 1) {
        Plan *plan = read_shipped("guides/interviews", name);
        bool short_one = strcmp(name, "demonstration.md") == 0;
        int minutes = 0;
        size_t must = 0;
        for (size_t i = 0; i < plan->topic_count; i++)
            minutes += plan->topics[i].minutes;
        for (size_t i = 0; i < plan->question_count; i++)
            must += plan->questions[i].must;
        assert_int_equal(plan->kind, GUIDE_INTERVIEW);
        assert_int_equal(minutes, plan->minutes);
        assert_in_range(plan->question_count, short_one ? 5 : 8, short_one ? 6 : 11);
        assert_true(must >= 3 && must < plan->question_count);
        assert_string_equal(plan->codes, "selfie");
        assert_string_equal(plan->topics[0].phase, "opening");
        assert_string_equal(plan->topics[1].phase, "main");
        assert_string_equal(plan->topics[plan->topic_count - 1].phase, "closing");
        assert_string_equal(plan->questions[plan->question_count - 1].id, "unasked");
        assert_consent(plan);
        assert_questions(plan, codebook, 2);
        static const char *const words[] = {
            "leave a question out",      "pseudonym", "recorder", "[date: ", "Thank you", "information sheet",
            "Taking part is your choice"};
        for (size_t i = 0; i < (short_one ? 5 : 7); i++) {
            if (!is_said(plan, words[i]))
                fail_msg("%s does not say: %s", name, words[i]);
        }
        guide_free(plan);
    }
    guide_free(codebook);
    str_free(&names);
}

static void the_shipped_codebook_is_complete(void **state)
{
    (void)state;
    Plan *plan = read_shipped("guides/codebooks", "selfie.md");
    assert_memory_equal(plan->source, "adapted, verify against the article", 35);
    for (size_t i = 0; i < plan->code_count; i++) {
        const GuideCode *code = &plan->code_list[i];
        assert_string_not_equal(code->definition, "");
        assert_string_not_equal(code->include, "");
        assert_string_not_equal(code->exclude, "");
        for (size_t other = 0; other < i; other++)
            assert_string_not_equal(code->name, plan->code_list[other].name);
        if (code->parent != GUIDE_NO_PARENT) { /* FI.meso stands under FI, and FI.meso.budget under FI.meso */
            const char *above = plan->code_list[code->parent].id;
            assert_memory_equal(code->id, above, strlen(above));
            assert_int_equal(code->id[strlen(above)], '.');
        }
    }
    static const char *const components[] = {"PE", "SD", "LG", "WF", "FI", "TE", "IR"};
    static const char *const levels[] = {"micro", "meso", "macro"};
    for (size_t component = 0; component < 7; component++) {
        for (size_t level = 0; level < 3; level++) {
            char id[16];
            snprintf(id, sizeof id, "%s.%s", components[component], levels[level]);
            assert_true(has_code(plan, id, strlen(id)));
        }
    }
    guide_free(plan);
}

/* The other kinds, each with its folder. */
static void every_kind_of_session_has_its_guides(void **state)
{
    (void)state;
    static const struct {
        const char *folder;
        GuideKind kind;
        int guides;
    } rows[] = {
        {"guides/workshops", GUIDE_WORKSHOP, 3},       {"guides/focus-groups", GUIDE_FOCUS_GROUP, 1},
        {"guides/observations", GUIDE_OBSERVATION, 2}, {"guides/documents", GUIDE_DOCUMENT, 1},
        {"guides/matrices", GUIDE_MATRIX, 2},
    };
    Plan *codebook = read_shipped("guides/codebooks", "selfie.md");
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        Str names = STR_EMPTY;
        int count = list_data(&names, rows[row].folder, ".md");
        assert_int_equal(count, rows[row].guides);
        for (const char *name = str_text(&names); count-- > 0; name += strlen(name) + 1) {
            Plan *plan = read_shipped(rows[row].folder, name);
            int minutes = 0;
            assert_int_equal(plan->kind, rows[row].kind);
            assert_string_not_equal(plan->source, "");
            for (size_t i = 0; i < plan->topic_count; i++)
                minutes += plan->topics[i].minutes;
            assert_int_equal(minutes, plan->minutes);
            if (plan->kind != GUIDE_MATRIX)
                assert_questions(plan, codebook, 0);
            if (plan->kind != GUIDE_MATRIX && plan->kind != GUIDE_DOCUMENT) {
                assert_consent(plan);
                assert_true(is_said(plan, "Thank"));
                assert_string_equal(plan->topics[0].phase, "opening");
                assert_string_equal(plan->topics[plan->topic_count - 1].phase, "closing");
            }
            guide_free(plan);
        }
        str_free(&names);
    }
    guide_free(codebook);
}

/* The matrices: from 0 to 5 throughout; the one in our own words is whole, of the other only the names. */
static void shipped_matrices_are_complete(void **state)
{
    (void)state;
    static const char *const names[] = {"integrated-locality-team.md", "scirocco.md"};
    static const size_t dimensions[] = {8, 12};
    for (size_t i = 0; i < 2; i++) {
        Plan *plan = read_shipped("guides/matrices", names[i]);
        assert_int_equal(plan->dimension_count, dimensions[i]);
        for (size_t j = 0; j < plan->dimension_count; j++) {
            const Dimension *dimension = &plan->dimensions[j];
            assert_int_equal(dimension->lowest, 0);
            assert_int_equal(dimension->level_count, 6);
            for (size_t level = 0; level < 6; level++)
                assert_int_equal(*dimension->levels[level] == '\0', i == 1);
        }
        guide_free(plan);
    }
}

/* Each example of doc/guides.md is a whole guide. */
static void every_example_of_the_handbook_is_a_guide(void **state)
{
    (void)state;
    Str page = STR_EMPTY;
    bool seen[GUIDE_KINDS] = {false};
    read_data(&page, "doc", "guides.md");
    const char *at = str_text(&page);
    while ((at = strstr(at, "\n```markdown\n")) != NULL) {
        at += strlen("\n```markdown\n");
        const char *end = strstr(at, "\n```\n");
        assert_non_null(end);
        Plan *plan = read_bytes(at, (size_t)(end - at) + 1);
        seen[plan->kind] = true;
        guide_free(plan);
        at = end;
    }
    for (int kind = 0; kind < GUIDE_KINDS; kind++) {
        assert_true(seen[kind]);
        assert_non_null(strstr(str_text(&page), guide_name_kind((GuideKind)kind)));
    }
    str_free(&page);
}

/* One table of methods: the page has its very words, and each names a kind of note and a group that there
 * are. */
static void methods_are_as_the_page_says(void **state)
{
    (void)state;
    Str page = STR_EMPTY, line = STR_EMPTY, body = STR_EMPTY;
    size_t count;
    const MethodRow *methods = method_list(&count);
    read_data(&page, "doc", "guides.md");
    for (size_t i = 0; i < count; i++) {
        const MethodRow *method = &methods[i];
        str_clear(&line);
        str_add_format(&line, "\n      %-18s %s\n", method->name, method->help);
        assert_non_null(strstr(str_text(&page), str_text(&line)));
        str_clear(&body);
        str_add_format(&body, "# A {method=%s minutes=5 kind=%s groups=%s%s}\n", method->name, method->kind,
                       method->groups, strcmp(method->name, "maturity") == 0 ? " matrix=m" : "");
        Plan *plan = read_body("workshop", str_text(&body));
        Stage stages[GUIDE_MOST_STAGES];
        size_t stage_count = guide_find_stages(&plan->topics[0], stages);
        for (size_t j = 0; j < stage_count; j++)
            assert_true(*method_find_stage_say(method->name, stages[j].name) != '\0');
        assert_ptr_equal(method_find(method->name), method);
        guide_free(plan);
    }
    assert_null(method_find("waiting"));
    assert_string_equal(method_find_stage_say("world-cafe", "nowhere"), "");
    str_free(&page);
    str_free(&line);
    str_free(&body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(methods_are_as_the_page_says),
        cmocka_unit_test(an_interview_is_read),
        cmocka_unit_test(questions_are_numbered_through),
        cmocka_unit_test(attributes_stand_in_many_ways),
        cmocka_unit_test(headings_are_topics),
        cmocka_unit_test(phases_follow_on),
        cmocka_unit_test(made_ids_are_unique),
        cmocka_unit_test(texts_are_plain),
        cmocka_unit_test(line_ends_do_not_matter),
        cmocka_unit_test(a_workshop_has_methods),
        cmocka_unit_test(activities_say_how_they_are_done),
        cmocka_unit_test(stages_share_the_time),
        cmocka_unit_test(every_kind_has_its_name),
        cmocka_unit_test(a_codebook_is_read),
        cmocka_unit_test(a_matrix_is_read),
        cmocka_unit_test(broken_guides_are_told_where_and_how),
        cmocka_unit_test(strange_bytes_are_told),
        cmocka_unit_test(a_guide_has_a_largest_size),
        cmocka_unit_test(at_most_a_hundred_mistakes_are_told),
        cmocka_unit_test(large_guides_are_read_at_once),
        cmocka_unit_test(every_template_is_a_guide),
        cmocka_unit_test(a_schedule_is_printed),
        cmocka_unit_test(what_is_printed_reads_as_written),
        cmocka_unit_test(codebooks_and_matrices_are_printed),
        cmocka_unit_test(a_workshop_is_printed),
        cmocka_unit_test(ballots_cannot_be_traced),
        cmocka_unit_test(rating_sheets_are_numbered),
        cmocka_unit_test(other_sessions_have_their_forms),
        cmocka_unit_test(the_outline_says_what_was_understood),
        cmocka_unit_test(shipped_interviews_are_complete),
        cmocka_unit_test(the_shipped_codebook_is_complete),
        cmocka_unit_test(every_kind_of_session_has_its_guides),
        cmocka_unit_test(shipped_matrices_are_complete),
        cmocka_unit_test(every_example_of_the_handbook_is_a_guide),
    };
    return cmocka_run_group_tests_name("guide", tests, NULL, NULL);
}
