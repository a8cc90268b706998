/* SPDX-License-Identifier: MIT */
/* fuzz-guide: any bytes as a guide. What must hold of a plan, its mistakes and what is written from it is
 * checked. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmark.h>

#include "rir/guide.h"
#include "rir/text.h"

#define SIZE_LIMIT (16 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz-guide: does not hold: %s\n", what);
    abort();
}

/* UTF-8 without control characters; LF only where a text may have lines. */
static void check_text(const char *text, bool lines, const char *what)
{
    size_t size = strlen(text);
    check(text_is_valid(text, size), what);
    for (size_t at = 0; at < size;) {
        uint32_t point;
        at += text_read_point(text + at, size - at, &point);
        check(point >= 0x20 ? point != 0x7F : lines && point == '\n', what);
    }
}

static void check_id(const char *id, const char *what)
{
    check(*id != '\0' && strpbrk(id, " \t\n{}\"'#") == NULL, what);
    check_text(id, false, what);
}

static void check_mistakes(const Mistakes *mistakes, size_t lines)
{
    check(mistakes->count <= 100, "no more than a hundred mistakes are told");
    for (size_t i = 0; i < mistakes->count; i++) {
        const Mistake *mistake = &mistakes->list[i], *before = i > 0 ? mistake - 1 : mistake;
        check(mistake->line >= 1 && (size_t)mistake->line <= lines + 1, "a mistake is in the document");
        check(mistake->column >= 1, "columns begin at 1");
        check(*mistake->text != '\0', "a mistake has words");
        check_text(mistake->text, false, "a mistake is one line of UTF-8");
        check(before->line < mistake->line ||
                  (before->line == mistake->line && before->column <= mistake->column),
              "mistakes are in the document's order");
    }
}

static void check_questions(const Plan *plan)
{
    size_t asked = 0;
    for (size_t t = 0; t < plan->topic_count; t++) {
        const Topic *topic = &plan->topics[t];
        check_id(topic->id, "a topic has an id");
        check_text(topic->title, true, "a title is text");
        check_text(topic->say, true, "what is read out is text");
        check(*topic->phase != '\0', "a topic has a phase");
        check(topic->minutes >= 0 && topic->minutes <= 1440, "minutes are sensible");
        check(topic->level >= 1 && topic->level <= 6, "a level is a heading's");
        check(topic->first_question == asked, "topics share the questions out");
        asked += topic->question_count;
        for (size_t i = topic->first_question; i < asked; i++)
            check(plan->questions[i].topic == t, "a question knows its topic");
    }
    check(asked == plan->question_count, "every question has a topic");
    for (size_t i = 0; i < plan->question_count; i++) {
        const Question *question = &plan->questions[i];
        check_id(question->id, "a question has an id");
        for (size_t j = 0; j < i; j++)
            check(strcmp(plan->questions[j].id, question->id) != 0, "no other question has it");
        check(question->number == i + 1, "questions are numbered through");
        check(*question->text != '\0', "a question has words");
        check_text(question->text, true, "a question is text");
        check_text(question->codes, false, "codes are text");
        for (size_t p = 0; p < question->probe_count; p++) {
            check(*question->probes[p].text != '\0', "a probe has words");
            check_text(question->probes[p].text, true, "a probe is text");
        }
    }
}

static void check_others(const Plan *plan)
{
    for (size_t i = 0; i < plan->consent_count; i++) {
        check_id(plan->consent[i].id, "a consent item has an id");
        check_text(plan->consent[i].text, false, "a consent item is text");
    }
    for (size_t i = 0; i < plan->code_count; i++) {
        const GuideCode *code = &plan->code_list[i];
        check_id(code->id, "a code has an id");
        check(code->parent == GUIDE_NO_PARENT || code->parent < i, "a code stands under one before it");
        check_text(code->name, true, "a name is text");
        check_text(code->definition, true, "a definition is text");
        check_text(code->include, true, "a field is text");
        check_text(code->exclude, true, "a field is text");
        check_text(code->example, true, "a field is text");
    }
    for (size_t i = 0; i < plan->dimension_count; i++) {
        const Dimension *dimension = &plan->dimensions[i];
        check_id(dimension->id, "a dimension has an id");
        check(dimension->level_count >= 2, "a dimension has levels");
        for (size_t level = 0; level < dimension->level_count; level++)
            check_text(dimension->levels[level], true, "a level is text");
    }
}

/* On paper every question is an item of a numbered list with its number, and no word of it has become a mark.
 */
static void check_print(const Plan *plan)
{
    Str print = STR_EMPTY;
    GuidePaper paper = {.people = plan->tables % 3, .tables = plan->outside % 4};
    guide_add_print(&print, plan, &paper);
    check(text_is_valid(print.data, print.size), "a print is UTF-8");
    cmark_node *document = cmark_parse_document(print.data, print.size, CMARK_OPT_DEFAULT);
    cmark_iter *walk = cmark_iter_new(document);
    size_t questions = 0;
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        cmark_node_type type = cmark_node_get_type(node);
        check(type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE &&
                  type != CMARK_NODE_CODE_BLOCK && type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE &&
                  type != CMARK_NODE_EMPH,
              "no word on paper is a mark");
        cmark_node *list = type == CMARK_NODE_ITEM ? cmark_node_parent(node) : NULL;
        questions += event == CMARK_EVENT_ENTER && list != NULL &&
                     cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    }
    check(questions == plan->question_count, "every question is on paper");
    cmark_iter_free(walk);
    cmark_node_free(document);
    str_clear(&print);
    guide_add_outline(&print, plan);
    check(text_is_valid(print.data, print.size), "an outline is UTF-8");
    str_free(&print);
}

static void check_guide(const char *bytes, size_t size, Str *said)
{
    Mistakes mistakes = {0};
    size_t lines = 1;
    for (size_t i = 0; i < size; i++)
        lines += bytes[i] == '\n' || bytes[i] == '\r';
    Plan *plan = guide_read(bytes, size, &mistakes);
    check((plan == NULL) == (mistakes.count > 0), "there is a plan or there are mistakes");
    check_mistakes(&mistakes, lines);
    guide_add_mistakes(said, "g", &mistakes);
    if (plan != NULL) {
        check(*plan->title != '\0', "a plan has a title");
        check_text(plan->title, false, "a title is text");
        check_questions(plan);
        check_others(plan);
        check_print(plan);
        guide_add_outline(said, plan);
    }
    guide_free(plan);
    guide_free_mistakes(&mistakes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > SIZE_LIMIT)
        return 0;
    const char *bytes = (const char *)data;
    Str said = STR_EMPTY, same = STR_EMPTY, windows = STR_EMPTY;
    check_guide(bytes, size, &said);
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r'))
            str_add_byte(&windows, '\r');
        str_add_byte(&windows, bytes[i]);
    }
    check_guide(str_text(&windows), windows.size, &same);
    check(strcmp(str_text(&said), str_text(&same)) == 0, "line ends do not matter");
    str_free(&said);
    str_free(&same);
    str_free(&windows);
    return 0;
}
