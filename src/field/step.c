/* SPDX-License-Identifier: MIT */
/* Saving a step: one transaction, then the state. */
#include "step.h"

#include <stdlib.h>
#include <string.h>

#include "rir/clock.h"
#include "rir/mem.h"
#include "session.h"

static StepAct *add_act(Step *step, const char *kind, const Id *entity, const char *person)
{
    step->list = mem_grow(step->list, &step->room, step->count + 1, sizeof *step->list);
    StepAct *act = &step->list[step->count++];
    *act = (StepAct){.kind = kind, .entity = *entity};
    if (person)
        act->person = id_read(person);
    return act;
}

void step_add_body(Step *step, const char *kind, const Id *entity, const char *person, const char *body)
{
    str_add(&add_act(step, kind, entity, person)->body, body);
}

StepBody step_add(Step *step, const char *kind, const Id *entity, const char *person)
{
    StepAct *act = add_act(step, kind, entity, person);
    StepBody body = {act, json_begin(&act->body, 0)};
    json_open(&body.json, NULL, '{');
    return body;
}

void step_end(StepBody *body)
{
    json_close(&body->json, '}');
}

static Id add_moment(Step *step, const char *kind, int64_t at, int64_t elapsed, const char *value,
                     const char *detail, bool about)
{
    Id id = id_make();
    StepBody body = step_add(step, kind, &id, NULL);
    json_add_number(&body.json, "at", at);
    json_add_number(&body.json, "elapsed", elapsed);
    json_add_some(&body.json, "value", value);
    json_add_some(&body.json, "detail", detail);
    if (about)
        json_add_number(&body.json, "about", 1);
    step_end(&body);
    StepAct *act = body.act;
    act->is_moment = true;
    act->at = at;
    act->elapsed = elapsed;
    act->value = mem_copy_text(value);
    act->detail = mem_copy_text(detail);
    return id;
}

Id step_add_moment(Step *step, const char *kind, int64_t at, int64_t elapsed, const char *value,
                   const char *detail)
{
    return add_moment(step, kind, at, elapsed, value, detail, false);
}

Id step_add_moment_about(Step *step, const char *kind, int64_t at, int64_t elapsed, const char *value,
                         const char *detail)
{
    return add_moment(step, kind, at, elapsed, value, detail, true);
}

void step_add_stop(Step *step, const Id *sitting, int64_t at, int64_t elapsed, const char *why)
{
    StepBody body = step_add(step, "sitting.stop", sitting, NULL);
    json_add_number(&body.json, "at", at);
    json_add_number(&body.json, "elapsed", elapsed);
    json_add_some(&body.json, "why", why);
    step_end(&body);
}

void step_free(Step *step)
{
    for (size_t i = 0; i < step->count; i++) {
        str_free(&step->list[i].body);
        free(step->list[i].value);
        free(step->list[i].detail);
    }
    free(step->list);
    *step = (Step){0};
}

static bool clears_draft(const Session *session, const Step *step)
{
    return session->has_draft && (step->clears_draft || !session->keeps_draft);
}

static int write_acts(Session *session, const Step *step, Err *err)
{
    int64_t at = session_find_real(session);
    for (size_t i = 0; i < step->count; i++) {
        const StepAct *from = &step->list[i];
        Act act = {.kind = from->kind,
                   .entity = from->entity.text,
                   .session = from->is_outside ? NULL : session->id.text,
                   .person = id_is_set(&from->person) ? from->person.text : NULL,
                   .at = at,
                   .tz = clock_find_offset(at),
                   .body = str_text(&from->body)};
        if (store_append(session->store, &act, NULL, err) != 0)
            return -1;
    }
    if (clears_draft(session, step))
        return store_clear_draft(session->store, session->id.text, err);
    return 0;
}

int step_write(Session *session, const Step *step, Err *err)
{
    if (store_begin(session->store, err) != 0)
        return -1;
    if (write_acts(session, step, err) != 0) {
        store_rollback(session->store);
        return -1;
    }
    if (store_commit(session->store, err) != 0)
        return -1;
    if (clears_draft(session, step))
        session->has_draft = false;
    return 0;
}

int step_write_outside(Store *store, const Step *step, const char *session, Err *err)
{
    if (store_begin(store, err) != 0)
        return -1;
    for (size_t i = 0; i < step->count; i++) {
        const StepAct *from = &step->list[i];
        Act act = {.kind = from->kind,
                   .entity = from->entity.text,
                   .session = session,
                   .person = id_is_set(&from->person) ? from->person.text : NULL,
                   .body = str_text(&from->body)};
        if (store_append(store, &act, NULL, err) != 0) {
            store_rollback(store);
            return -1;
        }
    }
    return store_commit(store, err);
}

void step_take_moment(Session *session, const StepAct *act)
{
    state_take_moment(session->state, act->kind + strlen("session."), act->at, act->elapsed, act->value,
                      act->detail);
}

int step_save(Session *session, Step *step, Err *err)
{
    if (step_write(session, step, err) != 0)
        return -1;
    for (size_t i = 0; i < step->count; i++)
        if (step->list[i].is_moment)
            step_take_moment(session, &step->list[i]);
    /* What was saved is saved: a failed look at it is made good before the next line. */
    if (step->must_reload)
        session->is_stale = session_reload(session, NULL) != 0;
    return 0;
}
