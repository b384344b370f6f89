# shellcheck shell=bash
# What makes a machine a kiosk once the program lies in /opt/kiosk: install.sh and the Debian package share it, and it is
# taken away by the same hand. Sourced after setup.sh and cups/settle.sh, with `defaults` set to the folder of settings
# as they are shipped.
: "${root:?}" "${defaults:?the script that sources this says where the settings as shipped lie}"
units=/etc/systemd/system

make_user() {
    if ! getent passwd kiosk >/dev/null; then
        useradd --system --user-group --home-dir /var/lib/kiosk --no-create-home --shell /usr/sbin/nologin kiosk
        say "Made the user kiosk."
    fi
    local group
    # Never input or lpadmin: keys come through seatd, and a policy of CUPS lets it start its own queues.
    for group in video render audio; do
        getent group "$group" >/dev/null || groupadd --system "$group"
        usermod -aG "$group" kiosk
    done
}

copy_settings() {
    local site=$1
    mkdir -p /etc/kiosk
    # What somebody set on this machine is never overwritten.
    cp -rn "$defaults/." /etc/kiosk/
    ln -sfn /etc/kiosk "$root/config"
    [ -z "$site" ] || sed -i "s/^site = .*/site = \"$site\"/" /etc/kiosk/kiosk.toml
    (cd "$root" && .venv/bin/python -m kiosk check --settings >&2) ||
        refuse "Put what is said above right in /etc/kiosk, then do this again."
    say "Settings: /etc/kiosk."
}

settle_printing() {
    settle_cups /etc/cups/cupsd.conf
    install -D -m 644 "$root/deploy/systemd/cups-spool.conf" "$units/cups.service.d/kiosk.conf"
    say "Printing: CUPS keeps no sheet, spools in memory, and lets the kiosk start its own queues again."
}

# Files of ours in folders where the system reads many: a pair a line, what and where.
system_files() {
    echo sysctl.conf /etc/sysctl.d/60-kiosk.conf
    local kind
    for kind in coredump journald logind; do echo "$kind.conf" "/etc/systemd/$kind.conf.d/kiosk.conf"; done
}

settle_system() {
    local what where swap
    while read -r what where; do
        install -D -m 644 "$root/deploy/system/$what" "$where"
    done < <(system_files)
    say "System: no core dumps, no other console, no power key; the journal keeps 64 MB and a month at most."
    swap=$(swapon --show=NAME --noheadings 2>/dev/null | xargs) || swap=
    [ -z "$swap" ] ||
        say "Swap: $swap is on. The kiosk's own memory never goes there; what else runs here may. Without need: swapoff -a, and take it out of /etc/fstab."
    if lsblk -snro TYPE "$(findmnt -no SOURCE -T /var/lib 2>/dev/null)" 2>/dev/null | grep -q crypt; then
        say "Disk: encrypted."
    else
        say "Disk: NOT encrypted, or not known to be: whoever takes it out can read the day's appointments and the figures."
    fi
}

# Drop what comes from the network, from the first installation on; what was decided about it since then stands.
settle_firewall() {
    local wanted=$1 rules=/etc/kiosk/firewall.d
    install -m 644 "$root/deploy/systemd/kiosk-firewall.service" "$units/"
    if [ "$wanted" = ssh ]; then
        mkdir -p "$rules"
        echo "tcp dport 22 accept" >"$rules/ssh.nft"
    fi
    if [ "$wanted" = none ]; then
        systemctl disable --quiet kiosk-firewall.service
    elif [ -n "$wanted" ] || [ ! -d "$rules" ]; then
        systemctl enable --quiet kiosk-firewall.service
    fi
    mkdir -p "$rules"
    if systemctl is-enabled --quiet kiosk-firewall.service; then
        [ ! -d /run/systemd/system ] || systemctl reload-or-restart kiosk-firewall.service
        say "Network: nobody comes in$([ ! -f $rules/ssh.nft ] || echo ' but by SSH'). To let somebody in: $rules/*.nft, then systemctl reload kiosk-firewall"
    else
        say "Network: no rule of ours."
    fi
}

start_at_boot() {
    local unit
    for unit in kiosk kiosk-out-of-service; do install -m 644 "$root/deploy/systemd/$unit.service" "$units/"; done
    systemctl enable --quiet seatd.service cups.service kiosk.service
    systemctl mask --quiet ctrl-alt-del.target
    if [ ! -d /run/systemd/system ]; then
        say "Service: enabled. systemd does not run here: the kiosk starts at the next boot."
        return
    fi
    systemctl daemon-reload
    systemctl restart systemd-sysctl.service systemd-journald.service || :
    systemctl restart cups.service seatd.service
    systemctl reset-failed kiosk.service 2>/dev/null || :
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
        say "At the kiosk, touch the clock five times and type it: it makes the first administrator."
        ;;
    2) say "Desk: its accounts stay as they are." ;;
    *) refuse "No setup code could be made: what is said above says why. Put it right, then do this again." ;;
    esac
}

# End the kiosk and give the machine its consoles back; settings and data stay.
take_away() {
    local unit
    if [ -d /run/systemd/system ]; then
        systemctl stop kiosk.service kiosk-out-of-service.service kiosk-firewall.service 2>/dev/null || :
    fi
    systemctl disable --quiet kiosk.service kiosk-firewall.service 2>/dev/null || :
    systemctl unmask --quiet ctrl-alt-del.target 2>/dev/null || :
    for unit in kiosk kiosk-out-of-service kiosk-firewall; do rm -f "$units/$unit.service"; done
    rm -f "$units/cups.service.d/kiosk.conf"
    rmdir "$units/cups.service.d" 2>/dev/null || :
    local where
    while read -r _ where; do
        rm -f "$where"
        case $where in *.conf.d/*) rmdir "$(dirname "$where")" 2>/dev/null || : ;; esac
    done < <(system_files)
    [ ! -f /etc/cups/cupsd.conf ] || unsettle_cups /etc/cups/cupsd.conf
    [ ! -d /run/systemd/system ] || systemctl daemon-reload
    rm -rf "${root:?}/.venv" "${root:?}/config"
    find "$root" -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || :
}
