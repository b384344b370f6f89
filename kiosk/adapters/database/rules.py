"""What a row must keep beside its columns' types, so that no later reading of it can fail."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table

from kiosk.adapters.database.device_tables import COLUMN_ROLE, ROOM_NUMBER, TIMEKEEPING, TRIES
from kiosk.adapters.database.tables import (
    APPOINTMENT,
    ARRIVAL,
    CANCELLED,
    CORRECTION,
    COUNTER,
    MARK,
    PENDING_COUNT,
    PUBLICATION,
    SESSION,
    TICKET_SERIES,
    UNDO,
)
from kiosk.domain.figures.publication import Reason
from kiosk.domain.figures.usage import Counter, checked

Row = Mapping[str, Any]
# Far from the ends of what a date can be: a zone's hours must not carry it over.
_YEARS = range(1970, 9000)
_LATEST_MARK = int(datetime(_YEARS[-1], 1, 1, tzinfo=UTC).timestamp() * 1_000_000)
_HIGHEST_NUMBER, _HIGHEST_COUNT, _A_WEEK = 99_999, 1 << 40, 7 * 24 * 3600
_A_CENTURY = 100 * 366 * 24 * 3600 * 1_000_000


def _is_declared(row: Row) -> bool:
    checked(Counter(row["family"], row["site"], row["period"], row["value"]))
    return bool(abs(row["n"]) < _HIGHEST_COUNT)


def _is_a_mark(row: Row) -> bool:
    # The first value of an import is a time in seconds, that of the desk one in microseconds.
    latest = _LATEST_MARK // 1_000_000 if row["name"].startswith(("import:", "calendar:", CANCELLED)) else _LATEST_MARK
    return bool(0 <= row["value"] <= latest)


def _is_published(row: Row) -> bool:
    parts = [part.partition("=") for part in row["corrections"].split()]
    return all(Reason(reason) and int(n) is not None for reason, _, n in parts)


_RULES: dict[Table, Callable[[Row], bool]] = {
    APPOINTMENT: lambda row: 0 < row["minutes"] <= 24 * 60,
    UNDO: lambda row: 0 < row["minutes"] <= 24 * 60,
    ARRIVAL: lambda row: row["number"] <= _HIGHEST_NUMBER,
    SESSION: lambda row: 0 <= row["worked"] <= _A_WEEK,
    TICKET_SERIES: lambda row: 0 <= row["last"] <= _HIGHEST_NUMBER,
    ROOM_NUMBER: lambda row: 0 <= row["last"] <= _HIGHEST_NUMBER,
    TIMEKEEPING: lambda row: 0 <= row["uptime"] <= _A_CENTURY and abs(row["disowned"] or 0) <= _LATEST_MARK,
    COLUMN_ROLE: lambda row: 0 <= row["place"] <= _HIGHEST_NUMBER,
    TRIES: lambda row: 0 <= row["in_a_row"] <= _HIGHEST_NUMBER and 0 <= row["in_the_day"] <= _HIGHEST_NUMBER,
    PENDING_COUNT: _is_declared,
    MARK: _is_a_mark,
    COUNTER: _is_declared,
    CORRECTION: _is_declared,
    PUBLICATION: _is_published,
}


def keeps_the_rules(table: Table, row: Row) -> bool:
    """Say whether a row can be read by whoever will. May raise what its reading would raise."""
    # A time without its zone would be compared with ours, and that raises.
    times = [value for value in row.values() if isinstance(value, datetime)]
    if any(value.tzinfo is None or value.year not in _YEARS for value in times):
        return False
    rule = _RULES.get(table)
    return rule is None or rule(row)
