"""Reports as files: where somebody of the team takes them along, or in a folder of their own every month."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kiosk.desk_ports import FileTaker, ReportPress
from kiosk.domain.periods import Period, Unit
from kiosk.domain.publication import ALL_SITES, FileKind
from kiosk.domain.report import Report
from kiosk.ports import Clock
from kiosk.services.reports import NothingCounted, NotOver, Reports


@dataclass(frozen=True, slots=True)
class NowhereToWrite:
    """Neither a key nor a folder took the file."""


class ReportFiles:
    """The verbs of report files. `monthly` is the folder that the reports of each period that ends are written to."""

    def __init__(
        self, reports: Reports, press: ReportPress, taker: FileTaker, clock: Clock, monthly: Path | None = None
    ) -> None:
        self._reports = reports
        self._press = press
        self._taker = taker
        self._clock = clock
        self._monthly = monthly
        self._tended: date | None = None

    def save(self, period: Period, scope: str, kind: FileKind) -> Path | NowhereToWrite | NotOver | NothingCounted:
        """Publish a period if need be, and write its report on a key or in the team's folder."""
        report = self._reports.report(period, scope)
        if not isinstance(report, Report):
            return report
        return self._taker.put_file(file_name(report, kind), self._press.write(report, kind)) or NowhereToWrite()

    def tend(self) -> None:
        """Write the reports of the periods that have just ended, once a day; a folder out of reach waits."""
        today = self._now().date()
        if self._monthly is None or self._tended == today:
            return
        self._tended = today
        for unit in Unit:
            report = self._reports.report(self._reports.last_over(unit), ALL_SITES)
            if isinstance(report, Report):
                self._write(report, self._monthly)

    def _write(self, report: Report, folder: Path) -> None:
        for kind in FileKind:
            place = folder / file_name(report, kind)
            try:
                folder.mkdir(parents=True, exist_ok=True)
                if not place.exists():
                    part = place.with_name(f".{place.name}.part")
                    part.write_bytes(self._press.write(report, kind))
                    part.replace(place)
            except OSError:
                # A share that is away: the report is frozen, and identical tomorrow.
                return

    def _now(self) -> datetime:
        return self._clock()


def file_name(report: Report, kind: FileKind) -> str:
    """Name a report's file after its period and its scope."""
    return f"chiffres-{report.now.period}-{report.now.scope}.{kind.value}"
