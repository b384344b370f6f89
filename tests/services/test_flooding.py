"""Codes in a flood: ten are looked at in a minute, all alike; the desk is told; nothing tells who was on a list."""

from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import event

from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.codes import Mistyped, new_slip_code
from kiosk.services.arrivals import AlreadyNoted, Noted, TooMany
from kiosk.services.chores import NEWS
from tests.helpers.waiting_room import PARIS, TUESDAY, waiting_room

PLANNED, UNKNOWN, MISTYPED = new_slip_code(lambda _: 12345).digits, new_slip_code(lambda _: 777).digits, "123456"
TOKEN = "1012003201000503000000000000042"  # noqa: S105


@pytest.fixture
def room(tmp_path):
    with waiting_room(tmp_path) as opened:
        starts = datetime.combine(TUESDAY, time(10), tzinfo=PARIS).astimezone(UTC)
        with opened.databases.day.transaction() as records:
            records.add_appointment(Appointment(starts, 45, Motif.PANDA, "DUR", first_visit=False, slip_code=PLANNED))
        yield opened


def _troubles(room):
    with room.databases.day.transaction() as records:
        return records.troubles(room.clock.utc - NEWS)


@contextmanager
def statements(room):
    """Note every statement that reaches the day's file."""
    said = []

    def note(_connection, _cursor, statement, *_):
        said.append(statement)

    engine = room.databases.day.store.engine
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def _flood(room, code, times):
    return [room.arrivals.present(code, "fr") for _ in range(times)]


def test_one_code_repeated_two_hundred_times_is_one_number_shown_ten_times(room):
    outcomes = _flood(room, UNKNOWN, 200)
    assert [type(outcome) for outcome in outcomes] == [Noted] + [AlreadyNoted] * 9 + [TooMany] * 190
    assert len(room.noted) == 1


def test_two_hundred_codes_make_ten_numbers_at_most(room):
    for place in range(200):
        room.arrivals.present(new_slip_code(lambda _, place=place: place).digits, "fr")
    assert len(room.noted) == 10


@pytest.mark.parametrize("shown", [PLANNED, UNKNOWN, MISTYPED])
@pytest.mark.parametrize("before", [PLANNED, UNKNOWN, MISTYPED])
def test_every_code_counts_and_is_refused_alike(room, before, shown):
    _flood(room, before, 10)
    assert room.arrivals.present(shown, "fr") == TooMany()
    assert room.arrivals.attach_to_slip(shown, TOKEN, "fr") == TooMany()
    assert not any(arrival.prepared for arrival in room.noted)


@pytest.mark.parametrize("shown", [PLANNED, UNKNOWN, MISTYPED])
def test_a_refused_code_is_looked_up_nowhere(room, shown):
    _flood(room, MISTYPED, 11)
    with statements(room) as said:
        assert room.arrivals.present(shown, "fr") == TooMany()
    assert said == []


def test_what_is_written_for_the_desk_is_the_same_for_every_code(room):
    _flood(room, MISTYPED, 10)
    with statements(room) as first:
        room.arrivals.present(PLANNED, "fr")
    room.clock.set(10, 5)
    _flood(room, MISTYPED, 10)
    with statements(room) as second:
        room.arrivals.present(UNKNOWN, "fr")
    assert first == second
    assert len([said for said in first if "mark" in said]) == 1


def test_the_desk_is_told_and_it_goes_away(room):
    _flood(room, UNKNOWN, 10)
    assert _troubles(room) == ()
    _flood(room, UNKNOWN, 1)
    assert _troubles(room) == (ChoreTrouble.TOO_MANY_CODES,)
    room.clock.utc += NEWS + timedelta(seconds=1)
    assert _troubles(room) == ()


def test_a_flood_that_lasts_is_told_for_as_long_and_written_once_a_minute(room):
    with statements(room) as said:
        for _ in range(300):
            room.arrivals.present(MISTYPED, "fr")
            room.clock.utc += timedelta(seconds=1)
    assert _troubles(room) == (ChoreTrouble.TOO_MANY_CODES,)
    assert len([one for one in said if "INSERT INTO mark" in one]) == 5


def test_after_a_quiet_minute_codes_are_looked_at_again_and_hour_and_letters_always_are(room):
    _flood(room, MISTYPED, 200)
    assert isinstance(room.arrivals.declare(time(10), "DUR", "fr"), Noted)
    room.clock.utc += timedelta(minutes=1)
    assert isinstance(room.arrivals.present(PLANNED, "fr"), Noted)
    assert room.arrivals.present(MISTYPED, "fr") == Mistyped()
