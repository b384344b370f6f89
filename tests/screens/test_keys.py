"""Everything can be done by keys alone, and a barcode reader, which types, is never taken for a person."""

from collections.abc import Callable
from datetime import time
from itertools import pairwise

import numpy as np
import pytest
from kivy.base import EventLoop
from kivy.core.window import Window

from kiosk.domain.guides.guide import Checklist
from screens.driver.hand import Hand
from screens.kiosk.visit import Visit
from screens.toolkit.controls import Control
from tests.helpers.visitor import (
    CTRL,
    DOWN,
    ENTER,
    ESCAPE,
    FINE,
    HERE,
    LEFT,
    LOST_CARD,
    PLACES,
    PREPARE,
    RIGHT,
    SHIFT,
    TAB,
    UP,
    WALK_IN,
    act,
    answer,
    arrivals,
    focus,
    number,
    open_guide,
    press,
    read,
    scan,
    slip,
    tick,
)

Open = Callable[..., Hand]


def quick(hand: Hand) -> Hand:
    """Skip the drawing where no pixel matters."""
    hand.eyes_open = False
    return hand


def stepped_through(hand: Hand, *modifiers: str) -> list[Control]:
    """Press Tab until the focus comes back; return what it went through."""
    seen: list[Control] = []
    for _ in range(80):
        press(hand, TAB, *modifiers)
        if hand.shell.keys.focused in seen:
            break
        seen.append(hand.shell.keys.focused)
    assert hand.shell.keys.focused is seen[0]
    return seen


def comes_after(earlier: Control, later: Control, *, rtl: bool) -> bool:
    """Say whether one reads a control after another: on a lower line, or further on in the same one."""
    same_line = later.y < earlier.center_y < later.top or earlier.y < later.center_y < earlier.top
    if not same_line:
        return later.center_y < earlier.center_y
    return later.center_x < earlier.center_x if rtl else later.center_x > earlier.center_x


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_tab_goes_through_every_control_in_reading_order_and_comes_back(open_kiosk: Open, language: str) -> None:
    hand = quick(open_kiosk())
    hand.shell.situation.speak(language)
    hand.rest()
    for words in (None, HERE, "Je ne sais pas"):
        if words:
            hand.tap(words)
            hand.rest()
        pressable = {w for w in hand.shell.walk() if isinstance(w, Control) and w.enabled}
        seen = stepped_through(hand)
        assert set(seen) == pressable
        # Latin letters stand from left to right in every language.
        assert all(comes_after(a, b, rtl=language == "ar" and not (a.is_key and b.is_key)) for a, b in pairwise(seen))
        hand.shell.keys.forget()
        assert stepped_through(hand, "shift") == seen[::-1]


def test_arrows_move_by_direction(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    focus(hand, HERE)
    for scancode, words in ((RIGHT, PREPARE), (RIGHT, WALK_IN), (LEFT, PREPARE)):
        press(hand, scancode)
        assert hand.shell.keys.focused is hand.find(words)
    press(hand, DOWN)
    assert hand.shell.keys.focused.top < hand.find(PREPARE).y
    press(hand, UP)
    assert hand.shell.keys.focused.shape == "door"


def test_the_focus_is_drawn_as_a_ring_and_a_touch_takes_it_off(open_kiosk: Open) -> None:
    hand = open_kiosk()
    plain = np.asarray(hand.picture()).astype(int)
    door = focus(hand, PREPARE)
    ringed = np.asarray(hand.picture()).astype(int)

    line = int(hand.shell.look.height - door.center_y)
    changed = np.flatnonzero(np.abs(ringed[line] - plain[line]).sum(axis=1) > 60)
    left = changed[changed < door.center_x]
    assert len(left) >= hand.shell.look.mm(2)
    assert abs(int(left.mean()) - int(door.x)) < hand.shell.look.mm(4)
    sun, ink = (255, 201, 74), hand.shell.look.colour("ink")
    colours = {tuple(ringed[line, x]) for x in left}
    assert sun in colours
    assert tuple(round(part * 255) for part in ink[:3]) in colours

    # A palm laid beside does not take the ring from whoever goes by keys.
    hand.tap_at(5, hand.shell.look.height / 2)
    assert hand.shell.keys.focused is door
    finger = hand.fingers.new(*door.center)
    hand.fingers.post("begin", finger)
    hand.frame()
    finger.move((0.001, 0.5))
    hand.fingers.post("end", finger)
    hand.frame()
    assert hand.shell.keys.focused is None
    rows, columns = np.nonzero(np.abs(np.asarray(hand.picture()).astype(int) - plain).sum(axis=2))
    assert (set(rows), set(columns)) == (set(), set()), read(hand)


def test_no_key_opens_or_closes_anything_of_the_machine_s(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    before = read(hand)
    f1, letter_e, f4, delete, ctrl_key = 58, 8, 61, 76, 1073742048
    for key, scancode, modifiers in (
        (27, ESCAPE, []),
        (282, f1, []),
        (101, letter_e, ["ctrl"]),
        (285, f4, ["alt"]),
        (127, delete, ["ctrl", "alt"]),
        (ctrl_key, CTRL, ["ctrl"]),
        (113, 20, ["meta"]),
    ):
        assert Window.dispatch("on_key_down", key, scancode, "", modifiers)
        for _ in range(4):
            hand.wait(0.05)
    assert read(hand) == before
    assert EventLoop.status == "started"
    assert hand.shell.screen.name == "home"
    assert hand.shell.situation.visit == Visit()


def test_one_can_arrive_by_keys_alone(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    act(hand, HERE)
    act(hand, hand.shell.t.hour(time(10, 30)))
    for letter in "LI":
        act(hand, letter)
    act(hand, FINE)
    assert number(hand) == "A 1"
    (noted,) = arrivals(hand)
    assert (noted.letters, noted.declared) == ("LI", time(10, 30))
    act(hand, "Effacer mon écran")
    assert hand.shell.situation.visit == Visit()
    assert hand.shell.keys.focused is None


def test_a_slip_at_the_reader_checks_in(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    scan(hand, "KR" + slip("48213"))
    assert number(hand) == "A 1"
    hand.tap("Début")
    scan(hand, "KR" + slip("48213"))
    assert number(hand) == "A 1"
    assert "Déjà noté à 10 h 12" in read(hand)


@pytest.mark.parametrize("by", ["Continuer", "ten seconds"])
def test_a_slip_amid_another_visit_shows_its_number_and_goes(open_kiosk: Open, by: str) -> None:
    hand = quick(open_kiosk())
    hand.tap(PREPARE)
    open_guide(hand)
    answer(hand, *LOST_CARD)
    tick(hand, "Votre passeport", "Je ne l’ai pas")
    before, visit = read(hand), repr(hand.shell.situation.visit)

    scan(hand, "KR" + slip("48213"))
    assert hand.shell.screen.name == "other_number"
    assert "A 1" in read(hand)
    assert "passeport" not in read(hand)
    if by == "Continuer":
        hand.tap("Continuer")
    else:
        hand.wait(8)
        assert hand.shell.screen.name == "other_number"
        hand.wait(3)
    hand.rest()

    assert read(hand) == before
    assert repr(hand.shell.situation.visit) == visit
    assert [(a.slip_code, a.prepared) for a in arrivals(hand)] == [(slip("48213"), "")]


def test_a_second_slip_has_its_whole_time(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    hand.tap(PREPARE)
    open_guide(hand)
    scan(hand, "KR" + slip("48213"))
    hand.wait(7)
    scan(hand, "KR" + slip("10000"))
    hand.wait(7)
    assert "A 2" in read(hand)


def test_a_reader_s_enter_presses_nothing(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    focus(hand, PREPARE)
    hand.wait(0.6)
    swapped = slip("48213")[:4] + slip("48213")[:3:-1]
    scan(hand, "KR" + swapped)
    assert hand.shell.screen.name == "home"
    assert arrivals(hand) == ()
    press(hand, ENTER)
    assert hand.shell.screen.name == "themes"


def test_a_list_at_the_reader_opens_again(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    guide = next(g for g in hand.shell.situation.guides if g.id == "carte-identite")
    prepared = Checklist(guide).answer("situation", "perdue").tick("photo", owned=True)
    scan(hand, "KD" + prepared.token())
    assert "Ma liste est prête" in read(hand)
    assert hand.shell.situation.visit.checklist.ticks == {"photo": True}


def test_ten_thousand_keys_at_once_do_nothing(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    before = read(hand)
    focus(hand, HERE)
    hand.wait(0.6)
    keys = [*PLACES.values(), SHIFT, TAB, ESCAPE, DOWN]
    for place in range(10_000):
        Window.dispatch("on_key_down", 0, keys[place * 7 % len(keys)], "", [])
    for _ in range(4):
        hand.wait(0.05)
    hand.rest()
    assert read(hand) == before
    assert arrivals(hand) == ()
    assert hand.shell.keys.focused is hand.find(HERE)
