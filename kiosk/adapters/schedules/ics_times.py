"""Times of a calendar and the zones they are in: right, or none."""

import functools
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from kiosk.adapters.schedules.ics_lines import Value
from kiosk.adapters.schedules.words import plain

_TIME = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_AWAY = re.compile(r"\(?(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?\)?", re.IGNORECASE)
# Beyond these a year is a mistake, and hours of it cannot be counted in every zone.
_YEARS = range(1902, 9998)


class Zones:
    """The zones of one file; `site` is where an hour without a zone is."""

    def __init__(self, defined: Mapping[str, str], site: ZoneInfo) -> None:
        self._defined, self._site = defined, site
        self._found: dict[str, tzinfo | None] = {}

    def of(self, name: str) -> tzinfo | None:
        """Return a zone by its name: the world's, Windows', or one that the file defines; None where it is unknown."""
        if name not in self._found:
            defined = self._defined.get(name)
            self._found[name] = known_zone(name) or (_made(defined) if defined else None) or _by_offset(name)
        return self._found[name]

    def of_calendar(self, name: str) -> tzinfo:
        """Return the zone of the hours that name none; where the calendar's own is unknown, the site's."""
        return (self.of(name) if name else None) or self._site


@functools.cache
def known_zone(name: str) -> ZoneInfo | None:
    """Return a zone of the world: "Europe/Paris", "Romance Standard Time", "Paris", "/mozilla.org/…/Europe/Paris"."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    bare = name.strip().strip('"').strip()
    parts = bare.strip("/").split("/")
    for said in (bare, WINDOWS_TO_OLSON.get(bare, ""), "/".join(parts[-2:]), "/".join(parts[-3:])):
        try:
            if said:
                return ZoneInfo(said)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    # "Paris", "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris": the first city that we know.
    for said in re.split(r"[,;)]", bare):
        if city := _cities().get(plain(said)):
            return ZoneInfo(city)
    return None


@functools.cache
def _cities() -> dict[str, str]:
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return {plain(name.rsplit("/", 1)[1]): name for name in names}


def _made(defined: str) -> tzinfo | None:
    from icalendar import Timezone

    try:
        component = Timezone.from_ical(defined)
        zone = component.to_tz() if isinstance(component, Timezone) else None
        datetime(2026, 7, 1, 12, tzinfo=zone).utcoffset()
    except Exception:
        return None
    return zone


def _by_offset(name: str) -> tzinfo | None:
    found = _AWAY.fullmatch(name.strip())
    if not found:
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(away if found[1] == "+" else -away) if away < timedelta(hours=15) else None


def read_time(value: Value, zones: Zones, zone: tzinfo) -> datetime | date | None:
    """Read a time, aware, or a whole day; `zone` is that of hours that name none.

    A Z holds whatever zone stands beside it. None where it cannot be read, or its zone is unknown.
    """
    found = _TIME.fullmatch(value.text.strip())
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None or value.parameters.get("VALUE", "").upper() == "DATE":
            return day
        at = datetime(day.year, day.month, day.day, int(found[4]), int(found[5]), min(59, int(found[6] or 0)))  # noqa: DTZ001
    except ValueError:
        return None
    if day.year not in _YEARS:
        return at.replace(tzinfo=UTC)
    if found[7]:
        away = UTC if found[7].upper() == "Z" else _by_offset(found[7])
        return at.replace(tzinfo=away) if away else None
    named = value.parameters.get("TZID", "").strip()
    own = zones.of(named) if named else zone
    return at.replace(tzinfo=own) if own else None
