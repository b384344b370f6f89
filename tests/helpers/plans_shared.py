"""A folder where advisers put their plans, for the tests: real files, the real chore, a room to plan in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
from kiosk.services.imports import Imports
from kiosk.services.watched_folder import WatchedFolder
from tests.helpers.sheets_made import csv_of
from tests.helpers.waiting_room import PARIS, SITE, waiting_room

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HEAD = "date;heure;nom"
PLAN = csv_of(HEAD, "24/11/2026;10h30;Benali")


class Share:
    """A folder where advisers put files, and the chore that looks at it."""

    def __init__(self, room, folder, data) -> None:
        numbers = iter(range(10_000, 99_999, 7))
        self.room, self.folder = room, folder
        self.reader = ScheduleReader(SITE, plan_key(data))
        imports = Imports(
            room.databases.day, lambda: NOW, SITE, self.reader, lambda n: next(numbers) % n, room.databases.plans
        )
        self.imports = imports
        self.watched = WatchedFolder(folder, imports, self.reader, room.databases.day, lambda: NOW)

    def put(self, name, content=PLAN, date=1_000):
        (self.folder / name).write_bytes(content)
        os.utime(self.folder / name, (date, date))

    def look(self, times=1):
        return [self.watched.tend() for _ in range(times)][-1]

    @property
    def files(self):
        return sorted(path.name for path in self.folder.iterdir())

    @property
    def planned(self):
        with self.room.databases.day.transaction() as records:
            found = records.appointments(NOW, datetime(2027, 12, 1, tzinfo=UTC), "meaux")
        return {(f"{a.starts.astimezone(PARIS):%d/%m %H:%M}", a.letters, a.agenda) for a in found}


@contextmanager
def opened_share(place: Path) -> Iterator[Share]:
    """Make the folder, and a room beside it."""
    (place / "share").mkdir(exist_ok=True)
    with waiting_room(place / "data") as room:
        yield Share(room, place / "share", place / "data")
