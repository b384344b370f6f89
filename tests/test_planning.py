"""The plan is typed, moved, cancelled and taken back; it never shows who did not come."""

from datetime import date, datetime, time, timedelta

import pytest
from waiting_room import PARIS, SITE, TUESDAY, waiting_room

from kiosk.domain.appointments import Motif
from kiosk.domain.codes import SlipCode, read_slip_code
from kiosk.services.planning import CannotPlan, Planned, Planning

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


@pytest.mark.parametrize(
    "starts", [at(9), at(10, day=TUESDAY + timedelta(weeks=9)), at(10, day=TUESDAY + timedelta(1))]
)
def test_the_past_the_far_future_and_closed_days_are_refused_in_words(plan, starts):
    refused = plan.add(starts, Motif.PANDA, "BEN")
    assert isinstance(refused, CannotPlan)
    assert refused.why.endswith((".", "‑là."))


def test_moving_keeps_the_slip_and_undo_brings_it_back(plan):
    made = plan.add(at(14), Motif.PANDA, "BEN").after
    moved = plan.move(made.slip_code, at(10, day=NEXT))
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
    plan.move(made.after.slip_code, at(15))
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
    assert plan.next_open_day(TUESDAY) == NEXT
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
