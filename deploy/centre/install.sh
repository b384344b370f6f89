#!/bin/bash
# Put what speaks to a centre's PostgreSQL (psycopg) into the program's environment: on a box whose kiosk.toml names a
# centre, and on the centre itself. A box without a centre needs nothing of it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=deploy/setup.sh
. "$root/deploy/setup.sh"

need_packages "${RUN_PACKAGES[@]}"
need_environment runtime.lock centre.lock
say "psycopg is there. On a box: [centre] in kiosk.toml, then kiosk sync. On the centre: deploy/centre/README.md."
