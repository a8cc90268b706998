# SPDX-License-Identifier: MIT
# What is made from the tables, and what is written about the program, says what the program does.
. "${RIR_SOURCE:-$(dirname "$0")/../..}/tests/tap.sh"

# --- the manual page
succeeds 'the manual page' rir --print-man
mv out rir.1
if command -v groff >/dev/null 2>&1; then
    run groff -ww -mandoc -Tutf8 rir.1
    is 'is right to groff' '' "$(cat err)"
    sed 's/\x1b\[[0-9;]*m//g; s/.\x08//g' out >page
    for words in 'guide check' '--rehearsal' '/cover' 'verbatim' 'go-to' 'EXIT STATUS' 'key.ACTION'; do
        holds "the page has $words" page "$words"
    done
else
    skip 'is right to groff' 'groff is not installed'
fi

# --- completions
complete() { # WORD...
    rir --complete "$@" 2>&1
}
rir new study >/dev/null
rir person add P01 --role nurse >/dev/null
printf 'x\n/end\n' | rir start demonstration --person P01 --lines >/dev/null 2>&1
complete sta >out
is 'commands are completed' 'status start' "$(cut -f 1 out | tr '\n' ' ' | sed 's/ $//')"
complete export '' >out
is 'the second word too' 'md csv json' "$(cut -f 1 out | tr '\n' ' ' | sed 's/ $//')"
complete start strat >out
holds 'guides' out 'strategic-leaders'
complete start x --per >out
holds 'options' out '--person'
complete start x --person '' >out
holds 'participants' out 'P01'
complete show '' >out
holds 'sessions' out "$(printf '1\tP01')"
complete -s '' >out
holds 'studies are files' out ':files .rir'
complete export csv '' >out
holds 'folders' out ':folders'
complete export md --for '' >out
is 'choices' 'team others' "$(tr '\n' ' ' <out | sed 's/ $//')"
complete nonsense '' >out
is 'nothing where nothing fits' '' "$(cat out)"
complete -s nowhere.rir show '' >out
is 'nothing of a study that is not there' '' "$(cat out)"
for shell in bash zsh fish; do
    succeeds "the script for $shell" rir --print-completion $shell
    mv out "script.$shell"
done
fails 2 'no script for a shell rir does not know' rir --print-completion tcsh
if command -v bash >/dev/null 2>&1; then
    cat >try.bash <<'TRY'
. ./script.bash
COMP_WORDS=("$RIR_BUILD/rir" "$@")
COMP_CWORD=$#
_rir
printf '%s\n' "${COMPREPLY[@]}"
TRY
    RIR_BUILD=$RIR_BUILD run bash try.bash start demon
    is 'bash completes a guide' demonstration "$(cat out)"
    RIR_BUILD=$RIR_BUILD run bash try.bash -s stu
    is 'bash completes a study' study.rir "$(cat out)"
    mkdir 'a folder'
    RIR_BUILD=$RIR_BUILD run bash try.bash export csv a
    is 'bash completes a folder with a space' 'a folder' "$(cat out)"
else
    skip 'bash completes a guide' 'bash is not installed'
fi

# --- what is written about commands and keys
for page in README.md doc/handbook.md CONTRIBUTING.md; do
    sed -n -E 's/^    (rir .*)$/\1/p; s/`(rir [^`]*)`/\n@\1\n/g' "$RIR_SOURCE/$page" | sed -n -E \
        's/^@?rir //p' | sort -u >named
    unknown=
    while read -r first second rest; do
        case $first in
        help | -s | '' | -* | NAME | COMMAND) continue ;;
        esac
        rir help "$first" >/dev/null 2>&1 || unknown="$unknown $first"
        # shellcheck disable=SC2086 # words
        set -- $rest
        for word; do
            case $word in
            --*)
                { rir help "$first" "$second" 2>/dev/null || rir help "$first"; } | grep -qF -e "$word" ||
                    unknown="$unknown $first:$word"
                ;;
            esac
        done
    done <named
    is "every command in $page exists" '' "$unknown"
done
rir help lines >lines
unknown=
for word in $(grep -oE '`/[a-z]+' "$RIR_SOURCE/doc/handbook.md" | tr -d '`' | sort -u); do
    grep -qE "^  $word( |\$)" lines || unknown="$unknown $word"
done
is 'every typed command in the handbook exists' '' "$unknown"
rir help keys >keys
unknown=
for key in $(grep -oE 'Alt-[A-Za-z1-9.]' "$RIR_SOURCE/doc/handbook.md" | sort -u); do
    grep -qF " $key" keys || unknown="$unknown $key"
done
is 'every key in the handbook exists' '' "$unknown"
unknown=
for link in $(grep -ohE '\]\([^)#:]+\)' "$RIR_SOURCE/README.md" | tr -d '])(') $(grep -ohE '\]\([^)#:]+\)' \
    "$RIR_SOURCE"/doc/*.md | tr -d '])(' | sed 's|^|doc/|'); do
    [ -e "$RIR_SOURCE/$link" ] || unknown="$unknown $link"
done
is 'every page that is linked is there' '' "$unknown"

# --- the rule of the rooms can be broken, and the check sees it
mkdir -p wrong/src/base wrong/src/store wrong/src/ui wrong/include/rir
file() { # FILE TEXT
    printf '%s\n' '# SPDX-License-Identifier: MIT' "$2" >"wrong/$1"
}
file src/base/local.mk 'x = include/rir/low.h src/base/low.c'
file src/store/local.mk 'x = include/rir/data.h src/store/data.c'
file src/ui/local.mk 'x = src/ui/draw.c'
file include/rir/low.h '#include <stdio.h>'
file include/rir/data.h '#include "rir/low.h"'
file src/ui/draw.c '#include "rir/low.h"'
file src/base/low.c ''
check_rooms() {
    "$RIR_SOURCE/tools/check-rooms" wrong
}
succeeds 'rooms in order' check_rooms
broken() { # NAME FILE TEXT: with this line the check fails, without it passes again
    cp "wrong/$2" kept
    printf '%s\n' "$3" >>"wrong/$2"
    fails 1 "$1" check_rooms
    mv kept "wrong/$2"
}
broken 'an include upwards' src/base/low.c '#include "rir/data.h"'
broken 'an include of a room of one floor' src/ui/draw.c '#include "../store/data.h"'
broken 'SQLite outside the store' src/ui/draw.c '#include <sqlite3.h>'
broken 'curses outside the terminal' src/ui/draw.c '#include <curses.h>'
broken 'a header of no room' src/ui/draw.c '#include "rir/nobody.h"'
broken 'a value in SQL' src/ui/draw.c 'str_add_format(&sql, "SELECT a FROM b WHERE c = %d", n);'
broken 'a shell' src/ui/draw.c 'int n = system("ls");'
echo 'int bare;' >wrong/src/ui/bare.c
fails 1 'a file without a licence' check_rooms
rm wrong/src/ui/bare.c
succeeds 'in order again' check_rooms

# --- the helpers of these tests can say no
printf 'first\nsecond\n' >two
answer() { # CHECK TEXT: what the check says of the file
    "$1" x two "$2" | head -n 1 | cut -d ' ' -f 1
}
is 'two lines are looked for as they stand' 'ok not' "$(answer holds 'first
second') $(answer holds 'second
first')"
is 'and missed as they stand' 'not ok' "$(answer lacks 'first
second') $(answer lacks 'second
first')"
is 'an empty text is neither there nor missing' 'not not' "$(answer holds '') $(answer lacks '')"

# --- ./bootstrap
fails 2 'bootstrap alone says what it can do' "$RIR_SOURCE/bootstrap"
holds 'run' err './bootstrap run'
fails 2 'bootstrap of nothing known' "$RIR_SOURCE/bootstrap" dance

# A Debian of our own: dpkg-query and apt-get that write down what they are asked.
mkdir -p fake/bin fake/house
cp "$RIR_SOURCE/bootstrap" fake/house/
for tool in sh dirname id sed find cat grep getconf mkdir rm env uname; do
    ln -s "$(command -v $tool)" fake/bin/$tool
done
cat >fake/bin/dpkg-query <<'FAKE'
#!/bin/sh
for package; do :; done
[ "$package" = "$MISSING" ] || printf installed
FAKE
cat >fake/bin/apt-get <<'FAKE'
#!/bin/sh
echo "$@" >>"$ASKED"
[ "$1 $2" != '-qq install' ]
FAKE
cat >fake/bin/autoreconf <<'FAKE'
#!/bin/sh
echo 'no autoreconf today' >&2
exit 1
FAKE
chmod +x fake/bin/dpkg-query fake/bin/apt-get fake/bin/autoreconf
ASKED=$PWD/asked
export ASKED
bootstrap() { # MISSING
    MISSING=$1 PATH=$PWD/fake/bin fake/house/bootstrap build
}
: >asked
fails 1 'bootstrap goes on to build when nothing is missing' bootstrap ''
holds 'as far as it can here' err 'no autoreconf today'
is 'without asking the network' '' "$(cat asked)"
if [ "$(id -u)" = 0 ]; then
    fails 1 'bootstrap installs what is missing' bootstrap libsodium-dev
    holds 'says what and why' err 'to build rir these Debian packages are installed: libsodium-dev'
    holds 'that and nothing else' asked 'install -y --no-install-recommends libsodium-dev'
else
    skip 'bootstrap installs what is missing' 'it would go through sudo'
fi
rm fake/bin/dpkg-query fake/bin/apt-get
fails 1 'bootstrap on another system' bootstrap ''
holds 'names what is missing' err 'libsodium-dev (the module libsodium)'
holds 'and says what to do' err 'Install them and run this again'

# --- the demonstration
mkdir room
TMPDIR=$PWD/room run sh "$RIR_SOURCE/tools/demonstrate" "$RIR_BUILD/rir" </dev/null
is 'the demonstration' 0 "$status"
holds 'is an interview' out 'saved 00:05:30 verbatim, money (barrier)'
holds 'and its report' out '“The money follows the bed, not the person.”'
is 'and leaves nothing behind' '' "$(ls room)"

finish
