"""The desk opens to who has the PIN, forgets whoever leaves, and gives the kiosk back as it was found."""

from datetime import timedelta

import pytest

from kiosk.domain.reception.access import Role
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.codes import read_badge_code
from kiosk.domain.reception.planning import Waiting
from screens.desk.plan.left_open import Open
from screens.toolkit.controls import Control
from screens.toolkit.lettering import Lettering
from tests.helpers.desk_office import MEDIATOR, PIN, Office
from tests.helpers.visitor import lift


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    opened.do(lambda s: s.access.add("M1", Role.MEDIATOR, PIN) and True)
    opened.do(lambda s: s.access.add("ACCUEIL", Role.STAFF, "905172") and True)
    opened.root.show("pin")
    opened.rest()
    yield opened
    opened.close()


def type_pin(hand, pin):
    for digit in pin:
        hand.tap(digit)
    hand.rest()


def test_an_account_and_six_digits_open_the_desk(office):
    office.tap("M1")
    type_pin(office.hand, "111222")
    assert "Ce n’est pas le bon code. Essayez encore." in office.see()
    assert office.root.staff is None
    type_pin(office.hand, PIN)
    assert office.root.staff == MEDIATOR
    assert office.root.screen.name == "queue"


def test_the_pin_can_be_typed_on_a_keyboard_and_a_badge_chooses_the_account(office):
    badge = office.do(lambda s: s.access.new_badge("M1"))
    office.root.heard(read_badge_code(badge.digits))
    office.rest()
    office.keys(PIN)
    assert office.root.staff == MEDIATOR


def test_too_many_errors_shut_the_pad_and_say_for_how_long(office):
    office.tap("M1")
    for _ in range(5):
        type_pin(office.hand, "111222")
    assert any(words.startswith("Trop d’essais. Attendez ") for words in office.see())
    type_pin(office.hand, PIN)
    assert office.root.staff is None


def test_a_desk_left_alone_for_half_an_hour_locks_and_shows_nothing_of_the_day(office, clock):
    office.plan(10, 30, "QXZ", "572005")
    office.enter()
    assert any("QXZ" in words for words in office.see())
    office.hand.wait(29 * 60)
    assert office.root.staff == MEDIATOR
    office.hand.wait(2 * 60)
    office.rest()
    assert office.root.staff is None
    everything = [w.words for w in office.root.walk(restrict=True) if isinstance(w, Lettering)]
    assert not any("QXZ" in words for words in everything)
    office.root.show("queue")
    assert office.root.screen.name == "pin"


def test_nobody_stays_unlocked_for_more_than_twelve_hours(office):
    office.enter()
    for _ in range(12 * 3 - 1):
        office.hand.wait(20 * 60, by=30)
        office.root.idle.stir()
    office.hand.wait(20 * 60 - 30, by=30)
    assert office.root.staff == MEDIATOR
    office.hand.wait(60, by=30)
    assert office.root.staff is None


def open_at_kiosk(kiosk):
    """Touch the clock five times."""
    clock = kiosk.shell.surround.top_bar._clock
    for _ in range(5):
        kiosk.tap_at(*clock.center)
    kiosk.rest()
    return kiosk.shell.staff_door.desk


def test_five_touches_on_the_clock_open_the_pad_over_the_kiosk_and_four_do_not(open_kiosk):
    kiosk = open_kiosk()
    clock = kiosk.shell.surround.top_bar._clock
    for _ in range(4):
        kiosk.tap_at(*clock.center)
    kiosk.wait(5)
    kiosk.tap_at(*clock.center)
    assert kiosk.shell.staff_door.desk is None
    assert open_at_kiosk(kiosk) is not None


def test_unlocking_erases_the_visitor_s_screen_and_locking_returns_to_a_fresh_home(open_kiosk):
    kiosk = open_kiosk()
    kiosk.tap("Je prépare une démarche")
    kiosk.rest()
    assert kiosk.shell.situation.visit.history
    desk = open_at_kiosk(kiosk)
    desk.unlock(MEDIATOR)
    kiosk.rest()
    assert not kiosk.shell.situation.visit.history
    desk.lock()
    kiosk.rest()
    assert kiosk.shell.staff_door.desk is None
    assert kiosk.shell.screen.name == "home"


def test_a_pin_typed_twice_unlocks_once(office):
    office.tap("M1")
    for digit in PIN + PIN:
        office.root.screen.take_key(digit)
    office.hand.until(lambda: office.root.staff is not None, "the PIN is not taken")
    office.root.lock()
    office.rest()
    assert office.root.staff is None


def test_touches_on_nothing_keep_no_desk_open(office):
    office.enter()
    for _ in range(3):
        office.hand.wait(11 * 60)
        office.hand.tap_at(1, 1)
    office.hand.wait(1)
    assert office.root.staff is None


def test_a_finger_whose_lifting_was_lost_does_not_hold_the_queue_still(office):
    office.enter()
    tab = office.hand.find("Planning")
    office.hand.fingers.post("begin", office.hand.fingers.new(*tab.to_window(*tab.center)))
    office.hand.frame()
    assert office.root.contacts.is_pressing
    office.do(lambda s: s.arrivals.declare(None, "QXZ", "fr"))
    office.hand.wait(4)
    office.rest()
    assert any("QXZ" in words for words in office.see())
    office.tap("Planning")
    assert office.root.screen.name == "plan"


def test_leaving_the_pad_gives_the_visitor_s_screen_back(open_kiosk):
    kiosk = open_kiosk()
    kiosk.tap("Je prépare une démarche")
    kiosk.rest()
    desk = open_at_kiosk(kiosk)
    kiosk.wait(50)
    assert kiosk.shell.staff_door.desk is None
    assert kiosk.shell.screen.name == "themes"
    assert desk.staff is None


def test_on_the_kiosk_letters_are_hidden_until_held_and_two_minutes_lock(open_kiosk, clock):
    kiosk = open_kiosk()
    kiosk.shell.ask(lambda s: s.arrivals.declare(None, "QXZ", "fr"))
    desk = open_at_kiosk(kiosk)
    desk.unlock(MEDIATOR)
    kiosk.rest()

    def shown():
        return [w.words for w in desk.walk(restrict=True) if isinstance(w, Lettering)]

    assert any("•••" in words for words in shown())
    assert not any("QXZ" in words for words in shown())
    desk.screen.hold_letters(held=True)
    kiosk.rest()
    assert any("QXZ" in words for words in shown())
    kiosk.wait(125)
    assert kiosk.shell.staff_door.desk is None


def test_somebody_arrives_while_the_desk_is_on_the_kiosk_then_the_same_screen_comes_back(open_kiosk):
    kiosk = open_kiosk()
    desk = open_at_kiosk(kiosk)
    desk.unlock(MEDIATOR)
    desk.show("plan")
    kiosk.rest()
    desk.step_aside()
    kiosk.rest()
    assert kiosk.shell.screen.name == "home"
    desk = open_at_kiosk(kiosk)
    desk.unlock(MEDIATOR)
    assert desk.screen.name == "plan"


def test_the_kiosk_promises_a_call_once_somebody_unlocked_it_that_half_day(open_kiosk, clock):
    kiosk = open_kiosk(desk=False)
    assert kiosk.shell.situation.permanence.value == "no-desk"
    open_at_kiosk(kiosk).unlock(MEDIATOR)
    kiosk.rest()
    kiosk.shell.staff_door.desk.lock()
    clock.advance(hours=2)
    kiosk.shell.backstage.look_at_the_permanence()
    kiosk.rest()
    assert kiosk.shell.situation.permanence.value == "open"


def test_on_the_kiosk_the_letters_of_who_waits_are_seen_while_the_eye_is_held(open_kiosk):
    kiosk = open_kiosk()
    desk = open_at_kiosk(kiosk)
    kiosk.shell.ask(lambda s: s.arrivals.declare(None, "QXZ", "fr"))
    desk.unlock(MEDIATOR)
    desk.show("queue")
    kiosk.wait(1)
    kiosk.rest()

    def shown():
        kiosk.rest()
        return [w.words for w in desk.walk(restrict=True) if isinstance(w, Lettering) and w.words.startswith("Rendez")]

    assert shown() == ["Rendez‑vous · •••"]
    eye = next(w for w in desk.walk(restrict=True) if isinstance(w, Control) and w.icon == "visibility")
    finger = kiosk.fingers.new(*eye.to_window(*eye.center))
    kiosk.fingers.post("begin", finger)
    kiosk.frame()
    assert shown() == ["Rendez‑vous · QXZ"]
    lift(kiosk, finger)
    assert shown() == ["Rendez‑vous · •••"]


def test_on_the_kiosk_the_letters_of_an_import_are_seen_while_montrer_is_held(open_kiosk):
    kiosk = open_kiosk()
    desk = open_at_kiosk(kiosk)
    desk.unlock(MEDIATOR)
    desk.show("importing")
    kiosk.rest()
    kept = Appointment(
        kiosk.shell.situation.outfit.clock(), 30, Motif.PANDA, "QXZ", first_visit=False, slip_code="572005", agenda=1
    )
    desk.screen._ask_open(Open((), (Waiting(1, day_is_silent=False, appointments=(kept,)),), (), (), can_undo=False))

    def shown():
        kiosk.rest()
        return [w.words for w in desk.walk(restrict=True) if isinstance(w, Lettering) and "PAND@" in w.words]

    assert all("••• · PAND@" in words for words in shown())
    assert shown()
    held = next(w for w in desk.walk(restrict=True) if isinstance(w, Control) and w.words == "Montrer")
    finger = kiosk.fingers.new(*held.to_window(*held.center))
    kiosk.fingers.post("begin", finger)
    kiosk.frame()
    assert all("QXZ · PAND@" in words for words in shown())
    lift(kiosk, finger)
    assert not any("QXZ" in words for words in shown())


def test_on_the_kiosk_the_plans_letters_are_seen_while_montrer_is_held(open_kiosk):
    kiosk = open_kiosk()
    desk = open_at_kiosk(kiosk)
    kiosk.shell.ask(lambda s: s.planning.add(s.planning.now() + timedelta(hours=1), Motif.PANDA, "QXZ", even_so=True))
    desk.unlock(MEDIATOR)
    desk.show("plan")
    kiosk.wait(1)
    kiosk.rest()

    def shown():
        kiosk.rest()
        return [w.words for w in desk.walk(restrict=True) if isinstance(w, Lettering) and "PAND@" in w.words]

    assert "••• · PAND@" in shown()
    held = next(w for w in desk.walk(restrict=True) if isinstance(w, Control) and w.words == "Montrer")
    finger = kiosk.fingers.new(*held.to_window(*held.center))
    kiosk.fingers.post("begin", finger)
    kiosk.frame()
    assert "QXZ · PAND@" in shown()
    lift(kiosk, finger)
    assert "QXZ · PAND@" not in shown()
    kiosk.wait(1)
    kiosk.tap(next(w for w in desk.walk(restrict=True) if isinstance(w, Control) and w.words == "Modifier"))
    kiosk.rest()
    letters = desk.screen.form.fields["letters"]
    assert (letters.value, letters.words) == ("QXZ", "•••")
