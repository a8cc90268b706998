/* SPDX-License-Identifier: MIT */
/* What is looked at, in which part, and who may be named. */
#include "observation.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rir/mem.h"
#include "rir/observation.h"
#include "rir/rows.h"
#include "type_note.h"

/* --- names */

static const char *const dimensions[] = {"space", "actor", "activity", "object",  "act",
                                         "event", "time",  "goal",     "feeling", NULL};
static const char *const roles[] = {"complete-participant", "participant-as-observer",
                                    "observer-as-participant", "complete-observer", NULL};

const char *const *observation_list_dimensions(void)
{
    return dimensions;
}

const char *const *observation_list_roles(void)
{
    return roles;
}

/* "complete observer", typed as one reads it. */
static bool begins(const char *name, const char *word)
{
    for (; *word && *name; word++, name++)
        if (tolower((unsigned char)(*word == ' ' || *word == '_' ? '-' : *word)) != *name)
            return false;
    return !*word;
}

static const char *find_name(const char *const *names, const char *word)
{
    const char *found = NULL;
    for (; *names && *word; names++) {
        if (!begins(*names, word))
            continue;
        if (strlen(*names) == strlen(word))
            return *names;
        if (found)
            found = "";
        else
            found = *names;
    }
    /* A whole name may follow one that it begins: act and activity. */
    return found && *found ? found : NULL;
}

const char *observation_find_dimension(const char *word)
{
    return find_name(dimensions, word);
}

const char *observation_find_role(const char *word)
{
    return find_name(roles, word);
}

/* --- while the session runs */

static bool is_observing(const Session *session)
{
    return session->plan->kind == GUIDE_OBSERVATION;
}

const char *session_find_dimension(const Session *session)
{
    return is_observing(session) && session->state->dimension ? session->state->dimension : "";
}

const char *session_find_role(const Session *session)
{
    return is_observing(session) && session->state->role ? session->state->role : "";
}

void observe_place(const Session *session, NoteRecord *record)
{
    if (is_observing(session) && !record_is_own(record->kind))
        record_set_card(record, CARD_DIMENSION, session->state->dimension);
}

static void add_names(Str *out, const char *const *names)
{
    for (size_t i = 0; names[i]; i++)
        str_add_format(out, "%s%s", i ? ", " : "", names[i]);
}

int observe_dimension(Order *order)
{
    Session *session = order->session;
    const char *word = order->line->rest, *name = observation_find_dimension(word);
    bool is_none = strcasecmp(word, "none") == 0;
    Str list = STR_EMPTY;
    int result;
    add_names(&list, dimensions);
    if (!*word && *session_find_dimension(session))
        result = session_tell(session, order->reply,
                              "looking at %s; /dimension none when at nothing in particular",
                              session_find_dimension(session));
    else if (!*word)
        result = session_tell(session, order->reply,
                              "looking at nothing in particular; /dimension and one of %s", str_text(&list));
    else if (!name && !is_none)
        result = session_refuse(session, order->reply,
                                "%s is none of the nine dimensions, or several: %s, or none", word,
                                str_text(&list));
    else {
        result = order_save_moment(order, "session.dimension", is_none ? "" : name, SESSION_CURSOR);
        if (result == 0)
            result = is_none
                         ? session_tell(session, order->reply, "looking at nothing in particular")
                         : session_tell(session, order->reply, "looking at %s, until you say another", name);
    }
    str_free(&list);
    return result;
}

int command_role(Order *order)
{
    Session *session = order->session;
    const char *word = order->line->rest, *name = observation_find_role(word);
    if (!is_observing(session))
        return session_refuse(session, order->reply,
                              "the observer's part is for observations; here nothing is observed");
    if (!*word && *session_find_role(session))
        return session_tell(session, order->reply, "you are %s", session_find_role(session));
    if (!name) {
        Str list = STR_EMPTY;
        add_names(&list, roles);
        int result =
            *word ? session_refuse(session, order->reply, "%s is none of the four parts, or several: %s",
                                   word, str_text(&list))
                  : session_tell(session, order->reply, "your part is not said yet; /role and one of %s",
                                 str_text(&list));
        str_free(&list);
        return result;
    }
    if (order_save_moment(order, "session.role", name, SESSION_CURSOR) != 0)
        return -1;
    return session_tell(session, order->reply, "you are %s from now on", name);
}

int observe_begin(Session *session, Step *step, const char *role, Err *err)
{
    if (!role || !*role)
        return 0;
    const char *name = observation_find_role(role);
    if (!is_observing(session))
        return err_set(err, ERR_REFUSED,
                       "a part as observer is for observations; this guide is for another kind of session");
    if (!name) {
        Str list = STR_EMPTY;
        add_names(&list, roles);
        err_set(err, ERR_REFUSED, "%s is none of the four parts, or several: %s", role, str_text(&list));
        str_free(&list);
        return -1;
    }
    step_add_moment(step, "session.role", session->facts.started, 0, name, NULL);
    return 0;
}

/* --- who may be named */

#define IS_OBSERVATION                                                                                       \
    "EXISTS(SELECT 1 FROM session s JOIN thing t ON t.n = s.n WHERE t.id = ?1 AND s.kind = 'observation')"
/* Of the person p, in the session ?1. */
#define HAS_AGREED                                                                                           \
    "EXISTS(SELECT 1 FROM any_answer a WHERE a.person = p.n AND a.item = 'part' AND a.answer = 'yes' AND "   \
    "a.scope = "                                                                                             \
    "(SELECT CASE WHEN s.rehearsal THEN s.n ELSE 0 END FROM session s JOIN thing t ON t.n = s.n WHERE t.id " \
    "= ?1))"

bool observe_may_name(Store *store, const char *session, const char *person)
{
    static const char sql[] =
        "SELECT NOT " IS_OBSERVATION " OR EXISTS(SELECT 1 FROM person p JOIN thing w ON w.n = p.n WHERE "
        "w.id = ?2 AND " HAS_AGREED ")";
    return rows_find_number(store, 0, sql, "tt", session, person) != 0;
}

/* A word with a figure in it is a pseudonym or a seat, one that begins as names do may be one; others are
 * roles. */
static const char *find_doubt(const char *word)
{
    if (strpbrk(word, "0123456789"))
        return "is nobody who is known here to have agreed";
    for (const char *at = word; *at; at++)
        if (islower((unsigned char)*at) && isupper((unsigned char)*word))
            return "may be a name, and a role is typed in small letters";
    return NULL;
}

/* The same of words for who: a person's pseudonym, or a role. *why then says why not. */
static bool may_say(Store *store, const char *session, const char *word, const char **why)
{
    static const char sql[] = "SELECT CASE WHEN NOT " IS_OBSERVATION
                              " THEN 2 ELSE coalesce((SELECT max(" HAS_AGREED ") FROM person p "
                              "WHERE p.pseudonym = ?2 COLLATE NOCASE), -1) END";
    int64_t known = rows_find_number(store, 0, sql, "tt", session, word);
    *why = known == 0                            ? "has not agreed to take part"
           : known < 0 && strcmp(word, "?") != 0 ? find_doubt(word)
                                                 : NULL;
    return !*why;
}

int observe_check_speaker(Store *store, const NoteRecord *record, Err *err)
{
    const char *why = NULL;
    if (id_is_set(&record->speaker) && !observe_may_name(store, record->session.text, record->speaker.text))
        return err_set(err, ERR_REFUSED,
                       "whom you name has not agreed to take part: in an observation they cannot be named");
    char *words = mem_copy_text(record->seat ? record->seat : "");
    char *rest = NULL;
    int result = 0;
    for (char *word = strtok_r(words, " ", &rest); result == 0 && word; word = strtok_r(NULL, " ", &rest))
        if (!may_say(store, record->session.text, word, &why))
            result =
                err_set(err, ERR_REFUSED,
                        "%s %s: in an observation they cannot be named, but by a role (@chair)", word, why);
    free(words);
    return result;
}

static bool has_word(const char *text, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = text; (at = strcasestr(at, word)) != NULL; at += size)
        if ((at == text || !isalnum((unsigned char)at[-1])) && !isalnum((unsigned char)at[size]))
            return true;
    return false;
}

void observe_add_caution(const Session *session, Str *remark, const char *text)
{
    const State *state = session->state;
    for (size_t i = 0; is_observing(session) && i < state->person_count; i++)
        if (has_word(text, state->people[i].pseudonym) &&
            !observe_may_name(session->store, session->id.text, state->people[i].id))
            str_add_format(
                remark,
                "; %s has not agreed to take part, and these words name them: /edit says it otherwise",
                state->people[i].pseudonym);
}

bool observe_leave_out(const Session *session, const Who *who, Str *remark)
{
    const char *why = NULL;
    if (!is_observing(session))
        return false;
    if (who->person != SESSION_NONE) {
        const PersonState *person = &session->state->people[who->person];
        if (observe_may_name(session->store, session->id.text, person->id))
            return false;
        str_add_format(remark, "; %s has not agreed to take part: saved without who", person->pseudonym);
        return true;
    }
    if (may_say(session->store, session->id.text, who->seat, &why))
        return false;
    str_add_format(remark, "; %s %s: saved without who; say a role: @chair", who->seat, why);
    return true;
}
