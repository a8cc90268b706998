/* SPDX-License-Identifier: MIT */
/* Participants, by pseudonym. */
#include "rir/person.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/json.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/text.h"

static const PersonAttributeRow attributes[PERSON_ATTRIBUTES] = {
    {PERSON_PSEUDONYM, "pseudonym", "what the study calls them: P01, P02, ..."},
    {PERSON_RELATIONSHIP, "relationship", "to the researcher before the study: none, colleague, ..."},
    {PERSON_APPROACH, "approach", "how they were approached: e-mail, in person, through a manager, ..."},
    {PERSON_ROLE, "role", "what they do, not so exactly that it names them"},
    {PERSON_LEVEL, "level", "strategic, operational, frontline, ..."},
    {PERSON_GROUP, "group", "stakeholder group: health, social care, ..."},
    {PERSON_ORGANISATION, "organisation", "where they work, by its pseudonym if it has one"},
    {PERSON_TEAM, "team", "the team"},
    {PERSON_PLACE, "place", "locality or site"},
    {PERSON_ABOUT, "about", "anything else that matters, without names"},
};

const PersonAttributeRow *person_list_attributes(void)
{
    return attributes;
}

/* --- pseudonyms */

#define PSEUDONYM_MOST 32

/* Where somebody can be named in a session these words mean everybody, nobody, or nothing said. */
static bool is_taken(const char *word)
{
    return strcasecmp(word, "all") == 0 || strcasecmp(word, "none") == 0 || strcasecmp(word, "pass") == 0;
}

/* P01-P16: the same letters on both sides, and a larger number behind. */
static bool is_range(const char *word)
{
    const char *second = strchr(word, '-');
    size_t letters = strcspn(word, "0123456789-");
    if (!second || letters == 0 || strncasecmp(word, ++second, letters) != 0)
        return false;
    const char *from = word + letters, *to = second + letters;
    size_t from_size = strspn(from, "0123456789"), to_size = strspn(to, "0123456789");
    return from_size > 0 && to_size > 0 && from[from_size] == '-' && to[to_size] == '\0' &&
           strtol(from, NULL, 10) < strtol(to, NULL, 10);
}

int person_check_pseudonym(const char *pseudonym, Err *err)
{
    size_t size = strlen(pseudonym), points = 0;
    if (is_range(pseudonym))
        return err_set(err, ERR_REFUSED, "%s would be one person: name each, with a space between",
                       pseudonym);
    if (is_taken(pseudonym))
        return err_set(err, ERR_REFUSED, "%s cannot be a pseudonym: in a session it is a word of its own",
                       pseudonym);
    bool has_letter = false;
    for (size_t at = 0; at < size; points++) {
        uint32_t point;
        size_t bytes = text_read_point(pseudonym + at, size - at, &point);
        bool is_word = text_is_letter(point) || text_is_digit(point);
        if (!is_word && (at == 0 || (point != '-' && point != '_')))
            return err_set(err, ERR_REFUSED,
                           "%s cannot be a pseudonym: write letters and digits without spaces, as P01",
                           pseudonym);
        has_letter = has_letter || text_is_letter(point);
        at += bytes;
    }
    if (!has_letter)
        return err_set(err, ERR_REFUSED,
                       "a pseudonym needs a letter, as P01; a number alone is a seat in a session");
    if (points > PSEUDONYM_MOST)
        return err_set(err, ERR_REFUSED, "a pseudonym has at most %d letters and digits", PSEUDONYM_MOST);
    return 0;
}

/* A capital and small letters behind it, as names are written. */
static bool is_name_word(const char *word, size_t size)
{
    if (size < 2 || !isupper((unsigned char)word[0]))
        return false;
    for (size_t i = 1; i < size; i++)
        if (!islower((unsigned char)word[i]) && !((unsigned char)word[i] & 0x80))
            return false;
    return true;
}

const char *person_caution(const char *pseudonym)
{
    int names = 0;
    for (const char *at = pseudonym; *at;) {
        size_t size = strcspn(at, " -_");
        /* Anna-Maria, AnnaMiller: a capital within begins another word. */
        for (size_t i = 1; i < size; i++)
            if (isupper((unsigned char)at[i]) && islower((unsigned char)at[i - 1]))
                size = i;
        names += is_name_word(at, size);
        at += size;
        at += strspn(at, " -_");
    }
    return names >= 2 ? "that looks like a real name: names belong in no study file; a pseudonym is safer"
                      : "";
}

void person_next_pseudonym(Store *store, char out[16])
{
    static const char sql[] =
        "SELECT coalesce(max(CAST(substr(pseudonym, 2) AS INTEGER)), 0) + 1 FROM person WHERE pseudonym GLOB "
        "'[Pp][0-9]*' AND substr(pseudonym, 2) NOT GLOB '*[^0-9]*' AND length(pseudonym) < 9";
    snprintf(out, 16, "P%02d", (int)rows_find_number(store, 1, sql, ""));
}

typedef enum { WHO_TAKES_PART, WHO_REHEARSES } Who;

static bool find_pseudonym(Store *store, const char *pseudonym, Who who, Id *id)
{
    static const char sql[] =
        "SELECT t.id FROM person p JOIN thing t ON t.n = p.n WHERE p.pseudonym = ?1 COLLATE NOCASE AND "
        "p.rehearsal = ?2 ORDER BY p.n LIMIT 1";
    Str found = STR_EMPTY;
    bool is_there = rows_find_text(store, &found, sql, "ti", pseudonym, (int64_t)who);
    *id = id_read(str_text(&found));
    str_free(&found);
    return is_there;
}

/* --- writing */

static int write_person(Store *store, const Id *id, const char *const *values, Who who, Err *err)
{
    Str body = STR_EMPTY;
    Json json = json_begin(&body, 0);
    json_open(&json, NULL, '{');
    for (int i = 0; i < PERSON_ATTRIBUTES; i++)
        json_add_some(&json, attributes[i].name, values[i]);
    if (who == WHO_REHEARSES)
        json_add_number(&json, "rehearsal", 1);
    json_close(&json, '}');
    Act act = {.kind = "person.set", .entity = id->text, .person = id->text, .body = str_text(&body)};
    int result = store_append(store, &act, NULL, err);
    str_free(&body);
    return result;
}

int person_add(Store *store, const char *const *values, Id *id, Err *err)
{
    char next[16];
    Id other;
    const char *all[PERSON_ATTRIBUTES];
    memcpy(all, values, sizeof all);
    if (!all[PERSON_PSEUDONYM] || !*all[PERSON_PSEUDONYM]) {
        person_next_pseudonym(store, next);
        all[PERSON_PSEUDONYM] = next;
    }
    if (person_check_pseudonym(all[PERSON_PSEUDONYM], err) != 0)
        return -1;
    if (find_pseudonym(store, all[PERSON_PSEUDONYM], WHO_TAKES_PART, &other))
        return err_set(err, ERR_REFUSED,
                       "%s is in this study already; `rir person set %s` changes what is known",
                       all[PERSON_PSEUDONYM], all[PERSON_PSEUDONYM]);
    *id = id_make();
    return write_person(store, id, all, WHO_TAKES_PART, err);
}

int person_set(Store *store, const char *id, const char *const *values, Err *err)
{
    Person person;
    Id other;
    const char *all[PERSON_ATTRIBUTES];
    bool is_changed = false;
    if (person_read(store, id, &person, err) != 0)
        return -1;
    for (int i = 0; i < PERSON_ATTRIBUTES; i++) {
        all[i] = values[i] ? values[i] : person.values[i];
        is_changed = is_changed || strcmp(all[i], person.values[i]) != 0;
    }
    int result = person_check_pseudonym(all[PERSON_PSEUDONYM], err);
    if (result == 0 && find_pseudonym(store, all[PERSON_PSEUDONYM], WHO_TAKES_PART, &other) &&
        !id_is_same(&other, &person.id))
        result = err_set(err, ERR_REFUSED, "%s is somebody else in this study", all[PERSON_PSEUDONYM]);
    if (result == 0 && !is_changed)
        result = err_set(err, ERR_REFUSED, "nothing to change: that is what is known of %s",
                         all[PERSON_PSEUDONYM]);
    if (result == 0)
        result = write_person(store, &person.id, all, WHO_TAKES_PART, err);
    person_free(&person);
    return result;
}

/* --- finding */

#define START_LEAST 8

static int refuse_unknown(Store *store, const char *word, Err *err)
{
    static const char sql[] = "SELECT pseudonym FROM person WHERE rehearsal = 0 ORDER BY pseudonym NOT LIKE "
                              "substr(?1, 1, 1) || '%', pseudonym LIMIT 5";
    Str near = STR_EMPTY;
    Rows *rows = rows_open(store, NULL, sql, "t", word);
    while (rows_next(rows))
        str_add_format(&near, "%s%s", near.size ? ", " : "", rows_text(rows, 0));
    rows_close(rows, NULL);
    int result = near.size ? err_set(err, ERR_REFUSED, "there is no participant %s; this study has %s", word,
                                     str_text(&near))
                           : err_set(err, ERR_REFUSED,
                                     "there is no participant %s; `rir person add %s` makes one", word, word);
    str_free(&near);
    return result;
}

int person_find(Store *store, const char *word, Id *id, Err *err)
{
    static const char sql[] =
        "SELECT t.id FROM person p JOIN thing t ON t.n = p.n WHERE substr(t.id, 1, length(?1)) = lower(?1) "
        "AND p.rehearsal = 0 LIMIT 2";
    if (*word == '@')
        word++;
    if (find_pseudonym(store, word, WHO_TAKES_PART, id))
        return 0;
    if (strlen(word) < START_LEAST)
        return refuse_unknown(store, word, err);
    int count = 0;
    Rows *rows = rows_open(store, err, sql, "t", word);
    while (rows_next(rows)) {
        *id = id_read(rows_text(rows, 0));
        count++;
    }
    if (rows_close(rows, err) != 0)
        return -1;
    if (count > 1)
        return err_set(err, ERR_REFUSED, "several participants' ids begin with %s: give more of it", word);
    return count == 1 ? 0 : refuse_unknown(store, word, err);
}

int person_need(Store *store, const char *pseudonym, Id *id, bool *is_new, Err *err)
{
    const char *values[PERSON_ATTRIBUTES] = {pseudonym};
    *is_new = false;
    if (find_pseudonym(store, pseudonym, WHO_TAKES_PART, id))
        return 0;
    *is_new = true;
    return person_add(store, values, id, err);
}

int person_rehearse(Store *store, const char *pseudonym, Id *id, Err *err)
{
    const char *values[PERSON_ATTRIBUTES] = {pseudonym};
    if (find_pseudonym(store, pseudonym, WHO_TAKES_PART, id) ||
        find_pseudonym(store, pseudonym, WHO_REHEARSES, id))
        return 0;
    if (person_check_pseudonym(pseudonym, err) != 0)
        return -1;
    *id = id_make();
    return write_person(store, id, values, WHO_REHEARSES, err);
}

/* --- reading */

static void take_row(Person *person, Rows *rows)
{
    person->id = id_read(rows_text(rows, 0));
    for (int i = 0; i < PERSON_ATTRIBUTES; i++)
        person->values[i] = mem_copy_text(rows_text(rows, 1 + i));
}

#define PERSON_COLUMNS                                                                                       \
    "SELECT t.id, p.pseudonym, p.relationship, p.approach, p.role, p.level, p.\"group\", p.organisation, "   \
    "p.team, p.place, "                                                                                      \
    "p.about FROM person p JOIN thing t ON t.n = p.n "

int person_read(Store *store, const char *id, Person *person, Err *err)
{
    Rows *rows = rows_open(store, err, PERSON_COLUMNS "WHERE t.id = ?1", "t", id);
    bool is_there = rows_next(rows);
    if (is_there)
        take_row(person, rows);
    if (rows_close(rows, err) != 0) {
        if (is_there)
            person_free(person);
        return -1;
    }
    return is_there ? 0 : err_set(err, ERR_REFUSED, "there is no such participant in this study");
}

void person_free(Person *person)
{
    for (int i = 0; i < PERSON_ATTRIBUTES; i++) {
        free(person->values[i]);
        person->values[i] = NULL;
    }
}

void people_free(People *people)
{
    for (size_t i = 0; i < people->count; i++)
        person_free(&people->list[i]);
    free(people->list);
    *people = (People){0};
}

/* P2 before P10: runs of digits compare as numbers. */
static int compare_natural(const char *a, const char *b)
{
    while (*a && *b) {
        if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
            a += strspn(a, "0");
            b += strspn(b, "0");
            size_t a_size = strspn(a, "0123456789"), b_size = strspn(b, "0123456789");
            if (a_size != b_size)
                return a_size < b_size ? -1 : 1;
            int order = strncmp(a, b, a_size);
            if (order)
                return order;
            a += a_size;
            b += b_size;
            continue;
        }
        int order = tolower((unsigned char)*a) - tolower((unsigned char)*b);
        if (order)
            return order;
        a++;
        b++;
    }
    return (unsigned char)*a - (unsigned char)*b;
}

static int compare_people(const void *a, const void *b)
{
    const Person *x = a, *y = b;
    int order = compare_natural(x->values[PERSON_PSEUDONYM], y->values[PERSON_PSEUDONYM]);
    return order ? order : strcmp(x->id.text, y->id.text);
}

static bool has_words(const Person *person, const char *words)
{
    Str hay = STR_EMPTY;
    for (int i = 0; i < PERSON_ATTRIBUTES; i++)
        str_add_format(&hay, "%s ", person->values[i]);
    bool has = text_has_words(str_text(&hay), words);
    str_free(&hay);
    return has;
}

int person_list(Store *store, const char *words, People *people, Err *err)
{
    people_free(people);
    Rows *rows = rows_open(store, err, PERSON_COLUMNS "WHERE p.rehearsal = 0", "");
    while (rows_next(rows)) {
        Person person;
        take_row(&person, rows);
        if (words && *words && !has_words(&person, words)) {
            person_free(&person);
            continue;
        }
        people->list = mem_grow(people->list, &people->room, people->count + 1, sizeof *people->list);
        people->list[people->count++] = person;
    }
    if (people->count)
        qsort(people->list, people->count, sizeof *people->list, compare_people);
    return rows_close(rows, err);
}

int person_add_consent(Store *store, const char *id, Str *out, Err *err)
{
    static const char sql[] = "SELECT item, answer, coalesce(how, '') FROM any_answer WHERE person = (SELECT "
                              "n FROM thing WHERE id = "
                              "?1) AND scope = 0 ORDER BY n";
    Rows *rows = rows_open(store, err, sql, "t", id);
    for (bool is_first = true; rows_next(rows); is_first = false) {
        const char *how = rows_text(rows, 2);
        str_add_format(out, "%s%s %s%s%s%s", is_first ? "" : ", ", rows_text(rows, 0), rows_text(rows, 1),
                       *how ? " (" : "", how, *how ? ")" : "");
    }
    return rows_close(rows, err);
}

int person_find_recontact(Store *store, const char *id)
{
    static const char sql[] = "SELECT CASE WHEN max(answer = 'no') THEN 2 WHEN max(item = 'recontact') THEN "
                              "1 ELSE 0 END FROM any_answer WHERE person = (SELECT n FROM thing WHERE id = "
                              "?1) AND scope = 0 AND item IN ('recontact', 'part')";
    switch (rows_find_number(store, 0, sql, "t", id)) {
    case 1:
        return 1;
    case 2:
        return -1;
    default:
        return 0;
    }
}
