"""What becomes of a sheet that was sent to the printer, and the paper that a printer has for it."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf


class Format(StrEnum):
    """The two kinds of paper; also the values of the "sheets" counter."""

    A4 = "a4"
    TICKET = "ticket"
    RECEIPT = "receipt"


class Printed(StrEnum):
    """How a print job ended. Only DELIVERED may be announced as paper: SAVED is a PDF, where no printer is set."""

    DELIVERED = "delivered"
    SAVED = "saved"
    PAPER_OUT = "paper-out"
    WRONG_PAPER = "wrong-paper"
    STOPPED = "stopped"
    CANCELLED = "cancelled"
    NO_QUEUE = "no-queue"
    UNAVAILABLE = "unavailable"

    @property
    def is_made(self) -> bool:
        """Say whether the sheet exists, on paper or as a PDF that stands in for it."""
        return self in {Printed.DELIVERED, Printed.SAVED}


@dataclass(frozen=True, slots=True)
class Roll:
    """The paper that tickets are printed on, in millimetres: its width, and the lengths that a page may have.

    `lengths` are the pages it knows by name; between `shortest` and `longest` it cuts wherever it is told. A printer
    that says nothing of its paper is taken for a roll of 80 mm that does so at any length.
    """

    width: float = 80.0
    lengths: tuple[float, ...] = ()
    shortest: float = 0.0
    longest: float = inf

    @property
    def most(self) -> float:
        """Return the length of the longest page."""
        return max((self.longest, *self.lengths))

    def page(self, needed: float) -> float | None:
        """Return the length of the shortest page that holds so much; None when the longest does not."""
        cut = (max(needed, self.shortest),) if max(needed, self.shortest) <= self.longest else ()
        return min((*cut, *(length for length in self.lengths if length >= needed)), default=None)


class Unready(StrEnum):
    """Why a print queue cannot be relied on, as it stands."""

    NO_SERVICE = "no-service"
    MISSING = "missing"
    NOT_OURS = "not-ours"


@dataclass(frozen=True, slots=True)
class QueueTrouble:
    """A queue of the settings that cannot be relied on; `known` names the queues that there are."""

    queue: str
    why: Unready
    known: tuple[str, ...] = ()


class Obstacle(StrEnum):
    """What stands in a printer's way, the gravest first; LOW and TRAY stop no sheet yet."""

    PAPER = "paper"
    BLOCKED = "blocked"
    AWAY = "away"
    TRAY = "tray"
    LOW = "low"

    @property
    def stops(self) -> bool:
        """Say whether nothing comes out."""
        return self in {Obstacle.PAPER, Obstacle.BLOCKED, Obstacle.AWAY}


@dataclass(frozen=True, slots=True)
class PrinterState:
    """How a printer stands; `queue` is "" where PDFs in a folder stand in for one.

    `roll` is what tickets are printed on, None when it is too narrow; `takes_a4` says that A4 fits it.
    """

    queue: str
    trouble: QueueTrouble | None = None
    obstacle: Obstacle | None = None
    roll: Roll | None = Roll()
    takes_a4: bool = True
