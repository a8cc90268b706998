/* SPDX-License-Identifier: MIT */
/* Makes a large study for measuring: FILE NOTES [SESSIONS]. Words are drawn with the frequencies of a
 * language (Zipf), from a seed, so that every run makes the same texts. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rir/id.h"
#include "rir/mem.h"
#include "rir/store.h"
#include "rir/str.h"

#define VOCABULARY 40000
#define BATCH 20000
#define CODES 40

static uint64_t state = 88172645463325252ULL;

static uint64_t draw(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static double draw_part(void)
{
    return (double)(draw() >> 11) / 9007199254740992.0;
}

/* Rank r has a share of about 1/r. */
static unsigned draw_word(void)
{
    double rank = exp(draw_part() * log(VOCABULARY));
    return (unsigned)rank;
}

static void add_word(Str *text, unsigned word)
{
    static const char *const parts[] = {"ba", "ce", "di", "fo", "gu", "ha", "le", "mi",
                                        "no", "pu", "ra", "se", "ti", "vo", "wu", "ze"};
    str_add_byte(text, (char)('a' + word % 26));
    for (unsigned rest = word; rest > 0; rest /= 16)
        str_add(text, parts[rest % 16]);
}

static void add_text(Str *text)
{
    size_t words = 6 + draw() % 18;
    for (size_t i = 0; i < words; i++) {
        if (i)
            str_add(text, " ");
        add_word(text, draw_word());
    }
    /* One word with a thousand hits in a million notes. */
    if (draw() % 1000 == 0)
        str_add(text, " thousandth");
}

static void fail(const Err *err)
{
    fprintf(stderr, "make-study: %s\n", err->text);
    exit(1);
}

static void append(Store *store, const char *kind, const Id *entity, const Id *session, const Id *person,
                   const Str *body)
{
    Err err;
    Act act = {.kind = kind, .entity = entity->text, .session = session ? session->text : NULL,
               .person = person ? person->text : NULL, .body = str_text(body)};
    if (store_append(store, &act, NULL, &err) != 0)
        fail(&err);
}

static void add_note(Store *store, const Id *session, const Id *person, int64_t at, int64_t elapsed)
{
    static const char *const kinds[] = {"paraphrase", "verbatim", "observation", "follow-up", "comment"};
    Str body = STR_EMPTY, text = STR_EMPTY;
    Id note = id_make();
    add_text(&text);
    str_add_format(
        &body,
        "{\"kind\":\"%s\",\"text\":\"%s\",\"raw\":\"%s\",\"at\":%lld,\"elapsed\":%lld,\"question\":\"q%d\"",
        kinds[draw() % 5], str_text(&text), str_text(&text), (long long)at, (long long)elapsed,
        (int)(draw() % 12) + 1);
    if (draw() % 3 == 0) {
        char name[16];
        snprintf(name, sizeof name, "code%d", (int)(draw() % CODES));
        Id code = id_make_named("code", name);
        str_add_format(
            &body,
            ",\"codes\":[{\"id\":\"%s\",\"name\":\"%s\",\"valence\":\"barrier\",\"start\":0,\"end\":%zu}]",
            code.text, name, text.size);
    }
    str_add(&body, "}");
    append(store, "note.set", &note, session, person, &body);
    str_free(&body);
    str_free(&text);
}

static void add_session(Store *store, int number, int notes, const Id *person, bool is_last)
{
    Str body = STR_EMPTY;
    Id session = id_make(), sitting = id_make();
    int64_t at = INT64_C(1700000000000) + (int64_t)number * 86400000;
    str_add_format(&body,
                   "{\"number\":%d,\"kind\":\"interview\",\"title\":\"Session "
                   "%d\",\"at\":%lld,\"minutes\":60,\"people\":[\"%s\"]}",
                   number, number, (long long)at, person->text);
    append(store, "session.set", &session, NULL, NULL, &body);
    str_clear(&body);
    str_add_format(&body, "{\"number\":1,\"at\":%lld,\"elapsed\":0,\"boot\":0,\"boot_id\":\"x\"}",
                   (long long)at);
    append(store, "sitting.start", &sitting, &session, NULL, &body);
    for (int i = 0; i < notes; i++)
        add_note(store, &session, person, at + i * 1500, i * 1500);
    str_clear(&body);
    str_add_format(&body, "{\"at\":%lld,\"elapsed\":%lld}", (long long)at + notes * 1500,
                   (long long)notes * 1500);
    if (!is_last)
        append(store, "session.end", &session, &session, NULL, &body);
    str_free(&body);
}

int main(int argc, char **argv)
{
    Err err;
    if (argc < 3) {
        fprintf(stderr, "usage: make-study FILE NOTES [SESSIONS]\n");
        return 2;
    }
    long notes = strtol(argv[2], NULL, 10), sessions = argc > 3 ? strtol(argv[3], NULL, 10) : notes / 2000;
    if (sessions < 1)
        sessions = 1;
    id_set_seed(1);
    Store *store = store_create(argv[1], "A million notes", "Generator", true, &err);
    if (!store)
        fail(&err);
    Id person = id_make();
    Str body = STR_EMPTY;
    str_add(&body, "{\"pseudonym\":\"P01\"}");
    append(store, "person.set", &person, NULL, NULL, &body);
    long per = notes / sessions;
    for (long i = 0; i < sessions; i++) {
        if (i % (BATCH / (per ? per : 1) + 1) == 0) {
            if (i > 0 && store_commit(store, &err) != 0)
                fail(&err);
            store_do_idle(store);
            if (store_begin(store, &err) != 0)
                fail(&err);
        }
        add_session(store, (int)i + 1, (int)per, &person, i == sessions - 1);
    }
    if (store_commit(store, &err) != 0)
        fail(&err);
    if (argc <= 4)
        while (store_do_idle(store))
            ;
    str_free(&body);
    store_close(store);
    return 0;
}
