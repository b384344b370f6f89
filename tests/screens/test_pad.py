"""The pad over the kiosk: left, locked or opened in the middle of anything, it opens to a PIN alone."""

from collections.abc import Callable

from kivy.core.window import Window

from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.access import Role
from screens.driver.hand import Hand
from tests.helpers.desk_office import PIN
from tests.helpers.monkey import READER
from tests.helpers.visitor import PREPARE, TAB, open_guide, scan, slip

Open = Callable[..., Hand]


def open_at_kiosk(kiosk):
    """Touch the clock five times."""
    for _ in range(5):
        kiosk.tap_at(*kiosk.shell.surround.top_bar._clock.center)
    kiosk.rest()
    return kiosk.shell.staff_door.desk


def test_a_right_pin_then_back_leaves_nothing_unlocked(open_kiosk):
    kiosk = open_kiosk()
    kiosk.shell.ask(lambda s: s.access.add("M1", Role.MEDIATOR, PIN))
    kiosk.tap("Je prépare une démarche")
    kiosk.rest()
    desk = open_at_kiosk(kiosk)
    for digit in PIN:
        desk.screen.take_key(digit)
    desk.screen.go_back()
    kiosk.rest()
    assert desk.staff is None
    assert kiosk.shell.staff_door.desk is None
    assert kiosk.shell.screen.name == "themes"


def test_tab_held_while_the_pad_is_opened_and_left_breaks_nothing(open_kiosk):
    kiosk = open_kiosk()
    kiosk.eyes_open = False
    kiosk.shell.ask(lambda s: s.access.add("M1", Role.MEDIATOR, PIN))
    for leave in (lambda desk: desk.screen.go_back(), lambda desk: kiosk.wait(50)):
        Window.dispatch("on_key_down", 9, TAB, "", [])
        desk = open_at_kiosk(kiosk)
        kiosk.wait(0.5)
        assert desk.keys.focused is None  # the key was for the kiosk under it
        Window.dispatch("on_key_down", 9, TAB, "", [])
        leave(desk)
        for _ in range(3):
            Window.dispatch("on_key_down", 9, TAB, "", [])
            kiosk.wait(0.5)
        assert kiosk.shell.staff_door.desk is None
        assert kiosk.shell.keys.focused is not None
        kiosk.shell.keys.forget()


def test_what_follows_a_badge_in_one_code_is_not_typed_into_the_pad(open_kiosk):
    kiosk = open_kiosk()
    badges = []
    kiosk.shell.ask(lambda s: s.access.add("M1", Role.MEDIATOR, PIN))
    kiosk.shell.ask(lambda s: s.access.new_badge("M1"), badges.append)
    kiosk.rest()
    for character in f"KS{badges[0].digits}\n{PIN}":
        Window.dispatch("on_key_down", 0, READER[character], "", [])
    for _ in range(6):
        kiosk.wait(0.1)
    kiosk.rest()
    assert kiosk.shell.staff_door.desk.screen.name == "pin"
    assert kiosk.shell.staff_door.desk.staff is None


def test_another_language_asked_for_over_somebody_s_number_leaves_no_empty_screen_behind(open_kiosk: Open) -> None:
    hand = open_kiosk()
    hand.tap(PREPARE)
    open_guide(hand)
    scan(hand, "KR" + slip("48213"))
    assert hand.shell.screen.name == "other_number"
    hand.tap("Français. Changer de langue")
    hand.tap("English")
    for _ in range(3):
        hand.wait(0.1)
    assert hand.shell.screen.name == "questions"


def test_a_slow_reader_at_the_kiosk_is_heard_and_told_to_the_desk(open_kiosk):
    kiosk = open_kiosk()
    for character in "KR572005":
        Window.dispatch("on_key_down", 0, READER[character], "", [])
        kiosk.wait(0.1, by=0.025)
    kiosk.rest()
    assert kiosk.shell.screen.name == "arrived"
    told = []
    kiosk.shell.ask(lambda s: s.chores.troubles(), told.append)
    kiosk.rest()
    assert told == [(ChoreTrouble.READER_SLOW,)]
