"""Series of events, unfolded in the wall time of their own zone: an hour stays an hour when the clocks change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from kiosk.adapters.schedules.ics_event import Event
from kiosk.adapters.schedules.ics_lines import Value, every
from kiosk.adapters.schedules.ics_times import Zones, read_time
from kiosk.adapters.schedules.rows import FAR, PAST, Bounds
from kiosk.domain.reception.planning import Dropped

_MOST_A_DAY = 50  # hours of one series on one day
_ENDLESS = "Il se répète trop souvent pour des rendez‑vous."
_BAD_RULE = "Sa répétition n’est pas lisible : seule sa première fois est gardée."
_BAD_EXCEPTION = "Une date d’exception n’est pas lisible : la série est gardée entière."
_BAD_EXTRA = "Une date ajoutée à la série n’est pas lisible."
_PARTS = frozenset({
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYSETPOS", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY",
    "BYHOUR", "BYMINUTE", "BYSECOND",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of an event; `source` tells it from the others of its series."""

    event: Event
    starts: datetime
    source: str


class _EndlessError(ValueError):
    """No agenda has such a series."""


def unfold(events: Sequence[Event], bounds: Bounds, zones: Zones) -> tuple[list[Occurrence], list[Dropped]]:
    """Return each time of each event from today on, as far as one plans, and words of what could not be followed."""
    found: list[Occurrence] = []
    dropped: list[Dropped] = []
    masters: dict[str, list[_Series]] = {}
    for event in events:
        if event.recurrence is None and ("RRULE" in event.raw.values or "RDATE" in event.raw.values):
            masters.setdefault(event.uid, []).append(_Series(event, bounds, zones))
        elif event.recurrence is None:
            found.append(Occurrence(event, event.start, event.uid))
    # Somebody may be invited to one time of a series only.
    found += [
        Occurrence(event, event.start, f"{event.uid} {event.recurrence.isoformat()}")
        for event in events
        if event.recurrence is not None and not _belongs(event, masters.get(event.uid, []))
    ]
    for each in (series for of_uid in masters.values() for series in of_uid):
        found += each.occurrences()
        dropped += each.dropped
    return found, dropped


def _belongs(event: Event, masters: Sequence["_Series"]) -> bool:
    takers = [each for each in masters if each.knows(event.recurrence)] or list(masters[:1])
    if takers and event.uid:
        takers[0].overrides.append(event)
    return bool(takers and event.uid)


class _Series:
    """One series, in the wall time of its first event."""

    def __init__(self, event: Event, bounds: Bounds, zones: Zones) -> None:
        self._event, self._bounds, self._zones = event, bounds, zones
        self._zone = event.start.tzinfo or bounds.zone
        self._first = event.start.replace(tzinfo=None)
        self.overrides: list[Event] = []
        self.dropped: list[Dropped] = []

    def knows(self, at: datetime | date | None) -> bool:
        """Say whether a time of day is this series' own."""
        return not isinstance(at, datetime) or self._wall(at).time() == self._first.time()

    def occurrences(self) -> list[Occurrence]:
        """Return the times in sight, each with the event that stands for it."""
        try:
            times = self._times()
        except _EndlessError:
            self._drop(_ENDLESS)
            return []
        made = {at: Occurrence(self._event, self._aware(at), self._source(at)) for at in sorted(times)}
        if not made and not self.overrides:
            self._drop(FAR if self._aware(self._first) > self._bounds.window()[1] else PAST)
        for override in sorted(self.overrides, key=self._key):
            key = self._key(override)
            first = override.raw.first("RECURRENCE-ID")
            if first and first.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
                step = override.start - self._aware(key)
                later = {
                    at: Occurrence(override, each.starts + step, each.source) for at, each in made.items() if at > key
                }
                made |= later
            made[key] = Occurrence(override, override.start, self._source(key))
        return list(made.values())

    def _times(self) -> set[datetime]:
        values = self._event.raw.values
        times = self._ruled(values.get("RRULE", []), self._dropped_rule)
        times |= set(self._listed(values.get("RDATE", []), _BAD_EXTRA))
        gone = self._ruled(values.get("EXRULE", []), lambda: self._drop(_BAD_EXCEPTION))
        exceptions = list(self._listed_days(values.get("EXDATE", [])))
        days = {each for each in exceptions if not isinstance(each, datetime)}
        first, last = self._sight()
        if first <= self._first <= last:
            times.add(self._first)
        times -= gone | {each for each in exceptions if isinstance(each, datetime)}
        return {at for at in times if at.date() not in days and first <= at <= last}

    def _sight(self) -> tuple[datetime, datetime]:
        """Return the beginning of today and the end of what one plans, in this series' wall time."""
        first, last = (self._wall(at) for at in self._bounds.window())
        return datetime.combine(first.date(), time()) - timedelta(days=1), last

    def _ruled(self, rules: Sequence[Value], on_bad: Any) -> set[datetime]:
        found: set[datetime] = set()
        for rule in rules:
            try:
                found |= set(self._of_rule(rule.text))
            except _EndlessError:
                raise
            except Exception:
                on_bad()
        return found

    def _of_rule(self, text: str) -> Iterator[datetime]:
        from dateutil.rrule import rrulestr

        parts = dict(part.split("=", 1) for part in re.sub(r"\s", "", text.upper()).strip(";").split(";") if part)
        _refuse_endless(parts)
        if int(parts.get("INTERVAL", 1)) < 1:
            raise ValueError
        first, last = self._sight()
        until = min(self._until(parts.pop("UNTIL", "")), last)
        rule = rrulestr(";".join(f"{key}={said}" for key, said in parts.items() if key in _PARTS), dtstart=self._first)
        if until < self._first:
            return iter(())
        return iter(rule.replace(until=until).between(first, last, inc=True))

    def _until(self, text: str) -> datetime:
        if not text:
            return datetime.max  # noqa: DTZ901 - wall time
        at = read_time(Value(text, {}), self._zones, self._zone)
        if at is None:
            raise ValueError
        return self._wall(at) if isinstance(at, datetime) else datetime.combine(at, time.max)

    def _listed(self, values: Sequence[Value], why: str) -> Iterator[datetime]:
        for each in every(values):
            # A period says its end too.
            at = read_time(Value(each.text.split("/")[0], each.parameters), self._zones, self._zone)
            if at is None:
                self._drop(why)
            else:
                yield self._wall(at) if isinstance(at, datetime) else datetime.combine(at, self._first.time())

    def _listed_days(self, values: Sequence[Value]) -> Iterator[datetime | date]:
        for each in every(values):
            at = read_time(each, self._zones, self._zone)
            if at is None:
                self._drop(_BAD_EXCEPTION)
            else:
                yield self._wall(at) if isinstance(at, datetime) else at

    def _key(self, override: Event) -> datetime:
        at = override.recurrence or override.start
        return self._wall(at) if isinstance(at, datetime) else datetime.combine(at, self._first.time())

    def _wall(self, at: datetime) -> datetime:
        return at.astimezone(self._zone).replace(tzinfo=None)

    def _aware(self, at: datetime) -> datetime:
        return at.replace(tzinfo=self._zone).astimezone(UTC)

    def _source(self, at: datetime) -> str:
        return f"{self._event.uid} {at.replace(tzinfo=self._zone).isoformat()}" if self._event.uid else ""

    def _dropped_rule(self) -> None:
        self._drop(_BAD_RULE)

    def _drop(self, why: str) -> None:
        said = Dropped(self._event.where, why)
        if said not in self.dropped:
            self.dropped.append(said)


def _refuse_endless(parts: dict[str, str]) -> None:
    a_day = 1
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        a_day *= max(1, len(parts.get(part, "").split(",")))
    if a_day > _MOST_A_DAY or parts.get("FREQ") in {"SECONDLY", "MINUTELY", "HOURLY"}:
        raise _EndlessError
