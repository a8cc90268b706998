/* SPDX-License-Identifier: MIT */
/* Rating by a matrix: which dimension, sheets, the reveal of their spread, and what was agreed on. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "observation.h"
#include "rating.h"
#include "rir/ballot.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/text.h"
#include "type_note.h"

/* The matrix under way, or NULL with the reply filled. */
static const Plan *need_matrix(Order *order)
{
    Session *session = order->session;
    const Topic *activity = session_find_activity(session);
    const Plan *matrix = rating_find_matrix(session);
    if (!activity || !*activity->matrix)
        session_refuse(session, order->reply,
                       "nothing is rated here; that is in activities of a workshop with method=maturity");
    else if (!matrix)
        session_refuse(session, order->reply,
                       "the matrix %s was not found when the session began: /matrix FILE names it",
                       activity->matrix);
    return activity && *activity->matrix ? matrix : NULL;
}

/* By number, id or words of its title. */
static size_t find_dimension(const Plan *matrix, const char *words)
{
    char *end;
    unsigned long number = strtoul(words, &end, 10);
    size_t found = SESSION_NONE, count = 0;
    Str wanted = STR_EMPTY;
    if (*words >= '0' && *words <= '9' && !*end)
        return number >= 1 && number <= matrix->dimension_count ? number - 1 : SESSION_NONE;
    text_add_folded(&wanted, words, strlen(words));
    for (size_t i = 0; i < matrix->dimension_count; i++) {
        Str title = STR_EMPTY;
        text_add_folded(&title, matrix->dimensions[i].title, strlen(matrix->dimensions[i].title));
        bool is_id = strcasecmp(matrix->dimensions[i].id, words) == 0;
        if (is_id || (wanted.size && text_has_words(str_text(&title), str_text(&wanted)))) {
            found = i;
            count = is_id ? 1 : count + 1;
        }
        str_free(&title);
        if (is_id)
            break;
    }
    str_free(&wanted);
    return count == 1 ? found : SESSION_NONE;
}

static int refuse_dimension(Order *order, const Plan *matrix, const char *words)
{
    Session *session = order->session;
    Str ids = STR_EMPTY;
    for (size_t i = 0; i < matrix->dimension_count; i++)
        str_add_format(&ids, "%s%zu %s", i ? ", " : "", i + 1, matrix->dimensions[i].id);
    session_refuse(session, order->reply, "\"%s\" names no dimension, or several: %s", words, str_text(&ids));
    str_free(&ids);
    return -1;
}

/* --- which dimension */

static int say_dimension(Order *order, const Plan *matrix, size_t index)
{
    Session *session = order->session;
    const Dimension *dimension = &matrix->dimensions[index];
    session_add(session, "%zu of %zu  %s", index + 1, matrix->dimension_count, dimension->title);
    if (*dimension->text)
        session_add(session, ". %s", dimension->text);
    for (size_t i = 0; i < dimension->level_count; i++)
        session_add(session, "%s %d %s", i ? ";" : " Levels:", dimension->lowest + (int)i,
                    dimension->levels[i]);
    return session_tell(session, order->reply, "%s", "");
}

int command_dimension(Order *order)
{
    Session *session = order->session;
    const char *words = order->line->rest;
    if (session->plan->kind == GUIDE_OBSERVATION)
        return observe_dimension(order);
    const Plan *matrix = need_matrix(order);
    if (!matrix)
        return -1;
    size_t current = rating_find_dimension(session);
    if (!*words && current == SESSION_NONE)
        return session_refuse(session, order->reply,
                              "no dimension is looked at; /dimension 1, its name, or next");
    if (!*words)
        return say_dimension(order, matrix, current);
    if (strcasecmp(words, "none") == 0)
        return order_save_moment(order, "session.dimension", "", SESSION_CURSOR) == 0
                   ? session_tell(session, order->reply, "no dimension is looked at")
                   : -1;
    size_t index = strcasecmp(words, "next") != 0 ? find_dimension(matrix, words)
                   : current == SESSION_NONE      ? 0
                                                  : current + 1;
    if (index == matrix->dimension_count)
        return session_refuse(session, order->reply, "this is the last dimension");
    if (index == SESSION_NONE)
        return refuse_dimension(order, matrix, words);
    const char *id = matrix->dimensions[index].id;
    return order_save_moment(order, "session.dimension", id, SESSION_CURSOR) == 0
               ? say_dimension(order, matrix, index)
               : -1;
}

/* --- sheets */

typedef struct {
    const Topic *activity;
    const Plan *matrix;
    SecretGroups groups;
    SecretLine line;
    int *levels; /* one a dimension */
    bool is_single;
} Sheet;

static void free_sheet(Sheet *sheet)
{
    secret_free_line(&sheet->line);
    secret_free_groups(&sheet->groups);
    free(sheet->levels);
}

/* One level is of the dimension looked at; else it is a whole sheet. */
static int read_levels(Order *order, Sheet *sheet)
{
    Session *session = order->session;
    size_t count = sheet->matrix->dimension_count, current = rating_find_dimension(session);
    Str wrong = STR_EMPTY;
    int result;
    sheet->levels = mem_new((count + 1) * sizeof *sheet->levels);
    for (size_t i = 0; i < count; i++)
        sheet->levels[i] = RATING_EMPTY;
    sheet->is_single = sheet->line.count == 1 && count > 1;
    if (!sheet->is_single)
        result =
            rating_read_levels(sheet->matrix, sheet->line.words, sheet->line.count, sheet->levels, &wrong);
    else if (current == SESSION_NONE) {
        str_add_format(&wrong,
                       "one level of which dimension? /dimension NAME first, or a whole sheet of %zu levels",
                       count);
        result = -1;
    } else {
        result = rating_read_level(&sheet->matrix->dimensions[current], sheet->line.words[0],
                                   &sheet->levels[current], &wrong);
        if (result == 0 && sheet->levels[current] == RATING_EMPTY) {
            str_add(&wrong, "what was left empty is not entered");
            result = -1;
        }
    }
    if (result != 0)
        session_refuse(session, order->reply, "%s; nothing was entered", str_text(&wrong));
    str_free(&wrong);
    return result;
}

static int check_dimension(Order *order, const Sheet *sheet, const Dimension *dimension)
{
    Session *session = order->session;
    const SecretGroup *group = sheet->line.group;
    const char *activity = sheet->activity->id;
    if (ballot_is_revealed(session->store, session->id.text, activity, dimension->id))
        return session_refuse(
            session, order->reply,
            "\"%s\" is revealed, and no more ratings are taken; /undo of the reveal opens it again",
            dimension->title);
    if (rating_count_given(session->store, session->id.text, activity, dimension->id, NULL) >=
        sheet->groups.here)
        return session_refuse(session, order->reply,
                              "%zu people are here, and \"%s\" has as many ratings: /arrive WHO when "
                              "somebody came, /recall WORD "
                              "or /undo when one was entered twice",
                              sheet->groups.here, dimension->title);
    if (group && rating_count_given(session->store, session->id.text, activity, dimension->id, group->name) >=
                     group->here)
        return session_refuse(
            session, order->reply,
            "%s has %zu here, and as many ratings of \"%s\": another group? /arrive WHO when somebody came, "
            "/recall WORD or /undo when one was entered twice",
            group->name, group->here, dimension->title);
    return 0;
}

static int check_sheet(Order *order, const Sheet *sheet)
{
    if (sheet->groups.here == 0)
        return session_refuse(order->session, order->reply,
                              "nobody is here by the roster, and so nobody can rate: /arrive P01 first");
    for (size_t i = 0; i < sheet->matrix->dimension_count; i++)
        if (sheet->levels[i] != RATING_EMPTY &&
            check_dimension(order, sheet, &sheet->matrix->dimensions[i]) != 0)
            return -1;
    return 0;
}

static size_t count_most(const Session *session, const Sheet *sheet, const char *group)
{
    size_t most = 0;
    for (size_t i = 0; i < sheet->matrix->dimension_count; i++) {
        size_t given = rating_count_given(session->store, session->id.text, sheet->activity->id,
                                          sheet->matrix->dimensions[i].id, group);
        if (sheet->levels[i] != RATING_EMPTY && given > most)
            most = given;
    }
    return most;
}

static int save_sheet(Order *order, const Sheet *sheet)
{
    Session *session = order->session;
    char token[SECRET_TOKEN_SIZE];
    Step step = {.clears_draft = true};
    Id id = secret_make_id(session),
       kept = rating_find_kept(session->store, session->id.text, sheet->activity);
    StepBody body = step_add(&step, "rating.give", &id, NULL);
    rating_fill_sheet(&body.json, sheet->activity->id, kept.text,
                      sheet->line.group ? sheet->line.group->name : NULL, sheet->matrix, sheet->levels,
                      !sheet->is_single);
    step_end(&body);
    order->reply->changed = SESSION_PLAN;
    if (session_save(session, &step, order->reply) != 0)
        return -1;
    secret_format_token(token, id.text);
    session_add(session, "%s %zu of %zu", sheet->is_single ? "rating" : "sheet",
                count_most(session, sheet, NULL), sheet->groups.here);
    if (sheet->line.group && *sheet->line.group->name)
        session_add(session, ", %s %zu of %zu", sheet->line.group->name,
                    count_most(session, sheet, sheet->line.group->name), sheet->line.group->here);
    return session_tell(session, order->reply, "; /recall %s takes it back until the reveal", token);
}

static int say_count(Order *order, const Plan *matrix)
{
    Session *session = order->session;
    size_t current = rating_find_dimension(session);
    for (size_t i = 0; i < matrix->dimension_count; i++) {
        RatingCount count = rating_count(session, i);
        if (current == SESSION_NONE || current == i)
            session_add(session, "%s%s %zu of %zu%s", session->reply.size ? "; " : "",
                        matrix->dimensions[i].id, count.given, count.here,
                        count.is_revealed ? " revealed" : "");
    }
    return session_tell(session, order->reply, "%s", "");
}

int command_rate(Order *order)
{
    Sheet sheet = {.matrix = need_matrix(order), .activity = session_find_activity(order->session)};
    if (!sheet.matrix)
        return -1;
    if (!*order->line->rest)
        return say_count(order, sheet.matrix);
    if (secret_check_record(order) != 0)
        return -1;
    Str wrong = STR_EMPTY;
    secret_list_groups(order->session, &sheet.groups);
    int result = secret_read_line(order->line->rest, &sheet.groups, &sheet.line, &wrong);
    if (result != 0)
        session_refuse(order->session, order->reply, "%s; nothing was entered", str_text(&wrong));
    str_free(&wrong);
    if (result == 0 && read_levels(order, &sheet) == 0 && check_sheet(order, &sheet) == 0)
        result = save_sheet(order, &sheet);
    else
        result = -1;
    free_sheet(&sheet);
    return result;
}

/* --- the reveal */

static int save_reveal(Order *order, const Topic *activity, const char *dimension)
{
    Session *session = order->session;
    Step step = {0};
    step_add_moment(&step, "session.reveal", session_find_now(session), session_find_elapsed(session),
                    activity->id, dimension);
    if (secret_mix(session, &step, SECRET_SHEETS, activity->id, dimension, &session->failure) != 0) {
        step_free(&step);
        return session_fail(session, order->reply);
    }
    order->reply->changed = SESSION_PLAN | SESSION_NOTES;
    return session_save(session, &step, order->reply);
}

static int add_result(Order *order, const Topic *activity, const Plan *matrix, size_t index)
{
    Session *session = order->session;
    const Dimension *dimension = &matrix->dimensions[index];
    RatingSpread spread;
    int result = rating_read_spread(session->store, session->id.text, activity->id, dimension,
                                    rating_find_outside(session->store, session->plan, matrix), &spread,
                                    &session->failure);
    if (result == 0) {
        str_add(&session->reply, session->reply.size ? ". " : "");
        rating_add_spread(&session->reply, dimension, &spread);
    }
    rating_free_spread(&spread);
    return result == 0 ? 0 : session_fail(session, order->reply);
}

/* Of all dimensions how many are what; each by itself is asked for. */
static int add_results(Order *order, const Topic *activity, const Plan *matrix)
{
    Session *session = order->session;
    size_t agreements = 0, unrated = 0, outside = rating_find_outside(session->store, session->plan, matrix);
    Str splits = STR_EMPTY;
    int result = 0;
    for (size_t i = 0; result == 0 && i < matrix->dimension_count; i++) {
        RatingSpread spread;
        result = rating_read_spread(session->store, session->id.text, activity->id, &matrix->dimensions[i],
                                    outside, &spread, &session->failure);
        bool is_rated = result == 0 && spread.consensus.rated > 0;
        agreements += is_rated && spread.consensus.agreement;
        unrated += !is_rated;
        if (is_rated && !spread.consensus.agreement)
            str_add_format(&splits, "%s%s", splits.size ? ", " : "", matrix->dimensions[i].id);
        rating_free_spread(&spread);
    }
    session_add(session, "%zu dimensions: Agreement on %zu", matrix->dimension_count, agreements);
    if (splits.size)
        session_add(session, ", Split on %s", str_text(&splits));
    if (unrated)
        session_add(session, ", %zu not rated", unrated);
    session_add(session, "; /reveal %s shows how its ratings lie", matrix->dimensions[0].id);
    str_free(&splits);
    return result == 0 ? 0 : session_fail(session, order->reply);
}

static size_t count_all(const Session *session, const Topic *activity, const Plan *matrix, size_t index)
{
    size_t given = 0;
    for (size_t i = 0; i < matrix->dimension_count; i++)
        if (index == SESSION_NONE || index == i)
            given += rating_count_given(session->store, session->id.text, activity->id,
                                        matrix->dimensions[i].id, NULL);
    return given;
}

/* All dimensions, or one. */
static int reveal(Order *order, const Topic *activity, const Plan *matrix, size_t index)
{
    Session *session = order->session;
    const char *dimension = index == SESSION_NONE ? NULL : matrix->dimensions[index].id;
    bool was_revealed = ballot_is_revealed(session->store, session->id.text, activity->id, dimension);
    if (!was_revealed && count_all(session, activity, matrix, index) == 0)
        return session_refuse(session, order->reply,
                              "nobody rated %s yet: /rate GROUP and the levels of a sheet",
                              dimension ? matrix->dimensions[index].title : "anything");
    if (!was_revealed && (secret_check_record(order) != 0 || save_reveal(order, activity, dimension) != 0))
        return -1;
    bool is_one = index != SESSION_NONE || matrix->dimension_count == 1;
    if ((is_one ? add_result(order, activity, matrix, dimension ? index : 0)
                : add_results(order, activity, matrix)) != 0)
        return -1;
    return session_tell(session, order->reply, "%s", "");
}

int rating_reveal(Order *order, const Topic *activity)
{
    const char *words = order->line->rest;
    const Plan *matrix = need_matrix(order);
    if (!matrix)
        return -1;
    size_t index = *words ? find_dimension(matrix, words) : rating_find_dimension(order->session);
    if (strcasecmp(words, "all") == 0)
        return reveal(order, activity, matrix, SESSION_NONE);
    if (*words && index == SESSION_NONE)
        return refuse_dimension(order, matrix, words);
    return reveal(order, activity, matrix, index);
}

/* --- what was agreed on */

typedef struct {
    const Plan *matrix;
    const Dimension *dimension;
    int level;
    size_t evidence; /* the word it begins with */
} Agreed;

static bool is_number(const char *word)
{
    char *end;
    strtol(word, &end, 10);
    return *word && !*end;
}

/* `[DIMENSION] LEVEL [EVIDENCE]`: without a dimension it is the one looked at. */
static int read_agreed(Order *order, const Plan *matrix, Agreed *agreed)
{
    Session *session = order->session;
    const char *first = order_word(order, 0), *second = order_word(order, 1);
    size_t current = rating_find_dimension(session);
    bool is_current = is_number(first) && !is_number(second);
    size_t index = is_current ? current : find_dimension(matrix, first);
    Str wrong = STR_EMPTY;
    if (!*first || (is_current && current == SESSION_NONE))
        return session_refuse(
            session, order->reply,
            "on which level? /consensus DIMENSION LEVEL and what shows it, or /dimension first");
    if (index == SESSION_NONE)
        return refuse_dimension(order, matrix, first);
    agreed->matrix = matrix;
    agreed->dimension = &matrix->dimensions[index];
    agreed->evidence = is_current ? 1 : 2;
    int result = rating_read_level(agreed->dimension, is_current ? first : second, &agreed->level, &wrong);
    if (result == 0 && (agreed->level == RATING_EMPTY || agreed->level == CONSENSUS_DONT_KNOW)) {
        str_add(&wrong, "a consensus is a level");
        result = -1;
    }
    if (result != 0)
        session_refuse(session, order->reply, "%s; nothing was kept", str_text(&wrong));
    str_free(&wrong);
    return result;
}

static void add_consensus(Session *session, const Topic *activity, const Agreed *agreed, const Id *note,
                          Step *step)
{
    Id id = id_make(), kept = rating_find_kept(session->store, session->id.text, activity);
    StepBody body = step_add(step, "consensus.say", &id, NULL);
    json_add_text(&body.json, "activity", activity->id);
    json_add_text(&body.json, "matrix", kept.text);
    json_add_text(&body.json, "dimension", agreed->dimension->id);
    json_add_number(&body.json, "level", agreed->level);
    json_add_some(&body.json, "evidence", note->text);
    json_add_number(&body.json, "at", session_find_now(session));
    json_add_number(&body.json, "elapsed", session_find_elapsed(session));
    step_end(&body);
}

/* The words that show it are a note of their own, and go where notes go. */
static int add_evidence(Order *order, const Agreed *agreed, Step *step, NoteRecord *record)
{
    const char *words = order_keep(order, agreed->evidence);
    Str decision = STR_EMPTY;
    if (!*words)
        return 0;
    str_add_format(&decision, ",d %s", words);
    int result =
        type_add_words(order, str_text(&decision), CARD_DIMENSION, agreed->dimension->id, step, record);
    str_free(&decision);
    return result;
}

static int save_consensus(Order *order, const Topic *activity, const Agreed *agreed)
{
    Session *session = order->session;
    NoteRecord record = {.recorder = -1};
    Step step = {.clears_draft = true};
    int result = add_evidence(order, agreed, &step, &record);
    add_consensus(session, activity, agreed, &record.id, &step);
    /* What is said next, dissent above all, is about the dimension that was named. */
    if (rating_find_dimension(session) != (size_t)(agreed->dimension - agreed->matrix->dimensions))
        step_add_moment(&step, "session.dimension", session_find_now(session), session_find_elapsed(session),
                        agreed->dimension->id, NULL);
    order->reply->changed = SESSION_PLAN | SESSION_NOTES | SESSION_CURSOR;
    if (result == 0)
        result = session_save(session, &step, order->reply);
    else
        step_free(&step);
    if (result == 0) {
        if (id_is_set(&record.id))
            type_take_words(session, &record);
        result = session_tell(session, order->reply, "%s: level %d agreed%s%s", agreed->dimension->title,
                              agreed->level, id_is_set(&record.id) ? ", with evidence" : "",
                              order_find_loss(order, agreed->evidence));
    }
    record_free(&record);
    return result;
}

int command_consensus(Order *order)
{
    Session *session = order->session;
    const Topic *activity = session_find_activity(session);
    const Plan *matrix = need_matrix(order);
    Agreed agreed;
    if (!matrix || read_agreed(order, matrix, &agreed) != 0)
        return -1;
    const char *id = agreed.dimension->id;
    if (rating_count_given(session->store, session->id.text, activity->id, id, NULL) &&
        !ballot_is_revealed(session->store, session->id.text, activity->id, id))
        return session_refuse(session, order->reply,
                              "the ratings of \"%s\" are secret still: /reveal %s first",
                              agreed.dimension->title, id);
    return save_consensus(order, activity, &agreed);
}
