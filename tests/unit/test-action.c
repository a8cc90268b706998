/* SPDX-License-Identifier: MIT */
/* The table of acts, and the keys people give them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "rir/action.h"
#include "rir/file.h"
#include "rir/line.h"
#include "rir/text.h"
#include "rir/view.h"

static void test_table_is_sound(void **state)
{
    (void)state;
    size_t count;
    const ActionRow *rows = action_list(&count);

    assert_int_equal(count, ACTIONS - 1);
    for (size_t i = 0; i < count; i++) {
        const char *keys = rows[i].keys;
        assert_ptr_equal(action_find(rows[i].action), &rows[i]);
        assert_ptr_equal(action_find_name(rows[i].name), &rows[i]);
        assert_int_equal(rows[i].hints & ~rows[i].contexts, 0);
        assert_int_not_equal(key_read_next(&keys), KEY_NONE);
        while (key_read_next(&keys) != KEY_NONE)
            ;
        assert_string_equal(keys, "");
        assert_true(strlen(rows[i].label) > 0 && strlen(rows[i].help) > 0);
        assert_true(strlen(rows[i].name) <= 16);
        assert_true(strlen(rows[i].help) <= 39); /* whole on the help screen at 60 columns */
    }
    assert_null(action_find(ACTION_NONE));
    assert_null(action_find_name("no-such-act"));
}

/* In every context each key of an act that counts there leads to that act. */
static void check_no_key_does_two_things(const Keymap *keymap)
{
    size_t count;
    const ActionRow *rows = action_list(&count);
    for (int bit = 2; bit < CONTEXT_COUNT; bit++)
        for (size_t i = 0; i < count; i++) {
            Context context = (Context)(1u << bit);
            Key key;
            for (size_t n = 0; (key = keymap_find_key(keymap, rows[i].action, context, n)) != KEY_NONE; n++)
                if (keymap_find(keymap, context, key, NULL) != rows[i].action)
                    fail_msg("key %zu of %s does something else too (%s)", n + 1, rows[i].name,
                             context_name(context));
        }
}

static void test_no_key_does_two_things(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new();
    check_no_key_does_two_things(keymap);
    keymap_free(keymap);
}

/* In every context, every act of it can be reached by a key that counts there. */
static void test_every_act_has_a_key_where_it_holds(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new();
    size_t count;
    const ActionRow *rows = action_list(&count);

    for (size_t i = 0; i < count; i++)
        for (int bit = 2; bit < CONTEXT_COUNT; bit++) {
            Context context = (Context)(1u << bit);
            if ((rows[i].contexts & (unsigned)context) == 0)
                continue;
            Key key = keymap_find_key(keymap, rows[i].action, context, 0);
            assert_int_not_equal(key, KEY_NONE);
            assert_int_equal(keymap_find(keymap, context, key, NULL), rows[i].action);
        }
    keymap_free(keymap);
}

/* Function keys are extras: terminals take some of them. */
static void test_function_keys_are_never_the_only_way(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new();
    size_t count;
    const ActionRow *rows = action_list(&count);

    for (size_t i = 0; i < count; i++)
        for (int bit = 2; bit < CONTEXT_COUNT; bit++) {
            Context context = (Context)(1u << bit);
            bool has_key = false, has_other = false;
            Key key;
            for (size_t n = 0; (key = keymap_find_key(keymap, rows[i].action, context, n)) != KEY_NONE; n++) {
                has_key = true;
                has_other = has_other || key < PRESS_F1 || key > PRESS_F12;
            }
            assert_true(!has_key || has_other);
        }
    keymap_free(keymap);
}

static bool has_session_key(const Keymap *keymap, Action action)
{
    for (int bit = 2; bit < CONTEXT_COUNT; bit++)
        if ((1u << bit & CONTEXT_SESSIONS) != 0 &&
            keymap_find_key(keymap, action, (Context)(1u << bit), 0) != KEY_NONE)
            return true;
    return false;
}

/* The act that has the command among its twins; NULL when none has. */
static const ActionRow *find_twin(const char *command)
{
    size_t count;
    const ActionRow *rows = action_list(&count);
    char word[40];
    snprintf(word, sizeof word, " %s ", command);
    for (size_t i = 0; i < count; i++) {
        char words[200];
        snprintf(words, sizeof words, " %s ", rows[i].commands != NULL ? rows[i].commands : "");
        if (strstr(words, word) != NULL)
            return &rows[i];
    }
    return NULL;
}

/* Whatever can be typed as a command has a key on the screen of a session, and no twin is made up. */
static void test_every_command_has_a_key(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new();
    size_t count;
    const LineCommandRow *commands = line_list_commands(&count);
    const ActionRow *rows;

    for (size_t i = 0; i < count; i++) {
        const ActionRow *row = find_twin(commands[i].name);
        if (row == NULL)
            fail_msg("/%s has no act", commands[i].name);
        assert_true(has_session_key(keymap, row->action));
    }
    rows = action_list(&count);
    for (size_t i = 0; i < count; i++) {
        Str words = STR_EMPTY;
        str_add(&words, rows[i].commands != NULL ? rows[i].commands : "");
        for (char *word = strtok(words.data, " "); word != NULL; word = strtok(NULL, " "))
            assert_non_null(line_find_command(word));
        str_free(&words);
    }
    keymap_free(keymap);
}

static bool has_word(const char *list, const char *word, size_t size)
{
    for (; list != NULL && *list != '\0'; list += strspn(list, " ")) {
        size_t length = strcspn(list, " ");
        if (length == size && memcmp(list, word, size) == 0)
            return true;
        list += length;
    }
    return false;
}

/* Where the handbook says "`/command words` (Alt-x)", Alt-x does that. */
static void test_the_handbook_gives_a_command_its_own_key(void **state)
{
    (void)state;
    static const char behind[] = "` (Alt-";
    const char *source = getenv("RIR_SOURCE");
    size_t row_count, pairs = 0;
    const ActionRow *rows = action_list(&row_count);
    Str path = STR_EMPTY, page = STR_EMPTY;
    Err err = {0};

    str_add_format(&path, "%s/doc/handbook.md", source != NULL ? source : ".");
    assert_int_equal(file_read(str_text(&path), 1 << 20, &page, &err), 0);
    for (const char *at = strstr(str_text(&page), behind); at != NULL; at = strstr(at + 1, behind)) {
        const char *word = at;
        while (word[-1] != '`')
            word--;
        size_t size = strcspn(word, " `"), i = 0;
        const char *key = at + strlen(behind) - strlen("Alt-");
        if (*word != '/')
            continue;
        while (i < row_count && !(has_word(rows[i].commands, word + 1, size - 1) &&
                                  has_word(rows[i].keys, key, strcspn(key, ")"))))
            i++;
        if (i == row_count)
            fail_msg("the handbook says %.*s for %.*s", (int)strcspn(key, ")"), key, (int)size, word);
        pairs++;
    }
    assert_true(pairs > 5);
    str_free(&path);
    str_free(&page);
}

/* Readline's own keys mean while typing what readline means by them. */
static void test_editing_keys_win(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        Action action;
    } wanted[] = {
        {"Ctrl-a", ACTION_FIELD_HOME},         {"Ctrl-e", ACTION_FIELD_END},
        {"Ctrl-b", ACTION_FIELD_LEFT},         {"Ctrl-f", ACTION_FIELD_RIGHT},
        {"Alt-b", ACTION_FIELD_WORD_LEFT},     {"Alt-f", ACTION_FIELD_WORD_RIGHT},
        {"Ctrl-d", ACTION_FIELD_DELETE},       {"Ctrl-h", ACTION_FIELD_BACKSPACE},
        {"Ctrl-k", ACTION_FIELD_CUT_TO_END},   {"Ctrl-u", ACTION_FIELD_CUT_TO_HOME},
        {"Ctrl-w", ACTION_FIELD_CUT_SPACE_LEFT}, {"Alt-d", ACTION_FIELD_CUT_WORD_RIGHT},
        {"Ctrl-y", ACTION_FIELD_YANK},         {"Alt-y", ACTION_FIELD_YANK_POP},
        {"Ctrl-t", ACTION_FIELD_SWAP},         {"Alt-t", ACTION_FIELD_SWAP_WORDS},
        {"Alt-u", ACTION_FIELD_UPPER},         {"Alt-l", ACTION_FIELD_LOWER},
        {"Alt-c", ACTION_FIELD_CAPITAL},       {"Ctrl-_", ACTION_FIELD_UNDO},
        {"Alt-Backspace", ACTION_FIELD_CUT_WORD_LEFT},
    };
    Keymap *keymap = keymap_new();

    for (int bit = 2; bit < CONTEXT_COUNT; bit++)
        for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
            if (context_is_text((Context)(1u << bit))) {
                const char *name = wanted[i].key;
                Key key = key_read_next(&name);
                assert_int_equal(keymap_find(keymap, (Context)(1u << bit), key, NULL), wanted[i].action);
            }
    keymap_free(keymap);
}

static void test_characters_are_text_where_text_is_typed(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new();

    for (Key key = ' '; key < 0x7f; key++)
        assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, key, NULL), ACTION_NONE);
    assert_int_equal(keymap_find(keymap, CONTEXT_READER, 'e', NULL), ACTION_EDIT);
    assert_int_equal(keymap_find(keymap, CONTEXT_READER, '?', NULL), ACTION_HELP);
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'e', NULL), ACTION_EDIT);
    keymap_free(keymap);
}

static void test_digits_give_their_number(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new();
    int number = -1;

    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | '7', &number), ACTION_PROBE);
    assert_int_equal(number, 7);
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'n', &number), ACTION_NEXT);
    assert_int_equal(number, 0);
    keymap_free(keymap);
}

/* Settings from a file of these lines, in a folder of the test's own. */
static Settings *make_settings(const char *lines)
{
    char folder[] = "/tmp/rir-test-XXXXXX";
    Str path = STR_EMPTY;
    Err err;

    assert_non_null(mkdtemp(folder));
    setenv("XDG_CONFIG_HOME", folder, 1);
    assert_int_equal(file_find_folder(FILE_FOLDER_CONFIG, &path, &err), 0);
    str_add(&path, "/settings");
    assert_int_equal(file_write(path.data, lines, strlen(lines), &err), 0);
    Settings *settings = settings_open(&err);
    assert_non_null(settings);
    assert_int_equal(unlink(path.data), 0);
    str_cut(&path, path.size - strlen("/settings"));
    assert_int_equal(rmdir(path.data), 0);
    assert_int_equal(rmdir(folder), 0);
    str_free(&path);
    return settings;
}

/* The table's keys changed by these lines; what was said of them must be `expected`. */
static Keymap *bind(const char *lines, const char *expected)
{
    Settings *settings = make_settings(lines);
    Keymap *keymap = keymap_new();
    Str problems = STR_EMPTY;
    keymap_read_settings(keymap, settings, &problems);
    assert_string_equal(str_text(&problems), expected);
    str_free(&problems);
    settings_close(settings);
    return keymap;
}

static void test_binding(void **state)
{
    (void)state;
    Keymap *keymap = bind("key.next = F5, Alt-]\n", "");
    Str keys = STR_EMPTY;
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, PRESS_F1 + 4, NULL), ACTION_NEXT);
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'n', NULL), ACTION_NONE);
    keymap_add_keys(&keys, keymap, ACTION_NEXT, CONTEXT_SESSION);
    assert_string_equal(str_text(&keys), "F5, Alt-]");
    str_clear(&keys);
    keymap_add_keys(&keys, keymap, ACTION_PROBE, CONTEXT_SESSION);
    assert_string_equal(str_text(&keys), "Alt-1..9");
    str_free(&keys);
    keymap_free(keymap);

    keymap_free(bind("key.next = Alt-p\n", "key.next: Alt-p is already `back` (session); choose another key, "
                                           "or give that one another\n"));
    keymap = bind("key.next = Alt-b\n", /* readline's */
                  "key.next: Alt-b is already `word-left` (session); choose another key, or give that one "
                  "another\n");
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'n', NULL), ACTION_NEXT);
    keymap_free(keymap);

    keymap = bind("key.next = none\n", "");
    assert_int_equal(keymap_find_key(keymap, ACTION_NEXT, CONTEXT_SESSION, 0), KEY_NONE);
    keymap_free(keymap);
}

static void test_problems_are_told_in_sentences(void **state)
{
    (void)state;
    Settings *settings = make_settings("key.nothing = x\nkey.never = y\n");
    Desk *desk = desk_new(settings);

    assert_string_equal(desk_find_message(desk),
                        "key.nothing: there is no act of this name; the help screen has their names. "
                        "key.never: there is no act of this name; the help screen has their names");
    desk_free(desk);
    settings_close(settings);
}

static void test_keys_of_the_settings(void **state)
{
    (void)state;
    Settings *settings = make_settings("key.next = Alt-p\n"
                                       "key.back = Alt-n\n"
                                       "key.mark = Alt-k\n"
                                       "key.nothing = x\n"
                                       "key.off = Alt-\n");
    Keymap *keymap = keymap_new();
    Str problems = STR_EMPTY;

    keymap_read_settings(keymap, settings, &problems);
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'p', NULL),
                     ACTION_NEXT); /* they change places */
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'n', NULL), ACTION_PREVIOUS);
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'm', NULL),
                     ACTION_MARK); /* left as they were */
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'k', NULL), ACTION_KIND);
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'o', NULL), ACTION_OFF);
    assert_string_equal(
        str_text(&problems),
        "key.nothing: there is no act of this name; the help screen has their names\n"
        "key.off: `Alt-` is no key; keys are written like Alt-n, Ctrl-a, F3, PgUp, Enter or x\n"
        "key.mark: Alt-k is already `kind` (session); choose another key, or give that one another\n");
    str_free(&problems);
    keymap_free(keymap);
    settings_close(settings);
}

/* One gets its own key back, which another took: that one goes back too. */
static void test_clashes_in_a_chain_end(void **state)
{
    (void)state;
    Settings *settings = make_settings("key.next = Alt-g\nkey.back = Alt-n\n");
    Keymap *keymap = keymap_new();
    Str problems = STR_EMPTY;

    keymap_read_settings(keymap, settings, &problems);
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'n', NULL), ACTION_NEXT);
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'p', NULL), ACTION_PREVIOUS);
    assert_int_equal(keymap_find(keymap, CONTEXT_SESSION, KEY_ALT | 'g', NULL), ACTION_GO);
    check_no_key_does_two_things(keymap);
    str_free(&problems);
    keymap_free(keymap);
    settings_close(settings);
}

static void check_hints(const Keymap *keymap, Context context, size_t columns, const char *wanted)
{
    Str hints = STR_EMPTY;

    keymap_add_hints(&hints, keymap, context, columns);
    assert_string_equal(str_text(&hints), wanted);
    assert_true(text_measure(str_text(&hints), hints.size) <= columns);
    str_free(&hints);
}

static void test_hints(void **state)
{
    (void)state;
    Keymap *keymap = keymap_new();

    check_hints(keymap, CONTEXT_SESSION, 78,
                "Alt: n next  p back  g go to  1-9 probe  o off  m mark  k kind   F1 keys");
    check_hints(keymap, CONTEXT_HOME, 78,
                "Enter open  s start  r resume  l log  / search  p people  d documents   ? keys");
    check_hints(keymap, CONTEXT_SESSION, 30, "Alt: n next  p back   F1 keys");
    check_hints(keymap, CONTEXT_SESSION, 10, "F1 keys");
    check_hints(keymap, CONTEXT_SESSION, 3, "");
    keymap_free(keymap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_is_sound),
        cmocka_unit_test(test_no_key_does_two_things),
        cmocka_unit_test(test_every_act_has_a_key_where_it_holds),
        cmocka_unit_test(test_function_keys_are_never_the_only_way),
        cmocka_unit_test(test_every_command_has_a_key),
        cmocka_unit_test(test_the_handbook_gives_a_command_its_own_key),
        cmocka_unit_test(test_editing_keys_win),
        cmocka_unit_test(test_characters_are_text_where_text_is_typed),
        cmocka_unit_test(test_digits_give_their_number),
        cmocka_unit_test(test_binding),
        cmocka_unit_test(test_keys_of_the_settings),
        cmocka_unit_test(test_problems_are_told_in_sentences),
        cmocka_unit_test(test_clashes_in_a_chain_end),
        cmocka_unit_test(test_hints),
    };
    return cmocka_run_group_tests_name("action", tests, NULL, NULL);
}
