/* SPDX-License-Identifier: MIT */
/* Guides that are run in time: headings are topics or activities, numbered items questions, bullets under
 * them probes, paragraphs words to read out. */
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"

#include "activity.h"
#include "reader.h"

typedef struct {
    Reader *reader;
    Str say;       /* of the topic being read */
    Probe *probes; /* of the question being read */
    size_t probe_count;
    size_t probe_room;
    const char
        *phases[7]; /* by level of heading: that of the topic last begun there; NULL when none is open */
} Schedule;

/* --- topics */

/* The phase of a topic that names none: that of the topic before. What follows an opening is of the phase of
 * the heading above it, else the main part. */
static const char *find_phase(const Schedule *schedule, int level)
{
    size_t count = schedule->reader->plan->topic_count;
    const char *above = "main", *before = count > 0 ? schedule->reader->topics[count - 1].phase : "main";
    if (strcmp(before, "opening") != 0)
        return before;
    for (int i = 1; i < level; i++) {
        if (schedule->phases[i] != NULL)
            above = schedule->phases[i];
    }
    return above;
}

static Topic *find_topic(const Schedule *schedule)
{
    size_t count = schedule->reader->plan->topic_count;
    return count > 0 ? &schedule->reader->topics[count - 1] : NULL;
}

static void end_topic(Schedule *schedule)
{
    Reader *reader = schedule->reader;
    Topic *topic = find_topic(schedule);
    if (topic == NULL)
        return;
    topic->say = arena_copy(reader->arena, str_text(&schedule->say), schedule->say.size);
    topic->question_count = reader->plan->question_count - topic->first_question;
    str_clear(&schedule->say);
}

static void begin_topic(Schedule *schedule, cmark_node *heading)
{
    Reader *reader = schedule->reader;
    end_topic(schedule);
    bool workshop = reader->plan->kind == GUIDE_WORKSHOP;
    Topic topic = {.level = cmark_node_get_heading_level(heading),
                   .first_question = reader->plan->question_count};
    Attributes attributes = reader_take_heading(reader, heading,
                                                ATTRIBUTE_ID | ATTRIBUTE_MINUTES | ATTRIBUTE_PHASE |
                                                    (workshop ? ATTRIBUTE_ACTIVITY : 0u),
                                                workshop ? "an activity" : "a topic", &topic.title);
    topic.id = reader_keep_id(reader, &reader->topic_ids, &attributes);
    topic.minutes = attributes.minutes;
    topic.method = attributes.method;
    topic.phase = *attributes.phase != '\0' ? attributes.phase : find_phase(schedule, topic.level);
    for (int below = topic.level + 1; below <= 6; below++)
        schedule->phases[below] = NULL;
    schedule->phases[topic.level] = topic.phase;
    topic.say = "";
    activity_take(reader, &topic, &attributes);
    reader->topics =
        mem_grow(reader->topics, &reader->topic_room, reader->plan->topic_count + 1, sizeof *reader->topics);
    reader->topics[reader->plan->topic_count++] = topic;
}

static void add_say(Schedule *schedule, cmark_node *paragraph)
{
    Reader *reader = schedule->reader;
    if (find_topic(schedule) == NULL)
        source_report(&reader->source, document_find_block(paragraph)->at,
                      "this text stands before the first topic: write a heading above it, as in # Opening");
    reader_add_paragraph(reader, paragraph, &schedule->say);
}

/* Words to read out may be set as a quotation. */
static void add_quote(Schedule *schedule, cmark_node *quote)
{
    for (cmark_node *child = cmark_node_first_child(quote); child != NULL; child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH)
            add_say(schedule, child);
        else
            document_report_block(&schedule->reader->document, child, "in a quotation");
    }
}

/* --- questions and probes */

/* An item that begins with a block of another sort is reported for that. */
static void report_empty(Reader *reader, cmark_node *item, const char *text, const char *what)
{
    cmark_node *first = cmark_node_first_child(item);
    cmark_node_type type = first != NULL ? cmark_node_get_type(first) : CMARK_NODE_PARAGRAPH;
    bool told = type == CMARK_NODE_HEADING || type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_CODE_BLOCK;
    if (*text == '\0' && !told)
        source_report(&reader->source, document_find_block(item)->at, "%s", what);
}

static void add_probe(Schedule *schedule, cmark_node *item)
{
    Reader *reader = schedule->reader;
    Attributes none;
    Probe probe = {.text = reader_take_item(reader, item, 0, "a probe", &none)};
    report_empty(reader, item, probe.text, "this probe is empty: write what to ask after the mark");
    for (cmark_node *child = cmark_node_first_child(item); child != NULL; child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) == CMARK_NODE_LIST)
            source_report(
                &reader->source, document_find_block(child)->at,
                "a probe has no list of its own: indent this by as much as the probe to make it another");
        else if (cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH)
            document_report_block(&reader->document, child, "in a probe");
    }
    schedule->probes = mem_grow(schedule->probes, &schedule->probe_room, schedule->probe_count + 1,
                                sizeof *schedule->probes);
    schedule->probes[schedule->probe_count++] = probe;
}

static void add_question(Schedule *schedule, cmark_node *item)
{
    Reader *reader = schedule->reader;
    Plan *plan = reader->plan;
    Attributes attributes;
    Question question = {.number = plan->question_count + 1,
                         .topic = plan->topic_count > 0 ? plan->topic_count - 1 : 0};
    question.text =
        reader_take_item(reader, item, ATTRIBUTE_ID | ATTRIBUTE_MUST | ATTRIBUTE_MINUTES | ATTRIBUTE_CODES,
                         "a question", &attributes);
    report_empty(reader, item, question.text, "this question is empty: write its words after the number");
    question.id = reader_keep_id(reader, &reader->ids, &attributes);
    question.must = attributes.must;
    question.minutes = attributes.minutes;
    question.codes = attributes.codes;
    schedule->probe_count = 0;
    for (cmark_node *child = cmark_node_first_child(item); child != NULL; child = cmark_node_next(child)) {
        cmark_node_type type = cmark_node_get_type(child);
        if (type == CMARK_NODE_LIST) {
            for (cmark_node *probe = cmark_node_first_child(child); probe != NULL;
                 probe = cmark_node_next(probe))
                add_probe(schedule, probe);
        } else if (type != CMARK_NODE_PARAGRAPH) {
            document_report_block(&reader->document, child, "in a question");
        }
    }
    question.probes =
        arena_copy_array(reader->arena, schedule->probes, schedule->probe_count, sizeof *schedule->probes);
    question.probe_count = schedule->probe_count;
    reader->questions = mem_grow(reader->questions, &reader->question_room, plan->question_count + 1,
                                 sizeof *reader->questions);
    reader->questions[plan->question_count++] = question;
}

static void add_list(Schedule *schedule, cmark_node *list)
{
    Reader *reader = schedule->reader;
    size_t at = document_find_block(list)->at;
    if (cmark_node_get_list_type(list) == CMARK_BULLET_LIST) {
        source_report(
            &reader->source, at,
            "this bullet stands under no question: indent it to where the words of one begin to make it a "
            "probe, or number it 1. to make it a question");
        return;
    }
    if (find_topic(schedule) == NULL)
        source_report(
            &reader->source, at,
            "this question stands before the first topic: write a heading above it, as in # Opening");
    for (cmark_node *item = cmark_node_first_child(list); item != NULL; item = cmark_node_next(item))
        add_question(schedule, item);
}

/* --- the whole */

/* Ids not given are made when all those given are known. */
static void make_ids(Reader *reader)
{
    for (size_t i = 0; i < reader->plan->topic_count; i++) {
        Topic *topic = &reader->topics[i];
        if (*topic->id == '\0')
            topic->id = reader_make_id(reader, &reader->topic_ids, topic->title, "topic");
    }
    Str base = STR_EMPTY;
    for (size_t i = 0; i < reader->plan->question_count; i++) {
        Question *question = &reader->questions[i];
        if (*question->id != '\0')
            continue;
        str_clear(&base);
        str_add_format(&base, "q%zu", question->number);
        question->id = names_make(&reader->ids, reader->arena, str_text(&base));
    }
    str_free(&base);
}

static void report_missing(Reader *reader)
{
    const Plan *plan = reader->plan;
    bool asks = plan->kind == GUIDE_INTERVIEW || plan->kind == GUIDE_FOCUS_GROUP;
    size_t end = source_find_last(&reader->source);
    if (plan->topic_count == 0 && plan->question_count == 0)
        source_report(&reader->source, end, "there is no %s: write a heading, as in # Opening {minutes=5}",
                      plan->kind == GUIDE_WORKSHOP ? "activity" : "topic");
    else if (asks && plan->question_count == 0)
        source_report(&reader->source, end,
                      "there is no question: write a numbered line, as in 1. What changed?");
}

void schedule_read(Reader *reader)
{
    Schedule schedule = {.reader = reader};
    for (cmark_node *node = cmark_node_first_child(reader->document.root); node != NULL;
         node = cmark_node_next(node)) {
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_HEADING:
            begin_topic(&schedule, node);
            break;
        case CMARK_NODE_PARAGRAPH:
            add_say(&schedule, node);
            break;
        case CMARK_NODE_BLOCK_QUOTE:
            add_quote(&schedule, node);
            break;
        case CMARK_NODE_LIST:
            add_list(&schedule, node);
            break;
        default:
            document_report_block(&reader->document, node, "in a guide");
            break;
        }
    }
    end_topic(&schedule);
    make_ids(reader);
    activity_check_minutes(reader);
    report_missing(reader);
    str_free(&schedule.say);
    free(schedule.probes);
}
