"""`kiosk report` and `kiosk simulate`: the figures as a file, and invented ones for a training or a bench."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kiosk.commands.options import (
    ConfigOption,
    DataOption,
    SiteOption,
    data_or_stop,
    out_or_stop,
    settings_or_stop,
    write_or_stop,
)
from kiosk.contents import catalogue_of, guides
from kiosk.domain.figures.periods import Period, period_words, read_period
from kiosk.domain.figures.publication import ALL_SITES, FileKind
from kiosk.wiring import reports, time_of


class Kind(StrEnum):
    """What a report can be written as."""

    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"


PeriodOption = Annotated[str, typer.Option("--period", help="A year, a quarter or a month: 2026, 2026-Q4, 2026-11.")]
KindOption = Annotated[Kind, typer.Option("--format", help="What to write.")]
OutOption = Annotated[Path, typer.Option("--out", help="File to write.")]


def report(
    period: PeriodOption, out: OutOption, kind: KindOption = Kind.PDF, *, site: SiteOption = None,
    data: DataOption = None, config: ConfigOption = None,
) -> None:  # fmt: skip
    """Write the report of a period that is over, for one site or for all; it never changes once published."""
    from kiosk.adapters.reports.metadata import csvw_of
    from kiosk.adapters.reports.press import FilePress
    from kiosk.domain.figures.report import Report

    settings = settings_or_stop(config, site)
    wanted = _period(period)
    # A report is frozen once it was made: not for a file that nobody can have.
    out_or_stop(out)
    with data_or_stop(data, needs="figures.sqlite") as files:
        clock = time_of(files, settings.site)
        built = reports(files, clock.past, settings.site, catalogue_of(settings))
        found = built.report(wanted, site or ALL_SITES)
    if not isinstance(found, Report):
        typer.echo(f"--period {period}: {type(found).__doc__}", err=True)
        raise typer.Exit(1)
    write_or_stop(out, FilePress().write(found, FileKind(kind.value)))
    if kind is Kind.CSV and out.is_file():
        write_or_stop(out.with_name(f"{out.name}-metadata.json"), csvw_of(found, out.name))
    typer.echo(f"{out}: {found.town}, {period_words(found.period)}")


def _period(written: str) -> Period:
    found = read_period(written)
    if found is None:
        raise typer.BadParameter(f"expected a year, a quarter or a month such as 2026-Q4; found {written!r}")
    return found


def simulate(
    days: Annotated[int, typer.Option("--days", min=1, max=20_000, help="How many days, up to today.")],
    data: Annotated[Path, typer.Option("--data", help="An empty folder.")],
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same days.")] = 1,
    a_day: Annotated[float, typer.Option("--visits-a-day", min=0.1, max=2000, help="On average, at each site.")] = 6.0,
    *, config: ConfigOption = None,
) -> None:  # fmt: skip
    """Fill an empty data folder with the counts of an invented activity at every site, for a training or a bench."""
    from kiosk.adapters.machine.clocks import system_clock
    from kiosk.services.simulation import NotEmpty, Simulation
    from kiosk.settings import known_sites

    if data.exists() and not (data.is_dir() and not any(data.iterdir())):
        typer.echo(f"--data {data}: expected an empty folder; nothing invented may be mixed with real counts", err=True)
        raise typer.Exit(2)
    settings = settings_or_stop(config, None)
    today = system_clock().astimezone(settings.site.zone).date()
    with data_or_stop(data) as files:
        sites = known_sites(config) or (settings.site,)
        counted = Simulation(sites, guides(), seed, a_day).fill(files.figures, today, days)
        files.figures.mark_invented()
    assert not isinstance(counted, NotEmpty)  # noqa: S101 (the folder was empty)
    typer.echo(f"{data}: {counted} events counted over {days} days at {len(sites)} sites")
