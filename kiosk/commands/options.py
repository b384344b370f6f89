"""What several commands ask for, and how they refuse."""

import os
from pathlib import Path
from typing import Annotated

import typer

from kiosk.settings import Settings, WrongSetting, load_settings

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder of the data (default: the user's data folder).")
]
SiteOption = Annotated[str | None, typer.Option("--site", help="Site to open (default: the one kiosk.toml names).")]
ConfigOption = Annotated[Path | None, typer.Option("--config", help="Folder that holds kiosk.toml and sites/.")]
WindowOption = Annotated[str, typer.Option("--window", help="Pixels to draw, WIDTHxHEIGHT.")]


def settings_or_stop(config: Path | None, site: str | None) -> Settings:
    """Read the settings; a wrong one is told on stderr and ends the command with 2."""
    try:
        return load_settings(config, site=site)
    except WrongSetting as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(2) from refusal


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
