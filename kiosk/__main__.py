"""The command line, and the one place where everything is built and wired."""

import json
import os
import secrets
import tempfile
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.settings import Settings, WrongSetting, load_settings
from kiosk.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.domain.guides import Guide
    from kiosk.ports import Clock
    from kiosk.services.practice import PracticeSlip
    from screens.outfit import Outfit, Services

app = typer.Typer(
    help="The kiosk of the permanences France services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder of the data (default: the user's data folder).")
]
SiteOption = Annotated[str | None, typer.Option("--site", help="Site to open (default: the one kiosk.toml names).")]
ConfigOption = Annotated[Path | None, typer.Option("--config", help="Folder that holds kiosk.toml and sites/.")]
WindowOption = Annotated[str, typer.Option("--window", help="Pixels to draw, WIDTHxHEIGHT.")]


class Role(StrEnum):
    """Which screen of the permanence this is; the desk and the wall screen come with their own issues."""

    KIOSK = "kiosk"


def default_data() -> Path:
    """Return the user's data folder for the kiosk (XDG base directories)."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "kiosk-france-services"


def _settings(config: Path | None, site: str | None) -> Settings:
    try:
        return load_settings(config, site=site)
    except WrongSetting as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(2) from refusal


def _pixels(window: str) -> tuple[int, int]:
    width, _, height = window.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 600 and int(height) >= 600):
        raise typer.BadParameter(f"expected WIDTHxHEIGHT of at least 600x600, such as 1920x1080; found {window!r}")
    return int(width), int(height)


def services(settings: Settings, clock: "Clock", folder: Path, sheets: Path, *, practice: bool) -> "Services":
    """Open the folder's databases and build the verbs on them. Called on the database lane, after the first frame."""
    from kiosk.adapters.database import open_databases
    from kiosk.adapters.database_tables import DeviceEvent
    from kiosk.adapters.documents.press import Press
    from kiosk.adapters.printer import printer_for
    from kiosk.domain.printing import Format
    from kiosk.services.arrivals import Arrivals
    from kiosk.services.checklists import Checklists
    from kiosk.services.closing import Closing
    from kiosk.services.practice import fill_practice_day
    from screens.outfit import Services

    files, site, printing = open_databases(folder), settings.site, settings.printing
    for damage in files.damages:
        files.device.note(
            DeviceEvent.DAY_DAMAGED if damage.file == "day.sqlite" else DeviceEvent.FIGURES_DAMAGED, clock()
        )
    if practice:
        _tell_trainer(fill_practice_day(files.day, clock, site, secrets.randbelow))
    confirm = timedelta(seconds=printing.confirm_within_seconds)
    large, small = (printer_for(queue, sheets, confirm) for queue in (printing.a4, printing.ticket))
    alive = timedelta(seconds=settings.desk.alive_within_seconds)
    printers = {Format.A4: large, Format.TICKET: small, Format.RECEIPT: small}
    return Services(
        Arrivals(files.day, clock, site, desk_alive_within=alive),
        Checklists(files.day, clock, site, Press(site, practice=practice), printers),
        Closing(files.day, files.figures, clock, site),
        files.close,
    )


def _tell_trainer(slips: "tuple[PracticeSlip, ...]") -> None:
    """Print the codes of some fictitious slips, to be typed or made into a slip during a training."""
    said = ", ".join(f"{slip.code} ({slip.starts:%H:%M})" for slip in slips)
    typer.echo(f"Practice slips of the day: {said}")


def outfit(
    settings: Settings, data: Path, *, practice: bool, sheets: Path | None = None, clock: "Clock | None" = None
) -> "Outfit":
    """Wire the adapters to the screens; practice and real data live in different folders.

    `sheets` is where PDFs land when no printer is named; without a `clock`, time is the machine's, or practice's.
    """
    from kiosk.adapters.clocks import PracticeClock, system_clock
    from kiosk.adapters.documents.qr import list_address, qr_matrix
    from kiosk.adapters.languages import LANGUAGES, lines, translator
    from kiosk.adapters.scanner import Scanner
    from screens.outfit import Outfit

    clock = clock or (PracticeClock() if practice else system_clock)
    folder = data / ("practice" if practice else "real")
    known = tuple((code, LANGUAGES[code].own_name) for code in settings.languages if LANGUAGES[code].available)
    return Outfit(
        settings=settings,
        clock=clock,
        translator=translator,
        languages=known,
        break_lines=lines,
        services=lambda: services(settings, clock, folder, sheets or folder / "sheets", practice=practice),
        guides=_guides,
        list_address=list_address,
        qr=qr_matrix,
        reader=Scanner(timedelta(milliseconds=settings.scanner.longest_gap_ms)),
        practice=practice,
        notify=_notifier(),
    )


def _guides(*, thorough: bool = False) -> tuple["Guide", ...]:
    from kiosk.adapters.content import load_guides

    return load_guides(shipped("assets", "guides"), thorough=thorough)


def _notifier() -> "Callable[[str], None]":
    if not os.environ.get("NOTIFY_SOCKET"):
        return lambda _: None
    from sdnotify import SystemdNotifier

    notify: Callable[[str], None] = SystemdNotifier().notify
    return notify


@app.command()
def run(
    *,
    data: DataOption = None,
    site: SiteOption = None,
    config: ConfigOption = None,
    practice: Annotated[bool, typer.Option("--practice", help="A fictitious day; nothing is real.")] = False,
    windowed: Annotated[bool, typer.Option("--windowed", help="In a window, not full screen.")] = False,
    window: WindowOption = "1280x720",
    role: Annotated[Role, typer.Option("--role", help="Which screen this is.")] = Role.KIOSK,  # noqa: ARG001
) -> None:
    """Open the kiosk."""
    settings = _settings(config, site)
    width, height = _pixels(window)
    from screens.environment import prepare_kivy

    prepare_kivy(width, height, windowed=windowed)
    from screens.app import KioskApp

    KioskApp(outfit(settings, data or default_data(), practice=practice)).run()


@app.command()
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
) -> None:
    """Go through a whole visit by real touches; leave numbered pictures, the sheets and tour.json."""
    settings = _settings(config, site or "meaux")
    drawn = {"ppi": ppi or settings.panel.ppi, "viewing_distance_mm": distance or settings.panel.viewing_distance_mm}
    settings = settings.model_copy(update={"panel": settings.panel.model_copy(update=drawn)})
    os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
    width, height = _pixels(window)
    from screens.environment import prepare_kivy

    prepare_kivy(width, height, windowed=True)
    from screens.tour import Comfort, walk

    comfort = Comfort(language, text_size, theme, low=low)
    with tempfile.TemporaryDirectory() as folder:
        kit = outfit(settings, data or Path(folder), practice=True, sheets=out / "sheets")
        report = walk(kit, out, comfort)
    (out / "tour.json").write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    typer.echo(f"{len(report['steps'])} pictures in {out}")


@app.command()
def check(*, site: SiteOption = None, config: ConfigOption = None) -> None:
    """Check the settings and the guides; say what is wrong, file by file."""
    from kiosk.adapters.content import WrongGuide

    settings = _settings(config, site)
    try:
        guides = _guides(thorough=True)
    except WrongGuide as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(2) from refusal
    typer.echo(f"{settings.site.town}: settings and {len(guides)} guides are fine")


@app.command()
def purge(*, data: DataOption = None, site: SiteOption = None, config: ConfigOption = None) -> None:
    """Close the day now: flush the counts, destroy arrivals and past appointments."""
    from kiosk.adapters.clocks import system_clock
    from kiosk.ports import PurgeFailed

    settings = _settings(config, site)
    folder = (data or default_data()) / "real"
    try:
        built = services(settings, system_clock, folder, folder / "sheets", practice=False)
        moved = built.closing.close()
    except PurgeFailed as failure:
        typer.echo(f"{folder}: the purge failed: {failure}", err=True)
        raise typer.Exit(1) from failure
    built.close()
    typer.echo(f"{folder}: {moved} counts kept, nothing personal left")


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
