"""Backups: made every week by whoever is at the desk, put back by whoever holds the key."""

from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from kiosk.backup_ports import BackupLock, BackupLog, BackupSource, BackupTaker, BackupTarget
from kiosk.domain.machine.backups import Backed, BackupTrouble, Contents, backup_name, of_backup
from kiosk.domain.machine.health import Finding
from kiosk.domain.machine.restoring import Exchange, Refused, RestoreTrouble
from kiosk.domain.reception.access import Role
from kiosk.ports import Clock
from kiosk.sites import Site


@dataclass(frozen=True, slots=True)
class Reminder:
    """Tells how long ago the last backup was; `key` is the public one of the settings, "" for none."""

    log: BackupLog
    key: str
    clock: Clock
    site: Site

    def finding(self) -> Finding:
        """Judge it, for the page that says how the box is."""
        last = self.log.last_backup()
        here = self.clock().astimezone(self.site.zone)
        return of_backup(last.astimezone(self.site.zone) if last else None, here, has_key=bool(self.key))


class Backups:
    """Makes a backup. A training (`source` None) has nothing to keep."""

    def __init__(
        self, source: BackupSource | None, lock: BackupLock, taker: BackupTaker, reminder: Reminder, version: str
    ) -> None:
        self._source = source
        self._lock = lock
        self._taker = taker
        self._reminder = reminder
        self._version = version

    def make(self) -> Backed | BackupTrouble:
        """Copy, lock and write; it may take as long as a slow key does: call it on a lane of its own.

        Nothing unlocked is ever on a disk; what was backed up before stays until this is.
        """
        if self._source is None:
            return BackupTrouble.TRAINING
        if not self._reminder.key:
            return BackupTrouble.NO_KEY
        contents = self._gathered(self._source)
        if isinstance(contents, BackupTrouble):
            return contents
        locked = self._lock.close(contents, self._reminder.key)
        if isinstance(locked, BackupTrouble):
            return locked
        site = self._reminder.site
        name = backup_name(site.id, contents.made.astimezone(site.zone))
        place = self._taker.put_backup(site.id, name, locked)
        if isinstance(place, BackupTrouble):
            return place
        self._reminder.log.note_backup(contents.made)
        return Backed(str(place))

    def _gathered(self, source: BackupSource) -> Contents | BackupTrouble:
        figures = source.figures()
        if isinstance(figures, BackupTrouble):
            return figures
        made, site = self._reminder.clock(), self._reminder.site
        return Contents(made, site.id, self._version, figures, source.accounts(), source.settings())


class Restoring:
    """Puts a backup back, in two steps: `look` says what would happen and touches nothing, `replace` does it."""

    def __init__(self, lock: BackupLock, target: BackupTarget, zone: tzinfo, folder: str) -> None:
        self._lock = lock
        self._target = target
        self._zone = zone
        self._folder = folder

    def look(self, locked: bytes, identity: Path) -> tuple[Contents, Exchange] | Refused:
        """Open a backup and check every part of it against this box."""
        contents = self._lock.open(locked, identity)
        if isinstance(contents, RestoreTrouble):
            return Refused(contents)
        there = self._target.look(contents)
        if isinstance(there, Refused):
            return there
        has_administrator = any(each.role == Role.ADMINISTRATOR for each in contents.accounts)
        made = contents.made.astimezone(self._zone)
        here = self._target.here()
        told = Exchange(made, contents.site, contents.version, here, there, has_administrator, self._folder)
        return contents, told

    def replace(self, contents: Contents, told: Exchange) -> None:
        """Keep aside what is there, then put the backup in its place. Raises OSError, DataUnusable."""
        self._target.keep_aside()
        self._target.put_back(contents, with_accounts=told.takes_accounts)

    def done(self) -> None:
        """Leave nothing of the checking behind. Raises OSError."""
        self._target.done()
