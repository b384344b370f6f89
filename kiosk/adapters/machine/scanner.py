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
person never notices. A code is told by its prefix, its check digits and its pace together: most of its keys come no
later than `longest_gap` after the one before. From there on everything is swallowed, its Enter too, until the reader
falls silent. What holds no code of ours was typed, and is given back whole, in order; but where so many keys came
faster than any hand (`INHUMAN`) a foreign code was shown, which reaches nothing. A text field that is fed by
`on_textinput` must ignore that event while `waiting`, and insert the text of what is released.

A reader slower than `longest_gap` has its keys taken for a person's. When they turn out to be a code all the same, with
less than `SLOWEST` between any two, that is told: `TooSlow`.

Times are those of the events, in seconds on any steady clock, `due` is told the present on the same clock. Where only
the time of handling is known, a slow frame makes late keys look slow and waiting ones look lost: so silence counts only
when `due` has seen it twice, with a poll between, and a gap that no `due` has witnessed may be four times as long.
"""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Generic, TypeVar

from kiosk.adapters.machine.typed_codes import BURST, ENDS, LONGEST, Scanned, TooSlow, Trail, character_of, decode

Event = TypeVar("Event")

# Seconds between two keys: nobody types eight of them so fast; a quick hand takes 80 ms.
INHUMAN = 0.020
_UNSEEN = 4

_SHIFTS = frozenset({225, 229, 230, 57, 83})  # Shift, right Alt (AltGr), Caps Lock, Num Lock: they shape characters
_CHORDS = frozenset({224, 226, 227, 228, 231})  # Ctrl, left Alt, the system keys: they give orders
_REPEATING = frozenset({42, 43, 75, 76, 78, 79, 80, 81, 82})  # a hand holds these down: erasing and moving about


@dataclass(frozen=True, slots=True)
class Heard(Generic[Event]):
    """What the screen has to do now: hand on `released`, in order, and act on `scanned`, or say what was `too_slow`."""

    released: tuple[Event, ...] = ()
    scanned: Scanned | None = None
    too_slow: TooSlow | None = None


class Scanner(Generic[Event]):
    """Tells a reader's keys from a person's. `Event` is whatever the screen needs to hand a key on later."""

    def __init__(self, longest_gap: timedelta) -> None:
        self._gap = longest_gap.total_seconds()
        self._chord_at = float("-inf")
        self._last = 0.0
        self._trail = Trail()
        self._begin()

    def _begin(self) -> None:
        self._held: list[Event] = []
        self._characters: list[str] = []
        self._gaps: list[float] = []
        self._keys = 0
        self._first = 0
        # Whether a code was read in this burst: what follows it was not typed by anybody.
        self._is_read = False
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
        scanned = self._line() if scancode in ENDS else None
        self._trail.add(character_of(scancode), at)
        return Heard(before.released + repeated, before.scanned or scanned, before.too_slow)

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
        self._trail.pass_by(at)
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
        # Nobody gives an order in the same instant as another key: a hostile code does (Ctrl+Alt+Delete, Alt+F4).
        self._ordered = self._ordered or at - self._chord_at <= self._gap
        if self._keys and len(self._gaps) <= LONGEST:
            self._gaps.append(at - self._last)
        self._keys += 1
        self._last = at
        if self._is_read or self._keys > LONGEST:
            self._held.clear()
        else:
            self._held.append(event)
        if len(self._characters) <= LONGEST:
            self._characters.append(character_of(scancode))

    def _line(self) -> Scanned | None:
        """Read what came since the last line end, if it came at a reader's pace; all that follows is swallowed then."""
        if self._keys < BURST or self._pace() > self._gap:
            return None
        found = decode("".join(self._characters))
        self._characters.clear()
        if found is not None:
            self._is_read = True
            self._held.clear()
            self._trail = Trail()
        return found

    def _pace(self) -> float:
        return median(self._gaps)

    def _finish(self) -> Heard[Event]:
        scanned = self._line()
        is_foreign = self._keys >= BURST and self._pace() <= INHUMAN
        too_slow = None if self._is_read else self._trail.read(self._gap)
        heard = Heard(() if self._ordered or is_foreign else tuple(self._held), scanned, too_slow)
        self._begin()
        return heard
