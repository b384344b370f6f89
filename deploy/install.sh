#!/bin/bash
# Make this machine a waiting-room kiosk: the program in /opt/kiosk, its settings in /etc/kiosk, its data in
# /var/lib/kiosk, and a service that shows it on the first console from boot on. Run again, it updates the program and
# keeps settings and data.
#   deploy/install.sh [--site meaux]
set -euo pipefail
umask 022
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=/opt/kiosk
# shellcheck source=deploy/setup.sh
. "$source/deploy/setup.sh"
# shellcheck source=deploy/cups/settle.sh
. "$source/deploy/cups/settle.sh"

site=
while [ $# -gt 0 ]; do
    case $1 in
    --site) site=${2:?--site needs a name, such as meaux} && shift 2 ;;
    *) refuse "Unknown option: $1. Usage: deploy/install.sh [--site meaux]" ;;
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

make_user() {
    if ! getent passwd kiosk >/dev/null; then
        useradd --system --user-group --home-dir /var/lib/kiosk --no-create-home --shell /usr/sbin/nologin kiosk
        say "Made the user kiosk."
    fi
    local group
    for group in video render audio; do
        getent group "$group" >/dev/null || groupadd --system "$group"
        usermod -aG "$group" kiosk
    done
}

copy_program() {
    mkdir -p "$root"
    # Whole folders are replaced: a file that left the program must leave the machine too.
    rm -rf "${root:?}"/{kiosk,screens,assets,deploy}
    tar -C "$source" --exclude=__pycache__ --no-same-owner -c kiosk screens assets deploy pyproject.toml LICENSE README.md |
        tar -C "$root" --no-same-owner -x
    need_environment runtime.lock
    "$root/.venv/bin/python" -m compileall -q "$root/kiosk" "$root/screens"
    # For root and for the account `kiosk`; whoever asks as root, it acts on the box's data as that account.
    ln -sfn "$root/.venv/bin/kiosk" /usr/local/bin/kiosk
    say "Program: $root."
}

copy_settings() {
    mkdir -p /etc/kiosk
    # What somebody set on this machine is never overwritten.
    cp -rn "$source/config/." /etc/kiosk/
    ln -sfn /etc/kiosk "$root/config"
    [ -z "$site" ] || sed -i "s/^site = .*/site = \"$site\"/" /etc/kiosk/kiosk.toml
    (cd "$root" && .venv/bin/python -m kiosk check --settings >&2) ||
        refuse "Put what is said above right in /etc/kiosk, then run install.sh again."
    say "Settings: /etc/kiosk."
}

settle_printing() {
    settle_cups /etc/cups/cupsd.conf
    install -D -m 644 "$source/deploy/systemd/cups-spool.conf" /etc/systemd/system/cups.service.d/kiosk.conf
    say "Printing: CUPS keeps no sheet, spools in memory, and lets the kiosk start its own queues again."
}

start_at_boot() {
    install -m 644 "$source/deploy/systemd/kiosk.service" /etc/systemd/system/kiosk.service
    systemctl enable --quiet seatd.service cups.service kiosk.service
    if [ ! -d /run/systemd/system ]; then
        say "Service: enabled. systemd does not run here: the kiosk starts at the next boot."
        return
    fi
    systemctl daemon-reload
    systemctl restart cups.service seatd.service
    if systemctl restart kiosk.service; then
        say "Service: running on the first console. Its words: journalctl -u kiosk"
    else
        refuse "Service: installed, but it did not start. Its words: journalctl -u kiosk"
    fi
}

print_setup_code() {
    local code='' said=0
    install -d -m 700 -o kiosk -g kiosk /var/lib/kiosk
    code=$(cd "$root" && runuser -u kiosk -- .venv/bin/python -m kiosk staff setup-code --data /var/lib/kiosk) || said=$?
    case $said in
    0)
        say "Setup code of the desk, shown this once: $code"
        say "With a keyboard at the kiosk, touch the clock five times and type it: it makes the first administrator."
        ;;
    2) say "Desk: its accounts stay as they are." ;;
    *) refuse "No setup code could be made: what is said above says why. Put it right, then run install.sh again." ;;
    esac
}

check_machine
need_packages "${RUN_PACKAGES[@]}" "${DISPLAY_PACKAGES[@]}" "${SESSION_PACKAGES[@]}" "${PRINT_PACKAGES[@]}"
make_user
copy_program
copy_settings
settle_printing
start_at_boot
print_setup_code
say "Next: set the panel and the printers in /etc/kiosk/kiosk.toml, then: systemctl restart kiosk"
