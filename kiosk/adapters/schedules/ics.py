"""Calendars (RFC 5545): Outlook, Google, Zimbra, Thunderbird, RDV Service Public; each event is read by itself."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from kiosk.adapters.schedules.hours import read_length
from kiosk.adapters.schedules.ics_event import Event
from kiosk.adapters.schedules.ics_lines import RawEvent, read_calendars
from kiosk.adapters.schedules.ics_series import Occurrence, unfold
from kiosk.adapters.schedules.ics_times import Zones, read_time
from kiosk.adapters.schedules.rows import (
    ALL_DAY,
    NO_END,
    OFF,
    Bounds,
    checked_row,
    code_in,
    first_visit_in,
    letters_in_subject,
    motif_of,
    out_of_sight,
    says_more,
)
from kiosk.domain.reception.planning import Dropped, PlannedRow, Reading, Unreadable

_CUT = Unreadable("Ce fichier d’agenda n’est pas arrivé en entier. Copiez‑le à nouveau.")
_NO_START, _BAD_START = "Il n’a pas de date.", "Sa date ou son fuseau horaire n’est pas lisible."
_TWICE, _OLDER = "Il est deux fois dans le fichier.", "Une version plus récente est dans le fichier."
_OURS = "@kiosk"


def read_calendar(text: str, bounds: Bounds) -> Reading | Unreadable:
    """Read a calendar; what is not an hour with somebody is dropped with a word, and costs nothing else."""
    if "END:VCALENDAR" not in text[-2000:].upper():
        return _CUT
    calendar = read_calendars(text)
    zones = Zones(calendar.zones, bounds.zone)
    read = [_event(raw, zones, bounds) for raw in calendar.events]
    events, older = _newest([each for each in read if isinstance(each, Event)])
    occurrences, dropped = unfold(events, bounds, zones)
    rows = [_row(each, bounds) for each in sorted(occurrences, key=lambda each: each.starts)]
    doubts = [doubt for each in events for doubt in each.doubts]
    kept = tuple(row for row in rows if isinstance(row, PlannedRow))
    aside = [each for each in (*read, *rows) if isinstance(each, Dropped)]
    days = {each.starts.astimezone(bounds.zone).date() for each in occurrences if not _reason(each.starts, bounds)}
    return Reading(kept, (*aside, *older, *dropped, *doubts), days=tuple(sorted(days)))


def _event(raw: RawEvent, zones: Zones, bounds: Bounds) -> Event | Dropped:
    where = f"événement {raw.number}"
    if not raw.is_whole:
        return Dropped(where, "Il n’est pas arrivé en entier.")
    start = raw.first("DTSTART")
    if start is None or not start.text.strip():
        return Dropped(where, _NO_START)
    zone = zones.of_calendar(raw.zone)
    at = read_time(start, zones, zone)
    if at is None:
        return Dropped(where, _BAD_START)
    if not isinstance(at, datetime) or raw.text("X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE":
        return Dropped(where, ALL_DAY)
    minutes, is_told = _minutes(raw, at, zones, bounds)
    first = raw.first("RECURRENCE-ID")
    recurrence = read_time(first, zones, at.tzinfo or zone) if first else None
    doubts = () if is_told else (Dropped(where, NO_END),)
    # The wrong way round, it ends where it begins; it is as long.
    starts = at if minutes > 0 else at + timedelta(minutes=minutes)
    return Event(raw, where, starts, abs(minutes), doubts, recurrence)


def _minutes(raw: RawEvent, start: datetime, zones: Zones, bounds: Bounds) -> tuple[int, bool]:
    """Return the length, and whether the event told it, or told none; below 0 the wrong way round."""
    told = [raw.first(name) for name in ("DTEND", "DURATION")]
    end, length = told
    if end is not None:
        at = read_time(end, zones, start.tzinfo or bounds.zone)
        if isinstance(at, datetime) and at != start:
            return round((at - start).total_seconds() / 60), True
        if at is not None and not isinstance(at, datetime):
            # A day as the end of an hour says nothing of its length.
            return bounds.slot_minutes, at >= start.date()
        if at is not None:
            return bounds.slot_minutes, True
    if length is not None and (minutes := read_length(length.text)) is not None:
        return minutes, True
    return bounds.slot_minutes, not any(told)


def _newest(events: Sequence[Event]) -> tuple[list[Event], list[Dropped]]:
    """Leave out the older versions of an event, and what is written twice; one id for all is no id."""
    of_id: dict[tuple[str, object], list[Event]] = {}
    for event in events:
        if event.uid:
            of_id.setdefault((event.uid, event.recurrence), []).append(event)
    gone: dict[int, Dropped] = {}
    for same in of_id.values():
        versions = {_version(each) for each in same}
        seen: set[tuple[datetime, str]] = set()
        for each in same:
            key = (each.start, each.raw.text("SUMMARY"))
            # Where two have the same version number, they are not versions of one.
            if len(versions) == len(same) > 1 and _version(each) < max(versions):
                gone[each.raw.number] = Dropped(each.where, _OLDER)
            elif key in seen:
                gone[each.raw.number] = Dropped(each.where, _TWICE)
            seen.add(key)
    return [each for each in events if each.raw.number not in gone], [*gone.values()]


def _version(event: Event) -> int:
    said = event.raw.text("SEQUENCE")
    return int(said) if said.isdecimal() and len(said) < 10 else 0


def _reason(starts: datetime, bounds: Bounds) -> str:
    return out_of_sight(starts.date() if starts.year > 9000 or starts.year < 1902 else _local(starts, bounds), bounds)


def _local(starts: datetime, bounds: Bounds) -> date:
    return starts.astimezone(bounds.zone).date()


def _row(each: Occurrence, bounds: Bounds) -> PlannedRow | Dropped:
    event = each.event
    if event.is_off:
        return Dropped(event.where, OFF)
    if why := _reason(each.starts, bounds):
        return Dropped(event.where, why)
    starts = each.starts.astimezone(UTC)
    subject, uid = event.raw.text("SUMMARY"), event.uid
    # Our own calendar, imported again: its ids are the slips' codes.
    source = "" if uid.endswith(_OURS) else each.source
    row = PlannedRow(
        starts,
        event.minutes,
        motif_of(subject),
        letters_in_subject(subject),
        first_visit_in(subject),
        code_in(subject),
        bounds.hidden(source),
        event.where,
        says_more(subject),
    )
    return checked_row(row, bounds)
