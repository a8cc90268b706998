/* SPDX-License-Identifier: MIT */
/* rir guides a Researcher-in-Residence through interviews and keeps every note with its time.
 *
 * Where things are (doc/architecture.md says why):
 *
 *   src/base/      0  text, time, ids, digests, errors, files, settings; knows nothing of research
 *   src/guide/     1  a guide in Markdown becomes a plan: topics, questions, probes; activities of a workshop
 *   src/line/      1  what a typed line means; the table of note kinds
 *   src/measure/   1  figures that could be disputed: who was heard, votes, consensus
 *   src/format/    1  csv, json, Markdown, pages as Markdown and HTML, pictures in SVG
 *   src/store/     2  the study file: event log, projection, search, exchange of events, erasure
 *   src/field/     3  a session under way: clock, coverage, notes, consent, speakers, agenda, cards, ballots
 *   src/people/    3  the participants of a study
 *   src/analysis/  3  across sessions: concordance, trails, rounds of maturity
 *   src/exchange/  4  export and reports
 *   src/ui/        5  screens drawn on a grid of cells
 *   src/term/      6  the terminal: shows a grid, turns keys into input
 *   src/cli/       7  the command table, a file a command; line mode
 *   include/rir/      a header a module, the contract of the room that has it
 *   guides/           guides ready to use
 *   doc/              handbook, architecture, schema
 *   tests/            unit/ screen/ lines/ pty/ crash/ fuzz/ bench/ (CONTRIBUTING.md says what each tries)
 *
 * A room includes headers of its own or of lower floors only; tools/check-rooms holds that. */
#include "rir/cli.h"

int main(int argc, char **argv)
{
    return cli_run(argc, argv);
}
