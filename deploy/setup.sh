# shellcheck shell=bash
# What run.sh, test.sh and install.sh share: the system packages, in one place, and the virtual environment.
# Sourced with `root` set to the folder that holds kiosk/, screens/ and deploy/.
: "${root:?the script that sources this says where the program lies}"

# Debian 12 and Ubuntu 24.04 know all of these names.
# To draw: an interpreter, software GL, and a library that Kivy's wheel opens by name.
# shellcheck disable=SC2034  # used by the scripts that source this file
RUN_PACKAGES=(python3 python3-venv ca-certificates libgl1 libegl1 libgles2 libgl1-mesa-dri libmtdev1)
# To draw on a display: what the wheel's SDL opens by name for an X server.
# shellcheck disable=SC2034
DISPLAY_PACKAGES=(libx11-6 libxcursor1 libxext6 libxfixes3 libxi6 libxrandr2 libxss1)
# To be the only thing on a console: a compositor, its X server (the wheel's SDL has no Wayland driver), a seat.
# shellcheck disable=SC2034
SESSION_PACKAGES=(cage xwayland seatd)
# shellcheck disable=SC2034
PRINT_PACKAGES=(cups cups-client cups-filters)
# The tests print on a virtual IPP printer (found by avahi over dbus), photograph the session and one of two screens
# with keys of its own, check the units, tell another day than today.
# shellcheck disable=SC2034
TEST_PACKAGES=(cups-ipp-utils dbus avahi-daemon grim sway wtype systemd git faketime)

say() { printf '%s\n' "$*" >&2; }

refuse() {
    say "$*"
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        refuse "Root is needed for: $*. Run it as root, or install sudo."
    fi
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

# Install the packages named that are missing; nothing is asked of the network when none is.
need_packages() {
    local missing
    command -v apt-get >/dev/null || refuse "This needs Debian 12 or Ubuntu 24.04: there is no apt-get here."
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return
    say "Installing system packages: ${missing[*]}"
    as_root apt-get update -q >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

# Bring the virtual environment in line with lock files of deploy/, every file checked against its hash.
# A stamp of each lock makes the second run instant.
need_environment() {
    local lock stamp sum python=$root/.venv/bin/python
    if ! "$python" -c 'import pip' 2>/dev/null; then
        say "Making the virtual environment."
        # Debian's own interpreter, whatever else stands on PATH: the kiosk's user must be able to run it.
        /usr/bin/python3 -m venv --clear "$root/.venv"
    fi
    for lock in "$@"; do
        stamp=$root/.venv/.$lock sum=$(sha256sum <"$root/deploy/$lock")
        [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && continue
        say "Installing what $lock pins."
        # One dependency is published as source only: build it with the pinned builder, not with the latest.
        "$python" -m pip install -q --disable-pip-version-check --require-hashes -r "$root/deploy/build.lock"
        "$python" -m pip install -q --disable-pip-version-check --require-hashes --no-build-isolation --use-pep517 \
            -r "$root/deploy/$lock"
        printf '%s\n' "$sum" >"$stamp"
    done
}
