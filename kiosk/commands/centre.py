"""`kiosk centre`: for whoever keeps the database in which many sites' figures come together."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.centre_address import complaint_of
from kiosk.commands.options import out_or_stop, stop, write_or_stop
from kiosk.commands.reporting import Kind, KindOption, OutOption
from kiosk.domain.figures.periods import Unit, read_period
from kiosk.domain.figures.publication import FileKind
from kiosk.domain.figures.territories import Level
from kiosk.settings import load_settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kiosk.services.territories import TerritoryReport

centre = typer.Typer(
    help="The database in which many sites' figures come together: make it, look at it.", no_args_is_help=True
)
UrlOption = Annotated[
    str,
    typer.Option(
        "--url", envvar="KIOSK_CENTRE_URL", show_envvar=True, show_default=False,
        help="postgresql:///DATABASE?host=/run/postgresql on the server itself.",
    ),
]  # fmt: skip
SitesOption = Annotated[
    Path | None, typer.Option("--sites", help="CSV of the sites: site, town, department, region, country.")
]
QuarterOption = Annotated[str, typer.Option("--period", help="A quarter: 2026-Q4.")]
LevelOption = Annotated[Level, typer.Option("--level", help="How large the territory is.")]
NameOption = Annotated[str, typer.Option("--name", help="Its name, as the list of sites writes it.")]


@centre.command()
def init(url: UrlOption, sites: SitesOption = None) -> None:
    """Make the tables and roles, or bring them up to date; keep where sites lie, and make a role for each."""
    from kiosk.adapters.centre.schema import bring_up_to_date, place
    from kiosk.domain.figures.territories import PlacedSite, WrongPlaces, read_places

    places: tuple[PlacedSite, ...] = ()
    if sites is not None:
        try:
            places = read_places(sites.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, WrongPlaces) as error:
            stop(f"--sites {sites}: {error}", error)
    with opened(url) as connection:
        bring_up_to_date(connection)
        made = place(connection, places)
    typer.echo(f"the centre is ready; {len(places)} sites placed, {len(made)} roles made")
    for role in made:
        typer.echo(f"{role}: give it a password (\\password) or a certificate before it can log in")


@centre.command()
def check(url: UrlOption) -> None:
    """Ask the server whether nobody may read or write more than is theirs (1: somebody may); name silent sites."""
    from kiosk.adapters.centre.migrations import HEAD
    from kiosk.adapters.centre.schema import count_sites, silent, version_of
    from kiosk.adapters.centre.watch import complaints

    with opened(url) as connection:
        version = version_of(connection)
        if version != HEAD:
            stop(f"the tables are of version {version or 'none'}, this program's are {HEAD}: kiosk centre init")
        wrong = list(complaints(connection))
        quiet, known = silent(connection), count_sites(connection)
    for line in wrong:
        typer.echo(line, err=True)
    typer.echo(f"{known} sites, {len(quiet)} of them never heard{': ' if quiet else ''}{', '.join(quiet[:20])}")
    if wrong:
        raise typer.Exit(1)
    typer.echo("nobody may read or write more than is theirs")


@centre.command()
def report(
    url: UrlOption, period: QuarterOption, name: NameOption, out: OutOption, *,
    level: LevelOption = Level.COUNTRY, kind: KindOption = Kind.PDF,
) -> None:  # fmt: skip
    """Write the report of a quarter that is over for a department, a region or the country, as `centre_report`."""
    from kiosk.adapters.reports.press import FilePress

    out_or_stop(out)
    found = _territory(url, period, level, name)
    write_or_stop(out, FilePress().write(found.report, FileKind(kind.value)))
    typer.echo(f"{out}: {name}, {period}")
    _tell_awaited(found)


@centre.command()
def board(
    url: UrlOption, period: QuarterOption, name: NameOption, out: OutOption, level: LevelOption = Level.COUNTRY
) -> None:
    """Write a quarter's safe figures as one HTML file, with plots: no script, nothing fetched, it prints."""
    from kiosk.adapters.centre.board import board_of

    out_or_stop(out)
    found = _territory(url, period, level, name)
    write_or_stop(out, board_of(found.report))
    typer.echo(f"{out}: {name}, {period}")
    _tell_awaited(found)


def _territory(url: str, period: str, level: Level, name: str) -> "TerritoryReport":
    from kiosk import __version__
    from kiosk.adapters.centre.archive import SqlArchive
    from kiosk.adapters.machine.clocks import system_clock
    from kiosk.contents import catalogue_of
    from kiosk.services.territories import Territories, TerritoryReport

    wanted = read_period(period)
    if wanted is None or wanted.unit is not Unit.QUARTER or level is Level.SITE:
        stop(f"expected a quarter such as 2026-Q4 of a department, a region or a country; found {period}, {level}")
    with opened(url) as connection:
        made = Territories(SqlArchive(connection), system_clock, catalogue_of(load_settings()), __version__)
        found = made.report(wanted, level, name)
    if not isinstance(found, TerritoryReport):
        typer.echo(f"{name}, {period}: {type(found).__doc__}", err=True)
        raise typer.Exit(1)
    return found


def _tell_awaited(found: "TerritoryReport") -> None:
    if found.awaited:
        told = ", ".join(found.awaited[:20])
        typer.echo(f"{len(found.awaited)} sites counted and have not published yet: {told}", err=True)


@contextmanager
def opened(url: str) -> "Iterator[Connection]":
    """Open the centre; what cannot be opened or used is told on stderr and ends the command with 2."""
    from kiosk.adapters.centre.schema import CentreUnusable
    from kiosk.adapters.centre.schema import centre as opening

    is_near = not complaint_of(url, without_tls=True)
    if not is_near and (complaint := complaint_of(url, without_tls=False)):
        stop(f"--url: {complaint}")
    try:
        with opening(url, without_tls=is_near) as connection:
            yield connection
    except CentreUnusable as error:
        stop(f"the centre: {error}", error)
