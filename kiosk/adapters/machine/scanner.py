"""A barcode reader that types: keys in, a slip code or a checklist token out, and nothing of a burst left for focus.

A USB reader is a keyboard, often set to another layout than the system; so keys are read by their place (USB HID usage
page 7, which is SDL's scancode): digits with or without shift, and the letters of our prefixes, which QWERTY, AZERTY
and QWERTZ share.

How a screen uses it. Every key goes to the reader first, and only what the reader gives back goes further:

    def on_key_down(window, key, scancode, text, modifiers):       # Window.bind(on_key_down=...)
        hear(reader.key(scancode, Clock.get_time(), (scancode, "shift" in modifiers)))
        keep_looking()      # while reader.waiting, once a frame: hear(reader.due(Clock.get_time()))
        return True         # nothing of Kivy's own, and no focus, sees the key itself

    def hear(heard):
        for event in heard.released: press(*event)                 # a person's keys, in order, a moment later
        if heard.scanned is not None: show(heard.scanned)          # SlipCode or ChecklistToken

The first key of a burst looks like any other, so a key waits until `longest_gap` has passed without another one; a
person never notices. A burst is told by its rhythm: `BURST` keys or more, none later than `longest_gap` after the one
before. From there on everything is swallowed, its Enter too, whether or not a code is found in it. A text field that is
fed by `on_textinput` must ignore that event while `waiting`, and insert the text of what is released.

A slow frame makes late keys look slow and waiting ones look lost: keys are polled once a turn of the loop. So silence
counts only when `due` has seen it twice, with a poll between, and a gap that no `due` has witnessed may be four times
as long. Times are seconds on any steady clock.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from kiosk.domain.reception.codes import (
    BADGE_DIGITS,
    BADGE_PREFIX,
    SLIP_DIGITS,
    SLIP_PREFIX,
    TOKEN_DIGITS,
    TOKEN_PREFIX,
    BadgeCode,
    ChecklistToken,
    Mistyped,
    SlipCode,
    read_badge_code,
    read_slip_code,
    read_token,
)

Event = TypeVar("Event")
Scanned = SlipCode | ChecklistToken | BadgeCode

BURST = len(SLIP_PREFIX) + SLIP_DIGITS  # the shortest of our codes; nobody types so many keys at a reader's pace
LONGEST = 400  # keys; the longest official address with its token stays below
_UNSEEN = 4

_SHIFTS = frozenset({225, 229, 230, 57, 83})  # Shift, right Alt (AltGr), Caps Lock, Num Lock: they shape characters
_CHORDS = frozenset({224, 226, 227, 228, 231})  # Ctrl, left Alt, the system keys: they give orders
_ENDS = frozenset({40, 43, 88})  # Enter, Tab, keypad Enter: readers close a code with one of them
_REPEATING = frozenset({42, 43, 75, 76, 78, 79, 80, 81, 82})  # a hand holds these down: erasing and moving about

# The letters of our prefixes stand in the same place on QWERTY, AZERTY and QWERTZ; no other letter is needed.
_CHARACTERS = (
    {7: "D", 14: "K", 21: "R", 22: "S"}
    | {30 + place: digit for place, digit in enumerate("1234567890")}
    | {89 + place: digit for place, digit in enumerate("1234567890")}
)
_TYPED = range(4, 57)  # letters, digits, punctuation: one that we do not know parts what stands around it
_SILENT = frozenset({41, 42})  # Escape and Backspace lie among them and print nothing

_CODES = re.compile(
    rf"{TOKEN_PREFIX}(?P<token>[0-9]{{{TOKEN_DIGITS}}})(?![0-9])"
    rf"|{SLIP_PREFIX}(?P<slip>[0-9]{{{SLIP_DIGITS}}})(?![0-9])"
    rf"|{BADGE_PREFIX}(?P<badge>[0-9]{{{BADGE_DIGITS}}})(?![0-9])"
)
_LINE_ENDS = re.compile(r"[\r\n\t]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def decode(text: str) -> Scanned | None:
    """Find one of our codes in what a reader sent (a serial one sends text); None when there is no valid one.

    Control characters inside a line do not count; a code never runs over the end of a line; a line longer than
    `LONGEST` is none of ours.
    """
    for line in _LINE_ENDS.split(text):
        if len(line) > LONGEST:
            continue
        for found in _CODES.finditer(_CONTROLS.sub("", line).upper()):
            code = _read(found)
            if not isinstance(code, Mistyped):
                return code
    return None


def _read(found: re.Match[str]) -> Scanned | Mistyped:
    if found["token"]:
        return read_token(found["token"])
    return read_slip_code(found["slip"]) if found["slip"] else read_badge_code(found["badge"])


@dataclass(frozen=True, slots=True)
class Heard(Generic[Event]):
    """What the screen has to do now: hand on `released`, in order, and act on `scanned`."""

    released: tuple[Event, ...] = ()
    scanned: Scanned | None = None


class Scanner(Generic[Event]):
    """Tells a reader's keys from a person's. `Event` is whatever the screen needs to hand a key on later."""

    def __init__(self, longest_gap: timedelta) -> None:
        self._gap = longest_gap.total_seconds()
        self._chord_at = float("-inf")
        self._last = 0.0
        self._begin()

    def _begin(self) -> None:
        self._held: list[Event] = []
        self._characters: list[str] = []
        self._keys = 0
        self._first = 0
        self._ordered = False
        self._silence_seen = False

    @property
    def waiting(self) -> bool:
        """Say whether keys are held or a burst is running: `due` must then be called once a frame."""
        return self._keys > 0

    def key(self, scancode: int, at: float, event: Event) -> Heard[Event]:
        """Take a key that went down."""
        if scancode in _SHIFTS or scancode in _CHORDS:
            return self._modifier(scancode, at, event)
        before: Heard[Event] = self._finish() if self._is_over(at) else Heard()
        self._silence_seen = False
        repeated = self._repeated(scancode)
        self._take(scancode, at, event)
        scanned = self._line() if scancode in _ENDS and self._keys >= BURST else None
        return Heard(before.released + repeated, before.scanned or scanned)

    def due(self, at: float) -> Heard[Event]:
        """Let time pass: give back what a person typed, or read a burst that had no Enter."""
        if not self.waiting or at - self._last <= self._gap:
            return Heard()
        if not self._silence_seen:
            self._silence_seen = True
            return Heard()
        return self._finish()

    def _modifier(self, scancode: int, at: float, event: Event) -> Heard[Event]:
        if scancode in _CHORDS:
            self._chord_at = at
        if self.waiting and not self._is_over(at):
            self._last, self._silence_seen = at, False  # Shift keeps the rhythm of the keys around it
        return Heard() if self._keys >= BURST else Heard((event,))

    def _is_over(self, at: float) -> bool:
        silence = at - self._last
        return self.waiting and silence > self._gap * (1 if self._silence_seen else _UNSEEN)

    def _repeated(self, scancode: int) -> tuple[Event, ...]:
        """Give back at once what a hand repeats by holding a key down."""
        if self._keys != 1 or scancode != self._first or scancode not in _REPEATING:
            return ()
        held = tuple(self._held)
        self._begin()
        return held

    def _take(self, scancode: int, at: float, event: Event) -> None:
        self._first = self._first or scancode
        self._keys += 1
        # Nobody gives an order in the same instant as another key: a hostile code does (Ctrl+Alt+Delete, Alt+F4).
        self._ordered = self._ordered or at - self._chord_at <= self._gap
        self._last = at
        if self._keys < BURST:
            self._held.append(event)
        else:
            self._held.clear()
        if len(self._characters) <= LONGEST:
            self._characters.append(_character(scancode))

    def _line(self) -> Scanned | None:
        """Read what came since the last line end, and go on swallowing."""
        found = decode("".join(self._characters))
        self._characters.clear()
        return found

    def _finish(self) -> Heard[Event]:
        scanned = self._line() if self._keys >= BURST else None
        heard = Heard(() if self._ordered else tuple(self._held), scanned)
        self._begin()
        return heard


def _character(scancode: int) -> str:
    if scancode in _ENDS:
        return "\n"
    if scancode in _TYPED and scancode not in _SILENT:
        return _CHARACTERS.get(scancode, " ")
    return _CHARACTERS.get(scancode, "")
