"""The queue's matching, quick however long plan and room are, says what the plain and slow reading of its rule says."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.arrivals import Arrival, Series, Stage, Ticket
from kiosk.domain.reception.queue import Match, Waiter, room
from tests.helpers.waiting_room import PARIS

NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)
NAMES = st.sampled_from(["", "BEN", "KON", "LI"])
MINUTES = st.integers(-30, 60)
CODES = st.sampled_from(["", "1", "2", "3", "9"])

appointments = st.lists(
    st.builds(
        lambda half, letters, code, late: Appointment(
            NINE + timedelta(minutes=30 * half + late), 30, Motif.PANDA, letters, first_visit=False, slip_code=code
        ),
        st.integers(0, 3),
        NAMES,
        st.one_of(CODES, st.integers(100, 130).map(str)),
        st.sampled_from([0, 0, 0, 5]),
    ),
    max_size=12,
)
arrivals = st.lists(
    st.builds(
        lambda minute, half, letters, code, series, stage: Arrival(
            Ticket(series, 0), NINE + timedelta(minutes=minute),
            declared=None if half is None else time(9 + half // 2, 30 * (half % 2)),
            letters=letters, slip_code=code, stage=stage, called=NINE if stage is Stage.DONE else None,
        ),
        MINUTES,
        st.one_of(st.none(), st.integers(0, 3)),
        NAMES,
        CODES,
        st.sampled_from([Series.A, Series.A, Series.S]),
        st.sampled_from(Stage),
    ),
    max_size=10,
).map(lambda some: [replace(a, ticket=Ticket(a.series, n + 1)) for n, a in enumerate(some)])  # fmt: skip


# --- the rule, read plainly: everybody against every appointment
def slowly(here: tuple[Arrival, ...], planned: Iterable[Appointment]) -> list[Waiter]:
    found: dict[Arrival, Waiter] = {}
    free = {a.slip_code: a for a in planned}
    for arrival in here:
        if arrival.slip_code in free:
            found[arrival] = Waiter(arrival, Match.SURE, free.pop(arrival.slip_code))
    for arrival in here:
        exact = [a for a in free.values() if _says_both(arrival, a)]
        if arrival not in found and len(exact) == 1:
            found[arrival] = Waiter(arrival, Match.SURE, free.pop(exact[0].slip_code))
    for arrival in here:
        if arrival not in found:
            found[arrival] = _likely(arrival, tuple(free.values()))
    return [_with_double(found[a], found.values()) for a in here]


def _declared(arrival):
    if arrival.declared is None:
        return None
    return datetime.combine(arrival.arrived.astimezone(PARIS).date(), arrival.declared, tzinfo=PARIS)


def _says_both(arrival, appointment):
    same_hour = _declared(arrival) == appointment.starts
    return same_hour and bool(arrival.letters) and arrival.letters == appointment.letters


def _likely(arrival, free):
    if arrival.series is Series.A:
        by_letters = [a for a in free if arrival.letters and a.letters == arrival.letters]
        at_hour = [a for a in free if _declared(arrival) == a.starts and not (arrival.letters and a.letters)]
        for some in (by_letters, at_hour):
            if some:
                nearest = sorted(some, key=lambda a: abs(a.starts - (_declared(arrival) or arrival.arrived)))
                return Waiter(arrival, Match.LIKELY, nearest[0], other=nearest[1] if nearest[1:] else None)
    return Waiter(arrival, Match.NONE, None)


def _with_double(waiter, everybody):
    mine = waiter.arrival
    earlier = (
        other.arrival
        for other in sorted(everybody, key=lambda w: (w.arrival.arrived, w.arrival.ticket.number))
        if other.arrival.stage is not Stage.DONE
        and (other.arrival.arrived, other.arrival.ticket.number) < (mine.arrived, mine.ticket.number)
        and _says_something(other)
        and _may_be_one(waiter, other)
    )
    double = next(earlier, None) if mine.stage is Stage.WAITING and _says_something(waiter) else None
    return replace(waiter, double_of=double)


def _says_something(waiter):
    return waiter.arrival.series is Series.A or waiter.match is Match.SURE


def _may_be_one(mine, other):
    (letters, hour, booked), (theirs, at, theirs_booked) = _known(mine), _known(other)
    if booked and theirs_booked:
        return False
    if letters and (letters, hour) == (theirs, at):
        return True
    if booked == theirs_booked or Match.LIKELY in {mine.match, other.match}:
        return False
    if letters and theirs:
        return letters == theirs and None in {hour, at}
    return hour is not None and hour == at


def _known(waiter):
    if waiter.match is not Match.SURE:
        return waiter.arrival.letters, waiter.arrival.declared, False
    booked = waiter.appointment
    return booked.letters or waiter.arrival.letters, booked.starts.astimezone(PARIS).time(), True


@given(arrivals, appointments, st.booleans())
def test_it_says_what_the_plain_reading_says(here, planned, in_order):
    if in_order:
        here, planned = sorted(here, key=lambda a: a.arrived), sorted(planned, key=lambda a: a.starts)
    day = room(here, planned, NINE, PARIS)
    expected = {w.arrival: w for w in slowly(tuple(here), planned)}
    for read, stage in ((day.waiting, Stage.WAITING), (day.called, Stage.CALLED), (day.parked, Stage.PARKED)):
        assert {w.arrival: w for w in read} == {a: w for a, w in expected.items() if a.stage is stage}


def test_of_two_as_near_the_first_of_the_plan_is_meant():
    here = [Arrival(Ticket(Series.A, 1), NINE, declared=time(9, 30), letters="BEN")]
    planned = [
        Appointment(NINE + timedelta(minutes=m), 30, Motif.PANDA, "BEN", first_visit=False, slip_code=str(m))
        for m in (60, 0, 120)
    ]
    assert room(here, planned, NINE, PARIS).waiting[0].appointment.slip_code == "60"
    assert room(here, planned[::-1], NINE, PARIS).waiting[0].appointment.slip_code == "0"


def test_an_hour_without_letters_on_either_side_is_likely_not_sure():
    here = [Arrival(Ticket(Series.A, 1), NINE, declared=time(9))]
    planned = [Appointment(NINE, 30, Motif.PANDA, "", first_visit=False, slip_code="1")]
    assert room(here, planned, NINE, PARIS).waiting[0].match is Match.LIKELY


class Counting(Appointment):
    """An appointment that counts how often anybody looks at its letters."""

    looks = 0

    def __getattribute__(self, name):
        if name == "letters":
            Counting.looks += 1
        return super().__getattribute__(name)


@pytest.mark.parametrize("same_letters", [True, False])
def test_ten_times_as_many_people_look_no_oftener_at_the_plan(same_letters):
    planned = [
        Counting(NINE + timedelta(minutes=n), 30, Motif.PANDA, "BEN", first_visit=False, slip_code=str(n))
        for n in range(300)
    ]

    def looks(people):
        here = [
            Arrival(Ticket(Series.A, n), NINE, declared=time(9), letters="BEN" if same_letters else "KON")
            for n in range(1, people + 1)
        ]
        Counting.looks = 0
        room(here, planned, NINE, PARIS)
        return Counting.looks

    assert looks(300) <= looks(30) <= 10 * len(planned)
