"""What a visitor does at the kiosk, tap by tap, and what can be read there; for the tests of the screens."""

from datetime import time

import numpy as np
from kivy.core.window import Window

from kiosk.domain.guides.guide import Guide
from kiosk.domain.reception.arrivals import Arrival
from kiosk.domain.reception.codes import damm
from screens.driver.hand import Finger, Hand
from screens.toolkit.controls import Control
from screens.toolkit.lettering import Lettering
from tests.helpers.waiting_room import TUESDAY

HERE = "J’ai rendez‑vous avec le médiateur"
PREPARE = "Je prépare une démarche"
WALK_IN = "Je n’ai pas de rendez‑vous"
ELSEWHERE = "Rendez‑vous avec une autre personne ? Allez à l’accueil."
FINE = "C’est bon"

# Places of keys (USB HID usage page 7), as the window reports them.
TAB, ENTER, ESCAPE, SHIFT, CTRL = 43, 40, 41, 225, 224
RIGHT, LEFT, DOWN, UP = 79, 80, 81, 82
PLACES = {"D": 7, "K": 14, "R": 21, "\n": ENTER, "0": 39} | {str(n): 29 + n for n in range(1, 10)}


def read(hand: Hand) -> str:
    """Return all that is written on the screen, line by line, with plain blanks."""
    written = [w.words for w in hand.shell.walk() if isinstance(w, Lettering) and w.role != "icon" and w.words]
    return plain("\n".join(written))


def picture(hand: Hand) -> np.ndarray:
    """Return the pixels of the screen."""
    return np.asarray(hand.picture())


def plain(words: str) -> str:
    """Return words with plain blanks instead of those that never break."""
    return words.replace("\u202f", " ").replace("\u00a0", " ")


def slip(body: str) -> str:
    """Return the six digits of a slip from its first five."""
    return body + str(damm(body))


def spell(hand: Hand, keys: str) -> None:
    """Type letters or digits on the pad."""
    for key in keys:
        hand.tap(key)


def arrive(hand: Hand, letters: str = "BEN", hour: time | None = time(10, 30)) -> str:
    """Check in from home by hour and letters; return the number. None and "" stand for "Je ne sais pas"."""
    hand.tap(HERE)
    hand.tap("Je ne sais pas" if hour is None else hand.shell.t.hour(hour))
    spell(hand, letters)
    hand.tap(FINE if letters else "Je ne sais pas")
    hand.rest()
    return number(hand)


def arrive_by_slip(hand: Hand, code: str) -> None:
    """Check in from home by the digits of a slip."""
    hand.tap(HERE)
    hand.tap("J’ai un papier")
    spell(hand, code)
    hand.tap(FINE)
    hand.rest()


def number(hand: Hand) -> str:
    """Return the number on show."""
    assert hand.shell.screen.name == "arrived", hand.shell.screen.name
    assert hand.shell.screen.number in read(hand)
    return hand.shell.screen.number


def open_guide(hand: Hand, theme: str = "Mes papiers", title: str = "Refaire ma carte d’identité") -> Guide:
    """Choose a guide from the themes."""
    hand.reach(theme)
    hand.reach(title)
    hand.rest()
    return hand.shell.situation.visit.checklist.guide


def answer(hand: Hand, *answers: str) -> None:
    """Answer questions."""
    for words in answers:
        hand.reach(words)


LOST_CARD = (
    "Je l’ai perdue", "J’ai un passeport", "J’ai mon logement", "Non, ou un curateur",
    "J’ai internet et une adresse mail",
)  # fmt: skip


def tick(hand: Hand, paper: str, words: str) -> None:
    """Say of a paper "Je l’ai" or "Je ne l’ai pas"."""
    hand.reach(f"{paper}. {words}")
    hand.rest()


def arrivals(hand: Hand) -> tuple[Arrival, ...]:
    """Return what the day book holds of today."""
    found: list[tuple[Arrival, ...]] = []

    def look(services: object) -> tuple[Arrival, ...]:
        with services.arrivals._day.transaction() as records:
            return records.arrivals(TUESDAY)

    hand.shell.ask(look, found.append)
    hand.rest()
    return found[0]


def press(hand: Hand, scancode: int, *modifiers: str) -> None:
    """Press a key as a person does, and wait until it is told from a reader's."""
    Window.dispatch("on_key_down", 0, scancode, "", list(modifiers))
    Window.dispatch("on_key_up", 0, scancode)
    for _ in range(4):
        hand.wait(0.05)


def scan(hand: Hand, text: str) -> None:
    """Hold a code to the reader: all its keys at once, Enter last."""
    for character in text + "\n":
        Window.dispatch("on_key_down", 0, PLACES[character], "", [])
    for _ in range(4):
        hand.wait(0.05)
    hand.rest()


def focus(hand: Hand, words: str) -> Control:
    """Step to a control by Tab."""
    wanted = hand.find(words)
    for _ in range(60):
        if hand.shell.keys.focused is wanted:
            return wanted
        press(hand, TAB)
    raise AssertionError(f"Tab never came to {words!r}")


def act(hand: Hand, words: str) -> None:
    """Step to a control by Tab and press it by Enter."""
    focus(hand, words)
    hand.wait(0.6)
    press(hand, ENTER)
    hand.rest()


def put_down(hand: Hand, words: str) -> Finger:
    """Put a finger on what says something."""
    finger = hand.fingers.new(*hand.find(words).center)
    hand.fingers.post("begin", finger)
    hand.frame()
    return finger


def lift(hand: Hand, finger: Finger) -> None:
    """Let go."""
    hand.fingers.post("end", finger)
    hand.frame()
    hand.rest()


def rested(hand: Hand) -> Hand:
    """Let the dead time of whatever was touched before go by."""
    hand.wait(0.6)
    return hand
