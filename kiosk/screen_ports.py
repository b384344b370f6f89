"""What the screens need from the world, handed to them whole: services, languages, the reader, the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from kiosk.domain.guides.guide import Checklist, Guide
from kiosk.domain.reception.codes import BadgeCode, ChecklistToken, SlipCode
from kiosk.domain.reception.drafts import Form
from kiosk.ports import Clock
from kiosk.services.bundle import Services
from kiosk.settings import Settings
from kiosk.speech_ports import Speech

Matrix = tuple[tuple[bool, ...], ...]
Scanned = SlipCode | ChecklistToken | BadgeCode


class Translator(Protocol):
    """Gives French source texts in one language, and writes its hours and days."""

    @property
    def language(self) -> str:
        """Return the code of the language."""

    @property
    def rtl(self) -> bool:
        """Say whether it is written from right to left."""

    def __call__(self, text: str, **holes: object) -> str:
        """Translate a text and fill its holes."""

    def hour(self, moment: time | datetime, *, whole: bool = False) -> str:
        """Write an hour; a `whole` one keeps its "00"."""

    def day(self, day: date) -> str:
        """Write a day without its year."""

    def full_day(self, day: date) -> str:
        """Write a day with its year."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that went down: its place, what the layout makes of it, whether shift was held, and when, in seconds.

    `listener` had the keys at that moment. The kiosk and the desk over it share the one reader, which gives a person's
    keys back a moment later: what was typed to one must never act on the other.
    """

    scancode: int
    code: int
    shift: bool
    at: float
    listener: object


class TooSlow(Protocol):
    """A code that came key by key, so slowly that its keys were handed on as a person's."""

    @property
    def code(self) -> Scanned:
        """Return what it was."""

    @property
    def gap_ms(self) -> int:
        """Return the longest time between two of its keys, in milliseconds."""

    @property
    def wanted_ms(self) -> int:
        """Return the setting with which this reader would be heard."""


class Heard(Protocol):
    """What a reader gives back: keys of a person, in order, and a code if one was read."""

    @property
    def released(self) -> tuple[Key, ...]:
        """Return a person's keys."""

    @property
    def scanned(self) -> Scanned | None:
        """Return the code that was read."""

    @property
    def too_slow(self) -> TooSlow | None:
        """Return a code that was not taken, for its reader is slow."""


class Reader(Protocol):
    """Tells a barcode reader's keys from a person's."""

    @property
    def waiting(self) -> bool:
        """Say whether `due` must be called again soon."""

    def key(self, scancode: int, at: float, event: Key) -> Heard:
        """Take a key that went down, at a time in seconds."""

    def due(self, at: float) -> Heard:
        """Let time pass."""


class SiteChoice(Protocol):
    """Where this box stands, and where else it may."""

    @property
    def towns(self) -> dict[str, str]:
        """Return the towns of the sites known, by id."""

    def choose(self, site: str) -> None:
        """Note that the box stands elsewhere."""

    def has_changed(self) -> bool:
        """Say whether that was noted since this process started."""


class Training(Protocol):
    """Practice mode as the desk begins and ends it; `is_forced` where it was asked for on the command line."""

    @property
    def is_forced(self) -> bool:
        """Say whether nobody goes back from it."""

    def begin(self, until: datetime) -> None:
        """Begin a fresh training, until a time at most; every screen starts again in it."""

    def end(self) -> None:
        """Go back to what is real."""

    def has_changed(self) -> bool:
        """Say whether that was done, or its time is over, since this process started."""


class Seats(Protocol):
    """The numbers of the desks that are open on one folder."""

    def take(self, wanted: int) -> int | None:
        """Return this process's own number, the one wanted if it is free; None once all nine are taken."""

    def start_again(self) -> None:
        """Leave word of it for the process that takes this one's place."""

    def leave(self) -> None:
        """Let another desk have it."""


@dataclass(frozen=True, slots=True)
class Outfit:
    """All that the screens need from outside; heavy things are functions, called after the first frame."""

    settings: Settings
    clock: Clock
    translator: Callable[[str], Translator]
    languages: tuple[tuple[str, str], ...]
    break_lines: Callable[..., list[str]]
    services: Callable[[], Services]
    guides: Callable[[], tuple[Guide, ...]]
    draft_forms: Callable[[], tuple[Form, ...]]
    list_address: Callable[[Checklist], str]
    qr: Callable[[str], Matrix]
    reader: Reader
    site_choice: SiteChoice
    seats: Seats
    training: Training
    speech: Speech
    practice: bool = False
    notify: Callable[[str], None] = lambda _: None

    def now(self) -> datetime:
        """Return the local time of the site."""
        return self.clock().astimezone(self.settings.site.zone)
