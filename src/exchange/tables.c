/* SPDX-License-Identifier: MIT */
/* The views as CSV files and as one JSON object. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rir/csv.h"
#include "rir/export.h"
#include "rir/file.h"
#include "rir/json.h"
#include "mask.h"
#include "views.h"

/* --- CSV */

#define PIECE_BYTES (1 << 20) /* that much is held before it is given away */

static int add_piece(void *writer, const char *bytes, size_t size, Err *err)
{
    return file_add(writer, bytes, size, err);
}

/* Gives away what has gathered; `least` 0 gives all. */
static int pass_on(Str *out, size_t least, ExportGive *give, void *context, Err *err)
{
    if (out->size <= least)
        return 0;
    int result = give(context, str_text(out), out->size, err);
    str_clear(out);
    return result;
}

static int give_csv(const ExportView *view, Rows *rows, Mask *mask, ExportGive *give, void *context, Err *err)
{
    MaskColumn columns[MASK_COLUMNS];
    Str out = STR_EMPTY;
    Csv csv = csv_begin(&out);
    int count = mask_find_columns(mask, view, rows, columns), result = 0;
    for (int i = 0; i < count; i++)
        csv_add_text(&csv, rows_name_column(rows, i));
    csv_end_row(&csv);
    while (result == 0 && rows_next(rows)) {
        for (int i = 0; i < count; i++)
            csv_add_text(&csv, mask_cell(mask, rows, i, columns));
        csv_end_row(&csv);
        result = pass_on(&out, PIECE_BYTES, give, context, err);
    }
    if (result == 0)
        result = pass_on(&out, 0, give, context, err);
    str_free(&out);
    return rows_close(rows, result == 0 ? err : NULL) == 0 ? result : -1;
}

static int write_view(Store *store, const ExportView *view, const ExportChoice *choice, Mask *mask,
                      const char *folder, Err *err)
{
    Str path = STR_EMPTY;
    Rows *rows = views_open(store, view, choice, err);
    str_add_format(&path, "%s/%s.csv", folder, view->name);
    FileWriter *writer = rows ? file_begin(str_text(&path), err) : NULL;
    str_free(&path);
    if (!writer) {
        rows_close(rows, NULL);
        return -1;
    }
    if (give_csv(view, rows, mask, add_piece, writer, err) == 0)
        return file_finish(writer, err);
    file_drop(writer);
    return -1;
}

static int write_left_out(Store *store, const ExportChoice *choice, const char *folder, Err *err)
{
    Str path = STR_EMPTY, text = STR_EMPTY;
    str_add_format(&path, "%s/left-out.txt", folder);
    str_add(&text, choice->audience == EXPORT_OTHERS ? "made for others; left out:\n"
                                                     : "made for the team; left out:\n");
    size_t before = text.size;
    int result = export_add_left_out(store, choice, &text, err);
    if (text.size == before)
        str_add(&text, "nothing\n");
    if (result == 0)
        result = file_write(str_text(&path), str_text(&text), text.size, err);
    str_free(&path);
    str_free(&text);
    return result;
}

static void remove_folder(const char *folder)
{
    size_t count;
    const ExportView *views = views_list(&count);
    Str path = STR_EMPTY;
    for (size_t i = 0; i <= count; i++) {
        str_clear(&path);
        if (i < count)
            str_add_format(&path, "%s/%s.csv", folder, views[i].name);
        else
            str_add_format(&path, "%s/left-out.txt", folder);
        unlink(str_text(&path));
    }
    rmdir(folder);
    str_free(&path);
}

static int write_folder(Store *store, const ExportChoice *choice, const char *folder, Err *err)
{
    size_t count;
    const ExportView *views = views_list(&count);
    Mask mask;
    int result = mask_begin(store, choice, &mask, err);
    for (size_t i = 0; result == 0 && i < count; i++)
        result = write_view(store, &views[i], choice, &mask, folder, err);
    mask_end(&mask);
    return result == 0 ? write_left_out(store, choice, folder, err) : -1;
}

static int sync_and_rename(const char *from, const char *to, Err *err)
{
    int descriptor = open(from, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    if (rename(from, to) != 0)
        return err_set(err, ERR_FAILED, "cannot make the folder %s: %s", to, strerror(errno));
    return 0;
}

int export_write_csv(Store *store, const ExportChoice *choice, const char *folder, Err *err)
{
    Str target = STR_EMPTY, beside = STR_EMPTY;
    int result = -1;
    str_add(&target, folder);
    while (target.size > 1 && target.data[target.size - 1] == '/')
        str_cut(&target, target.size - 1);
    str_add_format(&beside, "%s.%ld.new", str_text(&target), (long)getpid());
    if (file_exists(str_text(&target)))
        err_set(err, ERR_REFUSED, "%s exists already; an export makes its own folder", str_text(&target));
    else if (mkdir(str_text(&beside), 0700) != 0)
        err_set(err, ERR_FAILED, "cannot make the folder %s: %s", str_text(&target), strerror(errno));
    else if (write_folder(store, choice, str_text(&beside), err) == 0)
        result = sync_and_rename(str_text(&beside), str_text(&target), err);
    if (result != 0)
        remove_folder(str_text(&beside));
    str_free(&target);
    str_free(&beside);
    return result;
}

/* --- JSON */

static void add_json_value(Json *json, Rows *rows, int column, Mask *mask, const MaskColumn *columns)
{
    const char *name = rows_name_column(rows, column), *text = mask_cell(mask, rows, column, columns);
    if (!text)
        json_add_null(json, name);
    else if (columns[column] == MASK_PLACE)
        json_add_number(json, name, strtoll(text, NULL, 10));
    else if (rows_is_number(rows, column) && strchr(rows_text(rows, column), '.'))
        json_add_real(json, name, rows_real(rows, column));
    else if (rows_is_number(rows, column))
        json_add_number(json, name, rows_number(rows, column));
    else
        json_add_text(json, name, text);
}

static int give_json_view(const ExportView *view, Rows *rows, Mask *mask, Json *json, ExportGive *give,
                          void *context, Err *err)
{
    MaskColumn columns[MASK_COLUMNS];
    int count = mask_find_columns(mask, view, rows, columns), result = 0;
    json_open(json, view->name, '[');
    while (result == 0 && rows_next(rows)) {
        json_open(json, NULL, '{');
        for (int i = 0; i < count; i++)
            add_json_value(json, rows, i, mask, columns);
        json_close(json, '}');
        result = pass_on(json->out, PIECE_BYTES, give, context, err);
    }
    json_close(json, ']');
    return rows_close(rows, result == 0 ? err : NULL) == 0 ? result : -1;
}

static void add_json_lines(Json *json, const char *key, Str *lines)
{
    char *rest = NULL;
    json_open(json, key, '[');
    for (char *line = lines->data ? strtok_r(lines->data, "\n", &rest) : NULL; line;
         line = strtok_r(NULL, "\n", &rest))
        json_add_text(json, NULL, line);
    json_close(json, ']');
}

int export_give_json(Store *store, const ExportChoice *choice, ExportGive *give, void *context, Err *err)
{
    Str out = STR_EMPTY, left_out = STR_EMPTY, title = STR_EMPTY;
    size_t count;
    const ExportView *views = views_list(&count);
    Mask mask;
    int result = mask_begin(store, choice, &mask, err);
    if (result == 0)
        result = export_add_left_out(store, choice, &left_out, err);
    Json json = json_begin(&out, 1);
    rows_find_text(store, &title, "SELECT title FROM study", "");
    json_open(&json, NULL, '{');
    json_add_text(&json, "study", store_find_study(store));
    json_add_text(&json, "title", result == 0 ? mask_words(&mask, str_text(&title)) : "");
    json_add_text(&json, "for", choice->audience == EXPORT_OTHERS ? "others" : "team");
    add_json_lines(&json, "left_out", &left_out);
    for (size_t i = 0; result == 0 && i < count; i++) {
        Rows *rows = views_open(store, &views[i], choice, err);
        result = rows ? give_json_view(&views[i], rows, &mask, &json, give, context, err) : -1;
    }
    json_close(&json, '}');
    str_add(&out, "\n");
    if (result == 0)
        result = pass_on(&out, 0, give, context, err);
    mask_end(&mask);
    str_free(&out);
    str_free(&left_out);
    str_free(&title);
    return result;
}
