"""`kiosk purge`: closing the day by hand."""

from typing import Annotated

import typer

from kiosk.commands.options import ConfigOption, DataOption, SiteOption, data_or_stop, settings_or_stop
from kiosk.data_folder import real_folder
from kiosk.wiring import closing, printers_of, time_of

AllOption = Annotated[bool, typer.Option("--all", help="Destroy the appointments to come as well.")]


def purge(
    *, everything: AllOption = False, data: DataOption = None, site: SiteOption = None, config: ConfigOption = None
) -> None:
    """Close the day now: flush the counts, destroy what is personal; a kiosk may be running."""
    from kiosk.machine_ports import PurgeFailed

    settings = settings_or_stop(config, site)
    folder = real_folder(data)
    with data_or_stop(data, needs="day.sqlite") as files:
        try:
            sheets = folder / "sheets"
            clock = time_of(files, settings.site)
            closes = closing(files, clock, settings.site, sheets, printers_of(settings, sheets))
            moved = closes.close(everything=everything)
        except PurgeFailed as failure:
            typer.echo(f"{folder}: the purge failed: {failure}", err=True)
            raise typer.Exit(1) from failure
    left = "nothing personal left"
    if not (everything or clock.may_destroy()):
        left = (
            f"arrivals destroyed; the clock is doubted, so appointments from {clock.past():%Y-%m-%d %H:%M} UTC on stay"
        )
    typer.echo(f"{folder}: {moved} counts kept, {left}")
