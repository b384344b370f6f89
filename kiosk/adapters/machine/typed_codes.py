"""What keys spell: one of our codes inside what a reader sent, whatever layout it is set to."""

import re
from dataclasses import dataclass

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

Scanned = SlipCode | ChecklistToken | BadgeCode

BURST = len(SLIP_PREFIX) + SLIP_DIGITS  # the shortest of our codes
LONGEST = 400  # keys; the longest official address with its token stays below
SLOWEST = 0.149  # seconds between two keys: issue 13, point 9, has a typist at 150 ms
_MOST_MS, _STEP_MS = 200, 10  # what the setting of a reader may be, and in which steps we name it

ENDS = frozenset({40, 43, 88})  # Enter, Tab, keypad Enter: readers close a code with one of them

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
class TooSlow:
    """A code that came too slowly to be taken: its longest gap, and the `longest_gap_ms` that would hear it."""

    code: Scanned
    gap_ms: int
    wanted_ms: int


class Trail:
    """The last characters that came with less than `SLOWEST` between them."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._characters: list[str] = []
        self._last: float | None = None
        self._longest = 0.0

    def pass_by(self, at: float) -> None:
        """Note a key that spells nothing: Shift keeps the rhythm of the keys around it."""
        if self._last is None:
            return
        gap = at - self._last
        if gap >= SLOWEST or len(self._characters) > LONGEST:
            self._begin()
        else:
            self._last, self._longest = at, max(self._longest, gap)

    def add(self, character: str, at: float) -> None:
        """Take one; where it came later, the trail begins with it."""
        self.pass_by(at)
        self._characters.append(character)
        self._last = at

    def read(self, allowed: float) -> TooSlow | None:
        """Return the code that it holds, once, if it came with a longer gap than allowed."""
        found, gap = decode("".join(self._characters)), self._longest
        if found is None:
            return None
        self._begin()
        if gap <= allowed:
            return None
        # A margin of a third: no reader is quite regular.
        wanted = -(-round(gap * 4000) // (3 * _STEP_MS)) * _STEP_MS
        return TooSlow(found, round(gap * 1000), min(_MOST_MS, wanted))


def character_of(scancode: int) -> str:
    """Return what a key spells in a code: a blank for one that we need not know, "" for one that prints nothing."""
    if scancode in ENDS:
        return "\n"
    if scancode in _TYPED and scancode not in _SILENT:
        return _CHARACTERS.get(scancode, " ")
    return _CHARACTERS.get(scancode, "")
