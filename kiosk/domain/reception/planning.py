"""What an imported file says of a plan: rows kept, rows dropped and why; nothing else ever leaves the reading (P1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.columns import Columns

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
class Original:
    """A file that somebody put somewhere, as it was seen there."""

    path: Path
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One appointment of a file. `starts` is aware and in UTC; `first_visit` is None where the file does not say.

    `event` is a keyed hash of the source's own id for it, "" where it has none; `where` is a line or an event's place.
    `names_motif` says that the motif was read, not supposed.
    """

    starts: datetime
    minutes: int
    motif: Motif
    letters: str
    first_visit: bool | None = None
    slip_code: str = ""
    event: str = ""
    where: str = ""
    names_motif: bool = True


@dataclass(frozen=True, slots=True)
class Dropped:
    """One row, or a part of one, that was left out: where it stands, and why in a French sentence that quotes nothing.

    A part is an end, a length, an exception that could not be read: the row itself is kept.
    """

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read. `days` are those its rows speak of, in order; `stamp` is what the file then was.

    `table` says which column of a sheet means what.
    """

    kept: tuple[PlannedRow, ...]
    dropped: tuple[Dropped, ...]
    table: Columns | None = None
    days: tuple[date, ...] = ()
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that was refused, and why in a French sentence; `is_for_now` when the same file may be read later.

    `table` is there where somebody who says which column means what would have it read.
    """

    why: str
    is_for_now: bool = False
    table: Columns | None = None


class Got(StrEnum):
    """How it went to read a calendar that is published at an address. Names neither the address nor anybody."""

    WHOLE = "whole"
    UNCHANGED = "unchanged"
    SILENT = "silent"  # no answer, or too slow
    UNTRUSTED = "untrusted"  # the server cannot prove that it is the one
    REFUSED = "refused"
    GONE = "gone"
    FAILED = "failed"
    AWAY = "away"  # it sends us on where we do not go
    CUT = "cut"
    TOO_LARGE = "too-large"
    NO_CALENDAR = "no-calendar"


@dataclass(frozen=True, slots=True)
class Tag:
    """The signs by which a server tells whether what it gave is still the same."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """A calendar that was read at its address."""

    reading: Reading
    tag: Tag


@dataclass(frozen=True, slots=True)
class CalendarState:
    """How the newest try at an agenda's address ended, and when; `last_read` is None where it was never read."""

    agenda: int
    got: Got
    at: datetime
    last_read: datetime | None


# What tells an appointment of a file when it comes back: its agenda, its hour in UTC, its letters.
Told = tuple[int, datetime, str]
Change = tuple[Appointment, Appointment]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: rows that are new, changed, the same; and what it would ask before taking it away.

    `left_out` stands on days that the file holds, `silent` on days of which it says nothing; neither goes without a
    yes. `marked` are appointments whose question begins or ends; `dropped` are the lines that are not taken. `by_hand`
    stay as somebody changed them at the desk, whatever the file says; `crowded` are hours that two agendas would fill.
    """

    added: tuple[Appointment, ...]
    updated: tuple[Change, ...]
    unchanged: tuple[Appointment, ...]
    left_out: tuple[Appointment, ...]
    silent: tuple[Appointment, ...]
    marked: tuple[Change, ...]
    dropped: tuple[Dropped, ...]
    reading: Reading
    agenda: int
    by_hand: tuple[Appointment, ...] = ()
    crowded: "tuple[Crowded, ...]" = ()


@dataclass(frozen=True, slots=True)
class Crowded:
    """An hour that appointments of several agendas fill; agenda 0 is what was typed."""

    starts: datetime
    agendas: tuple[int, ...]


def crowded(appointments: Iterable[Appointment], agenda: int | None = None) -> tuple[Crowded, ...]:
    """Name each hour at which an appointment begins while one of another agenda lasts; of one agenda, or of all."""
    under_way: list[Appointment] = []
    found: dict[datetime, set[int]] = {}
    for each in sorted(appointments, key=lambda planned: planned.starts):
        under_way = [other for other in under_way if other.starts + timedelta(minutes=other.minutes) > each.starts]
        under_way.append(each)
        agendas = {other.agenda for other in under_way}
        if len(agendas) > 1 and agenda in {None, *agendas}:
            found.setdefault(each.starts, set()).update(agendas)
    return tuple(Crowded(starts, tuple(sorted(agendas))) for starts, agendas in found.items())


@dataclass(frozen=True, slots=True)
class Waiting:
    """Appointments that the newest file of an agenda left out, until the desk says whether they go."""

    agenda: int
    day_is_silent: bool
    appointments: tuple[Appointment, ...]
