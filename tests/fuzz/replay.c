/* SPDX-License-Identifier: MIT */
/* replay: the main of a fuzzer that is not fuzzing. It gives every file of its corpus to the harness once and
 * prints TAP, so that what a fuzzer found stays mended.
 *
 *     fuzz-NAME [FOLDER...]    default: tests/fuzz/corpus/NAME of the source tree (RIR_SOURCE)
 *
 * A harness that finds something wrong aborts; what it was reading is on the last line of the output. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rir/file.h"
#include "rir/str.h"

#define FILE_LIMIT (64u << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int replay_file(const char *path, int number)
{
    Str bytes = STR_EMPTY;
    Err err = {0};
    printf("# %s\n", path);
    fflush(stdout);
    int failed = file_read(path, FILE_LIMIT, &bytes, &err);
    if (failed)
        printf("not ok %d - %s\n", number, err.text);
    else
        LLVMFuzzerTestOneInput((const uint8_t *)str_text(&bytes), bytes.size);
    if (!failed)
        printf("ok %d - %s\n", number, strrchr(path, '/') + 1);
    str_free(&bytes);
    return failed;
}

/* Returns how many files were read, -1 when one was not. */
static int replay_folder(const char *folder, int number)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_shown, alphasort);
    int result = count;
    if (count < 0)
        printf("Bail out! %s cannot be listed\n", folder);
    for (int i = 0; i < count; i++) {
        Str path = STR_EMPTY;
        str_add_format(&path, "%s/%s", folder, entries[i]->d_name);
        if (replay_file(str_text(&path), number + i))
            result = -1;
        str_free(&path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return result;
}

/* Adds the corpus that belongs to the program `fuzz-NAME`. */
static void add_corpus(Str *folder, const char *program)
{
    const char *slash = strrchr(program, '/');
    const char *name = slash ? slash + 1 : program;
    const char *source = getenv("RIR_SOURCE");
    if (!strncmp(name, "fuzz-", 5))
        name += 5;
    str_add_format(folder, "%s/tests/fuzz/corpus/%s", source ? source : ".", name);
}

int main(int argc, char **argv)
{
    int done = 0, failed = 0;
    Str corpus = STR_EMPTY;
    add_corpus(&corpus, argv[0]);
    for (int i = argc > 1 ? 1 : 0; i < argc; i++) {
        int count = replay_folder(i ? argv[i] : str_text(&corpus), done + 1);
        failed = failed || count <= 0;
        done += count > 0 ? count : 0;
    }
    printf("1..%d\n", done);
    str_free(&corpus);
    return failed;
}
