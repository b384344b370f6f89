"""Any damage is damage: no file, whatever it holds, raises anything but our word for it, or gives a number twice."""

import shutil
from collections import Counter as Tally
from datetime import UTC, datetime, time

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.domain.machine.data_state import Sound
from kiosk.domain.reception.access import Pad
from kiosk.machine_ports import DataUnusable
from tests.helpers.waiting_room import TUESDAY, waiting_room
from tests.hostile.scribbler import GIVEN, a_morning, befall

ALL = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def morning(tmp_path_factory):
    return a_morning(tmp_path_factory.mktemp("damage") / "morning")


def _use(room):
    """Do all that a day does with the files; return the numbers given."""
    databases = room.databases
    given = (room.arrivals.walk_in("", "fr").ticket, room.arrivals.declare(time(10), "Durand", "fr").ticket)
    room.arrivals.permanence()
    with databases.day.transaction() as records:
        records.appointments(*ALL)
        records.arrivals(TUESDAY)
        records.sessions()
        records.last_import()
    databases.staff.staff()
    for pad in Pad:
        databases.staff.tries(pad)
    databases.device.kept_time()
    databases.device.events()
    databases.figures.totals()
    databases.figures.between("2026-01", "2026-12")
    databases.figures.publications(2026)
    databases.day.pending()
    databases.day.flush_into(databases.figures)
    return given


def _survive(morning, folder, seed):
    """Open a damaged folder and live on with it; return what became of it."""
    shutil.copytree(morning, folder)
    done = befall(folder, seed)
    try:
        room = waiting_room(folder)
    except DataUnusable as error:
        return done, error.trouble.value, True
    with room:
        given = _use(room)
        assert isinstance(room.databases.look(thoroughly=True), Sound), (seed, done)
        damages = room.databases.damages
    both = {name.partition(".")[0] for name, _ in done} >= {"day", "device"}
    # The second place may be gone with the first: then numbers start where nobody holds one.
    is_new = all(ticket.number > GIVEN for ticket in given)
    with open_databases(folder) as again:
        assert again.damages == (), (seed, done)
    shutil.rmtree(folder)
    return done, "mended" if damages else "nothing seen", is_new or both


def _trials(morning, tmp_path, seeds):
    ends = [_survive(morning, tmp_path / f"{seed}", seed) for seed in seeds]
    assert all(is_new for _, _, is_new in ends)
    return Tally(end for _, end, _ in ends)


def test_no_damage_raises_stops_the_next_start_or_gives_a_number_twice(morning, tmp_path):
    print(_trials(morning, tmp_path, range(60)))


@pytest.mark.long
def test_nor_does_it_in_a_thousand_trials(morning, tmp_path):
    print(_trials(morning, tmp_path, range(1000, 2000)))
