"""Two switches do for everything: one for the next, one for this. What was pressed is where one goes on."""

from collections.abc import Callable
from datetime import time

from screens.driver.hand import Hand
from tests.helpers.listener import hear, listen_to
from tests.helpers.visitor import HERE, arrivals, number, press

Open = Callable[..., Hand]
NEXT, THIS, LISTEN = 67, 68, 62


class TwoSwitches:
    """Presses two switches, and counts."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.presses = hand, 0

    def push(self, switch: int) -> None:
        press(self.hand, switch)
        self.presses += 1

    def go_to(self, words: str) -> None:
        wanted = self.hand.find(words)
        for _ in range(60):
            if wanted.focused:
                return
            self.push(NEXT)
        raise AssertionError(f"no switch comes to {words!r}")

    def choose(self, words: str) -> None:
        self.go_to(words)
        self.hand.wait(0.6)
        self.push(THIS)
        self.hand.rest()

    def type(self, letter: str) -> None:
        """Go to the letter's row, into it, and to the letter."""
        self.go_to(letter)
        if self.hand.shell.keys.focused is not self.hand.find(letter) or self.is_row():
            self.push(THIS)
            self.go_to(letter) if not self.is_row() else None
        while self.hand.shell.keys.focused is not self.hand.find(letter):
            self.push(NEXT)
        self.hand.wait(0.3)
        self.push(THIS)

    def is_row(self) -> bool:
        return sum(control.focused for control in self.hand.controls()) > 1


def test_one_arrives_with_two_switches_in_few_presses(open_kiosk: Open) -> None:
    hand = open_kiosk()
    person = TwoSwitches(hand)
    person.choose(HERE)
    person.choose(hand.shell.t.hour(time(10, 30)))
    for letter in "LIZ":
        person.type(letter)
    person.choose("C’est bon")
    assert number(hand) == "A 1"
    (noted,) = arrivals(hand)
    assert noted.letters == "LIZ"
    assert person.presses < 80


def test_a_row_of_keys_is_one_step_and_comes_again_after_a_key(open_kiosk: Open) -> None:
    hand = open_kiosk()
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    person = TwoSwitches(hand)
    person.go_to("A")
    assert person.is_row()
    person.push(THIS)
    assert not person.is_row()
    person.push(NEXT)
    assert hand.find("B").focused
    hand.wait(0.3)
    person.push(THIS)
    assert hand.shell.situation.visit.letters == "B"
    assert person.is_row()
    assert hand.find("A").focused
    person.push(NEXT)
    assert not hand.find("A").focused
    assert hand.find("J").focused


def test_what_was_ticked_keeps_the_focus(open_kiosk: Open) -> None:
    hand = open_kiosk()
    hand.tap("Confort")
    person = TwoSwitches(hand)
    person.choose("Contraste")
    assert hand.shell.keys.focused is hand.find("Contraste")


def test_a_touch_takes_every_ring_off(open_kiosk: Open) -> None:
    hand = open_kiosk()
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    TwoSwitches(hand).go_to("A")
    hand.wait(1)
    hand.tap("K")
    assert not any(control.focused for control in hand.controls())


def test_a_row_is_said(open_kiosk: Open) -> None:
    hand = open_kiosk()
    listener = listen_to(hand)
    press(hand, LISTEN)
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    hear(hand, listener)
    person = TwoSwitches(hand)
    person.go_to("A")
    assert hear(hand, listener)[-1] == "Une rangée de 9 touches"
