"""Sheets: CSV in whatever encoding and separator, XLS, XLSX and ODS; rows become appointments, the rest is dropped."""

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from kiosk.adapters.schedules.columns import guess, is_header
from kiosk.adapters.schedules.rows import (
    Bounds,
    checked_row,
    code_in,
    first_visit_in,
    letters_in_people,
    letters_in_subject,
    local_time,
    motif_of,
    parted,
    plain,
    read_date,
    read_hour,
    yes_or_no,
)
from kiosk.domain.reception.appointments import letters_of
from kiosk.domain.reception.planning import Dropped, PlannedRow, Reading, Unreadable

Cell = object
Rows = Sequence[Sequence[Cell]]
HEADER_WITHIN = 20  # lines: exports put a title, a date and a blank line above
_CANCELLED = ("annul", "revoked", "excused", "cancel", "supprim")
_EXCEL_EPOCH = date(1899, 12, 30)


def read_workbook(content: bytes, bounds: Bounds, columns: dict[str, str]) -> Reading | Unreadable:
    """Read the first sheet that has a header we know."""
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(io.BytesIO(content))
        sheets = [book.get_sheet_by_index(n).to_python(skip_empty_area=False) for n in range(len(book.sheet_names))]
    except (CalamineError, ValueError, OSError):
        return Unreadable("Ce classeur est abîmé ou protégé. Enregistrez‑le à nouveau, sans mot de passe.")
    readings = [_read(rows, bounds, columns) for rows in sheets]
    found = next((r for r in readings if isinstance(r, Reading)), None)
    return found or (readings[0] if readings else Unreadable("Ce classeur est vide."))


def read_text(content: bytes, bounds: Bounds, columns: dict[str, str]) -> Reading | Unreadable:
    """Read a CSV."""
    text = _decoded(content)
    if "\x00" in text:
        return Unreadable("Ce fichier n’est pas un tableau. Exportez‑le en CSV.")
    csv.field_size_limit(100_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error:
        return Unreadable("Ce fichier CSV est abîmé. Exportez‑le à nouveau.")
    return _read(rows, bounds, columns)


def _decoded(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on a French Windows; every byte means something there, or is left out.
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    head = "\n".join(text.splitlines()[:HEADER_WITHIN])
    return max(";\t,|", key=head.count)


def _read(rows: Rows, bounds: Bounds, columns: dict[str, str]) -> Reading | Unreadable:
    at = _header(rows)
    if at is None:
        return Unreadable("Aucune colonne « date » n’est reconnue. Écrivez les titres : date, heure, nom.")
    headers = [_words(cell) for cell in rows[at]]
    places = guess(headers) | {role: headers.index(name) for role, name in columns.items() if name in headers}
    kept, dropped = parted(_lines(rows[at + 1 :], at + 2, places, bounds))
    ahead = _days_ahead(rows[at + 1 :], places, bounds)
    meant = tuple((role, headers[place]) for role, place in places.items())
    return Reading(kept, dropped, meant, tuple(headers), min(ahead, default=None), max(ahead, default=None))


def _header(rows: Rows) -> int | None:
    return next((n for n, row in enumerate(rows[:HEADER_WITHIN]) if is_header([_words(c) for c in row])), None)


def _days_ahead(rows: Rows, places: dict[str, int], bounds: Bounds) -> list[date]:
    days = (_day_of(row, places) for row in rows)
    return [day for day in days if day and day >= bounds.today()]


def _lines(rows: Rows, first: int, places: dict[str, int], bounds: Bounds) -> Iterator[PlannedRow | Dropped]:
    for number, row in enumerate(rows, first):
        if any(_words(cell) for cell in row):
            yield _line(row, f"ligne {number}", places, bounds)


def _line(row: Sequence[Cell], where: str, places: dict[str, int], bounds: Bounds) -> PlannedRow | Dropped:
    def cell(role: str) -> Cell:
        place = places.get(role)
        return row[place] if place is not None and place < len(row) else ""

    said = {role: _words(cell(role)) for role in places}
    if any(sign in plain(said.get("status", "")) for sign in _CANCELLED):
        return Dropped(where, "Il est annulé.")
    day, hour = _day_of(row, places), _hour(cell("hour")) or _hour(cell("starts")) or _hour(cell("date"))
    if day is None:
        return Dropped(where, "La date n’est pas lisible. Exemple : 24/11/2026.")
    if hour is None:
        return Dropped(where, "L’heure manque, ou n’est pas lisible. Exemple : 10 h 30.")
    starts = local_time(day, hour, bounds.zone)
    subject = said.get("subject", "")
    words = " ".join((subject, said.get("motif", "")))
    first = yes_or_no(said.get("first", ""))
    made = PlannedRow(
        starts,
        _minutes(said, cell("ends"), hour, bounds),
        motif_of(words),
        _letters(said, subject),
        first if first is not None else first_visit_in(words),
        code_in(said.get("code", "")) or code_in(subject),
        bounds.hidden(said.get("event", "")),
        where,
    )
    return checked_row(made, bounds)


def _letters(said: dict[str, str], subject: str) -> str:
    if said.get("name"):
        return letters_of(said["name"])
    return letters_in_people(said.get("people", "")) or letters_in_subject(subject)


def _minutes(said: dict[str, str], ends: Cell, starts: time, bounds: Bounds) -> int:
    length = "".join(c for c in said.get("minutes", "").split(".")[0] if c.isdigit())
    if length:
        return int(length[:5])
    end = _hour(ends)
    if end is not None and end > starts:
        return (end.hour - starts.hour) * 60 + end.minute - starts.minute
    return bounds.slot_minutes


def _day_of(row: Sequence[Cell], places: dict[str, int]) -> date | None:
    for role in ("date", "starts"):
        place = places.get(role)
        found = _day(row[place]) if place is not None and place < len(row) else None
        if found:
            return found
    return None


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float | int) and not isinstance(cell, bool) and 30_000 < cell < 80_000:
        return _EXCEL_EPOCH + timedelta(days=int(cell))
    return read_date(str(cell))


def _hour(cell: Cell) -> time | None:
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0) if cell.time() != time() else None
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    if isinstance(cell, timedelta):
        return (datetime(2000, 1, 1, tzinfo=UTC) + cell).time().replace(second=0, microsecond=0)
    if isinstance(cell, float) and 0 < cell % 1 < 1:
        return (datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=round(cell % 1 * 1440))).time()
    return read_hour(str(cell))


def _words(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if cell is not None else ""


warnings.filterwarnings("ignore", module="python_calamine")
