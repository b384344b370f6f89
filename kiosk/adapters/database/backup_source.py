"""What a backup takes out of the files: the figures as one moment has them, and the accounts; never the day's file."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from urllib.parse import quote

from kiosk.adapters.database.checks import be_whole
from kiosk.adapters.database.figures import INVENTED
from kiosk.adapters.database.trouble import Damaged
from kiosk.adapters.machine.settings_files import read_settings
from kiosk.domain.machine.backups import Account, BackupTrouble

_PATIENCE = 10.0  # seconds that another process may hold a file, before we say so


class BoxSource:
    """The port `BackupSource`: an open folder, read by connections of their own, so that nobody who works in it waits.

    `config` is the folder of settings; `around` is how the rights are taken of whoever may read it.
    """

    def __init__(
        self, folder: Path, config: Path, around: Callable[[], AbstractContextManager[None]] = nullcontext
    ) -> None:
        self._folder = folder
        self._config = config
        self._around = around

    def figures(self) -> bytes | BackupTrouble:
        """Return the figures whole, by SQLite's own backup, without a page that was left by what is gone.

        Nothing touches a disk on the way. A file that is not sound is not kept in the place of a sound one.
        """
        try:
            with (
                closing(_reading(self._folder / "figures.sqlite")) as file,
                closing(sqlite3.connect(":memory:")) as copy,
            ):
                # All pages in one step: a file that is written meanwhile never begins it again.
                file.backup(copy, pages=-1)
                be_whole(copy.execute("PRAGMA integrity_check(1)").fetchall(), Path("figures.sqlite"))
                if copy.execute("PRAGMA application_id").fetchone()[0] == INVENTED:
                    return BackupTrouble.INVENTED
                copy.execute("VACUUM")
                return bytes(copy.serialize())
        except (sqlite3.Error, Damaged):
            return BackupTrouble.DATA

    def accounts(self) -> tuple[Account, ...]:
        """Return the accounts; of the rest of their file (clock, events, marks of imports) nothing is read."""
        with closing(_reading(self._folder / "device.sqlite")) as file:
            rows = file.execute("SELECT label, role, hash, badge FROM staff ORDER BY id").fetchall()
        return tuple(Account(*row) for row in rows)

    def settings(self) -> dict[str, bytes]:
        """Return the files of settings."""
        with self._around():
            return read_settings(self._config)


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=_PATIENCE)
