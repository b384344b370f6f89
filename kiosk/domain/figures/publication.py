"""An export once published: a period, a scope, its cells, frozen for good."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.tables import NUMBER
from kiosk.domain.figures.usage import TOGETHER
from kiosk.domain.french import number_words

# The scope of an export that adds up every site of the machine.
ALL_SITES = TOGETHER


class FileKind(StrEnum):
    """What a report can be written as; also the endings of its files."""

    PDF = "pdf"
    CSV = "csv"
    XLSX = "xlsx"
    # What the columns of the CSV beside it mean, named as "CSV on the Web" asks.
    CSVW = "csv-metadata.json"


class Reason(StrEnum):
    """Why a count was corrected; a closed list, so that no sentence about a person can be typed."""

    FORGOTTEN = "oubli"
    TWICE = "double"
    MISTYPED = "erreur-de-saisie"
    TRIAL = "essai"


REASONS = {
    Reason.FORGOTTEN: "Oubli : non compté sur le moment",
    Reason.TWICE: "Compté deux fois",
    Reason.MISTYPED: "Erreur de saisie",
    Reason.TRIAL: "Essai compté par erreur",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """What an export says, re-issued identical for ever; `corrections` counts those made before it, by reason."""

    period: str
    scope: str
    threshold: int
    issued: date
    version: str
    cells: tuple[Cell, ...]
    corrections: Mapping[Reason, int] = field(default_factory=dict)

    def table(self, table: str) -> tuple[Cell, ...]:
        """Return the cells of a table, in their order."""
        return tuple(cell for cell in self.cells if cell.table == table)

    def cell(self, table: str, row: str, column: str = NUMBER) -> Cell | None:
        """Return one cell."""
        named = (cell for cell in self.table(table) if (cell.row, cell.column) == (row, column))
        return next(named, None)

    @property
    def months(self) -> tuple[str, ...]:
        """Return the months in which anything was counted, by month."""
        return tuple(sorted(frozenset().union(*(c.sum.months for c in self.cells if c.sum.sites != {TOGETHER}))))

    def is_told(self, table: str) -> bool:
        """Say whether a table tells at least one number."""
        return any(cell.value is not None for cell in self.table(table))


def said(cell: Cell | None, threshold: int) -> str:
    """Return how a report writes a cell: its number, "au moins 41", "< 11", or that it is told with others."""
    if cell is None:
        return "—"
    number = number_words(cell.value or 0)
    match cell.status:
        case Status.SHOWN:
            return number
        case Status.LEAST:
            return f"au moins {number}"
        case Status.SMALL:
            return f"<\u00a0{threshold}"
        case Status.MASKED:
            return "masqué"
        case Status.MERGED:
            return "regroupé"
