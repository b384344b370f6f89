#!/bin/bash
# Check everything, with everything it needs installed first: form, types, layers, then the tests.
#   deploy/test.sh              all but the exhaustive runs
#   deploy/test.sh --quick      the ordinary loop: domain, services, and the rooms that changed since main, by import
#   deploy/test.sh --long       everything
#   deploy/test.sh --any-day    whatever reads a clock, on other days, at odd hours and in other time zones;
#                               with --long, every test of this machine's own
# Anything else is passed on to pytest. No running systemd is needed: tests start what they need and end it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/setup.sh
. "$root/deploy/setup.sh"

marks="not long" choice=()
any_day='' piper=''
for _ in "$@"; do
    case $1 in
    --quick) marks="not long and not system" choice=(--touched) ;;
    --long) marks="long or not long" piper=yes ;;
    --any-day) any_day=yes ;;
    *) break ;;
    esac
    shift
done
# The printers, compositors and service managers that `system` tests start are not told another day.
case $any_day$marks in
yes*"long or"*) marks="not system" ;;
yes*) marks="not long and not system" choice=(--clocks) ;;
esac

need_packages "${RUN_PACKAGES[@]}" "${DISPLAY_PACKAGES[@]}" "${SESSION_PACKAGES[@]}" "${PRINT_PACKAGES[@]}" \
    "${TEST_PACKAGES[@]}"
need_environment runtime.lock requirements.lock
# Piper speaks for real, in its own environment, where everything is tested.
[ -z "$piper" ] || "$root/deploy/voice.sh" --tests

cd "$root"
# Tests that draw do so without a display, whatever the caller has.
unset DISPLAY WAYLAND_DISPLAY
export SDL_VIDEODRIVER=offscreen
.venv/bin/python -m ruff format --check .
.venv/bin/python -m ruff check .
.venv/bin/python -m mypy
.venv/bin/lint-imports

# If KIOSK_TESTS_IN_MEMORY is set, the folders of tests lie in memory where there is room: each number given is written
# through to the disk, and a test waits for that as a visitor would. Programs of the tests' own run there, too.
folders=()
room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1 || :)
if [ -n "${KIOSK_TESTS_IN_MEMORY:-}" ] && [ "${room:-0}" -gt 2000000 ] && ! findmnt -no OPTIONS /dev/shm | grep -qw noexec; then
    memory=$(mktemp -d /dev/shm/kiosk-tests-XXXXXX)
    trap 'rm -rf "$memory"' EXIT
    folders=(--basetemp "$memory/run")
fi

# Files are shared out among processes; what shares this machine (printers, compositors, a user) is passed by one alone.
pass() {
    local together=0 alone=0
    .venv/bin/python -m pytest -p tests.choosing -n auto --dist loadfile --max-worker-restart 1 "${folders[@]}" \
        -m "($marks) and not system" "${choice[@]}" "$@" || together=$?
    .venv/bin/python -m pytest -p tests.choosing -m "($marks) and system" "${choice[@]}" "$@" || alone=$?
    # 5: nothing was chosen, which one of the two may say.
    case $together:$alone in
    0:0 | 0:5 | 5:0) return 0 ;;
    0:* | 5:*) return "$alone" ;;
    *) return "$together" ;;
    esac
}

if [ -z "$any_day" ]; then
    pass "$@"
    exit
fi

# Only what the clock on the wall says is another's: threads and time-outs go on counting real seconds. All processes
# are told the same difference, for one that was told an hour would begin at that hour again.
library=$(dpkg -L libfaketime | grep '/libfaketimeMT\.so')
on_a_day() {
    local zone=$1 moment=$2 ahead
    shift 2
    ahead=$(($(TZ=$zone date -d "$moment" +%s) - $(date +%s)))
    say "As if it were $(TZ=$zone date -d "$moment" '+%F %T'), $zone."
    TZ=$zone FAKETIME=$(printf '%+d' "$ahead") FAKETIME_DONT_FAKE_MONOTONIC=1 LD_PRELOAD=$library \
        PYTHONPATH=tests/other_day pass "$@"
}
on_a_day Europe/Paris "now + 1 day" "$@"
on_a_day Europe/Paris "now + 100 days" "$@"
on_a_day Europe/Paris "2028-02-29 10:00" "$@"
on_a_day Europe/Paris "2027-03-28 01:58" "$@" # two minutes later it is 3 o'clock
on_a_day Europe/Paris "2027-10-31 02:58 CEST" "$@" # two minutes later it is 2 o'clock again
on_a_day Europe/Paris "2026-12-31 23:58" "$@"
on_a_day Pacific/Kiritimati "now" "$@"
on_a_day America/St_Johns "now" "$@"
