/* SPDX-License-Identifier: MIT */
/* Guides by name: those that came with rir, and files. */
#ifndef RIR_CLI_GUIDES_H
#define RIR_CLI_GUIDES_H

#include "rir/err.h"
#include "rir/guide.h"
#include "rir/str.h"

typedef struct {
    char *name; /* "strategic-leaders" */
    char *kind; /* the folder: "interviews" */
    char *path;
} GuideFile;

typedef struct {
    GuideFile *list; /* by folder, then name */
    size_t count, room;
} GuideFiles;

/* The guides that came with rir. */
int guides_list(GuideFiles *files, Err *err);
void guides_free(GuideFiles *files);

/* Finds, reads and understands the guide that `name` means: a path to a file, else the name of a guide that
 * came with rir, else that name with `.md` behind it in this folder; ERR_REFUSED names what is near. It gives
 * the bytes in *text, and the plan; NULL with the mistakes in the error's text, the first of them, and all of
 * them in *account as `FILE:LINE:COLUMN: ...` lines (may be NULL). */
Plan *guides_read(const char *name, Str *path, Str *text, Str *account, Err *err);
/* The name of a guide: its file's, without folder and ending. */
void guides_add_name(Str *out, const char *path);

#endif
