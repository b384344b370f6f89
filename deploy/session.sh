#!/bin/bash
# What the console shows: a compositor whose only window is the kiosk. kiosk.service starts it as the user `kiosk`;
# STATE_DIRECTORY, KIOSK_OPTIONS and CAGE_OPTIONS come from there. When the kiosk ends the compositor ends, and systemd starts both.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
read -ra options <<<"${KIOSK_OPTIONS:-}"
read -ra turns <<<"${CAGE_OPTIONS:-}"
# Never -s: it would let anybody switch to another console.
exec cage -d "${turns[@]}" -- "$PWD/.venv/bin/python" -m kiosk run --data "$STATE_DIRECTORY" "${options[@]}"
