#!/bin/bash
# Make this machine a waiting-room kiosk: the program in /opt/kiosk, its settings in /etc/kiosk, its data in
# /var/lib/kiosk, and a service that shows it on the first console from boot on. Run again, it updates the program and
# keeps settings and data.
#   deploy/install.sh [--site meaux] [--allow-ssh | --without-firewall]
set -euo pipefail
umask 022
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=/opt/kiosk
# shellcheck source=deploy/setup.sh
. "$source/deploy/setup.sh"
# shellcheck source=deploy/cups/settle.sh
. "$source/deploy/cups/settle.sh"
defaults=$source/config
# shellcheck source=deploy/appliance.sh
. "$source/deploy/appliance.sh"

site= firewall=
while [ $# -gt 0 ]; do
    case $1 in
    --site) site=${2:?--site needs a name, such as meaux} && shift 2 ;;
    --allow-ssh) firewall=ssh && shift ;;
    --without-firewall) firewall=none && shift ;;
    *) refuse "Unknown option: $1. Usage: deploy/install.sh [--site meaux] [--allow-ssh | --without-firewall]" ;;
    esac
done

# Refuse before touching anything.
check_machine() {
    [ "$(id -u)" -eq 0 ] || refuse "install.sh changes the whole machine: run it as root, for example with sudo."
    local ID='' VERSION_ID='' PRETTY_NAME='an unknown system'
    # shellcheck source=/dev/null
    [ -r /etc/os-release ] && . /etc/os-release
    case $ID:$VERSION_ID in
    debian:12 | debian:13 | ubuntu:24.04) ;;
    *) refuse "install.sh knows Debian 12, Debian 13 and Ubuntu 24.04; this is $PRETTY_NAME." ;;
    esac
    command -v systemctl >/dev/null || refuse "install.sh needs systemd, which starts the kiosk at boot."
    [ -z "$site" ] || [ -f "$source/config/sites/$site.toml" ] || [ -f "/etc/kiosk/sites/$site.toml" ] ||
        refuse "There is no config/sites/$site.toml: --site needs one of $(basename -s .toml "$source"/config/sites/*.toml | xargs)."
    [ "$source" != "$root" ] || refuse "Run install.sh from a checkout, not from $root itself."
}

copy_program() {
    mkdir -p "$root"
    # Whole folders are replaced: a file that left the program must leave the machine too.
    rm -rf "${root:?}"/{kiosk,screens,assets,deploy,wheels}
    tar -C "$source" --exclude=__pycache__ --no-same-owner -c kiosk screens assets deploy pyproject.toml LICENSE README.md |
        tar -C "$root" --no-same-owner -x
    need_environment runtime.lock
    "$root/.venv/bin/python" -m compileall -q "$root/kiosk" "$root/screens"
    # For root and for the account `kiosk`; whoever asks as root, it acts on the box's data as that account.
    ln -sfn "$root/.venv/bin/kiosk" /usr/local/bin/kiosk
    say "Program: $root."
}

check_machine
need_packages "${RUN_PACKAGES[@]}" "${DISPLAY_PACKAGES[@]}" "${SESSION_PACKAGES[@]}" "${PRINT_PACKAGES[@]}" "${BOX_PACKAGES[@]}"
# Any program that keeps the time will do.
[ -z "$(missing_packages time-daemon)" ] || need_packages systemd-timesyncd
make_user
copy_program
copy_settings "$site"
settle_printing
settle_system
settle_firewall "$firewall"
start_at_boot
print_setup_code
say "Next: set the panel and the printers in /etc/kiosk/kiosk.toml, then: systemctl restart kiosk"
