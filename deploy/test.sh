#!/bin/bash
# Check everything, with everything it needs installed first: form, types, layers, then the tests.
#   deploy/test.sh           all but the exhaustive runs
#   deploy/test.sh --quick   neither those nor the tests that need a real CUPS or session
#   deploy/test.sh --long    everything
# Anything else is passed on to pytest. No running systemd is needed: tests start what they need and end it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/setup.sh
. "$root/deploy/setup.sh"

chosen="not long"
case ${1:-} in
--quick) chosen="not long and not system" && shift ;;
--long) chosen="long or not long" && shift ;;
esac

need_packages "${RUN_PACKAGES[@]}" "${DISPLAY_PACKAGES[@]}" "${SESSION_PACKAGES[@]}" "${PRINT_PACKAGES[@]}" \
    "${TEST_PACKAGES[@]}"
need_environment runtime.lock requirements.lock

cd "$root"
# Tests that draw do so without a display, whatever the caller has.
unset DISPLAY WAYLAND_DISPLAY
export SDL_VIDEODRIVER=offscreen
.venv/bin/python -m ruff format --check .
.venv/bin/python -m ruff check .
.venv/bin/python -m mypy
.venv/bin/lint-imports
exec .venv/bin/python -m pytest -m "$chosen" "$@"
