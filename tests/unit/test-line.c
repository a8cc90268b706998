/* SPDX-License-Identifier: MIT */
/* test-line: what each typed line means, the tables, and that a note written back reads as the same note. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "rir/line.h"
#include "rir/mem.h"
#include "rir/text.h"

/* --- a Line as one text
 *
 * KIND|TEXT, then ` #code` with its sign, ` @who`, ` [clock 580]` in minutes; `/name|rest{word}{word}`;
 * `empty`; `wrong`. */

static const char SIGNS[] = {0, '+', '-', '~'};

static void describe_note(Str *out, const Line *line)
{
    const NoteKindRow *kind = note_kind_find(line->kind);
    str_add_format(out, "%s|%s", kind ? kind->name : "note", line->text);
    for (size_t i = 0; i < line->code_count; i++) {
        str_add_format(out, " #%s", line->codes[i].name);
        if (SIGNS[line->codes[i].valence])
            str_add_byte(out, SIGNS[line->codes[i].valence]);
    }
    for (size_t i = 0; i < line->speaker_count; i++)
        str_add_format(out, " @%s", line->speakers[i]);
    if (line->time != LINE_TIME_NOW)
        str_add_format(out, " [%s%s %g]", line->about ? "about " : "",
                       line->time == LINE_TIME_CLOCK ? "clock" : "session", (double)line->time_ms / 60000);
}

static void describe(Str *out, const Line *line)
{
    if (line->type == LINE_EMPTY)
        str_add(out, "empty");
    else if (line->type == LINE_WRONG)
        str_add(out, "wrong");
    else if (line->type == LINE_NOTE)
        describe_note(out, line);
    else
        str_add_format(out, "/%s|%s", line->command->name, line->rest);
    if (line->type == LINE_COMMAND && line->time != LINE_TIME_NOW)
        str_add_format(out, "[%s%g]", line->about ? "about " : "", (double)line->time_ms / 60000);
    for (size_t i = 0; i < line->word_count; i++)
        str_add_format(out, "{%s}", line->words[i]);
}

static void assert_line(const char *typed, const char *meaning)
{
    Line line = line_read(typed, strlen(typed));
    Str out = STR_EMPTY;
    describe(&out, &line);
    if (strcmp(str_text(&out), meaning))
        fail_msg("%s\n  means %s\n  not   %s", typed, str_text(&out), meaning);
    assert_string_equal(line.raw, typed);
    str_free(&out);
    line_free(&line);
}

typedef struct {
    const char *typed, *meaning;
} Case;

static void assert_lines(const Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_line(cases[i].typed, cases[i].meaning);
}
#define ASSERT_LINES(cases) assert_lines(cases, sizeof(cases) / sizeof *(cases))

/* The refusal of `typed` says `words`. */
static void assert_refused(const char *typed, const char *words)
{
    Line line = line_read(typed, strlen(typed));
    if (line.type != LINE_WRONG)
        fail_msg("%s is not refused", typed);
    if (!strstr(line.wrong, words))
        fail_msg("%s\n  says %s\n  not  %s", typed, line.wrong, words);
    assert_int_not_equal(line.wrong[strlen(line.wrong) - 1], '.');
    assert_string_equal(line.raw, typed);
    assert_null(line.text);
    assert_int_equal(line.code_count + line.speaker_count, 0);
    line_free(&line);
}

/* --- kinds */

static void test_plain(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"since the 2014 bid", "note|since the 2014 bid"},
        {"", "empty"},
        {"   ", "empty"},
        {" \t \n", "empty"},
        {"\u00a0\u3000", "empty"},
        {"\ufeff", "empty"},
        {"  two spaces  before and after  ", "note|two spaces  before and after"},
        {"first row\nsecond row", "note|first row\nsecond row"},
        {"first row\n\"second row", "note|first row\n\"second row"},
        {"first\n,v second", "note|first\n,v second"},
        {"first\n/go 3", "note|first\n/go 3"},
        {"12,5", "note|12,5"},
        {"1/2 of them", "note|1/2 of them"},
        {"3/4/2026", "note|3/4/2026"},
        {"2026-11-21 was the day", "note|2026-11-21 was the day"},
        {"10:30 she came in", "note|10:30 she came in"},
        {"don't know", "note|don't know"},
        {"what now?", "note|what now?"},
        {"a \\ b", "note|a \\ b"},
        {"C:\\temp\\new", "note|C:\\temp\\new"},
        {"ends with \\", "note|ends with \\"},
        {"\\", "note|\\"},
        {"\\n is no newline", "note|\\n is no newline"},
        {"money \xe2\x82\xac 12", "note|money \xe2\x82\xac 12"},
        {"信任很重要", "note|信任很重要"},
        {"bell \a and escape \033[31m", "note|bell \a and escape \033[31m"},
        {"-", "note|-"},
        {".", "note|."},
        {"(laughs)", "note|(laughs)"},
        {"she said \"no\" twice", "note|she said \"no\" twice"},
    };
    ASSERT_LINES(CASES);
}

static void test_kinds(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {",v We were told", "verbatim|We were told"},
        {",p they were told", "paraphrase|they were told"},
        {",o long pause", "observation|long pause"},
        {",c I am losing them", "comment|I am losing them"},
        {",m my own NHS past", "memo|my own NHS past"},
        {",f who chairs the finance group", "follow-up|who chairs the finance group"},
        {",a send the leaflet", "action|send the leaflet"},
        {",i one triage desk", "idea|one triage desk"},
        {",r stop changing the forms", "recommendation|stop changing the forms"},
        {",d weekly huddles", "decision|weekly huddles"},
        {",x not at weekends", "dissent|not at weekends"},
        {",k car parking", "parked|car parking"},
        {",V caps lock", "verbatim|caps lock"},
        {",v\ttab", "verbatim|tab"},
        {",v\nnew row", "verbatim|new row"},
        {",v   wide", "verbatim|wide"},
        {"  ,v indented", "verbatim|indented"},
        {",o 2 of 3 nod", "observation|2 of 3 nod"},
        {",o ,v text", "observation|,v text"},
        {",o ?", "observation|?"},
        {",o \"quoted\" words", "observation|\"quoted\" words"},
        {",v \"quoted\"", "verbatim|\"quoted\""},
        {",o /go 3", "observation|/go 3"},
        {",o line one\nline two", "observation|line one\nline two"},
        {", text", "note|, text"},
        {",", "note|,"},
        {",,v text", "note|,,v text"},
        {",and then she", "note|,and then she"},
        {",vtext", "note|,vtext"},
        {",5 percent", "note|,5 percent"},
        {",5", "note|,5"},
        {"?who chairs it", "follow-up|who chairs it"},
        {"? who chairs it", "follow-up|who chairs it"},
        {"??", "follow-up|?"},
        {"?,v text", "follow-up|,v text"},
        {"?\"why", "follow-up|\"why"},
        {",v", "wrong"},
        {",v  ", "wrong"},
        {",z text", "wrong"},
        {",z", "wrong"},
        {",é text", "wrong"},
        {"?", "wrong"},
    };
    ASSERT_LINES(CASES);
    assert_refused(",z text", "no kind of note has the letter z");
    assert_refused(",z text",
                   "v verbatim, p paraphrase, o observation, c comment, m memo, f follow-up, a action, "
                   "i idea, r recommendation, d decision, x dissent, k parked");
    assert_refused(",é text", "letter é");
    assert_refused(",v", "the verbatim has no text: type ,v and its text");
    assert_refused("?", "the follow-up has no text");
}

static void test_quotes(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"\"We were told to integrate by Friday.", "verbatim|We were told to integrate by Friday."},
        {"\"We were told to integrate by Friday.\"", "verbatim|We were told to integrate by Friday."},
        {"\" We were told \"", "verbatim|We were told"},
        {"\"Integration\" is what they call it", "note|\"Integration\" is what they call it"},
        {"\"Integration\" and \"trust\"", "note|\"Integration\" and \"trust\""},
        {"\"We were told\".", "note|\"We were told\"."},
        {"\"She said \\\"no\\\" to us", "verbatim|She said \"no\" to us"},
        {"\"She said \\\"no\\\"", "verbatim|She said \"no\""},
        {"\"She said \\\"no\\\"\"", "verbatim|She said \"no\""},
        {"\"The money follows the bed #money-", "verbatim|The money follows the bed #money-"},
        {"\"The money follows the bed\" #money- @3", "verbatim|The money follows the bed #money- @3"},
        {"\"The money follows the #bed\"", "verbatim|The money follows the bed #bed"},
        {"\"Money\" is short #money", "note|\"Money\" is short #money"},
        {"\"row one\nrow two\"", "verbatim|row one\nrow two"},
        {"\",v text", "verbatim|,v text"},
        {"\"?", "verbatim|?"},
        {"\"/go 3", "verbatim|/go 3"},
        {"\\\"Integration", "note|\"Integration"},
        {"\"a\\\\\"", "verbatim|a\\\""},
        {"\"", "wrong"},
        {"\"\"", "wrong"},
        {"\" \"", "wrong"},
        {"\"\"\"", "note|\"\"\""},
        {"\"\" @3", "wrong"},
    };
    ASSERT_LINES(CASES);
    assert_refused("\"", "nothing is quoted");
}

/* --- codes and speakers */

static void test_codes(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"the bed #money", "note|the bed #money"},
        {"the bed #money+", "note|the bed #money+"},
        {"the bed #money-", "note|the bed #money-"},
        {"the bed #money~", "note|the bed #money~"},
        {"the bed #money #trust+ @P07", "note|the bed #money #trust+ @P07"},
        {"the bed #money, #trust", "note|the bed #money #trust"},
        {"the bed #money,#trust", "note|the bed #money #trust"},
        {"the bed #money#trust-", "note|the bed #money #trust-"},
        {"the bed #money,", "note|the bed #money"},
        {"the #money follows the bed", "note|the money follows the bed #money"},
        {"the #money- follows the bed", "note|the money follows the bed #money-"},
        {"the #money, they say, follows", "note|the money, they say, follows #money"},
        {"it is #money.", "note|it is money. #money"},
        {"it is #money-.", "note|it is money. #money-"},
        {"is it #money?", "note|is it money? #money"},
        {"the #money's gone", "note|the money's gone #money"},
        {"the #money’s gone", "note|the money’s gone #money"},
        {"so #l'argent", "note|so #l'argent"},
        {"(see #money)", "note|(see money) #money"},
        {"of #R&D here", "note|of #R&D here"},
        {"#money and more", "note|money and more #money"},
        {"no #data-sharing", "note|no #data-sharing"},
        {"no #data-sharing-", "note|no #data-sharing-"},
        {"no #data-sharing- here", "note|no data-sharing here #data-sharing-"},
        {"so #health/social.care:uk_1", "note|so #health/social.care:uk_1"},
        {"#trust--and then", "note|trust--and then #trust"},
        {"#trust...and then", "note|trust...and then #trust"},
        {"#trust+faith", "note|#trust+faith"},
        {"x #größe", "note|x #größe"},
        {"x #gro\u0308\u00dfe+", "note|x #gro\u0308\u00dfe+"},
        {"x #信任", "note|x #信任"},
        {"我们，#信任，很重要", "note|我们，信任，很重要 #信任"},
        {"x #ความเชื่อใจ-", "note|x #ความเชื่อใจ-"},
        {"x #विश्वास", "note|x #विश्वास"},
        {"# heading", "note|# heading"},
        {"## heading", "note|## heading"},
        {"#", "note|#"},
        {"#1 of 3", "note|#1 of 3"},
        {"we are #1", "note|we are #1"},
        {"C# code", "note|C# code"},
        {"http://a.org/x#y", "note|http://a.org/x#y"},
        {"a \\#money b", "note|a #money b"},
        {"a \\#money", "note|a #money"},
        {"a \\\\#money", "note|a \\#money"},
        {"#money #trust-", "note|money trust #money #trust-"},
        {"#money", "note|money #money"},
        {",o #silence", "observation|silence #silence"},
        {"a #money #money-", "note|a #money-"},
        {"a #money- #money", "note|a #money-"},
        {"a #money- #money+", "note|a #money+"},
        {"#money- is #money+ here", "note|money is money here #money- #money+"},
        {"a #Money #money", "note|a #Money"}, /* one code */
        {"a #money \\", "note|a money \\ #money"},
        {"row #one\nrow #two", "note|row one\nrow #one #two"},
        {"fire 🔥 #money", "note|fire 🔥 #money"},
        {"#🔥", "note|#🔥"},
        {"#\u0301a x", "note|#\u0301a x"},
        {"@\u0301a x", "note|@\u0301a x"},
    };
    ASSERT_LINES(CASES);
}

/* What each code is applied to: `money- 4-9` */
static void assert_places(const char *typed, const char *expected)
{
    Line line = line_read(typed, strlen(typed));
    Str places = STR_EMPTY;
    assert_int_equal(line.type, LINE_NOTE);
    for (size_t i = 0; i < line.code_count; i++) {
        str_add_format(&places, "%s%s", i ? ", " : "", line.codes[i].name);
        if (SIGNS[line.codes[i].valence])
            str_add_byte(&places, SIGNS[line.codes[i].valence]);
        str_add_format(&places, " %zu-%zu", line.codes[i].start, line.codes[i].end);
    }
    assert_string_equal(str_text(&places), expected);
    str_free(&places);
    line_free(&line);
}

static void test_code_places(void **state)
{
    (void)state;
    assert_places("the #money- follows the bed", "money- 4-9");
    assert_places("the money follows the bed #money-", "money- 0-25");
    assert_places("\"the #money- follows the bed\" #rules @P07", "money- 4-9, rules 0-25");
    assert_places("Größe 🔥: #größe+ zählt", "größe+ 9-14");
    assert_places("what helps is #trust.", "trust 14-19");
    assert_places("@3 the #money's gone, no #money- here", "money 4-9, money- 21-26");
    assert_places("\\#1 is \\#money and #trust", "trust 0-16");
    assert_places("[9:40] ,o no #trust at all", "trust 3-8");
    /* Of the whole text, and so of its words. */
    assert_places("the #Trust+ is gone #trust-", "Trust- 0-17");
    assert_places("#trust- is not #trust #rules #trust", "trust- 0-12, rules 0-12");
    assert_places("#money- #trust", "money- 0-11, trust 0-11");
}

static void test_speakers(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"the bed @3", "note|the bed @3"},
        {"the bed @P07", "note|the bed @P07"},
        {"the bed @?", "note|the bed @?"},
        {"the bed @3 @4", "note|the bed @3 @4"},
        {"the bed @3 #money- @3", "note|the bed #money- @3"},
        {"@3 the bed", "note|the bed @3"},
        {"@P07: the bed", "note|the bed @P07"},
        {"@3, @4: the bed", "note|the bed @3 @4"},
        {"@3 \"The bed", "verbatim|The bed @3"},
        {"\"@3 The bed\"", "verbatim|The bed @3"},
        {",o @3 nods", "observation|nods @3"},
        {"@3 ,o nods", "observation|nods @3"},
        {"I think @P07 disagreed", "note|I think P07 disagreed @P07"},
        {"I think @3 disagreed", "note|I think @3 disagreed @3"},
        {"I think @? disagreed", "note|I think @? disagreed @?"},
        {"@P07's manager", "note|P07's manager @P07"},
        {"a@b.org", "note|a@b.org"},
        {"write to a@b.org please", "note|write to a@b.org please"},
        {"we meet @10:30", "note|we meet @10:30"},
        {"we meet @5pm", "note|we meet @5pm"},
        {"@a.b wrote", "note|@a.b wrote"},
        {"@ home", "note|@ home"},
        {"@", "note|@"},
        {"@3 #money", "note|money #money @3"},
        {"\\@3 the bed", "note|@3 the bed"},
        {"the bed \\@3", "note|the bed @3"},
        {"@3", "wrong"},
        {"@3 @4", "wrong"},
    };
    ASSERT_LINES(CASES);
    assert_refused("@P07", "/speaker P07");
}

static void test_escapes(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"\\,v text", "note|,v text"},
        {"\\?", "note|?"},
        {"\\/go 3", "note|/go 3"},
        {"\\\"text", "note|\"text"},
        {"\\[9:40] text", "note|[9:40] text"},
        {"and \\/or", "note|and /or"},
        {",v \\,v", "verbatim|,v"},
        {"\\\\,v", "note|\\,v"},
        {"\\x", "note|\\x"},
    };
    ASSERT_LINES(CASES);
}

static void test_count(void **state)
{
    (void)state;
    Str typed = STR_EMPTY;
    for (int i = 0; i < 256; i++)
        str_add_format(&typed, "#c%d ", i);
    Line line = line_read(typed.data, typed.size);
    assert_int_equal(line.type, LINE_NOTE);
    assert_int_equal(line.code_count, 256);
    line_free(&line);
    str_add(&typed, "#d");
    line = line_read(typed.data, typed.size);
    assert_int_equal(line.type, LINE_WRONG);
    assert_non_null(strstr(line.wrong, "256"));
    line_free(&line);
    str_free(&typed);
}

/* --- times */

static void test_times(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"[9:40] she came in", "note|she came in [clock 580]"},
        {"[09:40] she came in", "note|she came in [clock 580]"},
        {"[9:40:30] she came in", "note|she came in [clock 580.5]"},
        {"[~9:40] she came in", "note|she came in [about clock 580]"},
        {"[+12:00] she came in", "note|she came in [session 12]"},
        {"[+1:02:00] she came in", "note|she came in [session 62]"},
        {"[+2] she came in", "note|she came in [session 2]"},
        {"[+90s] she came in", "note|she came in [session 1.5]"},
        {"[~+12:00] she came in", "note|she came in [about session 12]"},
        {"[0:00] midnight", "note|midnight [clock 0]"},
        {"[23:59] late", "note|late [clock 1439]"},
        {"[ 9:40 ] text", "note|text [clock 580]"},
        {"[9:40]text", "note|text [clock 580]"},
        {"[9:40] \"text", "verbatim|text [clock 580]"},
        {"[9:40] \"text\" #money- @3", "verbatim|text #money- @3 [clock 580]"},
        {"[9:40] ,o @3 nods #trust+", "observation|nods #trust+ @3 [clock 580]"},
        {",o [9:40] nods", "observation|nods [clock 580]"},
        {"[9:40] ?why", "follow-up|why [clock 580]"},
        {"[9:40] @3 nods", "note|nods @3 [clock 580]"},
        {"@3 [9:40] nods", "note|nods @3 [clock 580]"},
        {"at [9:40] she came", "note|at [9:40] she came"},
        {"[laughs] yes", "note|[laughs] yes"},
        {"[1] a footnote", "note|[1] a footnote"},
        {"[12] a footnote", "note|[12] a footnote"},
        {"[+] plus", "note|[+] plus"},
        {"[~] about", "note|[~] about"},
        {"[+10 people] joined", "note|[+10 people] joined"},
        {"[", "note|["},
        {"[]", "note|[]"},
        {"[9:40] \\/go 3", "note|/go 3 [clock 580]"},
        {"[24:01] text", "wrong"},
        {"[25:00] text", "wrong"},
        {"[9:75] text", "wrong"},
        {"[9:40am] text", "wrong"},
        {"[9:40 text", "wrong"},
        {"[9:40–9:50] text", "wrong"},
        {"[+12:75] text", "wrong"},
        {"[+999:00:00] text", "wrong"},
        {"[+99999999999999999999] text", "wrong"},
        {"[9:40]", "wrong"},
        {"[9:40] [9:50] text", "wrong"},
        {"[9:40] /go 3", "wrong"},
    };
    ASSERT_LINES(CASES);
    assert_refused("[25:00] text", "[25:00] is no time: write [9:40]");
    assert_refused("[9:40 text", "[9:40 text is no time");
    assert_refused("[9:40]", "no words");
    assert_refused("[9:40] /next", "with /arrive and /depart");
    assert_refused("[9:40] ,o /arrive P02", "with /arrive and /depart");
    assert_refused("[9:40] /arrive P02 [9:50]", "two times");
    assert_refused("/arrive P02 [9:99]", "is no time");
    assert_refused("/arrive P02 [9:40", "is no time");
}

/* --- commands */

static void test_commands(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"/go vision", "/go|vision{vision}"},
        {"/next", "/next|"},
        {"  /next  ", "/next|"},
        {"/NEXT", "/next|"},
        {"/Next", "/next|"},
        {"/cover skipped no time left", "/cover|skipped no time left{skipped}{no}{time}{left}"},
        {"/for enablers last 3", "/for|enablers last 3{enablers}{last}{3}"},
        {"/ask Why #now, @3?", "/ask|Why #now, @3?{Why}{#now,}{@3?}"},
        {"/ask  What's \"that\" then?  ", "/ask|What's \"that\" then?{What's}{that}{then?}"},
        {"/consent @P07 record yes", "/consent|@P07 record yes{@P07}{record}{yes}"},
        {"/photo \"my wall.jpg\" \"The wall, after\"",
         "/photo|\"my wall.jpg\" \"The wall, after\"{my wall.jpg}{The wall, after}"},
        {"/arrive \"North team\"x", "/arrive|\"North team\"x{North teamx}"},
        {"/arrive \"North team", "/arrive|\"North team{North team}"},
        {"/mark \"\"", "/mark|\"\"{}"},
        {"/mark 5\" wide", "/mark|5\" wide{5\"}{wide}"},
        {"/mark \"say \\\"one\\\"\"", "/mark|\"say \\\"one\\\"\"{say \"one\"}"},
        {"/mark a\\b", "/mark|a\\b{a\\b}"},
        {"/ask two\nrows", "/ask|two\nrows{two}{rows}"},
        {"/off 2m keep", "/off|2m keep{2m}{keep}"},
        {"/speaker 信任", "/speaker|信任{信任}"},
        {"/go\u00a0vision", "/go|vision{vision}"},
        {"/ text", "note|/ text"},
        {"//", "note|//"},
        {"//host/share", "note|//host/share"},
        {"/3 of them", "note|/3 of them"},
        {"/.config", "note|/.config"},
        {"and/or", "note|and/or"},
        {"/", "wrong"},
        {" / ", "wrong"},
        {"/nxt", "wrong"},
        {"/next.", "wrong"},
        {"/etc/passwd", "wrong"},
        {"/größe", "wrong"},
    };
    ASSERT_LINES(CASES);
    assert_refused("/", "/help");
    assert_refused("/nxt", "there is no /nxt. Did you mean /next?");
    assert_refused("/NXT", "there is no /NXT. Did you mean /next?");
    assert_refused("/enxt", "Did you mean /next?");
    assert_refused("/stat", "Did you mean /status?");
    assert_refused("/consnet record yes", "Did you mean /consent?");
    assert_refused("/quit", "Did you mean /end?");
    assert_refused("/back", "Did you mean /prev?");
    assert_refused("/memo my own part", "typed ,m and its text");
    assert_refused("/xylophone", "there is no /xylophone: /help lists");
    assert_refused("/etc/passwd", "typed \\/");
}

static void test_timed_commands(void **state)
{
    (void)state;
    static const Case CASES[] = {
        {"/arrive P02 P03 [10:05]", "/arrive|P02 P03[605]{P02}{P03}"},
        {"/arrive [10:05] P02", "/arrive|P02[605]{P02}"},
        {"[10:05] /arrive P02", "/arrive|P02[605]{P02}"},
        {"[~10:05] /depart P02", "/depart|P02[about 605]{P02}"},
        {"/depart P02 [+12:00]", "/depart|P02[12]{P02}"},
        {"/depart P02 [~+12:00]", "/depart|P02[about 12]{P02}"},
        {"/arrive a colleague [of hers]", "/arrive|a colleague [of hers]{a}{colleague}{[of}{hers]}"},
        {"/arrive a [9:40] colleague", "/arrive|a [9:40] colleague{a}{[9:40]}{colleague}"},
        {"/mark tape [10:05]", "/mark|tape [10:05]{tape}{[10:05]}"},
        {"[10:05] \\/arrive P02", "note|/arrive P02 [clock 605]"},
    };
    ASSERT_LINES(CASES);
}

static void test_command_table(void **state)
{
    (void)state;
    size_t count;
    const LineCommandRow *rows = line_list_commands(&count);
    assert_int_equal(count, LINE_COMMANDS);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(rows[i].command, i);
        assert_ptr_equal(line_find_command(rows[i].name), &rows[i]);
        assert_true(rows[i].help[0]);
        Str typed = STR_EMPTY;
        str_add_format(&typed, "/%s", rows[i].name);
        Line line = line_read(typed.data, typed.size);
        assert_int_equal(line.type, LINE_COMMAND);
        assert_ptr_equal(line.command, &rows[i]);
        line_free(&line);
        str_free(&typed);
    }
    assert_null(line_find_command("nxt"));
    assert_null(line_find_command(""));
    assert_null(line_find_command("Next"));
}

static void test_kind_table(void **state)
{
    (void)state;
    size_t count;
    const NoteKindRow *rows = note_kind_list(&count);
    assert_int_equal(count, NOTE_KINDS - 1);
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(note_kind_find(rows[i].kind), &rows[i]);
        assert_ptr_equal(note_kind_find_name(rows[i].name), &rows[i]);
        assert_true(rows[i].help[0] && rows[i].heading[0]);
        if (rows[i].letter)
            assert_ptr_equal(note_kind_find_letter(rows[i].letter), &rows[i]);
        assert_false(rows[i].is_words && rows[i].is_own);
        for (size_t j = 0; j < i; j++)
            assert_true(!rows[i].letter || rows[i].letter != rows[j].letter);
    }
    assert_null(note_kind_find(NOTE_NONE));
    assert_null(note_kind_find_letter('z'));
    assert_null(note_kind_find_letter(0));
    assert_null(note_kind_find_name(""));
    assert_null(note_kind_find_name("quote"));
    assert_int_equal(note_kind_find_name("V")->kind, NOTE_VERBATIM);
    assert_int_equal(note_kind_find_name("Follow-Up")->kind, NOTE_FOLLOW_UP);
}

static void test_valences(void **state)
{
    (void)state;
    Valence valence;
    for (int i = VALENCE_NEUTRAL; i <= VALENCE_MIXED; i++) {
        assert_true(line_find_valence(line_name_valence((Valence)i), &valence));
        assert_int_equal(valence, i);
    }
    assert_false(line_find_valence("bad", &valence));
}

static void test_is_code(void **state)
{
    (void)state;
    static const char *const CODES[] = {"a",     "money", "data-sharing", "a.b:c/d_e",
                                        "größe", "信任",  "P07",          "x_"};
    static const char *const OTHERS[] = {"",    "1a",  "-a", "a-",  "a.", "a b",  "a+",  "a~",
                                         "a'b", "a&b", "_a", "a#b", "🔥",  "a--b", "a\n", "\xff"};
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
        assert_true(line_is_code(CODES[i]));
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        assert_false(line_is_code(OTHERS[i]));
}

/* --- bytes */

static void test_bytes(void **state)
{
    (void)state;
    Line line = line_read("a\0b\xff\r\nc", 7);
    assert_int_equal(line.type, LINE_NOTE);
    assert_string_equal(line.text, "a\u2400b\ufffd\nc");
    assert_string_equal(line.raw, line.text);
    line_free(&line);
    line = line_read("\ufeff/next", strlen("\ufeff/next"));
    assert_int_equal(line.type, LINE_COMMAND);
    line_free(&line);
    line = line_read(NULL, 0);
    assert_int_equal(line.type, LINE_EMPTY);
    assert_string_equal(line.raw, "");
    line_free(&line);
}

static void test_paste(void **state)
{
    (void)state;
    const char *pasted = "\n /go 3\n,v \"text\" #money @3\n\n[9:40] x \n";
    Line line = line_read_paste(pasted, strlen(pasted));
    assert_int_equal(line.type, LINE_NOTE);
    assert_int_equal(line.kind, NOTE_NONE);
    assert_string_equal(line.text, "/go 3\n,v \"text\" #money @3\n\n[9:40] x");
    assert_string_equal(line.raw, pasted);
    assert_int_equal(line.code_count + line.speaker_count, 0);
    line_free(&line);
    line = line_read_paste(" \n", 2);
    assert_int_equal(line.type, LINE_EMPTY);
    line_free(&line);
}

static void test_long(void **state)
{
    (void)state;
    enum { SIZE = 1 << 20 };
    static const char *const FILLS[] = {"a",  "#",   "# ",      "#a", "@", "\"",
                                        "\\", "\\#", "a\u0301", " ",  ",", "#a-"};
    for (size_t i = 0; i < sizeof FILLS / sizeof *FILLS; i++) {
        Str typed = STR_EMPTY;
        str_add(&typed, "x");
        while (typed.size < SIZE)
            str_add(&typed, FILLS[i]);
        clock_t start = clock();
        Line line = line_read(typed.data, typed.size);
        assert_true(line.type == LINE_NOTE || line.type == LINE_WRONG);
        assert_int_equal(strlen(line.raw), typed.size);
        assert_true(clock() - start < 5 * CLOCKS_PER_SEC); /* not a matter of speed but of squares */
        line_free(&line);
        str_free(&typed);
    }
}

/* --- there and back */

static void assert_round_trip(NoteKind kind, const char *text)
{
    Str typed = STR_EMPTY;
    line_add_typed(&typed, kind, text);
    Line line = line_read(str_text(&typed), typed.size);
    NoteKind expected = kind == NOTE_EXTRACT ? NOTE_NONE : kind;
    if (line.type != LINE_NOTE || line.kind != expected || strcmp(line.text, text) || line.code_count ||
        line.speaker_count || line.time != LINE_TIME_NOW)
        fail_msg("kind %d, %s\n  is typed %s\n  and read %s", kind, text, str_text(&typed),
                 line.text ? line.text : line.wrong);
    line_free(&line);
    str_free(&typed);
}

static void assert_typed(NoteKind kind, const char *text, const char *expected)
{
    Str typed = STR_EMPTY;
    line_add_typed(&typed, kind, text);
    assert_string_equal(str_text(&typed), expected);
    str_free(&typed);
    assert_round_trip(kind, text);
}

/* A note is read, and typed again with its codes; `hidden` of them are applied to something that cannot be
 * typed. */
static void assert_typed_codes(const char *text, const LineCode *codes, size_t count, size_t hidden,
                               const char *expected)
{
    bool shown[8] = {false};
    Str typed = STR_EMPTY;
    line_add_typed_codes(&typed, NOTE_NONE, text, codes, count, shown);
    assert_string_equal(str_text(&typed), expected);
    Line line = line_read(str_text(&typed), typed.size);
    assert_string_equal(line.text, text);
    assert_int_equal(line.code_count, count - hidden);
    for (size_t i = 0; i < count; i++)
        hidden -= !shown[i];
    assert_int_equal(hidden, 0);
    line_free(&line);
    str_free(&typed);
}

static void test_typed_codes(void **state)
{
    (void)state;
    LineCode word[] = {{(char *)"money", VALENCE_BARRIER, 4, 9}, {(char *)"rules", VALENCE_ENABLER, 0, 25}};
    assert_typed_codes("the money follows the bed", word, 2, 0, "the #money- follows the bed #rules+");
    assert_typed_codes("the Money follows the bed", word, 1, 0, "the #Money- follows the bed");
    assert_typed_codes("the rules of it", word, 1, 1, "the rules of it");
    assert_typed_codes("a \"money\" #1, #trust", word, 1, 1, "a \"money\" \\#1, \\#trust");
    assert_typed_codes("the money, and \\#trust", word, 1, 0, "the #money-, and \\\\#trust");
    assert_typed_codes("the moneylender", word, 1, 1, "the moneylender");
    assert_typed_codes("the money", word, 1, 1, "the money"); /* there it would be of the whole text */
    LineCode both[] = {{(char *)"money", VALENCE_BARRIER, 4, 9}, {(char *)"money", VALENCE_NEUTRAL, 0, 25}};
    assert_typed_codes("the money follows the bed", both, 2, 1, "the money follows the bed #money");
}

static void test_typed(void **state)
{
    (void)state;
    assert_typed(NOTE_NONE, "since the bid", "since the bid");
    assert_typed(NOTE_VERBATIM, "We were told", "\"We were told");
    assert_typed(NOTE_VERBATIM, "She said \"no\" to us", ",v She said \"no\" to us");
    assert_typed(NOTE_FOLLOW_UP, "who chairs it", "?who chairs it");
    assert_typed(NOTE_OBSERVATION, "long pause", ",o long pause");
    assert_typed(NOTE_EXTRACT, "page 3", "page 3");
    assert_typed(NOTE_NONE, "[laughs] C# a@b.org #1 12,5", "[laughs] C# a@b.org #1 12,5");
    assert_typed(NOTE_NONE, ",v text", "\\,v text");
    assert_typed(NOTE_NONE, "/go 3", "\\/go 3");
    assert_typed(NOTE_NONE, "\"text", "\\\"text");
    assert_typed(NOTE_NONE, "[9:40] text", "\\[9:40] text");
    assert_typed(NOTE_OBSERVATION, "[9:40] text", ",o \\[9:40] text");
    assert_typed(NOTE_NONE, "the #money is @3", "the \\#money is \\@3");
    assert_typed(NOTE_NONE, "a \\#money", "a \\\\#money");
}

/* A small generator of its own, so that a failing text can be found again. */
static uint64_t random_state;

static size_t draw(size_t below)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(random_state >> 33) % below;
}

static void draw_text(Str *text)
{
    static const char *const PARTS[] = {
        "#",      "@",
        "\"",     ",",
        "?",      "/",
        "\\",     "[",
        "]",      "+",
        "-",      "~",
        ":",      ".",
        "'",      "&",
        " ",      " ",
        "\n",     "\t",
        "a",      "v",
        "money",  "P07",
        "3",      "9:40",
        "s",      "go",
        "é",      "ß",
        "信",     "任",
        "🔥",      "、",
        "，",     "\u0301",
        "\u200d", "\xef\xbf\xbd",
        "\001",   "\"",
        "#a",     "@b",
        ", ",     "[9:40]",
        "/next",  ",v ",
        "\u00a0", "ก",
        "ำ",      ";",
        "(",      ")",
        "“",      "…",
        "—",
    };
    for (size_t parts = 1 + draw(12); parts; parts--)
        str_add(text, PARTS[draw(sizeof PARTS / sizeof *PARTS)]);
}

static void test_round_trip(void **state)
{
    (void)state;
    for (uint64_t round = 0; round < 60000; round++) {
        random_state = round;
        Str text = STR_EMPTY;
        draw_text(&text);
        /* A paste trims; what is left is what a note can hold. */
        Line pasted = line_read_paste(text.data, text.size);
        if (pasted.type == LINE_NOTE)
            assert_round_trip((NoteKind)draw(NOTE_KINDS), pasted.text);
        line_free(&pasted);
        str_free(&text);
    }
}

/* Whatever is typed: it is a note with text, or nothing was kept and the reason is said; and reading the
 * note's text written back changes nothing. */
static void test_anything(void **state)
{
    (void)state;
    for (uint64_t round = 0; round < 60000; round++) {
        random_state = round + 1000000;
        Str typed = STR_EMPTY;
        draw_text(&typed);
        Line line = line_read(typed.data, typed.size);
        assert_string_equal(line.raw, typed.data);
        if (line.type == LINE_NOTE) {
            assert_true(text_is_valid(line.text, strlen(line.text)));
            assert_round_trip(line.kind, line.text);
            for (size_t i = 0; i < line.code_count; i++)
                assert_true(line_is_code(line.codes[i].name));
        }
        assert_true((line.type == LINE_NOTE) == (line.text != NULL));
        assert_true((line.type == LINE_WRONG) == (line.wrong != NULL));
        assert_true((line.type == LINE_COMMAND) == (line.command != NULL));
        line_free(&line);
        str_free(&typed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),      cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_quotes),     cmocka_unit_test(test_codes),
        cmocka_unit_test(test_code_places), cmocka_unit_test(test_typed_codes),
        cmocka_unit_test(test_speakers),   cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_count),      cmocka_unit_test(test_times),
        cmocka_unit_test(test_commands),   cmocka_unit_test(test_command_table),
        cmocka_unit_test(test_timed_commands),
        cmocka_unit_test(test_kind_table), cmocka_unit_test(test_valences),
        cmocka_unit_test(test_is_code),    cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_paste),      cmocka_unit_test(test_long),
        cmocka_unit_test(test_typed),      cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_anything),
    };
    return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
