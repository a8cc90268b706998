#!/bin/sh
# SPDX-License-Identifier: MIT
# A workshop of 200 people who put forward 500 cards, each with its author, and rank them: for the figures.
#
#   make-workshop.sh RIR STUDY [open]     open: it is left at its cards, before the ranking
set -eu
rir=$1
study=$2
last=${3:-ranked}
folder=$(mktemp -d "${TMPDIR:-/tmp}/rir-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$rir" new "$study" >/dev/null
people=
for number in $(seq 1 200); do
    person=$(printf 'P%03d' "$number")
    "$rir" -s "$study" person add "$person" --group "group $((number % 5))" >/dev/null
    people="$people --person $person"
done
cat >"$folder/workshop.md" <<'END'
---
title: Many cards
kind: workshop
minutes: 180
consent:
  - id: part
    text: Agrees to take part
    required: true
  - id: quote
    text: Words may be quoted
---
# Ideas {#ideas method=silent-generation minutes=60}

# Ranking {#ranking method=rank rank=5 minutes=60}
END
awk -v last="$last" 'BEGIN {
    print "/consent all part yes paper"; print "/consent all quote yes paper"
    for (i = 1; i <= 500; i++) printf "Idea number %d: stop changing the forms every quarter @P%03d\n", i, i % 200 + 1
    print "/merge H into A all agreed"; print "/merge I into A all agreed"
    print "/cluster Forms: B C D"; print "/cluster People: E F G"
    if (last == "open") exit
    print "/next"
    for (i = 1; i <= 200; i++) printf "/tally group %d: %c %c %c %c %c\n", i % 5, 65 + i % 7, 65 + (i + 1) % 7, 65 + (i + 2) % 7,
        65 + (i + 3) % 7, 65 + (i + 4) % 7
    print "/reveal"; print "/end"
}' >"$folder/script"
# shellcheck disable=SC2086
"$rir" -s "$study" start "$folder/workshop.md" $people --lines <"$folder/script" >/dev/null 2>&1
