"""`kiosk tend`: the chores of a permanence on a box whose kiosk and desk are off."""

import os
import select
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.commands.options import (
    ConfigOption,
    DataOption,
    SiteOption,
    data_for,
    settings_or_stop,
    start_again,
)
from kiosk.contents import catalogue_of
from kiosk.data_folder import opened, real_folder
from kiosk.settings import Settings
from kiosk.wiring import printers_of, reports, time_of, upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# A file of the watched folder is taken once two looks found it the same.
_SETTLES = 10.0


def tend(
    *,
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, and end.")] = False,
    every: Annotated[float, typer.Option("--every", min=5, help="Seconds between two rounds.")] = 60.0,
    data: DataOption = None,
    site: SiteOption = None,
    config: ConfigOption = None,
) -> None:
    """Close, purge, watch the import folder and write reports, with no window; does nothing while a kiosk does so.

    Once a day is closed it starts again, with a memory that knows nobody.
    """
    from kiosk.adapters.database.trouble import Moved
    from kiosk.adapters.machine.private_files import keep_private

    keep_private()
    settings = settings_or_stop(config, site)
    folder = real_folder(data_for(data, for_good=True))
    if not folder.is_dir():
        typer.echo(f"--data {folder.parent}: expected the folder of a kiosk; found no data in it", err=True)
        raise typer.Exit(2)
    ended, all_done = _Ending(), False
    while not ended.is_set():
        try:
            all_done = _kept(folder, settings, ended, _SETTLES if once else every, once=once)
            if not once and not ended.is_set():
                start_again()
            break
        except Moved as moved:
            # What was open is put back once the folder is opened again.
            typer.echo(f"{moved} is no longer where it was", err=True)
            ended.wait(_SETTLES)
    if once and not all_done:
        raise typer.Exit(1)


def _kept(folder: Path, settings: Settings, ended: "_Ending", pause: float, *, once: bool) -> bool:
    """Keep a folder until told to end, until its day is closed, or for two rounds; say whether the last did everything.

    Raises Moved.
    """
    from kiosk.adapters.database.trouble import Moved
    from kiosk.domain.machine.data_state import Trouble, Unwritable

    with opened(folder, role="tend") as files:
        sheets = folder / "sheets"
        clock = time_of(files, settings.site)
        published = reports(files, clock.past, settings.site, catalogue_of(settings))
        kept = upkeep(files, settings, clock, folder, sheets, printers_of(settings, sheets), published)

        def end(*_: object) -> None:
            # Whoever waits for a dead share waits no longer.
            ended.set()
            kept.recall()

        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, end)

        def look() -> None:
            if files.look(thoroughly=False) == Unwritable(Trouble.MOVED):
                raise Moved(folder.name)
            clock.look()

        chores = (look, kept.chores.tend, kept.chores.watch, kept.chores.fetch, kept.chores.report, kept.chores.send)
        return _rounds(chores, ended, pause, once=once, is_stale=kept.closing.wants_fresh_memory)


class _Ending:
    """Whether the program was told to end: an event that a signal's handler may set while it is waited for."""

    def __init__(self) -> None:
        self._told, self._tell = os.pipe()

    def set(self) -> None:
        os.write(self._tell, b".")

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; say whether it was told."""
        return bool(select.select([self._told], [], [], seconds)[0])

    def is_set(self) -> bool:
        return self.wait(0)


def _rounds(
    chores: "Sequence[Callable[[], object]]",
    ended: _Ending,
    pause: float,
    *,
    once: bool,
    is_stale: "Callable[[], bool]",
) -> bool:
    """Go round until told to end, until a day was closed, or twice; say whether the last round did everything."""
    all_done = _round(chores, ended)
    ended.wait(pause)
    while not ended.is_set():
        all_done = _round(chores, ended)
        if once or is_stale():
            break
        ended.wait(pause)
    return all_done


def _round(chores: "Sequence[Callable[[], object]]", ended: _Ending) -> bool:
    from kiosk.adapters.database.trouble import Moved

    broken = []
    for chore in chores:
        if not ended.is_set():
            try:
                chore()
            except Moved:
                raise
            except Exception as breakage:
                # The kind only: a message could quote what is personal. The other chores have their turn.
                broken.append(type(breakage).__name__)
    if broken:
        typer.echo(f"not done: {', '.join(broken)}", err=True)
    return not broken
