/* SPDX-License-Identifier: MIT */
/* palette: every act of a screen by name. */
#include <stdlib.h>
#include <string.h>

#include "rir/mem.h"
#include "rir/text.h"
#include "rir/widget.h"

/* Moving about is no act anyone looks up by name. */
static bool is_listed(const ActionRow *row, Context context)
{
    if (row->action == ACTION_PALETTE || row->action == ACTION_BACK || row->action == ACTION_INTERRUPT)
        return false;
    if (row->action >= ACTION_UP && row->action <= ACTION_PREVIOUS_FIELD)
        return false;
    return (row->contexts & ((unsigned)context | CONTEXT_ANY)) != 0;
}

/* The palette has left: the view that has the acts is on top again, and the rows are counted as when it
 * opened. */
static void do_chosen(void *owner, Desk *desk, size_t item, const char *typed)
{
    size_t count;
    const ActionRow *rows = action_list(&count);
    Context context = desk_find_context(desk);

    (void)owner;
    (void)typed;
    for (size_t i = 0; i < count; i++)
        if (is_listed(&rows[i], context) && item-- == 0) {
            desk_act(desk, rows[i].action, 0);
            return;
        }
}

/* Whole keys, as many as the list has room for; help has all of them. */
static void cut_keys(Str *keys)
{
    char *comma;

    while ((int)text_measure(str_text(keys), keys->size) > PICKER_MARK_COLUMNS &&
           (comma = strrchr(keys->data, ',')) != NULL)
        str_cut(keys, (size_t)(comma - keys->data));
}

void palette_open(Desk *desk)
{
    size_t count, listed = 0;
    const ActionRow *rows = action_list(&count);
    Context context = desk_find_context(desk);
    PickerItem *items = mem_new(count * sizeof *items);
    Str *keys = mem_new(count * sizeof *keys);

    for (size_t i = 0; i < count; i++) {
        if (!is_listed(&rows[i], context))
            continue;
        keymap_add_keys(&keys[listed], desk_find_keymap(desk), rows[i].action, context);
        cut_keys(&keys[listed]);
        items[listed] = (PickerItem){
            .mark = str_text(&keys[listed]),
            .label = rows[i].name,
            .detail = rows[i].help,
        };
        listed++;
    }
    picker_open(desk, &(PickerSpec){
                          .title = "All acts",
                          .context = CONTEXT_PALETTE,
                          .items = items,
                          .count = listed,
                          .chosen = do_chosen,
                      });
    for (size_t i = 0; i < listed; i++)
        str_free(&keys[i]);
    free(keys);
    free(items);
}
