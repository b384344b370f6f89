"""Reports as files: where somebody of the team takes them along, or in a folder of their own every month."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kiosk.desk_ports import FileTaker, ReportPress, ReportShelf
from kiosk.domain.figures.periods import Period, Unit
from kiosk.domain.figures.publication import ALL_SITES, FileKind
from kiosk.domain.figures.report import Report, file_name
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.ports import Clock
from kiosk.services.reports import NothingCounted, NotOver, Reports


@dataclass(frozen=True, slots=True)
class NowhereToWrite:
    """Neither a key nor a folder took the file."""


class ReportFiles:
    """The verbs of report files. `shelf` is where the reports of each period that ends are left by themselves."""

    def __init__(
        self, reports: Reports, press: ReportPress, taker: FileTaker, clock: Clock, shelf: ReportShelf | None = None
    ) -> None:
        self._reports = reports
        self._press = press
        self._taker = taker
        self._clock = clock
        self._shelf = shelf
        self._tended: date | None = None

    def save(self, period: Period, scope: str, kind: FileKind) -> Path | NowhereToWrite | NotOver | NothingCounted:
        """Publish a period if need be, and write its report on a key or in the team's folder."""
        report = self._reports.report(period, scope)
        if not isinstance(report, Report):
            return report
        beside = (FileKind.CSVW,) if kind is FileKind.CSV else ()
        written = [self._taker.put_file(file_name(report, each), self._press.write(report, each))
                   for each in (kind, *beside)]  # fmt: skip
        return written[0] or NowhereToWrite()

    def tend(self) -> ChoreTrouble | None:
        """Write the reports of the periods that have just ended, once a day; a shelf out of reach is tried again."""
        today = self._now().date()
        if self._shelf is None or self._tended == today:
            return None
        # Months come with their quarter.
        for period in (*self._reports.last_over(Unit.QUARTER).inside(), self._reports.last_over(Unit.YEAR)):
            report = self._reports.report(period, ALL_SITES)
            if isinstance(report, Report) and not self._leave(report, self._shelf):
                return ChoreTrouble.REPORTS_SILENT
        self._tended = today
        return None

    def _leave(self, report: Report, shelf: ReportShelf) -> bool:
        return all(shelf.put(file_name(report, kind), self._press.write(report, kind)) for kind in FileKind)

    def _now(self) -> datetime:
        return self._clock()
