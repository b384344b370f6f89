"""How backups are built on an open folder, and on what a command names."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.settings import Settings
from kiosk.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from kiosk.adapters.database.folders import Databases
    from kiosk.adapters.errands.sender import Errands
    from kiosk.backup_ports import BackupTaker
    from kiosk.ports import Clock
    from kiosk.services.backups import Backups, Reminder, Restoring


def reminder(settings: Settings, clock: "Clock", folder: Path) -> "Reminder":
    """Build what tells how old the last backup is; the note lies beside the folder of the files."""
    from kiosk.adapters.machine.backup_note import BackupNote
    from kiosk.services.backups import Reminder

    return Reminder(BackupNote(folder.parent), settings.backup.key, clock, settings.site)


def backups(
    settings: Settings,
    clock: "Clock",
    folder: Path,
    taker: "BackupTaker",
    *,
    practice: bool = False,
    config: Path | None = None,
    around: "Callable[[], AbstractContextManager[None]]" = nullcontext,
) -> "Backups":
    """Build the backups of an open folder; practice has nothing to keep."""
    from kiosk import __version__
    from kiosk.adapters.database.backup_source import BoxSource
    from kiosk.adapters.machine.age import Age
    from kiosk.services.backups import Backups

    source = None if practice else BoxSource(folder, config or shipped("config"), around)
    return Backups(source, Age(), taker, reminder(settings, clock, folder), __version__)


def backups_on_a_key(
    settings: Settings, clock: "Clock", folder: Path, errands: "Errands", *, practice: bool
) -> "Backups":
    """Build those that the desk makes: on a key that is plugged in, and nowhere else."""
    from kiosk.adapters.errands.backup_place import KeyPlace

    return backups(settings, clock, folder, KeyPlace(errands), practice=practice)


def restoring(
    settings: Settings,
    files: "Databases",
    clock: "Clock",
    config: Path | None,
    around: "Callable[[], AbstractContextManager[None]]",
) -> "Restoring":
    """Build what puts a backup back on a box whose files this process keeps."""
    from kiosk.adapters.database.open_box import OpenBox
    from kiosk.adapters.machine.age import Age
    from kiosk.services.backups import Restoring

    place = config or shipped("config")
    box = OpenBox(files, place, _complaint, clock, around)
    return Restoring(Age(around), box, settings.site.zone, str(place.resolve()))


def _complaint(folder: Path) -> str:
    """Return what is wrong with a folder of settings, as `kiosk check` says it; "" for nothing."""
    from kiosk.adapters.guides.content import WrongGuide
    from kiosk.contents import guides
    from kiosk.settings import WrongSetting, load_settings

    try:
        guides(load_settings(folder), thorough=True)
    except (WrongSetting, WrongGuide) as wrong:
        return str(wrong)
    return ""
