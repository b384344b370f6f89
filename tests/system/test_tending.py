"""The chores without a window, and a folder that somebody moves meanwhile."""

import re
import signal
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime

import pytest

from kiosk.domain.reception.appointments import Appointment, Motif
from tests.helpers.waiting_room import waiting_room
from tests.system.tending_rig import tend

pytestmark = pytest.mark.system

# Later than whatever the machine's own clock tells.
FAR = datetime(2199, 1, 8, 9, 30, tzinfo=UTC)
PATIENCE = 60.0  # seconds, however busy the machine


@pytest.fixture
def real(tmp_path):
    folder = tmp_path / "data" / "real"
    with waiting_room(folder) as room, room.databases.day.transaction() as records:
        records.add_appointment(Appointment(FAR, 45, Motif.PANDA, "DUR", first_visit=False, slip_code="482131"))
    return folder


def planned(folder):
    with waiting_room(folder) as room, room.databases.day.transaction() as records:
        return [each.letters for each in records.appointments(FAR, FAR.replace(year=2200))]


def has_purged(folder):
    with closing(sqlite3.connect(folder / "device.sqlite")) as raw:
        return raw.execute("SELECT count(*) FROM event WHERE kind = 'purged'").fetchone() == (1,)


def until(happened, what):
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def test_a_folder_moved_away_while_it_is_tended_is_told_and_what_is_planned_goes_on(real, tmp_path):
    """Somebody tidies up, a synchroniser renames: what was open is written where the kiosk looks for it."""
    tending = tend(tmp_path, tmp_path / "share", "--every", "5")
    until(lambda: has_purged(real), "it did not tend")
    moved = real.rename(tmp_path / "elsewhere")
    until((real / "tend.lock").exists, "it did not open the folder again")
    tending.send_signal(signal.SIGTERM)
    assert tending.wait(PATIENCE) == 0
    # Whichever of them was looked at first: the move may fall in the midst of a round.
    assert re.fullmatch(r"(day|device|figures)\.sqlite is no longer where it was\n", tending.stdout.read())
    assert planned(real) == ["DUR"]
    assert planned(moved) == ["DUR"], "what lies elsewhere is nobody's to change"
