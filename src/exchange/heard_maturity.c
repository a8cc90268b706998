/* SPDX-License-Identifier: MIT */
/* How a group rated itself by a matrix, beside its round before. */
#include <stdlib.h>
#include <string.h>

#include "heard.h"
#include "rir/maturity.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/study.h"

typedef struct {
    Heard *heard;
    const char *activity;
    const MaturityRound *now, *before; /* before NULL: there is none that can be compared */
    size_t least;                      /* ratings of fewer people would say who gave which */
} Round;

/* What the group agreed on, else the median of what its members gave. */
static double find_level(const Round *round, const MaturityCell *cell)
{
    if (cell->is_agreed)
        return cell->agreed;
    bool is_told =
        !cell->is_hidden && cell->consensus.median.defined && cell->consensus.rated >= round->least;
    return is_told ? cell->consensus.median.value : SVG_NO_LEVEL;
}

static void add_remark(Str *out, const Round *round, const MaturityCell *cell)
{
    const Consensus *consensus = &cell->consensus;
    if (cell->is_agreed)
        str_add_format(out, "agreed on level %d", cell->agreed);
    str_add(out, cell->is_agreed && (cell->is_hidden || consensus->rated) ? "; " : "");
    if (cell->is_hidden)
        str_add(out, "ratings not opened yet");
    else if (consensus->rated && consensus->rated < round->least)
        str_add(out, "too few ratings to be shown");
    else if (consensus->rated)
        str_add_format(out, "%zu of %zu within %d to %d: %s", consensus->inside, consensus->rated,
                       consensus->region_low, consensus->region_high,
                       consensus->agreement ? "agreement" : "split");
    if (consensus->dont_know && !cell->is_hidden && consensus->dont_know >= round->least)
        str_add_format(out, "%s%zu do not know", out->size ? "; " : "", consensus->dont_know);
    if (cell->dissent_count)
        str_add_format(out, "%sseen differently: %zu", out->size ? "; " : "", cell->dissent_count);
}

static SvgDimension make_dimension(const Round *round, size_t i)
{
    const MaturityCell *cell = &round->now->cells[i];
    bool is_spread = !cell->is_hidden && cell->consensus.rated >= round->least && cell->consensus.rated > 0;
    Str remark = STR_EMPTY;
    add_remark(&remark, round, cell);
    return (SvgDimension){.name = round->now->matrix->dimensions[i].title,
                          .remark = str_take(&remark),
                          .now = find_level(round, cell),
                          .earlier =
                              round->before ? find_level(round, &round->before->cells[i]) : SVG_NO_LEVEL,
                          .low = is_spread ? cell->consensus.lowest : SVG_NO_LEVEL,
                          .high = is_spread ? cell->consensus.highest : SVG_NO_LEVEL};
}

static void find_range(const Plan *matrix, SvgProfile *profile)
{
    profile->least = matrix->dimensions[0].lowest;
    profile->most = profile->least;
    for (size_t i = 0; i < matrix->dimension_count; i++) {
        const Dimension *dimension = &matrix->dimensions[i];
        int highest = dimension->lowest + (int)dimension->level_count - 1;
        profile->least = dimension->lowest < profile->least ? dimension->lowest : profile->least;
        profile->most = highest > profile->most ? highest : profile->most;
    }
}

/* What shows a level, where the words may be given back. */
static int add_evidence(const Round *round, Page *page, Err *err)
{
    static const char sql[] =
        "SELECT dimension, note FROM any_consensus WHERE session = ?1 AND activity = ?2 AND note IS NOT NULL";
    bool is_any = false;
    Rows *rows = rows_open(round->heard->store, err, sql, "tt", round->heard->session, round->activity);
    while (rows_next(rows)) {
        const char *words = heard_find_words(round->heard, rows_text(rows, 1));
        for (size_t i = 0; *words && i < round->now->matrix->dimension_count; i++) {
            const Dimension *dimension = &round->now->matrix->dimensions[i];
            if (strcmp(dimension->id, rows_text(rows, 0)) != 0)
                continue;
            if (!is_any)
                page_add_paragraph(page, "What shows it:");
            is_any = true;
            Str label = STR_EMPTY;
            const Said *said = heard_find(round->heard, rows_text(rows, 1));
            str_add_format(&label, "%s%s%s:", said->card ? said->card->label : "", said->card ? " " : "",
                           dimension->title);
            page_add_item(page, str_text(&label), words, "");
            str_free(&label);
        }
    }
    return rows_close(rows, err);
}

static int add_profile(const Round *round, const char *title, Page *page, Err *err)
{
    const Plan *matrix = round->now->matrix;
    SvgDimension *dimensions = mem_new(matrix->dimension_count * sizeof *dimensions);
    Str now = STR_EMPTY, earlier = STR_EMPTY, description = STR_EMPTY;
    for (size_t i = 0; i < matrix->dimension_count; i++) {
        dimensions[i] = make_dimension(round, i);
        str_add_format(&description, "%s%s: %s", i ? "; " : "", dimensions[i].name,
                       *dimensions[i].remark ? dimensions[i].remark : "not rated");
    }
    str_add_format(&now, "round %d", round->now->round);
    if (round->before)
        str_add_format(&earlier, "round %d", round->before->round);
    SvgProfile profile = {.title = title,
                          .description = str_text(&description),
                          .now_name = str_text(&now),
                          .earlier_name = str_text(&earlier),
                          .dimensions = dimensions,
                          .count = matrix->dimension_count};
    find_range(matrix, &profile);
    page_add_profile(page, &profile, "Dimension");
    for (size_t i = 0; i < matrix->dimension_count; i++)
        free((char *)dimensions[i].remark);
    free(dimensions);
    str_free(&now);
    str_free(&earlier);
    str_free(&description);
    return add_evidence(round, page, err);
}

static int add_round(Heard *heard, const char *activity, const char *team, const char *matrix, int number,
                     Page *page, Err *err)
{
    MaturityRound now, before = {.round = 0};
    int result = maturity_read_round(heard->store, team, matrix, number, 0, &now, err);
    bool has_before = result == 0 && number > 1 &&
                      maturity_read_round(heard->store, team, matrix, number - 1, 0, &before, NULL) == 0;
    bool is_comparable = has_before && maturity_is_comparable(&before, &now);
    if (result == 0) {
        page_add_heading(page, 3, now.matrix->title);
        page_add_paragraph(
            page,
            is_comparable
                ? "The mark is what was agreed on, or else the middle of what each of you gave in silence; "
                  "the "
                  "ring is the round before."
                : "The mark is what was agreed on, or else the middle of what each of you gave in silence.");
        if (has_before && !is_comparable)
            page_add_paragraph(
                page, "The round before was by another text of the matrix: the two cannot be compared.");
        const Round round = {heard, activity, &now, is_comparable ? &before : NULL,
                             (size_t)study_find_small_cell(heard->store)};
        result = now.matrix->dimension_count ? add_profile(&round, now.matrix->title, page, err) : 0;
    }
    maturity_free_round(&now);
    maturity_free_round(&before);
    return result;
}

int heard_add_maturity(Heard *heard, Page *page, Err *err)
{
    static const char sql[] = "SELECT o.activity, coalesce(nullif(trim(s.team), ''), 'session ' || "
                              "s.number), o.name, o.round FROM any_round o JOIN "
                              "session s ON s.n = o.session JOIN thing t ON t.n = s.n LEFT JOIN guide_topic "
                              "g ON g.guide = s.guide AND g.id = o.activity "
                              "WHERE t.id = ?1 AND o.rehearsal = 0 ORDER BY g.ord, o.activity";
    int result = 0;
    bool has_title = false;
    Rows *rows = rows_open(heard->store, err, sql, "t", heard->session);
    while (result == 0 && rows_next(rows)) {
        Str activity = STR_EMPTY, team = STR_EMPTY, matrix = STR_EMPTY;
        str_add(&activity, rows_text(rows, 0));
        str_add(&team, rows_text(rows, 1));
        str_add(&matrix, rows_text(rows, 2));
        if (!has_title)
            page_add_heading(page, 2, "Where you stand");
        has_title = true;
        result = add_round(heard, str_text(&activity), str_text(&team), str_text(&matrix),
                           (int)rows_number(rows, 3), page, err);
        str_free(&activity);
        str_free(&team);
        str_free(&matrix);
    }
    return rows_close(rows, result == 0 ? err : NULL) == 0 ? result : -1;
}
