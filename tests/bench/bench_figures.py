"""Ten years of three busy sites: how long the figures screen takes to open, and a report to be made.

The activity is simulated (the same every time); at ten years it counts over five million events. Each line is one
length of history, so that growth shows. Run: `python tests/bench/bench_figures.py`.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]
os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")

from screens.running.environment import prepare_kivy  # noqa: E402

WANTED = sys.argv[1:]
sys.argv = sys.argv[:1]  # Kivy reads the command line
prepare_kivy(1920, 1080, windowed=True)

from kiosk.adapters.database.folders import open_databases  # noqa: E402
from kiosk.adapters.reports.press import FilePress  # noqa: E402
from kiosk.contents import guides  # noqa: E402
from kiosk.domain.figures.periods import read_period  # noqa: E402
from kiosk.domain.figures.publication import FileKind  # noqa: E402
from kiosk.services.simulation import Simulation  # noqa: E402
from kiosk.settings import known_sites  # noqa: E402
from tests.helpers.desk_office import Office  # noqa: E402
from tests.helpers.figures_made import desk_of  # noqa: E402
from tests.helpers.waiting_room import StandingClock  # noqa: E402

YEARS, A_DAY, TURNS = (1, 3, 10), 300.0, 9
LAST, NOW = date(2026, 11, 23), datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
QUARTER = read_period("2026-Q3")


class Clock:
    """Stands still."""

    def __call__(self) -> datetime:
        return NOW


def opened(office: Office) -> float:
    """Return how long the screen takes from the touch to its drawn figures, in milliseconds."""
    office.root.show("queue")
    office.rest()
    begun = perf_counter()
    office.root.show("figures")
    office.hand.until(lambda: office.root.screen._view is not None, "figures")
    office.hand.frame()
    took = (perf_counter() - begun) * 1000
    office.root.screen._view = None
    return took


def added_up(office: Office) -> float:
    """Return how long the numbers alone take, in milliseconds."""
    begun = perf_counter()
    office.do(lambda s: s.figures.view(QUARTER.span, frozenset({"meaux"})))
    return (perf_counter() - begun) * 1000


def published(folder: Path) -> tuple[float, float]:
    """Return how long a quarter's report takes the first time it is asked, and afterwards, as PDF, in seconds."""
    took = []
    with open_databases(folder, role="") as files:
        reports, _ = desk_of(files, StandingClock(NOW))
        for _ in range(2):
            begun = perf_counter()
            FilePress().write(reports.report(QUARTER), FileKind.PDF)
            took.append(perf_counter() - begun)
    return took[0], took[1]


def measure(years: int) -> None:
    data = Path(tempfile.mkdtemp())
    with open_databases(data / "real", role="") as files:
        events = Simulation(known_sites(), guides(), 1, A_DAY).fill(files.figures, LAST, 365 * years)
    office = Office(data, Clock(), (1920, 1080), 102.0)
    office.enter()
    screen = statistics.median(opened(office) for _ in range(TURNS))
    numbers = statistics.median(added_up(office) for _ in range(TURNS))
    office.close()
    first, again = published(data / "real")
    row = (f"{years} y", f"{events:,}", f"{screen:.0f} ms", f"{numbers:.0f} ms", f"{first:.2f} s", f"{again:.2f} s")
    print("|", " | ".join(row), "|")


def main() -> None:
    print("| history | events | screen opens, median of 9 | its numbers alone | report first | report again |")
    print("|---|---|---|---|---|---|", flush=True)
    for years in YEARS:
        # A process each, so that none carries what the one before left.
        command = [sys.executable, __file__, str(years)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        print(next(line for line in told.splitlines() if line.startswith("|")), flush=True)


if __name__ == "__main__":
    measure(int(WANTED[0])) if WANTED else main()
