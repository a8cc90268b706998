/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"
#include "rir/mem.h"

void model_free(Model *model)
{
    for (size_t i = 0; i < model->count; i++) {
        free(model->list[i].content);
        free(model->list[i].seen);
    }
    free(model->list);
    *model = (Model){NULL, 0, 0, 0};
}

bool model_holds(const Model *model, int copy, size_t event)
{
    return (model->list[event].held >> copy & 1) != 0;
}

static long find_event(const Model *model, const char *site, int64_t seq)
{
    for (size_t i = 0; i < model->count; i++)
        if (model->list[i].seq == seq && strcmp(model->list[i].site, site) == 0)
            return (long)i;
    return -1;
}

/* --- rules */

static bool is_before(const Known *a, const Known *b)
{
    if (a->hlc != b->hlc)
        return a->hlc < b->hlc;
    int sites = strcmp(a->site, b->site);
    return sites != 0 ? sites < 0 : a->seq < b->seq;
}

bool model_is_erased(const Model *model, int copy, const char *entity)
{
    for (size_t i = 0; i < model->count; i++)
        if (model_holds(model, copy, i) && strcmp(model->list[i].kind, "erase") == 0 &&
            strcmp(model->list[i].entity, entity) == 0)
            return true;
    return false;
}

/* The last word said on the event: an undo takes it away, a redo gives it back. */
static bool is_undone(const Model *model, int copy, size_t event)
{
    const Known *last = NULL;
    for (size_t i = 0; i < model->count; i++) {
        const Known *word = &model->list[i];
        if (model_holds(model, copy, i) && word->target.seq == model->list[event].seq &&
            strcmp(word->target.site, model->list[event].site) == 0 && (!last || is_before(last, word)))
            last = word;
    }
    return last && strcmp(last->kind, "undo") == 0;
}

bool model_is_counted(const Model *model, int copy, size_t event)
{
    return model_holds(model, copy, event) && !is_undone(model, copy, event) &&
           !model_is_erased(model, copy, model->list[event].entity);
}

long model_find_last(const Model *model, int copy, const char *entity, const char *kind)
{
    long last = -1;
    for (size_t i = 0; i < model->count; i++)
        if (strcmp(model->list[i].entity, entity) == 0 && strcmp(model->list[i].kind, kind) == 0 &&
            model_is_counted(model, copy, i) && (last < 0 || is_before(&model->list[last], &model->list[i])))
            last = (long)i;
    return last;
}

static bool is_version_kind(const char *kind)
{
    static const char *const kinds[] = {"study.set", "person.set",  "session.set",
                                        "note.set",  "summary.set", "code.set"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], kind) == 0)
            return true;
    return false;
}

/* A version is a head unless one that counts has seen it. */
static size_t find_heads(const Model *model, int copy, const char *entity, size_t *heads, size_t most)
{
    size_t versions[256], count = 0, found = 0;
    for (size_t i = 0; i < model->count && count < 256; i++)
        if (strcmp(model->list[i].entity, entity) == 0 && is_version_kind(model->list[i].kind) &&
            model_is_counted(model, copy, i))
            versions[count++] = i;
    for (size_t i = 0; i < count && found < most; i++) {
        bool is_seen = false;
        for (size_t j = 0; j < count; j++)
            for (size_t k = 0; k < model->list[versions[j]].seen_count; k++)
                is_seen = is_seen || model->list[versions[j]].seen[k] == versions[i];
        if (!is_seen)
            heads[found++] = versions[i];
    }
    return found;
}

long model_find_version(const Model *model, int copy, const char *entity, const char *kind)
{
    size_t heads[256], count = find_heads(model, copy, entity, heads, 256);
    long last = -1;
    for (size_t i = 0; i < count; i++)
        if (strcmp(model->list[heads[i]].kind, kind) == 0 &&
            (last < 0 || is_before(&model->list[last], &model->list[heads[i]])))
            last = (long)heads[i];
    return last;
}

/* --- conflicts */

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_first_of_entity(const Model *model, size_t event)
{
    for (size_t i = 0; i < event; i++)
        if (strcmp(model->list[i].entity, model->list[event].entity) == 0)
            return false;
    return true;
}

void model_add_conflicts(const Model *model, int copy, Str *out)
{
    char **lines = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < model->count; i++) {
        size_t heads[256];
        if (!is_first_of_entity(model, i))
            continue;
        size_t found = find_heads(model, copy, model->list[i].entity, heads, 256);
        bool differ = false;
        for (size_t j = 1; j < found; j++)
            differ = differ || strcmp(model->list[heads[0]].content, model->list[heads[j]].content) != 0;
        for (size_t j = 0; differ && j < found; j++) {
            Str line = STR_EMPTY;
            const Known *head = &model->list[heads[j]];
            str_add_format(&line, "%s %s:%" PRId64 "\n", head->entity, head->site, head->seq);
            lines = mem_grow(lines, &room, count + 1, sizeof *lines);
            lines[count++] = str_take(&line);
        }
    }
    if (count > 0)
        qsort(lines, count, sizeof *lines, compare_lines);
    for (size_t i = 0; i < count; i++) {
        str_add(out, lines[i]);
        free(lines[i]);
    }
    free(lines);
}

int64_t model_count_conflicts(const Model *model, int copy)
{
    Str lines = STR_EMPTY;
    int64_t count = 0;
    char last[ID_SIZE] = "";
    model_add_conflicts(model, copy, &lines);
    for (const char *line = str_text(&lines); *line; line = strchr(line, '\n') + 1)
        if (strncmp(last, line, ID_SIZE - 1) != 0) {
            snprintf(last, sizeof last, "%.36s", line);
            count++;
        }
    str_free(&lines);
    return count;
}

/* --- learning */

typedef struct {
    Model *model;
    int copy;
    const char *own;
    const char *const *contents;
    size_t count, at;
    const char *wrong;
} Learning;

static void read_target(Known *known, const char *body)
{
    const char *site = strstr(body, "\"site\":\""), *seq = strstr(body, "\"seq\":");
    if (!site || !seq)
        return;
    snprintf(known->target.site, ID_SIZE, "%.36s", site + strlen("\"site\":\""));
    known->target.seq = strtoll(seq + strlen("\"seq\":"), NULL, 10);
}

/* `seen` must name the heads that this copy held, and nothing else. */
static bool has_seen(const Learning *learning, Known *known, const char *seen)
{
    size_t heads[256], count = 0, words = 0;
    if (is_version_kind(known->kind))
        count = find_heads(learning->model, learning->copy, known->entity, heads, 256);
    for (size_t i = 0; i < count; i++) {
        char key[ID_SIZE + 24];
        const Known *head = &learning->model->list[heads[i]];
        snprintf(key, sizeof key, "%s:%" PRId64, head->site, head->seq);
        const char *at = strstr(seen, key);
        if (!at || (at[strlen(key)] != '\0' && at[strlen(key)] != ' '))
            return false;
    }
    for (const char *at = seen; *at; at++)
        words += at == seen || at[-1] == ' ';
    known->seen = mem_new((count + 1) * sizeof *known->seen);
    memcpy(known->seen, heads, count * sizeof *heads);
    known->seen_count = count;
    return words == count;
}

static const char *check_order(const Learning *learning, const Known *known)
{
    const Model *model = learning->model;
    for (size_t i = 0; i < model->count; i++) {
        if (!model_holds(model, learning->copy, i))
            continue;
        bool same_site = strcmp(model->list[i].site, known->site) == 0;
        if (same_site && model->list[i].seq >= known->seq)
            return "a number was given twice";
        if ((same_site || strcmp(model->list[i].entity, known->entity) == 0) &&
            model->list[i].hlc >= known->hlc)
            return "an effect stands before its cause";
    }
    if (known->seq > 1 && find_event(model, known->site, known->seq - 1) < 0)
        return "a number was left out";
    return NULL;
}

static int learn_one(void *context, const Event *event, Err *err)
{
    (void)err;
    Learning *learning = context;
    Model *model = learning->model;
    Known known = {.seq = event->seq, .hlc = event->hlc, .held = 1u << learning->copy};
    snprintf(known.site, sizeof known.site, "%s", event->site);
    snprintf(known.kind, sizeof known.kind, "%s", event->kind);
    snprintf(known.entity, sizeof known.entity, "%s", event->entity);
    snprintf(known.session, sizeof known.session, "%s", event->session ? event->session : "");
    if (strcmp(event->site, learning->own) != 0)
        learning->wrong = "an event of another copy is here that nobody brought";
    const char *wrong = check_order(learning, &known);
    learning->wrong = wrong ? wrong : learning->wrong;
    if (!has_seen(learning, &known, event->seen))
        learning->wrong = "what the author had seen is not said rightly";
    if (strcmp(event->kind, "undo") == 0 || strcmp(event->kind, "redo") == 0)
        read_target(&known, event->body ? event->body : "");
    else if (strcmp(event->kind, "erase") != 0 && learning->at < learning->count)
        known.content = mem_copy_text(learning->contents[learning->at++]);
    else if (strcmp(event->kind, "erase") != 0)
        learning->wrong = "there are more events than acts";
    model->list = mem_grow(model->list, &model->room, model->count + 1, sizeof *model->list);
    model->list[model->count++] = known;
    return 0;
}

static void add_held(const Model *model, int copy, Str *out)
{
    for (size_t i = 0; i < model->count; i++) {
        const Known *known = &model->list[i];
        bool is_last = model_holds(model, copy, i);
        for (size_t j = 0; is_last && j < model->count; j++)
            is_last = !(model_holds(model, copy, j) && model->list[j].seq > known->seq &&
                        strcmp(model->list[j].site, known->site) == 0);
        if (is_last)
            str_add_format(out, "%s %" PRId64 "\n", known->site, known->seq);
    }
}

const char *model_learn(Model *model, int copy, Store *store, const char *const *contents, size_t count)
{
    static char text[sizeof((Err *)0)->text];
    Err err = {ERR_NONE, ""};
    Str held = STR_EMPTY;
    Learning learning = {
        .model = model, .copy = copy, .own = store_find_site(store), .contents = contents, .count = count};
    add_held(model, copy, &held);
    if (parcel_send(store, str_text(&held), learn_one, &learning, &err) != 0) {
        snprintf(text, sizeof text, "%s", err.text);
        learning.wrong = text;
    }
    str_free(&held);
    if (!learning.wrong && learning.at != count)
        learning.wrong = "an act left no event";
    return learning.wrong;
}

void model_copy(Model *model, int from, int to)
{
    for (size_t i = 0; i < model->count; i++) {
        model->list[i].held &= ~(1u << to);
        model->list[i].held |= (model->list[i].held >> from & 1) << to;
    }
}

ParcelResult model_exchange(Model *model, int from, int to, bool stale)
{
    ParcelResult result = {0};
    for (size_t i = 0; i < model->count; i++) {
        if (!model_holds(model, from, i))
            continue;
        if (!model_holds(model, to, i))
            result.fresh++;
        else if (stale)
            result.known++;
        model->list[i].held |= 1u << to;
    }
    result.conflicts = model_count_conflicts(model, to);
    return result;
}

void model_give(Model *model, int to, const char *site, int64_t seq)
{
    long event = find_event(model, site, seq);
    if (event >= 0)
        model->list[event].held |= 1u << to;
}
