#!/bin/bash
# Make the Debian package: the program, and the wheels that deploy/*.lock pin for each Python of Debian 12, Debian 13 and
# Ubuntu 24.04, so that nothing is asked of a network when it is installed, nor when the system changes its Python.
#   deploy/build-deb.sh [--arch amd64|arm64] [--out DIR] [--wheels DIR]
# --wheels: where wheels fetched before lie; what is missing there is fetched into it. For another processor nothing of
# it is run.
set -euo pipefail
umask 022
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/setup.sh
. "$root/deploy/setup.sh"

arch=$(dpkg --print-architecture) out=$root/dist wheels=
while [ $# -gt 0 ]; do
    case $1 in
    --arch | --out | --wheels)
        declare "${1#--}=${2:?$1 needs a value}"
        shift 2
        ;;
    *) refuse "Unknown option: $1. Usage: deploy/build-deb.sh [--arch amd64|arm64] [--out DIR] [--wheels DIR]" ;;
    esac
done
case $arch in
amd64) processor=x86_64 ;;
arm64) processor=aarch64 ;;
*) refuse "What is pinned is for amd64 and arm64, not for $arch." ;;
esac
wheels=${wheels:-$out/wheels-$arch}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/pyproject.toml")
name=kiosk-france-services

# Fetch what the locks pin for one Python; every hash is checked. glibc 2.36 is Debian 12's.
fetch_wheels() {
    local python=$1 minor platforms=(--platform any)
    for minor in $(seq 36 -1 17); do platforms+=(--platform "manylinux_2_${minor}_$processor"); done
    platforms+=(--platform "manylinux2014_$processor")
    fetch --only-binary :all: --implementation cp --python-version "$python" "${platforms[@]}" -r <(wheels_of runtime.lock)
}

fetch() { pip download -d "$wheels" --find-links "$wheels" --no-deps --require-hashes "$@"; }

# A pip of its own, deaf to settings that would put packages elsewhere.
pip() {
    env -u PYTHONPATH -u PYTHONHOME -u PIP_TARGET -u PIP_PREFIX PIP_USER=0 \
        "$tree/pip/bin/python" -I -m pip -q --disable-pip-version-check "$@" >&2
}

# The one dependency that is published as source has no wheel to ask for.
wheels_of() { sed '/^sdnotify==/,/^[a-z]/{/^sdnotify==/d;/^ .*/d}' "$root/deploy/$1"; }
source_of() { sed -n '/^sdnotify==/,/^[a-z]/{/^sdnotify==/p;/^ *--hash/p}' "$root/deploy/$1"; }

lay_out() {
    local tree=$1 program=$1/opt/kiosk script
    mkdir -p "$program/wheels" "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/share/doc/$name"
    tar -C "$root" --exclude=__pycache__ --owner=0 --group=0 -c kiosk screens assets deploy pyproject.toml LICENSE README.md |
        tar -C "$program" -x
    # Settings as shipped: /etc/kiosk holds what is in force, and is never overwritten.
    cp -r "$root/config" "$program/defaults"
    find "$wheels" -type f -exec cp -t "$program/wheels" {} +
    ln -s /opt/kiosk/.venv/bin/kiosk "$tree/usr/bin/kiosk"
    cp "$root/LICENSE" "$tree/usr/share/doc/$name/copyright"
    gzip -9n <"$root/CHANGELOG.md" >"$tree/usr/share/doc/$name/changelog.gz"
    for script in postinst prerm postrm config; do
        install -m 755 "$root/deploy/package/$script" "$tree/DEBIAN/$script"
    done
    install -m 644 "$root/deploy/package/templates" "$root/deploy/package/triggers" "$tree/DEBIAN/"
    chmod -R u=rwX,go=rX "$tree"
    write_control "$tree"
    (cd "$tree" && find opt usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
}

# A dependency each: another name or another package that does as well stands after a bar.
write_control() {
    local tree=$1 depends=() package
    for package in "${RUN_PACKAGES[@]}" "${DISPLAY_PACKAGES[@]}" "${SESSION_PACKAGES[@]}" "${PRINT_PACKAGES[@]}" "${BOX_PACKAGES[@]}"; do
        case $package in
        python3) depends+=("python3 (>= 3.11), python3 (<< 3.14)") ;;
        libasound2) depends+=("libasound2 | libasound2t64") ;;
        *) depends+=("$package") ;;
        esac
    done
    cat >"$tree/DEBIAN/control" <<CONTROL
Package: $name
Version: $version
Architecture: $arch
Maintainer: Pimms Médiation 77 Melun
Section: misc
Priority: optional
Installed-Size: $(du -sk --exclude DEBIAN "$tree" | cut -f 1)
Pre-Depends: debconf (>= 0.5)
Depends: $(printf '%s, ' "${depends[@]}")systemd-timesyncd | time-daemon, systemd-sysv, passwd, util-linux
Recommends: fake-hwclock
Conflicts: x-display-manager
Description: Waiting-room kiosk of the permanences France services
 Makes this machine a kiosk on a touch screen, alone on the console from boot on:
 arrivals, guides and lists for those who wait, and a desk for who receives them.
 It needs no network, carries every library it uses, and keeps no name.
CONTROL
}

mkdir -p "$wheels" "$out"
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
# For a test of the package's form alone: whoever installs such a one needs a network.
if [ -z "${KIOSK_NO_WHEELS:-}" ]; then
    say "Fetching what is pinned, for Python 3.11, 3.12 and 3.13 on $processor."
    /usr/bin/python3 -m venv "$tree/pip"
    pip install --require-hashes -r "$root/deploy/build.lock"
    fetch --only-binary :all: -r "$root/deploy/build.lock"
    fetch --no-binary sdnotify --no-build-isolation -r <(source_of runtime.lock)
    for python in 3.11 3.12 3.13; do fetch_wheels "$python"; done
fi
lay_out "$tree/package"
# Wheels are compressed already.
dpkg-deb --root-owner-group -Zgzip -z1 --build "$tree/package" "$out/${name}_${version}_$arch.deb" >&2
say "Written: $out/${name}_${version}_$arch.deb"
