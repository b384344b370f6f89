"""The commands that keep a kiosk well: check what it was given, close the day."""

import typer

from kiosk.commands.options import ConfigOption, DataOption, SiteOption, settings_or_stop
from kiosk.composition import default_data, guides, services


def check(*, site: SiteOption = None, config: ConfigOption = None) -> None:
    """Check the settings and the guides; say what is wrong, file by file."""
    from kiosk.adapters.content import WrongGuide

    settings = settings_or_stop(config, site)
    try:
        found = guides(thorough=True)
    except WrongGuide as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(2) from refusal
    typer.echo(f"{settings.site.town}: settings and {len(found)} guides are fine")


def purge(*, data: DataOption = None, site: SiteOption = None, config: ConfigOption = None) -> None:
    """Close the day now: flush the counts, destroy arrivals and past appointments."""
    from kiosk.adapters.clocks import system_clock
    from kiosk.ports import PurgeFailed

    settings = settings_or_stop(config, site)
    folder = (data or default_data()) / "real"
    try:
        built = services(settings, system_clock, folder, folder / "sheets", practice=False)
        moved = built.closing.close()
    except PurgeFailed as failure:
        typer.echo(f"{folder}: the purge failed: {failure}", err=True)
        raise typer.Exit(1) from failure
    built.close()
    typer.echo(f"{folder}: {moved} counts kept, nothing personal left")
