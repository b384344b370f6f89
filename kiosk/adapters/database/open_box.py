"""A box whose files are open and kept by nobody else, as what a backup is put back on."""

import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import datetime
from pathlib import Path

from kiosk.adapters.database.backup_source import BoxSource
from kiosk.adapters.database.folders import Databases
from kiosk.adapters.database.putting_back import keep_aside, looked_at, months_of, put_accounts, put_figures
from kiosk.adapters.machine.private_files import destroy, settle, write_private
from kiosk.adapters.machine.settings_files import put_settings, read_settings, write_settings
from kiosk.domain.machine.backups import Account, Contents
from kiosk.domain.machine.restoring import Held, Refused, RestoreTrouble
from kiosk.domain.reception.access import LABEL_LETTERS, Role

_SCRATCH, _ASIDE, _SINCE = "restoring", "replaced", "since"
_BADGE = re.compile(r"([0-9a-f]{64})?")


class OpenBox:
    """The port `BackupTarget`. `complaint` says what is wrong with a folder of settings, "" for nothing.

    `around` is how the rights are taken of whoever may write the settings, which are not the account's that data have.
    """

    def __init__(
        self,
        files: Databases,
        settings: Path,
        complaint: Callable[[Path], str],
        now: Callable[[], datetime],
        around: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._files = files
        self._folder = files.figures.store.path.parent
        self._settings = settings
        self._complaint = complaint
        self._around = around
        self._now = now

    def here(self) -> Held:
        """Say what it holds."""
        first, last = months_of(self._files.figures.store)
        return Held(first, last, len(self._files.staff.staff()), tuple(self._settings_here()))

    def look(self, contents: Contents) -> Held | Refused:
        """Check all of a backup in a folder of its own. Raises OSError."""
        scratch = self._folder / _SCRATCH
        self.done()
        months = looked_at(contents.figures, scratch)
        if isinstance(months, RestoreTrouble):
            return Refused(months)
        if not _are_sound(contents.accounts):
            return Refused(RestoreTrouble.ACCOUNTS)
        if wrong := self._wrong_settings(contents, scratch):
            return Refused(RestoreTrouble.SETTINGS, wrong)
        return Held(*months, len(contents.accounts), tuple(contents.settings))

    def keep_aside(self) -> None:
        """Copy what will be replaced. Where a restoring was cut off, what it found is what is kept. Raises OSError."""
        aside, part = self._folder / _ASIDE, self._folder / f"{_ASIDE}.part"
        if aside.exists():
            return
        with suppress(FileNotFoundError):
            shutil.rmtree(part)
        keep_aside(self._files, BoxSource(self._folder, self._settings).accounts(), part)
        write_settings(self._settings_here(), part / "settings")
        write_private(part / _SINCE, self._now().isoformat().encode())
        part.replace(aside)
        settle(self._folder)

    def put_back(self, contents: Contents, *, with_accounts: bool) -> None:
        """Replace figures, accounts and settings. Raises OSError, DataUnusable."""
        put_figures(self._files.figures.store, self._folder / _SCRATCH)
        if with_accounts:
            put_accounts(self._files.staff.store, contents.accounts)
        with self._around():
            put_settings(contents.settings, self._settings)

    def done(self) -> None:
        """Leave nothing of the checking behind. Raises OSError."""
        with suppress(FileNotFoundError):
            shutil.rmtree(self._folder / _SCRATCH)

    def _settings_here(self) -> dict[str, bytes]:
        with self._around():
            return read_settings(self._settings)

    def _wrong_settings(self, contents: Contents, scratch: Path) -> str:
        if wrong := self._complaint(write_settings(contents.settings, scratch / "settings")):
            return wrong.replace(f"{scratch}/", "")
        trial = self._settings.resolve() / ".restoring.part"
        try:
            with self._around():
                trial.touch()
                trial.unlink()
        except OSError as error:
            return f"{self._settings}\u202f: {error.strerror}"
        return ""


def forget_replaced(folder: Path, last_closing: datetime | None) -> None:
    """Destroy what a restoring kept aside, once a day was closed since. Raises OSError when something stays."""
    aside = folder / _ASIDE
    since = _since(aside)
    # Where nobody can say since when it is there, it goes.
    if not aside.exists() or (since is not None and (last_closing is None or last_closing <= since)):
        return
    for path in aside.rglob("*"):
        if path.is_file():
            destroy(path)
    shutil.rmtree(aside)


def _since(aside: Path) -> datetime | None:
    with suppress(OSError, ValueError):
        at = datetime.fromisoformat((aside / _SINCE).read_text(encoding="utf-8").strip())
        return at if at.tzinfo is not None else None
    return None


def _are_sound(accounts: tuple[Account, ...]) -> bool:
    labels = [each.label.casefold() for each in accounts]
    return len(set(labels)) == len(labels) and all(map(_is_sound, accounts))


def _is_sound(account: Account) -> bool:
    return (
        0 < len(account.label) <= LABEL_LETTERS
        and account.label.isprintable()
        and account.role in set(Role)
        and account.hash.startswith("$argon2")
        and _BADGE.fullmatch(account.badge) is not None
    )
