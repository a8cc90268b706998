/* SPDX-License-Identifier: MIT */
/* line: reading a typed line. A line is a command, or a head (time, kind, who speaks), a body, and a run of
 * codes and speakers at its end. Nothing typed is dropped silently: what cannot be meant is refused and stays
 * in the line, what can be plain text is plain text. */
#include "rir/line.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "rir/mem.h"
#include "rir/text.h"
#include "scan.h"
#include "stamp.h"

#define MARKS_MAX 256 /* codes, or speakers, on one line: more is a mistake */

static const char *const VALENCES[] = {"neutral", "enabler", "barrier", "mixed"};

const char *line_name_valence(Valence valence)
{
    return VALENCES[valence];
}

bool line_find_valence(const char *name, Valence *valence)
{
    for (size_t i = 0; i < sizeof VALENCES / sizeof *VALENCES; i++) {
        if (!strcmp(VALENCES[i], name)) {
            *valence = (Valence)i;
            return true;
        }
    }
    return false;
}

typedef struct {
    Line *line;
    const char *text; /* line->raw */
    size_t at, end;   /* what is still to be read, without white space around it */
    size_t code_room, speaker_room;
    bool has_kind; /* a kind was typed, or it is settled that none was */
    bool has_stamp;
    bool is_quoted; /* `"text`: a quotation mark at the end of the body closes it */
} Reader;

/* --- what a line holds */

static void forget_note(Line *line)
{
    for (size_t i = 0; i < line->code_count; i++)
        free(line->codes[i].name);
    for (size_t i = 0; i < line->speaker_count; i++)
        free(line->speakers[i]);
    free(line->codes);
    free(line->speakers);
    free(line->text);
    line->codes = NULL;
    line->speakers = NULL;
    line->text = NULL;
    line->code_count = line->speaker_count = 0;
    line->kind = NOTE_NONE;
    line->time = LINE_TIME_NOW;
    line->time_ms = 0;
    line->about = false;
}

static void forget_command(Line *line)
{
    for (size_t i = 0; i < line->word_count; i++)
        free(line->words[i]);
    free(line->words);
    free(line->rest);
    line->command = NULL;
    line->words = NULL;
    line->rest = NULL;
    line->word_count = 0;
}

void line_free(Line *line)
{
    forget_note(line);
    forget_command(line);
    free(line->wrong);
    free(line->raw);
    *line = (Line){0};
}

__attribute__((format(printf, 2, 3))) static void refuse(Line *line, const char *format, ...)
{
    Str wrong = STR_EMPTY;
    va_list args;
    va_start(args, format);
    str_add_formatv(&wrong, format, args);
    va_end(args);
    forget_note(line);
    forget_command(line);
    free(line->wrong);
    line->type = LINE_WRONG;
    line->wrong = str_take(&wrong);
}

static void put_code(Reader *reader, const Piece *piece, Valence valence, size_t start, size_t end)
{
    Line *line = reader->line;
    char *name = mem_copy_bytes(reader->text + piece->name, piece->name_end - piece->name);
    line->codes = mem_grow(line->codes, &reader->code_room, line->code_count + 1, sizeof *line->codes);
    line->codes[line->code_count++] = (LineCode){name, valence, start, end};
}

/* A code inside the text holds for its word, which is about to be added to `text`. */
static void add_word_code(Reader *reader, const Piece *piece, const Str *text)
{
    size_t start = text_count_points(str_text(text), text->size);
    size_t size = text_count_points(reader->text + piece->name, piece->name_end - piece->name);
    put_code(reader, piece, piece->valence, start, start + size);
}

static size_t find_code(const Line *line, size_t from, const char *name, size_t size)
{
    /* One code has one name, in whatever letters it is typed. */
    while (from < line->code_count && !text_is_same(line->codes[from].name, name, size))
        from++;
    return from;
}

/* A code at the end holds for the whole text, whose end is set when that is known, and so for its words too.
 * A second mention without a sign says nothing new. */
static void add_whole_code(Reader *reader, const Piece *piece)
{
    Line *line = reader->line;
    const char *name = reader->text + piece->name;
    size_t size = piece->name_end - piece->name, first = find_code(line, 0, name, size), other;
    if (first == line->code_count) {
        put_code(reader, piece, piece->valence, 0, 0);
        return;
    }
    Valence valence = line->codes[first].valence;
    while ((other = find_code(line, first + 1, name, size)) < line->code_count) {
        if (line->codes[other].valence != VALENCE_NEUTRAL)
            valence = line->codes[other].valence;
        free(line->codes[other].name);
        memmove(&line->codes[other], &line->codes[other + 1],
                (--line->code_count - other) * sizeof *line->codes);
    }
    if (piece->end > piece->name_end)
        valence = piece->valence;
    line->codes[first] = (LineCode){line->codes[first].name, valence, 0, 0};
}

static void add_speaker(Reader *reader, const Piece *piece)
{
    Line *line = reader->line;
    const char *name = reader->text + piece->name;
    size_t size = piece->name_end - piece->name;
    for (size_t i = 0; i < line->speaker_count; i++)
        if (strlen(line->speakers[i]) == size && !memcmp(line->speakers[i], name, size))
            return;
    line->speakers =
        mem_grow(line->speakers, &reader->speaker_room, line->speaker_count + 1, sizeof *line->speakers);
    line->speakers[line->speaker_count++] = mem_copy_bytes(name, size);
}

/* False, and the line refused, when there are too many. `text`: as far as it is read, NULL in the run behind
 * it. */
static bool add_mark(Reader *reader, const Piece *piece, const Str *text)
{
    if (reader->line->code_count + reader->line->speaker_count >= MARKS_MAX) {
        refuse(reader->line,
               "more than %d codes and speakers on one line: nothing was kept, type it as several notes",
               MARKS_MAX);
        return false;
    }
    if (piece->type == PIECE_CODE && text)
        add_word_code(reader, piece, text);
    else if (piece->type == PIECE_CODE)
        add_whole_code(reader, piece);
    else
        add_speaker(reader, piece);
    return true;
}

/* --- commands */

static void refuse_command(Line *line, const char *typed, const char *word)
{
    const NoteKindRow *kind = note_kind_find_name(word);
    const LineCommandRow *nearest = command_find_nearest(word);
    if (kind && kind->letter && word[1])
        refuse(line,
               "there is no /%s: a note of that kind is typed ,%c and its text; /help lists the commands",
               typed, kind->letter);
    else if (nearest)
        refuse(line, "there is no /%s. Did you mean /%s? A note that begins with / is typed \\/", typed,
               nearest->name);
    else
        refuse(line, "there is no /%s: /help lists the commands; a note that begins with / is typed \\/",
               typed);
}

#define SHOWN_COLUMNS 24 /* of an unknown command, in its refusal */

static bool begins_command(const Reader *reader)
{
    uint32_t point = 0;
    if (reader->end - reader->at > 1 && reader->text[reader->at] == '/')
        text_read_point(reader->text + reader->at + 1, reader->end - reader->at - 1, &point);
    return point && text_is_letter(point);
}

/* --- the head of a note: time, kind, who speaks */

static bool read_stamp(Reader *reader)
{
    Stamp stamp;
    Str wrong = STR_EMPTY;
    int found = stamp_read(reader->text, reader->end, &reader->at, &stamp, &wrong);
    if (found < 0)
        refuse(reader->line, "%s", str_text(&wrong));
    else if (found && reader->has_stamp)
        refuse(reader->line, "two times on one line: keep one; a plain bracket is typed \\[");
    str_free(&wrong);
    if (found > 0 && reader->line->type != LINE_WRONG) {
        reader->has_stamp = true;
        reader->line->time = stamp.time;
        reader->line->time_ms = stamp.ms;
        reader->line->about = stamp.about;
    }
    return found != 0;
}

static bool takes_time(const LineCommandRow *row)
{
    return row && (row->command == LINE_ARRIVE || row->command == LINE_DEPART);
}

/* The time that stands before the words of a command that takes one, or behind them. */
static void read_command_time(Reader *reader)
{
    size_t last = reader->end;
    if (read_stamp(reader))
        return;
    while (last > reader->at && reader->text[last - 1] != '[')
        last--;
    const char *close = last > reader->at ? strchr(reader->text + last, ']') : NULL;
    if (last == reader->at || (close && close != reader->text + reader->end - 1))
        return;
    Reader behind = *reader;
    behind.at = last - 1;
    if (!read_stamp(&behind))
        return;
    reader->has_stamp = behind.has_stamp;
    reader->end = scan_trim_end(reader->text, reader->at, last - 1);
}

/* The line begins with a slash and a letter, or with a time before them. Returns the command, NULL when there
 * is none such. */
static const LineCommandRow *read_command(Reader *reader)
{
    Line *line = reader->line;
    size_t name = reader->at + 1, end = name;
    while (end < reader->end) {
        uint32_t point;
        size_t bytes = text_read_point(reader->text + end, reader->end - end, &point);
        if (scan_is_space(point))
            break;
        end += bytes;
    }
    char *word = mem_copy_bytes(reader->text + name, end - name);
    for (char *byte = word; *byte; byte++)
        if (*byte >= 'A' && *byte <= 'Z')
            *byte = (char)(*byte - 'A' + 'a');
    const LineCommandRow *row = line_find_command(word);
    if (row) {
        reader->at = scan_skip_space(reader->text, end, reader->end);
        if (takes_time(row))
            read_command_time(reader);
        size_t rest = scan_skip_space(reader->text, reader->at, reader->end);
        if (line->type != LINE_WRONG) {
            line->type = LINE_COMMAND;
            line->command = row;
            line->rest = mem_copy_bytes(reader->text + rest, reader->end - rest);
            line->words = command_split(line->rest, &line->word_count);
        }
    } else {
        size_t shown = text_fit(reader->text + name, end - name, SHOWN_COLUMNS);
        char *typed = mem_copy_bytes(reader->text + name, shown);
        refuse_command(line, typed, word);
        free(typed);
    }
    free(word);
    return row;
}

static void refuse_letter(Line *line, const char *letter, size_t size)
{
    size_t count;
    const NoteKindRow *rows = note_kind_list(&count);
    Str list = STR_EMPTY;
    for (size_t i = 0; i < count; i++)
        if (rows[i].letter)
            str_add_format(&list, "%s%c %s", list.size ? ", " : "", rows[i].letter, rows[i].name);
    refuse(line,
           "no kind of note has the letter %.*s. The letters are %s. A note that begins with a comma is "
           "typed \\,",
           (int)size, letter, str_text(&list));
    str_free(&list);
}

/* `,v text`: a comma, one letter, and white space or the end. `, text` and `,and text` are plain. */
static bool read_letter(Reader *reader)
{
    const char *letter = reader->text + reader->at + 1;
    size_t left = reader->end - reader->at - 1;
    if (!left)
        return false;
    uint32_t point, behind = ' ';
    size_t size = text_read_point(letter, left, &point);
    if (size < left)
        text_read_point(letter + size, left - size, &behind);
    if (!text_is_letter(point) || !scan_is_space(behind))
        return false;
    const NoteKindRow *row = size == 1 ? note_kind_find_letter(*letter) : NULL;
    if (row)
        reader->line->kind = row->kind;
    else
        refuse_letter(reader->line, letter, size);
    reader->at += 1 + size;
    return true;
}

/* Verbatim, if the only other quotation mark, if any, ends the line: paraphrase must never pass for
 * quotation. */
static bool read_quote(Reader *reader)
{
    size_t start = reader->at + 1;
    size_t end = scan_trim_end(reader->text, start, scan_find_run(reader->text, start, reader->end));
    Scan scan = scan_begin(reader->text, start, end);
    Piece piece;
    while (scan_next(&scan, &piece))
        if (piece.type == PIECE_PLAIN && piece.point == '"' && piece.end < end)
            return false;
    reader->line->kind = NOTE_VERBATIM;
    reader->is_quoted = true;
    reader->at = start;
    return true;
}

static bool read_kind(Reader *reader)
{
    char first = reader->text[reader->at];
    if (reader->has_kind || (first != ',' && first != '"' && first != '?'))
        return false;
    reader->has_kind = true;
    if (first == ',')
        return read_letter(reader);
    if (first == '"')
        return read_quote(reader);
    reader->line->kind = NOTE_FOLLOW_UP;
    reader->at++;
    return true;
}

/* `@3 text`, `@P07: text`: who speaks leaves the text, if white space or a mark of a list is behind it. */
static bool read_first_speaker(Reader *reader)
{
    Scan scan = scan_begin(reader->text, reader->at, reader->end);
    Piece piece;
    if (!scan_next(&scan, &piece) || piece.type != PIECE_SPEAKER)
        return false;
    size_t end = piece.end;
    if (end < reader->end && strchr(",;:", reader->text[end]))
        end++;
    if (end < reader->end && scan_skip_space(reader->text, end, reader->end) == end)
        return false;
    reader->at = end;
    return add_mark(reader, &piece, NULL);
}

static void read_head(Reader *reader)
{
    while (reader->line->type != LINE_WRONG) {
        reader->at = scan_skip_space(reader->text, reader->at, reader->end);
        if (reader->at >= reader->end)
            return;
        if (!read_stamp(reader) && !read_kind(reader) && !read_first_speaker(reader))
            return;
    }
}

/* --- the body */

static void refuse_empty(Reader *reader)
{
    const NoteKindRow *row = note_kind_find(reader->line->kind);
    if (reader->is_quoted)
        refuse(reader->line, "nothing is quoted: type the words behind the quotation mark");
    else if (row)
        refuse(reader->line, "the %s has no text: type ,%c and its text; /help lists what can be typed",
               row->name, row->letter);
    else if (reader->line->speaker_count)
        refuse(reader->line,
               "a speaker and no words: type the words too, or /speaker %s if that is who speaks now",
               reader->line->speakers[0]);
    else
        refuse(reader->line, "no words: type them behind the time");
}

/* Adds body [start, end) to *text and its codes and speakers to the line. */
static bool add_body(Reader *reader, size_t start, size_t end, Str *text)
{
    Scan scan = scan_begin(reader->text, start, end);
    Piece piece;
    while (scan_next(&scan, &piece)) {
        bool is_mark = piece.type == PIECE_CODE || piece.type == PIECE_SPEAKER;
        if (is_mark && !add_mark(reader, &piece, text))
            return false;
        /* A bare 3 would read as a number: a seat inside the text stays as typed. */
        size_t from = piece.type == PIECE_SPEAKER && piece.is_seat ? piece.start : piece.name;
        str_add_bytes(text, reader->text + from, piece.name_end - from);
    }
    return true;
}

/* Takes the run at the end. When there is no other text its codes are the text too: a note says something. */
static bool add_run(Reader *reader, size_t start, Str *text)
{
    Scan scan = scan_begin(reader->text, start, reader->end);
    Piece piece;
    bool is_text = !text->size;
    while (scan_next(&scan, &piece)) {
        bool is_mark = piece.type == PIECE_CODE || piece.type == PIECE_SPEAKER;
        if (is_mark && !add_mark(reader, &piece, NULL))
            return false;
        if (is_text && piece.type == PIECE_CODE) {
            str_add(text, text->size ? " " : "");
            str_add_bytes(text, reader->text + piece.name, piece.name_end - piece.name);
        }
    }
    return true;
}

/* Behind a time: a command that takes one, and nothing else before it. */
static void read_timed_command(Reader *reader)
{
    Line *line = reader->line;
    bool is_bare = !reader->has_kind && line->speaker_count == 0;
    if (takes_time(read_command(reader)) && is_bare)
        return;
    refuse(line, "a time goes before a note, or with /arrive and /depart; a note that begins with / is typed "
                 "\\/");
}

static void read_note(Reader *reader)
{
    Line *line = reader->line;
    line->type = LINE_NOTE;
    read_head(reader);
    if (line->type == LINE_NOTE && reader->has_stamp && begins_command(reader)) {
        read_timed_command(reader);
        return;
    }
    if (line->type == LINE_WRONG)
        return;
    size_t run = scan_find_run(reader->text, reader->at, reader->end);
    size_t end = scan_trim_end(reader->text, reader->at, run);
    if (reader->is_quoted && end > reader->at && reader->text[end - 1] == '"' &&
        reader->text[end - 2] != '\\')
        end = scan_trim_end(reader->text, reader->at, end - 1);
    Str text = STR_EMPTY;
    if (add_body(reader, reader->at, end, &text) && add_run(reader, run, &text)) {
        for (size_t i = 0; i < line->code_count; i++)
            if (line->codes[i].end == 0)
                line->codes[i].end = text_count_points(str_text(&text), text.size);
        if (text.size)
            line->text = str_take(&text);
        else
            refuse_empty(reader);
    }
    str_free(&text);
}

/* --- lines */

static Line begin_line(const char *bytes, size_t size)
{
    Str raw = STR_EMPTY;
    text_add_clean(&raw, bytes, size);
    return (Line){.raw = str_take(&raw)};
}

Line line_read(const char *bytes, size_t size)
{
    Line line = begin_line(bytes, size);
    Reader reader = {.line = &line, .text = line.raw};
    reader.at = scan_skip_space(line.raw, 0, strlen(line.raw));
    reader.end = scan_trim_end(line.raw, reader.at, strlen(line.raw));
    if (reader.at == reader.end)
        line.type = LINE_EMPTY;
    else if (begins_command(&reader))
        read_command(&reader);
    else if (reader.end - reader.at == 1 && line.raw[reader.at] == '/')
        refuse(&line, "a slash begins a command: /help lists them");
    else
        read_note(&reader);
    return line;
}

Line line_read_paste(const char *bytes, size_t size)
{
    Line line = begin_line(bytes, size);
    size_t end = strlen(line.raw);
    size_t start = scan_skip_space(line.raw, 0, end);
    end = scan_trim_end(line.raw, start, end);
    if (start < end) {
        line.type = LINE_NOTE;
        line.text = mem_copy_bytes(line.raw + start, end - start);
    }
    return line;
}
