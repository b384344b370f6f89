"""What backups need from the world: the files, a lock whose key is elsewhere, a place to be written to."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from kiosk.domain.machine.backups import Account, BackupTrouble, Contents
from kiosk.domain.machine.restoring import Held, Refused, RestoreTrouble


class BackupSource(Protocol):
    """What of a box is worth keeping; nothing of a day can be asked for."""

    def figures(self) -> bytes | BackupTrouble:
        """Return the figures as one moment has them, whole and looked at, or why not."""

    def accounts(self) -> tuple[Account, ...]:
        """Return the accounts, in the order they were made."""

    def settings(self) -> dict[str, bytes]:
        """Return the files of settings by their path in the folder of settings."""


class BackupLock(Protocol):
    """Packs and locks with a public key; opens with the other half, which is in a file."""

    def close(self, contents: Contents, key: str) -> bytes | BackupTrouble:
        """Pack everything and lock it."""

    def open(self, locked: bytes, identity: Path) -> Contents | RestoreTrouble:
        """Unlock and unpack; nothing is written anywhere."""


class BackupTaker(Protocol):
    """Where backups are put: a key that somebody takes along, or a folder."""

    def put_backup(self, site: str, name: str, locked: bytes) -> Path | BackupTrouble:
        """Write it whole beside those before; what was there stays unless this one is on the disk."""


class BackupLog(Protocol):
    """When this box was last backed up."""

    def note_backup(self, at: datetime) -> None:
        """Write it down (UTC)."""

    def last_backup(self) -> datetime | None:
        """Return it; None where it never was."""


class BackupTarget(Protocol):
    """A box that a backup is put back on; nobody else works in its files."""

    def here(self) -> Held:
        """Say what it holds."""

    def look(self, contents: Contents) -> Held | Refused:
        """Check all of a backup as this version would use it, beside what is there, which is not touched."""

    def keep_aside(self) -> None:
        """Copy what will be replaced; where an earlier copy is still there it stays. Raises OSError."""

    def put_back(self, contents: Contents, *, with_accounts: bool) -> None:
        """Replace figures, accounts and settings, each whole or not at all; done again it ends the same."""

    def done(self) -> None:
        """Leave nothing of the checking behind."""
