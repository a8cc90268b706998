# SPDX-License-Identifier: MIT
# Helpers for tests written in shell: source this first, end with `finish`. Each check prints one line of TAP.
#
#   . "$RIR_SOURCE/tests/tap.sh"
#   succeeds 'a study is made' rir new study
#   finish
#
# The test runs in a new folder with a home of its own; both are removed at the end. `rir` is the program just
# built. After succeeds, fails and run: standard output is in ./out, standard error in ./err, the exit status
# in $status.
set -u
: "${RIR_BUILD:=$(cd "$(dirname "$0")/../../build" && pwd)}"
: "${RIR_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
tap_count=0
tap_failed=0
tap_folder=$(mktemp -d "${TMPDIR:-/tmp}/rir-test.XXXXXX")
HOME=$tap_folder/home
XDG_CONFIG_HOME=$tap_folder/home/config
XDG_STATE_HOME=$tap_folder/home/state
LOGNAME=tester
USER=tester
export HOME XDG_CONFIG_HOME XDG_STATE_HOME LOGNAME USER
mkdir -p "$HOME" "$tap_folder/work"
cd "$tap_folder/work" || exit 99

tap_clean() {
    cd / && chmod -R u+w "$tap_folder" 2>/dev/null
    rm -rf "$tap_folder"
}
trap tap_clean EXIT
trap 'exit 99' HUP INT TERM

rir() {
    "$RIR_BUILD/rir" "$@"
}

await() { # COMMAND...: runs it until it succeeds, two minutes at most; a loaded machine is slow
    tap_end=$(($(date +%s) + 120))
    until "$@"; do
        [ "$(date +%s)" -lt "$tap_end" ] || return 1
        sleep 0.02
    done
}

tap_say() { # RESULT NAME
    tap_count=$((tap_count + 1))
    printf '%s %d - %s\n' "$1" "$tap_count" "$2"
    case $1 in not*) tap_failed=$((tap_failed + 1)) ;; esac
}

tap_show() { # FILE...: as diagnostics
    for tap_file; do
        [ -f "$tap_file" ] && sed "s/^/#   $tap_file: /" "$tap_file" | head -n 40
    done
}

pass() { # NAME
    tap_say ok "$1"
}

fail() { # NAME [FILE...]
    tap_say 'not ok' "$1"
    shift
    tap_show "$@"
}

skip() { # NAME REASON
    tap_count=$((tap_count + 1))
    printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

run() { # COMMAND...
    status=0
    "$@" >out 2>err || status=$?
}

succeeds() { # NAME COMMAND...
    tap_name=$1
    shift
    run "$@"
    if [ "$status" = 0 ]; then pass "$tap_name"; else fail "$tap_name (exit $status)" out err; fi
}

fails() { # STATUS NAME COMMAND...
    tap_wanted=$1
    tap_name=$2
    shift 2
    run "$@"
    if [ "$status" = "$tap_wanted" ]; then
        pass "$tap_name"
    else
        fail "$tap_name (exit $status, not $tap_wanted)" out err
    fi
}

tap_has() { # FILE TEXT: 0 the file has the text, 1 it has not, 2 it cannot be told
    case $2 in
    '') return 2 ;;
    *'
'*) # grep would take each line for a text of its own
        [ -r "$1" ] || return 2
        case $(cat "$1" && echo .) in *"$2"*) return 0 ;; esac
        return 1
        ;;
    *) grep -qF -e "$2" "$1" ;;
    esac
}

holds() { \
    # NAME FILE TEXT: the file has the text, as it stands, over several lines too; an empty text is no text
    if tap_has "$2" "$3"; then pass "$1"; else fail "$1: no \`$3\` in $2" "$2"; fi
}

lacks() { # NAME FILE TEXT: the file is there, and has not the text
    tap_found=0
    tap_has "$2" "$3" || tap_found=$?
    if [ "$tap_found" = 1 ]; then pass "$1"; else fail "$1: \`$3\` in $2" "$2"; fi
}

is() { # NAME WANTED GOT
    if [ "$2" = "$3" ]; then
        pass "$1"
    else
        fail "$1"
        printf '%s\n' "$2" | sed 's/^/#   wanted: /'
        printf '%s\n' "$3" | sed 's/^/#   got:    /'
    fi
}

same() { # NAME WANTED-FILE GOT-FILE; with RIR_UPDATE=1 the wanted file is written
    if [ -n "${RIR_UPDATE-}" ]; then cp "$3" "$2"; fi
    if diff -u "$2" "$3" >tap.diff 2>&1; then pass "$1"; else fail "$1" tap.diff; fi
}

finish() {
    printf '1..%d\n' "$tap_count"
    [ "$tap_failed" = 0 ]
    exit
}
