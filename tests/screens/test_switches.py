"""Whoever cannot touch goes through every task: with four arrows and OK, or with two switches, in few presses."""

from collections.abc import Callable
from datetime import time

import pytest

from kiosk.domain.reception.arrivals import Arrival
from screens.driver.hand import Hand
from screens.toolkit.controls import Control
from tests.helpers.listener import hear, listen_to
from tests.helpers.visitor import (
    DOWN,
    ENTER,
    FINE,
    HERE,
    LEFT,
    LOST_CARD,
    PREPARE,
    RIGHT,
    TAB,
    UP,
    WALK_IN,
    arrivals,
    number,
    press,
)

Open = Callable[..., Hand]
SPACE, LISTEN = 44, 62
F10, F11 = 67, 68
MOST = 40  # presses that one control may ever take


def lit(hand: Hand) -> tuple[Control, ...]:
    """Return what shows the ring: a control, or a whole row."""
    return tuple(control for control in hand.controls() if control.focused)


def select(hand: Hand, words: str) -> int:
    """Press what says something with two switches, looking at the ring alone; return how many presses that took."""
    wanted = hand.find(words)
    for count in range(MOST):
        shown = lit(hand)
        if shown == (wanted,):
            hand.wait(0.6)  # a press right after another one of the same switch is a tremor
            press(hand, ENTER)
            hand.rest()
            return count + 1
        press(hand, ENTER if wanted in shown else SPACE)
    raise AssertionError(f"two switches never came to {words!r}")


def go_with_arrows(hand: Hand, words: str) -> int:
    """Press what says something with four arrows and OK, by the shortest way; return how many presses that took."""
    wanted = hand.find(words)
    if hand.shell.keys.focused is None:
        press(hand, DOWN)
    for count in range(MOST):
        here = hand.shell.keys.focused
        if here is wanted:
            hand.wait(0.6)
            press(hand, ENTER)
            hand.rest()
            return count + 1
        press(hand, _arrow(here, wanted))
    raise AssertionError(f"the arrows never came to {words!r}")


def _arrow(here: Control, wanted: Control) -> int:
    if wanted.y > here.center_y or wanted.top < here.center_y:
        return UP if wanted.center_y > here.center_y else DOWN
    return RIGHT if wanted.center_x > here.center_x else LEFT


@pytest.mark.parametrize(("go", "switches", "most"), [(select, True, 33), (go_with_arrows, False, 28)])
def test_one_checks_in_without_touching(open_kiosk: Open, go: Callable[..., int], switches: bool, most: int) -> None:
    """The presses are those that ACCESSIBILITY.md states: whoever makes it harder says so there."""
    hand = open_kiosk(switches=switches)
    way = (HERE, hand.shell.t.hour(time(10, 30)), "L", "I", FINE)
    assert sum(go(hand, words) for words in way) <= most
    assert number(hand) == "A 1"
    (noted,) = arrivals(hand)
    assert (noted.letters, noted.declared) == ("LI", time(10, 30))


@pytest.mark.parametrize(("go", "switches", "most"), [(select, True, 11), (go_with_arrows, False, 10)])
def test_one_without_appointment_has_a_number_in_a_few_presses(
    open_kiosk: Open, go: Callable[..., int], switches: bool, most: int
) -> None:
    hand = open_kiosk(switches=switches)
    assert sum(go(hand, words) for words in (WALK_IN, "Je ne sais pas")) <= most
    assert number(hand) == "S 1"
    (noted,) = arrivals(hand)
    assert isinstance(noted, Arrival)


def test_two_switches_go_through_a_guide_to_the_list(open_kiosk: Open) -> None:
    hand = open_kiosk(switches=True)
    for words in (PREPARE, "Mes papiers", "Refaire ma carte d’identité", *LOST_CARD):
        while words not in hand.words() and not any(said.startswith(words) for said in hand.words()):
            select(hand, "Suite")
        select(hand, words)
    assert hand.shell.screen.name == "papers"


def test_two_switches_walk_a_pad_by_rows(open_kiosk: Open) -> None:
    hand = open_kiosk(switches=True)
    select(hand, HERE)
    select(hand, "Je ne sais pas")
    press(hand, SPACE)
    rows = [lit(hand)]
    while len(rows) < MOST:
        press(hand, SPACE)
        if lit(hand) == rows[0]:
            break
        rows.append(lit(hand))
    walked = [control for row in rows for control in row]
    assert len(walked) == len(set(walked)) == len(hand.controls())
    assert len(rows) < len(walked) / 2
    # Past the last one of a row stands the row below, not the first of the same row again.
    while len(lit(hand)) < 2:
        press(hand, SPACE)
    row = lit(hand)
    press(hand, ENTER)
    for _ in row:
        press(hand, SPACE)
    assert not set(lit(hand)) & set(row)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(("width", "height", "ppi"), [(1920, 1080, 102.0), (1080, 1920, 102.0), (1280, 800, 149.0)])
def test_arrows_alone_reach_every_control(open_kiosk: Open, language: str, width: int, height: int, ppi: float) -> None:
    hand = open_kiosk(width, height, ppi)
    hand.shell.situation.speak(language)
    hand.rest()
    for words in (None, HERE, "Je ne sais pas"):
        if words:
            hand.reach(words)
            hand.rest()
        assert reached_by_arrows(hand) == set(hand.controls())


def reached_by_arrows(hand: Hand) -> set[Control]:
    """Return every control that some way of arrows leads to, from the first one."""
    focus = hand.shell.keys._focus
    press(hand, DOWN)
    seen, waiting = {hand.shell.keys.focused}, [hand.shell.keys.focused]
    while waiting:
        here = waiting.pop()
        for arrow in (RIGHT, LEFT, DOWN, UP):
            focus.put(here)
            focus.stroke(arrow)
            if focus.on not in seen:
                seen.add(focus.on)
                waiting.append(focus.on)
    return seen


def test_after_an_act_by_key_the_focus_stands_on_what_is_asked(open_kiosk: Open) -> None:
    hand = open_kiosk()
    while hand.shell.keys.focused is not hand.find(HERE):
        press(hand, TAB)
    hand.wait(0.6)
    press(hand, ENTER)
    hand.rest()
    assert hand.shell.keys.focused in hand.shell.screen.body.controls()
    # On a pad it stays where it was: the next letter is often beside.
    go_with_arrows(hand, "Je ne sais pas")
    go_with_arrows(hand, "L")
    assert hand.shell.keys.focused is hand.find("L")
    # Who touches, and who comes next, sees no ring.
    hand.tap("Effacer mon écran")
    assert hand.shell.keys.focused is None


def test_two_switches_need_no_setting_where_they_send_keys_of_their_own(open_kiosk: Open) -> None:
    hand = open_kiosk()
    press(hand, F10)
    assert len(lit(hand)) == 3
    press(hand, F11)
    assert lit(hand) == (hand.find(HERE),)
    hand.wait(0.6)
    press(hand, F11)
    hand.rest()
    assert hand.shell.screen.name == "hour"
    # The next screen shows at once where one goes on.
    assert lit(hand)


def test_what_was_set_keeps_the_focus(open_kiosk: Open) -> None:
    hand = open_kiosk(switches=True)
    select(hand, "Confort") if "Confort" in hand.words() else hand.tap("Confort")
    select(hand, "Contraste")
    assert hand.find("Contraste") in lit(hand)


def test_a_touch_takes_every_ring_off(open_kiosk: Open) -> None:
    hand = open_kiosk(switches=True)
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    press(hand, SPACE)
    assert lit(hand)
    hand.wait(1)
    hand.tap("K")
    assert not lit(hand)


def test_a_row_is_said(open_kiosk: Open) -> None:
    hand = open_kiosk(switches=True)
    listener = listen_to(hand)
    press(hand, LISTEN)
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    hear(hand, listener)
    while len(lit(hand)) < 2 or not lit(hand)[0].is_key:
        press(hand, SPACE)
    assert hear(hand, listener)[-1] == f"Une rangée de {len(lit(hand))} touches"
