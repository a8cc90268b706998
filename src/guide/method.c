/* SPDX-License-Identifier: MIT */
/* Methods of a workshop's activities: what each is, what a bare line is in it, and what is read out. In rir's
 * own words. */
#include "rir/method.h"

#include <string.h>

static const MethodRow methods[] = {
    {"welcome", "paraphrase", "all", "consent forms, name badges",
     "greeting, ground rules, consent",
     "Welcome. Everybody's view counts the same here, whatever their job. Say as much or as little as you "
     "like, and let others finish. What is said is noted without names.",
     {"Say why we are here, how the time is used, and what becomes of what is said.",
      "Agree on the rules.",
      "Consent, item by item, each on a form of their own; note who agreed to what."}},
    {"silent-generation", "idea", "alone", "paper and a pen for everyone",
     "everyone writes ideas alone",
     "Please write down your own ideas, a few words each, in silence. Do not talk to each other yet: we want "
     "everybody's ideas before anybody's opinion of them.",
     {"Read out the question. Everyone writes alone and in silence; so do you.",
      "One idea on each slip, no names."}},
    {"round-robin", "idea", "all", "",
     "one idea a turn, until there are no more; no debate",
     "One idea each in turn, in your own words, and no discussion yet. It is fine to pass, and to come in "
     "again later. We go round until there are no more.",
     {"One idea a turn, as it is said, without debate. Whoever has none passes, and may come in again.",
      "Each idea gets a letter. Do not write down whose it is.",
      "Go round until nobody has more."}},
    {"clarify", "paraphrase", "all", "the ideas where all can see them",
     "questions about ideas; merging only when those concerned agree",
     "Ask what an idea means; do not argue for or against it. Two ideas are put together only when those who "
     "brought them agree, and they can be taken apart again.",
     {"Is each idea clear? What is meant, not whether it is good.",
      "Put two ideas together only if those who brought them agree; note which, so that it can be undone."}},
    {"rank", "paraphrase", "alone", "a ballot for everyone, the ideas with their letters",
     "everyone ranks the ideas, in private: 5 points for the first to 1 for the fifth",
     "On your own and in private, put the ideas that matter most to you in order, the most important one "
     "first. Nobody sees who chose what.",
     {"Each fills in a ballot alone. It has no name and no number."}},
    {"dot-vote", "paraphrase", "alone", "a ballot for everyone, the ideas with their letters",
     "everyone gives dots, in secret",
     "Give your dots to the ideas that matter most to you, in private. Nobody sees who chose what, and "
     "nothing is counted aloud before all have voted.",
     {"Each fills in a ballot alone. It has no name and no number."}},
    {"affinity", "idea", "all", "cards or sticky notes, a wall",
     "cards are put together and the heaps named",
     "Put cards that belong together next to each other, without talking at first. Anybody may move any "
     "card. When nothing moves any more, find a name for each heap.",
     {"Put together what belongs together, at first without talking.",
      "Name each heap in the group's own words.",
      "A card may move again: note from which heap to which."}},
    {"1-2-4-all", "idea", "all", "paper and a pen for everyone",
     "alone, in pairs, in fours, all together: 1, 2, 4 and 5 minutes of twelve, longer in proportion",
     "First you think alone, then in pairs, then in fours, and then we hear one idea from each four.",
     {"Say when it is time to go on. What the fours agree on goes on the sheet."}},
    {"world-cafe", "idea", "tables", "a host at every table, sheets to write on",
     "rounds at tables, whose hosts stay, then a harvest; all of equal length",
     "We talk in rounds, at tables. After each round everybody goes to another table but the host, who stays "
     "and tells the next guests what was said before. At the end we harvest what the tables found.",
     {"At each table a host stays and tells those who come what was said before. The others move on after "
       "each round.",
      "In the harvest each host says what came up, newest first."}},
    {"co-interpretation", "paraphrase", "tables", "a sheet for each finding on every table",
     "findings are recognised, amended, challenged, added to",
     "Here is what we think we found, with words from the interviews. Do you recognise it? What is missing? "
     "What would you say otherwise, and why? Disagreeing is as useful as agreeing.",
     {"Read out the finding and its extracts.",
      "For each finding: recognised, amended, challenged, or something added, and why. New wording word for "
      "word.",
      "Whoever sees it differently is written down as that."}},
    {"recommendations", "recommendation", "tables", "sheets for recommendations on every table",
     "what should be done, by whom, by when",
     "What should be done? Say who should see to it, as a role and not a name, by when, and how one would "
     "see that it worked. Say also when you do not agree.",
     {"For each: what, which role, by when, at which level, and how it will be seen to work.",
      "Write down who supports it, who does not, and why."}},
    {"maturity", "paraphrase", "alone", "a rating sheet for everyone, the matrix",
     "silent ratings by a matrix, then talk, then what is agreed",
     "On your own first: which level describes us now, not where we would like to be? Write a question mark "
     "when you do not know. Then we look at how far apart we are, and talk about why.",
     {"Everyone rates alone and in silence, on a numbered rating sheet. \"Do not know\" is an answer, and no "
       "nought.",
      "When all are in, show how they lie, never whose they are. Begin where they lie furthest apart.",
      "Agree on a level and its evidence; write down who still sees it differently, in their words."}},
    {"plenary", "paraphrase", "all", "", "all together", "",
     {"Talk with everybody. Ask those who have not spoken yet."}},
    {"break", "observation", "all", "", "a break", "",
     {"Nobody has to work. Look through the sheets."}},
};
#define COUNT (sizeof methods / sizeof *methods)

static const struct {
    const char *method;
    const char *stage; /* its name, or how the name begins */
    const char *say;
} stages[] = {
    {"1-2-4-all", "alone", "Alone and in silence: write down what comes to your mind."},
    {"1-2-4-all", "in pairs", "In pairs: tell each other your ideas, and build on them."},
    {"1-2-4-all", "in fours", "Two pairs together: what do your ideas have in common, and what is new?"},
    {"1-2-4-all", "all", "All together: which one idea from your four should everybody hear?"},
    {"world-cafe", "round 1",
     "Round 1: talk at your table, and write on the sheet what should be remembered."},
    {"world-cafe", "round",
     "The host stays and tells what was said; everybody else goes to another table. Build on it."},
    {"world-cafe", "harvest",
     "Back together: what did the tables find? The hosts begin, and everybody adds."},
};

const MethodRow *method_list(size_t *count)
{
    *count = COUNT;
    return methods;
}

const MethodRow *method_find(const char *name)
{
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(methods[i].name, name) == 0)
            return &methods[i];
    return NULL;
}

const char *const *method_list_names(void)
{
    static const char *names[COUNT + 1];
    for (size_t i = 0; i < COUNT; i++)
        names[i] = methods[i].name;
    return names;
}

const char *method_find_stage_say(const char *method, const char *stage)
{
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (strcmp(stages[i].method, method) == 0 &&
            strncmp(stages[i].stage, stage, strlen(stages[i].stage)) == 0)
            return stages[i].say;
    return "";
}
