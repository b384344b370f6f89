#!/bin/bash
# Write the lock files anew from pyproject.toml: one list for every machine, whole and hashed.
#   deploy/lock.sh             what stands stays; what pyproject.toml newly asks for comes in
#   deploy/lock.sh --upgrade   everything at its newest release
# Then run deploy/test.sh, and commit both together.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=deploy/setup.sh
. "$root/deploy/setup.sh"

need_packages "${RUN_PACKAGES[@]}"
need_environment requirements.lock
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
cp "$root"/{pyproject.toml,deploy/{requirements,runtime,build,centre}.lock} "$new"
cd "$new"

# The public index alone, whatever this machine is told: whoever installs may have no other, and no lock names one.
for setting in "${!UV_@}"; do unset "$setting"; done
# One dependency is published as source only, and needs no compiler; anything else must have a wheel.
resolve() {
    "$root/.venv/bin/uv" pip compile -q --no-config --no-header --only-binary :all: --no-binary sdnotify \
        --python-version "$1" --python-platform "$2-manylinux_2_36" "${@:3}"
}
pins() { grep -o '^[a-z0-9-]*==[^ ]*' "$1"; }

# Written for one machine, then asked for on each other: Debian 12 and 13 and Ubuntu 24.04, on both processors. Where one
# of them lacks a wheel, or needs one package more or less, there is no lock.
resolve 3.11 x86_64 --generate-hashes "$@" --extra dev --extra centre pyproject.toml -o requirements.lock
resolve 3.11 x86_64 --generate-hashes -c requirements.lock pyproject.toml -o runtime.lock
# Only what speaks to a centre: a box without one installs nothing of it.
echo 'psycopg[binary]' | resolve 3.11 x86_64 --generate-hashes --no-annotate -c requirements.lock - -o centre.lock
echo setuptools | resolve 3.11 x86_64 --generate-hashes --no-annotate "$@" - -o build.lock
for python in 3.11 3.12 3.13; do
    for processor in x86_64 aarch64; do
        rm -f one.txt
        if ! resolve "$python" "$processor" -c requirements.lock --extra dev --extra centre pyproject.toml -o one.txt ||
            ! diff <(pins requirements.lock) <(pins one.txt) >&2; then
            refuse "Python $python on $processor would hold something else: deploy/*.lock stay as they are."
        fi
    done
done
cp {requirements,runtime,build,centre}.lock "$root/deploy/"
say "Written: requirements.lock, runtime.lock, build.lock and centre.lock of deploy/. Now run deploy/test.sh."
