"""A finger acts once, where it lets go, and only the first one counts."""

import os
from collections.abc import Callable
from pathlib import Path
from time import sleep

from screens.driver.hand import Finger, Hand
from screens.toolkit.pressing import KEY_DEAD_TIME
from tests.helpers.visitor import HERE, PREPARE, arrive, lift, put_down, rested, spell

Open = Callable[..., Hand]


def slide(hand: Hand, finger: Finger, words: str) -> None:
    """Move a finger that is down onto something else."""
    x, y = hand.find(words).center
    finger.move((x / hand.shell.get_root_window().width, y / hand.shell.get_root_window().height))
    hand.fingers.post("update", finger)
    hand.frame()


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
    assert hand.shell.look == hand.shell.situation.plain_look

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
    assert hand.shell.situation.visit.digits == "11"


def test_a_trembling_finger_writes_once(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    hand.tap(HERE)
    hand.tap("J’ai un papier")
    hand.tap("1")
    hand.tap_at(*hand.find("1").center)
    assert hand.shell.situation.visit.digits == "1"


def test_a_machine_that_does_something_else_for_a_while_lets_no_trembling_through(open_kiosk: Open) -> None:
    hand = rested(open_kiosk())
    hand.tap(HERE)
    hand.tap("J’ai un papier")
    hand.tap("1")
    sleep(2 * KEY_DEAD_TIME)
    hand.tap_at(*hand.find("1").center)
    assert hand.shell.situation.visit.digits == "1"
    hand.wait(KEY_DEAD_TIME)
    hand.tap_at(*hand.find("1").center)
    assert hand.shell.situation.visit.digits == "11"


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
    hand.eyes_open = True
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
