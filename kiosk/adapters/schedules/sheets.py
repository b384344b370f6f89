"""Sheets: CSV in whatever encoding and separator, XLS, XLSX and ODS; rows become appointments, the rest is dropped."""

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.adapters.schedules.columns import is_header
from kiosk.adapters.schedules.lines import Cell, Line, Table, table_of, words_of
from kiosk.adapters.schedules.records import HEADER_WITHIN, Record, records
from kiosk.adapters.schedules.rows import Bounds
from kiosk.domain.reception.planning import Dropped, PlannedRow, Reading, Unreadable

_NO_DATE = "Aucune colonne « date » n’est reconnue. Écrivez les titres : date, heure, nom."
_NOT_A_PLAN = "Aucune colonne « date » n’y est reconnue."
_TWICE = "Ce rendez‑vous est déjà dans une autre feuille."


def read_workbook(content: bytes, bounds: Bounds, columns: dict[str, str]) -> Reading | Unreadable:
    """Read every sheet that is shown and has a header we know; the others cost a line, those that are hidden none."""
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        book = load_workbook(io.BytesIO(content))
        shown = [
            (number, book.get_sheet_by_index(place).to_python(skip_empty_area=False))
            for place, number in _numbered(
                [
                    each.visible is SheetVisibleEnum.Visible and each.typ is SheetTypeEnum.WorkSheet
                    for each in book.sheets_metadata
                ]
            )
        ]
    except (CalamineError, ValueError, OSError):
        return Unreadable("Ce classeur est abîmé ou protégé. Enregistrez‑le à nouveau, sans mot de passe.")
    sheets = [(number, _numbered_rows(rows)) for number, rows in shown if any(any(map(words_of, row)) for row in rows)]
    if not sheets:
        return Unreadable("Ce classeur est vide.")
    found = [(number, _read(rows, bounds, columns)) for number, rows in sheets]
    readings = [(number, each) for number, each in found if each is not None]
    if not readings:
        return Unreadable(_NO_DATE)
    others = [Dropped(f"feuille {number}", _NOT_A_PLAN) for number, each in found if each is None]
    return _together(readings, others, is_one=len(found) == 1)


def read_text(text: str, bounds: Bounds, columns: dict[str, str]) -> Reading | Unreadable:
    """Read a CSV."""
    if "\x00" in text:
        return Unreadable("Ce fichier n’est pas un tableau. Exportez‑le en CSV.")
    return _read(records(text), bounds, columns) or Unreadable(_NO_DATE)


def _numbered(shown: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the places that count, and the number by which somebody who sees the workbook finds each."""
    places = [place for place, is_shown in enumerate(shown) if is_shown]
    return ((place, number) for number, place in enumerate(places, 1))


def _numbered_rows(rows: Sequence[Sequence[Cell]]) -> list[Record]:
    return [Record(number, row) for number, row in enumerate(rows, 1)]


def _read(rows: Sequence[Record], bounds: Bounds, columns: dict[str, str]) -> Reading | None:
    """Read the rows below the first that names its columns; None where none does."""
    head = (n for n, row in enumerate(rows[:HEADER_WITHIN]) if is_header([words_of(cell) for cell in row.cells or ()]))
    at = next(head, None)
    if at is None:
        return None
    headers = [words_of(cell) for cell in rows[at].cells or ()]
    below = [row for row in rows[at + 1 :] if row.cells is None or any(map(words_of, row.cells))]
    table = table_of(headers, [row.cells or () for row in below], columns)
    lines = [_line(row, table, bounds) for row in below]
    return Reading(
        tuple(line.found for line in lines if isinstance(line.found, PlannedRow)),
        tuple(dropped for line in lines for dropped in line.dropped),
        tuple((role, headers[place]) for role, place in table.places.items()),
        tuple(headers),
        tuple(sorted({line.day for line in lines if line.day is not None})),
    )


def _line(row: Record, table: Table, bounds: Bounds) -> Line:
    where = f"ligne {row.line}"
    if row.cells is None:
        return Line(Dropped(where, 'Un guillemet (") n’y est pas fermé.'))
    return table.read(row.cells, where, bounds)


def _together(readings: Sequence[tuple[int, Reading]], others: Sequence[Dropped], *, is_one: bool) -> Reading:
    """Return several sheets as one plan; what two of them say alike is one appointment."""
    kept: list[PlannedRow] = []
    dropped: list[Dropped] = []
    for number, reading in readings:
        before = {_likeness(row) for row in kept}
        for row in reading.kept:
            where = row.where if is_one else f"feuille {number}, {row.where}"
            if row.letters and _likeness(row) in before:
                dropped.append(Dropped(where, _TWICE))
            else:
                kept.append(replace(row, where=where))
        dropped += [
            each if is_one else Dropped(f"feuille {number}, {each.where}", each.why) for each in reading.dropped
        ]
    largest = max((reading for _, reading in readings), key=lambda each: len(each.kept) + len(each.dropped))
    days = sorted({day for _, reading in readings for day in reading.days})
    return Reading(tuple(kept), (*dropped, *others), largest.columns, largest.headers, tuple(days))


def _likeness(row: PlannedRow) -> PlannedRow:
    return replace(row, where="", event="")


warnings.filterwarnings("ignore", module="python_calamine")
