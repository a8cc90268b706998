/* SPDX-License-Identifier: MIT */
/* What is said of a recommendation while it is talked about: `/horizon R1 3m`, or of the last one `/horizon
 * 3m`. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "label.h"
#include "recommendations.h"
#include "rir/finding.h"
#include "rir/rows.h"
#include "type_note.h"

/* --- which one */

typedef struct {
    Id id;
    Str label;
    const char *rest; /* the words behind the label */
} Meant;

static int refuse_none(Order *order)
{
    return session_refuse(order->session, order->reply, "of which recommendation? /%s R1 and what is said",
                          order->line->command->name);
}

/* The one that the first word names, or the one last spoken of. -1: the reply is filled. */
static int find_meant(Order *order, const char *word, const char *rest, Meant *meant)
{
    static const char sql[] = "SELECT label FROM any_recommendation_label WHERE id = ?1";
    Session *session = order->session;
    bool is_named = label_is(word, 'R');
    *meant = (Meant){.rest = rest};
    if (is_named &&
        recommendation_find(session->store, session->id.text, word, &meant->id, &session->failure) != 0)
        return session->failure.code == ERR_REFUSED
                   ? session_refuse(session, order->reply, "%s", session->failure.text)
                   : session_fail(session, order->reply);
    if (!is_named && !recommendation_find_last(session, &meant->id))
        return refuse_none(order);
    rows_find_text(session->store, &meant->label, sql, "t", meant->id.text);
    return 0;
}

static int find_first(Order *order, Meant *meant)
{
    const char *word = order_word(order, 0);
    bool has_name = label_is(word, 'R') || strcasecmp(word, "last") == 0;
    return find_meant(order, word, order_rest(order, has_name ? 1 : 0), meant);
}

/* --- saying it */

/* Off the record nothing of it is kept, and set apart neither: a register is no place for that. 0: to be
 * kept. */
static int check_kept(Order *order)
{
    Session *session = order->session;
    if (session_find_record(session, NULL) == RECORD_APART) {
        session_tell(session, order->reply, "NOT KEEPING: nothing of it was kept; /on first");
        order->reply->result = SESSION_NOT_KEPT;
        return 1;
    }
    return type_check_record(order);
}

static int save(Order *order, Step *step)
{
    order->reply->changed = SESSION_NOTES;
    return session_save(order->session, step, order->reply);
}

static int say(Order *order, const Meant *meant, SaidWhat what, const char *value, const char *why)
{
    Session *session = order->session;
    Step step = {0};
    Str fixed = STR_EMPTY;
    int kept = check_kept(order);
    if (kept != 0)
        return kept < 0 ? -1 : 0;
    if (!*value || recommendation_check(what, value, &fixed, &session->failure) != 0) {
        str_free(&fixed);
        return session_refuse(session, order->reply, "%s",
                              *value ? session->failure.text
                                     : "say what: /help and the command's name tells what can be");
    }
    recommendation_add_said(session->store, &step, meant->id.text, what, str_text(&fixed), why);
    int result = save(order, &step);
    if (result == 0) {
        const char *caution = recommendation_caution(what, value);
        session_add(session, "%s %s: %s", str_text(&meant->label), recommendation_name_what(what),
                    str_text(&fixed));
        session_tell(session, order->reply, "%s%s%s%s", *why ? ", " : "", why, *caution ? "; " : "", caution);
        order->reply->entity = meant->id;
    }
    str_free(&fixed);
    return result;
}

static int say_first(Order *order, SaidWhat what)
{
    Meant meant;
    if (find_first(order, &meant) != 0)
        return -1;
    int result = say(order, &meant, what, meant.rest, "");
    str_free(&meant.label);
    return result;
}

int recommendation_set_owner(Order *order, const char *label, const char *owner)
{
    Meant meant;
    if (find_meant(order, label, owner, &meant) != 0)
        return -1;
    int result = say(order, &meant, SAID_OWNER, owner, "");
    str_free(&meant.label);
    return result;
}

int command_horizon(Order *order)
{
    return say_first(order, SAID_HORIZON);
}

int command_level(Order *order)
{
    return say_first(order, SAID_LEVEL);
}

int command_measure(Order *order)
{
    return say_first(order, SAID_MEASURE);
}

int command_effort(Order *order)
{
    return say_first(order, SAID_EFFORT);
}

/* `/status R1 started WHY` */
int recommendation_set_status(Order *order)
{
    Meant meant;
    Str status = STR_EMPTY;
    if (!label_is(order_word(order, 0), 'R'))
        return session_refuse(order->session, order->reply,
                              "/status alone shows what is covered; /status R1 started sets how far a "
                              "recommendation is");
    if (find_first(order, &meant) != 0)
        return -1;
    str_add(&status, order_word(order, 1));
    int result = say(order, &meant, SAID_STATUS, str_text(&status), order_rest(order, 2));
    str_free(&status);
    str_free(&meant.label);
    return result;
}

/* --- counted */

/* More than are in the room is kept, and said: hands of people who are not on the roster count too. */
static void remark_on_count(Order *order, int64_t votes)
{
    Session *session = order->session;
    size_t here = 0;
    for (size_t i = 0; i < session_count_people(session); i++)
        here += session_find_person(session, i)->is_here;
    if (here && votes > (int64_t)here)
        session_add(session, "; that is more than the %zu here", here);
}

/* `12`, `12 against 2` */
static bool read_votes(const Meant *meant, int64_t *support, int64_t *against)
{
    char *end, *last;
    const char *rest = meant->rest;
    *against = -1;
    *support = strtoll(rest, &end, 10);
    if (end == rest || *support < 0 || *support > 999999)
        return false;
    end += strspn(end, " ");
    if (!*end)
        return true;
    if (strncasecmp(end, "against ", 8) != 0)
        return false;
    *against = strtoll(end + 8, &last, 10);
    return last > end + 8 && !*last && *against >= 0 && *against <= 999999;
}

static void add_votes(Order *order, Step *step, const Meant *meant, SaidWhat what, int64_t votes)
{
    Str value = STR_EMPTY;
    str_add_format(&value, "%lld", (long long)votes);
    recommendation_add_said(order->session->store, step, meant->id.text, what, str_text(&value), NULL);
    str_free(&value);
}

static int say_votes(Order *order, const Meant *meant)
{
    Session *session = order->session;
    Step step = {0};
    int64_t support, against;
    int kept = check_kept(order);
    if (kept != 0)
        return kept < 0 ? -1 : 0;
    if (!read_votes(meant, &support, &against))
        return session_refuse(session, order->reply, "how many? /support R1 12, or /support R1 12 against 2");
    add_votes(order, &step, meant, SAID_SUPPORT, support);
    if (against >= 0)
        add_votes(order, &step, meant, SAID_AGAINST, against);
    if (save(order, &step) != 0)
        return -1;
    session_add(session, "%s support %lld", str_text(&meant->label), (long long)support);
    if (against >= 0)
        session_add(session, ", against %lld", (long long)against);
    remark_on_count(order, support + (against > 0 ? against : 0));
    order->reply->entity = meant->id;
    return session_tell(session, order->reply, "%s", "");
}

int command_support(Order *order)
{
    Meant meant;
    if (find_first(order, &meant) != 0)
        return -1;
    int result = say_votes(order, &meant);
    str_free(&meant.label);
    return result;
}

/* --- what it follows from */

static int link_to(Order *order, const Meant *meant)
{
    static const char sql[] =
        "SELECT label || ' version ' || version FROM any_finding_version WHERE finding = ?1 AND is_current";
    Session *session = order->session;
    Step step = {0};
    Id finding;
    int kept = check_kept(order);
    if (kept != 0)
        return kept < 0 ? -1 : 0;
    if (!*meant->rest)
        return session_refuse(session, order->reply, "to which finding? /link %s F1",
                              str_text(&meant->label));
    if (finding_find(session->store, meant->rest, &finding, &session->failure) != 0)
        return session_refuse(session, order->reply, "%s", session->failure.text);
    recommendation_add_link(session->store, &step, meant->id.text, finding.text, true);
    if (save(order, &step) != 0)
        return -1;
    session_add(session, "%s follows from ", str_text(&meant->label));
    rows_find_text(session->store, &session->reply, sql, "t", finding.text);
    order->reply->entity = meant->id;
    return session_tell(session, order->reply, "%s", "");
}

int command_link(Order *order)
{
    Meant meant;
    if (find_first(order, &meant) != 0)
        return -1;
    int result = link_to(order, &meant);
    str_free(&meant.label);
    return result;
}
