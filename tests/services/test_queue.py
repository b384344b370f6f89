"""The desk sees who waits, in a fair order; it calls, parks, merges, and takes any of it back."""

from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.domain.figures.usage import ARRIVALS, counter
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.arrivals import Stage
from kiosk.domain.reception.queue import Match
from kiosk.services.arrivals import Noted
from kiosk.services.assistance import Assistance
from kiosk.services.queue import Done, NotThere, Queue, TakenBy, forget_taken_off
from tests.helpers.waiting_room import PARIS, SITE, TUESDAY, waiting_room


@pytest.fixture
def here(tmp_path):
    with waiting_room(tmp_path) as room:
        yield room


@pytest.fixture
def queue(here):
    return Queue(here.databases.day, here.clock, SITE)


def plan(here, hour, minute, letters, code, *, first=False):
    starts = datetime.combine(TUESDAY, time(hour, minute), tzinfo=PARIS).astimezone(UTC)
    with here.databases.day.transaction() as records:
        records.add_appointment(Appointment(starts, 30, Motif.PANDA, letters, first, code, site=SITE.id))


def numbers(waiters):
    return [str(w.arrival.ticket) for w in waiters]


def test_hour_and_letters_of_the_list_are_a_sure_match(here, queue):
    plan(here, 10, 30, "BEN", "572005", first=True)
    here.arrivals.declare(time(10, 30), "Benali", "fr")
    (waiter,) = queue.room().waiting
    assert waiter.match is Match.SURE
    assert waiter.appointment.slip_code == "572005"


def test_a_wrong_hour_or_missing_letters_are_to_be_checked_and_one_touch_confirms(here, queue):
    plan(here, 11, 0, "KON", "572005")
    ticket = here.arrivals.declare(time(10, 30), "KON", "fr").ticket
    (waiter,) = queue.room().waiting
    assert (waiter.match, waiter.appointment.slip_code) == (Match.LIKELY, "572005")
    assert [a.slip_code for a in queue.room().upcoming] == ["572005"]
    queue.confirm(ticket, "572005")
    (waiter,) = queue.room().waiting
    assert waiter.match is Match.SURE
    assert queue.room().upcoming == ()


def test_somebody_no_list_knows_waits_like_anybody(here, queue):
    here.arrivals.declare(time(10, 30), "ZOE", "fr")
    (waiter,) = queue.room().waiting
    assert (waiter.match, waiter.appointment) == (Match.NONE, None)


def test_a_booked_hour_goes_before_who_came_later_and_a_late_one_takes_its_arrival(here, queue):
    plan(here, 10, 30, "BEN", "572005")
    plan(here, 9, 30, "LAT", "572016")
    here.arrivals.walk_in("", "fr")  # S 1 at 10:00
    here.clock.set(10, 5)
    here.arrivals.declare(time(9, 30), "LAT", "fr")  # A 1, more than 15 min late: its place is 10:05
    here.clock.set(10, 10)
    here.arrivals.declare(time(10, 30), "BEN", "fr")  # A 2, its place is 10:30
    here.clock.set(10, 31)
    here.arrivals.walk_in("", "fr")  # S 2
    assert numbers(queue.room().waiting) == ["S 1", "A 1", "A 2", "S 2"]


def test_one_desk_owns_a_call(here, queue):
    ticket = here.arrivals.walk_in("", "fr").ticket
    assert isinstance(queue.call(ticket, "Bureau 1"), Done)
    assert queue.call(ticket, "Bureau 2") == TakenBy("Bureau 1")
    assert queue.park(ticket, "Bureau 2") == TakenBy("Bureau 1")
    assert queue.gone(ticket, "Bureau 2") == TakenBy("Bureau 1")
    here.clock.set(10, 5)
    assert isinstance(queue.call(ticket, "Bureau 1"), Done)
    assert [(str(c.ticket), c.desk) for c in queue.calls()] == [("S 1", "Bureau 1")]


def test_parked_people_come_back_to_the_place_of_their_arrival(here, queue):
    first = here.arrivals.walk_in("", "fr").ticket
    here.clock.set(10, 5)
    here.arrivals.walk_in("", "fr")
    queue.park(first)
    assert numbers(queue.room().waiting) == ["S 2"]
    assert numbers(queue.room().parked) == ["S 1"]
    queue.wait_again(first)
    assert numbers(queue.room().waiting) == ["S 1", "S 2"]


def test_after_a_quarter_of_an_hour_the_desk_is_told(here, queue):
    here.arrivals.walk_in("", "fr")
    (waiter,) = queue.room().waiting
    assert not waiter.is_long(here.clock.utc + timedelta(minutes=14, seconds=59))
    assert waiter.is_long(here.clock.utc + timedelta(minutes=15))


def test_a_double_is_seen_merged_under_the_newer_number_and_counted_once(here, queue):
    here.arrivals.declare(time(10, 30), "BEN", "fr")
    here.clock.set(10, 2)
    here.arrivals.declare(time(10, 30), "BEN", "fr")
    for waiter in queue.room().waiting:
        here.call(waiter.arrival.ticket)
        queue.wait_again(waiter.arrival.ticket)
    first, double = queue.room().waiting
    assert first.double_of is None
    assert str(double.double_of.ticket) == "A 1"
    cell = counter(ARRIVALS, SITE.id, datetime(2026, 11, 24, 10, tzinfo=PARIS), "appointment")
    done = queue.merge(double.arrival.ticket, first.arrival.ticket)
    (kept,) = queue.room().waiting
    assert (str(kept.arrival.ticket), kept.arrival.arrived) == ("A 2", first.arrival.arrived)
    assert here.databases.day.pending()[cell] == 1
    queue.undo(done)
    assert sorted(numbers(queue.room().waiting)) == ["A 1", "A 2"]
    assert here.databases.day.pending()[cell] == 2


def test_undo_gives_way_to_what_happened_since(here, queue):
    ticket = here.arrivals.walk_in("", "fr").ticket
    done = queue.park(ticket)
    assert isinstance(queue.undo(done), Done)
    assert numbers(queue.room().waiting) == ["S 1"]
    done = queue.park(ticket)
    queue.call(ticket, "Bureau 2")
    assert queue.undo(done) == NotThere()
    assert here.noted[0].stage is Stage.CALLED


def test_an_appointment_past_its_window_is_on_no_list_and_in_no_count(here, queue):
    plan(here, 9, 30, "BEN", "572005")
    here.clock.set(9, 45)
    assert [a.letters for a in queue.room().upcoming] == ["BEN"]
    here.clock.set(9, 45, 1)
    room = queue.room()
    assert room.upcoming == ()
    assert (room.arrived, room.received) == (0, 0)
    here.arrivals.declare(time(9, 30), "BEN", "fr")
    assert queue.room().waiting[0].match is Match.SURE


def test_who_leaves_is_neither_counted_nor_shown(here, queue):
    ticket = here.arrivals.walk_in("", "fr").ticket
    queue.call(ticket, "Bureau 1")
    queue.gone(ticket)
    assert queue.calls() == ()
    assert queue.room().received == 0


def test_who_is_taken_off_can_come_back_for_half_a_minute_and_then_nothing_is_kept_of_them(here, queue):
    ticket = here.arrivals.present("572005", "fr").ticket
    taken_off = queue.gone(ticket)
    here.clock.utc += timedelta(seconds=29)
    forget_taken_off(here.databases.day, here.clock())
    assert isinstance(queue.undo(taken_off), Done)
    assert numbers(queue.room().waiting) == ["A 1"]

    here.clock.utc += timedelta(minutes=10)
    forget_taken_off(here.databases.day, here.clock())
    assert numbers(queue.room().waiting) == ["A 1"]
    taken_off = queue.gone(ticket)
    here.clock.utc += timedelta(seconds=30)
    forget_taken_off(here.databases.day, here.clock())
    assert here.noted == ()
    assert queue.undo(taken_off) == NotThere()


def test_a_slip_shown_after_it_was_taken_off_is_an_arrival_like_any_other(here, queue):
    assert str(here.arrivals.present("572005", "fr").ticket) == "A 1"
    queue.gone(here.noted[0].ticket)
    here.clock.utc += timedelta(minutes=1)
    forget_taken_off(here.databases.day, here.clock())
    back = here.arrivals.present("572005", "fr")
    assert isinstance(back, Noted)
    assert str(back.ticket) == "A 2"


def test_who_was_received_stays_until_closing_though_somebody_was_taken_off(here, queue):
    received, taken_off = (here.arrivals.walk_in("", "fr").ticket for _ in range(2))
    queue.call(received, "Bureau 1")
    Assistance(here.databases.day, here.clock, SITE).open("Bureau 1", received)
    assert queue.gone(received) == NotThere()
    queue.gone(taken_off)
    here.clock.utc += timedelta(minutes=1)
    forget_taken_off(here.databases.day, here.clock())
    assert [str(arrival.ticket) for arrival in here.noted] == ["S 1"]


def test_another_screen_of_the_folder_sees_that_something_happened(here, queue, tmp_path):
    with open_databases(tmp_path, role="desk") as other:
        desk = Queue(other.day, here.clock, SITE)
        before = desk.version()
        assert desk.version() == before
        here.arrivals.walk_in("", "fr")
        assert desk.version() != before
        assert numbers(desk.room().waiting) == ["S 1"]
        assert not other.keep()
        assert here.databases.keep()


WAYS = {
    "slip": lambda arrivals: arrivals.present("572005", "fr"),
    "hour and letters": lambda arrivals: arrivals.declare(time(10, 30), "BEN", "fr"),
    "letters alone": lambda arrivals: arrivals.declare(None, "BEN", "fr"),
    "hour alone": lambda arrivals: arrivals.declare(time(10, 30), "", "fr"),
}


@pytest.mark.parametrize(("one", "other"), [(a, b) for a in WAYS for b in WAYS if "slip" in {a, b} and a != b])
def test_one_person_who_arrives_in_two_ways_is_told_as_a_double(here, queue, one, other):
    plan(here, 10, 30, "BEN", "572005")
    for minute, way in enumerate((one, other)):
        here.clock.set(10, minute)
        WAYS[way](here.arrivals)
    found = {str(w.arrival.ticket): w.double_of for w in queue.room().waiting}
    assert found["A 1"] is None
    assert str(found["A 2"].ticket) == "A 1"


def test_two_people_with_appointments_of_their_own_are_no_double(here, queue):
    plan(here, 10, 30, "BEN", "572005")
    plan(here, 11, 0, "BEN", "572016")
    WAYS["slip"](here.arrivals)
    here.arrivals.declare(time(11), "BEN", "fr")
    # Whose letters may be of another appointment, still free, is told so; it is no double.
    plan(here, 11, 30, "BEN", "572027")
    WAYS["letters alone"](here.arrivals)
    assert [w.double_of for w in queue.room().waiting] == [None, None, None]


def test_numbers_of_any_kind_are_merged_by_hand_whichever_is_named_first(here, queue):
    plan(here, 10, 30, "BEN", "572005")
    slip = WAYS["slip"](here.arrivals).ticket
    queue.call(slip, "Bureau 1")
    here.arrivals.leave_by(slip, time(11))
    here.arrivals.meet(slip, by_sign=True, speaks="ta")
    here.clock.set(10, 5)
    walk_in = here.arrivals.walk_in("papers", "ar").ticket
    done = queue.merge(slip, walk_in)
    (kept,) = queue.room().called
    assert (kept.arrival.ticket, kept.match, kept.arrival.owner) == (walk_in, Match.SURE, "Bureau 1")
    assert kept.arrival.leaves_by == time(11)
    assert (kept.arrival.by_sign, kept.arrival.speaks) == (True, "ta")
    counts = {c.value: n for c, n in here.databases.day.pending().items() if c.family == ARRIVALS.name and n}
    assert counts == {"walk-in": 1}
    queue.undo(done)
    counts = {c.value: n for c, n in here.databases.day.pending().items() if c.family == ARRIVALS.name and n}
    assert counts == {"appointment": 1}


def test_two_numbers_called_to_two_desks_are_not_merged_over_their_heads(here, queue):
    first, second = (here.arrivals.walk_in("", "fr").ticket for _ in range(2))
    queue.call(first, "Bureau 1")
    queue.call(second, "Bureau 2")
    assert queue.merge(second, first) == TakenBy("Bureau 2")
    assert queue.merge(second, second) == NotThere()
