"""`kiosk sync`: tell the centre now."""

import typer

from kiosk.centre_wiring import sending
from kiosk.commands.options import ConfigOption, DataOption, SiteOption, data_or_stop, settings_or_stop, stop
from kiosk.domain.figures.tallies import Answer, Heard, Silence
from kiosk.wiring import time_of

_WHY = {
    Silence.OUT_OF_REACH: "the centre does not answer; nothing is lost, the next sending tells it all",
    Silence.REFUSED: "the centre refuses: its certificate, or this role, its password, or whom it may speak for",
    Silence.OTHER_VERSION: "the centre's tables are of another version: kiosk centre init, there",
    Silence.NO_DRIVER: "psycopg is not installed here: deploy/centre/install.sh",
}


def sync(*, data: DataOption = None, site: SiteOption = None, config: ConfigOption = None) -> None:
    """Tell the centre the totals by month and the names of published reports, as the chore does at closing."""
    from kiosk.adapters.errands.sender import Errands

    settings = settings_or_stop(config, site)
    if not settings.centre.url.get_secret_value():
        stop("kiosk.toml: centre.url: expected the address of a centre; there is none, and nothing is sent")
    with data_or_stop(data, needs="figures.sqlite") as files:
        if files.figures.is_invented():
            stop("these figures are invented (a training's, a simulation's): they are sent to nobody")
        told = sending(files, settings, time_of(files, settings.site), Errands())
        assert told is not None  # noqa: S101 (there is an address)
        heard = told.send()
    if isinstance(heard, Silence):
        typer.echo(f"not sent: {_WHY[heard]}", err=True)
        raise typer.Exit(1)
    for name in heard.unbound:
        typer.echo(f"not sent: {name}: this role may not speak for this site; at the centre, bind them", err=True)
    typer.echo(f"{settings.site.town}: {_said(heard)}")
    if heard.unbound:
        raise typer.Exit(1)


def _said(heard: Heard) -> str:
    answers = {answer for _, answer in heard.answers}
    if Answer.KEPT in answers:
        return "kept"
    return "held" if Answer.HELD in answers else "nothing new"
