"""Boxes that are backed up and restored for the tests: their files, a folder of settings of their own, keys of age."""

import re
import shutil
import sqlite3
import subprocess
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.adapters.database.device_tables import STAFF
from kiosk.adapters.database.folders import Databases, open_databases
from kiosk.adapters.errands.backup_place import FolderPlace
from kiosk.backup_wiring import backups, restoring
from kiosk.domain.figures.usage import ARRIVALS, counter
from kiosk.domain.machine.backups import Backed, BackupTrouble
from kiosk.domain.machine.restoring import Exchange, Refused
from kiosk.domain.reception.access import Role, Staff
from kiosk.settings import load_settings
from kiosk.shipped import shipped
from tests.helpers.waiting_room import StandingClock

HASH = "$argon2id$v=19$m=65536,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$8PYwX0eSmVY4gY2ok0ZP5i6zJvA0K4iG0wTn4xX4C0E"


@dataclass(frozen=True)
class Pair:
    """Both halves of a key: the public one, and the file that holds the other."""

    public: str
    identity: Path


def new_pair(folder: Path, name: str = "identity.txt") -> Pair:
    identity = folder / name
    subprocess.run(["age-keygen", "-o", identity], check=True, capture_output=True)
    said = subprocess.run(["age-keygen", "-y", identity], check=True, capture_output=True, text=True)
    return Pair(said.stdout.strip(), identity)


@dataclass
class Box:
    """One box: `folder` holds its data and its settings."""

    folder: Path
    clock: StandingClock
    key: str = ""

    def __post_init__(self) -> None:
        self.data, self.config = self.folder / "data" / "real", self.folder / "config"
        shutil.copytree(shipped("config"), self.config)
        self.set(r'^key = ""', f'key = "{self.key}"')

    def set(self, line: str, to: str) -> None:
        place = self.config / "kiosk.toml"
        place.write_text(re.sub(line, to, place.read_text("utf-8"), flags=re.M), encoding="utf-8")

    def open(self) -> Databases:
        return open_databases(self.data, role="", clock=self.clock)

    def count(self, files: Databases, month: str, n: int, batch: int) -> None:
        cell = counter(ARRIVALS, "meaux", datetime.fromisoformat(f"{month}-03T10:00+01:00"), "declared")
        files.figures.apply(batch, [(cell, n)])

    def employ(self, files: Databases, *labels: str, role: Role = Role.ADMINISTRATOR) -> None:
        for label in labels:
            files.staff.add(Staff(label, role), HASH)

    def back_up(self, to: Path) -> Backed | BackupTrouble:
        settings = load_settings(self.config)
        return backups(settings, self.clock, self.data, FolderPlace(to), config=self.config).make()

    def look(self, files: Databases, backup: Path, pair: Pair) -> Exchange | Refused:
        box = self._restoring(files)
        try:
            found = box.look(backup.read_bytes(), pair.identity)
        finally:
            box.done()
        return found if isinstance(found, Refused) else found[1]

    def restore(self, files: Databases, backup: Path, pair: Pair) -> Exchange | Refused:
        box = self._restoring(files)
        try:
            found = box.look(backup.read_bytes(), pair.identity)
            if isinstance(found, Refused):
                return found
            box.replace(*found)
            return found[1]
        finally:
            box.done()

    def _restoring(self, files: Databases):
        return restoring(load_settings(self.config), files, self.clock, self.config, nullcontext)

    def held(self) -> dict[str, object]:
        """Return all that a backup is about, as it stands on the disk."""
        with closing(sqlite3.connect(self.data / "figures.sqlite")) as file:
            figures = file.execute("SELECT family, site, period, value, n FROM counter").fetchall()
        with closing(sqlite3.connect(self.data / "device.sqlite")) as file:
            columns = ", ".join(each.name for each in STAFF.columns if each.name != "id")
            accounts = file.execute(f"SELECT {columns} FROM staff ORDER BY id").fetchall()  # noqa: S608
        settings = {str(path.relative_to(self.config)): path.read_bytes() for path in self.config.rglob("*.toml")}
        return {"figures": sorted(figures), "accounts": accounts, "settings": settings}
