/* SPDX-License-Identifier: MIT */
/* The store's figures on a study made by make-study: FILE. Each line: what, figure, goal, and whether it is
 * met. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "rir/id.h"
#include "rir/mem.h"
#include "rir/rows.h"
#include "rir/search.h"
#include "rir/store.h"
#include "rir/upkeep.h"

#define ENTERS 2000

static double now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double percentile(double *list, size_t count, double part)
{
    qsort(list, count, sizeof *list, compare);
    return list[(size_t)((double)(count - 1) * part)];
}

static void report(const char *what, double figure, const char *unit, double goal, bool most)
{
    bool met = most ? figure <= goal : figure >= goal;
    printf("%-52s %12.2f %-9s goal %s %.2f  %s\n", what, figure, unit, most ? "<=" : ">=", goal,
           met ? "met" : "NOT MET");
    fflush(stdout);
}

static void die(const Err *err)
{
    fprintf(stderr, "bench-store: %s\n", err->text);
    exit(1);
}

static Store *open_study(const char *path)
{
    Err err;
    Store *store = store_open(path, STORE_WRITE, "Bench", &err);
    if (!store)
        die(&err);
    return store;
}

static void measure_reading(const char *path)
{
    double times[21];
    for (size_t i = 0; i < 21; i++) {
        double start = now_us();
        Store *store = open_study(path);
        times[i] = now_us() - start;
        store_close(store);
    }
    report("open the study (p50)", percentile(times, 21, 0.5) / 1000, "ms", 1, true);
    Store *store = open_study(path);
    while (store_do_idle(store))
        ;
    int64_t session = rows_find_number(store, 0, "SELECT n FROM session ORDER BY n LIMIT 1 OFFSET 20", "");
    for (size_t i = 0; i < 21; i++) {
        double start = now_us();
        Err err;
        Rows *rows = rows_open(store, &err, "SELECT n, kind, text, at, elapsed, question, speaker FROM note "
                                            "WHERE session = ?1 "
                                            "AND hidden = 0 ORDER BY elapsed, hlc", "i", session);
        while (rows_next(rows))
            ;
        rows_close(rows, &err);
        times[i] = now_us() - start;
    }
    report("read a session of 2,000 notes (p50)", percentile(times, 21, 0.5) / 1000, "ms", 5, true);
    size_t hits = 0;
    for (size_t i = 0; i < 21; i++) {
        double start = now_us();
        Err err;
        Search *search = search_open(store, "thousandth", &err);
        hits = 0;
        while (hits < 50 && search_next(search))
            hits++;
        search_close(search);
        times[i] = now_us() - start;
    }
    report("find a word with 1,000 hits, first 50 (p50)", percentile(times, 21, 0.5) / 1000, "ms", 2, true);
    double start = now_us();
    Err err;
    Search *search = search_open(store, "thousandth", &err);
    for (hits = 0; search_next(search);)
        hits++;
    search_close(search);
    printf("  (all %zu hits: %.2f ms)\n", hits, (now_us() - start) / 1000);
    store_close(store);
}

static void measure_enter(const char *path)
{
    static double enters[ENTERS], raws[ENTERS];
    Err err;
    Store *store = open_study(path);
    Str wal = STR_EMPTY, raw = STR_EMPTY;
    str_add_format(&wal, "%s-wal", path);
    str_add_format(&raw, "%s.raw", path);
    Id session = id_make(), person = id_make();
    Act begin = {
        .kind = "session.set", .entity = session.text, .body = "{\"number\":9999,\"kind\":\"interview\"}"};
    if (store_append(store, &begin, NULL, &err) != 0)
        die(&err);
    while (store_do_idle(store))
        ;
    struct stat before, after;
    stat(str_text(&wal), &before);
    int descriptor = open(str_text(&raw), O_RDWR | O_CREAT | O_TRUNC, 0600);
    char *block = mem_new(1 << 20);
    memset(block, 'x', 1 << 20);
    size_t bytes = 40000;
    /* The raw file is laid out first: overwriting is what a reused -wal does too. */
    for (int i = 0; i < 64; i++)
        if (write(descriptor, block, 1 << 20) < 0)
            exit(1);
    fsync(descriptor);
    off_t at = 0;
    for (size_t i = 0; i < ENTERS; i++) {
        Str body = STR_EMPTY;
        Id note = id_make();
        str_add_format(&body, "{\"kind\":\"paraphrase\",\"text\":\"The money follows the bed and not the "
                              "person, so %zu\",\"raw\":\"The money follows the bed and not the person, so "
                              "%zu\",\"at\":1700000000000,\"elapsed\":%zu,\"question\":"
                              "\"vision\"}", i, i, i * 1000);
        Act act = {.kind = "note.set",
                   .entity = note.text,
                   .session = session.text,
                   .person = person.text,
                   .body = str_text(&body)};
        off_t size_before = 0;
        if (i == 10) {
            stat(str_text(&wal), &before);
            size_before = before.st_size;
        }
        double start = now_us();
        if (store_append(store, &act, NULL, &err) != 0)
            die(&err);
        enters[i] = now_us() - start;
        if (i == 10) {
            stat(str_text(&wal), &after);
            if (after.st_size > size_before)
                bytes = (size_t)(after.st_size - size_before);
        }
        str_free(&body);
        start = now_us();
        if (pwrite(descriptor, block, bytes, at) < 0)
            exit(1);
        fdatasync(descriptor);
        raws[i] = now_us() - start;
        at = (at + (off_t)bytes) % (32 << 20);
        if (i % 100 == 99)
            while (store_do_idle(store))
                ;
    }
    close(descriptor);
    unlink(str_text(&raw));
    printf("  (an Enter writes %zu bytes; raw p50 %.0f us p99 %.0f us)\n", bytes,
           percentile(raws, ENTERS, 0.5), percentile(raws, ENTERS, 0.99));
    printf("  (Enter p50 %.0f us p99 %.0f us)\n", percentile(enters, ENTERS, 0.5),
           percentile(enters, ENTERS, 0.99));
    report("Enter to durable / raw write and fdatasync, p50",
           percentile(enters, ENTERS, 0.5) / percentile(raws, ENTERS, 0.5), "times", 1.2, true);
    report("Enter to durable / raw write and fdatasync, p99",
           percentile(enters, ENTERS, 0.99) / percentile(raws, ENTERS, 0.99), "times", 2, true);
    free(block);
    str_free(&wal);
    str_free(&raw);
    store_close(store);
}

static void measure_rebuild(const char *path)
{
    Err err;
    Store *store = open_study(path);
    int64_t events = rows_find_number(store, 0, "SELECT count(*) FROM event", "");
    double start = now_us();
    if (upkeep_rebuild(store, NULL, NULL, &err) != 0)
        die(&err);
    double seconds = (now_us() - start) / 1e6;
    report("rebuild", (double)events / seconds, "events/s", 100000, false);
    store_close(store);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench-store FILE [read|enter|rebuild]\n");
        return 2;
    }
    if (argc == 2 || strcmp(argv[2], "read") == 0)
        measure_reading(argv[1]);
    if (argc == 2 || strcmp(argv[2], "enter") == 0)
        measure_enter(argv[1]);
    if (argc == 2 || strcmp(argv[2], "rebuild") == 0)
        measure_rebuild(argv[1]);
    return 0;
}
