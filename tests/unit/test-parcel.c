/* SPDX-License-Identifier: MIT */
/* Exchange, by its properties: random histories over several copies of a study with wild clocks, exchanged in
 * any order, partly, twice or not at all, must end in what the model says, the same on every copy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../crash/scene.h"
#include "model.h"
#include "rir/clock.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/upkeep.h"

#define TEN_YEARS INT64_C(315576000000)
#define MOST_TOKENS 4096

/* --- one history */

typedef struct {
    char entity[ID_SIZE];
    char text[24];
} Token;

static struct {
    Model model;
    Store *stores[MODEL_COPIES];
    int64_t clocks[MODEL_COPIES];
    uint64_t chance;
    unsigned long tokens;
    Token given[MOST_TOKENS]; /* the token in each body */
    size_t given_count;
    int step;
    uint64_t seed;
} now;

static Err err;

static uint64_t draw(uint64_t limit)
{
    now.chance ^= now.chance << 13;
    now.chance ^= now.chance >> 7;
    now.chance ^= now.chance << 17;
    return (now.chance >> 11) % limit;
}

#define FAIL(...)                                                                                            \
    do {                                                                                                     \
        print_message("# seed %" PRIu64 ", step %d\n", now.seed, now.step);                                  \
        fail_msg(__VA_ARGS__);                                                                               \
    } while (0)

#define OK(call)                                                                                             \
    do {                                                                                                     \
        if ((call) != 0)                                                                                     \
            FAIL("%s: %s", #call, err.text);                                                                 \
    } while (0)

static const char *path_of(int copy)
{
    char name[16];
    snprintf(name, sizeof name, "%d.rir", copy);
    return scene_path(name);
}

static const char *author_of(int copy)
{
    static const char *const names[MODEL_COPIES] = {"Ann", "Bob", "Cai", "Dee", "Eve", "Fay"};
    return names[copy];
}

/* Every copy has a clock of its own, up to ten years off, which jumps. */
static void use_clock(int copy)
{
    scene_set_clock(now.clocks[copy]);
}

static void keep_clock(int copy)
{
    now.clocks[copy] = scene_find_clock();
}

static void learn(int copy, const char *const *contents, size_t count)
{
    const char *wrong = model_learn(&now.model, copy, now.stores[copy], contents, count);
    if (wrong)
        FAIL("copy %d: %s", copy, wrong);
}

/* --- choosing */

/* An entity of the kind that the copy knows; "" when there is none. */
static const char *choose_entity(int copy, const char *kind)
{
    const Model *model = &now.model;
    size_t many = 0, at = 0;
    for (size_t i = 0; i < model->count; i++)
        many += model_holds(model, copy, i) && strcmp(model->list[i].kind, kind) == 0;
    if (many == 0)
        return "";
    uint64_t wanted = draw(many);
    for (size_t i = 0; i < model->count; i++)
        if (model_holds(model, copy, i) && strcmp(model->list[i].kind, kind) == 0 && at++ == wanted)
            return model->list[i].entity;
    return "";
}

/* Words that are found nowhere else; some are long, so that they fill pages of their own. */
static void add_words(Str *body, const char *entity)
{
    Token *token = &now.given[now.given_count % MOST_TOKENS];
    now.given_count++;
    snprintf(token->text, sizeof token->text, "tok%06lxk", ++now.tokens);
    snprintf(token->entity, sizeof token->entity, "%s", entity);
    str_add(body, token->text);
    for (uint64_t i = draw(8) == 0 ? draw(300) : draw(6); i > 0; i--)
        str_add(body, i % 3 ? " word" : " other");
    str_add_format(body, " %s", token->text);
}

/* --- acts: each is refused exactly when its entity is known to be erased */

static void act(int copy, const char *kind, const char *entity, const char *session, const char *person,
                Str *body)
{
    Act made = {.kind = kind, .entity = entity, .session = session, .person = person, .body = str_text(body)};
    bool is_erased = model_is_erased(&now.model, copy, entity);
    int result = store_append(now.stores[copy], &made, NULL, &err);
    if (is_erased && (result == 0 || err.code != ERR_REFUSED))
        FAIL("%s was added to what is erased", kind);
    if (!is_erased && result != 0)
        FAIL("%s: %s", kind, err.text);
    if (result == 0)
        learn(copy, (const char *const[]){str_text(body)}, 1);
    str_free(body);
}

static void add_note(int copy, const char *given, bool coded)
{
    char session[ID_SIZE], speaker[ID_SIZE];
    Id fresh = id_make();
    snprintf(session, sizeof session, "%s", choose_entity(copy, "session.set"));
    snprintf(speaker, sizeof speaker, "%s", choose_entity(copy, "person.set"));
    const char *note = given ? given : fresh.text;
    Str body = STR_EMPTY;
    str_add(&body, "{\"kind\":\"paraphrase\",\"text\":\"");
    add_words(&body, note);
    str_add(&body, "\",\"raw\":\"raw ");
    add_words(&body, note);
    str_add_format(&body, "\",\"elapsed\":%d", now.step);
    if (*speaker && draw(2))
        str_add_format(&body, ",\"speaker\":\"%s\"", speaker);
    if (coded) {
        /* Common codes, and one that only this note uses. */
        Str name = STR_EMPTY;
        add_words(&name, note);
        Id own = id_make_named("code", str_text(&name)),
           code = id_make_named("code", draw(2) ? "trust" : "barrier");
        str_add_format(&body,
                       ",\"codes\":[{\"id\":\"%s\",\"name\":\"common\"},{\"id\":\"%s\",\"name\":\"%s\"}]",
                       code.text, own.text, str_text(&name));
        str_free(&name);
    }
    str_add(&body, "}");
    act(copy, "note.set", note, session, NULL, &body);
}

static void add_version(int copy, const char *kind, const char *member, bool is_new)
{
    Id fresh = id_make();
    char entity[ID_SIZE];
    snprintf(entity, sizeof entity, "%s", is_new ? "" : choose_entity(copy, kind));
    if (!*entity)
        snprintf(entity, sizeof entity, "%s", fresh.text);
    Str body = STR_EMPTY;
    str_add_format(&body, "{\"%s\":\"", member);
    /* The same content written on two copies is no conflict. */
    if (draw(4) == 0)
        str_add(&body, "the same everywhere");
    else
        add_words(&body, entity);
    str_add(&body, "\"}");
    char session[ID_SIZE];
    snprintf(session, sizeof session, "%s", choose_entity(copy, "session.set"));
    act(copy, kind, entity, strcmp(kind, "summary.set") == 0 ? session : NULL, NULL, &body);
}

static void answer_consent(int copy)
{
    char person[ID_SIZE], session[ID_SIZE];
    snprintf(person, sizeof person, "%s", choose_entity(copy, "person.set"));
    snprintf(session, sizeof session, "%s", choose_entity(copy, "session.set"));
    const char *item = draw(2) ? "part" : "quote";
    Str name = STR_EMPTY, body = STR_EMPTY;
    str_add_format(&name, "%s %s", person, item);
    Id entity = id_make_named("consent", str_text(&name));
    str_free(&name);
    str_add_format(&body, "{\"item\":\"%s\",\"answer\":\"%s\",\"how\":\"", item, draw(3) ? "yes" : "no");
    add_words(&body, entity.text);
    str_add(&body, "\"}");
    act(copy, "consent.answer", entity.text, session, person, &body);
}

/* Questions, probes, moments: the last word counts. */
static void act_on_question(int copy)
{
    static const char *const states[] = {"full", "partly", "skipped", "elsewhere"};
    char session[ID_SIZE];
    snprintf(session, sizeof session, "%s", choose_entity(copy, "session.set"));
    Str name = STR_EMPTY, body = STR_EMPTY;
    str_add_format(&name, "%s vision", session);
    bool is_probe = draw(3) == 0;
    Id entity = id_make_named(is_probe ? "probe" : "cover", str_text(&name));
    str_free(&name);
    str_add(&body, "{\"question\":\"vision\",");
    if (is_probe)
        str_add_format(&body, "\"probe\":1,\"used\":%d", (int)draw(2));
    else
        str_add_format(&body, "\"state\":\"%s\"", states[draw(4)]);
    str_add(&body, ",\"why\":\"");
    add_words(&body, entity.text);
    str_add(&body, "\"}");
    act(copy, is_probe ? "probe.use" : "question.cover", entity.text, session, NULL, &body);
}

static void strike(int copy)
{
    char note[ID_SIZE], session[ID_SIZE];
    Str body = STR_EMPTY;
    snprintf(note, sizeof note, "%s", choose_entity(copy, "note.set"));
    snprintf(session, sizeof session, "%s", choose_entity(copy, "session.set"));
    if (!*note)
        return;
    str_add(&body, "{}");
    act(copy, "note.strike", note, session, NULL, &body);
}

static void end_session(int copy)
{
    char session[ID_SIZE];
    Str body = STR_EMPTY;
    snprintf(session, sizeof session, "%s", choose_entity(copy, "session.set"));
    str_add_format(&body, "{\"at\":%d}", 5000 + now.step);
    act(copy, "session.end", session, session, NULL, &body);
}

/* Two notes that are one act on disk, and one step. */
static void act_together(int copy)
{
    char session[ID_SIZE];
    const char *contents[2];
    Str bodies[2] = {STR_EMPTY, STR_EMPTY};
    snprintf(session, sizeof session, "%s", choose_entity(copy, "session.set"));
    OK(store_begin(now.stores[copy], &err));
    for (int i = 0; i < 2; i++) {
        Id note = id_make();
        str_add(&bodies[i], "{\"kind\":\"memo\",\"text\":\"");
        add_words(&bodies[i], note.text);
        str_add(&bodies[i], "\"}");
        contents[i] = str_text(&bodies[i]);
        Act made = {.kind = "note.set", .entity = note.text, .session = session, .body = contents[i]};
        OK(store_append(now.stores[copy], &made, NULL, &err));
    }
    OK(store_commit(now.stores[copy], &err));
    learn(copy, contents, 2);
    for (int i = 0; i < 2; i++)
        str_free(&bodies[i]);
}

/* What the store offers to undo can be undone. */
static void undo_own(int copy, bool redo)
{
    EventKey key = store_find_undo(now.stores[copy], choose_entity(copy, "session.set"), redo);
    if (key.seq == 0)
        return;
    OK(store_undo(now.stores[copy], &key, redo, 0, 0, &err));
    learn(copy, NULL, 0);
}

/* Any event, of any copy: done or refused, never half. */
static void undo_any(int copy)
{
    size_t event = (size_t)draw(now.model.count);
    if (!model_holds(&now.model, copy, event))
        return;
    EventKey key = {.seq = now.model.list[event].seq};
    memcpy(key.site, now.model.list[event].site, sizeof key.site);
    if (store_undo(now.stores[copy], &key, draw(3) == 0, 0, 0, &err) == 0)
        learn(copy, NULL, 0);
    else if (err.code != ERR_REFUSED)
        FAIL("undo: %s", err.text);
}

static void erase_some(int copy)
{
    static const char *const kinds[] = {"note.set", "person.set", "consent.answer", "note.set",
                                        "summary.set"};
    char list[3][ID_SIZE];
    const char *entities[3];
    size_t count = 0;
    for (uint64_t i = 1 + draw(3); i > 0; i--) {
        const char *entity = choose_entity(copy, kinds[draw(5)]);
        bool is_listed = !*entity || model_is_erased(&now.model, copy, entity);
        for (size_t j = 0; j < count; j++)
            is_listed = is_listed || strcmp(list[j], entity) == 0;
        if (is_listed)
            continue;
        snprintf(list[count], ID_SIZE, "%s", entity);
        entities[count] = list[count];
        count++;
    }
    OK(upkeep_erase(now.stores[copy], entities, count, "withdrawn", &err));
    learn(copy, NULL, 0);
}

static void erase_struck(int copy)
{
    if (upkeep_erase_struck(now.stores[copy], choose_entity(copy, "session.set"), &err) < 0)
        FAIL("%s", err.text);
    learn(copy, NULL, 0);
}

/* --- exchanges */

typedef struct {
    Event *list;
    size_t count, room;
} Events;

static void free_events(Events *events)
{
    for (size_t i = 0; i < events->count; i++) {
        Event *event = &events->list[i];
        const char *texts[] = {event->site,    event->author, event->kind, event->entity,
                               event->session, event->person, event->seen, event->body};
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++)
            free((void *)(uintptr_t)texts[j]);
    }
    free(events->list);
}

static int keep_event(void *context, const Event *event, Err *failure)
{
    (void)failure;
    Events *events = context;
    events->list = mem_grow(events->list, &events->room, events->count + 1, sizeof *events->list);
    Event *kept = &events->list[events->count++];
    *kept = *event;
    kept->site = mem_copy_text(event->site);
    kept->author = mem_copy_text(event->author);
    kept->kind = mem_copy_text(event->kind);
    kept->entity = mem_copy_text(event->entity);
    kept->session = mem_copy_text(event->session);
    kept->person = mem_copy_text(event->person);
    kept->seen = mem_copy_text(event->seen);
    kept->body = mem_copy_text(event->body);
    return 0;
}

static void check_result(const ParcelResult *got, const ParcelResult *wanted)
{
    if (got->fresh != wanted->fresh || got->known != wanted->known || got->conflicts != wanted->conflicts ||
        got->newer != 0)
        FAIL("%" PRId64 " fresh, %" PRId64 " known, %" PRId64 " conflicts; wanted %" PRId64 ", %" PRId64
             ", %" PRId64,
             got->fresh, got->known, got->conflicts, wanted->fresh, wanted->known, wanted->conflicts);
}

static void exchange(int from, int to, bool stale)
{
    ParcelResult result = {0};
    use_clock(to);
    OK(scene_exchange(now.stores[from], now.stores[to], stale, &result, &err));
    keep_clock(to);
    ParcelResult wanted = model_exchange(&now.model, from, to, stale);
    check_result(&result, &wanted);
}

/* The same events in any order, some of them twice. */
static void exchange_shuffled(int from, int to)
{
    Events events = {NULL, 0, 0};
    ParcelResult result = {0};
    OK(parcel_send(now.stores[from], "", keep_event, &events, &err));
    Parcel *parcel = parcel_begin(now.stores[to], &err);
    if (!parcel)
        FAIL("%s", err.text);
    for (size_t i = 0; i < events.count; i++) {
        size_t other = i + (size_t)draw(events.count - i);
        Event event = events.list[other];
        events.list[other] = events.list[i];
        events.list[i] = event;
        OK(parcel_take(parcel, &event, &err));
        if (draw(5) == 0)
            OK(parcel_take(parcel, &event, &err));
    }
    OK(parcel_finish(parcel, &result, &err));
    ParcelResult wanted = model_exchange(&now.model, from, to, true);
    wanted.known = result.known;
    check_result(&result, &wanted);
    free_events(&events);
}

/* One that breaks off leaves nothing. */
static void exchange_broken(int from, int to)
{
    Events events = {NULL, 0, 0};
    char before[DIGEST_HEX_SIZE], after[DIGEST_HEX_SIZE];
    OK(parcel_send(now.stores[from], "", keep_event, &events, &err));
    scene_digest(now.stores[to], before);
    Parcel *parcel = parcel_begin(now.stores[to], &err);
    if (!parcel)
        FAIL("%s", err.text);
    for (size_t i = (size_t)draw(events.count); i > 0; i--)
        OK(parcel_take(parcel, &events.list[i], &err));
    parcel_drop(parcel);
    scene_digest(now.stores[to], after);
    if (strcmp(before, after) != 0)
        FAIL("a parcel that was dropped has left something");
    free_events(&events);
}

/* Only the first part arrives: causes come before effects, so that it can stand. Where a body was erased, its
 * erasure must have come too. */
static void exchange_part(int from, int to)
{
    Events events = {NULL, 0, 0};
    OK(parcel_send(now.stores[from], "", keep_event, &events, &err));
    size_t part = (size_t)draw(events.count + 1);
    for (size_t i = 0; i < part; i++)
        if (!events.list[i].body)
            part = 0;
    Parcel *parcel = parcel_begin(now.stores[to], &err);
    if (!parcel)
        FAIL("%s", err.text);
    for (size_t i = 0; i < part; i++) {
        OK(parcel_take(parcel, &events.list[i], &err));
        model_give(&now.model, to, events.list[i].site, events.list[i].seq);
    }
    OK(parcel_finish(parcel, NULL, &err));
    free_events(&events);
}

static void exchange_any(void)
{
    int from = (int)draw((uint64_t)now.model.copies), to = (int)draw((uint64_t)now.model.copies);
    if (from == to)
        return;
    switch (draw(7)) {
    case 0:
        exchange(from, to, true);
        break;
    case 1:
        exchange_shuffled(from, to);
        break;
    case 2:
        exchange_broken(from, to);
        break;
    case 3:
        exchange_part(from, to);
        break;
    default:
        exchange(from, to, false);
    }
}

/* --- the life of a copy */

static void open_copy(int copy)
{
    now.stores[copy] = store_open(path_of(copy), STORE_WRITE, author_of(copy), &err);
    if (!now.stores[copy])
        FAIL("%s", err.text);
    learn(copy, NULL, 0); /* what was struck in a session that has ended since is erased */
}

static void make_copy(int from)
{
    int copy = now.model.copies;
    if (copy == MODEL_COPIES)
        return;
    OK(upkeep_backup(now.stores[from], path_of(copy), &err));
    now.model.copies++;
    now.clocks[copy] = now.clocks[0] + (int64_t)draw(2 * (uint64_t)TEN_YEARS) - TEN_YEARS;
    model_copy(&now.model, from, copy);
    open_copy(copy);
}

static void live_on(int copy)
{
    switch (draw(8)) {
    case 0:
        OK(upkeep_rebuild(now.stores[copy], NULL, NULL, &err));
        break;
    case 1:
        store_close(now.stores[copy]);
        open_copy(copy);
        break;
    case 2:
        if (draw(4) == 0)
            make_copy(copy);
        break;
    case 3:
        now.clocks[copy] += (int64_t)draw(2 * (uint64_t)TEN_YEARS) - TEN_YEARS;
        if (now.clocks[copy] < 0 || now.clocks[copy] > INT64_C(4000000000000))
            now.clocks[copy] = INT64_C(1794736800000);
        break;
    default:
        while (store_do_idle(now.stores[copy]))
            ;
    }
}

static void do_something(void)
{
    int copy = (int)draw((uint64_t)now.model.copies);
    use_clock(copy);
    uint64_t lot = draw(100);
    if (lot < 16)
        add_note(copy, NULL, false);
    else if (lot < 24) {
        char note[ID_SIZE];
        snprintf(note, sizeof note, "%s", choose_entity(copy, "note.set"));
        add_note(copy, *note ? note : NULL, draw(3) == 0);
    } else if (lot < 29)
        add_note(copy, NULL, true);
    else if (lot < 34)
        strike(copy);
    else if (lot < 40)
        undo_own(copy, false);
    else if (lot < 43)
        undo_own(copy, true);
    else if (lot < 47)
        undo_any(copy);
    else if (lot < 51)
        answer_consent(copy);
    else if (lot < 55)
        act_on_question(copy);
    else if (lot < 59)
        add_version(copy, "person.set", "pseudonym", draw(3) == 0);
    else if (lot < 62)
        add_version(copy, "session.set", "title", draw(3) == 0);
    else if (lot < 64)
        end_session(copy);
    else if (lot < 66)
        add_version(copy, "code.set", "name", draw(2) == 0);
    else if (lot < 68)
        add_version(copy, "summary.set", "got", draw(2) == 0);
    else if (lot < 69)
        add_version(copy, "study.set", "title", false);
    else if (lot < 72)
        act_together(copy);
    else if (lot < 75)
        erase_some(copy);
    else if (lot < 76)
        erase_struck(copy);
    else if (lot < 82)
        live_on(copy);
    else {
        exchange_any();
        return;
    }
    keep_clock(copy);
}

/* --- the end: all exchange until nothing is new */

static void exchange_all(void)
{
    for (int round = 0; round < 2; round++)
        for (int from = 0; from < now.model.copies; from++)
            for (int to = 0; to < now.model.copies; to++)
                if (from != to)
                    exchange(from, to, false);
}

static void check_conflicts(int copy)
{
    Str here = STR_EMPTY, wanted = STR_EMPTY;
    Rows *rows =
        rows_open(now.stores[copy], &err,
                  "SELECT t.id || ' ' || h.site || ':' || h.seq FROM (SELECT note AS entity, site, seq FROM "
                  "note_head UNION ALL SELECT entity, site, seq FROM conflict) h JOIN thing t ON t.n = "
                  "h.entity ORDER BY 1",
                  "");
    while (rows_next(rows))
        str_add_format(&here, "%s\n", rows_text(rows, 0));
    OK(rows_close(rows, &err));
    model_add_conflicts(&now.model, copy, &wanted);
    if (strcmp(str_text(&here), str_text(&wanted)) != 0)
        FAIL("conflicts are\n%swanted\n%s", str_text(&here), str_text(&wanted));
    str_free(&here);
    str_free(&wanted);
}

/* The rows of an entity whose last version counts. */
static void check_row(int copy, const char *entity, const char *kind, const char *sql, long event)
{
    Str text = STR_EMPTY;
    bool is_there = rows_find_text(now.stores[copy], &text, sql, "t", entity);
    if (is_there != (event >= 0))
        FAIL("copy %d: %s %s is %s", copy, kind, entity, is_there ? "there" : "not there");
    if (is_there && (text.size == 0 || !strstr(now.model.list[event].content, str_text(&text))))
        FAIL("copy %d: %s %s says \"%s\", not %s", copy, kind, entity, str_text(&text),
             now.model.list[event].content);
    str_free(&text);
}

static void check_entity(int copy, const Known *known)
{
    static const struct {
        const char *kind, *sql;
        bool is_version;
    } rows[] = {
        {"note.set", "SELECT text FROM note WHERE n = (SELECT n FROM thing WHERE id = ?1)", true},
        {"person.set", "SELECT pseudonym FROM person WHERE n = (SELECT n FROM thing WHERE id = ?1)", true},
        {"session.set", "SELECT title FROM session WHERE n = (SELECT n FROM thing WHERE id = ?1)", true},
        {"study.set", "SELECT title FROM study WHERE n = (SELECT n FROM thing WHERE id = ?1)", true},
        {"code.set", "SELECT name FROM code WHERE n = (SELECT n FROM thing WHERE id = ?1)", true},
        {"summary.set", "SELECT got FROM summary WHERE n = (SELECT n FROM thing WHERE id = ?1)", true},
        {"consent.answer", "SELECT how FROM consent_answer WHERE n = (SELECT n FROM thing WHERE id = ?1)",
         false},
        {"question.cover", "SELECT why FROM question_state WHERE n = (SELECT n FROM thing WHERE id = ?1)",
         false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].kind, known->kind) == 0)
            check_row(copy, known->entity, known->kind, rows[i].sql,
                      rows[i].is_version ? model_find_version(&now.model, copy, known->entity, known->kind)
                                         : model_find_last(&now.model, copy, known->entity, known->kind));
    if (strcmp(known->kind, "note.set") != 0)
        return;
    int64_t hidden = rows_find_number(now.stores[copy], -1,
                                      "SELECT hidden FROM note WHERE n = (SELECT n FROM thing WHERE id = ?1)",
                                      "t", known->entity);
    bool is_struck = model_find_last(&now.model, copy, known->entity, "note.strike") >= 0;
    if (hidden >= 0 && hidden != is_struck)
        FAIL("copy %d: note %s is %s", copy, known->entity,
             is_struck ? "struck, and shown" : "not struck, and hidden");
}

/* Each event is there once, with its body unless that was erased. */
static void check_log(int copy)
{
    Events events = {NULL, 0, 0};
    OK(parcel_send(now.stores[copy], "", keep_event, &events, &err));
    if (events.count != now.model.count)
        FAIL("copy %d holds %zu events, not %zu", copy, events.count, now.model.count);
    for (size_t i = 0; i < events.count; i++) {
        const Event *event = &events.list[i];
        bool is_empty = model_is_erased(&now.model, copy, event->entity) && strcmp(event->kind, "erase") != 0;
        if (is_empty != (event->body == NULL))
            FAIL("copy %d: the body of %s %" PRId64 " of %s is %s", copy, event->kind, event->seq,
                 event->site, event->body ? "not erased" : "lost");
    }
    free_events(&events);
}

static void check_erased(int copy)
{
    for (size_t i = 0; i < now.given_count; i++)
        if (model_is_erased(&now.model, copy, now.given[i].entity) &&
            scene_file_has(path_of(copy), now.given[i].text))
            FAIL("copy %d: %s of %s is erased, and still in the file", copy, now.given[i].text,
                 now.given[i].entity);
}

/* The counter of each code, and search: a note is found by its last words, and by none before. */
static void check_kept(int copy)
{
    int64_t wrong =
        rows_find_number(now.stores[copy], -1,
                         "SELECT count(*) FROM (SELECT code, uses FROM code_use EXCEPT SELECT code, count(*) "
                         "FROM coding GROUP BY code)",
                         "");
    if (wrong != 0)
        FAIL("copy %d: %" PRId64 " codes are counted wrongly", copy, wrong);
    for (size_t i = 0; i < now.given_count; i += 7) {
        const Token *token = &now.given[i];
        int64_t shown = rows_find_number(now.stores[copy], 0,
                                         "SELECT count(*) FROM notes WHERE id = ?1 AND text LIKE ?2 || '%'",
                                         "tt", token->entity, token->text);
        int64_t hits = scene_search(now.stores[copy], token->text, &err);
        if (hits != shown)
            FAIL("copy %d: %s is found %" PRId64 " times and shown %" PRId64 " times", copy, token->text,
                 hits, shown);
    }
}

static void check_copy(int copy, const char *digest)
{
    char own[DIGEST_HEX_SIZE];
    scene_digest(now.stores[copy], own);
    if (strcmp(own, digest) != 0)
        FAIL("copies 0 and %d differ", copy);
    OK(scene_verify(now.stores[copy], &err));
    check_log(copy);
    check_conflicts(copy);
    check_erased(copy);
    for (size_t i = 0; i < now.model.count; i++)
        check_entity(copy, &now.model.list[i]);
    Rows *rows =
        rows_open(now.stores[copy], &err, "INSERT INTO note_fts(note_fts) VALUES('integrity-check')", "");
    rows_next(rows);
    OK(rows_close(rows, &err));
    for (int indexed = 0; indexed < 2; indexed++) {
        check_kept(copy);
        while (store_do_idle(now.stores[copy]))
            ;
    }
}

static void begin_history(uint64_t seed)
{
    memset(&now, 0, sizeof now);
    now.seed = seed;
    now.chance = seed * 2654435769u + 88172645463325252u;
    id_set_seed(seed << 20);
    now.clocks[0] = INT64_C(1794736800000);
    use_clock(0);
    now.stores[0] = store_create(path_of(0), "the study", author_of(0), true, &err);
    if (!now.stores[0])
        FAIL("%s", err.text);
    now.model.copies = 1;
    learn(0, (const char *const[]){"{\"title\":\"the study\"}"}, 1);
    add_version(0, "session.set", "title", true);
    add_version(0, "person.set", "pseudonym", true);
    keep_clock(0);
    for (uint64_t i = 2 + draw(3); i > 0; i--)
        make_copy(0);
}

static void do_history(uint64_t seed, int steps)
{
    begin_history(seed);
    for (now.step = 1; now.step <= steps; now.step++)
        do_something();
    exchange_all();
    char digest[DIGEST_HEX_SIZE];
    scene_digest(now.stores[0], digest);
    for (int copy = 0; copy < now.model.copies; copy++)
        check_copy(copy, digest);
    for (int copy = 0; copy < now.model.copies; copy++) {
        store_close(now.stores[copy]);
        scene_remove_study(path_of(copy));
    }
}

static void copies_end_the_same_whatever_happened(void **state)
{
    (void)state;
    long first = scene_read_number("RIR_PARCEL_SEED", 1);
    long count = scene_read_number("RIR_PARCEL_COUNT", scene_count(30, 2000));
    unsigned long events = 0;
    for (long i = 0; i < count; i++) {
        do_history((uint64_t)(first + i), 40 + (int)((first + i) % 5) * 20);
        events += now.model.count;
        model_free(&now.model);
    }
    print_message("# %ld histories, %lu events\n", count, events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies_end_the_same_whatever_happened),
    };
    if (!scene_begin("parcel"))
        return 99;
    scene_use_clock();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scene_end();
    return failed;
}
