"""Sheets: CSV in whatever encoding and separator, XLS, XLSX and ODS; rows become appointments, the rest is dropped."""

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.adapters.schedules.columns import is_header
from kiosk.adapters.schedules.kinds import are_titles, kinds_of, mark_of
from kiosk.adapters.schedules.lines import Cell, Line, Table, table_of, words_of
from kiosk.adapters.schedules.records import HEADER_WITHIN, Record, records
from kiosk.adapters.schedules.rows import Bounds
from kiosk.domain.reception.columns import Chosen, Columns
from kiosk.domain.reception.planning import Dropped, PlannedRow, Reading, Unreadable

_NO_DATE = (
    "Aucune colonne « date » n’est reconnue. Écrivez les titres : date, heure, nom. "
    "Ou dites une fois, sous « Importer », ce que dit chaque colonne."
)
_NOT_A_PLAN = "Aucune colonne « date » n’y est reconnue."
_TWICE = "Ce rendez‑vous est déjà dans une autre feuille."
_OPEN_QUOTE = 'Un guillemet (") n’y est pas fermé.'


def read_workbook(content: bytes, bounds: Bounds, columns: Chosen) -> Reading | Unreadable:
    """Read every sheet that is shown and has a header we know; the others cost a line, those that are hidden none."""
    from python_calamine import CalamineError

    try:
        shown = _shown(content)
    except (CalamineError, ValueError, OSError):
        return Unreadable("Ce classeur est abîmé ou protégé. Enregistrez‑le à nouveau, sans mot de passe.")
    sheets = [(number, _numbered_rows(rows)) for number, rows in shown if _holds_something(rows)]
    if not sheets:
        return Unreadable("Ce classeur est vide.")
    return _of_sheets([(number, _read(rows, bounds, columns)) for number, rows in sheets])


def read_text(text: str, bounds: Bounds, columns: Chosen) -> Reading | Unreadable:
    """Read a CSV."""
    if "\x00" in text:
        return Unreadable("Ce fichier n’est pas un tableau. Exportez‑le en CSV.")
    found = _read(records(text), bounds, columns)
    return found if isinstance(found, Reading) else Unreadable(_NO_DATE, table=found)


def _shown(content: bytes) -> list[tuple[int, list[list[Any]]]]:
    """Return the sheets that count, each with the number by which somebody who sees the workbook finds it."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    book = load_workbook(io.BytesIO(content))
    places = [
        place
        for place, each in enumerate(book.sheets_metadata)
        if each.visible is SheetVisibleEnum.Visible and each.typ is SheetTypeEnum.WorkSheet
    ]
    return [
        (number, book.get_sheet_by_index(place).to_python(skip_empty_area=False))
        for number, place in enumerate(places, 1)
    ]


def _holds_something(rows: Sequence[Sequence[Cell]]) -> bool:
    return any(any(map(words_of, row)) for row in rows)


def _numbered_rows(rows: Sequence[Sequence[Cell]]) -> list[Record]:
    return [Record(number, row) for number, row in enumerate(rows, 1)]


def _of_sheets(found: Sequence[tuple[int, Reading | Columns | None]]) -> Reading | Unreadable:
    readings = [(number, each) for number, each in found if isinstance(each, Reading)]
    if not readings:
        tables = [each for _, each in found if isinstance(each, Columns)]
        return Unreadable(_NO_DATE, table=max(tables, key=lambda each: len(each.kinds), default=None))
    others = [Dropped(f"feuille {number}", _NOT_A_PLAN) for number, each in found if not isinstance(each, Reading)]
    return _together(readings, others, is_one=len(found) == 1)


def _read(rows: Sequence[Record], bounds: Bounds, columns: Chosen) -> Reading | Columns | None:
    """Read the rows below the first that names its columns, or as somebody once said what these say.

    Where neither is known, return the columns, for somebody to say; None where there are none.
    """
    first, is_named = _first(rows)
    if first is None:
        return None
    titles = _titles(rows[first], is_named=is_named)
    below = list(filter(_holds_words, rows[first + bool(titles) :]))
    cells = list(map(_cells, below))
    kinds = kinds_of(cells)
    known = Columns(mark_of(titles, kinds, bounds), kinds, titles=tuple(titles) if is_named else ())
    chosen = columns.get(known.mark, {})
    if not (is_named or {"date", "starts"} & chosen.keys()):
        return known
    table = table_of(known.titles or [""] * len(kinds), cells, chosen)
    return _reading([_line(row, table, bounds) for row in below], _told(known, table, chosen))


def _first(rows: Sequence[Record]) -> tuple[int | None, bool]:
    """Return the row that names its columns, and that it does; else the first that has some."""
    above = rows[:HEADER_WITHIN]
    named = next((n for n, row in enumerate(above) if is_header(_words(row))), None)
    if named is not None:
        return named, True
    return next((n for n, row in enumerate(above) if sum(map(bool, _words(row))) > 1), None), False


def _titles(row: Record, *, is_named: bool) -> list[str]:
    return _words(row) if is_named or are_titles(_cells(row)) else []


def _cells(row: Record) -> Sequence[Cell]:
    return row.cells or ()


def _holds_words(row: Record) -> bool:
    return row.cells is None or any(_words(row))


def _told(known: Columns, table: Table, chosen: Mapping[str, int]) -> Columns:
    return replace(known, roles=tuple(table.places.items()), corrections=tuple(chosen.items()))


def _words(row: Record) -> list[str]:
    return [words_of(cell) for cell in _cells(row)]


def _reading(lines: Sequence[Line], table: Columns) -> Reading:
    return Reading(
        tuple(line.found for line in lines if isinstance(line.found, PlannedRow)),
        tuple(dropped for line in lines for dropped in line.dropped),
        table,
        tuple(sorted({line.day for line in lines if line.day is not None})),
    )


def _line(row: Record, table: Table, bounds: Bounds) -> Line:
    where = f"ligne {row.line}"
    return Line(Dropped(where, _OPEN_QUOTE)) if row.cells is None else table.read(row.cells, where, bounds)


def _together(readings: Sequence[tuple[int, Reading]], others: Sequence[Dropped], *, is_one: bool) -> Reading:
    """Return several sheets as one plan; what two of them say alike is one appointment."""
    if is_one:
        return replace(readings[0][1], dropped=(*readings[0][1].dropped, *others))
    kept: list[PlannedRow] = []
    dropped: list[Dropped] = []
    for number, reading in readings:
        before = {_likeness(row) for row in kept if row.letters}
        named = [replace(row, where=f"feuille {number}, {row.where}") for row in reading.kept]
        kept += [row for row in named if _likeness(row) not in before]
        twice = [Dropped(row.where, _TWICE) for row in named if _likeness(row) in before]
        dropped += [*twice, *_dropped(number, reading)]
    return Reading(tuple(kept), (*dropped, *others), _largest(readings).table, _days_of(readings))


def _dropped(number: int, reading: Reading) -> Iterator[Dropped]:
    return (Dropped(f"feuille {number}, {each.where}", each.why) for each in reading.dropped)


def _largest(readings: Sequence[tuple[int, Reading]]) -> Reading:
    return max((reading for _, reading in readings), key=lambda each: len(each.kept) + len(each.dropped))


def _days_of(readings: Sequence[tuple[int, Reading]]) -> tuple[date, ...]:
    return tuple(sorted({day for _, reading in readings for day in reading.days}))


def _likeness(row: PlannedRow) -> PlannedRow:
    return replace(row, where="", event="")


warnings.filterwarnings("ignore", module="python_calamine")
