"""A waiting room on real files for the tests: the site, a clock that stands still until it is moved, the services."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from kiosk.adapters.database.folders import Databases, open_databases
from kiosk.domain.reception.arrivals import Arrival, Ticket
from kiosk.domain.reception.assistance import REOPENED_WITHIN
from kiosk.services.arrivals import Arrivals
from kiosk.services.assistance import Assistance, count_ended
from kiosk.services.closing import Closing
from kiosk.services.openings import Openings
from kiosk.services.queue import Queue
from kiosk.sites import OpeningTable, Site

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = date(2026, 11, 24)
DESK_ALIVE_WITHIN = timedelta(minutes=1)

SITE = Site(
    id="meaux",
    town="Meaux",
    openings=(
        OpeningTable(day="mardi", start=time(9), end=time(12)),
        OpeningTable(day="mardi", start=time(13, 30), end=time(17)),
    ),
)


class StandingClock:
    """Tells the local time it was set to, in UTC."""

    def __init__(self, local: datetime) -> None:
        self.utc = local.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.utc

    def set(self, hour: int, minute: int = 0, second: int = 0, *, day: date = TUESDAY) -> None:
        self.utc = datetime.combine(day, time(hour, minute, second), tzinfo=PARIS).astimezone(UTC)


@dataclass
class WaitingRoom:
    """One folder's databases, with the services on them."""

    databases: Databases
    clock: StandingClock
    arrivals: Arrivals
    openings: Openings
    closing: Closing

    @property
    def noted(self) -> tuple[Arrival, ...]:
        with self.databases.day.transaction() as records:
            return records.arrivals(TUESDAY)

    def call(self, ticket: Ticket) -> None:
        """A desk calls a number: it counts as a person from now on."""
        Queue(self.databases.day, self.clock, SITE).call(ticket, "Bureau 1")

    def end_for_good(self, helping: Assistance, session: int) -> None:
        """A session ends, and nobody takes that back."""
        helping.end(session)
        count_ended(self.databases.day, SITE, self.clock.utc + REOPENED_WITHIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.databases.close()


def waiting_room(folder: Path, *, site: Site = SITE, patience_ms: int = 200) -> WaitingRoom:
    """Open a waiting room on a Tuesday at ten in the morning, with a desk alive."""
    databases = open_databases(folder, patience_ms=patience_ms)
    clock = StandingClock(datetime.combine(TUESDAY, time(10), tzinfo=PARIS))
    arrivals = Arrivals(databases.day, clock, site, desk_alive_within=DESK_ALIVE_WITHIN)
    arrivals.desk_is_alive()
    closing = Closing(databases.day, databases.figures, clock, site, log=databases.device, keeps=databases.keep)
    return WaitingRoom(databases, clock, arrivals, Openings(databases.day, clock, site), closing)
