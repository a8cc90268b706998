/* SPDX-License-Identifier: MIT */
/* format: JSON, CSV and Markdown as others read them. */
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmark.h>
#include <cmocka.h>

#include "rir/csv.h"
#include "rir/json.h"
#include "rir/markdown.h"
#include "rir/str.h"

/* --- json */

static void json_writes_a_document(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    Json json = json_begin(&out, 0);
    json_open(&json, NULL, '{');
    json_add_text(&json, "kind", "verbatim");
    json_add_text(&json, "speaker", NULL);
    json_add_some(&json, "raw", "");
    json_add_some(&json, "gone", NULL);
    json_add_some(&json, "code", "money");
    json_add_number(&json, "n", -9223372036854775807 - 1);
    json_add_bool(&json, "quotable", true);
    json_add_bool(&json, "pilot", false);
    json_open(&json, "codes", '[');
    json_add_text(&json, NULL, "a");
    json_add_number(&json, NULL, 2);
    json_add_null(&json, NULL);
    json_open(&json, NULL, '{');
    json_close(&json, '}');
    json_close(&json, ']');
    json_open(&json, "none", '[');
    json_close(&json, ']');
    json_add_null(&json, "last");
    json_close(&json, '}');
    assert_string_equal(str_text(&out), "{\"kind\":\"verbatim\",\"speaker\":null,\"code\":\"money\","
                                        "\"n\":-9223372036854775808,\"quotable\":true,\"pilot\":false,"
                                        "\"codes\":[\"a\",2,null,{}],\"none\":[],\"last\":null}");
    str_free(&out);
}

static void json_indents(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    Json json = json_begin(&out, 2);
    json_open(&json, NULL, '[');
    json_open(&json, NULL, '{');
    json_add_number(&json, "a", 1);
    json_open(&json, "b", '[');
    json_close(&json, ']');
    json_close(&json, '}');
    json_add_number(&json, NULL, 2);
    json_close(&json, ']');
    assert_string_equal(str_text(&out), "[\n  {\n    \"a\": 1,\n    \"b\": []\n  },\n  2\n]");
    str_free(&out);
}

static void json_escapes_what_it_must(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    json_add_quoted(&out, "a\"b\\c/\b\t\n\v\f\r\x01\x1F\x7F \xC3\xA9 \xF0\x9F\x99\x82");
    assert_string_equal(str_text(&out), "\"a\\\"b\\\\c/\\b\\t\\n\\u000b\\f\\r\\u0001\\u001f\\u007f "
                                        "\xC3\xA9 \xF0\x9F\x99\x82\"");
    str_clear(&out);
    json_add_quoted(&out, "");
    assert_string_equal(str_text(&out), "\"\"");
    str_free(&out);
}

static void json_writes_numbers_that_read_back(void **state)
{
    (void)state;
    static const double numbers[] = {0, 0.1, 1.0 / 3, 0.691964285714, 1e300, -2.5e-310, 1234567890123456.0,
                                     5};
    const char *locales[] = {"C", "de_DE.UTF-8", "fr_FR.UTF-8"};
    for (size_t l = 0; l < 3; l++) {
        if (setlocale(LC_NUMERIC, locales[l]) == NULL)
            continue;
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
            Str out = STR_EMPTY;
            Json json = json_begin(&out, 0);
            json_add_real(&json, NULL, numbers[i]);
            assert_null(strchr(str_text(&out), ','));
            setlocale(LC_NUMERIC, "C");
            double back = strtod(str_text(&out), NULL);
            assert_memory_equal(&back, &numbers[i], sizeof back);
            setlocale(LC_NUMERIC, locales[l]);
            str_free(&out);
        }
    }
    setlocale(LC_NUMERIC, "C");
    Str out = STR_EMPTY;
    Json json = json_begin(&out, 0);
    json_open(&json, NULL, '[');
    json_add_real(&json, NULL, 0.1);
    json_add_real(&json, NULL, 5);
    json_add_real(&json, NULL, (double)NAN);
    json_add_real(&json, NULL, (double)INFINITY);
    json_close(&json, ']');
    assert_string_equal(str_text(&out), "[0.1,5,null,null]");
    str_free(&out);
}

/* --- csv */

static void csv_writes_rows(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    Csv csv = csv_begin(&out);
    csv_add_text(&csv, "id");
    csv_add_text(&csv, NULL);
    csv_add_text(&csv, "");
    csv_add_text(&csv, "a,b");
    csv_end_row(&csv);
    csv_add_text(&csv, "said \"no\"");
    csv_add_text(&csv, "two\nlines");
    csv_add_text(&csv, "caf\xC3\xA9");
    csv_end_row(&csv);
    csv_end_row(&csv);
    csv_add_text(&csv, "");
    csv_end_row(&csv);
    assert_string_equal(str_text(&out),
                        "id,,,\"a,b\"\r\n\"said \"\"no\"\"\",\"two\nlines\",caf\xC3\xA9\r\n\r\n\"\"\r\n");
    str_free(&out);
}

static void csv_gives_spreadsheets_no_formula(void **state)
{
    (void)state;
    static const struct {
        const char *text, *cell;
    } rows[] = {
        {"=1+1", "'=1+1"},   {"=\"a\"", "\"'=\"\"a\"\"\""},
        {"+cmd", "'+cmd"},   {"-we left", "'-we left"},
        {"@P07", "'@P07"},   {"\tx", "'\tx"},
        {"\rx", "\"'\rx\""}, {"-5", "-5"},
        {"+2.50", "+2.50"},  {"-1e-3", "-1e-3"},
        {"-", "'-"},         {"-5-3", "'-5-3"},
        {"-5.", "'-5."},     {"-.5", "'-.5"},
        {"+1e", "'+1e"},     {"plain = text", "plain = text"},
        {"'=1", "'=1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str out = STR_EMPTY;
        Csv csv = csv_begin(&out);
        csv_add_text(&csv, rows[i].text);
        assert_string_equal(str_text(&out), rows[i].cell);
        str_free(&out);
    }
}

/* --- markdown */

/* What a CommonMark reader shows of `markdown`, which must be one block of that type in `depth` containers.
 */
static char *read_block(const char *markdown, cmark_node_type type, int depth)
{
    cmark_node *document = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
    cmark_node *node = document;
    for (int i = 0; i <= depth; i++) {
        node = cmark_node_first_child(node);
        assert_non_null(node);
        assert_null(cmark_node_next(node));
    }
    assert_int_equal(cmark_node_get_type(node), type);
    Str out = STR_EMPTY;
    for (cmark_node *child = cmark_node_first_child(node); child != NULL; child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) == CMARK_NODE_LINEBREAK) {
            str_add_byte(&out, '\n');
        } else {
            assert_int_equal(cmark_node_get_type(child), CMARK_NODE_TEXT);
            str_add(&out, cmark_node_get_literal(child));
        }
    }
    cmark_node_free(document);
    return str_take(&out);
}

static const char *const texts[] = {
    "plain text, nothing more.",
    "# not a heading",
    "#code stays a word, see #money",
    "ends in C #",
    "> not a quote",
    "- not a list",
    "+ not a list",
    "1. not a list",
    "12) not a list",
    "1234567890. never a list",
    "---",
    "===",
    "a\n===",
    "a\n---\nb",
    "***",
    "___",
    "* * *",
    "```",
    "~~~",
    "~~struck~~",
    "*em* **strong** _em_ __strong__",
    "snake_case_name and 2*3*4",
    "[link](there) ![picture](there) [ref]: x",
    "[x]: /url",
    "[^1]",
    "<b>html</b> <!-- x --> <http://a.b>",
    "&amp; &#65; & R&D",
    "back\\slash \\* \\",
    "`code` and `` more ``",
    "| a | b |\n|---|---|",
    "line one\nline two\n\nline four",
    "\nfirst is empty",
    " one space",
    "    four spaces",
    "\ttab",
    "ends in space \nand goes on",
    "ends in space  ",
    " ",
    "   \nx",
    "a lone\rcarriage return",
    "{#id .class}",
    "1\n2.\n3)",
    "caf\xC3\xA9 \xE4\xBD\xA0\xE5\xA5\xBD \xF0\x9F\x99\x82",
};

static void markdown_reads_as_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Str out = STR_EMPTY;
        markdown_add_text(&out, texts[i], 0);
        char *back = read_block(str_text(&out), CMARK_NODE_PARAGRAPH, 0);
        assert_string_equal(back, texts[i]);
        free(back);
        str_clear(&out);
        str_add(&out, "- ");
        markdown_add_text(&out, texts[i], 2);
        back = read_block(str_text(&out), CMARK_NODE_PARAGRAPH, 2);
        assert_string_equal(back, texts[i]);
        free(back);
        str_free(&out);
    }
}

/* Every short text over the characters that matter. */
static void markdown_holds_for_all_short_texts(void **state)
{
    (void)state;
    static const char signs[] = "a1 \t\n#*_`~[]()<>&;!|\\+-=.{}\"";
    size_t count = sizeof signs - 1;
    for (size_t n = 0; n < count * count * count * count; n++) {
        char text[5] = {0};
        size_t rest = n;
        for (size_t i = 0; i < 4; i++, rest /= count)
            text[i] = signs[rest % count];
        if (text[3] == '\n')
            continue; /* line ends at the end are dropped */
        Str out = STR_EMPTY;
        markdown_add_text(&out, text, 0);
        char *back = read_block(str_text(&out), CMARK_NODE_PARAGRAPH, 0);
        assert_string_equal(back, text);
        free(back);
        str_free(&out);
    }
}

static void markdown_drops_line_ends_at_the_end(void **state)
{
    (void)state;
    Str out = STR_EMPTY;
    markdown_add_text(&out, "a\nb\n\n", 3);
    assert_string_equal(str_text(&out), "a\\\n   b");
    str_clear(&out);
    markdown_add_text(&out, "", 0);
    markdown_add_text(&out, "\n", 0);
    assert_string_equal(str_text(&out), "");
    str_free(&out);
}

static void markdown_holds_in_a_heading(void **state)
{
    (void)state;
    static const char *const titles[] = {"C #", "C ##", "#", "a # b", "Team #3 #"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        Str out = STR_EMPTY;
        str_add(&out, "# ");
        markdown_add_text(&out, titles[i], 0);
        char *back = read_block(str_text(&out), CMARK_NODE_HEADING, 0);
        assert_string_equal(back, titles[i]);
        free(back);
        str_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_writes_a_document),
        cmocka_unit_test(json_indents),
        cmocka_unit_test(json_escapes_what_it_must),
        cmocka_unit_test(json_writes_numbers_that_read_back),
        cmocka_unit_test(csv_writes_rows),
        cmocka_unit_test(csv_gives_spreadsheets_no_formula),
        cmocka_unit_test(markdown_reads_as_written),
        cmocka_unit_test(markdown_holds_for_all_short_texts),
        cmocka_unit_test(markdown_drops_line_ends_at_the_end),
        cmocka_unit_test(markdown_holds_in_a_heading),
    };
    return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
