/* SPDX-License-Identifier: MIT */
/* Forms for paper: signing in, seats, jottings, extracts. */
#include "paper.h"

#define USUAL_PEOPLE 12 /* lines on a form for many, when it is not known how many come */
#define USUAL_SEATS 10
#define JOTTINGS 10
#define EXTRACTS 6

static int count_lines(int people, int usual)
{
    return people > 0 ? people : usual;
}

/* --- consent of many */

void paper_add_consent_items(Str *out, const Plan *plan)
{
    str_add(out, "\nPlease tick one box in each line.\n\n");
    for (size_t i = 0; i < plan->consent_count; i++) {
        const ConsentItem *item = &plan->consent[i];
        str_add(out, "- " PAPER_BOX " yes " PAPER_BOX " no: ");
        paper_add_text(out, item->text, "  ");
        str_add(out, item->required ? " (needed to take part)\n" : "\n");
    }
}

void paper_add_consent_form(Str *out, const Plan *plan)
{
    if (plan->consent_count == 0)
        return;
    paper_begin_page(out, "Consent form");
    str_add(out, "\nFor: ");
    paper_add_text(out, plan->title, "");
    str_add(out, "\n");
    paper_add_consent_items(out, plan);
    str_add(out, "\nName: " PAPER_BLANK "  Signature: " PAPER_BLANK "  Date: " PAPER_BLANK
                 "\n\nAsked by: " PAPER_BLANK "  Signature: " PAPER_BLANK "\n");
}

static void add_sign_in_line(Str *out, const Plan *plan, int number)
{
    str_add_format(out,
                   "- No. %d  Code: __________  Group: " PAPER_BLANK
                   "  Table or seat: _____  Came: _____  Left: _____\\\n  ",
                   number);
    for (size_t i = 0; i < plan->consent_count; i++)
        str_add_format(out, "%s(%c) " PAPER_BOX " yes " PAPER_BOX " no",
                       i > 0 ? "  " : "Agrees: ", (char)('a' + i % 26));
    str_add(out, plan->consent_count > 0 ? "  " PAPER_BOX " signed\n" : PAPER_BOX " signed\n");
}

void paper_add_sign_in(Str *out, const Plan *plan, const GuidePaper *paper)
{
    paper_begin_page(out, "Who is here");
    str_add(out,
            "\nFor whoever asks for consent; it does not go round, or each would see what the others "
            "answered. Each signs a "
            "form of their own. Codes only: the list of names and codes is kept elsewhere, under lock.\n");
    if (plan->consent_count > 0)
        str_add(out, "\n");
    for (size_t i = 0; i < plan->consent_count; i++) {
        str_add_format(out, "- (%c) ", (char)('a' + i % 26));
        paper_add_text(out, plan->consent[i].text, "  ");
        str_add(out, plan->consent[i].required ? " (needed to take part)\n" : "\n");
    }
    str_add(out, "\nA line for each:\n\n");
    int lines = count_lines(paper->people, USUAL_PEOPLE);
    for (int number = 1; number <= lines; number++)
        add_sign_in_line(out, plan, number);
}

/* --- focus groups */

void paper_add_seating(Str *out, const GuidePaper *paper)
{
    paper_begin_page(out, "Seating plan");
    str_add(out, "\nSketch the room, then number the seats from the moderator's left. The number is the key "
                 "of who speaks; `?` stands "
                 "for a voice you cannot tell. Mark where people talk at once.\n");
    paper_add_rules(out, 3);
    str_add(out, "\n- Moderator: __________  Assistant, outside the circle: __________\n");
    int seats = count_lines(paper->people, USUAL_SEATS);
    for (int seat = 1; seat <= seats; seat++)
        str_add_format(out,
                       "- Seat %d: code __________  group " PAPER_BLANK "  turns __________  " PAPER_BOX
                       " said nothing for long\n",
                       seat);
    str_add(out, "\n* * *\n");
}

void paper_add_debrief(Str *out)
{
    static const char *const questions[] = {
        "What came up most, and what was new?",
        "Where did people agree, disagree, or change their minds?",
        "Who was silent, and when? Who talked over whom?",
        "What was said before it began, in the corridor, at the end?",
        "What should be asked differently next time?",
    };
    paper_begin_page(out, "Straight afterwards: moderator and assistant");
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        str_add_format(out, "\n%s\n", questions[i]);
        paper_add_rules(out, 2);
    }
}

/* --- observations */

void paper_add_observer(Str *out)
{
    str_add(out,
            "\nMy role: " PAPER_BOX " only looking on  " PAPER_BOX
            " looking on, and known to people  " PAPER_BOX " taking part and looking on  " PAPER_BOX
            " taking part\n\nPeople present: _____  Of these have not agreed to be "
            "observed: _____ (counted, and nothing more: no words, no acts, no role)\n\nHow agreement was "
            "asked: " PAPER_BLANK PAPER_BLANK "\n");
}

void paper_add_jottings(Str *out)
{
    paper_begin_page(out, "Jottings");
    str_add(out, "\nRoles, not names. What you saw and heard stands apart from what you think of it. "
                 "Dimensions: space, actor, activity, "
                 "object, act, event, time, goal, feeling. To be expanded within a day.\n");
    for (int i = 0; i < JOTTINGS; i++)
        str_add(out, "\n- Time: __________  " PAPER_BOX " exact " PAPER_BOX
                     " about  Dimension: ______________\n\n  Seen and heard: " PAPER_RULE "\n\n  " PAPER_RULE
                     "\n\n  My own thoughts: " PAPER_RULE "\n");
}

/* --- documents */

void paper_add_register(Str *out)
{
    str_add(out,
            "\n## Register\n\nTitle: " PAPER_RULE "\n\nAuthor or organisation: " PAPER_BLANK
            "  Dated: " PAPER_BLANK "\n\nKind (minutes, plan, agreement, report, e-mail, ...): " PAPER_BLANK
            "  Version: " PAPER_BLANK "\n\nObtained from: " PAPER_BLANK "  On: " PAPER_BLANK
            "\n\nMay be used: " PAPER_BOX " public  " PAPER_BOX " with permission of " PAPER_BLANK
            "  " PAPER_BOX " not to be quoted\n");
}

void paper_add_extracts(Str *out)
{
    paper_begin_page(out, "Extracts");
    str_add(out, "\nWord for word, and as short as it can be. Thoughts of your own stand apart.\n");
    for (int i = 0; i < EXTRACTS; i++)
        str_add(out,
                "\n- Page or paragraph: __________  Answers question: _____  Code: " PAPER_BLANK
                "\n\n  Extract: " PAPER_RULE "\n\n  " PAPER_RULE "\n\n  My own thoughts: " PAPER_RULE "\n");
}
