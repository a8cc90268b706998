/* SPDX-License-Identifier: MIT */
/* A guide to begin from, for each kind. */
#include <string.h>

#include "rir/guide.h"
#include "rir/text.h"

#define CONSENT                                                                                              \
    "consent:\n"                                                                                             \
    "  - id: part\n"                                                                                         \
    "    text: Agrees to take part\n"                                                                        \
    "    required: true\n"                                                                                   \
    "  - id: record\n"                                                                                       \
    "    text: Agrees to audio recording\n"                                                                  \
    "  - id: quote\n"                                                                                        \
    "    text: Agrees to anonymised quotes\n"

typedef struct {
    const char *title; /* when none is given */
    const char *front; /* behind title and kind */
    const char *body;
} Template;

static const Template templates[GUIDE_KINDS] = {
    [GUIDE_INTERVIEW] = {"New interview", "minutes: 60\n" CONSENT,
                         "# Opening {phase=opening minutes=10}\n"
                         "\n"
                         "Thank you for making the time. Paragraphs like this one are read out.\n"
                         "\n"
                         "1. Could you tell me about your role, and how you came to it? {#role}\n"
                         "   - What does an ordinary week look like?\n"
                         "\n"
                         "# Main part {phase=main minutes=40}\n"
                         "\n"
                         "2. What matters most about this, in your own words? {#matters .must}\n"
                         "   - Can you give me an example?\n"
                         "   - Who would see it differently?\n"
                         "\n"
                         "# Closing {phase=closing minutes=10}\n"
                         "\n"
                         "3. Is there anything I have not asked that I should have? {#unasked .must}\n"
                         "\n"
                         "Thank you. You can still withdraw what you said until [date].\n"},
    [GUIDE_FOCUS_GROUP] =
        {"New focus group", "minutes: 90\n" CONSENT,
         "# Opening {phase=opening minutes=15}\n"
         "\n"
         "Thank you all for coming. There are no right or wrong answers, and you need not agree with each "
         "other.\n"
         "\n"
         "1. Please tell us your first name and one thing you do in an ordinary week. {#round}\n"
         "\n"
         "# Main part {phase=main minutes=60}\n"
         "\n"
         "2. What has changed for you in the last year? {#change .must}\n"
         "   - Does anyone see it differently?\n"
         "   - What has stayed the same?\n"
         "\n"
         "# Closing {phase=closing minutes=15}\n"
         "\n"
         "3. Of all we talked about, what matters most to you? {#most .must}\n"},
    [GUIDE_OBSERVATION] = {"New observation", "minutes: 60\n" CONSENT,
                           "# Arriving {phase=opening minutes=5}\n"
                           "\n"
                           "1. Who is here, in which roles, and who is missing? {#actors}\n"
                           "2. What does the room look like, and who sits where? {#space}\n"
                           "\n"
                           "# The meeting {phase=main minutes=50}\n"
                           "\n"
                           "3. What is done, step by step? {#activities .must}\n"
                           "   - Who speaks first, and who last?\n"
                           "   - What is decided, and how?\n"
                           "4. What does not happen that could have been expected? {#absent .must}\n"
                           "\n"
                           "# Leaving {phase=closing minutes=5}\n"
                           "\n"
                           "5. What was said once the meeting was over? {#afterwards}\n"},
    [GUIDE_DOCUMENT] = {"New document analysis", "",
                        "# The document\n"
                        "\n"
                        "1. Who wrote it, for whom, when and why? {#origin .must}\n"
                        "   - How was it obtained?\n"
                        "2. How far can it be relied on, and for what? {#appraisal}\n"
                        "\n"
                        "# What it says\n"
                        "\n"
                        "3. What does it say about working together? {#content .must}\n"
                        "4. What is absent that could have been expected? {#absent .must}\n"},
    [GUIDE_WORKSHOP] =
        {"New workshop", "minutes: 120\ntables: 4\n" CONSENT,
         "# Welcome {phase=opening method=welcome minutes=15 materials=\"consent forms, name badges\"}\n"
         "\n"
         "Thank you for coming. Everybody's knowledge counts here, whatever their job.\n"
         "\n"
         "# What we found {phase=main method=co-interpretation minutes=35 groups=tables}\n"
         "\n"
         "1. Do you recognise this? {#recognise .must}\n"
         "   - What is missing?\n"
         "   - What would you change, and why?\n"
         "\n"
         "# Break {method=break minutes=15}\n"
         "\n"
         "# What matters most {method=dot-vote minutes=10 dots=5 cap=3 tie=shared}\n"
         "\n"
         "# What should happen {method=recommendations minutes=30 groups=tables}\n"
         "\n"
         "2. What should be done, by whom, and by when? {#recommend .must}\n"
         "\n"
         "# Close {phase=closing method=plenary minutes=15}\n"
         "\n"
         "You will hear from us within two weeks what was said and what happens next.\n"},
    [GUIDE_CODEBOOK] = {"New codebook", "",
                        "# Vision {#vision}\n"
                        "\n"
                        "What working together is for, as the speaker sees it.\n"
                        "\n"
                        "- include: aims, purposes and values that are said to be shared, or not\n"
                        "- exclude: targets set from outside, which have a code of their own\n"
                        "- example: \"We all wanted the same thing for people.\"\n"
                        "\n"
                        "## Vision not shared {#vision.split}\n"
                        "\n"
                        "Partners are said to want different things.\n"
                        "\n"
                        "- include: aims that pull against each other\n"
                        "- exclude: quarrels between persons\n"},
    [GUIDE_MATRIX] = {"New matrix", "",
                      "# Working as one team {#team}\n"
                      "\n"
                      "How far people from different employers work as one team.\n"
                      "\n"
                      "0. Not begun\n"
                      "1. Some people meet\n"
                      "2. Regular meetings with a shared purpose\n"
                      "3. Shared plans for the people they look after\n"
                      "4. One team in daily work\n"
                      "5. One team that also learns together\n"},
};

/* Whether YAML takes the text for a text as it stands: it begins with a letter and has no signs but these. */
static bool is_plain(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!letter && (at == text || (strchr(" ,.-()/0123456789", byte) == NULL && byte < 0xC3)))
            return false;
    }
    return text[strlen(text) - 1] != ' ';
}

/* As a YAML text on one line, in quotation marks where it needs them. */
static void add_title(Str *out, const char *title)
{
    if (is_plain(title)) {
        str_add(out, title);
        return;
    }
    size_t size = strlen(title);
    str_add_byte(out, '"');
    for (size_t at = 0; at < size;) {
        uint32_t point;
        size_t used = text_read_point(title + at, size - at, &point);
        if (point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029)
            str_add_byte(out, ' ');
        else if (point == '"' || point == '\\')
            str_add_format(out, "\\%c", (int)point);
        else
            text_add_point(out, point);
        at += used;
    }
    str_add_byte(out, '"');
}

void guide_add_template(Str *out, GuideKind kind, const char *title)
{
    const Template *template = &templates[kind];
    bool blank = title == NULL || title[strspn(title, " \t\n")] == '\0';
    str_add(out, "---\ntitle: ");
    add_title(out, blank ? template->title : title);
    str_add_format(out, "\nkind: %s\n%s---\n\n%s", guide_name_kind(kind), template->front, template->body);
}
