"""An activity to publish for the tests: invented or counted by hand, real files, a clock set to the day wanted."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.adapters.database.folders import Databases, open_databases
from kiosk.composition import guides
from kiosk.domain.figures.periods import Period, read_period
from kiosk.domain.figures.publication import ALL_SITES, Publication
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.sums import ledger
from kiosk.domain.figures.tables import Catalogue
from kiosk.domain.figures.usage import Counter
from kiosk.services.reports import Reports
from kiosk.services.simulation import Simulation
from kiosk.settings import load_settings

SITES = tuple(load_settings(site=name).site for name in ("la-rochette", "meaux", "fontainebleau"))
GUIDES = guides()
YEAR = 2026
PARIS = ZoneInfo("Europe/Paris")


def period(written: str) -> Period:
    """Return the period that is written so."""
    found = read_period(written)
    assert found is not None
    return found


@dataclass
class Bureau:
    """Whoever publishes: reports over one folder, at a day that the test chooses."""

    files: Databases
    today: date = date(YEAR + 1, 1, 2)

    def __post_init__(self) -> None:
        towns = {site.id: site.town for site in SITES}
        self.reports = Reports(
            self.files.figures,
            self.files.day,
            lambda: datetime(self.today.year, self.today.month, self.today.day, 9, tzinfo=PARIS),
            SITES[0],
            lambda: Catalogue(GUIDES, towns, {}, {site.id: site.half_days for site in SITES}),
            thresholds={},
            version="0",
        )

    def publish(self, written: str, scope: str = ALL_SITES) -> Publication:
        """Return the report of a period, all sites together unless one is named."""
        report = self.reports.report(period(written), scope)
        assert isinstance(report, Report)
        return report.now

    @property
    def published(self) -> tuple[Publication, ...]:
        """Return everything that anybody may hold of the year."""
        return tuple(self.files.figures.publications(YEAR))

    @property
    def truth(self) -> Mapping[Counter, int]:
        """Return the monthly counters, which nobody outside knows."""
        return ledger(self.files.figures.between(f"{YEAR}-01", f"{YEAR}-12").items()).counts


@contextmanager
def bureau(folder: Path) -> Iterator[Bureau]:
    """Open an empty folder, with nothing counted."""
    files = open_databases(folder)
    try:
        yield Bureau(files)
    finally:
        files.close()


@contextmanager
def busy_bureau(
    folder: Path, *, sites: int, a_day: float, seed: int, last: date = date(YEAR, 12, 31), days: int = 365
) -> Iterator[Bureau]:
    """Open a folder with an invented activity."""
    with bureau(folder) as opened:
        Simulation(SITES[:sites], GUIDES, seed, a_day).fill(opened.files.figures, last, days)
        yield opened
