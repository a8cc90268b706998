/* SPDX-License-Identifier: MIT */
/* How much time the summary of a workshop takes: read, put together and written, the study open already. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "rir/html.h"
#include "rir/markdown.h"
#include "rir/report.h"
#include "rir/rows.h"

#define RUNS 21
#define MOST_MS 50.0

typedef void Writer(Str *out, const Page *page);

/* Of this process: what others do on the machine is not its figure. */
static double now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static int measure(Store *store, const char *session, const char *name, Writer *write)
{
    double times[RUNS];
    size_t size = 0;
    for (int i = 0; i < RUNS; i++) {
        Err err = {.code = ERR_NONE};
        Str out = STR_EMPTY;
        double from = now_ms();
        Page *page = report_make_summary(store, session, NULL, &err);
        if (page == NULL) {
            fprintf(stderr, "%s\n", err.text);
            return 1;
        }
        write(&out, page);
        times[i] = now_ms() - from;
        size = out.size;
        page_free(page);
        str_free(&out);
    }
    qsort(times, RUNS, sizeof *times, compare);
    printf("  %-9s median %5.1f ms  slowest %5.1f ms  %zu bytes  %s\n", name, times[RUNS / 2],
           times[RUNS - 1], size, times[RUNS / 2] < MOST_MS ? "(under 50 ms)" : "(NOT under 50 ms)");
    return times[RUNS / 2] < MOST_MS ? 0 : 1;
}

int main(int count, char **words)
{
    Err err = {.code = ERR_NONE};
    Str session = STR_EMPTY;
    Store *store = count == 2 ? store_open(words[1], STORE_READ_ONLY, "", &err) : NULL;
    if (store == NULL ||
        !rows_find_text(store, &session, "SELECT id FROM sessions ORDER BY number LIMIT 1", "")) {
        fprintf(stderr, "bench-report STUDY: %s\n", err.text);
        return 1;
    }
    printf("the summary of a workshop (processor time), %lld cards, %lld people\n",
           (long long)rows_find_number(store, 0, "SELECT count(*) FROM cards", ""),
           (long long)rows_find_number(store, 0, "SELECT count(DISTINCT person) FROM presence", ""));
    int result = measure(store, str_text(&session), "Markdown", markdown_add_page);
    result = measure(store, str_text(&session), "HTML", html_add_page) != 0 || result != 0;
    str_free(&session);
    store_close(store);
    return result;
}
