# shellcheck shell=bash
# What run.sh, test.sh and install.sh share: the system packages, in one place, and the virtual environment.
# Sourced with `root` set to the folder that holds kiosk/, screens/ and deploy/.
: "${root:?the script that sources this says where the program lies}"

# Debian 12 and 13 and Ubuntu 24.04 know all of these names (some as what a renamed package provides).
# To draw: an interpreter, software GL, and a library that Kivy's wheel opens by name.
# shellcheck disable=SC2034  # used by the scripts that source this file
RUN_PACKAGES=(python3 python3-venv ca-certificates libgl1 libegl1 libgles2 libgl1-mesa-dri libmtdev1)
# To speak and to be heard: a voice for every language; ALSA's own tools, whose name is the same everywhere, bring the
# library that SDL opens by name (libasound2 here, libasound2t64 there), and tell whether headphones are plugged in.
# shellcheck disable=SC2034
SOUND_PACKAGES=(espeak-ng alsa-utils)
RUN_PACKAGES+=("${SOUND_PACKAGES[@]}")
# To draw on a display: what the wheel's SDL opens by name for an X server.
# shellcheck disable=SC2034
DISPLAY_PACKAGES=(libx11-6 libxcursor1 libxext6 libxfixes3 libxi6 libxrandr2 libxss1)
# To be the only thing on a console: a compositor, its X server (the wheel's SDL has no Wayland driver), a seat, what
# turns the picture of a panel hung upright, what shows a picture when the kiosk will not start, and what keeps strangers
# out of the network.
# shellcheck disable=SC2034
SESSION_PACKAGES=(cage xwayland seatd wlr-randr imv nftables)
# shellcheck disable=SC2034
PRINT_PACKAGES=(cups cups-client cups-filters)
# What a minimal system lacks beside: the sound library that the wheel's SDL opens by name, printers by USB without a
# driver, security updates by themselves, and what locks a backup.
# shellcheck disable=SC2034
BOX_PACKAGES=(libasound2 ipp-usb unattended-upgrades age)
# The tests print on a virtual IPP printer (found by avahi over dbus), photograph the session and one of two screens
# with keys of its own, check the units, tell another day than today; they change the mode of a real X server and lay
# fingers on its panel; they hear the kiosk through a sound server without a loudspeaker; they lock and open backups,
# and run a centre's PostgreSQL of their own.
# shellcheck disable=SC2034
TEST_PACKAGES=(cups-ipp-utils dbus avahi-daemon grim sway wtype systemd git faketime xserver-xorg-core
    xserver-xorg-video-dummy x11-xserver-utils xdotool openbox e2fsprogs mount
    pulseaudio pulseaudio-utils age postgresql openssl)

say() { printf '%s\n' "$*" >&2; }

refuse() {
    say "$*"
    exit 1
}

# Print those of the packages named that are not installed, under that name or as one that another provides.
missing_packages() {
    local installed package
    # shellcheck disable=SC2016  # dpkg's own fields
    installed=" $(dpkg-query -W -f '${db:Status-Abbrev} ${Package} ${Provides}\n' | sed -n 's/^ii //p' | tr -s ',\n' ' ') "
    for package in "$@"; do
        [[ $installed == *" $package "* ]] || printf '%s\n' "$package"
    done
}

# Run apt-get as root; while another program holds its locks (a fresh machine upgrades itself at boot), say so and wait,
# for KIOSK_APT_WAIT seconds at most.
apt_get() {
    local wait=${KIOSK_APT_WAIT:-600} waiting='' errors holder sudo=()
    local until=$((SECONDS + wait))
    [ "$(id -u)" -eq 0 ] || sudo=(sudo)
    # apt's own waiting knows dpkg's lock, not that of its lists.
    until errors=$("${sudo[@]}" env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -q "$@" 3>&1 1>&2 2>&3); do
        if ! grep -qE 'Could not get lock|locked by another process' <<<"$errors"; then
            refuse "$errors"$'\n'"The system packages could not be installed: what apt-get says above tells why."
        fi
        holder=$(sed -n 's/.*held by process \([0-9]*\) (\([^)]*\)).*/ (\2, process \1)/p' <<<"$errors")
        [ "$SECONDS" -lt "$until" ] ||
            refuse "Another program$holder still holds the system's packages after $wait s. Let it end, then run this again."
        [ -n "$waiting" ] || say "Waiting for another program$holder that holds the system's packages, $wait s at most."
        waiting=yes
        sleep 1
    done
    [ -z "$errors" ] || say "$errors"
}

# Install the packages named that are missing; nothing is asked of the network when none is.
need_packages() {
    local missing
    command -v apt-get >/dev/null || refuse "This needs Debian 12 or 13, or Ubuntu 24.04: there is no apt-get here."
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
        refuse "System packages are missing, and only root can install them: ${missing[*]}. Run this once as root, or install sudo."
    say "Installing system packages: ${missing[*]}"
    apt_get update
    apt_get install -y --no-install-recommends "${missing[@]}"
}

# Bring .venv in line with lock files of deploy/: everything that they pin, and nothing that no lock there pins. pip
# chooses nothing: it is told every version, checks every hash, and says at the end whether all fit together.
need_environment() {
    local strays
    need_own_environment
    strays=$(compare_environment "$@") && return
    may_change "$root/.venv"
    say "Installing what is pinned: $*."
    if ! install_pinned "$strays" "$@" || ! compare_environment "$@" >&2; then
        refuse "The environment is not what is pinned; what is said above tells why. Without a network nothing can be installed."
    fi
}

# Take away what $1 names, then install what the lock files after it pin.
install_pinned() {
    local strays=$1 lock locks=() from=()
    shift
    for lock in "$@"; do locks+=(-r "$root/deploy/$lock"); done
    # shellcheck disable=SC2086  # names, a word each
    [ -z "$strays" ] || own_pip uninstall -y $strays || return
    # The Debian package carries what is pinned: then no network is asked, even where there is one.
    [ ! -d "$root/wheels" ] || from=(--no-index --find-links "$root/wheels")
    # One dependency is published as source only: the builder that build.lock pins stands before it is built.
    own_pip install --no-deps --require-hashes "${from[@]}" -r "$root/deploy/build.lock" &&
        own_pip install --no-deps --require-hashes "${from[@]}" --no-build-isolation --use-pep517 "${locks[@]}" &&
        own_pip check
}

# An environment that another interpreter made, or that lay elsewhere, has scripts that point nowhere: make it anew.
need_own_environment() {
    # Debian's own interpreter, whatever else stands on PATH: the kiosk's user must be able to run it.
    local interpreter=${KIOSK_PYTHON:-/usr/bin/python3} venv=$root/.venv maker
    # Elsewhere pip would try to build everything, and tell of compilers.
    maker=$("$interpreter" -c 'import platform, sys
print(sys.base_prefix, *sys.version_info[:2])
sys.exit(not (3, 11) <= sys.version_info < (3, 14) or platform.machine() not in ("x86_64", "aarch64"))') ||
        refuse "What is pinned is for Python 3.11 to 3.13 on x86_64 or aarch64; $interpreter is $("$interpreter" -V) on $(uname -m)."
    maker="$venv $maker"
    [ "$(cat "$venv/.maker" 2>/dev/null)" = "$maker" ] && "$venv/bin/python" -I -c 'import pip' 2>/dev/null && return
    may_change "$venv"
    say "Making the virtual environment."
    "$interpreter" -m venv --clear "$venv"
    # `kiosk` is found from any folder, in the checkout itself: what is changed there is what runs.
    printf '%s\n' "$root" >"$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/kiosk.pth"
    # shellcheck disable=SC2016  # written as it stands
    printf '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -P -m kiosk "$@"\n' >"$venv/bin/kiosk"
    chmod +x "$venv/bin/kiosk"
    printf '%s\n' "$maker" >"$venv/.maker"
}

# Refuse to change what is another's, or another checkout's.
may_change() {
    local place=$1
    [ ! -L "$place" ] || refuse "$place is a link, and would have to be made anew: remove the link first."
    [ -e "$place" ] || place=$(dirname "$place")
    [ -w "$place" ] || refuse "$place cannot be written by $(id -un): it belongs to $(stat -c %U "$place"). \
Let $(stat -c %U "$place") run this once, or take a checkout of your own."
}

# Print the packages that no lock pins so; fail when there are any, or when one that the locks named pin is not there.
compare_environment() {
    "$root/.venv/bin/python" -I "$root/deploy/compare_environment.py" "$@"
}

# The environment's own pip, deaf to settings that would put packages elsewhere.
own_pip() {
    env -u PYTHONPATH -u PYTHONHOME -u PIP_TARGET -u PIP_PREFIX PIP_USER=0 \
        "$root/.venv/bin/python" -I -m pip -q --disable-pip-version-check "$@" >&2
}
