#!/bin/bash
# What the console shows when the kiosk will not start: one picture, in a compositor, without Python, settings or data.
# kiosk-out-of-service.service starts it. Where no picture can be drawn either, the same words stand on the bare console.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")"
read -ra turns <<<"${CAGE_OPTIONS:-}"
# Later versions of cage leave turning to another program; a picture that lies is read all the same.
[[ $(cage -h 2>&1) == *$'\n -r'* ]] || read -ra turns <<<"${CAGE_OPTIONS-}"
say() {
    # Clear, and no cursor. Debian's console draws these letters without a font of its own.
    printf '\033[2J\033[H\033[?25l\n\n\n        HORS SERVICE\n\n        Adressez-vous a l accueil\n\n\n        Please go to reception\n'
}
# Standard input is the console itself; what is said elsewhere goes to the journal.
if [ -t 0 ]; then say >&0; fi
while :; do
    imv_config=$PWD/imv.ini cage -d "${turns[@]}" -- imv-wayland "$PWD/page.png"
    # Closed or broken: the words first, the picture again a minute later.
    if [ -t 0 ]; then say >&0; fi
    sleep "${KIOSK_AGAIN:-60}"
done
