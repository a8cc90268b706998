/* SPDX-License-Identifier: MIT */
/* note_kind: the table itself. A new kind is one row here and one name in the enum. */
#include "rir/note_kind.h"

#include <strings.h>

/* clang-format off */
static const NoteKindRow KINDS[] = {
    {NOTE_VERBATIM, 'v', "verbatim", NOTE_ROLE_WORDS, .is_words = true,
     .help = "exact words; quoting them needs consent", .heading = "Verbatim"},
    {NOTE_PARAPHRASE, 'p', "paraphrase", NOTE_ROLE_WORDS, .is_words = true,
     .help = "what was said, in your words", .heading = "Paraphrased"},
    {NOTE_OBSERVATION, 'o', "observation", NOTE_ROLE_SEEN, .is_discreet = true,
     .help = "what you saw or heard besides the words: tone, pause, gesture", .heading = "Observations"},
    {NOTE_COMMENT, 'c', "comment", NOTE_ROLE_OWN, .is_discreet = true, .is_own = true,
     .help = "your own thought in the moment", .heading = "Comments"},
    {NOTE_MEMO, 'm', "memo", NOTE_ROLE_OWN, .is_discreet = true, .is_own = true,
     .help = "your own reflection: on analysis, method, your part in it", .heading = "Memos"},
    {NOTE_FOLLOW_UP, 'f', "follow-up", NOTE_ROLE_TASK, .is_own = true,
     .help = "to return to, now or next time", .heading = "Follow-ups"},
    {NOTE_ACTION, 'a', "action", NOTE_ROLE_TASK,
     .help = "something somebody will do", .heading = "Actions"},
    {NOTE_IDEA, 'i', "idea", NOTE_ROLE_OUTPUT, .is_words = true,
     .help = "an idea a participant put forward", .heading = "Ideas"},
    {NOTE_RECOMMENDATION, 'r', "recommendation", NOTE_ROLE_OUTPUT,
     .help = "what the group recommends", .heading = "Recommendations"},
    {NOTE_DECISION, 'd', "decision", NOTE_ROLE_OUTPUT,
     .help = "what was agreed", .heading = "Decisions"},
    {NOTE_DISSENT, 'x', "dissent", NOTE_ROLE_OUTPUT, .is_words = true,
     .help = "who disagreed, and why", .heading = "Dissent"},
    {NOTE_PARKED, 'k', "parked", NOTE_ROLE_OUTPUT,
     .help = "put aside for later: the parking lot", .heading = "Parked"},
    {NOTE_EXTRACT, 0, "extract", NOTE_ROLE_WORDS,
     .help = "copied from a document; no letter, a bare line is one there", .heading = "Extracts"},
};
/* clang-format on */
#define KIND_COUNT (sizeof KINDS / sizeof *KINDS)
_Static_assert(KIND_COUNT == NOTE_KINDS - 1, "every kind but NOTE_NONE has a row");

const NoteKindRow *note_kind_list(size_t *count)
{
    *count = KIND_COUNT;
    return KINDS;
}

const NoteKindRow *note_kind_find(NoteKind kind)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (KINDS[i].kind == kind)
            return &KINDS[i];
    return NULL;
}

const NoteKindRow *note_kind_find_letter(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        letter = (char)(letter - 'A' + 'a');
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (letter && KINDS[i].letter == letter)
            return &KINDS[i];
    return NULL;
}

const NoteKindRow *note_kind_find_name(const char *name)
{
    if (name[0] && !name[1])
        return note_kind_find_letter(name[0]);
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (!strcasecmp(KINDS[i].name, name))
            return &KINDS[i];
    return NULL;
}
