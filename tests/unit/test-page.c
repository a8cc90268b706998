/* SPDX-License-Identifier: MIT */
/* format: one page, written in Markdown and in HTML, and the pictures in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "rir/html.h"
#include "rir/markdown.h"
#include "rir/page.h"
#include "rir/svg.h"
#include "rir/text.h"

/* --- what must hold of any XML: tags nest, attributes are quoted, no stray < or & */

static const char *pass_tag(const char *at, char names[][24], int *depth)
{
    bool closes = at[1] == '/';
    const char *name = at + (closes ? 2 : 1);
    size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    assert_in_range(size, 1, 23);
    const char *end = name + size;
    for (bool quoted = false; quoted || *end != '>'; end++) {
        assert_true(*end != '\0' && *end != '<');
        quoted ^= *end == '"';
    }
    if (closes) {
        assert_true(*depth > 0);
        (*depth)--;
        assert_true(strlen(names[*depth]) == size && memcmp(names[*depth], name, size) == 0);
    } else if (end[-1] != '/') {
        assert_true(*depth < 32);
        memcpy(names[*depth], name, size);
        names[(*depth)++][size] = '\0';
    }
    return end + 1;
}

static void assert_well_formed(const char *xml)
{
    char names[32][24];
    int depth = 0;
    assert_true(text_is_valid(xml, strlen(xml)));
    for (const char *at = xml; *at;) {
        if (strncmp(at, "<!DOCTYPE", 9) == 0)
            at = strchr(at, '>') + 1;
        else if (*at == '<')
            at = pass_tag(at, names, &depth);
        else if (*at == '&')
            at += strspn(at, "&ampltgquo") + (at[strspn(at, "&ampltgquo")] == ';' ? 1 : 1000000);
        else
            assert_true((unsigned char)*at++ >= ' ' || at[-1] == '\n' || at[-1] == '\t');
    }
    assert_int_equal(depth, 0);
}

static size_t count(const char *text, const char *part)
{
    size_t found = 0;
    for (; (text = strstr(text, part)) != NULL; text += strlen(part))
        found++;
    return found;
}

#define NASTY "<b onload=\"x()\">&amp; ]]> | * _a_ # 1. \x01\x7F\xEF\xBF\xBF"

static Page *make_page(void)
{
    Page *page = page_new("en-GB", "What we heard");
    page_add_paragraph(page, "Thank you.\nAll of you.");
    page_add_heading(page, 2, "About " NASTY);
    page_add_fact(page, "When", "Saturday");
    page_add_fact(page, "Who", NASTY);
    page_add_item(page, "A", "One desk", "table 1");
    page_add_item(page, NULL, NASTY, NULL);
    page_add_item(page, "C", "", "went to A");
    page_open_table(page, "Actions");
    page_add_column(page, PAGE_WORDS, "What");
    page_add_column(page, PAGE_WORDS, "Who");
    page_add_column(page, PAGE_NUMBERS, "Days");
    page_add_cell(page, "Write a|b\nand send");
    page_add_cell(page, NASTY);
    page_add_number(page, 12);
    page_add_cell(page, "Call");
    page_add_cell(page, "");
    page_add_number(page, 0);
    page_add_paragraph(page, "End.");
    return page;
}

static void a_page_is_written_in_markdown(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    Page *page = page_new("en-GB", "What we\nheard #");
    page_add_paragraph(page, "Thank you.\nAll of you.");
    page_add_heading(page, 2, "About");
    page_add_fact(page, "When", "Saturday");
    page_add_fact(page, "Who", "*all*");
    page_add_heading(page, 3, "Ideas");
    page_add_item(page, "A", "One desk\nfor all", "table 1");
    page_add_item(page, "", "2.5 beds", "");
    page_add_item(page, "C", "", "went to A");
    page_open_table(page, "Actions");
    page_add_column(page, PAGE_WORDS, "What");
    page_add_column(page, PAGE_NUMBERS, "Days");
    page_add_cell(page, "Write a|b\nand send");
    page_add_number(page, -12);
    page_add_cell(page, "Call");
    page_add_number(page, 0);
    page_add_paragraph(page, "End.");
    markdown_add_page(&out, page);
    assert_string_equal(str_text(&out),
                        "# What we heard \\#\n"
                        "\nThank you.\\\nAll of you.\n"
                        "\n## About\n"
                        "\n- When: Saturday\n- Who: \\*all\\*\n"
                        "\n### Ideas\n"
                        "\n- **A** One desk\\\n  for all\\\n  table 1\n- 2.5 beds\n- **C**\\\n  went to A\n"
                        "\n**Actions**\n\n| What | Days |\n|---|---:|\n| Write a\\|b and send | -12 |\n"
                        "| Call | 0 |\n"
                        "\nEnd.\n");
    page_free(page);
    str_free(&out);
}

static void a_page_is_written_in_html(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    Page *page = make_page();
    html_add_page(&out, page);
    const char *html = str_text(&out);
    assert_well_formed(html);
    assert_non_null(strstr(html, "lang=\"en-GB\""));
    assert_non_null(strstr(html, "<meta charset=\"UTF-8\" />"));
    assert_non_null(strstr(html, "<title>What we heard</title>"));
    assert_non_null(strstr(html, "<p dir=\"auto\">Thank you.<br />All of you.</p>"));
    assert_non_null(strstr(html, "<strong>A</strong> One desk<br /><small>table 1</small></li>"));
    assert_non_null(strstr(html, "<strong>C</strong><br /><small>went to A</small></li>"));
    assert_non_null(strstr(html, "<caption dir=\"auto\">Actions</caption>"));
    assert_int_equal(count(html, "scope=\"col\""), 3);
    assert_int_equal(count(html, "<th scope=\"row\""), 2);
    assert_int_equal(count(html, "<ul>"), 2);
    assert_non_null(
        strstr(html, "<td role=\"cell\" class=\"number\" data-name=\"Days\" dir=\"auto\">12</td></tr>"));
    page_free(page);
    str_free(&out);
}

/* What people type cannot become a tag, and nothing is fetched or run. */
static void html_holds_what_people_type(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    html_add_text(&out, NASTY "\n\t'");
    assert_string_equal(str_text(&out), "&lt;b onload=&quot;x()&quot;&gt;&amp;amp; ]]&gt; | * _a_ # 1. "
                                        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\n\t'");
    str_clear(&out);
    html_add_text(&out, "\xC3\xA9 \xFF\xC3 \xF0\x9F\x8C\xB1");
    assert_string_equal(str_text(&out), "\xC3\xA9 \xEF\xBF\xBD\xEF\xBF\xBD \xF0\x9F\x8C\xB1");
    str_clear(&out);
    Page *page = make_page();
    html_add_page(&out, page);
    assert_null(strstr(str_text(&out), "<b "));
    assert_null(strstr(str_text(&out), "<script"));
    assert_null(strstr(str_text(&out), "<link"));
    assert_null(strstr(str_text(&out), "url("));
    assert_int_equal(count(str_text(&out), "://"), 1); /* the name of XHTML */
    page_free(page);
    str_free(&out);
}

/* Both writers say the same words in the same order. */
static void both_writers_say_the_same(void **state)
{
    (void)state;
    Str markdown = STR_EMPTY, html = STR_EMPTY;
    Page *page = make_page();
    markdown_add_page(&markdown, page);
    html_add_page(&html, page);
    static const char *const words[] = {"What we heard", "Thank you.", "About ",    "When",    "Saturday",
                                        "One desk",      "table 1",    "went to A", "Actions", "What",
                                        "Days",          "Write a",    "12",        "Call",    "End."};
    const char *in_markdown = str_text(&markdown), *in_html = strstr(str_text(&html), "<body>");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        in_markdown = strstr(in_markdown, words[i]);
        in_html = strstr(in_html, words[i]);
        assert_non_null(in_markdown);
        assert_non_null(in_html);
    }
    page_free(page);
    str_free(&markdown);
    str_free(&html);
}

/* --- pictures */

static const int64_t votes[][2] = {{12, 10}, {5, 0}, {0, 0}};
static const SvgBar bars[] = {
    {"A", "One desk " NASTY, votes[0]}, {"B", "Leads", votes[1]}, {"", "Forms", votes[2]}};
static const char *const groups[] = {"health", "others"};

static SvgBars make_bars(size_t series)
{
    return (SvgBars){"Points", "A 22, B 5", "points", groups, series, bars, 3};
}

static void bars_are_drawn_to_scale(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    SvgBars picture = make_bars(2);
    int height = svg_add_bars(&out, &picture);
    const char *svg = str_text(&out);
    assert_well_formed(svg);
    assert_non_null(strstr(svg, "role=\"img\""));
    assert_non_null(strstr(svg, "<title id=\"title\">Points</title>"));
    assert_non_null(strstr(svg, "<desc id=\"text\">A 22, B 5</desc>"));
    assert_int_equal(count(svg, "<pattern"), 2);
    /* 22 points are 304 wide: 12 are 166 (rounded), the rest 138; 5 are 69. Two more blocks are the legend.
     */
    assert_int_equal(count(svg, "fill=\"url(#pattern-"), 5);
    assert_non_null(strstr(svg, "width=\"166\" height=\"16\" fill=\"url(#pattern-1)\""));
    assert_non_null(strstr(svg, "width=\"138\" height=\"16\" fill=\"url(#pattern-2)\""));
    assert_non_null(strstr(svg, "width=\"69\" height=\"16\" fill=\"url(#pattern-1)\""));
    assert_non_null(strstr(svg, ">22</text>"));
    assert_non_null(strstr(svg, ">0</text>"));
    Str wanted = STR_EMPTY;
    str_add_format(&wanted, "viewBox=\"0 0 360 %d\"", height);
    assert_non_null(strstr(svg, str_text(&wanted)));
    str_free(&wanted);
    str_free(&out);
}

static void bars_of_one_group_have_no_legend(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    SvgBars picture = make_bars(1);
    svg_add_bars(&out, &picture);
    assert_int_equal(count(str_text(&out), "fill=\"url(#pattern-1)\""), 2);
    assert_null(strstr(str_text(&out), "health"));
    str_clear(&out);
    picture.count = 0;
    svg_add_bars(&out, &picture);
    assert_well_formed(str_text(&out));
    str_free(&out);
}

static void bars_of_too_many_groups_are_whole(void **state)
{
    (void)state;
    static const int64_t ones[9] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
    static const char *const names[9] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    static const SvgBar one = {"A", "x", ones};
    Str out = STR_EMPTY;
    SvgBars picture = {"P", "D", "dots", names, 9, &one, 1};
    svg_add_bars(&out, &picture);
    assert_int_equal(count(str_text(&out), "fill=\"url(#pattern-1)\""), 1);
    assert_non_null(strstr(str_text(&out), ">9</text>"));
    str_free(&out);
}

static void long_words_are_cut_in_a_picture(void **state)
{
    (void)state;
    static const int64_t one[] = {1};
    char text[400];
    for (size_t i = 0; i < sizeof text - 1; i++)
        text[i] = i % 7 == 6 ? ' ' : 'x';
    text[sizeof text - 1] = '\0';
    SvgBar bar = {"A", text, one};
    SvgBars picture = {"P", "D", "dots", groups, 1, &bar, 1};
    Str out = STR_EMPTY;
    svg_add_bars(&out, &picture);
    assert_int_equal(count(str_text(&out), "<text"), 3);
    assert_int_equal(count(str_text(&out), "\xE2\x80\xA6</text>"), 1);
    str_free(&out);
}

static const SvgDimension dimensions[] = {
    {"Shared leadership", "9 of 12 within 2 to 4: agreement", 3, 2, 1, 5},
    {"Money", "split", 2.5, SVG_NO_LEVEL, 0, 5},
    {"Trust", "nobody could say", SVG_NO_LEVEL, 0, SVG_NO_LEVEL, SVG_NO_LEVEL},
};

static void a_profile_marks_now_and_earlier(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    SvgProfile profile = {"Profile", "Of 3", 0, 5, "round 2", "round 1", dimensions, 3};
    svg_add_profile(&out, &profile);
    const char *svg = str_text(&out);
    assert_well_formed(svg);
    assert_int_equal(count(svg, "<circle"), 3); /* two rings, and the legend's */
    assert_int_equal(count(svg, "l8 8-8 8-8-8z"), 3);
    assert_int_equal(count(svg, "<rect"), 3);
    /* 320 between levels 0 and 5, from 20 on */
    assert_non_null(strstr(svg, "<path d=\"M212 "));    /* 3 */
    assert_non_null(strstr(svg, "<path d=\"M180 "));    /* 2.5 */
    assert_non_null(strstr(svg, "<circle cx=\"148\"")); /* 2 */
    assert_non_null(strstr(svg, "<circle cx=\"20\""));  /* 0 is a level */
    str_clear(&out);
    profile.earlier_name = "";
    svg_add_profile(&out, &profile);
    assert_int_equal(count(str_text(&out), "<circle"), 0);
    str_free(&out);
}

static void pictures_come_with_their_table(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    Page *page = page_new("en-GB", "P");
    SvgBars two = make_bars(2), one = make_bars(1);
    SvgProfile profile = {"Profile", "Of 3", 0, 5, "round 2", "round 1", dimensions, 3};
    page_add_bars(page, &two, "Idea");
    page_add_bars(page, &one, "Idea");
    page_add_profile(page, &profile, "Dimension");
    markdown_add_page(&out, page);
    assert_non_null(strstr(str_text(&out), "| Idea | health | others | all |\n|---|---:|---:|---:|\n"));
    assert_non_null(strstr(str_text(&out), "| B Leads | 5 | 0 | 5 |\n| Forms | 0 | 0 | 0 |\n"));
    assert_non_null(strstr(str_text(&out), "| Idea | points |\n|---|---:|\n"));
    assert_non_null(strstr(str_text(&out),
                           "| Shared leadership | 2 | 3 | 1 to 5 | 9 of 12 within 2 to 4: agreement |\n"
                           "| Money | not rated | 2.5 | 0 to 5 | split |\n"
                           "| Trust | 0 | not rated |  | nobody could say |\n"));
    assert_null(strstr(str_text(&out), "svg"));
    str_clear(&out);
    html_add_page(&out, page);
    assert_well_formed(str_text(&out));
    assert_int_equal(count(str_text(&out), "<figure>"), 3);
    assert_non_null(strstr(str_text(&out), "alt=\"Points. A 22, B 5\" width=\"360\" height=\""));
    assert_non_null(
        strstr(str_text(&out), "src=\"data:image/svg+xml;base64,PHN2ZyB4bWxucz0i")); /* <svg xmlns=" */
    assert_int_equal(count(str_text(&out), "<table"), 3);
    page_free(page);
    str_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_written_in_markdown),
        cmocka_unit_test(a_page_is_written_in_html),
        cmocka_unit_test(html_holds_what_people_type),
        cmocka_unit_test(both_writers_say_the_same),
        cmocka_unit_test(bars_are_drawn_to_scale),
        cmocka_unit_test(bars_of_one_group_have_no_legend),
        cmocka_unit_test(bars_of_too_many_groups_are_whole),
        cmocka_unit_test(long_words_are_cut_in_a_picture),
        cmocka_unit_test(a_profile_marks_now_and_earlier),
        cmocka_unit_test(pictures_come_with_their_table),
    };
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
