/* SPDX-License-Identifier: MIT */
/* `rir doctor`: is this laptop, this terminal and this study file fit for the field, and what rir does not
 * protect. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "codeset.h"
#include "commands.h"
#include "machine.h"
#include "print.h"
#include "rir/clock.h"
#include "rir/file.h"
#include "rir/json.h"

#define MIB (INT64_C(1024) * 1024)
#define SPACE_LITTLE (200 * MIB)
#define SPACE_NONE (20 * MIB)
#define MS_MINUTE (INT64_C(60) * 1000)
#define YEAR_2025_MS INT64_C(1735689600000)
#define YEAR_2100_MS INT64_C(4102444800000)

typedef enum { FOUND_FINE, FOUND_LOOK, FOUND_BAD } Found;

typedef struct {
    Call *call;
    Json json;
    int bad, look;
} Doctor;

static void say(Doctor *doctor, Found found, const char *about, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void say(Doctor *doctor, Found found, const char *about, const char *format, ...)
{
    static const char *const words[] = {"fine", "look", "BAD"};
    Str text = STR_EMPTY, line = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_add_formatv(&text, format, args);
    va_end(args);
    doctor->bad += found == FOUND_BAD;
    doctor->look += found == FOUND_LOOK;
    if (doctor->call->form == FORM_JSON) {
        json_open(&doctor->json, NULL, '{');
        json_add_text(&doctor->json, "about", about);
        json_add_text(&doctor->json, "found", words[found]);
        json_add_text(&doctor->json, "text", str_text(&text));
        json_close(&doctor->json, '}');
    } else {
        str_add_format(&line, "%-4s  %s: ", words[found], about);
        print_add_line(&line, str_text(&text));
        Str wrapped = STR_EMPTY;
        print_add_wrapped(&wrapped, str_text(&line), PRINT_COLUMNS, 6);
        str_add(&doctor->call->out, str_text(&wrapped) + 6);
        str_free(&wrapped);
    }
    str_free(&text);
    str_free(&line);
}

/* --- the study */

static void look_at_file(Doctor *doctor, const char *path)
{
    struct stat facts;
    if (stat(path, &facts) != 0)
        return;
    if (facts.st_mode & 077)
        say(doctor, FOUND_BAD, "study", "others on this machine may read %s: chmod 600 %s", path, path);
    else if (facts.st_uid != geteuid())
        say(doctor, FOUND_LOOK, "study", "%s belongs to another account of this machine", path);
    else
        say(doctor, FOUND_FINE, "study", "%s is yours alone, %.1f MB", path, (double)facts.st_size / 1e6);
}

static void look_at_store(Doctor *doctor)
{
    Str mode = STR_EMPTY, version = STR_EMPTY;
    Store *store = doctor->call->store;
    rows_find_text(store, &mode, "PRAGMA journal_mode", "");
    rows_find_text(store, &version, "SELECT sqlite_version()", "");
    if (strcmp(str_text(&mode), "wal") == 0)
        say(doctor, FOUND_FINE, "store", "write-ahead log, SQLite %s, copy %s", str_text(&version),
            *store_find_site(store) ? store_find_site(store) : "not yet written to");
    else
        say(doctor, FOUND_BAD, "store",
            "the write-ahead log is off (journal mode %s): copy the study with `rir backup "
            "--plain` and use the copy",
            str_text(&mode));
    str_free(&mode);
    str_free(&version);
}

static void look_at_place(Doctor *doctor, const char *path)
{
    switch (file_find_system(path)) {
    case FILE_SYSTEM_LOCAL:
        say(doctor, FOUND_FINE, "file system", "keeps what it promises to have written");
        break;
    case FILE_SYSTEM_STICK:
        say(doctor, FOUND_BAD, "file system",
            "a stick's (FAT, exFAT, NTFS): it knows no permissions and may lose notes "
            "when pulled. Keep the study on the laptop's own disk");
        break;
    case FILE_SYSTEM_NETWORK:
        say(doctor, FOUND_BAD, "file system",
            "a network's: a note may be lost, or two laptops write at once. Keep the "
            "study on the laptop's own disk");
        break;
    case FILE_SYSTEM_OTHER:
        say(doctor, FOUND_LOOK, "file system",
            "of a kind that rir does not know; notes may be lost in a power cut");
        break;
    }
    int64_t space = file_find_space(path);
    if (space < 0)
        say(doctor, FOUND_LOOK, "space", "how much is left on the disk cannot be told");
    else
        say(doctor, space < SPACE_NONE ? FOUND_BAD : space < SPACE_LITTLE ? FOUND_LOOK : FOUND_FINE, "space",
            "%" PRId64 " MB left on the disk", space / MIB);
}

/* --- the machine */

static void look_at_seals(Doctor *doctor, const char *path)
{
    Str how = STR_EMPTY;
    switch (machine_find_seal(path, &how)) {
    case MACHINE_SEALED:
        say(doctor, FOUND_FINE, "disk encryption", "on, %s", str_text(&how));
        break;
    case MACHINE_OPEN:
        say(doctor, FOUND_BAD, "disk encryption",
            "OFF: whoever has this laptop can read the study. Ask for a laptop with "
            "full disk encryption");
        break;
    case MACHINE_UNKNOWN:
        say(doctor, FOUND_LOOK, "disk encryption", "cannot be told from here%s%s%s. Make sure that it is on",
            how.size ? " (" : "", str_text(&how), how.size ? ")" : "");
        break;
    }
    str_clear(&how);
    switch (machine_find_swap(&how)) {
    case MACHINE_SEALED:
        say(doctor, FOUND_FINE, "swap", "%s", how.size ? str_text(&how) : "encrypted, or in memory");
        break;
    case MACHINE_OPEN:
        say(doctor, FOUND_LOOK, "swap", "%s is not encrypted: words may be written there from memory",
            str_text(&how));
        break;
    case MACHINE_UNKNOWN:
        say(doctor, FOUND_LOOK, "swap", "whether %s is encrypted cannot be told",
            how.size ? str_text(&how) : "swap");
        break;
    }
    str_free(&how);
}

static void look_at_power(Doctor *doctor)
{
    MachinePower power = machine_find_power();
    if (power.has_battery && power.percent >= 0)
        say(doctor, power.percent < 20 && !power.is_on_mains ? FOUND_LOOK : FOUND_FINE, "battery", "%d%%%s",
            power.percent, power.is_on_mains ? ", on mains" : ", not on mains");
    else if (power.is_on_mains)
        say(doctor, FOUND_FINE, "battery", "none seen; on mains");
    else
        say(doctor, FOUND_LOOK, "battery", "nothing is known of it; saved notes survive its end in any case");
}

static void look_at_clock(Doctor *doctor)
{
    char stamp[CLOCK_STAMP_SIZE];
    Moment now = clock_read();
    Store *store = doctor->call->store;
    int64_t last = store ? rows_find_number(store, 0, "SELECT max(at) FROM (SELECT at FROM event ORDER BY "
                                                      "hlc DESC LIMIT "
                                                      "1)", "") : 0;
    clock_format_local(stamp, now.wall, clock_find_offset(now.wall));
    if (now.wall < YEAR_2025_MS || now.wall > YEAR_2100_MS)
        say(doctor, FOUND_BAD, "clock", "it says %s, which cannot be: set it before a session", stamp);
    else if (last > now.wall + 5 * MS_MINUTE)
        say(doctor, FOUND_BAD, "clock",
            "it says %s, %" PRId64 " minutes before the last thing noted in this study: one of "
            "them is wrong",
            stamp, (last - now.wall) / MS_MINUTE);
    else
        say(doctor, FOUND_FINE, "clock", "%s", stamp);
}

/* --- the terminal */

static bool is_terminal_described(const char *term)
{
    static const char *const folders[] = {"/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo",
                                          "/usr/lib/terminfo"};
    const char *given = getenv("TERMINFO");
    bool is_there = false;
    for (size_t i = 0; i <= sizeof folders / sizeof *folders && !is_there; i++) {
        Str path = STR_EMPTY;
        const char *folder = i == 0 ? given : folders[i - 1];
        if (folder) {
            str_add_format(&path, "%s/%c/%s", folder, *term, term);
            is_there = file_exists(str_text(&path));
        }
        str_free(&path);
    }
    return is_there;
}

static void look_at_terminal(Doctor *doctor)
{
    const char *term = getenv("TERM");
    struct winsize size;
    if (codeset_is_utf8())
        say(doctor, FOUND_FINE, "locale", "UTF-8");
    else
        say(doctor, FOUND_LOOK, "locale",
            "%s: letters beyond it are kept but shown as ?. LC_ALL=C.UTF-8 shows them", codeset_find_name());
    if (!term || !*term || strcmp(term, "dumb") == 0)
        say(doctor, FOUND_LOOK, "terminal", "TERM is %s: sessions run line by line (--lines)",
            term && *term ? term
                          : "not "
                            "set");
    else if (strchr(term, '/') || !is_terminal_described(term))
        say(doctor, FOUND_LOOK, "terminal",
            "TERM is %s, which this machine has no description of; TERM=xterm-256color "
            "often fits",
            term);
    else
        say(doctor, FOUND_FINE, "terminal", "TERM is %s", term);
    if (file_is_terminal(1) && ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        say(doctor, size.ws_col < 60 || size.ws_row < 20 ? FOUND_LOOK : FOUND_FINE, "window",
            "%d columns, %d rows%s", size.ws_col, size.ws_row,
            size.ws_col < 60 || size.ws_row < 20 ? ": the screens need 60 by 20" : "");
}

static const char not_protected[] =
    "What rir does not protect: the open study is not encrypted by rir, so it is as safe as the disk and "
    "your account are. Plain backups and exports are not sealed. Whoever looks over your shoulder reads the "
    "screen. Pseudonyms hide names, not a role that only one person in the locality has.";

static int run_doctor(Call *call, Err *err)
{
    Doctor doctor = {.call = call, .json = json_begin(&call->out, 2)};
    Str path = STR_EMPTY;
    Err trouble = {ERR_NONE, ""};
    (void)err; /* what is wrong is found and said, not failed upon */
    if (call->form == FORM_JSON)
        json_open(&doctor.json, NULL, '[');
    bool is_named = call_find_study(call, &path, &trouble) == 0;
    if (is_named && call_open_study(call, STORE_READ_ONLY, &trouble) == 0) {
        look_at_file(&doctor, str_text(&path));
        look_at_store(&doctor);
    } else {
        say(&doctor, is_named ? FOUND_BAD : FOUND_LOOK, "study", "%s", trouble.text);
    }
    const char *place = is_named && file_exists(str_text(&path)) ? str_text(&path) : ".";
    look_at_place(&doctor, place);
    look_at_seals(&doctor, place);
    look_at_power(&doctor);
    look_at_clock(&doctor);
    look_at_terminal(&doctor);
    if (call->form == FORM_JSON) {
        json_close(&doctor.json, ']');
        str_add(&call->out, "\n");
    } else {
        str_add(&call->out, "\n");
        print_add_wrapped(&call->out, not_protected, PRINT_COLUMNS, 0);
    }
    str_free(&path);
    return 0;
}

static const OptionRow options[] = {OPTION_JSON, OPTIONS_END};

const CommandRow cli_doctor = {
    .name = "doctor",
    .arguments = "",
    .help = "look whether laptop and study are fit",
    .more = "Each line says fine, look or BAD. It also says what rir does not protect.",
    .options = options,
    .study = STUDY_NONE,
    .run = run_doctor,
};
