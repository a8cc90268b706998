#!/bin/sh
# SPDX-License-Identifier: MIT
# The figures: makes the study of a million notes where there is none yet, then measures rir beside nano, vim
# and ne, and the store and the summary of a workshop by themselves. RIR_BENCH chooses among `term`, `store`
# and `report`: all when not set.
#
#   bench.sh STUDY     in the build folder
set -eu
study=$PWD/$1
HOME=$PWD/tests/bench/home
export HOME
mkdir -p "$HOME"
chosen=${RIR_BENCH:-term store report}

if [ ! -f "$study" ]; then
    printf 'making a study of a million notes, which takes a minute or two\n'
    rm -f "$study".new*
    tests/bench/make-study "$study.new" 1000000
    awk 'BEGIN { for (i = 1; i <= 2000; i++) printf "The money follows the bed and not the person, says %d\n", i }' |
        ./rir -s "$study.new" start strategic-leaders --person P01 --lines >/dev/null 2>&1
    ./rir -s "$study.new" verify
    mv "$study.new" "$study"
fi
session=$(./rir -s "$study" sessions --csv | awk -F, '$0 ~ /Strategic leaders/ { print $1; exit }')

printf '%s, %s cores, load %s\n' "$(uname -sr)" "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg)"
for part in $chosen; do
    case $part in
    term)
        # Made each time: the figures are of 500 cards, and every run adds some.
        rm -f tests/bench/board.rir*
        sh "$(dirname "$0")/make-workshop.sh" ./rir tests/bench/board.rir open
        tests/bench/bench-term "$study" "$session" "$PWD/rir" "$PWD/tests/bench/board.rir"
        ;;
    store) tests/bench/bench-store "$study" ;;
    report)
        if [ ! -f tests/bench/workshop.rir ]; then
            rm -f tests/bench/workshop.new.rir*
            sh "$(dirname "$0")/make-workshop.sh" ./rir tests/bench/workshop.new.rir
            mv tests/bench/workshop.new.rir tests/bench/workshop.rir
        fi
        tests/bench/bench-report tests/bench/workshop.rir
        ;;
    esac
done
