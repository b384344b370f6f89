"""What the verbs need from the machine itself: its clock, its files, and what it remembers of evenings and sheets."""

from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Protocol

from kiosk.domain.machine.data_state import DataState, Mishap
from kiosk.domain.machine.data_state import Trouble as DataTrouble
from kiosk.domain.machine.equipment import Disk
from kiosk.domain.machine.printing import Printed
from kiosk.domain.machine.timekeeping import Kept


class Machine(Protocol):
    """What stands beside the machine's clock as its witness."""

    def boot(self) -> str:
        """Return a name that changes each time the machine is switched on."""

    def uptime(self) -> timedelta:
        """Return for how long it has been on, asleep or awake: no clock moves this."""

    def is_synchronised(self) -> bool:
        """Say whether another clock, over a network or by radio, now vouches for the machine's."""

    def keeps_time_off(self) -> bool:
        """Say whether something in it counts the hours while it is off."""


class TimeLog(Protocol):
    """Where the time kept outlives the machine's being switched off."""

    def kept_time(self) -> Kept | None:
        """Return the time as it was last written down."""

    def keep_time(self, kept: Kept) -> None:
        """Write it down."""


class Purged(Enum):
    """How a purge was brought to hold."""

    WHOLE = auto()
    # The file was damaged, and is another now; everything that may remain could be read and stands in it.
    REPLACED = auto()
    # Likewise, but some of it could not be read.
    WITH_LOSS = auto()


class DataUnusable(Exception):
    """A folder's files cannot be used; the message names a file and a kind of trouble, never what stood in it."""

    trouble = DataTrouble.BROKEN

    def __init__(self, message: str, trouble: DataTrouble | None = None) -> None:
        super().__init__(message)
        if trouble is not None:
            self.trouble = trouble


class DataFiles(Protocol):
    """The open files of a folder, doubted."""

    def look(self, *, thoroughly: bool) -> DataState:
        """Say whether what is open is still what the folder holds and can be written; `thoroughly` writes to know."""


class MishapLog(Protocol):
    """What the machine remembers of its files."""

    def mishaps(self, since: datetime) -> tuple[Mishap, ...]:
        """Return what befell the files since a time, oldest first, each once."""


class PurgeFailed(Exception):
    """Something personal may remain, or nobody could write down that it does not; the message names files only."""


class PurgeLog(Protocol):
    """How purges ended: what the machine remembers of its evenings."""

    def begin_purge(self, before: datetime) -> datetime:
        """Write down that a purge begins: it counts as failed until it is said to hold. Never raises.

        Returns how far it must reach: further than `before` where one that reached further never held.
        """

    def note_replacement(self, at: datetime) -> None:
        """Write down that a purge replaced the day's file, though it may not hold yet. Never raises."""

    def end_purge(self, at: datetime, *, closing: bool) -> None:
        """Write down that it holds, and whether the file was replaced on the way, by this try or one before.

        Raises where that cannot be written, and it counts as failed.
        """

    def last_purge(self) -> datetime | None:
        """Return when one last held."""

    def last_closing(self) -> datetime | None:
        """Return when a day was last closed."""

    def last_replacement(self) -> datetime | None:
        """Return when the day's file last had to be replaced."""

    def purge_failed(self) -> bool:
        """Say whether the newest one failed, or is not known to hold."""

    def under_way(self) -> AbstractContextManager[None]:
        """Let every process of the folder know, while this lasts, that a purge is under way. Never raises."""

    def is_under_way(self) -> bool:
        """Say whether some process is at one now: it did not hold yet, and it did not fail either."""


class SheetLog(Protocol):
    """How the newest sheet ended, where it failed: what the desk may learn of the kiosk's printer."""

    def note_sheet(self, ended: Printed, at: datetime) -> None:
        """Write down a failure; a sheet that is delivered takes it back."""

    def failed_sheet(self) -> tuple[datetime, Printed] | None:
        """Return when the newest sheet failed and how; None when it did not."""


class ReaderLog(Protocol):
    """The last day on which the kiosk's reader read a code: a day and no hour, so that it is nobody's."""

    def note_reader(self, day: date) -> None:
        """Write down that it read one on a local day."""

    def reader_heard(self) -> date | None:
        """Return that day; None where it never did."""


class Equipment(Protocol):
    """What the machine is made of, as far as it tells unasked."""

    def has_sound(self) -> bool:
        """Say whether something here can play a sound."""

    def disk(self) -> Disk | None:
        """Return the room on the disk of the data; None where it does not answer."""

    def is_encrypted(self) -> bool | None:
        """Say whether that disk is worth nothing to who carries it away; None where the system does not tell."""
