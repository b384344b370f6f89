#!/bin/bash
# What the console shows: a compositor whose only window is the kiosk. kiosk.service starts it as the user `kiosk`;
# STATE_DIRECTORY, KIOSK_OPTIONS and CAGE_OPTIONS come from there. When the kiosk ends the compositor ends, and systemd starts both.
# With several screens KIOSK_SCREENS names a file made from screens.sway, which starts this once more for each of them:
#   session.sh --role kiosk|desk|board
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
read -ra options <<<"${KIOSK_OPTIONS:-}"
read -ra turns <<<"${CAGE_OPTIONS:-}"
program=("$PWD/.venv/bin/python" -m kiosk run --data "$STATE_DIRECTORY" "${options[@]}")
if [ "${1:-}" = --role ]; then
    # The service manager hears of the public screen alone; when one screen ends all do, and systemd starts them again.
    [ "$2" = kiosk ] || unset NOTIFY_SOCKET WATCHDOG_USEC
    trap 'swaymsg exit' EXIT
    WLR_BACKENDS=wayland cage -d -- "${program[@]}" --role "$2"
elif [ -n "${KIOSK_SCREENS:-}" ]; then
    exec sway -c "$KIOSK_SCREENS"
else
    # Debian 12's cage turns the picture itself; later ones leave it to wlr-randr, before the first frame is drawn.
    quarters=0
    for option in "${turns[@]}"; do [ "$option" != -r ] || quarters=$((quarters + 1)); done
    if [ "$quarters" -gt 0 ] && [[ $(cage -h 2>&1) != *$'\n -r'* ]]; then
        read -ra turns <<<"${CAGE_OPTIONS//-r/}"
        # shellcheck disable=SC2016  # for the shell inside the compositor
        program=(bash -c 'for output in $(wlr-randr | grep -o "^[^ ]\\+"); do
            wlr-randr --output "$output" --transform "$0"
        done; exec "$@"' $((quarters * 90)) "${program[@]}")
    fi
    # Never -s: it would let anybody switch to another console.
    exec cage -d "${turns[@]}" -- "${program[@]}"
fi
