# SPDX-License-Identifier: MIT
# Exports: what leaves, for whom, what is left out and said to be; and that a spreadsheet runs nothing of it.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

rir new study --title 'A | study *of* #things' >/dev/null
rir person add P01 --role nurse --about 'about P01' >/dev/null
rir person add P02 --role '=cmd|calc' >/dev/null
rir person add P03 >/dev/null
rir person add P04 >/dev/null
interview() { # PERSON LINE...
    person=$1
    shift
    printf '%s\n' "$@" '/end' >script
    rir start "$RIR_SOURCE/tests/data/interview.md" --person "$person" --title "with $person" \
        --others "aide of $person" \
        --lines <script >/dev/null 2>&1
}
# P01 agrees to all; P02 to no reuse; P03 to no quoting; P04 does not take part.
interview P01 '/consent part yes' '/consent quote yes' '/consent reuse yes' '/mark one' '/next' \
    '"P01 may be quoted #money-' \
    '=1+1' '@SUM(A1)' '-2+3' '+44 1234' '"He said ""no"", then' ',c own comment of the researcher' \
    ',m own memo' \
    'a | pipe, a *star*, an <b>html</b> and a `tick`' '/cover partly REASON of P01'
interview P02 '/consent part yes' '/consent quote yes' '/consent reuse no' '/next' '"P02 may be quoted here'
interview P03 '/consent part yes' '/consent quote no' '/next' '"P03 may not be quoted' ',o P03 looks away'
interview P04 '/consent part no' '/next' '"P04 does not take part' ',c own comment on P04'
rir summary 1 --themes 'SUMMARY of P01' >/dev/null

# --- CSV for the team is the views
succeeds 'export csv' rir export csv team
holds 'says what was left out' out '1 note: its speaker did not agree to take part'
is 'its folder is private' 700 "$(stat -c %a team)"
is 'and its files' 600 "$(stat -c %a team/*.csv | sort -u)"
for view in sessions people notes questions coverage codes codings consents moments summaries events; do
    columns=$(q "SELECT group_concat('\"' || name || '\"', ', ') FROM pragma_table_info('$view') WHERE name !=
    'n'")
    # The same rows by the sqlite3 shell. It writes no apostrophes against formulas, so those are taken off.
    sqlite3 -readonly -header study.rir ".mode csv" "SELECT $columns FROM $view" | tr -d '\r' |
        awk 'NR == 1; NR > 1 { print | "sort" }' >wanted
    tr -d '\r' <"team/$view.csv" | awk 'NR == 1; NR > 1 { print | "sort" }' >got
    is "$view.csv has the columns of the view, in their order" "$(head -n 1 wanted | tr -d '"')" \
        "$(head -n 1 got | tr -d '"')"
    is "$view.csv has the rows of the view" "$(q "SELECT count(*) FROM $view")" \
        "$(sqlite3 :memory: '.mode csv' ".import team/$view.csv t" 'SELECT count(*) FROM t' 2>/dev/null || echo 0)"
done
is 'the words are those of the view' "$(q 'SELECT text FROM notes' | sort)" \
    "$(sqlite3 :memory: '.mode csv' '.import team/notes.csv t' '.mode list' 'SELECT text FROM t' | sed "s/^'\([=+@-]\)/\1/" | sort)"
for formula in '=1+1' '@SUM' '=cmd'; do
    if grep -hE "(^|,)\"?$formula" team/*.csv; then
        fail "\`$formula\` is no formula"
    else
        pass "\`$formula\` is no formula"
    fi
done
holds 'it has an apostrophe before it' team/notes.csv ",'=1+1,"
lacks 'no P04 anywhere' team/notes.csv 'P04 does not take part'
holds 'but the researcher keeps a comment' team/notes.csv 'own comment on P04'
run sh -c 'cat team/* | grep -c "about P01"'
is 'the team has what is said about people' 1 "$(cat out)"
fails 1 'a folder that exists is left alone' rir export csv team
succeeds 'twice the same' rir export csv team2
same 'notes' team/notes.csv team2/notes.csv
same 'events' team/events.csv team2/events.csv

# --- for others
succeeds 'export csv for others' rir export csv others --for others
holds 'unquotable words are counted, and whose' out '2 notes of P03: quoting was not agreed to'
holds 'refused reuse too' out '1 note of P02: reuse was refused'
holds 'and the own' out "3 notes: the researchers' own"
is 'what stays may be quoted and reused' 'P01' \
    "$(sqlite3 :memory: '.mode csv' '.import others/notes.csv t' 'SELECT DISTINCT speaker FROM t' | tr -d '\r')"
for words in 'may be quoted here' 'may not be quoted' 'looks away' 'does not take part' 'own comment' 'own memo' 'SUMMARY' 'REASON' \
    'aide of' 'about P01' \
    'with P01'; do
    if grep -rl -e "$words" others >found; then
        fail "others do not get \`$words\`" found
    else
        pass "others do not get \`$words\`"
    fi
done
is 'nor the log' 1 "$(wc -l <others/events.csv)"
holds 'what was left out lies with it' others/left-out.txt 'reuse was refused'
is 'no file name holds a pseudonym' '' "$(ls team others | grep P0)"
run rir export md --for others
lacks 'Markdown for others lacks the same' out 'may not be quoted'
holds 'and has the rest, which names nobody' out '\[somebody\] may be quoted'
run rir export json --for others
lacks 'JSON for others lacks the same' out 'may be quoted here'
holds 'and says so' out 'reuse was refused'

# --- Markdown
succeeds 'export md' rir export md
holds 'the title reads as typed' out '# A \| study \*of\* #things'
holds 'quotation has its marks' out '“P01 may be quoted”'
holds 'what may not be quoted says so' out '**not to be quoted**: “P03 may not be quoted”'
holds 'no mark of people makes a mark' out 'a \| pipe, a \*star\*, an \<b>html\</b> and a \`tick\`'
holds 'the summary is in it' out 'SUMMARY of P01'
run rir export md 2
lacks 'one session alone' out 'P01 may be quoted'
holds 'is that one' out 'P02 may be quoted'
succeeds 'into a file' rir export md 1 --to report.md
is 'which is private' 600 "$(stat -c %a report.md)"
fails 1 'but not over one' rir export md 1 --to report.md

# --- JSON
succeeds 'export json' rir export json
is 'is JSON, with the words as typed' "$(q "SELECT group_concat(text, char(10)) FROM (SELECT text FROM notes
    ORDER BY id)")" \
    "$(sqlite3 :memory: "SELECT group_concat(value->>'\$.text', char(10)) FROM (SELECT value FROM
        json_each(readfile('out'), '\$.notes') ORDER BY value->>'\$.id')")"
is 'with every view' "$(q "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type =
    'view' AND name NOT LIKE
    'any%' ORDER BY name)")" \
    "$(sqlite3 :memory: "SELECT group_concat(key, ' ') FROM (SELECT key FROM json_each(readfile('out')) WHERE type = 'array'
        AND key != 'left_out' ORDER BY key)")"
fails 2 'for nobody known' rir export json --for mother
fails 1 'a rehearsal that is none' rir export json --rehearsal 1

# --- consent given later changes what leaves
rir consent 3 @P03 quote yes letter >/dev/null
rir consent - @P03 reuse yes letter >/dev/null
run rir export md --for others
holds 'P03 agreed later' out '\[somebody\] may not be quoted'
interview P05 '/consent part yes' '/consent quote yes' '/next' '"P05 was not asked about reuse'
run rir export md --for others
holds 'what was not asked was not refused' out '\[somebody\] was not asked about reuse'
rir consent - @P05 reuse no >/dev/null
run rir export md --for others
lacks 'until it was' out 'was not asked about reuse'
rir consent 1 @P01 part no >/dev/null
run rir export md
lacks 'P01 withdrew' out 'P01 may be quoted'

# --- what was typed about people beside the notes
rir person set P03 --place 'Little Lane' >/dev/null
interview P03 '/next' '/consent quote no' 'withheld #withheld-code' '/consent quote yes' 'not withheld #open-code' \
    '/arrive Mrs-Miller' '"said by her @Mrs-Miller' '"said by both @P03 @Mrs-Miller' '/speaker Mr-Moss' '/pause Mr-Moss fell ill' \
    '/arrive P04' 'not P04 either @P04'
rir consent 3 @P03 quote no >/dev/null
interview P02 '/next' '/consent reuse yes' 'open #open-code'
succeeds 'others again' rir export csv others3 --for others
for words in Miller Moss 'Little Lane' withheld; do
    if grep -rl -e "$words" others3 out err >found; then fail "others do not get \`$words\`" found; else pass "others do not get \`$words\`"; fi
done
holds 'whoever was no participant is counted without a name' out '3 notes of somebody who is no participant: quoting'
holds 'a code of what may be shared stays' others3/codes.csv ',open-code,'
holds 'so does the coming of a participant' others3/moments.csv ',arrive,'
is 'that somebody was interrupted stays' 1 "$(grep -c ',pause,' others3/moments.csv)"
rir export csv team3 >/dev/null 2>&1
holds 'the team has the reason' team3/moments.csv 'Mr-Moss fell ill'

finish
