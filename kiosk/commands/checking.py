"""`kiosk check`: whether the settings can be used, and how the box is."""

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.commands.accessibility import print_register
from kiosk.commands.options import (
    ConfigOption,
    DataOption,
    SiteOption,
    data_for,
    out_or_stop,
    settings_or_stop,
    stop,
    write_or_stop,
)
from kiosk.commands.voice import voices_said
from kiosk.contents import guides
from kiosk.data_folder import opened, real_folder
from kiosk.wiring import closing, health, kept_by, printers_of, time_of, timekeeper

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.machine.data_state import Trouble
    from kiosk.domain.machine.health import Finding
    from kiosk.services.health import Health
    from kiosk.settings import Settings

SettingsOption = Annotated[bool, typer.Option("--settings", help="Settings and guides alone: nothing of the box.")]
AccessibilityOption = Annotated[
    bool, typer.Option("--accessibility", help="Print what is held of EN 301 549, clause by clause, and nothing else.")
]
OutOption = Annotated[Path | None, typer.Option("--out", help="PDF to write: the dated sheet.")]


def check(
    *,
    settings_only: SettingsOption = False,
    out: OutOption = None,
    data: DataOption = None,
    site: SiteOption = None,
    config: ConfigOption = None,
    accessibility: AccessibilityOption = False,
) -> None:
    """Check settings and guides (2: wrong), then how the box is, worst first, in French (1: something is bad)."""
    if accessibility:
        print_register()
        return
    settings = _sound_settings(site, config)
    if settings_only:
        return
    for line in voices_said(settings, data_for(data)):
        typer.echo(line)
    _look(settings, data, out)


def _sound_settings(site: str | None, config: Path | None) -> "Settings":
    from kiosk.adapters.guides.content import WrongGuide

    settings = settings_or_stop(config, site)
    try:
        offered = guides(settings, thorough=True)
    except WrongGuide as refusal:
        stop(str(refusal), refusal)
    typer.echo(f"{settings.site.town}: settings and {len(offered)} guides are fine")
    return settings


def _look(settings: "Settings", data: Path | None, out: Path | None) -> None:
    from kiosk.domain.machine.health import State, summed_up

    if out is not None:
        out_or_stop(out)
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal of another alphabet shows a mark for what it lacks.
        sys.stdout.reconfigure(errors="replace")
    findings, at = _looked_at(settings, data)
    for found in findings:
        typer.echo(_line(found))
    said, state = summed_up(findings)
    typer.echo(said)
    if out is not None:
        _write(out, findings, at, settings)
    if state is State.BAD:
        raise typer.Exit(1)


def _looked_at(settings: "Settings", data: Path | None) -> "tuple[tuple[Finding, ...], datetime]":
    """Look at the box; a folder that is not there is not made, one that cannot be opened is a finding."""
    from kiosk.adapters.database.trouble import CANNOT_USE, trouble_of
    from kiosk.adapters.machine.private_files import keep_private

    keep_private()
    folder = real_folder(data_for(data))
    if not (folder / "day.sqlite").is_file():
        return _asked(_of(None, settings, folder))
    try:
        files = opened(folder, role="")
    except CANNOT_USE as error:
        return _asked(_of(trouble_of(error, folder / "day.sqlite"), settings, folder))
    with files:
        clock, queues = time_of(files, settings.site), printers_of(settings, folder / "sheets")
        knows = kept_by(files, clock, closing(files, clock, settings.site), settings)
        return _asked(health(knows, settings, clock, folder, queues))


def _of(trouble: "Trouble | None", settings: "Settings", folder: Path) -> "Health":
    return health(trouble, settings, timekeeper(), folder, printers_of(settings, folder / "sheets"))


def _asked(box: "Health") -> "tuple[tuple[Finding, ...], datetime]":
    return box.findings(), box.now()


def _line(found: "Finding") -> str:
    from kiosk.domain.machine.health import STATES

    to_do = f"\n    → {found.to_do}" if found.to_do else ""
    return f"[{STATES[found.state]}] {found.name}\u202f: {found.says}{to_do}"


def _write(out: Path, findings: "tuple[Finding, ...]", at: "datetime", settings: "Settings") -> None:
    from kiosk.adapters.documents.staff_sheets import PdfStaffSheets

    write_or_stop(out, PdfStaffSheets(settings.site, practice=False).readiness(findings, at))
    typer.echo(str(out))
