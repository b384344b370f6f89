"""Disks that fill, turn read-only or belong to somebody else, real ones: the reception at once, home by itself.

Each kiosk is a process in a place of its own, where it may mount and unmount what nobody else sees.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kiosk.adapters.database.folders import open_databases
from tests.helpers.stage import Player

pytestmark = pytest.mark.system
HERE = Path(__file__).parent
ALONE = ("unshare", "--mount", "--propagation", "unchanged", "sh", "-c")
# In a tree whose root is no mount of its own there is nothing to set apart, and nothing is shared.
APART = "{ mount --make-rprivate / 2>/dev/null || :; }"
SENT_AWAY = "Adressez‑vous à l’accueil"


def _on_a_disk_of(data, prepared="true", kind="tmpfs"):
    """Return what starts a process on a small disk of its own, after something was prepared there."""
    image = data.with_name("image")
    mount = {
        "tmpfs": f"mount -t tmpfs -o size=16m disk {data}",
        "ext4": f"truncate -s 16M {image} && mkfs.ext4 -q {image} && mount -o loop,errors=remount-ro {image} {data}",
    }
    return (*ALONE, f'{APART}; {mount[kind]} && mkdir -p {data}/real && {prepared} && exec "$@"', "sh")


@pytest.fixture
def kiosk(tmp_path):
    started = []
    data = tmp_path / "data"
    data.mkdir()

    def start(prepared="true", role="kiosk", kind="tmpfs", within=None, log=None):
        within = within or _on_a_disk_of(start.data, prepared, kind)
        player = Player(role, start.data, within=within, log=log)
        started.append(player)
        if role == "kiosk":
            player.at("2026-11-24T10:12:00+01:00")
        return player

    start.data = data
    yield start
    for player in started:
        player.end()


def _number(kiosk):
    """Take a number as a visitor does; return what is then on show."""
    kiosk.tap("Je n’ai pas de rendez‑vous")
    kiosk.tap("Je ne sais pas")
    return next((words for words in kiosk.see() if words.startswith("S ")), kiosk.name())


def _back_home(kiosk):
    for _ in range(6):
        kiosk.wait(6)
        if kiosk.name() == "home":
            return True
    return False


# What breaks a disk, what mends it, and the kind of disk: an aborted ext4 is what a worn card turns into.
TROUBLES = {
    "fills": ("cat /dev/zero > {data}/filler", "rm {data}/filler", "tmpfs"),
    "stops writing after an error": (
        "mount -o remount,abort {data}",
        "for i in $(seq 100); do umount {data} && break; sleep 0.1; done; "
        "e2fsck -fy {image}; mount -o loop {image} {data}",
        "ext4",
    ),
    "goes away": ("mount -t tmpfs -o ro other {data}", "umount {data}", "tmpfs"),
}


def _trouble(kiosk, trouble):
    breaks, mends, kind = TROUBLES[trouble]
    places = {"data": kiosk.data, "image": kiosk.data.with_name("image")}
    return breaks.format(**places), mends.format(**places), kind


@pytest.mark.parametrize("trouble", TROUBLES)
def test_when_the_disk_breaks_in_a_visit_no_number_is_shown_and_home_comes_back_by_itself(kiosk, trouble):
    breaks, mends, kind = _trouble(kiosk, trouble)
    one = kiosk(kind=kind)
    assert _number(one) == "S 1"
    one.tap("Effacer mon écran")
    one.tap("Je n’ai pas de rendez‑vous")
    one.sh(breaks)
    one.tap("Je ne sais pas")
    assert one.name() == "out_of_service"
    assert SENT_AWAY in one.see()
    one.sh(mends)
    assert _back_home(one)
    assert _number(one) == "S 2"


@pytest.mark.parametrize(("trouble", "seconds"), [("fills", 6), ("goes away", 6), ("stops writing after an error", 36)])
def test_left_alone_home_gives_way(kiosk, trouble, seconds):
    breaks, _, kind = _trouble(kiosk, trouble)
    one = kiosk(kind=kind)
    one.sh(breaks)
    one.wait(seconds)
    assert one.name() == "out_of_service"


def test_the_first_touch_of_a_door_finds_out(kiosk):
    breaks, _, kind = _trouble(kiosk, "stops writing after an error")
    one = kiosk(kind=kind)
    one.sh(breaks)
    one.tap("J’ai rendez‑vous avec le médiateur")
    assert one.name() == "out_of_service"


@pytest.mark.parametrize("trouble", TROUBLES)
def test_at_the_start_home_opens_no_door_and_comes_by_itself(kiosk, trouble):
    breaks, mends, kind = _trouble(kiosk, trouble)
    one = kiosk(prepared=f"({breaks} 2>/dev/null; true)", kind=kind)
    assert one.name() == "out_of_service"
    one.sh(mends)
    assert _back_home(one)
    assert _number(one) == "S 1"


SOMEBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


def test_files_of_another_account_are_left_alone_and_used_once_they_are_ours(kiosk):
    data = kiosk.data = Path(tempfile.mkdtemp())
    own = f"chown -R 65534:65534 {data}; chmod 700 {data} {data}/real"
    open_databases(data / "real").close()
    data.chmod(0o755)
    one = kiosk(
        within=(*ALONE, f'{APART}; export HOME=/tmp KIVY_HOME=/tmp/kivy-of-another-$$; exec "$@"', "sh", *SOMEBODY)
    )
    assert one.name() == "out_of_service"
    subprocess.run(["sh", "-c", own], check=True)
    assert _back_home(one)
    assert _number(one) == "S 1"
    shutil.rmtree(data, ignore_errors=True)


def test_the_desk_and_the_board_say_it_too(kiosk):
    fill = f"cat /dev/zero > {kiosk.data}/filler 2>/dev/null; true"
    desk = kiosk(f"({fill})", role="desk")
    board = kiosk(f"({fill})", role="board")
    for player in (desk, board):
        player.wait(6)
    assert any(words.startswith("Personne ne peut s’inscrire") and "plein" in words for words in desk.see())
    assert SENT_AWAY in board.see()
    desk.sh(f"rm {kiosk.data}/filler")
    desk.wait(12)
    assert not any(words.startswith("Personne ne peut s’inscrire") for words in desk.see())
    assert desk.name() == "setup"  # what could not be asked before: nobody has an account yet


def test_when_the_day_is_deleted_under_kiosk_and_desk_both_find_the_same_one_again(kiosk):
    one, desk = (kiosk(role=role, within=(*ALONE, f'{APART}; exec "$@"', "sh")) for role in ("kiosk", "desk"))
    assert _number(one) == "S 1"
    one.tap("Effacer mon écran")
    one.sh(f"rm {kiosk.data}/real/day.sqlite*")
    for _ in range(4):
        one.wait(6)
        desk.wait(6)
    assert _number(one) == "S 2"
    for player in (one, desk):
        assert player.holds_nothing_deleted()
    desk.at("2026-11-24T10:20:00+01:00")
    assert any("tout a été repris" in words for words in desk.see())


def test_the_log_says_it_once_and_then_every_ten_minutes(kiosk, tmp_path):
    with (tmp_path / "log").open("w") as log:
        one = kiosk(log=log)
        one.sh(f"mount -t tmpfs -o ro other {kiosk.data}")
        for _ in range(25):
            one.wait(60)
    said = [line for line in (tmp_path / "log").read_text().splitlines() if "ERROR" in line]
    assert ["Unopenable: read-only" in line for line in said] == [True] * 3, said


def test_on_a_disk_with_any_number_of_pages_left_a_number_shown_is_a_number_kept(tmp_path):
    program = [sys.executable, HERE / "small_disk.py", tmp_path / "disk"]
    (tmp_path / "disk").mkdir()
    mount = f"mount -t tmpfs -o size=2m disk {tmp_path / 'disk'}"
    run = subprocess.run(
        [*ALONE, f'{APART}; {mount} && exec "$@"', "sh", *program], capture_output=True, text=True, check=True
    )
    told = json.loads(run.stdout)
    assert told["refused"] > 5
    assert told["shown"] > 5
    assert told["lost"] == []
    assert told["twice"] == []
