/* SPDX-License-Identifier: MIT */
#include "lab.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rir/file.h"
#include "rir/mem.h"
#include "rir/notes.h"
#include "rir/person.h"

const char lab_guide[] = "---\n"
                         "title: Working together\n"
                         "kind: interview\n"
                         "minutes: 60\n"
                         "consent:\n"
                         "  - id: part\n"
                         "    text: Agrees to take part\n"
                         "    required: true\n"
                         "  - id: record\n"
                         "    text: Agrees to audio recording\n"
                         "  - id: quote\n"
                         "    text: Agrees to anonymised quotes\n"
                         "---\n"
                         "# Opening {phase=opening minutes=5}\n\n"
                         "Thank you for making the time.\n\n"
                         "# Shared vision {phase=main minutes=20}\n\n"
                         "1. What does integrated care mean here? {#vision .must}\n"
                         "   - Whose vision is it?\n"
                         "   - How has it changed?\n"
                         "2. What has helped? {#enablers codes=\"enabler\"}\n\n"
                         "# What gets in the way {minutes=25}\n\n"
                         "1. What gets in the way: money, rules, habits? {#barriers .must}\n"
                         "   - An example?\n"
                         "2. Who decides? {#deciding .must}\n\n"
                         "# Closing {phase=closing minutes=10}\n\n"
                         "1. Anything I have not asked? {#last}\n";

LabClock lab_clock;
Store *lab_store;
Session *lab_session;
SessionReply lab_reply;
Err lab_err;
char lab_folder[64];

/* --- the clock */

static Moment read_clock(void)
{
    lab_pass(lab_clock.step);
    return lab_clock.now;
}

static const char *find_boot_id(void)
{
    return lab_clock.boot_id;
}

static int find_offset(int64_t wall)
{
    (void)wall;
    return lab_clock.offset;
}

void lab_pass(int64_t ms)
{
    lab_clock.now.wall += ms;
    lab_clock.now.boot += ms;
}

/* --- a study */

static char *find_path(void)
{
    static char path[96];
    snprintf(path, sizeof path, "%s/study.rir", lab_folder);
    return path;
}

/* In memory where tests/environment.sh has found room; the names are of one length, for they are seen on
 * screens. */
static bool make_folder(void)
{
    const char *place = getenv("TMPDIR");
    bool has_room = place && strcmp(place, "/dev/shm") == 0;
    strcpy(lab_folder, has_room ? "/dev/shm/lab-XXXXXX" : "/tmp/rir-lab-XXXXXX");
    return mkdtemp(lab_folder) != NULL;
}

int lab_set_up(void **state)
{
    (void)state;
    static const ClockSource source = {read_clock, find_boot_id, find_offset};
    lab_clock = (LabClock){{LAB_START, LAB_HOUR}, "11111111-1111-4111-8111-111111111111", 0, 0};
    clock_set_source(&source);
    if (!make_folder())
        return -1;
    setenv("XDG_STATE_HOME", lab_folder, 1);
    err_clear(&lab_err);
    lab_store = store_create(find_path(), "Locality evaluation", "Ada", true, &lab_err);
    if (!lab_store)
        fprintf(stderr, "# %s\n", lab_err.text);
    return lab_store ? 0 : -1;
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char inner[512];
        if (entry->d_name[0] == '.' && (!entry->d_name[1] || entry->d_name[1] == '.'))
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (unlink(inner) != 0)
            remove_folder(inner);
    }
    if (folder)
        closedir(folder);
    rmdir(path);
}

int lab_tear_down(void **state)
{
    (void)state;
    if (lab_session)
        session_close(lab_session, NULL);
    lab_session = NULL;
    store_close(lab_store);
    lab_store = NULL;
    clock_set_source(NULL);
    remove_folder(lab_folder);
    return 0;
}

/* --- an interview */

Id lab_add_person(const char *pseudonym)
{
    Id id;
    bool is_new;
    assert_int_equal(person_need(lab_store, pseudonym, &id, &is_new, &lab_err), 0);
    return id;
}

static SessionOpening open_with(const char *first, va_list more)
{
    static Id ids[16];
    static const char *list[16];
    size_t count = 0;
    for (const char *name = first; name && count < 16; name = va_arg(more, const char *)) {
        ids[count] = lab_add_person(name);
        list[count] = ids[count].text;
        count++;
    }
    return (SessionOpening){.guide_text = lab_guide,
                            .guide_size = strlen(lab_guide),
                            .guide_name = "working-together",
                            .people = list,
                            .person_count = count};
}

SessionOpening lab_opening(const char *first, ...)
{
    va_list more;
    va_start(more, first);
    SessionOpening opening = open_with(first, more);
    va_end(more);
    return opening;
}

static void begin(const SessionOpening *opening)
{
    lab_session = session_start(lab_store, opening, &lab_err);
    if (!lab_session)
        fprintf(stderr, "# %s\n", lab_err.text);
    assert_non_null(lab_session);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
}

void lab_start(void)
{
    SessionOpening opening = lab_opening("P01", NULL);
    begin(&opening);
}

void lab_start_with(const char *first, ...)
{
    va_list more;
    va_start(more, first);
    SessionOpening opening = open_with(first, more);
    va_end(more);
    begin(&opening);
}

void lab_leave(void)
{
    assert_int_equal(session_close(lab_session, &lab_err), 0);
    lab_session = NULL;
}

/* What is left of a process that died is its file: a copy of it as it is now, put back after closing. */
static Str kept, kept_wal;

void lab_keep_files(void)
{
    Str path = STR_EMPTY;
    str_clear(&kept);
    str_clear(&kept_wal);
    str_add_format(&path, "%s-wal", find_path());
    assert_int_equal(file_read(find_path(), 1 << 28, &kept, &lab_err), 0);
    file_read(str_text(&path), 1 << 28, &kept_wal, NULL);
    str_free(&path);
}

static void put_back(const char *path, const Str *bytes)
{
    FILE *file = fopen(path, "wb");
    assert_int_equal(fwrite(bytes->data, 1, bytes->size, file), bytes->size);
    fclose(file);
}

void lab_put_back_files(void)
{
    Str path = STR_EMPTY;
    store_close(lab_store);
    put_back(find_path(), &kept);
    str_add_format(&path, "%s-wal", find_path());
    if (kept_wal.size)
        put_back(str_text(&path), &kept_wal);
    str_free(&path);
    str_free(&kept);
    str_free(&kept_wal);
    lab_store = store_open(find_path(), STORE_WRITE, "Ada", &lab_err);
    if (!lab_store)
        fprintf(stderr, "# %s\n", lab_err.text);
    assert_non_null(lab_store);
}

void lab_kill(void)
{
    lab_keep_files();
    session_close(lab_session, NULL);
    lab_session = NULL;
    lab_put_back_files();
}

void lab_resume(void)
{
    Id id;
    if (session_find_open(lab_store, "", &id, &lab_err) == 0)
        lab_session = session_resume(lab_store, id.text, &lab_err);
    if (!lab_session)
        fprintf(stderr, "# %s\n", lab_err.text);
    assert_non_null(lab_session);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
}

/* --- typing */

const char *lab_type_slowly(const char *text, int64_t ms)
{
    Line line = line_read(text, strlen(text));
    SessionStamp stamp = session_take_stamp(lab_session);
    lab_pass(ms);
    session_type(lab_session, &line, &stamp, &lab_reply);
    line_free(&line);
    return lab_reply.text;
}

const char *lab_type(const char *text)
{
    return lab_type_slowly(text, 0);
}

void lab_expect(const char *line, const char *reply)
{
    lab_type(line);
    assert_string_equal(lab_reply.text, reply);
}

void lab_expect_result(const char *line, SessionResult result, const char *part)
{
    lab_type(line);
    if (lab_reply.result != result || !strstr(lab_reply.text, part))
        fail_msg("%s: result %d, not %d, or `%s` has no `%s`", line, lab_reply.result, result, lab_reply.text,
                 part);
}

/* --- looking */

const char *lab_text(const char *sql)
{
    static Str texts[8];
    static size_t next;
    Str *text = &texts[next++ % 8];
    str_clear(text);
    rows_find_text(lab_store, text, sql, "");
    return str_text(text);
}

int64_t lab_number(const char *sql)
{
    return rows_find_number(lab_store, -1, sql, "");
}

static void add_questions(Str *out)
{
    for (size_t i = 0; i < session_count_questions(lab_session); i++) {
        const SessionQuestion *question = session_find_question(lab_session, i);
        str_add_format(out, "%s %s '%s' notes %zu probes %zu used %lld\n", question->id,
                       coverage_name(question->coverage), question->why, question->notes,
                       question->probes_used, (long long)question->used);
    }
    for (size_t i = 0; i < session_count_topics(lab_session); i++) {
        SessionTopic topic = session_find_topic_state(lab_session, i);
        str_add_format(out, "topic %s %zu/%zu must %zu used %lld\n", topic.topic->id, topic.covered,
                       topic.questions, topic.must_left, (long long)topic.used);
    }
}

static void add_people(Str *out)
{
    const char *seat;
    for (size_t i = 0; i < session_count_people(lab_session); i++) {
        const SessionPerson *person = session_find_person(lab_session, i);
        str_add_format(out, "%s seat %zu here %d consent", person->pseudonym, person->seat, person->is_here);
        for (size_t j = 0; j < session_find_plan(lab_session)->consent_count; j++)
            str_add_format(out, " %d", person->consent[j]);
        str_add(out, "\n");
    }
    str_add_format(out, "speaker %zu", session_find_speaker(lab_session, &seat));
    str_add_format(out, " %s\n%s\n", seat, session_find_consent_gap(lab_session));
}

void lab_add_account(Str *out)
{
    int64_t since;
    SessionTime time = session_find_time(lab_session);
    str_add_format(out, "cursor %zu topic %zu\n", session_find_cursor(lab_session),
                   session_find_topic(lab_session));
    add_questions(out);
    add_people(out);
    str_add_format(
        out,
        "elapsed %lld until %lld remaining %lld drift %lld paused %d %lld recording %d %lld %s phase %s\n",
        (long long)time.elapsed, (long long)time.until, (long long)time.remaining, (long long)time.drift,
        time.is_paused, (long long)time.paused, time.is_recording, (long long)time.recorder, time.mark,
        time.phase);
    str_add_format(out, "record %d", session_find_record(lab_session, &since));
    str_add_format(out, " %lld notes %zu\n", (long long)since, session_count_notes(lab_session));
    SessionReplan replan = session_find_replan(lab_session);
    str_add_format(out, "%s fit %zu due %d\n", replan.line, replan.fit, replan.is_due);
    session_free_replan(&replan);
}

static int file_has(const char *path, const char *bytes)
{
    Str all = STR_EMPTY;
    int has = 0;
    if (file_read(path, 1 << 28, &all, NULL) == 0 && all.size)
        has = memmem(all.data, all.size, bytes, strlen(bytes)) != NULL;
    str_free(&all);
    return has;
}

int lab_files_have(const char *bytes)
{
    DIR *folder = opendir(lab_folder);
    int has = 0;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", lab_folder, entry->d_name);
        has = has || file_has(path, bytes);
    }
    closedir(folder);
    return has;
}
