#!/bin/sh
# SPDX-License-Identifier: MIT
# Documents: the register, reading one by its guide, what leaves for others.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

rir new study >/dev/null

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

succeeds 'a document is registered' rir document add 'Locality strategy' --organisation 'the partnership' \
    --type strategy --date 2026-03
holds 'with its label' out 'DOC1  Locality strategy'
fails 1 'a date is a date' rir document add 'Minutes' --date 2026-13
fails 1 'confidentiality is one of three' rir document add 'Minutes' --confidentiality secret
succeeds 'another' rir document add Minutes of the board --confidentiality confidential --type minutes
rir document add 'Job description' --confidentiality internal >/dev/null
succeeds 'what is known of it is set' rir document set doc1 --scope in --why 'names the teams' \
    --provenance 'given by the chair' --version final
fails 1 'nothing to change is said' rir document set DOC1 --scope in
fails 1 'an unknown one is told from those there are' rir document show DOC9
holds 'which' err 'DOC1, DOC2, DOC3'
succeeds 'the register is listed' rir document list
holds 'by label' out 'DOC2           minutes'
is 'its history is kept' 2 "$(q "SELECT count(*) FROM event e JOIN document d ON d.n = e.entity WHERE d.number
    = 1 AND e.kind = 'document.set'")"

printf '%s\n' '/document' '/page 4-6 para 2' 'Care is to be joined up #purpose' \
    'By April each team has a lead' '/page none' 'No page' ',c Vague' \
    '/absent Carers are not named' '/appraise cred written to win the bid' '/appraise no' \
    '/appraise authenticity ' '/off' '/absent secret' \
    '/page secret' '/on' '/absent Nor housing' '/undo' '/page 9' >script
succeeds 'it is read by a document guide' rir start document-analysis --document DOC1 --lines <script
holds 'which it is' out 'DOC1: Locality strategy'
holds 'the four are named' out 'no is none of the four'
printf '%s\n' 'After the break' '/document DOC2' 'Item three' '/role obs' '/dimension act' '/end' |
    rir resume --lines >out
holds 'a part is for observations' out 'part is for observations'
is 'every line is an extract, with its page; the rest is comment' 'extract|4-6 para 2|DOC1||0
extract|4-6 para 2|DOC1||0
extract||DOC1||0
comment||DOC1||0
comment||DOC1||1
comment||DOC1|credibility|0
extract|9|DOC1||0
extract||DOC2||0' \
    "$(q 'SELECT x.kind, page, document, appraisal, absent FROM extracts x JOIN note ON note.n = x.n ORDER BY note.hlc')"
is 'off the record nothing was kept' 0 "$(q "SELECT count(*) FROM event WHERE body LIKE '%secret%'")"
is 'the register counts' '4|written to win the bid|Carers are not named' \
    "$(q "SELECT extracts, credibility, absent FROM documents WHERE label = 'DOC1'")"
rir document list >out
is 'the register says how far each is judged' 1 "$(grep -c 'strategy  *4  *1 of 4' out)"
succeeds 'one is shown' rir document show DOC1
holds 'with pages' out 'page 4-6 para 2: Care is to be'
holds 'what it does not say' out 'absent: Carers are not named'
rir document show DOC1 --json >out
holds 'for programs too' out '"label": "DOC1"'

# who may have it
rir document set DOC1 --confidentiality public >/dev/null
rir export csv others --for others >/dev/null
is 'a confidential document is not even named to others' 'DOC1
DOC3' "$(tail -n +2 others/documents.csv | cut -d, -f2)"
is 'words of public ones alone leave' 4 "$(grep -c ',extract,' others/extracts.csv)"
lacks() { # NAME FILE WORDS
    if grep -q "$3" "$2"; then fail "$1" "$2"; else pass "$1"; fi
}
lacks 'nor what the researcher made of them' others/documents.csv 'win the bid'
lacks 'nor how it was obtained' others/documents.csv 'chair'
lacks 'nor words of the confidential one' others/notes.csv 'Item three'
rir export csv team >/dev/null
holds 'the team has all' team/extracts.csv 'Item three'

# a document that is not said
printf '%s\n' '/document' '/document doc3' '/end' | rir start document-analysis --rehearsal --lines >out 2>told
holds 'which could be read is told at the start' told 'which document is read is not said: /document DOC1 (DOC1'
holds 'a confidential one without its title' told 'DOC2 confidential; DOC3 Job description)'
holds 'and when asked' out 'says which is read: DOC1 Locality strategy; DOC2 confidential'

# struck, rehearsed, and two laptops
rir edit 1 3 --strike >/dev/null
is 'a struck extract counts no longer' 3 "$(q "SELECT extracts FROM documents WHERE label = 'DOC1'")"
printf '%s\n' 'x' '/end' | rir start document-analysis --document DOC1 --rehearsal --lines >/dev/null 2>&1
is 'a rehearsal counts not' 3 "$(q "SELECT extracts FROM documents WHERE label = 'DOC1'")"
fails 1 'a document needs a document guide' rir start "$RIR_SOURCE/tests/data/interview.md" --person P01 \
    --document DOC1 --lines </dev/null
rir verify >before && rir rebuild >/dev/null && rir verify >after
same 'made again from the log it is the same' before after
finish
