#!/bin/bash
# Make the environment in which Piper speaks: .voice, beside the program. It is a program of its own (GPL), which the
# kiosk starts and talks to; nothing of it ever enters .venv. Then: kiosk voice add FILE… or kiosk voice fetch fr.
#   deploy/voice.sh            Piper, as deploy/voice.lock pins it
#   deploy/voice.sh --tests    and the English voice that the tests speak with
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/setup.sh
. "$root/deploy/setup.sh"

locks=(-r "$root/deploy/voice.lock")
case ${1:-} in
'') ;;
--tests) locks+=(-r "$root/deploy/voice-test.lock") ;;
*) refuse "Expected nothing, or --tests; found $1." ;;
esac

need_packages "${RUN_PACKAGES[@]}"
venv=$root/.voice
may_change "$venv"
"$venv/bin/python" -I -c 'import pip' 2>/dev/null || "${KIOSK_PYTHON:-/usr/bin/python3}" -m venv --clear "$venv"
env -u PYTHONPATH -u PYTHONHOME -u PIP_TARGET -u PIP_PREFIX PIP_USER=0 \
    "$venv/bin/python" -I -m pip -q --disable-pip-version-check install --no-deps --require-hashes \
    --only-binary :all: "${locks[@]}" >&2 ||
    refuse "The environment of Piper is not whole; what is said above tells why. Without a network nothing can be installed."
# shellcheck disable=SC2016  # Python's
"$venv/bin/python" -I -c 'import piper' || refuse "Piper does not start; what is said above tells why."
say "Piper stands in $venv. Voices: kiosk voice add FILE…, or kiosk voice fetch fr. Then: kiosk voice build."
