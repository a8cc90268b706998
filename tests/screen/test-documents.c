/* SPDX-License-Identifier: MIT */
/* The register of documents: found, registered, described, and read from it. */
#include "shelf.h"

#include <sys/stat.h>

#include "rir/document.h"
#include "rir/file.h"
#include "rir/home.h"

static const char guide[] =
    "---\ntitle: Analysing a document\nkind: document\n---\n\n# Extract\n\n1. What does "
    "it say? {#says}\n";

static void write_guide(void)
{
    char path[192];
    snprintf(path, sizeof path, "%s/analysis.md", lab_folder);
    assert_int_equal(file_write(path, guide, strlen(guide), &lab_err), 0);
}

static int set_up(void **state)
{
    int result = screen_set_up(state);
    setenv("RIR_SHARE", "/nowhere", 1);
    write_guide();
    return result;
}

static int tear_down(void **state)
{
    unsetenv("RIR_SHARE");
    return screen_tear_down(state);
}

static Id add(const char *title, const char *type, const char *whose, const char *date,
              const char *confidentiality, const char *scope)
{
    const char *values[DOCUMENT_MEMBERS] = {
        [DOCUMENT_TITLE] = title, [DOCUMENT_TYPE] = type,   [DOCUMENT_ORGANISATION] = whose,
        [DOCUMENT_DATE] = date,   [DOCUMENT_SCOPE] = scope, [DOCUMENT_CONFIDENTIALITY] = confidentiality,
    };
    Id id;
    if (document_add(lab_store, values, &id, &lab_err) != 0)
        fail_msg("%s", lab_err.text);
    return id;
}

/* Begins to read it, and takes an extract. */
static void read_from(const Id *document)
{
    SessionOpening opening = lab_opening(NULL, NULL);
    opening.guide_text = guide;
    opening.guide_size = strlen(guide);
    opening.guide_name = "analysis";
    opening.document = document->text;
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (lab_session == NULL)
        fail_msg("%s", lab_err.text);
    lab_pass(5 * LAB_MINUTE);
    lab_type("Care is to be joined up");
    lab_type("/appraise credibility written to win the bid");
    lab_type("/appraise meaning nobody could tell");
    lab_type("/absent carers");
}

static void fill(void)
{
    Id strategy = add("Locality strategy", "strategy", "the partnership", "2026-03", "public", "in");
    Id minutes = add("Minutes of the board 三月", "minutes", NULL, "2026-03-31", "confidential", NULL);
    add("Job description of a team lead", "job description", "community trust", NULL, NULL, "out");
    add("Memorandum of understanding", "agreement", "both trusts", "2025", NULL, NULL);
    read_from(&strategy);
    shelf_end();
    read_from(&minutes);
    lab_leave();
}

static void open_documents(int rows, int columns)
{
    screen_open(rows, columns);
    documents_open(screen_desk, lab_store, screen_settings);
    screen_work();
}

static void home_opens_it_by_a_key(void **state)
{
    (void)state;
    screen_open(20, 60);
    home_open(screen_desk, lab_store, screen_settings);
    screen_press("d");
    screen_expect(" Documents                                                0\n"
                  "────────────────────────────────────────────────────────────\n"
                  " find\n"
                  " label  read         judged  date        title  type, whose\n"
                  " No document yet: type a title and press Enter.\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "────────────────────────────────────────────────────────────\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  " Alt: e edit  s start  Enter open  Esc back   F1 keys\n");
    screen_press("Esc F2");
    screen_type("documents");
    screen_press("Enter");
    screen_expect_row(0, " Documents                                                0");
}

static void it_lists_how_far_each_is_read(void **state)
{
    (void)state;
    fill();
    open_documents(24, 80);
    screen_expect(" Documents                                                        4, 1 not read\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " find\n"
                  " label  read         judged  date        title  type, whose\n"
                  "▸DOC1   1 extract    2 of 4  2026-03     Locality strategy  strategy, the part…\n"
                  " DOC2   open, 1      2 of 4  2026-03-31  confidential: Alt-. shows it\n"
                  " DOC3   not read                         Job description of a team lead  job d…\n"
                  " DOC4   not read             2025        Memorandum of understanding  agreemen…\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " Locality strategy\n"
                  " strategy, the partnership, public, in the study; judged: credibility, meaning;\n"
                  " 1 absent; read in session 1\n"
                  "\n"
                  " Alt: e edit  s start  Enter open  Esc back   F1 keys\n");
    screen_expect_mono("-bbbbbbbbb--------------------------------------------------------ddddddddddddd\n"
                       "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
                       "-dddd\n"
                       "-ddddd--dddd---------dddddd--dddd--------dddddddddddddddddd\n"
                       "brrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr\n"
                       "--------bbbbbbb------dddddd--dddddddddd--dddddddddddddddddddddddddddd\n"
                       "--------dddddddd-------------------------dddddddddddddddddddddddddddddddddddddd\n"
                       "--------dddddddd-------------dddd-----------------------------------ddddddddddd\n"
                       "\n"
                       "\n"
                       "\n"
                       "\n"
                       "\n"
                       "\n"
                       "\n"
                       "\n"
                       "\n"
                       "\n"
                       "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
                       "\n"
                       "-dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\n"
                       "-ddddddddddddddddddddddddddd\n"
                       "\n"
                       "-dddddddddddddddddddddddddddddddddddddddddddddddddddd\n");
    screen_press("Down");
    screen_expect_row(5, "▸DOC2   open, 1      2 of 4  2026-03-31  confidential: Alt-. shows it");
    screen_expect_row(-5, "");
    screen_press("Alt-.");
    screen_expect_row(5, "▸DOC2   open, 1      2 of 4  2026-03-31  Minutes of the board 三月  minutes");
    screen_expect_row(-5, " Minutes of the board 三月");
    screen_resize(20, 60);
    screen_expect(" Documents                                    4, 1 not read\n"
                  "────────────────────────────────────────────────────────────\n"
                  " find\n"
                  " label  read         judged  date        title  type, whose\n"
                  " DOC1   1 extract    2 of 4  2026-03     Locality strategy…\n"
                  "▸DOC2   open, 1      2 of 4  2026-03-31  Minutes of the bo…\n"
                  " DOC3   not read                         Job description o…\n"
                  " DOC4   not read             2025        Memorandum of und…\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "────────────────────────────────────────────────────────────\n"
                  " Minutes of the board 三月\n"
                  " minutes, confidential; judged: credibility, meaning; 1\n"
                  " absent; open in session 2\n"
                  "\n"
                  " Alt: e edit  s start  Enter open  Esc back   F1 keys\n");
    screen_set_ascii(true);
    screen_expect_row(6, " DOC3   not read                         Job description o~");
}

static void it_is_found_by_typing(void **state)
{
    (void)state;
    fill();
    open_documents(24, 80);
    screen_type("trust agree");
    screen_expect_row(4, "▸DOC4   not read             2025        Memorandum of understanding  agreemen…");
    screen_expect_row(5, " register  trust agree");
    screen_press("Ctrl-u");
    screen_type("board"); /* what is covered is found, and stays covered */
    screen_expect_row(4, "▸DOC2   open, 1      2 of 4  2026-03-31  confidential: Alt-. shows it");
}

static void enter_reads_it(void **state)
{
    (void)state;
    fill();
    open_documents(24, 80);
    screen_press("Enter"); /* read: looked at */
    assert_true(screen_has("Care is to be joined up"));
    screen_press("Esc Down Enter"); /* open: gone on with */
    screen_work();
    assert_true(screen_has("DOC2"));
    screen_enter("/end");
    screen_press("Esc");             /* its summary */
    screen_press("Down Down Enter"); /* not read: begun */
    screen_expect(" Start a session\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " guide      analysis\n"
                  "▸document   DOC4\n"
                  " rehearsal  no\n"
                  " held on\n"
                  "\n"
                  " which one is read; type some of it\n"
                  "   DOC1  Locality strategy  strategy, the partnership\n"
                  "   DOC2  confidential\n"
                  "   DOC3  Job description of a team lead  job description, community trust\n"
                  " ▸ DOC4  Memorandum of understanding  agreement, both trusts\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "\n"
                  "────────────────────────────────────────────────────────────────────────────────\n"
                  " Enter begins session 3 with DOC4: Analysing a document\n"
                  "\n"
                  " Enter begin  Tab next  Esc back   F1 keys\n");
    screen_press("Enter");
    screen_work();
    screen_enter("The parties agree to meet");
    screen_enter("/adjourn");
    assert_string_equal(lab_text("SELECT document FROM extracts ORDER BY n DESC LIMIT 1"), "DOC4");
    screen_work();
    screen_expect_row(7, "▸DOC4   open, 1              2025        Memorandum of understanding  agreemen…");
}

static void it_is_begun_again_by_a_key(void **state)
{
    (void)state;
    fill();
    open_documents(24, 80);
    screen_press("Alt-s");
    assert_true(screen_has("with DOC1: Analysing a document"));
}

static void one_is_registered_and_described(void **state)
{
    (void)state;
    open_documents(20, 60);
    screen_type("Locality strategy");
    screen_expect_row(4, "▸register  Locality strategy");
    screen_press("Enter");
    screen_type("str");
    screen_press("Down");
    screen_expect(" A document for the register\n"
                  "────────────────────────────────────────────────────────────\n"
                  " title            Locality strategy\n"
                  " author\n"
                  " organisation\n"
                  "▸type             str\n"
                  " date\n"
                  " version\n"
                  " audience\n"
                  " purpose\n"
                  " provenance\n"
                  " confidentiality\n"
                  " scope\n"
                  " why\n"
                  "\n"
                  " strategy, minutes, agreement, policy, job description, em…\n"
                  " ▸ strategy\n"
                  "\n"
                  " Somebody's account, no fact; no names of private people\n"
                  " Enter save  Tab next  Esc back   F1 keys\n");
    screen_press("Enter");
    assert_true(screen_has("saved: DOC1"));
    screen_expect_row(4, "▸DOC1   not read                         Locality strategy…");
    screen_press("Alt-e Tab Tab Tab Tab");
    screen_type("spring");
    screen_press("Enter");
    assert_true(screen_has("a date is 2026"));
    screen_press("Ctrl-u");
    screen_type("2026-03");
    screen_press("Enter");
    assert_string_equal(lab_text("SELECT title || type || date FROM documents"),
                        "Locality strategystrategy2026-03");
    screen_press("Alt-n Enter");
    assert_true(screen_has("a document needs a title"));
    screen_press("Esc");
    screen_expect_row(0, " Documents                                    1, 1 not read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(home_opens_it_by_a_key),     TEST(it_lists_how_far_each_is_read),
        TEST(it_is_found_by_typing),      TEST(enter_reads_it),
        TEST(it_is_begun_again_by_a_key), TEST(one_is_registered_and_described),
#undef TEST
    };
    return cmocka_run_group_tests_name("documents", tests, NULL, NULL);
}
