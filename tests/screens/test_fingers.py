"""Palms, elbows, slow hands and lost fingers: whoever presses is obeyed, whatever else lies on the panel."""

import ctypes
import struct
from collections.abc import Callable

from kivy.base import EventLoop
from kivy.core.window import Window

from screens.driver.hand import Finger, Hand
from screens.window.fingers import PanelFingers
from screens.window.sdl import sdl
from tests.helpers.visitor import HERE, PREPARE, lift, put_down, rested

Open = Callable[..., Hand]
FINGER_DOWN, FINGER_UP = 0x700, 0x701  # SDL_events.h


def unseen(hand: Hand) -> Hand:
    """Skip the drawing where no pixel matters."""
    hand.eyes_open = False
    return hand


def lay_a_palm(hand: Hand) -> Finger:
    """Lay a palm on the panel's edge, where nothing can be pressed."""
    palm = hand.fingers.new(5, hand.shell.look.height / 2)
    hand.fingers.post("begin", palm)
    hand.frame()
    return palm


def test_a_palm_on_nothing_stands_in_nobody_s_way(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    palm = lay_a_palm(hand)
    lift(hand, put_down(hand, HERE))
    assert hand.shell.screen.name == "hour"
    lift(hand, palm)
    assert hand.shell.screen.name == "hour"


def test_a_finger_that_rests_on_a_button_makes_way_for_another_and_then_does_nothing(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    resting = put_down(hand, PREPARE)
    hand.wait(2.5)
    lift(hand, put_down(hand, HERE))
    assert hand.shell.screen.name == "hour"
    hand.tap("Retour")
    assert not hand.find(PREPARE).pressed
    lift(hand, resting)
    assert hand.shell.screen.name == "home"


def test_a_slow_hand_that_presses_for_three_seconds_is_obeyed(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    finger = put_down(hand, HERE)
    hand.wait(3)
    lay_a_palm(hand)
    assert hand.find(HERE).pressed
    lift(hand, finger)
    assert hand.shell.screen.name == "hour"


def test_an_elbow_on_a_button_does_nothing_when_it_is_taken_away(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    elbow = put_down(hand, HERE)
    hand.wait(11)
    assert not hand.find(HERE).pressed
    lift(hand, elbow)
    assert hand.shell.screen.name == "home"


def test_a_finger_whose_lifting_was_lost_does_not_take_the_kiosk_away(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    put_down(hand, PREPARE)
    hand.wait(2.5)
    # On the same button too: the panel gives the finger back as a new one.
    lift(hand, put_down(hand, PREPARE))
    assert hand.shell.screen.name == "themes"


def test_hands_laid_all_over_the_panel_stand_in_nobody_s_way(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    look, title = hand.shell.look, hand.shell.screen.body.blocks[0]
    for place in ((3, 3), (look.width - 3, 3), (look.width / 2, look.height - 3), title.center):
        hand.fingers.post("begin", hand.fingers.new(*place))
    hand.frame()
    for words, screen in ((HERE, "hour"), ("Retour", "home"), (PREPARE, "themes")):
        hand.tap(words)
        assert hand.shell.screen.name == screen


def test_liftings_lost_again_and_again_leave_nobody_deaf(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    for words in (PREPARE, HERE, PREPARE, "Effacer mon écran", HERE):
        put_down(hand, words)
        hand.wait(2.5)
    lift(hand, put_down(hand, HERE))
    assert hand.shell.screen.name == "hour"


def test_fingers_that_are_never_lifted_do_not_pile_up(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    panel = PanelFingers()
    panel.start()
    EventLoop.add_input_provider(panel)
    try:
        x, y = hand.find(PREPARE).center
        for number in range(40):
            tell(FINGER_DOWN, 100 + number, *((x, y) if number == 0 else (5, 500)))
            hand.frame()
        assert len([touch for touch in EventLoop.touches if touch.device == panel.device]) <= 10
        assert hand.shell.screen.name == "home"
        hand.wait(2.5)
        x, y = hand.find(HERE).center
        tell(FINGER_DOWN, 1, x, y)
        tell(FINGER_UP, 1, x, y)
        hand.frame()
        hand.rest()
        assert hand.shell.screen.name == "hour"
        for number in range(40):
            tell(FINGER_UP, 100 + number, 5, 500)
        hand.frame()
    finally:
        EventLoop.remove_input_provider(panel)
        panel.stop()


def test_a_button_held_while_the_screen_changes_does_nothing_on_the_next_one(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    hand.tap(PREPARE)
    hand.wait(0.6)
    finger = put_down(hand, "Retour")
    hand.shell.navigator.go("hour")  # as a time-out or a code does
    hand.frame()
    lift(hand, finger)
    assert hand.shell.screen.name == "hour"


def test_a_hand_laid_on_the_clock_is_one_touch_not_five(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    place = hand.shell.surround.top_bar._clock.center
    fingers = [hand.fingers.new(*place) for _ in range(6)]
    for finger in fingers:
        hand.fingers.post("begin", finger)
    hand.frame()
    assert hand.shell.staff_door.desk is None
    for finger in fingers:
        lift(hand, finger)
    palm = lay_a_palm(hand)
    for _ in range(5):
        hand.tap_at(*place)
        lift(hand, palm)
        palm = lay_a_palm(hand)
    assert hand.shell.staff_door.desk is not None


def test_sdl_s_fingers_reach_the_screen_one_by_one(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    panel = PanelFingers()
    panel.start()
    EventLoop.add_input_provider(panel)
    try:
        x, y = hand.find(HERE).center
        tell(FINGER_DOWN, 1, 5, 500)
        tell(FINGER_DOWN, 2, x, y)
        hand.frame()
        assert hand.find(HERE).pressed
        tell(FINGER_UP, 2, x, y)
        hand.frame()
        hand.rest()
        assert hand.shell.screen.name == "hour"
        # The same finger begins again although its end was never told: two fingers in turn, not one for ever.
        tell(FINGER_DOWN, 1, 5, 500)
        tell(FINGER_UP, 1, 5, 500)
        hand.frame()
        assert not [touch for touch in EventLoop.touches if touch.device == panel.device]
    finally:
        EventLoop.remove_input_provider(panel)
        panel.stop()


def tell(kind: int, finger: int, x: float, y: float) -> None:
    """Put a finger's event where a touch panel's driver puts it."""
    event = (ctypes.c_byte * 64)()
    across, along = x / Window.width, 1 - y / Window.height
    struct.pack_into("=IIqqffffff", event, 0, kind, 0, 7, finger, across, along, 0, 0, 1, 0)
    sdl().SDL_PushEvent(ctypes.byref(event))
