"""What the desk's services need from the world, beside `ports`: accounts, plans made elsewhere, the team's files."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from kiosk.domain.figures.publication import FileKind
from kiosk.domain.figures.report import Report
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.access import Pad, Staff, Tries
from kiosk.domain.reception.columns import Chosen, Columns
from kiosk.domain.reception.planning import Got, Original, Published, Reading, Seen, Stamp, Tag, Unreadable


class PinHasher(Protocol):
    """Makes of secrets what may be kept of them."""

    def hash(self, secret: str) -> str:
        """Return what may be kept of a PIN."""

    def verify(self, known: str, secret: str) -> bool:
        """Say whether a secret is the one kept; "" is never right, and takes as long."""

    def fingerprint(self, digits: str) -> str:
        """Return what may be kept of a badge."""


class StaffAccounts(Protocol):
    """The accounts of this machine, and the throttle of its PIN pad; both survive a restart."""

    def staff(self) -> tuple[Staff, ...]:
        """Return the accounts."""

    def pin_hash(self, label: str) -> str:
        """Return the hash of an account's PIN, "" for none."""

    def of_badge(self, fingerprint: str) -> Staff | None:
        """Return the account that has this badge."""

    def add(self, staff: Staff, pin_hash: str) -> None:
        """Keep a new account."""

    def remove(self, label: str) -> bool:
        """Forget an account; say whether there was one."""

    def change_pin(self, label: str, pin_hash: str) -> None:
        """Keep another PIN."""

    def give_badge(self, label: str, fingerprint: str) -> None:
        """Keep another badge."""

    def setup_hash(self) -> str:
        """Return the hash of the installer's code, "" once used."""

    def keep_setup(self, code_hash: str) -> None:
        """Keep the hash of a setup code, or "" to end it."""

    def tries(self, pad: Pad) -> Tries:
        """Return the wrong PINs at a place."""

    def keep_tries(self, pad: Pad, tries: Tries) -> None:
        """Keep them."""


class PlanReader(Protocol):
    """Reads plans made elsewhere and put somewhere; nothing here waits for ever for a place that does not answer."""

    def read(
        self, path: Path, now: datetime, columns: Chosen | None = None, stamp: Stamp | None = None
    ) -> Reading | Unreadable:
        """Return the rows that may be kept; `columns` tells by the mark of a sheet which place says what.

        A file that is no longer what `stamp` says is unreadable for now.
        """

    def look(self, folder: Path) -> tuple[Seen, ...] | ChoreTrouble:
        """Return the files of a folder that may be plans, or why it cannot be told."""

    def find(self, places: Sequence[str]) -> tuple[Original, ...]:
        """Return the files that may be plans under some places, newest first."""

    def mark(self, path: Path, stamp: Stamp) -> str:
        """Return what may be remembered of a file: a keyed hash of where it stands and what it is."""

    def destroy(self, path: Path, stamp: Stamp) -> bool:
        """Destroy a file if it is still what it was seen to be; say whether it is gone."""


class PlanMemory(Protocol):
    """What this machine remembers of plans from one day to another: neither a name nor a title."""

    def columns(self) -> Chosen:
        """Return which place says what, by the mark of the sheet."""

    def keep_columns(self, chosen: Columns) -> None:
        """Remember what somebody said of the columns of a sheet."""

    def files(self) -> frozenset[str]:
        """Return the marks of the files that were imported and may still stand somewhere."""

    def keep_file(self, mark: str, day: date) -> None:
        """Remember a file that was imported."""

    def forget_files(self, marks: Iterable[str]) -> None:
        """Forget files that are gone."""


class CalendarSource(Protocol):
    """Calendars that are published at addresses, which nobody else knows."""

    def agendas(self) -> tuple[int, ...]:
        """Return the agendas that have an address."""

    def fetch(self, agenda: int, now: datetime, tag: Tag) -> Published | Got:
        """Read an agenda's calendar, if it is another than `tag` tells; else say why not. Takes a minute at most."""


class TeamFolder(Protocol):
    """Takes files that somebody of the team carries away."""

    def put(self, calendar: bytes) -> Path | None:
        """Write the plan as a calendar; return where it is, None where nothing could be written."""


class FileTaker(Protocol):
    """Takes any file that somebody of the team carries away."""

    def put_file(self, name: str, content: bytes) -> Path | None:
        """Write a file on a key or in the team's folder; return where it is, None where nothing could be written."""


class ReportPress(Protocol):
    """Turns a report into a file."""

    def write(self, report: Report, kind: FileKind) -> bytes:
        """Lay a report out; the same bytes each time."""


class ReportShelf(Protocol):
    """The folder where reports are left by themselves; it may be out of reach."""

    def put(self, name: str, content: bytes) -> bool:
        """Write a file, unless one of that name stands there; say whether it is there now."""
