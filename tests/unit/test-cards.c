/* SPDX-License-Identifier: MIT */
/* Cards of a workshop: read as the views have them, the same on every copy, and quick; what is held in memory
 * is what a fresh load gives. */
#include "lab.h"

#include <time.h>

#include "rir/cards.h"
#include "rir/mem.h"
#include "rir/notes.h"
#include "rir/upkeep.h"

static const char workshop[] = "---\n"
                               "title: Cards\n"
                               "kind: workshop\n"
                               "minutes: 120\n"
                               "consent:\n"
                               "  - id: part\n"
                               "    text: Agrees to take part\n"
                               "    required: true\n"
                               "---\n"
                               "# Ideas {#ideas method=silent-generation minutes=10}\n"
                               "# Robin {#robin method=round-robin minutes=20}\n"
                               "# Sort {#sort method=affinity minutes=10}\n"
                               "# All {#all method=1-2-4-all minutes=24}\n"
                               "# Coffee {#coffee method=world-cafe minutes=40 rounds=2}\n"
                               "# Close {#close method=plenary minutes=10}\n";

static void start_workshop(bool is_rehearsal)
{
    SessionOpening opening = lab_opening("P01", "P02", "P03", "P04", NULL);
    opening.guide_text = workshop;
    opening.guide_size = strlen(workshop);
    opening.guide_name = "cards";
    opening.rehearsal = is_rehearsal;
    lab_session = session_start(lab_store, &opening, &lab_err);
    if (!lab_session)
        fail_msg("%s", lab_err.text);
    assert_int_equal(session_settle(lab_session, &lab_err), 0);
}

static const char *find_id(void)
{
    return session_find_facts(lab_session)->id;
}

static Cards read_all(const CardChoice *choice)
{
    Cards cards = {0};
    if (cards_read(lab_store, find_id(), choice, &cards, &lab_err) != 0)
        fail_msg("%s", lab_err.text);
    return cards;
}

static void assert_labels(const CardChoice *choice, const char *wanted)
{
    Str labels = STR_EMPTY;
    Cards cards = read_all(choice);
    for (size_t i = 0; i < cards.count; i++)
        str_add_format(&labels, "%s%s", i ? " " : "", cards.list[i].label);
    assert_string_equal(str_text(&labels), wanted);
    cards_free(&cards);
    str_free(&labels);
}

static Id find_card(const char *label)
{
    Id card = {""};
    if (cards_find_label(lab_store, find_id(), label, &card, NULL, &lab_err) != 0)
        fail_msg("%s", lab_err.text);
    return card;
}

static void assert_counts(const char *label, const char *wanted)
{
    Id card = find_card(label), counts, end = find_card(wanted);
    assert_int_equal(cards_find_label(lab_store, find_id(), label, &card, &counts, &lab_err), 0);
    assert_string_equal(counts.text, end.text);
    Cards cards = read_all(NULL);
    for (size_t i = 0; i < cards.count; i++)
        if (id_is_same(&cards.list[i].id, &card))
            assert_string_equal(cards.list[i].counts.text, end.text);
    cards_free(&cards);
}

/* As another copy of the study may have written it. */
static void append(const char *kind, const char *entity, const char *body)
{
    Act act = {.kind = kind, .entity = entity, .session = find_id(), .body = body};
    if (store_append(lab_store, &act, NULL, &lab_err) != 0)
        fail_msg("%s", lab_err.text);
}

static void append_merge(const char *card, const char *into)
{
    Str body = STR_EMPTY;
    Id id = id_make(), one = find_card(card), other = find_card(into);
    str_add_format(&body, "{\"card\":\"%s\",\"into\":\"%s\",\"how\":\"elsewhere\"}", one.text, other.text);
    append("card.merge", id.text, str_text(&body));
    str_free(&body);
}

/* --- reading */

/* The board and the view, worked out apart from each other, say the same. */
static void assert_board_is_view(void)
{
    Cards cards = read_all(NULL);
    Rows *rows = rows_open(
        lab_store, &lab_err,
        "SELECT v.id, coalesce(label, ''), v.text, coalesce(\"group\", ''), coalesce(\"table\", 0), "
        "coalesce(stage, ''), "
        "coalesce(sheet, ''), coalesce(cluster, ''), coalesce(merged_into, ''), coalesce(owner, ''), "
        "coalesce(due, ''), coalesce(how, ''), coalesce(v.about, ''), v.kind FROM any_card v JOIN note b ON "
        "b.n = v.n "
        "WHERE v.session = ?1 ORDER BY b.hlc, v.id",
        "t", find_id());
    size_t at = 0;
    for (; rows_next(rows); at++) {
        assert_true(at < cards.count);
        const Card *card = &cards.list[at];
        char table[24];
        snprintf(table, sizeof table, "%d", card->table);
        const char *wanted[] = {card->id.text,
                                card->label,
                                card->text,
                                card->group,
                                table,
                                card->stage,
                                card->sheet,
                                card->cluster == CARDS_NONE ? "" : cards.clusters[card->cluster].name,
                                card->merged_into,
                                card->owner,
                                card->due,
                                card->how,
                                card->about,
                                note_kind_find(card->kind)->name};
        for (int i = 0; i < 14; i++)
            assert_string_equal(rows_text(rows, i), wanted[i]);
    }
    assert_int_equal(rows_close(rows, &lab_err), 0);
    assert_int_equal(at, cards.count);
    cards_free(&cards);
}

static void the_board_is_read_in_windows(void **state)
{
    (void)state;
    start_workshop(false);
    int64_t mark = -1;
    assert_true(cards_have_changed(lab_store, &mark));
    assert_false(cards_have_changed(lab_store, &mark));
    lab_type("one");
    assert_true(cards_have_changed(lab_store, &mark));
    assert_false(cards_have_changed(lab_store, &mark));
    lab_type("two");
    lab_type("/go robin");
    lab_type("three");
    lab_type(",k parked");
    lab_type(",o seen");
    lab_type("/merge B into A all agreed");
    lab_type("/cluster Heap: A C");
    assert_labels(NULL, "A B C K1");
    assert_labels(&(CardChoice){.activity = "ideas"}, "A B");
    assert_labels(&(CardChoice){.kinds = "parked idea"}, "A B C K1");
    assert_labels(&(CardChoice){.kinds = "parked"}, "K1");
    assert_labels(&(CardChoice){.unmerged = true}, "A C K1");
    assert_labels(&(CardChoice){.cluster = ""}, "B K1");
    assert_labels(&(CardChoice){.first = 1, .most = 2}, "B C");
    assert_labels(&(CardChoice){.first = 3, .most = 9}, "K1");
    assert_labels(&(CardChoice){.first = 9}, "");
    Cards cards = read_all(&(CardChoice){.first = 1, .most = 1});
    assert_int_equal(cards.count, 1);
    assert_int_equal(cards.all, 4);
    assert_string_equal(cards.list[0].merged_into, "A");
    assert_string_equal(cards.list[0].agreed, "all agreed");
    assert_int_equal(cards.cluster_count, 1);
    assert_int_equal(cards.clusters[0].count, 2);
    Id heap = cards.clusters[0].id;
    cards_free(&cards);
    assert_labels(&(CardChoice){.cluster = heap.text}, "A C");
    assert_board_is_view();
    Id card;
    assert_int_equal(cards_find_label(lab_store, find_id(), "c", &card, NULL, &lab_err), 0);
    assert_int_equal(cards_find_label(lab_store, find_id(), "Q", &card, NULL, &lab_err), -1);
    assert_int_equal(lab_err.code, ERR_REFUSED);
}

static void letters_go_on_behind_z(void **state)
{
    (void)state;
    start_workshop(false);
    for (int i = 0; i < 28; i++)
        lab_type("an idea");
    lab_expect_result("one more", SESSION_SAVED, "idea AC");
    lab_type("/strike 1");
    lab_expect_result("another", SESSION_SAVED, "idea AD");
    lab_type("/undo");
    lab_expect_result("again", SESSION_SAVED, "idea AD");
}

/* --- copies */

static void append_idea(const char *label)
{
    Str body = STR_EMPTY;
    Id id = id_make();
    str_add_format(&body,
                   "{\"kind\":\"idea\",\"text\":\"theirs\",\"raw\":\"theirs\",\"card\":{\"activity\":"
                   "\"ideas\",\"label\":\"%s\"}}",
                   label);
    append("note.set", id.text, str_text(&body));
    str_free(&body);
}

static void letters_go_on_behind_the_last(void **state)
{
    (void)state;
    start_workshop(false);
    append_idea("Y");
    lab_type(",a to do");
    lab_type("an idea");
    lab_type("an idea");
    assert_labels(NULL, "Y T1 Z AA");
    append_idea("ZY");
    append_idea("AZ");
    lab_type("an idea");
    lab_type("an idea");
    assert_labels(NULL, "Y T1 Z AA ZY AZ ZZ AAA");
}

static void circles_and_doubles_are_the_same_everywhere(void **state)
{
    (void)state;
    start_workshop(false);
    for (int i = 0; i < 5; i++)
        lab_type("an idea");
    lab_type("/merge A into B here");
    append_merge("B", "C");
    append_merge("C", "A"); /* elsewhere nobody knew of the others: a circle */
    append_merge("D", "C"); /* and something that hangs on it */
    assert_counts("A", "A");
    assert_counts("B", "A");
    assert_counts("C", "A");
    assert_counts("D", "A");
    assert_counts("E", "E");
    assert_board_is_view();
    /* Another laptop gave A and T1 too. */
    lab_type(",a to do");
    Id one = id_make(), two = id_make();
    append("note.set", one.text,
           "{\"kind\":\"idea\",\"text\":\"theirs\",\"raw\":\"theirs\",\"card\":{\"activity\":\"ideas\","
           "\"label\":\"A\"}}");
    append("note.set", two.text,
           "{\"kind\":\"action\",\"text\":\"theirs\",\"raw\":\"\",\"card\":{\"activity\":\"ideas\",\"label\":"
           "\"T1\"}}");
    assert_labels(NULL, "A B C D E T1 A.2 T1b");
    assert_board_is_view();
    Id card = find_card("a.2");
    assert_string_equal(card.text, one.text);
    lab_expect_result("/owner t1b ward manager", SESSION_TOLD, "T1b owner: ward manager");
    lab_expect_result("/merge E into A.2 both", SESSION_TOLD, "E merged into A.2");
    assert_counts("E", "A.2");
    /* What a card was merged into is struck: it stands for itself. */
    append("note.strike", one.text, "{}");
    assert_counts("E", "E");
    assert_board_is_view();
    /* What dissent is about is struck: it is about nothing that could be named. */
    lab_type(",d decided");
    lab_expect_result(",x against it", SESSION_SAVED, "dissent X1 about D1");
    lab_type("/strike 2");
    assert_string_equal(lab_text("SELECT coalesce(about, 'nothing') FROM cards WHERE kind = 'dissent'"),
                        "nothing");
    assert_board_is_view();
}

/* --- what must not be seen, or kept */

static void whose_it_is_stays_and_is_not_shown(void **state)
{
    (void)state;
    Notes notes = {0};
    start_workshop(false);
    lab_expect_result("mine @2", SESSION_SAVED, "idea A");
    lab_expect("/edit 1", "editing 00:00:00 idea: ,i mine");
    lab_type("mine, said better");
    assert_string_equal(lab_text("SELECT text FROM cards"), "mine, said better");
    assert_string_equal(lab_text("SELECT p.pseudonym FROM note JOIN person p ON p.n = note.speaker"), "P02");
    assert_string_equal(lab_text("SELECT p.pseudonym FROM event e JOIN person p ON p.n = e.person WHERE "
                                 "e.kind = 'note.set' ORDER BY "
                                 "e.seq DESC LIMIT 1"),
                        "P02");
    assert_int_equal(notes_read_last(lab_store, find_id(), 9, &notes, &lab_err), 0);
    assert_string_equal(notes.list[0].speaker, "");
    assert_string_equal(notes.list[0].raw, "");
    Id note = notes.list[0].id;
    notes_free(&notes);
    assert_int_equal(notes_correct(lab_store, note.text, &(NoteChange){.typed = ",i corrected"}, &lab_err),
                     0);
    assert_string_equal(lab_text("SELECT p.pseudonym FROM note JOIN person p ON p.n = note.speaker"), "P02");
    assert_int_equal(lab_number("SELECT count(*) FROM notes WHERE speaker IS NOT NULL OR raw IS NOT NULL"),
                     0);
    assert_int_equal(lab_number("SELECT count(*) FROM events WHERE kind = 'note.set' AND person IS NOT NULL"),
                     0);
    lab_type("/speaker 3");
    lab_type("while 3 speaks");
    assert_int_equal(lab_number("SELECT count(*) FROM moments WHERE kind = 'speaker' AND value IS NOT NULL"),
                     0);
    lab_type("\"Exact words @3");
    assert_string_equal(lab_text("SELECT speaker FROM notes WHERE kind = 'verbatim'"), "P03");
    lab_type("/consent @2 part no");
    assert_labels(NULL, "B");
    lab_type("/consent @2 part yes");
    assert_labels(NULL, "A B");
}

static void groups_that_are_small_are_not_named(void **state)
{
    (void)state;
    static const char *const groups[] = {"nurses", "nurses", "nurses", "patients"};
    for (int i = 0; i < 4; i++) {
        char pseudonym[] = {'P', '0', (char)('1' + i), '\0'};
        Str body = STR_EMPTY;
        str_add_format(&body, "{\"pseudonym\":\"%s\",\"group\":\"%s\"}", pseudonym, groups[i]);
        Id person = lab_add_person(pseudonym);
        Act act = {.kind = "person.set", .entity = person.text, .body = str_text(&body)};
        if (store_append(lab_store, &act, NULL, &lab_err) != 0)
            fail_msg("%s", lab_err.text);
        str_free(&body);
    }
    start_workshop(false);
    lab_type("from a nurse @1");
    lab_type("from the patient @4");
    lab_expect_result("from the patients @Patients", SESSION_SAVED, "from patients");
    lab_type("from cleaners @cleaners");
    lab_expect_result("from nobody known @P77", SESSION_SAVED, "P77 is not among the participants");
    /* One patient is too few, and three nurses join so that the rest does not say who. */
    assert_string_equal(lab_text("SELECT group_concat(coalesce(\"group\", '-')) FROM cards"),
                        "-,-,-,cleaners,-");
    assert_board_is_view();
    /* A table speaks for a group when all who sit there are of it. */
    lab_type("/seat P01 1 table 2");
    lab_type("/seat P02 2 table 2");
    lab_type("/table 2");
    lab_type("from the nurses' table");
    lab_type("/seat P04 4 table 2");
    lab_type("from a mixed table");
    lab_type("from one there @2");
    assert_string_equal(
        lab_text("SELECT group_concat(coalesce(\"group\", '-')) FROM card WHERE \"table\" = 2"),
        "nurses,-,-");
}

static void off_the_record_reaches_cards(void **state)
{
    (void)state;
    start_workshop(false);
    lab_type("one");
    lab_type("two");
    lab_type("three");
    lab_type("/merge B into A as agreed");
    lab_type("/cluster Early: A");
    lab_pass(10 * LAB_MINUTE);
    lab_type("/cluster Early as SECRETNAME");
    lab_type("/cluster SECRETHEAP: C");
    lab_type("/merge C into A SECRETHOW");
    lab_type("/sheet SECRETSHEET");
    lab_type("/edit 3 one, with a SECRETWORD");
    lab_type(",d decided");
    lab_type("/how SECRETVOTE");
    assert_labels(NULL, "A B C D1");
    lab_type("/off 5m");
    lab_type("/on");
    /* What was before stands: the older words of A, with what was merged into it and its cluster. */
    assert_string_equal(lab_text("SELECT text FROM cards WHERE label = 'A'"), "one");
    assert_string_equal(lab_text("SELECT merged_into FROM cards WHERE label = 'B'"), "A");
    assert_counts("B", "A");
    assert_string_equal(lab_text("SELECT cluster FROM cards WHERE label = 'A'"), "Early");
    assert_string_equal(lab_text("SELECT coalesce(merged_into, 'none') FROM cards WHERE label = 'C'"),
                        "none");
    assert_string_equal(session_find_sheet(lab_session), "");
    assert_int_equal(lab_number("SELECT count(*) FROM clusters"), 1);
    lab_type("/end");
    lab_leave();
    assert_int_equal(lab_number("SELECT count(*) FROM event WHERE body LIKE '%SECRET%'"), 0);
    assert_false(lab_files_have("SECRET"));
}

static void a_rehearsal_is_in_no_view(void **state)
{
    (void)state;
    start_workshop(true);
    lab_type("one");
    lab_type("two");
    lab_type("/merge B into A all");
    lab_type("/cluster Heap: A");
    assert_labels(NULL, "A B");
    assert_counts("B", "A");
    assert_int_equal(
        lab_number(
            "SELECT (SELECT count(*) FROM cards) + (SELECT count(*) FROM clusters) + (SELECT count(*) FROM "
            "card_merges) + (SELECT count(*) FROM card_moves)"),
        0);
}

/* --- in any order */

static const char *pick_line(void)
{
    static const char *const lines[] = {
        "an idea",
        "an idea @1",
        "an idea @nurses",
        "another @2",
        ",d decided",
        ",x against it",
        ",k parked",
        ",a to do",
        ",r recommended",
        "\"said @3",
        ",o seen",
        ",c my own",
        "[+0:05] later",
        "/next",
        "/prev",
        "/go ideas",
        "/go sort",
        "/go all",
        "/go coffee",
        "/table 2",
        "/table none",
        "/sheet T2-1",
        "/sheet none",
        "/stage",
        "/stage next",
        "/stage next",
        "/stage 1",
        "/stage harvest",
        "/merge A into B agreed",
        "/merge B into C agreed",
        "/merge C into A agreed",
        "/merge D E into A agreed",
        "/merge B into A",
        "/part A",
        "/part B",
        "/part C",
        "/cluster Heap: A B",
        "/cluster Pile: C D",
        "/cluster Heap as Pile",
        "/cluster Pile as Heap",
        "/cluster Empty",
        "/cluster",
        "/move A Heap",
        "/move B none",
        "/move C Pile",
        "/how by hands",
        "/how D1 by voices",
        "/owner ward manager",
        "/owner T1 team lead",
        "/owner last none",
        "/due end of May",
        "/due K1 soon",
        "/about D1",
        "/about X1 none",
        "/speaker 2",
        "/speaker patients",
        "/speaker none",
        "/extend 3m",
        "/seat P01 1 table 2",
        "/turn",
        "/turn pass",
        "/consent @1 part no",
        "/consent @1 part yes",
        "/consent @2 part no",
        "/off",
        "/off 30s",
        "/off 20s keep",
        "/on",
        "/on",
        "/on",
        "/strike",
        "/strike 3",
        "/undo",
        "/undo",
        "/undo",
        "/redo",
        "/redo",
        "/edit 1 changed",
        "/edit 2 ,k changed",
        "/kind i 1",
        "/kind k 2",
        "/kind p 1",
        "/say",
        "/status",
        "/time",
        "/arrive P05",
        "/depart P02",
    };
    return lines[lab_pick(sizeof lines / sizeof *lines)];
}

static void add_account(Str *out)
{
    SessionStage stage = session_find_stage(lab_session);
    lab_add_account(out);
    str_add_format(out, "table %d sheet %s stage %zu %s %lld\n", session_find_table(lab_session),
                   session_find_sheet(lab_session), stage.index, stage.name, (long long)stage.used);
    Cards cards = read_all(NULL);
    for (size_t i = 0; i < cards.count; i++) {
        const Card *card = &cards.list[i];
        str_add_format(out, "%s %s %d %s %s %s into %s for %s in %zu %s %s %s %s\n", card->label, card->text,
                       card->table, card->activity, card->stage, card->sheet, card->merged_into,
                       card->counts.text, card->cluster, card->owner, card->due, card->how, card->about);
    }
    for (size_t i = 0; i < cards.cluster_count; i++)
        str_add_format(out, "%s %zu\n", cards.clusters[i].name, cards.clusters[i].count);
    cards_free(&cards);
}

static void live_is_loaded(void **state)
{
    (void)state;
    lab_set_seed(20261122);
    lab_add_person("P05");
    start_workshop(false);
    int steps = getenv("RIR_SOAK") ? 1500 : 120;
    for (int step = 0; step < steps; step++) {
        const char *line = pick_line();
        lab_pass(lab_pick(20) * LAB_SECOND);
        lab_type(line);
        if (lab_reply.result == SESSION_FAILED)
            fail_msg("%s: %s", line, lab_reply.text);
        lab_assert_loaded(add_account, line, step);
        if (step % 5 == 0)
            lab_assert_undone(add_account, line, step);
        if (step % 10 == 0)
            assert_board_is_view();
        if (step % 50 == 49) {
            lab_leave();
            lab_pass(LAB_MINUTE);
            lab_resume();
            lab_assert_loaded(add_account, "resume", step);
        }
    }
    lab_type("/on");
    lab_expect_result("/end", SESSION_TOLD, "ended");
    lab_leave();
    VerifyResult result;
    assert_int_equal(upkeep_verify(lab_store, &result, NULL, NULL, &lab_err), 0);
    assert_int_equal(result.faults, 0);
    upkeep_free_result(&result);
}

static void a_failed_write_changes_nothing(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "an idea @1",
        ",x against",
        "/sheet T1",
        "/stage next",
        "/merge A into B agreed",
        "/part C",
        "/cluster New: A",
        "/cluster Heap as Pile",
        "/move A Heap",
        "/owner manager",
        "/due soon",
        "/how by hands",
        "/about none",
        "/kind k 3",
    };
    start_workshop(false);
    for (int i = 0; i < 3; i++)
        lab_type("an idea");
    lab_type("/merge C into A agreed");
    lab_type("/cluster Heap: B");
    lab_type("/go all");
    lab_type(",d decided");
    lab_type(",x not I");
    lab_type(",a to do");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Str before = STR_EMPTY, after = STR_EMPTY;
        add_account(&before);
        /* An act is being saved already, so none can begin. */
        assert_int_equal(store_begin(lab_store, &lab_err), 0);
        lab_type(lines[i]);
        store_rollback(lab_store);
        if (lab_reply.result != SESSION_FAILED)
            fail_msg("%s: %s", lines[i], lab_reply.text);
        add_account(&after);
        assert_string_equal(str_text(&before), str_text(&after));
        str_free(&before);
        str_free(&after);
        lab_assert_loaded(add_account, lines[i], 0);
    }
}

/* --- many */

static double measure_ms(const struct timespec *from)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)(now.tv_sec - from->tv_sec) * 1e3 + (double)(now.tv_nsec - from->tv_nsec) / 1e6;
}

static void five_hundred_cards_are_read_at_once(void **state)
{
    (void)state;
    start_workshop(false);
    assert_int_equal(store_begin(lab_store, &lab_err), 0);
    Id heap = id_make(), naming = id_make(), first = id_make();
    Str body = STR_EMPTY, label = STR_EMPTY;
    str_add_format(&body, "{\"cluster\":\"%s\",\"name\":\"Heap\"}", heap.text);
    append("cluster.name", naming.text, str_text(&body));
    for (int i = 0; i < 500; i++) {
        Id card = i == 0 ? first : id_make(), deed = id_make();
        str_clear(&body);
        str_add_format(&body,
                       "{\"kind\":\"idea\",\"text\":\"one idea among many, of some "
                       "length\",\"raw\":\"\",\"card\":{\"activity\":"
                       "\"ideas\",\"table\":%d,\"label\":\"%c%c\"}}",
                       i % 8 + 1, 'A' + i / 26, 'A' + i % 26);
        append("note.set", card.text, str_text(&body));
        str_clear(&body);
        if (i % 10 == 1)
            str_add_format(&body, "{\"card\":\"%s\",\"into\":\"%s\",\"how\":\"agreed\"}", card.text,
                           first.text);
        else
            str_add_format(&body, "{\"card\":\"%s\",\"cluster\":\"%s\"}", card.text, heap.text);
        append(i % 10 == 1 ? "card.merge" : "card.move", deed.text, str_text(&body));
    }
    assert_int_equal(store_commit(lab_store, &lab_err), 0);
    str_free(&body);
    str_free(&label);
    double best = 1e9;
    struct timespec from;
    for (int i = 0; i < 20; i++) {
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        Cards cards = read_all(NULL);
        double took = measure_ms(&from);
        assert_int_equal(cards.count, 500);
        assert_int_equal(cards.clusters[0].count, 450);
        cards_free(&cards);
        best = took < best ? took : best;
    }
    int64_t mark = -1;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (int i = 0; i < 100; i++)
        cards_have_changed(lab_store, &mark);
    print_message("# 500 cards: %.3f ms; whether they changed: %.4f ms\n", best, measure_ms(&from) / 100);
    assert_true(best < 50);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, lab_set_up, lab_tear_down)
    static const struct CMUnitTest tests[] = {
        TEST(the_board_is_read_in_windows),
        TEST(letters_go_on_behind_z),
        TEST(letters_go_on_behind_the_last),
        TEST(circles_and_doubles_are_the_same_everywhere),
        TEST(whose_it_is_stays_and_is_not_shown),
        TEST(groups_that_are_small_are_not_named),
        TEST(off_the_record_reaches_cards),
        TEST(a_rehearsal_is_in_no_view),
        TEST(live_is_loaded),
        TEST(a_failed_write_changes_nothing),
        TEST(five_hundred_cards_are_read_at_once),
    };
    return cmocka_run_group_tests_name("cards", tests, NULL, NULL);
}
