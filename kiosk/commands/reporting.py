"""`kiosk report` and `kiosk simulate`: the figures as a file, and invented ones for a training or a bench."""

from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.commands.options import (
    ConfigOption,
    DataOption,
    SiteOption,
    data_or_stop,
    out_or_stop,
    settings_or_stop,
    stop,
    writable_or_stop,
    write_or_stop,
)
from kiosk.contents import catalogue_of, guides
from kiosk.domain.figures.periods import Period, Unit, period_words, read_period
from kiosk.domain.figures.publication import ALL_SITES, FileKind
from kiosk.wiring import reports, time_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.figures.report import Report
    from kiosk.services.reports import Reports
    from kiosk.settings import Settings


class Kind(StrEnum):
    """What a report can be written as."""

    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"


PeriodOption = Annotated[
    str | None, typer.Option("--period", help="A year, a quarter or a month: 2026, 2026-Q4, 2026-11.")
]
EvaluationOption = Annotated[
    str | None, typer.Option("--evaluation", help="A year: its whole evaluation file, into an empty folder.")
]
KindOption = Annotated[Kind, typer.Option("--format", help="What to write.")]
OutOption = Annotated[Path, typer.Option("--out", help="File to write; with --evaluation, the folder.")]


def report(
    out: OutOption, period: PeriodOption = None, kind: KindOption = Kind.PDF, *, evaluation: EvaluationOption = None,
    site: SiteOption = None, data: DataOption = None, config: ConfigOption = None,
) -> None:  # fmt: skip
    """Write the report of a period that is over, for one site or for all; it never changes once published."""
    if (period is None) == (evaluation is None):
        raise typer.BadParameter("expected --period or --evaluation, one of the two")
    settings = settings_or_stop(config, site)
    if evaluation is not None:
        _evaluate(_year(evaluation), out, site or ALL_SITES, settings, data)
        return
    wanted = _period(period or "")
    # A report is frozen once it was made: not for a file that nobody can have.
    out_or_stop(out)
    with _published(settings, data) as built:
        found = _report_or_exit(built, wanted, site or ALL_SITES, f"--period {period}")
    _write(found, kind, out)


def _write(found: "Report", kind: Kind, out: Path) -> None:
    from kiosk.adapters.reports.metadata import csvw_of
    from kiosk.adapters.reports.press import FilePress

    write_or_stop(out, FilePress().write(found, FileKind(kind.value)))
    if kind is Kind.CSV and out.is_file():
        write_or_stop(out.with_name(f"{out.name}-metadata.json"), csvw_of(found, out.name))
    typer.echo(f"{out}: {found.town}, {period_words(found.period)}")


def _evaluate(year: Period, out: Path, scope: str, settings: "Settings", data: Path | None) -> None:
    """Write all that the evaluation of a year needs into an empty folder, whole."""
    from kiosk.adapters.reports.evaluation import evaluation_files
    from kiosk.domain.figures.report import Report

    with _empty_folder(out), _published(settings, data) as built:
        found = _report_or_exit(built, year, scope, f"--evaluation {year.id}")
        parts = (built.report(each, scope) for each in year.inside() if each.unit is Unit.QUARTER)
        quarters = [each for each in parts if isinstance(each, Report)]
    for name, content in evaluation_files(found, quarters).items():
        write_or_stop(out / name, content)
    typer.echo(f"{out}: {found.town}, {period_words(found.period)}")


@contextmanager
def _empty_folder(out: Path) -> "Iterator[None]":
    """Make a folder if need be; leave none behind where nothing came of it."""
    is_new = not out.exists()
    if not is_new and not (out.is_dir() and not any(out.iterdir())):
        stop(f"--out {out}: expected an empty folder, so that nothing of another evaluation stays in it")
    writable_or_stop("--out", out)
    try:
        yield
    except typer.Exit:
        if is_new:
            out.rmdir()
        raise


@contextmanager
def _published(settings: "Settings", data: Path | None) -> "Iterator[Reports]":
    with data_or_stop(data, needs="figures.sqlite") as files:
        yield reports(files, time_of(files, settings.site).past, settings.site, catalogue_of(settings))


def _report_or_exit(built: "Reports", wanted: Period, scope: str, asked: str) -> "Report":
    from kiosk.domain.figures.report import Report

    found = built.report(wanted, scope)
    if not isinstance(found, Report):
        typer.echo(f"{asked}: {type(found).__doc__}", err=True)
        raise typer.Exit(1)
    return found


def _year(written: str) -> Period:
    found = read_period(written)
    if found is None or found.unit is not Unit.YEAR:
        raise typer.BadParameter(f"expected a year such as 2026; found {written!r}")
    return found


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
