/* SPDX-License-Identifier: MIT */
/* The one table of what a command does, and what all commands ask of the line that was typed. */
#include <string.h>

#include "session.h"

static int (*const commands[LINE_COMMANDS])(Order *order) = {
    [LINE_GO] = command_go,
    [LINE_NEXT] = command_next,
    [LINE_PREV] = command_prev,
    [LINE_PROBE] = command_probe,
    [LINE_SAY] = command_say,
    [LINE_COVER] = command_cover,
    [LINE_FOR] = command_for,
    [LINE_ASK] = command_ask,
    [LINE_CONSENT] = command_consent,
    [LINE_PHASE] = command_phase,
    [LINE_PAUSE] = command_pause,
    [LINE_RESUME] = command_resume,
    [LINE_UNTIL] = command_until,
    [LINE_ADJOURN] = command_adjourn,
    [LINE_SPEAKER] = command_speaker,
    [LINE_ARRIVE] = command_arrive,
    [LINE_DEPART] = command_depart,
    [LINE_TABLE] = command_table,
    [LINE_MARK] = command_mark,
    [LINE_PHOTO] = command_photo,
    [LINE_OFF] = command_off,
    [LINE_ON] = command_on,
    [LINE_STRIKE] = command_strike,
    [LINE_UNDO] = command_undo,
    [LINE_REDO] = command_redo,
    [LINE_EDIT] = command_edit,
    [LINE_KIND] = command_kind,
    [LINE_TIME] = command_time,
    [LINE_STATUS] = command_status,
    [LINE_HELP] = command_help,
    [LINE_END] = command_end,
    [LINE_EXTEND] = command_extend,
    [LINE_STEAL] = command_steal,
    [LINE_SKIP] = command_skip,
    [LINE_SEAT] = command_seat,
    [LINE_TURN] = command_turn,
    [LINE_OVERLAP] = command_overlap,
    [LINE_HEARD] = command_heard,
    [LINE_FINDING] = command_finding,
    [LINE_RECOGNISE] = command_recognise,
    [LINE_AMEND] = command_amend,
    [LINE_CHALLENGE] = command_challenge,
    [LINE_ADD] = command_add,
    [LINE_OWNER] = command_owner,
    [LINE_HORIZON] = command_horizon,
    [LINE_LEVEL] = command_level,
    [LINE_MEASURE] = command_measure,
    [LINE_EFFORT] = command_effort,
    [LINE_SUPPORT] = command_support,
    [LINE_LINK] = command_link,
    [LINE_ROLE] = command_role,
    [LINE_EXPAND] = command_expand,
    [LINE_ABSENT] = command_absent,
    [LINE_DOCUMENT] = command_document,
    [LINE_PAGE] = command_page,
    [LINE_APPRAISE] = command_appraise,
    [LINE_TALLY] = command_tally,
    [LINE_BALLOT] = command_ballot,
    [LINE_RECALL] = command_recall,
    [LINE_REVEAL] = command_reveal,
    [LINE_MATRIX] = command_matrix,
    [LINE_DIMENSION] = command_dimension,
    [LINE_RATE] = command_rate,
    [LINE_CONSENSUS] = command_consensus,
    [LINE_SHEET] = command_sheet,
    [LINE_MERGE] = command_merge,
    [LINE_PART] = command_part,
    [LINE_CARDS] = command_cards,
    [LINE_CLUSTER] = command_cluster,
    [LINE_MOVE] = command_move,
    [LINE_STAGE] = command_stage,
    [LINE_DUE] = command_due,
    [LINE_HOW] = command_how,
    [LINE_ABOUT] = command_about,
};

int session_command(Order *order)
{
    const LineCommandRow *row = order->line->command;
    if (!*row->arguments && order->line->word_count)
        return session_refuse(
            order->session, order->reply,
            "/%s takes nothing behind it, and nothing was done; a note that begins with / is "
            "typed \\/",
            row->name);
    return commands[order->line->command->command](order);
}

const char *order_word(const Order *order, size_t index)
{
    return index < order->line->word_count ? order->line->words[index] : "";
}

/* Skips a word as the grammar splits them: a quoted one whole. */
static const char *skip_word(const char *rest)
{
    bool is_quoted = *rest == '"';
    for (rest += is_quoted; *rest && (is_quoted || !strchr(" \t\n", *rest)); rest++) {
        if (rest[0] == '\\' && rest[1] == '"')
            rest++;
        else if (*rest == '"')
            is_quoted = false;
    }
    return rest + strspn(rest, " \t\n");
}

const char *order_rest(const Order *order, size_t index)
{
    const char *rest = order->line->rest;
    for (size_t i = 0; i < index && *rest; i++)
        rest = skip_word(rest);
    return rest;
}

static bool is_kept(const Order *order)
{
    return !session_was_off(order->session, order->stamp.at) &&
           session_find_record(order->session, NULL) == RECORD_ON;
}

const char *order_keep(const Order *order, size_t index)
{
    return is_kept(order) ? order_rest(order, index) : "";
}

const char *order_find_loss(const Order *order, size_t index)
{
    return !is_kept(order) && *order_rest(order, index)
               ? "; off the record: the words behind it were not kept"
               : "";
}

int order_save_moment(Order *order, const char *kind, const char *value, unsigned changed)
{
    Session *session = order->session;
    Step step = {0};
    step_add_moment(&step, kind, session_find_now(session), session_find_elapsed(session), value, NULL);
    order->reply->changed = changed;
    return session_save(session, &step, order->reply);
}
