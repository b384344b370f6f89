"""Days and moments as people and programs write them: right, or none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import Enum

from kiosk.adapters.schedules.hours import read_hour
from kiosk.adapters.schedules.words import plain

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d{1,17}))?")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?![\d/])")
_MONTHS = (
    ("janvier", "janv", "january", "jan"), ("fevrier", "fevr", "fev", "february", "feb"), ("mars", "march", "mar"),
    ("avril", "avr", "april", "apr"), ("mai", "may"), ("juin", "june", "jun"), ("juillet", "juil", "july", "jul"),
    ("aout", "aou", "august", "aug"), ("septembre", "sept", "september", "sep"), ("octobre", "october", "oct"),
    ("novembre", "november", "nov"), ("decembre", "december", "dec"),
)  # fmt: skip
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAME = "|".join(sorted(_NUMBER, key=len, reverse=True))
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)? (?:of )?({_NAME}) (\d{{4}}|\d{{2}})\b")
_MONTH_FIRST = re.compile(rf"\b({_NAME}) (\d{{1,2}})(?:st|nd|rd|th)? (\d{{4}})\b")
_OFFSET = re.compile(r"\s*(?:(z|utc|gmt)|(?:gmt|utc)?\s*([+-])(\d{2}):?(\d{2})?)\s*$", re.IGNORECASE)


class Order(Enum):
    """Which of two small numbers of a date is the day, as a whole column says."""

    DAY_FIRST = 1
    MONTH_FIRST = 2
    UNSURE = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the hour where it stands beside it; `zone` is None where the words name none."""

    day: date
    hour: time | None = None
    zone: tzinfo | None = None


def order_of(cells: Iterable[object], *, is_american: bool) -> Order:
    """Say how a column writes its days; `is_american` where its hours are, and its titles English."""
    firsts, seconds, is_told = set(), set(), False
    for cell in cells:
        if isinstance(cell, str) and not _ISO.search(cell) and (found := _FIGURES.search(cell)):
            firsts.add(int(found[1]) > 12)
            seconds.add(int(found[2]) > 12)
            is_told = True
    if True in firsts:
        return Order.UNSURE if True in seconds else Order.DAY_FIRST
    if True in seconds:
        return Order.MONTH_FIRST
    return Order.UNSURE if is_told and is_american else Order.DAY_FIRST


def read_moment(cell: object, order: Order = Order.DAY_FIRST) -> Moment | None:
    """Read a day, and the hour beside it: "mar. 1 déc. 2026", "01.12.2026 10:30", "2026-12-01T09:30Z", 46357.4375."""
    match cell:
        case bool():
            return None
        case datetime():
            return Moment(cell.date(), None if cell.time() == time() else read_hour(cell))
        case date():
            return Moment(cell)
        case float() | int():
            return _of_serial(float(cell))
        case _:
            return _of_words(str(cell).strip(), order)


def _of_serial(number: float) -> Moment | None:
    if not 30_000 < number < 80_000:
        return None
    return Moment(_EXCEL_EPOCH + timedelta(days=int(number)), read_hour(number % 1) if number % 1 else None)


def _of_words(words: str, order: Order) -> Moment | None:
    if serial := _SERIAL.fullmatch(words):
        return _of_serial(float(f"{serial[1]}.{serial[2] or 0}"))
    for pattern, read in ((_ISO, _year_first), (_COMPACT, _year_first), (_FIGURES, _figures)):
        if found := pattern.search(words):
            day = read(found, order)
            return _with_hour(day, words[found.end() :], words[: found.start()]) if day else None
    said = plain(words)
    if found := _DAY_FIRST.search(said):
        day = _date(_year(found[3]), _NUMBER[found[2]], int(found[1]))
    elif found := _MONTH_FIRST.search(said):
        day = _date(int(found[3]), _NUMBER[found[1]], int(found[2]))
    else:
        return None
    # Behind the year, as it was written.
    return _with_hour(day, words[words.rfind(found[3]) + len(found[3]) :], "") if day else None


def _with_hour(day: date, behind: str, before: str) -> Moment | None:
    rest = re.sub(r"^[\s,T–-]*(?:à|a|at|de)?\s*", "", behind, flags=re.IGNORECASE)
    if not rest and before[-1:].isspace():
        # "10:30 01/12/2026"; a day of the week is none.
        return Moment(day, read_hour(before.strip()))
    offset = _OFFSET.search(rest)
    zone = _zone_of(offset) if offset and rest[: offset.start()].strip() else None
    return Moment(day, read_hour(rest[: offset.start()] if offset and zone else rest), zone)


def _zone_of(offset: re.Match[str]) -> tzinfo:
    if offset[1]:
        return UTC
    away = timedelta(hours=int(offset[3]), minutes=int(offset[4] or 0))
    return timezone(away if offset[2] == "+" else -away)


def _year_first(found: re.Match[str], _order: Order) -> date | None:
    return _date(int(found[1]), int(found[2]), int(found[3]))


def _figures(found: re.Match[str], order: Order) -> date | None:
    first, second, year = int(found[1]), int(found[2]), _year(found[3])
    if order is Order.UNSURE and first <= 12 and second <= 12 and first != second:
        return None
    is_month_first = order is Order.MONTH_FIRST or (order is Order.UNSURE and second > 12)
    return _date(year, first, second) if is_month_first else _date(year, second, first)


def _year(written: str) -> int:
    return int(written) + 2000 if len(written) == 2 else int(written)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
