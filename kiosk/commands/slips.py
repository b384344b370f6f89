"""`kiosk slips`: slips, cards, the day's sheet, free hours and the plan as a calendar, as files."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta
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
    write_or_stop,
)
from kiosk.domain.machine.printing import Format
from kiosk.wiring import planning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.paper_ports import StaffSheets
    from kiosk.services.planning import Planning

slips = typer.Typer(help="Slips, cards and sheets of the plan, as files.", no_args_is_help=True)
OutOption = Annotated[Path, typer.Option("--out", help="File to write.")]
DateOption = Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Day (default: today).")]


class SlipPaper(StrEnum):
    """The two kinds of paper a slip goes on."""

    TICKET = "ticket"
    A4 = "a4"


PaperOption = Annotated[SlipPaper, typer.Option("--format", help="80 mm tickets, or six to an A4 page.")]


@contextmanager
def _plan(
    out: Path, data: Path | None, site: str | None, config: Path | None
) -> "Iterator[tuple[Planning, StaffSheets]]":
    from kiosk.adapters.documents.staff_sheets import PdfStaffSheets
    from kiosk.adapters.machine.clocks import system_clock

    place = settings_or_stop(config, site).site
    out_or_stop(out)
    with data_or_stop(data, needs="day.sqlite") as files:
        yield planning(files, system_clock, place), PdfStaffSheets(place, practice=False)


def _day(wanted: datetime | None, plan: "Planning") -> date:
    return wanted.date() if wanted else plan.now().date()


def _write(out: Path, content: bytes) -> None:
    write_or_stop(out, content)
    typer.echo(str(out))


@slips.command("day")
def slips_of_day(
    out: OutOption, when: DateOption = None, paper: PaperOption = SlipPaper.TICKET, *, data: DataOption = None,
    site: SiteOption = None, config: ConfigOption = None,
) -> None:  # fmt: skip
    """Write the slips of a day's appointments."""
    with _plan(out, data, site, config) as (plan, sheets):
        planned = [a for slot in plan.day(_day(when, plan)) for a in slot.appointments]
        if not planned:
            typer.echo("nothing is planned on that day", err=True)
            raise typer.Exit(1)
        _write(out, sheets.slips(planned, Format(paper.value)))


@slips.command()
def cards(
    out: OutOption, number: Annotated[int, typer.Option("-n", min=1, max=120)] = 24,
    paper: PaperOption = SlipPaper.A4, *, data: DataOption = None, site: SiteOption = None,
    config: ConfigOption = None,
) -> None:  # fmt: skip
    """Write cards with valid, unused codes, for advisers who plan elsewhere."""
    with _plan(out, data, site, config) as (plan, sheets):
        _write(out, sheets.cards(plan.unused_codes(number), Format(paper.value)))


@slips.command()
def sheet(
    out: OutOption, when: DateOption = None, *, data: DataOption = None, site: SiteOption = None,
    config: ConfigOption = None,
) -> None:  # fmt: skip
    """Write the day on one page, for reception."""
    with _plan(out, data, site, config) as (plan, sheets):
        day = _day(when, plan)
        _write(out, sheets.day_sheet(day, plan.day(day)))


@slips.command()
def free(
    out: OutOption, when: DateOption = None, *, data: DataOption = None, site: SiteOption = None,
    config: ConfigOption = None,
) -> None:  # fmt: skip
    """Write the hours still free in two weeks."""
    with _plan(out, data, site, config) as (plan, sheets):
        days = [_day(when, plan) + timedelta(days=n) for n in range(14)]
        _write(out, sheets.free_sheet([(day, plan.free(day)) for day in days]))


@slips.command()
def calendar(
    out: OutOption, when: DateOption = None, *, data: DataOption = None, site: SiteOption = None,
    config: ConfigOption = None,
) -> None:  # fmt: skip
    """Write the plan of eight weeks as a calendar without names."""
    with _plan(out, data, site, config) as (plan, sheets):
        first = _day(when, plan)
        _write(out, sheets.calendar(plan.appointments(first, first + timedelta(weeks=8)), plan.now()))
