"""A finger acts once, where it lets go, and only the first one counts."""

import ctypes
import os
import struct
from collections.abc import Callable
from pathlib import Path

from kivy.base import EventLoop
from kivy.core.window import Window

from screens.fingers import PanelFingers
from screens.hand import Finger, Hand
from screens.sdl import sdl
from tests.visitor import HERE, PREPARE, arrive, spell

Open = Callable[..., Hand]


def rested(hand: Hand) -> Hand:
    """Let the dead time of whatever was touched before go by."""
    hand.wait(0.6)
    return hand


def unseen(hand: Hand) -> Hand:
    """Skip the drawing where no pixel matters."""
    hand.eyes_open = False
    return hand


def put_down(hand: Hand, words: str) -> Finger:
    """Put a finger on what says something."""
    finger = hand.fingers.new(*hand.find(words).center)
    hand.fingers.post("begin", finger)
    hand.frame()
    return finger


def slide(hand: Hand, finger: Finger, words: str) -> None:
    """Move a finger that is down onto something else."""
    x, y = hand.find(words).center
    finger.move((x / hand.shell.get_root_window().width, y / hand.shell.get_root_window().height))
    hand.fingers.post("update", finger)
    hand.frame()


def lift(hand: Hand, finger: Finger) -> None:
    """Let go."""
    hand.fingers.post("end", finger)
    hand.frame()
    hand.rest()


def test_a_touch_acts_when_the_finger_lets_go(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    finger = put_down(hand, HERE)
    assert hand.shell.screen.name == "home"
    assert hand.find(HERE).pressed
    lift(hand, finger)
    assert hand.shell.screen.name == "hour"


def test_sliding_off_cancels_and_coming_back_acts(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    finger = put_down(hand, HERE)
    slide(hand, finger, "Contraste")
    assert not hand.find(HERE).pressed
    lift(hand, finger)
    assert hand.shell.screen.name == "home"
    assert hand.shell.look == hand.shell.plain_look

    finger = put_down(hand, HERE)
    slide(hand, finger, "Contraste")
    slide(hand, finger, HERE)
    lift(hand, finger)
    assert hand.shell.screen.name == "hour"


def test_sliding_on_never_acts(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    finger = hand.fingers.new(5, hand.shell.look.height / 2)
    hand.fingers.post("begin", finger)
    hand.frame()
    slide(hand, finger, HERE)
    lift(hand, finger)
    assert hand.shell.screen.name == "home"


def test_a_second_finger_does_nothing_and_does_not_disturb_the_first(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    first = put_down(hand, HERE)
    second = put_down(hand, PREPARE)
    assert not hand.find(PREPARE).pressed
    lift(hand, second)
    assert hand.shell.screen.name == "home"
    lift(hand, first)
    assert hand.shell.screen.name == "hour"


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


def test_a_button_held_while_the_screen_changes_does_nothing_on_the_next_one(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    hand.tap(PREPARE)
    hand.wait(100)
    finger = put_down(hand, "Contraste")
    hand.shell.go("comfort")
    hand.frame()
    lift(hand, finger)
    assert hand.shell.screen.name == "comfort"


def test_a_hand_laid_on_the_clock_is_one_touch_not_five(open_kiosk: Open) -> None:
    hand = rested(unseen(open_kiosk()))
    place = hand.shell.frame.top_bar._clock.center
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


FINGER_DOWN, FINGER_UP = 0x700, 0x701


def tell(kind: int, finger: int, x: float, y: float) -> None:
    """Put a finger's event where a touch panel's driver puts it."""
    event = (ctypes.c_byte * 64)()
    across, along = x / Window.width, 1 - y / Window.height
    struct.pack_into("=IIqqffffff", event, 0, kind, 0, 7, finger, across, along, 0, 0, 1, 0)
    sdl().SDL_PushEvent(ctypes.byref(event))


def test_two_taps_within_half_a_second_act_once(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    look = hand.shell.look
    place = hand.find("Contraste").center
    hand.tap_at(*place)
    once = hand.shell.look
    assert once != look
    hand.tap_at(*place)
    assert hand.shell.look == once
    hand.wait(0.6)
    hand.tap_at(*place)
    assert hand.shell.look not in (look, once)


def test_a_second_tap_never_falls_on_the_next_screen(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    place = hand.find(HERE).center
    hand.tap_at(*place)
    hand.tap_at(*place)
    hand.rest()
    assert hand.shell.screen.name == "hour"


def test_the_same_key_twice_writes_twice(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    hand.tap(HERE)
    hand.tap("J’ai un papier")
    spell(hand, "11")
    assert hand.shell.visit.digits == "11"


def test_a_trembling_finger_writes_once(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    hand.tap(HERE)
    hand.tap("J’ai un papier")
    hand.tap("1")
    hand.tap_at(*hand.find("1").center)
    assert hand.shell.visit.digits == "1"


def test_two_taps_on_print_give_one_sheet(open_kiosk: Open, tmp_path: Path) -> None:
    hand = rested(open_kiosk())
    arrive(hand)
    place = hand.find("Imprimer mon reçu").center
    hand.wait(0.6)
    hand.tap_at(*place)
    hand.tap_at(*place)
    hand.rest()
    assert len(list((tmp_path / "sheets").glob("*.pdf"))) == 1


def test_frames_that_were_drawn_leave_nothing_behind(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    many_frames(hand, 10)
    before = resident_mb()
    many_frames(hand, 40)
    assert resident_mb() - before < 20


def many_frames(hand: Hand, count: int) -> None:
    """Draw the panel again and again, with nothing changed."""
    for _ in range(count):
        hand.shell.canvas.ask_update()
        hand.frame()


def resident_mb() -> float:
    """Return the memory that this process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
