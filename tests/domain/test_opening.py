"""When the permanence is open, and when it opens next."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.reception.opening import Opening, OpeningSlot, easter, public_holidays
from tests.helpers.waiting_room import SITE, TUESDAY

PARIS = ZoneInfo("Europe/Paris")
OPENING = SITE.opening(2026)


def at(hour, minute=0, second=0, *, day=TUESDAY):
    return datetime.combine(day, time(hour, minute, second), tzinfo=PARIS)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(8, 59, 59), False),
        (at(9), True),
        (at(11, 59, 59), True),
        (at(12), False),
        (at(13, 29), False),
        (at(13, 30), True),
        (at(17), False),
        (at(10, day=TUESDAY + timedelta(days=1)), False),
    ],
)
def test_the_doors_open_with_the_first_minute_and_close_with_the_last(moment, is_open):
    assert OPENING.is_open(moment) is is_open


def test_the_pad_shows_every_hour_of_the_half_day_that_runs():
    half_day = OPENING.current_or_next_today(at(10))
    assert OPENING.hours(half_day) == (time(9), time(9, 30), time(10), time(10, 30), time(11), time(11, 30))


def test_between_two_half_days_the_pad_already_shows_the_next():
    assert OPENING.current_or_next_today(at(12)) == OpeningSlot(1, time(13, 30), time(17))


def test_after_the_last_half_day_there_is_none_left_today():
    assert OPENING.current_or_next_today(at(17)) is None


def test_a_half_day_that_is_not_a_whole_number_of_slots_shows_the_last_hour_begun():
    opening = Opening((), frozenset(), slot_minutes=45)
    assert opening.hours(OpeningSlot(0, time(9), time(10, 15))) == (time(9), time(9, 45))


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (at(8), at(9)),
        (at(10), at(13, 30)),
        (at(13), at(13, 30)),
        (at(16), at(9, day=TUESDAY + timedelta(days=7))),
        (at(9), at(13, 30)),
    ],
)
def test_the_next_opening_is_announced(now, opens):
    assert OPENING.next_opening(now) == opens


def test_a_closed_day_is_passed_over():
    closed = Opening(OPENING.slots, frozenset({TUESDAY}), 30)
    assert not closed.is_open(at(10))
    assert closed.current_or_next_today(at(8)) is None
    assert closed.next_opening(at(8)) == at(9, day=TUESDAY + timedelta(days=7))


def test_the_next_opening_is_told_in_the_new_hour_after_the_clocks_change():
    saturday = date(2026, 3, 28)
    opening = Opening((OpeningSlot(6, time(9), time(12)),), frozenset(), 30)
    opens = opening.next_opening(at(15, day=saturday))
    assert opens == at(9, day=date(2026, 3, 29))
    assert opens.utcoffset() == timedelta(hours=2)


def test_a_site_that_never_opens_announces_nothing():
    assert Opening((), frozenset(), 30).next_opening(at(8)) is None


# Dates from the calendars of those years.
@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_on_its_sunday(year, sunday):
    assert easter(year) == sunday


def test_the_public_holidays_of_2026_are_the_eleven_of_the_labour_code():
    named = {(1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
    assert public_holidays(2026) == {date(2026, month, day) for month, day in named}


def test_a_public_holiday_closes_the_permanence_and_next_new_year_too():
    assert not SITE.opening(2026).on(date(2026, 7, 14))
    assert date(2027, 1, 1) in SITE.opening(2026).closed
