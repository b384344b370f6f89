"""Saying "I have arrived": always a number, never a word on who was expected."""

from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.domain.reception.appointments import Appointment, Motif, Timing
from kiosk.domain.reception.arrivals import Series, Stage, Ticket
from kiosk.domain.reception.codes import Mistyped, new_slip_code
from kiosk.services.arrivals import AlreadyNoted, Arrivals, Noted, Permanence
from tests.helpers.waiting_room import PARIS, SITE, TUESDAY, waiting_room

SLIP, UNKNOWN_SLIP, MISTYPED = new_slip_code(lambda _: 12345).digits, new_slip_code(lambda _: 777).digits, "123456"
TOKEN = "1012003201000503000000000000042"  # noqa: S105


@pytest.fixture
def room(tmp_path):
    with waiting_room(tmp_path) as opened:
        yield opened


def _plan(room, hour, letters, slip=""):
    starts = datetime.combine(TUESDAY, hour, tzinfo=PARIS).astimezone(UTC)
    with room.databases.day.transaction() as records:
        records.add_appointment(Appointment(starts, 45, Motif.PANDA, letters, first_visit=False, slip_code=slip))


def _said(noted):
    """All that a screen can tell of an outcome, but the number itself."""
    return type(noted), noted.at, noted.timing, noted.ticket.series


def test_who_is_on_the_list_and_who_is_not_get_the_same_answer(room):
    _plan(room, time(10), "DUR")
    expected = room.arrivals.declare(time(10), "Durand", "fr")
    unexpected = room.arrivals.declare(time(10), "Nobody", "fr")
    at_another_hour = room.arrivals.declare(time(10), "DUR", "fr")
    assert _said(expected) == _said(unexpected) == _said(at_another_hour)
    assert [str(noted.ticket) for noted in (expected, unexpected, at_another_hour)] == ["A 1", "A 2", "A 3"]


def test_a_slip_that_no_list_knows_gets_a_number_like_any_other(room):
    _plan(room, time(10), "DUR", SLIP)
    assert _said(room.arrivals.present(SLIP, "fr")) == _said(room.arrivals.present(UNKNOWN_SLIP, "fr"))


def test_the_same_hour_and_letters_always_give_a_new_number(room):
    numbers = [room.arrivals.declare(time(10), "Durand", "fr").ticket.number for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_who_knows_neither_hour_nor_letters_gets_a_number_too(room):
    noted = room.arrivals.declare(None, "", "fr")
    assert noted == Noted(Ticket(Series.A, 1), room.arrivals.now(), Timing.UNKNOWN)


@pytest.mark.parametrize(
    ("hour", "minute", "second", "timing"),
    [
        (10, 14, 59, Timing.EARLY),
        (10, 15, 0, Timing.ON_TIME),  # 45 minutes before
        (11, 0, 0, Timing.ON_TIME),
        (11, 15, 0, Timing.ON_TIME),  # 15 minutes after
        (11, 15, 1, Timing.LATE),
        (11, 59, 59, Timing.LATE),
        (12, 0, 0, Timing.CLOSED),
        (8, 59, 59, Timing.CLOSED),
        (9, 0, 0, Timing.EARLY),
    ],
)
def test_the_sentence_follows_the_declared_hour(room, hour, minute, second, timing):
    room.clock.set(hour, minute, second)
    assert room.arrivals.declare(time(11), "Durand", "fr").timing is timing


def test_the_sentence_is_the_same_whether_or_not_that_hour_is_booked(room):
    _plan(room, time(11), "DUR")
    room.clock.set(9, 30)
    assert room.arrivals.declare(time(11), "Durand", "fr").timing is Timing.EARLY
    assert room.arrivals.declare(time(10, 30), "Durand", "fr").timing is Timing.EARLY


def test_only_letters_are_kept_of_a_name(room):
    room.arrivals.declare(time(10), "N'Diaye", "ar")
    (kept,) = room.noted
    assert (kept.letters, kept.declared, kept.language) == ("NDI", time(10), "ar")
    assert (kept.arrived, kept.stage) == (room.clock(), Stage.WAITING)


def test_a_slip_shown_twice_keeps_its_number_and_its_hour_of_arrival(room):
    first = room.arrivals.present(SLIP, "fr")
    room.clock.set(10, 20)
    assert room.arrivals.present(f"{SLIP[:3]} {SLIP[3:]}", "fr") == AlreadyNoted(first.ticket, first.at)
    assert len(room.noted) == 1


def test_a_slip_of_yesterday_gets_a_number_of_today(room):
    room.arrivals.present(SLIP, "fr")
    room.clock.set(10, day=TUESDAY + timedelta(days=1))
    assert isinstance(room.arrivals.present(SLIP, "fr"), Noted)


def test_a_mistyped_slip_is_refused_and_nothing_is_written(room):
    assert room.arrivals.present(MISTYPED, "fr") == Mistyped()
    assert room.arrivals.attach_to_slip(MISTYPED, TOKEN, "fr") == Mistyped()
    assert room.noted == ()
    assert room.databases.day.pending() == {}


def test_walk_ins_have_their_own_series(room):
    room.arrivals.declare(time(10), "Durand", "fr")
    assert str(room.arrivals.walk_in("housing", "fr").ticket) == "S 1"
    assert str(room.arrivals.walk_in("", "fr").ticket) == "S 2"
    assert [arrival.theme for arrival in room.noted if arrival.ticket.series is Series.S] == ["housing", ""]


def test_outside_the_hours_a_walk_in_is_told_that_it_is_closed(room):
    room.clock.set(18)
    assert room.arrivals.walk_in("health", "fr").timing is Timing.CLOSED
    assert room.arrivals.present(SLIP, "fr").timing is Timing.CLOSED


def test_numbers_start_again_once_the_day_before_is_closed(room):
    room.arrivals.walk_in("", "fr")
    room.clock.set(10, day=TUESDAY + timedelta(days=1))
    room.closing.tend()
    assert room.arrivals.walk_in("", "fr").ticket == Ticket(Series.S, 1)


def test_a_number_does_not_come_back_after_closing_on_the_same_day(room):
    room.arrivals.declare(time(10), "Durand", "fr")
    room.clock.set(17)
    room.closing.close()
    assert room.arrivals.declare(time(10), "Durand", "fr").ticket == Ticket(Series.A, 2)


def test_a_list_is_attached_to_a_number_and_the_newest_stands(room):
    noted = room.arrivals.declare(time(10), "Durand", "fr")
    room.arrivals.attach(noted.ticket, "1")
    room.arrivals.attach(noted.ticket, TOKEN)
    assert [arrival.prepared for arrival in room.noted] == [TOKEN]


def test_a_list_for_a_number_that_nobody_holds_changes_nothing(room):
    room.arrivals.attach(Ticket(Series.A, 9), TOKEN)
    assert room.noted == ()


def test_a_list_is_attached_by_the_slip_before_and_after_the_arrival(room):
    assert isinstance(room.arrivals.attach_to_slip(SLIP, "1", "fr"), Noted)
    assert isinstance(room.arrivals.attach_to_slip(SLIP, TOKEN, "fr"), AlreadyNoted)
    assert [arrival.prepared for arrival in room.noted] == [TOKEN]


def test_showing_the_slip_again_does_not_lose_the_list(room):
    room.arrivals.attach_to_slip(SLIP, TOKEN, "fr")
    room.arrivals.present(SLIP, "fr")
    assert [arrival.prepared for arrival in room.noted] == [TOKEN]


def test_a_call_is_promised_only_while_open_and_a_desk_is_alive(room):
    assert room.arrivals.permanence() is Permanence.OPEN
    room.clock.set(10, 1)
    assert room.arrivals.permanence() is Permanence.OPEN
    room.clock.set(10, 1, 1)
    assert room.arrivals.permanence() is Permanence.NO_DESK
    room.arrivals.desk_is_alive()
    assert room.arrivals.permanence() is Permanence.OPEN
    room.clock.set(12)
    assert room.arrivals.permanence() is Permanence.CLOSED


def test_a_desk_that_never_spoke_is_not_alive(room, tmp_path):
    with waiting_room(tmp_path / "new") as other:
        silent = Arrivals(room.databases.day, other.clock, SITE, desk_alive_within=timedelta(minutes=1))
        room.clock.set(9)
        other.clock.set(11)
        assert silent.permanence() is Permanence.NO_DESK


def test_the_pad_shows_opening_hours_never_the_booked_ones(room):
    _plan(room, time(10), "DUR")
    assert room.arrivals.hours() == (time(9), time(9, 30), time(10), time(10, 30), time(11), time(11, 30))
    room.clock.set(18)
    assert room.arrivals.hours() == ()


def test_the_next_opening_is_known(room):
    assert room.arrivals.next_opening() == datetime.combine(TUESDAY, time(13, 30), tzinfo=PARIS)
