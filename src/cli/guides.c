/* SPDX-License-Identifier: MIT */
/* Finding guides: by path, or by the name of one that came with rir. */
#include "guides.h"

#include <stdlib.h>
#include <string.h>

#include "nearest.h"
#include "rir/file.h"
#include "rir/mem.h"
#include "rir/text.h"

static const char *const folders[] = {"interviews", "focus-groups", "workshops", "observations",
                                      "documents",  "codebooks",    "matrices"};

void guides_add_name(Str *out, const char *path)
{
    const char *name = file_find_name(path);
    size_t size = strlen(name);
    text_add_clean(out, name, size > 3 && strcmp(name + size - 3, ".md") == 0 ? size - 3 : size);
}

static void add_folder(GuideFiles *files, const char *shared, const char *folder)
{
    Str path = STR_EMPTY, names = STR_EMPTY;
    str_add_format(&path, "%s/%s", shared, folder);
    int count = file_exists(str_text(&path)) ? file_list(str_text(&path), ".md", &names, NULL) : 0;
    const char *name = str_text(&names);
    for (int i = 0; i < count; i++, name += strlen(name) + 1) {
        Str file = STR_EMPTY, plain = STR_EMPTY;
        str_add_format(&file, "%s/%s", str_text(&path), name);
        guides_add_name(&plain, name);
        files->list = mem_grow(files->list, &files->room, files->count + 1, sizeof *files->list);
        files->list[files->count++] = (GuideFile){str_take(&plain), mem_copy_text(folder), str_take(&file)};
    }
    str_free(&path);
    str_free(&names);
}

int guides_list(GuideFiles *files, Err *err)
{
    Str shared = STR_EMPTY;
    int result = file_find_shared("guides", &shared, err);
    for (size_t i = 0; result == 0 && i < sizeof folders / sizeof *folders; i++)
        add_folder(files, str_text(&shared), folders[i]);
    str_free(&shared);
    return result;
}

void guides_free(GuideFiles *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free(files->list[i].name);
        free(files->list[i].kind);
        free(files->list[i].path);
    }
    free(files->list);
    *files = (GuideFiles){NULL, 0, 0};
}

static int refuse(const char *name, const GuideFiles *files, Err *err)
{
    Nearest nearest = nearest_begin(name);
    for (size_t i = 0; i < files->count; i++)
        nearest_try(&nearest, files->list[i].name);
    const char *best = nearest_end(&nearest);
    if (best)
        return err_set(err, ERR_REFUSED, "there is no guide `%s`: neither a file nor one that came with rir. "
                                         "Did you mean %s?",
                       name, best);
    return err_set(err, ERR_REFUSED, "there is no guide `%s`: neither a file nor one that came with rir "
                                     "(`rir guide list` shows those)",
                   name);
}

/* The file that `name` means: a path to a file, else the name of a guide that came with rir, else that name
 * with `.md` behind it in this folder. ERR_REFUSED names what is near. */
static int find_file(const char *name, Str *path, Err *err)
{
    GuideFiles files = {NULL, 0, 0};
    int result = 0;
    str_clear(path);
    str_add(path, name);
    if (strchr(name, '/') || file_exists(name))
        return 0;
    str_clear(path);
    guides_list(&files, NULL);
    for (size_t i = 0; i < files.count && path->size == 0; i++)
        if (strcmp(files.list[i].name, name) == 0)
            str_add(path, files.list[i].path);
    if (path->size == 0) {
        str_add_format(path, "%s.md", name);
        if (!file_exists(str_text(path)))
            result = refuse(name, &files, err);
    }
    guides_free(&files);
    return result;
}

static int refuse_mistakes(const char *path, const Mistakes *mistakes, Str *account, Err *err)
{
    const Mistake *first = &mistakes->list[0];
    if (account)
        guide_add_mistakes(account, path, mistakes);
    if (mistakes->count == 1)
        return err_set(err, ERR_REFUSED, "%s:%d:%d: %s", path, first->line, first->column, first->text);
    return err_set(err, ERR_REFUSED, "%s:%d:%d: %s. There are %zu more: `rir guide check %s` shows them all",
                   path, first->line, first->column, first->text, mistakes->count - 1, path);
}

Plan *guides_read(const char *name, Str *path, Str *text, Str *account, Err *err)
{
    Mistakes mistakes = {NULL, 0, 0};
    if (find_file(name, path, err) != 0 || file_read(str_text(path), GUIDE_MOST_BYTES, text, err) != 0)
        return NULL;
    Plan *plan = guide_read(str_text(text), text->size, &mistakes);
    if (!plan)
        refuse_mistakes(str_text(path), &mistakes, account, err);
    guide_free_mistakes(&mistakes);
    return plan;
}
