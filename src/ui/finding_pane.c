/* SPDX-License-Identifier: MIT */
/* finding_pane: the finding that is up, its extracts without names, and what was answered to it so far. */
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "workshop.h"

int finding_load(Capture *capture, Err *err)
{
    Workshop *workshop = capture->workshop;
    Store *store = session_find_store(capture->session);
    Id id;
    int version;

    workshop->has_finding = finding_find_up(capture->session, &id, &version);
    if (!workshop->has_finding)
        return 0;
    /* It is read out to those here: only what may be quoted. */
    if (finding_read(store, id.text, version, FINDING_FOR_OTHERS, &workshop->finding, err) != 0)
        return -1;
    return finding_list_responses(store, id.text, session_find_facts(capture->session)->id,
                                  &workshop->responses, err);
}

/* Rows put one below the other, those before `skip` left out. */
typedef struct {
    Grid *grid;
    Area area;
    int row; /* of the next */
} Pane;

static void put(Pane *pane, int indent, Role role, const char *text, size_t size)
{
    int columns = pane->area.columns - indent - 1, rows = grid_count_lines(text, size, columns);
    int row = pane->row, hidden = row < 0 ? -row : 0, top = row < 0 ? 0 : row;

    if (pane->grid != NULL && hidden < rows && top < pane->area.rows)
        grid_put_wrapped(
            pane->grid,
            (Area){pane->area.row + top, pane->area.column + indent, pane->area.rows - top, columns}, role,
            text, size, hidden);
    pane->row += rows;
}

static void put_finding(Pane *pane, const Finding *finding)
{
    Str text = STR_EMPTY;

    str_add_format(&text, "%s, version %d: %s", finding->label, finding->version,
                   *finding->text != '\0' ? finding->text : "a team's own words, which may not be shown");
    put(pane, 0, ROLE_ACCENT, text.data, text.size);
    for (size_t i = 0; i < finding->extract_count; i++) {
        str_clear(&text);
        str_add_format(&text, "- %s", finding->extracts[i].text);
        put(pane, 2, ROLE_TEXT, text.data, text.size);
    }
    if (finding->left_out > 0) {
        str_clear(&text);
        str_add_format(&text, "%zu more may not be read out", finding->left_out);
        put(pane, 2, ROLE_DIM, text.data, text.size);
    }
    str_free(&text);
}

static void put_response(Pane *pane, const Response *response)
{
    Str text = STR_EMPTY;

    if (response->table > 0)
        str_add_format(&text, "table %d ", response->table);
    str_add(&text, response->answer);
    if (*response->wording != '\0')
        str_add_format(&text, ": %s", response->wording);
    if (*response->reason != '\0')
        str_add_format(&text, "%s%s", *response->wording != '\0' ? ", because " : ": ", response->reason);
    put(pane, 0, ROLE_TEXT, text.data, text.size);
    str_free(&text);
}

static void put_responses(Pane *pane, const Responses *responses)
{
    static const char *const answers[] = {"recognised", "amended", "challenged", "added"};
    Str text = STR_EMPTY;

    for (size_t kind = 0; kind < sizeof answers / sizeof answers[0]; kind++) {
        size_t count = 0;
        for (size_t i = 0; i < responses->count; i++)
            count += strcmp(responses->list[i].answer, answers[kind]) == 0;
        str_add_format(&text, "%s%s %zu", kind > 0 ? "   " : "", answers[kind], count);
    }
    if (responses->dissent > 0)
        str_add_format(&text, "   dissent %zu", responses->dissent);
    put(pane, 0, ROLE_TITLE, text.data, text.size);
    str_free(&text);
    for (size_t i = responses->count; i > 0; i--) /* the newest first */
        put_response(pane, &responses->list[i - 1]);
}

static void put_all(Pane *pane, const Workshop *workshop)
{
    put_finding(pane, &workshop->finding);
    pane->row++;
    put_responses(pane, &workshop->responses);
}

void finding_compose(Capture *capture, const Desk *desk, Grid *grid, Area area)
{
    Workshop *workshop = capture->workshop;
    BoardWindow *window = &workshop->window;
    Pane pane = {NULL, area, 0};

    if (!workshop->has_finding) {
        window->all = 0;
        capture_put_key(grid, area.row, area.column, 0, desk, "No finding is up yet", ACTION_FINDING);
        capture_compose_notes(capture, desk, grid,
                              (Area){area.row + 1, area.column, area.rows - 1, area.columns}, -1);
        return;
    }
    put_all(&pane, workshop);
    size_t last = pane.row > area.rows ? (size_t)(pane.row - area.rows) : 0;
    window->all = (size_t)pane.row;
    window->first = window->is_following ? 0 : window->first < last ? window->first : last;
    window->is_following = false;
    window->shown = (size_t)area.rows;
    pane = (Pane){grid, area, -(int)window->first};
    put_all(&pane, workshop);
    if (window->first < last)
        grid_put_sign(grid, area.row + area.rows - 1, area.column + area.columns - 1, ROLE_DIM,
                      SIGN_MORE_DOWN);
}

/* --- which one is up */

static void chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    Capture *capture = owner;
    Str line = STR_EMPTY;

    (void)typed;
    str_add_format(&line, "/finding %s", capture->targets[item]);
    capture_do(capture, desk, str_text(&line));
    str_free(&line);
}

void finding_open_list(Capture *capture, Desk *desk)
{
    Findings findings = {NULL, 0, 0};
    Err err = {ERR_NONE, ""};

    if (finding_list(session_find_store(capture->session), FINDING_FOR_OTHERS, &findings, &err) != 0)
        capture_say(capture, ROLE_WARNING, "%s", err.text);
    else if (findings.count == 0)
        capture_say(capture, ROLE_DIM, "The study has no findings yet: rir finding add makes one");
    PickerItem *items = mem_new((findings.count + 1) * sizeof *items);
    capture_free_targets(capture);
    for (size_t i = 0; i < findings.count; i++) {
        items[i] = (PickerItem){
            .key = findings.list[i].label, .mark = findings.list[i].status, .label = findings.list[i].text};
        capture_add_target(capture, findings.list[i].label);
    }
    if (findings.count > 0) {
        if (capture->draft_due != 0)
            capture_save_draft(capture);
        picker_open(desk, &(PickerSpec){.title = "Bring up a finding",
                                        .items = items,
                                        .count = findings.count,
                                        .chosen = chosen,
                                        .owner = capture});
    }
    free(items);
    findings_free(&findings);
}
