"""What an imported file says of a plan: rows kept, rows dropped and why; nothing else ever leaves the reading (P1)."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.domain.reception.appointments import Appointment, Motif

KINDS = frozenset({".ics", ".csv", ".txt", ".xls", ".xlsx", ".ods"})
# A file's size in bytes and its own date in nanoseconds, as its folder tells them: compared with each other only.
Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of the watched folder as it stood at one look; `is_plain` is false for a link, a pipe, a folder."""

    name: str
    stamp: Stamp
    is_plain: bool


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One appointment of a file. `starts` is aware and in UTC; `first_visit` is None where the file does not say.

    `event` is a keyed hash of the source's own id for it, "" where it has none; `where` is a line or an event's place.
    """

    starts: datetime
    minutes: int
    motif: Motif
    letters: str
    first_visit: bool | None = None
    slip_code: str = ""
    event: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """One row that was left out: where it stands, and why in a French sentence that quotes nothing of it."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read. `columns` says which header means what; `first` and `last` are the days it holds."""

    kept: tuple[PlannedRow, ...]
    dropped: tuple[Dropped, ...]
    columns: tuple[tuple[str, str], ...] = ()
    headers: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that was refused, and why in a French sentence; `is_for_now` when the same file may be read later."""

    why: str
    is_for_now: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: rows that are new, changed, the same, and appointments the file no longer holds."""

    added: tuple[Appointment, ...]
    updated: tuple[tuple[Appointment, Appointment], ...]
    unchanged: tuple[Appointment, ...]
    removed: tuple[Appointment, ...]
    reading: Reading
    agenda: int
