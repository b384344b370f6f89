"""The plan is typed, moved, cancelled and taken back; it never shows who did not come."""

from datetime import date, datetime, time, timedelta

import pytest

from kiosk.domain.reception.appointments import Motif
from kiosk.domain.reception.codes import SlipCode, read_slip_code
from kiosk.services.planning import CannotPlan, Doubtful, Planned, Planning
from tests.helpers.waiting_room import PARIS, SITE, TUESDAY, waiting_room

NEXT = TUESDAY + timedelta(days=7)


def at(hour, minute=0, day=TUESDAY):
    return datetime.combine(day, time(hour, minute), tzinfo=PARIS)


@pytest.fixture
def here(tmp_path):
    with waiting_room(tmp_path) as room:
        yield room


@pytest.fixture
def plan(here):
    numbers = iter(range(10_000, 99_999, 7))
    return Planning(here.databases.day, here.clock, SITE, lambda n: next(numbers) % n)


def test_an_appointment_keeps_three_letters_and_gets_a_code_that_can_be_typed(plan):
    made = plan.add(at(14, 30), Motif.PANDA, "Le Goff", first_visit=True).after
    assert (made.letters, made.minutes, made.site) == ("LEG", SITE.slot_minutes, "meaux")
    assert isinstance(read_slip_code(made.slip_code), SlipCode)
    assert plan.appointments(TUESDAY) == (made,)


@pytest.mark.parametrize("starts", [at(9), at(10, day=TUESDAY + timedelta(weeks=9))])
def test_the_past_and_the_far_future_are_refused_in_words(plan, starts):
    refused = plan.add(starts, Motif.PANDA, "BEN", even_so=True)
    assert isinstance(refused, CannotPlan)
    assert refused.why.endswith(".")


@pytest.mark.parametrize(
    ("starts", "words"),
    [(at(10, day=TUESDAY + timedelta(1)), "fermée ce jour‑là"), (at(10, day=date(2026, 12, 25)), "fermée ce jour‑là"),
     (at(13), "fermée à cette heure‑là"), (at(8, day=NEXT), "fermée à cette heure‑là")],
)  # fmt: skip
def test_an_hour_when_the_permanence_is_closed_is_warned_of_and_kept_when_asked_again(plan, starts, words):
    warned = plan.add(starts, Motif.PANDA, "BEN")
    assert isinstance(warned, Doubtful)
    assert words in warned.why
    assert plan.appointments(starts.date()) == ()
    kept = plan.add(starts, Motif.PANDA, "BEN", even_so=True).after
    assert [s.starts for s in plan.day(starts.date()) if kept in s.appointments] == [starts]


def test_a_day_said_to_be_without_permanence_is_warned_of_too(here, plan):
    with here.databases.day.transaction() as records:
        records.close_day("meaux", TUESDAY)
    assert "fermée ce jour‑là" in plan.add(at(14), Motif.PANDA, "BEN").why


def test_two_people_at_once_are_warned_of_and_kept_when_asked_again(plan):
    plan.add(at(14), Motif.PANDA, "BEN", minutes=60)
    for hour, minute, length in ((14, 0, 30), (14, 30, 30), (13, 50, 15)):
        warned = plan.add(at(hour, minute), Motif.PANDA, "KON", minutes=length, even_so=False)
        assert "Un autre rendez‑vous est déjà à 14\u00a0h, pour 60 minutes." in warned.why
    assert isinstance(plan.add(at(15), Motif.PANDA, "DIA"), Planned)
    assert isinstance(plan.add(at(14, 30), Motif.PANDA, "KON", even_so=True), Planned)
    assert len(plan.appointments(TUESDAY)) == 3


def test_moving_onto_another_is_warned_of_but_not_onto_oneself(plan):
    plan.add(at(14), Motif.PANDA, "BEN")
    other = plan.add(at(15), Motif.PANDA, "KON").after
    assert isinstance(plan.change(other.slip_code, at(14, 10)), Doubtful)
    assert isinstance(plan.change(other.slip_code, at(15, 10)), Planned)
    assert isinstance(plan.change(other.slip_code, at(14, 10), even_so=True), Planned)


def test_a_warning_never_tells_who_did_not_come(here, plan):
    plan.add(at(14), Motif.PANDA, "BEN", minutes=60)
    here.clock.set(14, 16)
    assert isinstance(plan.add(at(14, 30), Motif.PANDA, "KON"), Planned)


def test_an_hour_that_a_long_appointment_fills_is_not_free(plan):
    plan.add(at(14), Motif.PANDA, "BEN", minutes=60)
    assert {at(14), at(14, 30)}.isdisjoint(plan.free(TUESDAY))
    assert at(15) in plan.free(TUESDAY)


def test_moving_keeps_the_slip_and_undo_brings_it_back(plan):
    made = plan.add(at(14), Motif.PANDA, "BEN").after
    moved = plan.change(made.slip_code, at(10, day=NEXT))
    assert moved.after.slip_code == made.slip_code
    assert plan.appointments(NEXT) == (moved.after,)
    plan.undo(moved)
    assert plan.appointments(TUESDAY) == (made,)


def test_cancelling_leaves_nothing_and_can_be_taken_back(plan):
    made = plan.add(at(14), Motif.PANDA, "BEN").after
    done = plan.cancel(made.slip_code)
    assert plan.appointments(TUESDAY) == ()
    assert isinstance(plan.cancel(made.slip_code), CannotPlan)
    assert isinstance(plan.undo(done), Planned)
    assert plan.appointments(TUESDAY) == (made,)


def test_undo_gives_way_to_a_newer_change(plan):
    made = plan.add(at(14), Motif.PANDA, "BEN")
    plan.change(made.after.slip_code, at(15))
    assert isinstance(plan.undo(made), CannotPlan)


def test_the_day_shows_every_hour_that_is_left_and_what_stands_in_it(here, plan):
    plan.add(at(14), Motif.PANDA, "BEN")
    slots = plan.day(TUESDAY)
    assert [f"{s.starts:%H:%M}" for s in slots][:3] == ["09:30", "10:00", "10:30"]
    assert [s.starts for s in slots if not s.is_free] == [at(14)]
    assert at(14) not in plan.free(TUESDAY)
    here.clock.set(14, 16)
    assert all(s.is_free for s in plan.day(TUESDAY))


def test_a_week_has_its_open_days(plan):
    assert [day for day, _ in plan.week(NEXT)] == [NEXT]
    assert plan.week(date(2026, 12, 24)) == plan.week(date(2026, 12, 21))


def test_an_appointment_on_the_days_the_clocks_change_keeps_its_hour(here, plan):
    here.clock.set(10, day=date(2027, 3, 23))
    made = plan.add(at(9, day=date(2027, 3, 30)), Motif.PANDA, "BEN").after
    assert made.starts.hour == 7
    assert [f"{s.starts:%H:%M}" for s in plan.day(date(2027, 3, 30)) if not s.is_free] == ["09:00"]


def test_cards_carry_codes_that_are_valid_and_all_different(plan):
    codes = plan.unused_codes(24)
    assert len(set(codes)) == 24
    assert all(isinstance(read_slip_code(code), SlipCode) for code in codes)


def test_what_is_past_its_window_is_in_no_calendar_either(here, plan):
    plan.add(at(14), Motif.PANDA, "BEN")
    assert len(plan.appointments(TUESDAY)) == 1
    here.clock.set(14, 16)
    assert plan.appointments(TUESDAY) == ()


def test_an_hour_between_two_is_shown_as_it_is_and_leaves_neither_of_them_free(plan):
    plan.add(at(15, 45), Motif.PANDA, "LEG")
    assert [f"{s.starts:%H:%M}" for s in plan.day(TUESDAY) if s.appointments] == ["15:45"]
    assert {at(15, 30), at(16)}.isdisjoint(plan.free(TUESDAY))
    assert {at(15), at(16, 30)} <= set(plan.free(TUESDAY))
