"""Calendars (RFC 5545): Outlook, Google, Zimbra, Thunderbird, RDV Service Public; recurring events unfolded."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kiosk.adapters.schedules.rows import (
    Bounds,
    checked_row,
    code_in,
    first_visit_in,
    letters_in_subject,
    motif_of,
    parted,
)
from kiosk.domain.reception.planning import Dropped, PlannedRow, Reading, Unreadable

_MOST_A_DAY = 50  # hours of one series on one day
_REPEATS = frozenset({"RRULE", "RDATE", "RECURRENCE-ID"})


def read_calendar(content: bytes, bounds: Bounds) -> Reading | Unreadable:
    """Read a calendar; what is not an hour with somebody is dropped with a word."""
    import recurring_ical_events
    from icalendar import Calendar

    if b"END:VCALENDAR" not in content[-2000:].upper():
        return Unreadable("Ce fichier d’agenda n’est pas arrivé en entier. Copiez‑le à nouveau.")
    try:
        calendar = Calendar.from_ical(content)
        endless = tuple(_without_endless(calendar))
        first, last = bounds.window()
        events = recurring_ical_events.of(calendar, skip_bad_series=True).between(first - timedelta(days=1), last)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        return Unreadable("Ce fichier d’agenda est abîmé. Exportez‑le à nouveau.")
    series = {str(e.get("UID")) for e in calendar.walk("VEVENT") if _REPEATS & set(e)}
    kept, dropped = parted(
        _row(event, number, bounds, series) for number, event in enumerate(sorted(events, key=_order), 1)
    )
    outside = tuple(_outside(calendar, bounds))
    days = [row.starts.astimezone(bounds.zone).date() for row in kept]
    days += [day for day in _days(calendar, bounds) if day >= bounds.today()]
    return Reading(kept, (*dropped, *outside, *endless), first=min(days, default=None), last=max(days, default=None))


def _without_endless(calendar: Any) -> Iterator[Dropped]:
    """Take out the series that no agenda has: unfolding one of them takes for ever."""
    for number, event in enumerate(calendar.walk("VEVENT"), 1):
        rules = [rule for name in ("RRULE", "EXRULE") for rule in _listed(event.get(name))]
        if any(_is_endless(rule) for rule in rules):
            calendar.subcomponents.remove(event)
            yield Dropped(f"événement {number} du fichier", "Il se répète trop souvent pour des rendez‑vous.")


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _is_endless(rule: Any) -> bool:
    a_day = 1
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        a_day *= max(1, len(_listed(rule.get(part))))
    often = {str(each).upper() for each in _listed(rule.get("FREQ"))}
    return a_day > _MOST_A_DAY or bool(often & {"SECONDLY", "MINUTELY", "HOURLY"})


def _order(event: Any) -> datetime:
    start = event["DTSTART"].dt
    if not isinstance(start, datetime):
        return datetime(start.year, start.month, start.day, tzinfo=UTC)
    return start if start.tzinfo else start.replace(tzinfo=UTC)


def _row(event: Any, number: int, bounds: Bounds, series: set[str]) -> PlannedRow | Dropped:
    where = f"événement {number}"
    start = event["DTSTART"].dt
    if not isinstance(start, datetime):
        return Dropped(where, "C’est une journée entière, pas une heure.")
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return Dropped(where, "Il est annulé.")
    starts = (start if start.tzinfo else start.replace(tzinfo=bounds.zone)).astimezone(UTC)
    subject = str(event.get("SUMMARY", ""))
    uid = str(event.get("UID", ""))
    # One event of a series is told from the others by the hour it was first planned at.
    original = event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else start
    source = f"{uid} {original.isoformat()}" if uid in series else uid
    row = PlannedRow(
        starts,
        _minutes(event, start, bounds),
        motif_of(subject),
        letters_in_subject(subject),
        first_visit_in(subject),
        code_in(subject),
        bounds.hidden(source),
        where,
    )
    return checked_row(row, bounds)


def _minutes(event: Any, start: datetime, bounds: Bounds) -> int:
    if "DTEND" in event:
        end = event["DTEND"].dt
        # An event without an end is unfolded to one that ends as it begins.
        if isinstance(end, datetime) and (end.tzinfo is None) == (start.tzinfo is None) and end != start:
            return round((end - start).total_seconds() / 60)
    if "DURATION" in event:
        return round(float(event["DURATION"].dt.total_seconds()) / 60)
    return bounds.slot_minutes


def _outside(calendar: Any, bounds: Bounds) -> Iterator[Dropped]:
    """Say a word of single events before now or after the horizon: the unfolding leaves them out in silence."""
    first, last = bounds.window()
    for number, event in enumerate(calendar.walk("VEVENT"), 1):
        start = getattr(event.get("DTSTART"), "dt", None)
        where = f"événement {number} du fichier"
        if start is None:
            yield Dropped(where, "Il n’a pas de date.")
        elif isinstance(start, datetime) and "RRULE" not in event:
            at = start if start.tzinfo else start.replace(tzinfo=bounds.zone)
            if at < first - timedelta(days=1):
                yield Dropped(where, "L’heure est passée.")
            elif at > last:
                yield Dropped(where, "C’est plus loin que 8 semaines.")


def _days(calendar: Any, bounds: Bounds) -> Iterator[date]:
    for event in calendar.walk("VEVENT"):
        start = getattr(event.get("DTSTART"), "dt", None)
        if isinstance(start, datetime):
            yield (start if start.tzinfo else start.replace(tzinfo=bounds.zone)).astimezone(bounds.zone).date()
        elif isinstance(start, date):
            yield start
