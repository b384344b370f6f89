"""What several commands ask for, and how they refuse."""

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kiosk.data_folder import default_data, opened, real_folder
from kiosk.installed import act_for, as_asked
from kiosk.settings import Settings, WrongSetting, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.adapters.database.folders import Databases

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder of the data (default: the box's, else the user's own).")
]
SiteOption = Annotated[
    str | None,
    typer.Option("--site", help="Site to open until a desk chooses one (default: the one kiosk.toml names)."),
]
ConfigOption = Annotated[Path | None, typer.Option("--config", help="Folder that holds kiosk.toml and sites/.")]
WindowOption = Annotated[str, typer.Option("--window", help="Pixels to draw, WIDTHxHEIGHT.")]


def settings_or_stop(config: Path | None, site: str | None) -> Settings:
    """Read the settings; a wrong one is told on stderr and ends the command with 2."""
    try:
        return load_settings(config, site=site)
    except WrongSetting as refusal:
        stop(str(refusal), refusal)


def start_again() -> NoReturn:
    """Run the same command anew in the same process, at the site that was chosen, with a memory that knows nobody."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def data_for(data: Path | None, *, for_good: bool = False) -> Path:
    """Return the folder of the data; root acts from now on as whoever it belongs to, `for_good` where it comes to stay.

    A folder that may not be looked into is told on stderr, and ends the command with 2.
    """
    folder = data or default_data()
    try:
        act_for(folder, for_good=for_good)
        # Says whether one may look into it.
        (folder / "real").exists()
    except OSError as error:
        stop(f"{folder}: {_reason(error)}; only its own account and root may: sudo kiosk …", error)
    return folder


@contextmanager
def data_or_stop(data: Path | None, *, needs: str = "") -> "Iterator[Databases]":
    """Open the real data; what cannot be opened is told on stderr and ends the command with 2.

    `needs` names the file a reading command is about: where it is not there, nothing is made.
    """
    from kiosk.adapters.database.trouble import CANNOT_USE
    from kiosk.adapters.machine.private_files import keep_private

    keep_private()
    folder = real_folder(data_for(data))
    if needs and not _holds(folder / needs):
        stop(f"{folder}: there is no {needs} here, nothing was read or changed; expected the folder of a kiosk")
    try:
        with opened(folder, role="") as files:
            yield files
    except CANNOT_USE as error:
        stop(f"{folder}: {_reason(error)}", error)


def _holds(file: Path) -> bool:
    """Say whether a file is there with anything in it: an empty one would be taken for a new kiosk's."""
    journal = file.with_name(f"{file.name}-wal")
    return file.is_file() and any(part.is_file() and part.stat().st_size for part in (file, journal))


@contextmanager
def written_or_stop(place: Path) -> "Iterator[None]":
    """Say in a sentence why a place cannot be written, and end the command with 2."""
    try:
        with as_asked():
            yield
    except OSError as error:
        stop(f"{place}: {_reason(error)}", error)


def out_or_stop(out: Path) -> None:
    """Try whether a file can be written before any work is done for it; leave nothing behind."""
    with written_or_stop(out):
        if out.is_dir():
            raise IsADirectoryError(f"{out} is a folder")
        if not out.exists() or out.is_file():
            trial = out.with_name(f".{out.name}.part")
            trial.touch()
            trial.unlink()


def write_or_stop(out: Path, content: bytes) -> None:
    """Write a file that may name people: for its owner alone, whole or not at all."""
    from kiosk.adapters.machine.private_files import write_private

    with written_or_stop(out):
        if out.exists() and not out.is_file():
            # A pipe or the terminal.
            out.write_bytes(content)
        else:
            write_private(out, content)


def stop(why: str, cause: BaseException | None = None) -> NoReturn:
    """End the command with 2 and a sentence."""
    typer.echo(why, err=True)
    raise typer.Exit(2) from cause


def _reason(error: BaseException) -> str:
    from kiosk.machine_ports import DataUnusable

    if isinstance(error, DataUnusable):
        return f"the data cannot be used: {error} ({error.trouble})"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    # The first line: SQLAlchemy adds where to read about it.
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def writable_or_stop(option: str, folder: Path) -> None:
    """Make a folder to write into; one that cannot be written is told on stderr and ends the command with 2."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shut = next((place for place in (folder, *folder.rglob("*")) if not os.access(place, os.W_OK)), None)
    except OSError:
        shut = folder
    if shut:
        typer.echo(f"{option} {folder}: expected a folder to write into; {shut} cannot be written", err=True)
        raise typer.Exit(2)


def pixels(window: str) -> tuple[int, int]:
    """Read WIDTHxHEIGHT."""
    width, _, height = window.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 600 and int(height) >= 600):
        raise typer.BadParameter(f"expected WIDTHxHEIGHT of at least 600x600, such as 1920x1080; found {window!r}")
    return int(width), int(height)
