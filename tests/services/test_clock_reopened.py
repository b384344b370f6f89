"""The clock is moved to another day while the kiosk is off, or as it starts again: the folder knows what it held."""

from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.machine_ports import PurgeFailed
from tests.helpers.doubtful_machine import DoubtfulMachine
from tests.helpers.doubtful_room import DoubtfulRoom
from tests.helpers.held_files import held
from tests.helpers.waiting_room import PARIS, TUESDAY, waiting_room


def at(hour, minute=0, *, days=0):
    return datetime.combine(TUESDAY + timedelta(days=days), time(hour, minute), tzinfo=PARIS).astimezone(UTC)


OTHER_DAYS = {
    "the day before": at(10, days=-1),
    # A night is believed on the battery's word: one day ahead cannot be told from it.
    "the morning after next": at(8, days=2),
    "a week on": at(10, days=7),
    "ten years on": at(10, days=3650),
    "the year a box without battery wakes in": datetime(2020, 1, 1, tzinfo=UTC),
}


@pytest.fixture
def machine():
    return DoubtfulMachine(at(10))


@pytest.fixture
def room(tmp_path, machine):
    opened = DoubtfulRoom(tmp_path, machine)
    opened.look()
    yield opened
    opened.close()


@pytest.mark.parametrize("how", ["restarted", "switched off and on"])
@pytest.mark.parametrize("day", OTHER_DAYS)
def test_whoever_waits_and_is_expected_is_still_there_and_the_evening_comes_at_its_own_hour(room, machine, day, how):
    room.arrivals.declare(None, "BEN", "fr")
    today, to_come = room.plan(at(16)), room.plan(at(10, days=7))
    machine.live(minutes=5)
    room.look()
    if how == "restarted":
        machine.tell(OTHER_DAYS[day])
        room.restart()
    else:
        room.switch_off_for(OTHER_DAYS[day], minutes=5)
    room.look()
    assert room.planned() == {today, to_come}
    assert len(room.arrived()) == 1
    machine.live(minutes=5)
    room.arrivals.declare(None, "LEG", "fr")
    machine.synchronise()
    room.look()
    assert room.waiting() == ["A 1", "A 2"]
    machine.live(hours=8)
    room.look()
    assert (room.planned(), room.arrived()) == ({to_come}, [])


@pytest.mark.parametrize("day", OTHER_DAYS)
def test_a_purge_that_failed_reaches_as_far_in_a_folder_reopened_on_another_day(tmp_path, day):
    with waiting_room(tmp_path, patience_ms=20) as room:
        room.arrivals.declare(None, "QXZ", "fr")
        room.clock.set(18, 1)
        with held(tmp_path / "day.sqlite", "IMMEDIATE"), pytest.raises(PurgeFailed):
            room.closing.tend()
    with waiting_room(tmp_path) as room:
        room.clock.utc = OTHER_DAYS[day]
        assert room.closing.has_failed(), "another date makes nothing good"
        room.closing.tend()
        assert not room.closing.has_failed()
    assert not any(b"QXZ" in path.read_bytes() for path in tmp_path.iterdir())
