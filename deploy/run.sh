#!/bin/bash
# Open the kiosk in practice mode, with everything it needs installed first. With no display, drive its screens
# instead and leave pictures and sheets in out/. Options are passed on: --site, --windowed, --role, --data, ...
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/setup.sh
. "$root/deploy/setup.sh"

display=${DISPLAY:-}${WAYLAND_DISPLAY:-}
packages=("${RUN_PACKAGES[@]}")
# The wheel's SDL has no Wayland driver: where a desktop offers no X display, the compositor brings one.
compositor=()
if [ -n "$display" ]; then
    packages+=("${DISPLAY_PACKAGES[@]}")
    if [ -z "${DISPLAY:-}" ]; then
        packages+=(cage xwayland)
        compositor=(cage -d --)
    fi
fi
need_packages "${packages[@]}"
need_environment runtime.lock

# The caller's folder stays, so that a relative --data or --out means what it says.
kiosk=$root/.venv/bin/kiosk
if [ -n "$display" ]; then
    exec "${compositor[@]}" "$kiosk" run --practice --site meaux "$@"
fi
say "There is no display: the tour of the screens leaves its pictures in out/ of the checkout, or where --out says."
# How a window would be shown means nothing to the tour.
options=()
while [ $# -gt 0 ]; do
    case $1 in
    --windowed | --role=*) ;;
    --role) shift ;;
    *) options+=("$1") ;;
    esac
    shift || break
done
exec env SDL_VIDEODRIVER=offscreen "$kiosk" tour --out "$root/out" "${options[@]}"
