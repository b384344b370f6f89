"""The clock is checked before it is believed: a wrong one destroys nothing, repeats no number, opens no closed door."""

from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.domain.machine.timekeeping import Doubt
from kiosk.domain.reception.appointments import Timing
from kiosk.services.arrivals import Permanence
from tests.helpers.doubtful_machine import DoubtfulMachine
from tests.helpers.doubtful_room import BUILT, DoubtfulRoom
from tests.helpers.waiting_room import PARIS, TUESDAY


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


def test_a_clock_that_jumps_ten_years_destroys_no_appointment_to_come(room, machine):
    planned = {room.plan(at(11)), room.plan(at(11, days=7))}
    machine.tell(at(10) + timedelta(days=3650))
    room.look()
    assert room.planned() == planned
    assert room.time.doubts().why is Doubt.AHEAD


def test_a_date_set_to_tomorrow_by_hand_does_not_destroy_this_afternoon(room, machine):
    planned = {room.plan(at(16))}
    machine.tell(at(8, days=1))
    room.look()
    assert room.planned() == planned


def test_who_waits_when_the_clock_jumps_is_still_called_and_nobody_gets_the_same_number(room, machine):
    room.arrivals.declare(None, "DUR", "fr")
    machine.tell(datetime(2020, 1, 1, tzinfo=UTC))
    room.look()
    room.arrivals.declare(None, "LEG", "fr")
    assert room.waiting() == ["A 1", "A 2"]


def test_the_evening_closing_comes_at_its_hour_though_the_clock_jumped_ahead(room, machine):
    room.arrivals.declare(None, "DUR", "fr")
    machine.tell(at(10, days=400))
    room.look()
    machine.live(hours=8, minutes=1)
    room.look()
    assert room.arrived() == []


def test_a_clock_set_back_after_closing_does_not_open_the_permanence_again(room, machine):
    machine.live(hours=8, minutes=1)
    room.look()
    machine.tell(at(10))
    room.look()
    room.arrivals.desk_is_alive()
    assert room.arrivals.permanence() is Permanence.CLOSED


def test_a_box_without_battery_receives_people_before_it_knows_the_date_and_calls_them_after(tmp_path, machine, room):
    room.look()
    room.switch_off_for(datetime(2020, 1, 1, tzinfo=UTC), days=7)
    room.arrivals.desk_is_alive()
    assert room.arrivals.permanence() is Permanence.UNSURE
    noted = room.arrivals.declare(time(11), "DUR", "fr")
    assert (str(noted.ticket), noted.timing) == ("A 1", Timing.UNKNOWN)
    machine.live(minutes=3)
    machine.synchronise()
    room.look()
    room.arrivals.desk_is_alive()
    assert room.arrivals.permanence() is Permanence.OPEN
    room.arrivals.declare(time(11), "LEG", "fr")
    assert room.waiting() == ["A 1", "A 2"]
    # They have waited for three minutes, not for seven days.
    assert room.arrived()[0] == at(10, days=7)


@pytest.mark.parametrize(
    ("away", "doubt"),
    [
        ({"hours": 15}, None),
        ({"days": 3}, Doubt.OFF_LONG),
        ({"days": 21}, Doubt.OFF_LONG),
        ({"days": 70}, Doubt.OFF_LONG),
    ],
)
def test_after_a_night_the_battery_is_believed_after_a_weekend_the_desk_asks(room, away, doubt):
    room.switch_off_for(**away)
    asked = room.time.doubts()
    assert (asked and asked.why) == doubt


def test_after_the_holidays_one_yes_destroys_what_is_past_and_keeps_what_is_to_come(room, machine):
    past, to_come = room.plan(at(11)), room.plan(at(11, days=21))
    room.arrivals.declare(None, "DUR", "fr")
    room.switch_off_for(days=21)
    room.look()
    assert room.planned() == {past, to_come}
    assert room.waiting() == []
    assert room.time.believe(room.time.doubts())
    room.look()
    assert room.planned() == {to_come}
    assert room.arrived() == []
    assert room.arrivals.declare(None, "LEG", "fr").ticket.number == 1


def test_a_box_that_stands_still_while_it_is_off_is_asked_each_time(room, machine):
    machine.battery = False
    told = machine.told
    room.switch_off_for(told, hours=15)
    assert room.time.doubts().why is Doubt.STOOD_STILL


def test_a_yes_said_to_a_clock_that_has_jumped_meanwhile_is_not_taken(room, machine):
    room.switch_off_for(days=3)
    asked = room.time.doubts()
    machine.tell(at(10, days=300))
    assert not room.time.believe(asked)
    assert room.time.doubts() is not None


def test_a_date_typed_at_the_desk_is_kept_though_the_machine_tells_another(room, machine):
    room.switch_off_for(datetime(2020, 1, 1, tzinfo=UTC), days=7)
    assert room.time.doubts().told is None
    assert room.time.set(at(10, days=7))
    machine.live(minutes=5)
    room.look()
    assert room.time.doubts() is None
    assert room.time() == at(10, 5, days=7)


def test_a_date_before_the_program_was_made_is_not_taken_even_from_a_person(room):
    assert not room.time.set(BUILT - timedelta(days=1))


def test_a_no_keeps_the_kiosks_time_until_the_clock_jumps_again(room, machine):
    machine.tell(at(10, days=2))
    room.look()
    assert room.time.keep_mine()
    machine.live(hours=1)
    room.look()
    assert room.time.doubts() is None
    machine.tell(at(10, days=9))
    room.look()
    assert room.time.doubts().why is Doubt.AHEAD


def test_closing_by_hand_in_doubt_destroys_arrivals_and_keeps_what_only_a_doubted_clock_calls_past(room, machine):
    to_come = room.plan(at(11, days=7))
    room.switch_off_for(at(10, days=14), hours=1)
    room.arrivals.declare(None, "DUR", "fr")
    room.closing.close()
    assert room.arrived() == []
    assert room.planned() == {to_come}


def test_a_number_does_not_come_back_when_the_day_is_closed_by_hand_under_a_doubted_clock(room, machine):
    room.arrivals.declare(None, "DUR", "fr")
    room.switch_off_for(at(10, days=35), minutes=5)
    room.closing.close()
    assert str(room.arrivals.declare(None, "LEG", "fr").ticket) == "A 2"


def test_a_closing_that_a_wrong_clock_did_too_early_comes_again_in_the_evening(room, machine):
    room.switch_off_for(at(18, 30), minutes=5)
    room.look()
    machine.synchronise()
    room.look()
    room.arrivals.declare(None, "DUR", "fr")
    machine.live(hours=8)
    room.look()
    assert room.arrived() == []


def test_what_a_clock_far_ahead_dated_is_destroyed_in_the_evening_not_in_ten_years(room, machine):
    machine.tell(at(10, days=3650))
    room.look()
    assert room.time.set(machine.told)
    room.arrivals.declare(None, "DUR", "fr")
    room.switch_off_for(minutes=5)
    machine.synchronise()
    room.look()
    assert room.waiting() == ["A 1"]
    machine.live(hours=8)
    room.look()
    assert room.arrived() == []


def test_no_permanence_today_stands_when_the_date_is_put_right(room, machine):
    room.switch_off_for(datetime(2020, 1, 1, tzinfo=UTC), days=7)
    room.openings.close_today()
    machine.synchronise()
    room.look()
    assert room.openings.said_today().is_closed


def test_a_desk_heard_by_a_clock_far_ahead_is_no_promise(room, machine):
    assert room.time.set(at(10, days=7))
    room.arrivals.desk_is_alive()
    machine.live(minutes=5)
    room.look()
    room.switch_off_for(minutes=5)
    machine.synchronise()
    room.look()
    assert room.arrivals.permanence() is Permanence.NO_DESK
