"""The whole of install.sh on a copy of this machine that is thrown away: root, mounts of its own and registries needed.

The copy is an overlay in memory: what the script writes to /opt, /etc and /var never reaches this machine. No systemd
runs in it, so the service is enabled and not started.
"""

import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = [pytest.mark.long, pytest.mark.system]
ROOT = Path(__file__).parents[2]
PIN = "905172"

# $1 is a folder to mount on, $2 this checkout; what follows `--` runs in the copy.
_COPY = r"""
set -eu
place=$1 source=$2
# In a tree whose root is no mount of its own there is nothing to set apart, and nothing is shared.
mount --make-rprivate / 2>/dev/null || :
mount -t tmpfs -o size=6g copy "$place"
mkdir "$place/upper" "$place/work" "$place/root"
mount -t overlay copy -o "lowerdir=/,upperdir=$place/upper,workdir=$place/work" "$place/root"
for folder in proc dev sys; do mount --rbind /$folder "$place/root/$folder"; done
mount -t tmpfs -o mode=1777 copy "$place/root/tmp"
mkdir "$place/root/srv/source"
git -C "$source" archive HEAD | tar -x -C "$place/root/srv/source"
cp -r "$source/deploy/install.sh" "$source/deploy/cups" "$place/root/srv/source/deploy/"
cat > "$place/root/srv/day.sh"
exec chroot "$place/root" bash /srv/day.sh
"""

# Whoever installs types the code that was printed at the desk: on the installed program, as its own account.
_DESK = r"""
import sys
from pathlib import Path
from kiosk.adapters.machine.clocks import system_clock
from kiosk.composition import outfit
from kiosk.settings import load_settings
from screens.running.environment import prepare_kivy
prepare_kivy(1920, 1080, windowed=True)
from screens.app import open_desk
from screens.driver.hand import Hand
kit = outfit(load_settings(), Path("/var/lib/kiosk"), practice=False, clock=system_clock, role="desk")
desk = open_desk(kit, (1920, 1080))
hand = Hand(desk)
desk.wake()
hand.until(lambda: desk.screen.name == "setup", "the desk does not ask for the code")
hand.rest()
for letter in f"{sys.argv[1]}\tA1\t{sys.argv[2]}\t{sys.argv[2]}\n":
    named = {"\n": 40, "\t": 43}
    desk.keys.stroke(named.get(letter, 30 + "1234567890".index(letter) if letter.isdigit() else 4), ord(letter.lower()))
    hand.wait(0.6)
    hand.rest()
print("now unlocked:", desk.staff)
hand.let_go()
"""

_DAY = f"""
set -eu
exec 2>&1
cd /srv/source
deploy/install.sh --site meaux
echo "--- again"
deploy/install.sh > /tmp/second 2>&1
cat /tmp/second
code=$(sed -n 's/^Setup code.*: //p' /tmp/second | tr -d ' ')
echo "--- at the desk"
cd /opt/kiosk
runuser -u kiosk -- env SDL_VIDEODRIVER=offscreen HOME=/tmp .venv/bin/python -c {shlex.quote(_DESK)} "$code" {PIN}
cd /srv/source
echo "--- a third time"
deploy/install.sh
echo "policies of the kiosk: $(grep -c '^<Policy kiosk>' /etc/cups/cupsd.conf)"
echo "policies of all others: $(grep -c '^<Policy default>' /etc/cups/cupsd.conf)"
cupsd -t
echo "--- the files"
stat -c '%U %a %n' /var/lib/kiosk /var/lib/kiosk/real
systemctl is-enabled kiosk.service
"""


@dataclass(frozen=True)
class Said:
    """What the script said, the first, the second and the third time, and what the desk and the files showed."""

    first: str
    second: str
    desk: str
    third: str
    files: str


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    place = tmp_path_factory.mktemp("copy")
    command = ["unshare", "--mount", "--propagation", "unchanged", "sh", "-c", _COPY, "sh", str(place), str(ROOT)]
    done = subprocess.run(command, input=_DAY, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return Said(*re.split(r"(?m)^--- .*\n", done.stdout))


def code_in(said: str) -> str:
    (code,) = re.findall(r"Setup code of the desk, shown this once: (\d{4} \d{4})$", said, re.MULTILINE)
    return str(code)


def test_the_installer_prints_a_setup_code_until_there_is_an_administrator(said: Said) -> None:
    assert code_in(said.first) != code_in(said.second)
    assert "Setup code" not in said.third
    assert "this machine has an administrator already" in said.third


def test_whoever_holds_the_printed_code_becomes_the_administrator_at_the_desk(said: Said) -> None:
    assert "now unlocked: Staff(label='A1', role=<Role.ADMINISTRATOR: 'administrator'>)" in said.desk


def test_cups_knows_the_kiosk_s_right_once_however_often_it_is_installed(said: Said) -> None:
    assert "policies of the kiosk: 1\npolicies of all others: 1\n" in said.third
    assert '"/etc/cups/cupsd.conf" is OK.' in said.third


def test_the_machine_starts_the_kiosk_at_boot_and_keeps_its_data_to_itself(said: Said) -> None:
    assert "kiosk 700 /var/lib/kiosk\n" in said.files
    assert said.files.endswith("enabled\n")
    assert "Program: /opt/kiosk." in said.first
    assert "Installing what" not in said.second
