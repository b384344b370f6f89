"""Where a kiosk's data lie, and the one way to open them; practice and real data lie in different folders."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.installed import box_data
from kiosk.machine_ports import DataUnusable

if TYPE_CHECKING:
    from kiosk.adapters.database.folders import Databases
    from kiosk.ports import Clock


def default_data() -> Path:
    """Return the data of the box that this was installed on, if it was; else the user's own (XDG base directories)."""
    if (of_the_box := box_data()) is not None:
        return of_the_box
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "kiosk-france-services"


def real_folder(data: Path | None) -> Path:
    """Return the folder of what is real; None means the box's, or the user's own."""
    return (data or default_data()) / "real"


def practice_folder(data: Path) -> Path:
    """Return the folder of what is only a training."""
    return data / "practice"


def opened(folder: Path, *, role: str, clock: "Clock | None" = None) -> "Databases":
    """Open what a folder holds: whoever opens one goes through here; without a `clock`, time is the machine's.

    One process a role, but for desks; a command that comes and goes has the role "". Raises DataUnusable, and nothing
    else.
    """
    from kiosk.adapters.database.folders import open_databases
    from kiosk.adapters.machine.clocks import system_clock

    return open_databases(folder, role=role, clock=clock or system_clock)


def unusable(error: Exception, folder: Path) -> DataUnusable:
    """Return what an exception met while using a folder means; a message of its own could quote what is personal."""
    from kiosk.adapters.database.trouble import trouble_of

    return DataUnusable(type(error).__name__, trouble_of(error, folder / "day.sqlite"))
