"""What a permanence needs done without anybody asking: closing, imports, reports; and what the desk must know of it."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.planning import CalendarState
from kiosk.ports import Clock, DayBook
from kiosk.services.closing import Closing
from kiosk.services.published_calendars import PublishedCalendars
from kiosk.services.report_files import ReportFiles
from kiosk.services.sending import Sending
from kiosk.services.watched_folder import WatchedFolder

# A trouble is noted again every minute while it lasts; one whose process ended is forgotten as soon.
NEWS = timedelta(minutes=2, seconds=30)
_OF_THE_FOLDER = (ChoreTrouble.FOLDER_SILENT, ChoreTrouble.FOLDER_MISSING, ChoreTrouble.FILES_REMAIN)
_OF_CALENDARS = (ChoreTrouble.CALENDAR_UNREAD,)
_OF_REPORTS = (ChoreTrouble.REPORTS_SILENT,)
_OF_THE_CENTRE = (ChoreTrouble.CENTRE_SILENT, ChoreTrouble.CENTRE_REFUSES)


class Chores:
    """The chores of the process that keeps the folder; each verb may take long, so each has a lane of its own.

    `watched` is None where no folder is watched, `calendars` where no address is known, `sending` where there is no
    centre; neither they nor the reports are tended in practice. A file is read against the date and then destroyed:
    where the clock is in doubt `may_destroy` says no, and it waits.
    """

    def __init__(
        self,
        closing: Closing,
        watched: WatchedFolder | None,
        report_files: ReportFiles,
        day: DayBook,
        clock: Clock,
        may_destroy: Callable[[], bool] = lambda: True,
        calendars: PublishedCalendars | None = None,
        sending: Sending | None = None,
    ) -> None:
        self._closing = closing
        self._watched = watched
        self._report_files = report_files
        self._day = day
        self._clock = clock
        self._may_destroy = may_destroy
        self._calendars = calendars
        self._sending = sending
        self._is_keeper = False

    def tend(self) -> None:
        """Close what is to be closed, every few seconds, and learn whether this process keeps the folder.

        Raises PurgeFailed.
        """
        self._is_keeper = self._closing.keeps()
        self._closing.tend()

    def watch(self) -> None:
        """Look at the watched folder, every minute."""
        if self._is_keeper and self._watched is not None and self._may_destroy():
            self._tell(_OF_THE_FOLDER, self._watched.tend())

    def fetch(self) -> None:
        """Read the calendars that are published at an address, every minute; each is read every hour."""
        if self._is_keeper and self._calendars is not None and self._may_destroy():
            self._tell(_OF_CALENDARS, self._calendars.tend())

    def calendars(self) -> tuple[CalendarState, ...]:
        """Return how the newest try at each agenda's address ended: for the desk's eyes only."""
        return self._calendars.states() if self._calendars is not None else ()

    def report(self) -> None:
        """Leave the reports of what is over in their folder, every minute; it does so once a day."""
        if self._is_keeper:
            self._tell(_OF_REPORTS, self._report_files.tend())

    def send(self) -> None:
        """Tell the centre what is new since it last heard, every minute: a flush makes something new, at closing."""
        if self._is_keeper and self._sending is not None:
            self._tell(_OF_THE_CENTRE, self._sending.tend())

    def remaining(self) -> tuple[tuple[str, str], ...]:
        """Return the names that stand in the watched folder, and why: for the desk's eyes only."""
        return self._watched.remaining() if self._watched is not None else ()

    def note(self, troubles: Iterable[ChoreTrouble]) -> None:
        """Note what else does not answer, every minute while it does not."""
        with self._day.transaction() as records:
            records.note_troubles(self._clock(), (), troubles)

    def troubles(self) -> tuple[ChoreTrouble, ...]:
        """Return what is out of order now, whichever process found it."""
        with self._day.transaction() as records:
            return records.troubles(self._clock() - NEWS)

    def _tell(self, family: Iterable[ChoreTrouble], found: ChoreTrouble | None) -> None:
        with self._day.transaction() as records:
            records.note_troubles(self._clock(), family, () if found is None else (found,))
