/* SPDX-License-Identifier: MIT */
/* `rir start` and `rir resume`. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "commands.h"
#include "face.h"
#include "guides.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/person.h"
#include "rir/session.h"
#include "sessions.h"

typedef struct {
    Id ids[SESSION_PEOPLE_MOST];
    const char *list[SESSION_PEOPLE_MOST]; /* those who are late stand last */
    size_t count, late;
} Participants;

/* Nothing should hold up an interview: an unknown pseudonym is added, and said to be. */
static int find_person(Call *call, const char *word, Id *id, Err *err)
{
    const char *pseudonym = *word == '@' ? word + 1 : word;
    bool is_new;
    if (call_has_option(call, "rehearsal"))
        return person_rehearse(call->store, pseudonym, id, err);
    if (person_need(call->store, pseudonym, id, &is_new, err) != 0)
        return -1;
    if (is_new) {
        const char *caution = person_caution(pseudonym);
        call_remark("%s is new in this study, and was added%s%s", pseudonym, *caution ? "; " : "", caution);
    }
    return 0;
}

static int add_person(Call *call, const char *word, Participants *people, Err *err)
{
    if (find_person(call, word, &people->ids[people->count], err) != 0)
        return -1;
    people->list[people->count] = people->ids[people->count].text;
    people->count++;
    return 0;
}

static int add_people(Call *call, const char *option, Participants *people, Err *err)
{
    const char *word;
    for (size_t i = 0; (word = call_find_option_at(call, option, i)) != NULL; i++)
        if (add_person(call, word, people, err) != 0)
            return -1;
    return 0;
}

static bool is_named(const Call *call, const char *option, const char *pseudonym)
{
    const char *word;
    for (size_t i = 0; (word = call_find_option_at(call, option, i)) != NULL; i++)
        if (strcasecmp(*word == '@' ? word + 1 : word, pseudonym) == 0)
            return true;
    return false;
}

/* Those of --group who are named by it only. */
static bool is_only_grouped(const Call *call, const PersonGroup *one)
{
    return !is_named(call, "person", one->pseudonym) && !is_named(call, "late", one->pseudonym);
}

static int read_groups(const Call *call, PersonGroups *groups, Err *err)
{
    const char *text;
    for (size_t i = 0; (text = call_find_option_at(call, "group", i)) != NULL; i++)
        if (person_read_groups(text, groups, err) != 0)
            return -1;
    if (groups->count && call_has_option(call, "rehearsal"))
        return err_set(err, ERR_USAGE, "a rehearsal changes nobody's group: leave out --group");
    return 0;
}

/* How many an option names; -1: one cannot be a pseudonym. */
static int check_words(const Call *call, const char *option, size_t *count, Err *err)
{
    const char *word;
    *count = 0;
    for (; (word = call_find_option_at(call, option, *count)) != NULL; ++*count)
        if (person_check_pseudonym(*word == '@' ? word + 1 : word, err) != 0)
            return -1;
    return 0;
}

/* Before anybody is added to the study. */
static int check_people(const Call *call, GuideKind kind, const PersonGroups *groups, Err *err)
{
    size_t prompt, late;
    if (check_words(call, "person", &prompt, err) != 0 || check_words(call, "late", &late, err) != 0)
        return -1;
    for (size_t i = 0; i < groups->count; i++)
        prompt += is_only_grouped(call, &groups->list[i]);
    if (prompt + late > SESSION_PEOPLE_MOST)
        return err_set(err, ERR_REFUSED, "more than %d participants are too many for one session",
                       SESSION_PEOPLE_MOST);
    if (late && session_needs_people(kind))
        return err_set(err, ERR_USAGE,
                       "nobody is late to an interview: it begins when its participant is there");
    if (prompt + late == 0 && session_needs_people(kind))
        return err_set(err, ERR_USAGE, "say who takes part: rir start %s --person P01",
                       call_find_word(call, 0));
    return 0;
}

static int add_all(Call *call, const PersonGroups *groups, Participants *people, Err *err)
{
    if (add_people(call, "person", people, err) != 0)
        return -1;
    for (size_t i = 0; i < groups->count; i++)
        if (is_only_grouped(call, &groups->list[i]) &&
            add_person(call, groups->list[i].pseudonym, people, err) != 0)
            return -1;
    size_t prompt = people->count;
    if (add_people(call, "late", people, err) != 0)
        return -1;
    people->late = people->count - prompt;
    return person_set_groups(call->store, groups, err);
}

static int find_people(Call *call, GuideKind kind, Participants *people, Err *err)
{
    PersonGroups groups = {NULL, 0, 0};
    int result = read_groups(call, &groups, err);
    if (result == 0)
        result = check_people(call, kind, &groups, err);
    if (result == 0)
        result = add_all(call, &groups, people, err);
    person_free_groups(&groups);
    return result;
}

static int read_options(const Call *call, SessionOpening *opening, SessionName *part_of, Err *err)
{
    const char *on = call_find_option(call, "on");
    const char *minutes = call_find_option(call, "minutes");
    const char *part = call_find_option(call, "part-of");
    opening->title = call_find_option(call, "title");
    opening->researcher = call_find_option(call, "researcher");
    opening->mode = call_find_option(call, "mode");
    opening->setting = call_find_option(call, "setting");
    opening->place = call_find_option(call, "place");
    opening->team = call_find_option(call, "team");
    opening->role = call_find_option(call, "role");
    opening->document = call_find_option(call, "document");
    opening->others = call_find_option(call, "others");
    opening->interpreter = call_find_option(call, "interpreter");
    opening->pilot = call_has_option(call, "pilot");
    opening->rehearsal = call_has_option(call, "rehearsal");
    opening->paper = on != NULL;
    if (on && !clock_parse_day(on, &opening->on, &opening->on_has_time))
        return err_set(err, ERR_USAGE, "--on needs a day such as 2026-11-21, or 2026-11-21T14:30, not `%s`",
                       on);
    if (minutes) {
        char *end;
        long number = strtol(minutes, &end, 10);
        if (*end || number < 1 || number > 24 * 60)
            return err_set(err, ERR_USAGE, "--minutes needs a number of minutes, not `%s`", minutes);
        opening->minutes = (int)number;
    }
    if (part) {
        if (sessions_find(call->store, part, part_of, err) != 0)
            return -1;
        opening->part_of = part_of->id.text;
    }
    return 0;
}

static int run_start(Call *call, Err *err)
{
    Str path = STR_EMPTY, text = STR_EMPTY, name = STR_EMPTY;
    Participants people = {.count = 0};
    SessionOpening opening = {.guide_text = NULL};
    SessionName part_of;
    Session *session = NULL;
    Plan *plan = guides_read(call_find_word(call, 0), &path, &text, NULL, err);
    if (plan && !session_can_run(plan->kind))
        err_set(err, ERR_REFUSED, "%s is a %s, which no session is run by", call_find_word(call, 0),
                guide_name_kind(plan->kind));
    else if (plan && read_options(call, &opening, &part_of, err) == 0 &&
             find_people(call, plan->kind, &people, err) == 0) {
        guides_add_name(&name, str_text(&path));
        opening.plan = plan;
        opening.guide_text = str_text(&text);
        opening.guide_size = text.size;
        opening.guide_name = str_text(&name);
        opening.guide_path = str_text(&path);
        opening.people = people.list;
        opening.person_count = people.count;
        opening.late = people.list + (people.count - people.late);
        opening.late_count = people.late;
        session = session_start(call->store, &opening, err);
        plan = NULL;
    }
    guide_free(plan);
    str_free(&path);
    str_free(&text);
    str_free(&name);
    return session ? face_run(call, session, err) : -1;
}

static const OptionRow options_start[] = {
    {0, "person", "P01", "who takes part; several times for several people", "person"},
    {0, "late", "P16", "who is expected later, and counts from /arrive on; several times", "person"},
    {0, "group", "GROUP: P01 P02", "who is of which stakeholder group, and takes part; several times", NULL},
    {0, "lines", NULL, "line by line instead of screens", NULL},
    {0, "rehearsal", NULL, "to practise: never in a list, search or export unless asked for by name", NULL},
    {0, "on", "DATE", "held already, entered from paper: 2026-11-21, or 2026-11-21T14:30", NULL},
    {0, "minutes", "N", "planned, if not the guide's", NULL},
    {0, "title", "TEXT", "if not the guide's", NULL},
    {0, "researcher", "NAME", "who asks, if not you", NULL},
    {0, "mode", "TEXT", "face-to-face, phone, video", "face-to-face|phone|video"},
    {0, "setting", "TEXT", "office, home, ...", NULL},
    {0, "place", "TEXT", "where", NULL},
    {0, "team", "TEXT", "whose workshop, focus group or meeting it is", NULL},
    {0, "role", "ROLE", "of an observation: your part in it",
     "complete-participant|participant-as-observer|observer-as-participant|complete-observer"},
    {0, "document", "DOC1", "of a document guide: which one is read", NULL},
    {0, "others", "TEXT", "who else is present; no names", NULL},
    {0, "interpreter", "TEXT", "if there is one; no names", NULL},
    {0, "part-of", "SESSION", "the session it goes on from", "session"},
    {0, "pilot", NULL, "to try the guide", NULL},
    OPTIONS_END,
};

const CommandRow cli_start = {
    .name = "start",
    .arguments = "GUIDE [--person P01 ...] [--late P16 ...]",
    .help = "start an interview, a workshop or another session",
    .more = "GUIDE is a file, or the name of one that came with rir. The guide's text is kept in the study "
            "as it is now. Without a terminal, or with --lines, it reads lines and answers each with one "
            "line; `rir help lines` tells what can be typed. When the input ends the session stays open: "
            "`rir resume` goes on with it.",
    .options = options_start,
    .words = {"guide"},
    .least = 1,
    .most = 1,
    .study = STUDY_WRITE,
    .run = run_start,
};

/* --- resume */

static int run_resume(Call *call, Err *err)
{
    Id id;
    SessionName rehearsal;
    const char *word = call_find_word(call, 0);
    if (word && word[0] == 'r') {
        if (sessions_find(call->store, word, &rehearsal, err) != 0)
            return -1;
        word = rehearsal.id.text;
    }
    if (session_find_open(call->store, word, &id, err) != 0)
        return -1;
    Session *session = session_resume(call->store, id.text, err);
    return session ? face_run(call, session, err) : -1;
}

static const OptionRow options_resume[] = {
    {0, "lines", NULL, "line by line instead of screens", NULL},
    OPTIONS_END,
};

const CommandRow cli_resume = {
    .name = "resume",
    .arguments = "[SESSION]",
    .help = "go on with an open session",
    .more = "It goes on at the same question, with the line that was being typed; the time without rir is "
            "marked as a gap. Without a session it is the latest that is open.",
    .options = options_resume,
    .words = {"session"},
    .least = 0,
    .most = 1,
    .study = STUDY_WRITE,
    .run = run_resume,
};
