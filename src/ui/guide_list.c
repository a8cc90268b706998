/* SPDX-License-Identifier: MIT */
/* guide_list: finding the guides of a study. */
#include "guide_list.h"

#include <stdlib.h>
#include <string.h>

#include "rir/file.h"
#include "rir/mem.h"
#include "rir/session.h"

static bool has_front(const Str *text)
{
    return text->size >= 4 && memcmp(text->data, "---", 3) == 0 &&
           (text->data[3] == '\n' || text->data[3] == '\r');
}

static char *describe_mistake(const char *path, const Mistakes *mistakes)
{
    const Mistake *first = &mistakes->list[0];
    Str out = STR_EMPTY;

    str_add_format(&out, "%s:%d:%d: %s", file_find_name(path), first->line, first->column, first->text);
    return str_take(&out);
}

static void add_guide(GuideList *list, const char *path, bool is_own)
{
    const char *file = file_find_name(path);
    char *name = mem_copy_bytes(file, strlen(file) - strlen(".md"));
    Str text = STR_EMPTY;
    Mistakes mistakes = {NULL, 0, 0};
    Err err;

    if (guide_list_find(list, name) != NULL) {
        free(name);
        return;
    }
    GuideEntry entry = {.name = name, .is_own = is_own};
    bool is_guide = true;
    if (file_read(path, GUIDE_MOST_BYTES, &text, &err) != 0) {
        entry.mistake = mem_copy_text(err.text);
    } else if (!has_front(&text)) {
        is_guide = false;
    } else {
        Plan *plan = guide_read(text.data, text.size, &mistakes);
        if (plan == NULL) {
            entry.mistake = describe_mistake(path, &mistakes);
        } else {
            is_guide = session_can_run(plan->kind);
            entry.kind = plan->kind;
            entry.title = mem_copy_text(plan->title);
            entry.minutes = plan->minutes;
        }
        guide_free(plan);
    }
    guide_free_mistakes(&mistakes);
    str_free(&text);
    if (!is_guide) {
        free(entry.title);
        free(name);
        return;
    }
    entry.path = mem_copy_text(path);
    if (entry.title == NULL)
        entry.title = mem_copy_text("");
    list->list = mem_grow(list->list, &list->room, list->count + 1, sizeof *list->list);
    list->list[list->count++] = entry;
}

static void add_folder(GuideList *list, const char *folder, bool is_own)
{
    Str names = STR_EMPTY, path = STR_EMPTY;
    int count = file_list(folder, ".md", &names, NULL);
    const char *name = str_text(&names);

    for (int i = 0; i < count; i++, name += strlen(name) + 1) {
        str_clear(&path);
        str_add_format(&path, "%s/%s", folder, name);
        add_guide(list, path.data, is_own);
    }
    str_free(&names);
    str_free(&path);
}

/* Usable ones before the others, the order kept otherwise. */
static void put_usable_first(GuideList *list)
{
    GuideEntry *sorted = mem_new((list->count + 1) * sizeof *sorted);
    size_t count = 0;

    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < list->count; i++)
            if ((list->list[i].mistake == NULL) == (round == 0))
                sorted[count++] = list->list[i];
    free(list->list);
    list->list = sorted;
    list->room = list->count + 1;
}

void guide_list_read(GuideList *list, const char *study)
{
    static const char *const shipped[] = {"guides/interviews", "guides/workshops", "guides/focus-groups",
                                          "guides/observations", "guides/documents"};
    Str folder = STR_EMPTY;
    size_t size = (size_t)(file_find_name(study) - study);

    str_add_bytes(&folder, size > 1 ? study : size == 1 ? "/" : ".", size > 1 ? size - 1 : 1);
    add_folder(list, folder.data, true);
    for (size_t i = 0; i < sizeof shipped / sizeof shipped[0]; i++) {
        str_clear(&folder);
        if (file_find_shared(shipped[i], &folder, NULL) == 0)
            add_folder(list, folder.data, false);
    }
    str_free(&folder);
    put_usable_first(list);
}

void guide_list_free(GuideList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->list[i].name);
        free(list->list[i].path);
        free(list->list[i].title);
        free(list->list[i].mistake);
    }
    free(list->list);
    *list = (GuideList){NULL, 0, 0};
}

const GuideEntry *guide_list_find(const GuideList *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->list[i].name, name) == 0)
            return &list->list[i];
    return NULL;
}
