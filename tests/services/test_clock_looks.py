"""What the kiosk does each time it looks at the clock, and what it does not."""

from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.adapters.machine.pins import Argon2Pins
from kiosk.domain.machine.timekeeping import Doubt
from kiosk.domain.reception.access import Pad, Role
from kiosk.services.access import Access, Unlocked
from tests.helpers.doubtful_machine import DoubtfulMachine
from tests.helpers.doubtful_room import DoubtfulRoom
from tests.helpers.waiting_room import PARIS, SITE, TUESDAY


def at(hour, minute=0, *, days=0):
    return datetime.combine(TUESDAY + timedelta(days=days), time(hour, minute), tzinfo=PARIS).astimezone(UTC)


@pytest.fixture
def machine():
    return DoubtfulMachine(at(10))


@pytest.fixture
def room(tmp_path, machine):
    opened = DoubtfulRoom(tmp_path, machine)
    opened.look()
    yield opened
    opened.close()


def test_wrong_pins_typed_under_a_clock_far_ahead_do_not_shut_the_pad_for_years(room, machine):
    access = Access(room.files.staff, Argon2Pins(), room.time, lambda n: 0)
    access.add("M1", Role.MEDIATOR, "274183")
    assert room.time.set(at(10, days=3650))
    for _ in range(5):
        access.unlock("M1", "111111", Pad.DESK)
    machine.synchronise()
    room.look()
    machine.live(minutes=5)
    assert isinstance(access.unlock("M1", "274183", Pad.DESK), Unlocked)


def test_while_the_clock_is_right_a_look_writes_to_the_disk_once_a_minute_at_most(room, machine):
    store = room.files.device.store

    def written():
        return store.outside("SELECT at FROM timekeeping")

    first = written()
    for _ in range(11):
        machine.live(seconds=5)
        room.look()
        room.arrivals.declare(None, "DUR", "fr")
    assert written() == first
    machine.live(seconds=5)
    room.look()
    assert written() != first


def test_the_change_to_summer_time_is_no_jump(room, machine):
    machine.true = datetime(2027, 3, 28, 0, 59, 58, tzinfo=UTC)
    machine.synchronise()
    room.look()
    machine.synchronised = False
    machine.live(seconds=5)
    room.look()
    assert room.time.doubts() is None
    assert room.time().astimezone(SITE.zone).hour == 3


def test_a_process_that_ends_and_begins_again_knows_how_long_it_was_away(room, machine):
    room.close()
    machine.live(hours=30)
    room.restart()
    assert room.time.doubts() is None
    machine.tell(machine.told + timedelta(hours=2))
    room.restart()
    room.look()
    assert room.time.doubts().why is Doubt.AHEAD
