"""Publications in `figures.sqlite`: written once, read back as they were."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select

from kiosk.adapters.database.tables import PUBLICATION, PUBLISHED_CELL
from kiosk.domain.figures.disclosure import Cell
from kiosk.domain.figures.publication import ALL_SITES, Publication, Reason
from kiosk.domain.figures.sums import Sum
from kiosk.domain.figures.tables import OTHERS
from kiosk.domain.figures.tallies import TOLD_TABLES, Issue


def write_publication(connection: Connection, made: Publication) -> None:
    """Keep a publication, unless its period and scope have one."""
    key = {"period": made.period, "scope": made.scope}
    row = {
        **key,
        "threshold": made.threshold,
        "issued": made.issued,
        "version": made.version,
        "corrections": " ".join(f"{reason}={n}" for reason, n in made.corrections.items()),
    }
    if connection.execute(insert(PUBLICATION).prefix_with("OR IGNORE"), row).rowcount and made.cells:
        rows = [{**key, "place": n, **_row(cell)} for n, cell in enumerate(made.cells)]
        connection.execute(insert(PUBLISHED_CELL), rows)


def read_publications(connection: Connection, year: int, period: str = "") -> tuple[Publication, ...]:
    """Return what was published of a year, or of one period of it by its id."""
    cells: dict[tuple[str, str], list[Cell]] = {}
    # A year tells the same few sums many times: each is built once.
    shared: dict[tuple[str, ...], Sum] = {}
    wanted = select(PUBLISHED_CELL).where(_of(PUBLISHED_CELL, year, period))
    for row in connection.execute(wanted.order_by(*PUBLISHED_CELL.primary_key)):
        cells.setdefault((row.period, row.scope), []).append(_cell(row, shared))
    return tuple(
        Publication(
            row.period,
            row.scope,
            row.threshold,
            row.issued,
            row.version,
            tuple(cells.get((row.period, row.scope), ())),
            _corrections(row.corrections),
        )
        for row in connection.execute(select(PUBLICATION).where(_of(PUBLICATION, year, period)))
    )


def _of(table: Table, year: int, period: str) -> ColumnElement[bool]:
    return table.c.period == period if period else table.c.period.like(f"{year}%")


def read_issues(connection: Connection, site: str) -> tuple[Issue, ...]:
    """Return what was published, and what each site's quarters say; what is of all sites goes with the site named."""
    years = sorted({int(period[:4]) for period in connection.execute(select(PUBLICATION.c.period)).scalars()})
    return tuple(_issue(made, site) for year in years for made in read_publications(connection, year))


def _issue(made: Publication, site: str) -> Issue:
    is_of_all = made.scope == ALL_SITES
    is_told = "Q" in made.period and not is_of_all
    cells = tuple(cell for cell in made.cells if is_told and cell.table in TOLD_TABLES and cell.row != OTHERS)
    named = site if is_of_all else made.scope
    return Issue(named, made.period, made.scope, made.issued, made.version, made.threshold, cells)


def _row(cell: Cell) -> dict[str, object]:
    return {
        "shape": cell.table,
        "line": cell.row,
        "heading": cell.column,
        "family": cell.sum.family,
        "sites": " ".join(sorted(cell.sum.sites)),
        "months": " ".join(sorted(cell.sum.months)),
        # Half-days of the week hold a blank ("1 am").
        "members": ",".join(sorted(cell.sum.values)),
        "number": cell.value,
        "status": cell.status,
    }


def _cell(row: Any, shared: dict[tuple[str, ...], Sum]) -> Cell:
    key = (row.family, row.sites, row.months, row.members)
    if key not in shared:
        values = frozenset(row.members.split(",")) if row.members else frozenset()
        shared[key] = Sum(row.family, frozenset(row.sites.split()), frozenset(row.months.split()), values)
    return Cell(row.shape, row.line, row.heading, shared[key], row.number, row.status)


def _corrections(written: str) -> Mapping[Reason, int]:
    parts = (part.split("=") for part in written.split())
    return {Reason(reason): int(n) for reason, n in parts}
