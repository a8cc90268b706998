# SPDX-License-Identifier: MIT
# What every test sees: one zone, one locale, nothing of the home of whoever runs it.
LC_ALL=C.UTF-8
TZ=UTC
CMOCKA_MESSAGE_OUTPUT=TAP
unset RIR_STUDY RIR_CLOCK RIR_SEED RIR_SHARE NO_COLOR COLORTERM XDG_CONFIG_HOME XDG_STATE_HOME
export LC_ALL TZ CMOCKA_MESSAGE_OUTPUT
# A home of the build's own: marks and settings of tests go there.
HOME=${RIR_BUILD:-$PWD}/tests/home
mkdir -p "$HOME"
export HOME
# Studies of tests stand in memory, where the machine has room for them there and programs may run: no disk is
# waited for.
if [ -z "${TMPDIR-}" ] && [ -w /dev/shm ] && ! grep -q ' /dev/shm [^ ]* [^ ]*noexec' /proc/mounts &&
    [ "$(df -Pk /dev/shm | awk 'NR == 2 { print ($4 > 262144) }')" = 1 ]; then
    TMPDIR=/dev/shm
    export TMPDIR
fi
