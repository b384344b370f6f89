"""What a desk says of a day holds for everything that goes by the hours: the door, the pad, the plan, the evening."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.data_folder import opened
from kiosk.domain.reception.opening import Opening, OpeningSlot, SaidOfDay
from tests.helpers.waiting_room import PARIS, SITE, waiting_room

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def room(tmp_path):
    with waiting_room(tmp_path) as opened:
        opened.clock.set(14, day=WEDNESDAY)
        opened.closing.tend()
        yield opened


def test_a_day_without_permanence_opens_at_the_hours_said_and_is_destroyed_an_hour_after_them(room):
    assert room.arrivals.next_opening().date() == date(2026, 12, 1)
    room.openings.open_today(time(14, 30), time(17))
    assert room.arrivals.next_opening() == datetime(2026, 11, 25, 14, 30, tzinfo=PARIS)
    assert room.arrivals.hours()[0] == time(14, 30)
    room.arrivals.walk_in("", "fr")
    room.clock.set(17, 59, day=WEDNESDAY)
    room.closing.tend()
    with room.databases.day.reading() as records:
        assert len(records.arrivals(WEDNESDAY)) == 1
    room.clock.set(18, 0, day=WEDNESDAY)
    room.closing.tend()
    with room.databases.day.reading() as records:
        assert records.arrivals(WEDNESDAY) == ()


def test_what_was_said_of_a_day_says_nothing_of_the_next(room):
    room.openings.open_today(time(14), time(17))
    room.clock.set(14, day=WEDNESDAY + timedelta(days=1))
    assert room.openings.said_today() == SaidOfDay(WEDNESDAY + timedelta(days=1))


def test_a_clock_put_right_takes_what_was_said_of_today_with_it(room):
    room.openings.open_today(time(14), time(17))
    before, step = room.clock(), timedelta(days=-2)
    with room.databases.day.transaction() as records:
        records.move_times(before - timedelta(hours=1), step, before + step, PARIS)
        assert records.said_of_day(SITE.id, WEDNESDAY - timedelta(days=2)).extra == (time(14), time(17))


def test_what_only_reads_waits_for_nobody_who_writes_and_keeps_nothing(room):
    day = room.databases.day
    with opened(day.store.path.parent, role="") as other:
        with other.day.transaction() as records:
            records.desk_is_alive(room.clock())
            with day.reading() as mine:
                assert mine.arrivals(WEDNESDAY) == ()
        with day.reading() as mine:
            mine.close_day(SITE.id, WEDNESDAY)
        with other.day.reading() as records:
            assert not records.said_of_day(SITE.id, WEDNESDAY).is_closed


minutes = st.integers(0, 24 * 60 - 1)


@given(st.lists(st.tuples(minutes, minutes), max_size=3), st.tuples(minutes, minutes), minutes)
def test_it_is_open_when_the_week_or_the_desk_says_so(usual, extra, now):
    def hours(pair):
        return sorted(time(*divmod(at, 60)) for at in pair)

    usual, extra = [hours(p) for p in usual if p[0] != p[1]], hours(extra)
    opening = Opening(tuple(OpeningSlot(2, *pair) for pair in usual), frozenset(), 30)
    said = opening.saying(SaidOfDay(WEDNESDAY, extra=(extra[0], extra[1])))
    at = datetime.combine(WEDNESDAY, time(*divmod(now, 60)))
    assert said.is_open(at) == any(start <= at.time() < end for start, end in [*usual, extra])
    slots = said.on(WEDNESDAY)
    assert all(a.end < b.start for a, b in pairwise(slots))
    assert not said.saying(SaidOfDay(WEDNESDAY, is_closed=True)).on(WEDNESDAY)
