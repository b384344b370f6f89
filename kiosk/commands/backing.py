"""`kiosk backup` and `kiosk restore`: what years have left goes to a key, and back on a box."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from kiosk.backup_wiring import backups, restoring
from kiosk.commands.options import ConfigOption, DataOption, SiteOption, data_or_stop, settings_or_stop, stop
from kiosk.data_folder import real_folder
from kiosk.installed import as_asked
from kiosk.wiring import time_of

if TYPE_CHECKING:
    from kiosk.services.backups import Restoring

ToArgument = Annotated[Path, typer.Argument(help="Folder to write it into: that of a USB key.")]
FromArgument = Annotated[Path, typer.Argument(help="The backup, a file that ends with .age.")]
IdentityOption = Annotated[
    Path, typer.Option("--identity", help="File that holds the private half of the key (AGE-SECRET-KEY-…).")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Replace without asking.")]
CheckOption = Annotated[bool, typer.Option("--check", help="Say what would be replaced, and replace nothing.")]


def backup(to: ToArgument, *, data: DataOption = None, site: SiteOption = None, config: ConfigOption = None) -> None:
    """Back up figures, settings and accounts, never the day; locked with the key of kiosk.toml. 1: not done."""
    from kiosk.adapters.errands.backup_place import FolderPlace
    from kiosk.domain.machine.backups import SAID, Backed, BackupTrouble

    settings = settings_or_stop(config, site)
    with data_or_stop(data, needs="figures.sqlite") as files:
        clock = time_of(files, settings.site)
        taker = FolderPlace(to, as_asked)
        made = backups(settings, clock, real_folder(data), taker, config=config, around=as_asked).make()
    match made:
        case Backed(place):
            typer.echo(f"Sauvegardé ici\u202f: {place}")
        case BackupTrouble():
            typer.echo(SAID[made], err=True)
            raise typer.Exit(1)
        case _:
            assert_never(made)


def restore(
    from_: FromArgument,
    *,
    identity: IdentityOption,
    yes: YesOption = False,
    check: CheckOption = False,
    data: DataOption = None,
    site: SiteOption = None,
    config: ConfigOption = None,
) -> None:
    """Put a backup back: all of it is checked, what it replaces is said, then asked. 2: nothing was replaced."""
    from kiosk.domain.machine.restoring import Refused, RestoreTrouble

    settings = settings_or_stop(config, site)
    with as_asked():
        locked = _read_or_stop(from_)
    with data_or_stop(data) as files:
        if not files.keep():
            stop(Refused(RestoreTrouble.IN_USE).said())
        clock = time_of(files, settings.site)
        _exchange(restoring(settings, files, clock, config, as_asked), locked, identity, asks=not yes, is_trial=check)


def _exchange(box: "Restoring", locked: bytes, identity: Path, *, asks: bool, is_trial: bool) -> None:
    from kiosk.domain.machine.restoring import NOTHING_CHANGED, Refused

    try:
        found = box.look(locked, identity)
        if isinstance(found, Refused):
            stop(found.said())
        contents, told = found
        typer.echo(told.said())
        if is_trial or (asks and not _is_wanted()):
            typer.echo(NOTHING_CHANGED)
            return
        box.replace(contents, told)
        typer.echo("C’est fait. Redémarrez la borne, vérifiez les imprimantes, puis\u202f: kiosk check")
    finally:
        box.done()


def _is_wanted() -> bool:
    answer = typer.prompt("Pour remplacer, tapez oui", default="non", show_default=False)
    return str(answer).strip().lower() == "oui"


def _read_or_stop(path: Path) -> bytes:
    from kiosk.domain.machine.backups import LARGEST
    from kiosk.domain.machine.restoring import Refused, RestoreTrouble

    try:
        if path.stat().st_size > LARGEST:
            stop(Refused(RestoreTrouble.NO_BACKUP).said())
        return path.read_bytes()
    except OSError as error:
        stop(Refused(RestoreTrouble.UNREADABLE, f"{path}\u202f: {error.strerror}").said(), error)
