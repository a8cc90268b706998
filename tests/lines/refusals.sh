#!/bin/sh
# SPDX-License-Identifier: MIT
# What a refusal does is said where it happens: an item that rir knows nothing of, somebody at the table who does not
# take part, a session that broke off while it was off the record.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

q() { # SQL
    sqlite3 -readonly study.rir "$1"
}

cat >own.md <<'END'
---
title: Own items
kind: interview
minutes: 30
consent:
  - id: part
    text: Agrees to take part
    required: true
  - id: recording
    text: Agrees to audio recording
  - id: quotes
    text: Agrees to anonymised quotes
---
# A
1. What did you do yesterday? {#one}
2. And today? {#two}
END
rir new study >/dev/null
for p in P01 P02; do rir person add $p >/dev/null; done

# --- ids that rir does not know
succeeds 'a guide with items of its own is fine' rir guide check own.md
holds 'and it is said that they change nothing' out \
    'own.md: consent recording, quotes: asked and recorded, but a refusal changes nothing in rir.'
rir guide check strategic-leaders >out
lacks 'of those that have an effect nothing is said' out 'changes nothing'
printf '%s\n' '/consent part yes' '/consent quotes no' '/consent quotes yes' '/undo' '/redo' '/end' |
    rir start own.md --person P01 --lines >out 2>told
holds 'a refusal says that nothing follows' out 'P01 quotes no: on record; rir changes nothing by it: see to it yourself'
holds 'consent needs no such words' out 'P01 quotes yes'
rir history 1 >history
is 'history says what was taken back, and what done again' 'undo consent.answer|redo consent.answer' \
    "$(awk '$4 ~ /^(un|re)do$/ { print $4, $NF }' history | paste -sd '|')"
rir consent 1 P01 recording no letter >out
holds 'afterwards too' out 'recording no (letter): on record; rir changes nothing by it'

# --- two people, of whom one does not take part
printf '%s\n' '/consent @P01 part yes' '/consent @P02 part no' 'of nobody named' 'of one @P01' '"of the other @P02' \
    ',c my own' '/speaker P01' 'said to be one' '/adjourn' |
    rir start own.md --person P01 --person P02 --lines >out 2>told
is 'what may be theirs is not saved without a word' \
    'saved 00:00:00 paraphrase; left out everywhere: P02 does not take part' "$(sed -n 3p out | sed 's/00:00:0[0-9]/00:00:00/')"
is 'what is not theirs is' 'saved paraphrase' "$(sed -n 4p out | sed 's/ 00:00:0[0-9]//')"
is 'their words' 'saved verbatim; left out everywhere: P02 does not take part' "$(sed -n 5p out | sed 's/ 00:00:0[0-9]//')"
is 'nor are the own ones' 'saved comment' "$(sed -n 6p out | sed 's/ 00:00:0[0-9]//')"
is 'nor those of who was said to speak' 'saved paraphrase' "$(sed -n 8p out | sed 's/ 00:00:0[0-9]//')"
is 'that is what is seen' 'of one|my own|said to be one' \
    "$(q "SELECT group_concat(text, '|') FROM (SELECT text FROM notes ORDER BY n)")"
printf '/edit 1 anew @P02\n/adjourn\n' | rir resume 2 --lines >out 2>told
holds 'who goes on with it is told' told 'P02 does not take part'
holds 'and of a note that becomes theirs' out '; changed; left out everywhere: P02 does not take part'
rir consent 2 P02 part yes letter >/dev/null
printf '/end\n' | rir resume 2 --lines >out 2>told
lacks 'until they agree' told 'does not take part'

# --- words of two, of whom one may not be quoted, corrected afterwards
printf '%s\n' '/consent all part yes' '/consent @1 quote yes' '"said togehter @P01 @2' '/adjourn' |
    rir start strategic-leaders --person P01 --person P02 --lines >out 2>told
both="SELECT speaker, quotable FROM notes WHERE text LIKE"
is 'words of two are not to be quoted when one did not agree' 'P01 P02|0' "$(q "$both 'said tog%'")"
rir edit 3 1 --line '"said together @P01 @2' >out
is 'nor are they when a slip in them is corrected' 'P01 P02|0' "$(q "$both 'said together'")"
rir search together >out
holds 'who finds them is told' out 'verbatim P01 P02  NOT TO BE QUOTED: said together'
rir search together --json >out
holds 'a program too' out '"quotable": false'
rir edit 3 1 --speaker '@1 @2' >out 2>err
holds 'who spoke is the same by seat' err 'like that already'
printf '/end\n' | rir resume 3 --lines >out 2>told
rir edit 3 --add '"added @P02 @1' >out
is 'nor those that are added later' 'P02 P01|0' "$(q "$both 'added'")"
rir edit 3 1 --speaker P77 >out 2>err
rir consent 3 P02 quote yes letter >/dev/null
is 'when both agree they may be quoted' 'P02 P01|1' "$(q "$both 'added'")"
rir search added >out
holds 'and found without that' out 'verbatim P02 P01  added'
rir edit 3 --add '"with a stranger @P02 @P01 @Moss' >out
is 'not so when somebody else is named with them' '0' "$(q "SELECT quotable FROM notes WHERE text = 'with a stranger'")"
holds 'who is no participant is told from a slip' err 'P77 is not among the participants of that session'
fails 1 'a note of blanks is none' rir edit 3 1 --text '   '

# --- off the record when the program went
printf '%s\n' '/consent part yes' '/off' | rir start own.md --person P01 --lines >out 2>told
lacks 'nothing of it is said at the beginning' told 'NOT KEEPING'
printf '/off keep\n' | rir resume --lines >out 2>told
holds 'a session that broke off off the record says so' told 'NOT KEEPING since 00:00:0'
printf '/on\n' | rir resume --lines >out 2>told
holds 'or that what is typed is kept apart' told 'kept apart since 00:00:0'
printf '/end\n' | rir resume --lines >out 2>told
lacks 'and back on it says nothing' told 'since'

# --- paper is copied in any order
printf '%s\n' '[9:40] first' '[10:20] last' '[23:50] slip' '/strike' '[10:00] between' '/end' |
    rir start own.md --person P01 --on 2026-05-20 --lines >out 2>told
holds 'the end is that of the latest note, not of the last one typed' out 'ended at 00:40:00'
is 'so is the length' '40.0|40.0|2026-05-20T10:20' "$(q "SELECT minutes, net_minutes, substr(ended, 1, 16) FROM sessions WHERE paper")"
printf '%s\n' '[9:40] first' '[23:50] slip' '/strike' 'goes on' '/end' |
    rir start own.md --person P01 --on 2026-05-21 --lines >out 2>told
is 'what was struck does not carry the time on' '0' "$(q "SELECT elapsed_ms FROM notes WHERE text = 'goes on'")"

finish
