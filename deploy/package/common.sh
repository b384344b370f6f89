# shellcheck shell=bash
# What the scripts of the package share: where things lie, and the hands of install.sh.
root=/opt/kiosk defaults=/opt/kiosk/defaults
# shellcheck source=deploy/setup.sh
. "$root/deploy/setup.sh"
# shellcheck source=deploy/cups/settle.sh
. "$root/deploy/cups/settle.sh"
# shellcheck source=deploy/appliance.sh
. "$root/deploy/appliance.sh"

# The environment, from the wheels that the package carries; nothing where it is right already.
need_carried_environment() {
    need_environment runtime.lock
    "$root/.venv/bin/python" -m compileall -q "$root/kiosk" "$root/screens"
}
