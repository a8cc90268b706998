/* SPDX-License-Identifier: MIT */
/* `rir recommend add|set|list|show`. */
#include "rir/recommendation.h"

#include <inttypes.h>
#include <string.h>

#include "commands.h"
#include "others.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/finding.h"
#include "rir/json.h"
#include "rir/trail.h"
#include "sessions.h"

/* --- add, set */

#define OPTIONS_SAID                                                                                         \
    {0, "owner", "ROLE", "who answers for it: a role, no name", NULL},                                       \
        {0, "horizon", "WHEN", "now, 3m, 12m, or a date: 2027-03", NULL},                                    \
        {0, "level", "LEVEL", "team, organisation or system", "team|organisation|system"},                   \
        {0, "measure", "TEXT", "how one will see that it worked", NULL},                                     \
        {0, "effort", "TEXT", "how much work it is", NULL},                                                  \
        {0, "support", "N", "how many are for it", NULL},                                                    \
        {0, "against", "N", "how many are against it", NULL},                                                \
        {0, "status", "STATUS", "proposed, agreed, started, done or dropped",                                \
         "proposed|agreed|started|done|dropped"},                                                            \
        {0, "why", "TEXT", "the reason for the status", NULL},                                               \
    {                                                                                                        \
        0, "link", "F1", "a finding that it follows from; several times for several", NULL                   \
    }

static const OptionRow options_add[] = {
    {0, "note", "NOTE", "a note of kind recommendation: 12:3 is note 3 of session 12", NULL},
    OPTIONS_SAID,
    OPTIONS_END,
};
static const OptionRow options_set[] = {
    {0, "unlink", "F1", "a finding that it does not follow from after all", NULL},
    OPTIONS_SAID,
    OPTIONS_END,
};

/* What the options say. Checked before anything is written. */
typedef struct {
    const char *values[SAID_WHATS];
    bool is_any;
} Saying;

static int read_saying(const Call *call, Saying *saying, Err *err)
{
    *saying = (Saying){.is_any = false};
    for (SaidWhat what = 0; what < SAID_LINK; what++) {
        saying->values[what] = call_find_option(call, recommendation_name_what(what));
        saying->is_any = saying->is_any || saying->values[what];
        if (saying->values[what] && recommendation_check(what, saying->values[what], NULL, err) != 0)
            return -1;
    }
    if (call_has_option(call, "why") && !saying->values[SAID_STATUS])
        return err_set(err, ERR_USAGE, "--why is the reason for a --status");
    return 0;
}

static int check_links(const Call *call, const char *option, Err *err)
{
    Id finding;
    const char *word;
    for (size_t i = 0; (word = call_find_option_at(call, option, i)) != NULL; i++)
        if (finding_find(call->store, word, &finding, err) != 0)
            return -1;
    return 0;
}

static int set_links(const Call *call, const char *id, const char *option, bool is_linked, Err *err)
{
    Id finding;
    const char *word;
    for (size_t i = 0; (word = call_find_option_at(call, option, i)) != NULL; i++)
        if (finding_find(call->store, word, &finding, err) != 0 ||
            recommendation_link(call->store, id, finding.text, is_linked, err) != 0)
            return -1;
    return 0;
}

static int say_all(const Call *call, const char *id, const Saying *saying, Err *err)
{
    const char *owner = saying->values[SAID_OWNER];
    if (saying->is_any &&
        recommendation_say_all(call->store, id, saying->values, call_find_option(call, "why"), err) != 0)
        return -1;
    if (set_links(call, id, "link", true, err) != 0)
        return -1;
    if (owner && *recommendation_caution(SAID_OWNER, owner))
        call_remark("%s", recommendation_caution(SAID_OWNER, owner));
    return 0;
}

static void add_fact(Str *out, const char *name, const char *value)
{
    if (!*value)
        return;
    str_add_format(out, "; %s ", name);
    print_add_line(out, value);
}

static void add_facts(Str *out, const Recommendation *recommendation)
{
    add_fact(out, "owner", recommendation->owner);
    add_fact(out, "horizon", recommendation->horizon);
    add_fact(out, "level", recommendation->level);
    add_fact(out, "effort", recommendation->effort);
    add_fact(out, "measure", recommendation->measure);
    if (recommendation->support >= 0)
        str_add_format(out, "; support %" PRId64, recommendation->support);
    if (recommendation->against >= 0)
        str_add_format(out, "; against %" PRId64, recommendation->against);
    if (recommendation->dissent)
        str_add_format(out, "; %zu dissent", recommendation->dissent);
    add_fact(out, "follows from", recommendation->findings);
}

static int say_recommendation(Call *call, const char *id, Err *err)
{
    Recommendation recommendation;
    if (recommendation_read(call->store, id, &recommendation, err) != 0)
        return -1;
    str_add_format(&call->out, "%s %s: ", recommendation.label, recommendation.status);
    print_add_line(&call->out, recommendation.text);
    add_facts(&call->out, &recommendation);
    str_add(&call->out, "\n");
    recommendation_free(&recommendation);
    return 0;
}

static int run_add(Call *call, Err *err)
{
    Str text = STR_EMPTY;
    Saying saying;
    Id id, note;
    const char *word = call_find_option(call, "note");
    if (word && call->word_count)
        return err_set(err, ERR_USAGE, "the words are the note's: give --note or a text, not both");
    call_add_words(call, 0, &text);
    int result = read_saying(call, &saying, err);
    if (result == 0)
        result = check_links(call, "link", err);
    if (result == 0 && word)
        result = sessions_find_any_note(call->store, word, &note, err);
    if (result == 0)
        result = recommendation_add(call->store, word ? note.text : NULL, str_text(&text), &id, err);
    if (result == 0)
        result = say_all(call, id.text, &saying, err);
    if (result == 0)
        result = say_recommendation(call, id.text, err);
    str_free(&text);
    return result;
}

const CommandRow cli_recommend_add = {
    .name = "recommend add",
    .arguments = "[TEXT]",
    .help = "add a recommendation to the register",
    .more = "In a workshop every note of kind recommendation is in the register by itself. This takes in one "
            "of another session, with "
            "--note, or one of your own, with TEXT.",
    .options = options_add,
    .least = 0,
    .most = -1,
    .study = STUDY_WRITE,
    .run = run_add,
};

static int run_set(Call *call, Err *err)
{
    Saying saying;
    Id id;
    if (read_saying(call, &saying, err) != 0)
        return -1;
    if (!saying.is_any && !call_has_option(call, "link") && !call_has_option(call, "unlink"))
        return err_set(
            err, ERR_USAGE,
            "say what to set: rir recommend set %s --status started (`rir help recommend set` lists what "
            "there is)",
            call_find_word(call, 0));
    if (check_links(call, "link", err) != 0 || check_links(call, "unlink", err) != 0 ||
        recommendation_find(call->store, NULL, call_find_word(call, 0), &id, err) != 0 ||
        say_all(call, id.text, &saying, err) != 0 || set_links(call, id.text, "unlink", false, err) != 0)
        return -1;
    return say_recommendation(call, id.text, err);
}

const CommandRow cli_recommend_set = {
    .name = "recommend set",
    .arguments = "R1",
    .help = "say more of a recommendation: owner, horizon, status",
    .more = "The last word on each holds, and what was said before stays as its history. An empty value "
            "takes it away: --owner ''.",
    .options = options_set,
    .least = 1,
    .most = 1,
    .study = STUDY_WRITE,
    .run = run_set,
};

/* --- list */

static const PrintColumn columns[] = {
    {"label", "", PRINT_TEXT},
    {"status", "status", PRINT_TEXT},
    {"owner", "owner", PRINT_OWNER},
    {"horizon", "horizon", PRINT_WORDS},
    {"level", "level", PRINT_TEXT},
    {"support", "for", PRINT_NUMBER},
    {"against", "against", PRINT_NUMBER},
    {"dissent", "dissent", PRINT_NUMBER},
    {"findings", "from", PRINT_TEXT},
    {"measure", NULL, PRINT_WORDS},
    {"effort", NULL, PRINT_WORDS},
    {"status_at", NULL, PRINT_TEXT},
    {"session", NULL, PRINT_TEXT},
    {"note", NULL, PRINT_TEXT},
    {"id", NULL, PRINT_TEXT},
    {"text", "recommendation", PRINT_WORDS},
};

static int run_list(Call *call, Err *err)
{
    static const char sql[] = "SELECT r.label, r.status, r.owner, r.horizon, r.level, r.support, r.against, "
                              "r.dissent, r.findings, r.measure, r.effort, "
                              "r.status_at, r.session, r.note, r.id, CASE WHEN ?1 = 0 OR r.note IS NULL OR "
                              "EXISTS(SELECT 1 FROM any_shared h JOIN thing t ON "
                              "t.n = h.n WHERE t.id = r.note) THEN r.text END FROM any_recommendation r "
                              "WHERE r.rehearsal = 0 ORDER BY r.number, r.label";
    bool for_others;
    int result = others_begin(call, &for_others, err);
    if (result == 0)
        result = print_rows(call, columns, PRINT_COUNT(columns),
                            rows_open(call->store, err, sql, "i", (int64_t)for_others),
                            "no recommendations yet: in a workshop, ,r and its words make one\n", err);
    others_end(call);
    return result;
}

static const OptionRow options_list[] = {OPTION_FOR, OPTION_JSON, OPTION_CSV, OPTIONS_END};

const CommandRow cli_recommend_list = {
    .name = "recommend list",
    .arguments = "",
    .help = "list the recommendations, with owner, horizon and status",
    .more = "What was not asked (how many are for it, how many against) is empty, and not 0.",
    .options = options_list,
    .least = 0,
    .most = 0,
    .study = STUDY_READ,
    .run = run_list,
};

/* --- show: the trail, for people */

static void add_note(Str *out, const char *label, const TrailNote *note, int indent, bool has_words)
{
    char day[CLOCK_STAMP_SIZE], span[CLOCK_STAMP_SIZE];
    clock_format_day(day, note->session_at, clock_find_offset(note->session_at));
    clock_format_span_long(span, note->elapsed);
    str_add_format(out, "%*s%s session %" PRId64 " (%s", indent, "", label, note->session_number,
                   note->session_kind);
    if (*note->team) {
        str_add(out, ", ");
        print_add_line(out, note->team);
    }
    str_add_format(out, ", %s), note %" PRId64 " at %s, %s", day, note->number, span, note->kind);
    if (note->table)
        str_add_format(out, ", table %d", note->table);
    str_add_format(out, "%s\n", note->quotable == 0 ? "  NOT TO BE QUOTED" : "");
    if (has_words)
        print_add_words(out, note->text, indent + 4);
}

static void add_notes(Str *out, const char *label, const TrailNotes *notes, int indent, bool has_words)
{
    for (size_t i = 0; i < notes->count; i++)
        add_note(out, label, &notes->list[i], indent, has_words);
    if (notes->left_out) {
        str_add_format(out, "%*s", indent, "");
        print_add_count(out, (int64_t)notes->left_out, "note is", "notes are");
        str_add(out, " left out\n");
    }
}

static void add_finding(Str *out, const TrailFinding *finding)
{
    str_add_format(out, "  from %s version %d", finding->label, finding->version);
    if (finding->current_version != finding->version)
        str_add_format(out, " (now version %d)", finding->current_version);
    str_add(out, "\n");
    print_add_words(out, *finding->text ? finding->text : "(its wording may not be shown)", 6);
    add_notes(out, "worded in", &finding->wording, 6, false);
    add_notes(out, "extract,", &finding->extracts, 6, true);
    if (finding->extracts.count + finding->extracts.left_out == 0)
        str_add(out, "      no extracts\n");
}

static void add_statuses(Str *out, const Trail *trail)
{
    for (size_t i = 0; i < trail->status_count; i++) {
        const TrailStatus *status = &trail->statuses[i];
        str_add(out, "  ");
        print_add_moment(out, status->at);
        str_add_format(out, " %s, ", status->value);
        print_add_line(out, status->author);
        if (*status->why) {
            str_add(out, ": ");
            print_add_line(out, status->why);
        }
        str_add(out, "\n");
    }
}

static void show_for_people(Str *out, const Recommendation *recommendation, const Trail *trail, bool has_text)
{
    Str facts = STR_EMPTY;
    str_add_format(out, "%s %s\n", recommendation->label, recommendation->status);
    print_add_words(out, has_text ? recommendation->text : "(its words may not be shown)", 2);
    add_facts(&facts, recommendation);
    if (facts.size)
        print_add_wrapped(out, str_text(&facts) + 2, PRINT_COLUMNS, 2);
    str_free(&facts);
    add_statuses(out, trail);
    if (!id_is_set(&recommendation->note))
        str_add(out, "  made at the desk\n");
    add_notes(out, "said in", &trail->origin, 2, false);
    add_notes(out, "dissent,", &trail->dissent, 2, true);
    for (size_t i = 0; i < trail->finding_count; i++)
        add_finding(out, &trail->findings[i]);
    if (trail->finding_count == 0)
        str_add(out, "  follows from no finding yet: /link in a session, or --link\n");
}

/* --- the trail, for programs */

static void add_json_notes(Json *json, const char *key, const char *left_out, const TrailNotes *notes)
{
    json_open(json, key, '[');
    for (size_t i = 0; i < notes->count; i++) {
        const TrailNote *note = &notes->list[i];
        json_open(json, NULL, '{');
        json_add_text(json, "note", note->id.text);
        json_add_number(json, "number", note->number);
        json_add_text(json, "kind", note->kind);
        json_add_text(json, "text", note->text);
        print_add_json_quotable(json, note->quotable);
        json_add_number(json, "elapsed_ms", note->elapsed);
        json_add_text(json, "session", note->session.text);
        json_add_number(json, "session_number", note->session_number);
        json_add_text(json, "session_kind", note->session_kind);
        json_add_text(json, "team", *note->team ? note->team : NULL);
        print_add_json_moment(json, "session_at", note->session_at);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_add_number(json, left_out, (int64_t)notes->left_out);
}

static void add_json_some(Json *json, const char *key, const char *text)
{
    json_add_text(json, key, *text ? text : NULL);
}

static void add_json_count(Json *json, const char *key, int64_t count)
{
    if (count < 0)
        json_add_null(json, key);
    else
        json_add_number(json, key, count);
}

static void add_json_facts(Json *json, const Recommendation *recommendation, bool has_text)
{
    json_add_text(json, "id", recommendation->id.text);
    json_add_text(json, "label", recommendation->label);
    json_add_text(json, "text", has_text ? recommendation->text : NULL);
    add_json_some(json, "owner", recommendation->owner);
    add_json_some(json, "horizon", recommendation->horizon);
    add_json_some(json, "level", recommendation->level);
    add_json_some(json, "measure", recommendation->measure);
    add_json_some(json, "effort", recommendation->effort);
    add_json_count(json, "support", recommendation->support);
    add_json_count(json, "against", recommendation->against);
    json_add_text(json, "status", recommendation->status);
    print_add_json_moment(json, "status_at", recommendation->status_at);
}

static void show_for_programs(Str *out, const Recommendation *recommendation, const Trail *trail,
                              bool has_text)
{
    Json json = json_begin(out, 2);
    json_open(&json, NULL, '{');
    add_json_facts(&json, recommendation, has_text);
    json_open(&json, "statuses", '[');
    for (size_t i = 0; i < trail->status_count; i++) {
        json_open(&json, NULL, '{');
        json_add_text(&json, "status", trail->statuses[i].value);
        add_json_some(&json, "why", trail->statuses[i].why);
        json_add_text(&json, "author", trail->statuses[i].author);
        print_add_json_moment(&json, "at", trail->statuses[i].at);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    add_json_notes(&json, "notes", "notes_left_out", &trail->origin);
    add_json_notes(&json, "dissent", "dissent_left_out", &trail->dissent);
    json_open(&json, "findings", '[');
    for (size_t i = 0; i < trail->finding_count; i++) {
        const TrailFinding *finding = &trail->findings[i];
        json_open(&json, NULL, '{');
        json_add_text(&json, "id", finding->id.text);
        json_add_text(&json, "label", finding->label);
        json_add_number(&json, "version", finding->version);
        json_add_number(&json, "current_version", finding->current_version);
        add_json_some(&json, "text", finding->text);
        add_json_notes(&json, "worded", "worded_left_out", &finding->wording);
        add_json_notes(&json, "extracts", "extracts_left_out", &finding->extracts);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_close(&json, '}');
    str_add(out, "\n");
}

/* A table with one of a group at it would say whose words they are. */
static void hide_notes(const Call *call, TrailNotes *notes)
{
    for (size_t i = 0; call->plain && i < notes->count; i++) {
        notes->list[i].table = 0;
        others_hide(call, &notes->list[i].text);
        others_hide(call, &notes->list[i].team);
    }
}

static void hide(const Call *call, Recommendation *recommendation, Trail *trail)
{
    others_hide(call, &recommendation->text);
    others_hide_owner(call, &recommendation->owner);
    others_hide(call, &recommendation->horizon);
    others_hide(call, &recommendation->measure);
    others_hide(call, &recommendation->effort);
    hide_notes(call, &trail->origin);
    hide_notes(call, &trail->dissent);
    for (size_t i = 0; i < trail->finding_count; i++) {
        others_hide(call, &trail->findings[i].text);
        hide_notes(call, &trail->findings[i].wording);
        hide_notes(call, &trail->findings[i].extracts);
    }
    for (size_t i = 0; call->plain && i < trail->status_count; i++)
        trail->statuses[i].why[0] = '\0'; /* for the team only, as in exports */
}

static int run_show(Call *call, Err *err)
{
    Id id;
    Recommendation recommendation;
    Trail trail;
    bool for_others;
    if (recommendation_find(call->store, NULL, call_find_word(call, 0), &id, err) != 0 ||
        recommendation_read(call->store, id.text, &recommendation, err) != 0)
        return -1;
    if (others_begin(call, &for_others, err) != 0) {
        others_end(call);
        recommendation_free(&recommendation);
        return -1;
    }
    int result = trail_read(call->store, id.text, for_others, &trail, err);
    /* Of a note that may not be shown to the reader the trail has nothing either. */
    bool has_text = !id_is_set(&recommendation.note) || trail.origin.count;
    if (result == 0)
        hide(call, &recommendation, &trail);
    others_end(call);
    if (result == 0 && call->form == FORM_JSON)
        show_for_programs(&call->out, &recommendation, &trail, has_text);
    else if (result == 0)
        show_for_people(&call->out, &recommendation, &trail, has_text);
    trail_free(&trail);
    recommendation_free(&recommendation);
    return result;
}

static const OptionRow options_show[] = {OPTION_FOR, OPTION_JSON, OPTIONS_END};

const CommandRow cli_recommend_show = {
    .name = "recommend show",
    .arguments = "R1",
    .help = "show a recommendation and its trail: finding, version, extracts, sessions, notes",
    .more = "`rir edit 12 3` shows note 3 of session 12, where the trail ends. --for others leaves out what "
            "may not be quoted.",
    .options = options_show,
    .least = 1,
    .most = 1,
    .study = STUDY_READ,
    .run = run_show,
};
