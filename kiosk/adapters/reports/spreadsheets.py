"""A report for other programs: one tidy CSV table, or a workbook with a sheet for each table."""

import csv
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

from kiosk.adapters.reports.metadata import COLUMNS, INVENTED_ROW
from kiosk.domain.figures.disclosure import Cell, Status
from kiosk.domain.figures.periods import period_words
from kiosk.domain.figures.publication import REASONS, said
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.tables import NUMBER, OTHERS, TOTALS, Shape

_HEADS = {NUMBER: "Nombre", "arrivals": "Arrivées", "visits": "Séances", "demarches": "Démarches"}
_DATE = {"num_format": "dd/mm/yyyy", "align": "left"}


def csv_of(report: Report) -> bytes:
    """Return the report as CSV (UTF-8, commas): a line a number, `value` empty where it is suppressed.

    Documented in config/CHIFFRES.md; a column is only ever added at the end.

    Where `suppressed` says "least" the value is the least that the number can be.
    """
    written = StringIO(newline="")
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(COLUMNS)
    first, last = report.period.first.isoformat(), report.period.last.isoformat()
    scope = f"formation-{report.now.scope}" if report.is_invented else report.now.scope
    for cell in report.now.cells:
        value = "" if cell.value is None else cell.value
        status = cell.status.value
        lines.writerow([scope, first, last, cell.table, cell.row, cell.column, value, status, _nature(report)])
    return written.getvalue().encode()


def _nature(report: Report) -> str:
    return INVENTED_ROW if report.is_invented else ""


def xlsx_of(report: Report) -> bytes:
    """Return the report as a workbook: real numbers, real dates; the same bytes each time."""
    written = BytesIO()
    book = Workbook(written, {"in_memory": True})
    made = datetime.combine(report.now.issued, time(), tzinfo=UTC)
    book.set_properties({"title": f"Chiffres — {report.town}", "created": made})
    _cover(book, report)
    for shape in report.tables:
        cells = report.now.table(shape.id)
        if cells:
            _sheet(book, report, shape, cells)
    book.close()
    return written.getvalue()


def _cover(book: Any, report: Report) -> None:
    sheet, bold = book.add_worksheet("Lisez-moi"), book.add_format({"bold": True, "font_size": 14})
    dates, wrap = book.add_format(_DATE), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 70)
    sheet.write(0, 0, "Chiffres de la permanence", bold)
    facts: list[tuple[str, object]] = [
        ("Site", report.town), ("Période", period_words(report.period)), ("Du", report.period.first),
        ("Au", report.period.last), ("Publié le", report.now.issued), ("Version", report.now.version),
        ("Seuil", f"Aucun nombre inférieur à {report.now.threshold} n’est montré."),
    ]  # fmt: skip
    facts += [("Nature", INVENTED_ROW)] if report.is_invented else []
    facts += [(words, definition) for words, _, _, definition in TOTALS.values()]
    facts += [(f"Corrections : {REASONS[reason]}", n) for reason, n in report.now.corrections.items()]
    for line, (name, value) in enumerate(facts, 2):
        sheet.write(line, 0, name)
        if isinstance(value, date):
            sheet.write_datetime(line, 1, value, dates)
        else:
            sheet.write(line, 1, value, wrap)


def _sheet(book: Any, report: Report, shape: Shape, cells: tuple[Cell, ...]) -> None:
    sheet, bold = book.add_worksheet(shape.title.replace("‑", "-")[:31]), book.add_format({"bold": True})
    columns = tuple(dict.fromkeys(cell.column for cell in cells))
    words = {row.id: row.words for row in shape.rows} | {OTHERS: shape.merges or "Autres"}
    sheet.set_column(0, 0, 44)
    sheet.write_row(0, 0, ["", "id", *(_HEADS.get(c, c) for c in columns), "Période précédente", _nature(report)], bold)
    rows = dict.fromkeys(cell.row for cell in cells)
    for line, row in enumerate(rows, 1):
        sheet.write(line, 0, words.get(row, row))
        sheet.write(line, 1, row)
        # The last column: the numbers, the period before, and this.
        sheet.write(line, len(columns) + 3, _nature(report))
        for place, column in enumerate(columns, 2):
            _write(sheet, line, place, report.now.cell(shape.id, row, column), report.now.threshold)
        if report.before is not None and columns == (NUMBER,):
            _write(sheet, line, 3, report.before.cell(shape.id, row), report.before.threshold)
    sheet.freeze_panes(1, 0)


def _write(sheet: Any, line: int, place: int, cell: Cell | None, threshold: int) -> None:
    if cell is not None and cell.status is Status.SHOWN:
        sheet.write_number(line, place, cell.value)
    else:
        sheet.write_string(line, place, said(cell, threshold))
