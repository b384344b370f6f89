"""The commands that open a window: run, and the tour that takes pictures of every screen."""

import json
import os
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kiosk.adapters.machine.chosen_practice import is_chosen
from kiosk.adapters.machine.chosen_site import chosen_site
from kiosk.adapters.machine.clocks import system_clock
from kiosk.adapters.machine.private_files import keep_private
from kiosk.commands.options import (
    ConfigOption,
    DataOption,
    SiteOption,
    WindowOption,
    data_for,
    pixels,
    settings_or_stop,
    start_again,
    writable_or_stop,
)
from kiosk.composition import outfit
from kiosk.data_folder import practice_folder


class ScreenRole(StrEnum):
    """Which screen of the permanence this is."""

    KIOSK = "kiosk"
    DESK = "desk"
    BOARD = "board"


def run(
    *,
    data: DataOption = None,
    site: SiteOption = None,
    config: ConfigOption = None,
    practice: Annotated[bool, typer.Option("--practice", help="A fictitious day; nothing is real.")] = False,
    windowed: Annotated[bool, typer.Option("--windowed", help="In a window, not full screen.")] = False,
    window: WindowOption = "1280x720",
    role: Annotated[ScreenRole, typer.Option("--role", help="Which screen this is.")] = ScreenRole.KIOSK,
) -> None:
    """Open the kiosk, the desk or the wall screen; the three may share one data folder."""
    keep_private()
    folder = data_for(data, for_good=True)
    trains = practice or is_chosen(folder, system_clock())
    # A training that a desk began is held where its box stands.
    place = _site(practice_folder(folder) if trains else folder, site) or chosen_site(folder)
    settings = settings_or_stop(config, place)
    width, height = pixels(window)
    from screens.running.environment import prepare_kivy

    prepare_kivy(width, height, windowed=windowed)
    from screens.app import KioskApp

    kit = outfit(settings, folder, practice=trains, role=role.value, is_forced=practice)
    opened = KioskApp(kit, role.value, windowed=windowed)
    opened.run()
    if opened.root.backstage.starts_again:
        kit.seats.start_again()
        start_again()
    if opened.is_stuck:
        # A job that never ends (a dead share, a printer's process) would keep the interpreter waiting for its thread.
        # The databases need no goodbye: a transaction that did not end is undone when they are next opened.
        sys.stdout.flush()
        os._exit(0)


def _site(folder: Path, asked: str | None) -> str | None:
    """Return the site to open: what a desk chose stands, also when the command that names another runs again."""
    chosen = chosen_site(folder)
    if chosen and asked and chosen != asked:
        typer.echo(f"--site {asked}: the desk chose {chosen}; choose again there (Journée)", err=True)
    return chosen or asked


def _leave_pictograms(out: Path) -> None:
    """Draw the sheet of all pictograms with their words, and one without, to ask others what they see."""
    from kiosk.adapters.documents.pictogram_sheet import pictogram_sheet

    writable_or_stop("--out", out)
    for name, named in (("pictograms.pdf", True), ("pictograms-unnamed.pdf", False)):
        (out / name).write_bytes(pictogram_sheet(named=named))
    typer.echo(f"pictograms.pdf and pictograms-unnamed.pdf in {out}")


def tour(
    *,
    out: Annotated[Path, typer.Option("--out", help="Folder for pictures, sheets and tour.json.")] = Path("out"),
    data: DataOption = None,
    site: SiteOption = None,
    config: ConfigOption = None,
    window: WindowOption = "1920x1080",
    ppi: Annotated[float | None, typer.Option("--ppi", help="Pixels per inch of the panel drawn.")] = None,
    distance: Annotated[int | None, typer.Option("--distance", help="Millimetres it is read from.")] = None,
    language: Annotated[str, typer.Option("--language")] = "fr",
    text_size: Annotated[int, typer.Option("--text-size", help="100, 125 or 160.")] = 100,
    theme: Annotated[str, typer.Option("--theme", help="light, dark, strong-light or strong-dark.")] = "light",
    low: Annotated[bool, typer.Option("--low", help="Low-screen mode.")] = False,
    family: Annotated[bool, typer.Option("--pictograms", help="Only the sheet of all pictograms.")] = False,
) -> None:
    """Go through a whole visit by real touches; leave numbered pictures, the sheets and tour.json."""
    if family:
        _leave_pictograms(out)
        return
    settings = settings_or_stop(config, site or "meaux")
    if data is not None:
        data_for(data, for_good=True)
    writable_or_stop("--out", out)
    drawn = {"ppi": ppi or settings.panel.ppi, "viewing_distance_mm": distance or settings.panel.viewing_distance_mm}
    settings = settings.model_copy(update={"panel": settings.panel.model_copy(update=drawn)})
    os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    width, height = pixels(window)
    from screens.running.environment import prepare_kivy

    prepare_kivy(width, height, windowed=True)
    from screens.driver.tour import Comfort, walk

    comfort = Comfort(language, text_size, theme, low=low)
    with tempfile.TemporaryDirectory() as folder:
        kit = outfit(settings, data or Path(folder), practice=True, sheets=out / "sheets", has_people=False)
        report = walk(kit, out, comfort)
    (out / "tour.json").write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    typer.echo(f"{len(report['steps'])} pictures in {out}")
