#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs each program given with RIR_SOAK=1, shows what it prints, and ends with a sum. Exit status 0 when all
# passed.
set -u
RIR_SOAK=1
export RIR_SOAK
passed=0
failed=0
out=$(mktemp "${TMPDIR:-/tmp}/rir-soak.XXXXXX")
trap 'rm -f "$out"' EXIT
trap 'exit 99' HUP INT TERM

for program; do
    case $program in
    /*) ;;
    *) [ -f "$program" ] || program=${RIR_SOURCE:-.}/$program ;;
    esac
    began=$(date +%s)
    printf '# %s\n' "$program"
    case $program in
    *.sh) sh "$program" ;;
    */*) "$program" ;;
    *) "./$program" ;;
    esac >"$out" 2>&1
    status=$?
    cat "$out"
    good=$(grep -c '^ok ' "$out")
    bad=$(grep -c '^not ok ' "$out")
    # One that dies, or fails without saying which, has failed too.
    if [ "$status" != 0 ] && [ "$bad" = 0 ]; then
        printf 'not ok - %s ended with status %s\n' "$program" "$status"
        bad=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    printf '# %s: %s passed, %s failed, %s s\n' "$program" "$good" "$bad" "$(($(date +%s) - began))"
done
printf 'soak: %s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
