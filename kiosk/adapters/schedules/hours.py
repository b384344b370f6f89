"""Hours and lengths as people and programs write them: right, or none."""

import re
from datetime import UTC, datetime, time, timedelta

from kiosk.adapters.schedules.words import plain

_DAY = 24 * 60
_CLOCK = re.compile(
    r"(?P<hours>[01]?\d|2[0-4])\s*"
    r"(?:(?:h(?:eures?|rs?|oras?)?|uhr)\s*(?P<after>[0-5]?\d)?\s*(?:mn|min(?:utes)?|m)?"
    r"|\s?[:.]\s?(?P<minutes>[0-5]\d)(?:[:.][0-5]\d(?:[.,]\d+)?)?(?:\s*h(?:eures?)?)?)?"
    r"\s*(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"([01]?\d|2[0-3])([0-5]\d)")
_NOON = re.compile(r"midi(?:\s*(?:et\s*demie?|(?P<minutes>[0-5]?\d)))?", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:de|a|à|vers|from|at|le)\s+", re.IGNORECASE)
# What may stand behind an hour: the end of a range, a remark in brackets.
_RANGE = re.compile(r"^\s*(?:-|–|—|/|à|a|au|to|jusqu.?[àa]|>|→|et)\s*(?=\d|midi)", re.IGNORECASE)
_ASIDE = re.compile(r"\(.*\)|\[.*\]")
# Words behind an hour that make another hour of it.
_LATE, _OTHER = re.compile(r"\b(?:apres midi|soir)\b"), re.compile(r"\d|\b(?:demie?|quart|moins|ou|a m|p m)\b")
_FRACTION = re.compile(r"0[.,]\d{1,17}")
_ISO_LENGTH = re.compile(r"\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*(?:h(?:eures?|rs?|ours?)?|:)\s*)?"
    r"(?:(?P<minutes>\d{1,3})\s*(?:mn|min(?:utes?|s)?|m|')?\.?)?(?::\d\d)?",
    re.IGNORECASE,
)


def read_hour(cell: object) -> time | None:
    """Read an hour of a cell: "10h30", "9h5", "2:00 p.m.", "midi", a typed time, 0.4375; 9.3 is none."""
    return read_hours(cell)[0]


def read_hours(cell: object) -> tuple[time | None, time | None]:
    """Read an hour and, where a range stands there, its end: "10 h 30 – 11 h"."""
    match cell:
        case bool():
            return None, None
        case datetime():
            return _rounded(cell), None
        case time():
            return _rounded(datetime.combine(datetime(2000, 1, 1, tzinfo=UTC), cell)), None
        case timedelta():
            return _of_minutes(cell.total_seconds() / 60), None
        case float() | int():
            return _of_number(float(cell)), None
        case _:
            return _of_words(str(cell).strip())


def _of_number(cell: float) -> time | None:
    """Read a number of a workbook: the fraction of a day, or whole hours; 9.3 may be 9:18 or 9:30."""
    if 0 < cell < 1:
        return _of_minutes(cell * _DAY)
    return time(int(cell)) if cell.is_integer() and 0 <= cell < 24 else None


def _of_minutes(minutes: float) -> time | None:
    """Read minutes since midnight: programs miss a whole minute by less than a second."""
    whole = round(minutes)
    return time(*divmod(whole, 60)) if 0 <= whole < _DAY and abs(minutes - whole) <= 1 else None


def _rounded(moment: datetime) -> time:
    """Return the nearest minute: a workbook may hold 10:29:59.999."""
    return (moment + timedelta(seconds=30)).time().replace(second=0, microsecond=0, tzinfo=None)


def _of_words(words: str) -> tuple[time | None, time | None]:
    said = words.replace("\u00a0", " ").replace("\u202f", " ")
    if _FRACTION.fullmatch(said) and len(said) > 4:
        return _of_minutes(float(said.replace(",", ".")) * _DAY), None
    if compact := _COMPACT.fullmatch(said):
        return time(int(compact[1]), int(compact[2])), None
    said = _BEFORE.sub("", said)
    first, rest = _clock(said)
    if first is None:
        return None, None
    if between := _RANGE.match(rest):
        second, rest = _clock(rest[between.end() :])
        return (first, second) if second is not None and not _OTHER.search(_remark(rest)) else (None, None)
    said = _remark(rest)
    if _OTHER.search(said):
        return None, None
    return (first.replace(hour=first.hour + 12) if _LATE.search(said) and first.hour < 12 else first), None


def _remark(rest: str) -> str:
    return plain(_ASIDE.sub("", rest))


def _clock(words: str) -> tuple[time | None, str]:
    """Read the hour that words begin with; return what stands behind it too."""
    if noon := _NOON.match(words):
        minutes = 30 if "dem" in noon[0].casefold() else int(noon["minutes"] or 0)
        return time(12, minutes), words[noon.end() :]
    found = _CLOCK.match(words)
    if not found:
        return None, words
    hours, minutes = int(found["hours"]), int(found["minutes"] or found["after"] or 0)
    half = (found["half"] or "").lower()
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    return (time(hours, minutes), words[found.end() :]) if hours < 24 else (None, words)


def read_length(cell: object, *, in_hours: bool = False) -> int | None:
    """Read a length in minutes: "45", "1h30", "1:00", "00:30:00", "PT30M", a typed time; None where it is none."""
    match cell:
        case bool():
            return None
        case timedelta():
            return round(cell.total_seconds() / 60) or None
        case time():
            return cell.hour * 60 + cell.minute or None
        case datetime():
            return cell.hour * 60 + cell.minute or None
        case float() | int():
            return _of_figure(float(cell), in_hours=in_hours)
        case _:
            return _length_of(plain_length(str(cell)), in_hours=in_hours)


def plain_length(words: str) -> str:
    """Return a length without the blanks that French typography puts in, nor a remark in brackets."""
    return re.sub(r"\(.*\)", "", words.replace("\u00a0", " ").replace("\u202f", " ")).strip()


def _of_figure(cell: float, *, in_hours: bool) -> int | None:
    if in_hours:
        return round(cell * 60) or None
    # A fraction is a typed time without its format; nobody is received for less than five minutes.
    if 0 < cell < 1:
        return round(cell * _DAY) or None
    return int(cell) if cell.is_integer() and cell >= 5 else None


def _length_of(words: str, *, in_hours: bool) -> int | None:
    if iso := _ISO_LENGTH.fullmatch(words):
        weeks, days, hours, minutes, _ = (int(part or 0) for part in iso.groups())
        return (weeks * 7 + days) * _DAY + hours * 60 + minutes or None
    try:
        return _of_figure(float(words.replace(",", ".")), in_hours=in_hours)
    except ValueError:
        pass
    found = _LENGTH.fullmatch(words)
    if not found or not words:
        return None
    return int(found["hours"] or 0) * 60 + int(found["minutes"] or 0) or None
