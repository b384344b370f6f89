"""One permanence as its file describes it: town, openings, closures, what may be shown of its address."""

import itertools
import re
from datetime import date, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from kiosk.domain.figures.disclosure import LEAST_THRESHOLD, THRESHOLD
from kiosk.domain.figures.usage import AFTERNOON, half_day_of
from kiosk.domain.reception.assistance import Actor
from kiosk.domain.reception.handouts import Place
from kiosk.domain.reception.opening import Opening, OpeningSlot, public_holidays

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def _hour(value: object) -> object:
    """Read an hour; strictly, since 9 would otherwise become nine seconds past midnight."""
    if isinstance(value, str) and re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        hours, minutes = value.split(":")
        return time(int(hours), int(minutes))
    if isinstance(value, time) and value.tzinfo is None and not value.second and not value.microsecond:
        return value
    raise ValueError('expected an hour such as "09:30", between quotes')


Hour = Annotated[time, BeforeValidator(_hour)]


class Frozen(BaseModel):
    """What every table of a settings file is: unchangeable, and strict about what it holds."""

    # Strict: a number between quotes is a slip of the hand, and the file must say what it means.
    # What stands in a file may be a secret: a message of pydantic's own never quotes it.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class OpeningTable(Frozen):
    """One opening of the week, as a site's file writes it."""

    day: str
    start: Hour
    end: Hour

    @field_validator("day")
    @classmethod
    def _day(cls, day: str) -> str:
        if day not in WEEKDAYS:
            raise ValueError(f"expected one of {', '.join(WEEKDAYS)}")
        return day

    @model_validator(mode="after")
    def _order(self) -> "OpeningTable":
        if self.start >= self.end:
            raise ValueError(f"expected an end later than the start; found {self.start:%H:%M} to {self.end:%H:%M}")
        return self


class Closure(Frozen):
    """Days without a permanence, both ends included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _order(self) -> "Closure":
        if self.first > self.last:
            raise ValueError(
                f"expected a last day that does not come before the first; found {self.first}, {self.last}"
            )
        return self


class PlaceTable(Frozen):
    """Where a service receives, as its page says; printed only once `confirmed`, with the day it was read (P11)."""

    actor: Annotated[Actor, Field(strict=False)]
    name: Annotated[str, Field(min_length=1, max_length=60)]
    address: Annotated[str, Field(max_length=120)] = ""
    hours: tuple[str, ...] = ()
    phone: Annotated[str, Field(max_length=30)] = ""
    papers: tuple[str, ...] = ()
    source: Annotated[str, Field(pattern=r"^https://\S+$")]
    checked: date
    review: date
    confirmed: bool = False

    @model_validator(mode="after")
    def _order(self) -> "PlaceTable":
        if self.review <= self.checked:
            raise ValueError(f"expected a review after the day it was checked; found {self.checked}, {self.review}")
        return self


class Site(Frozen):
    """One permanence. `address` stays empty where unknown; `show_address` opts in to printing it (P5).

    Reports never show a number under `small_numbers`.
    """

    id: str
    town: Annotated[str, Field(min_length=1, max_length=40)]
    address: str = ""
    show_address: bool = False
    time_zone: str = "Europe/Paris"
    confirmed: bool = False
    slot_minutes: Annotated[int, Field(ge=10, le=120)] = 30
    elsewhere: str = "accueil"
    services: tuple[str, ...] = ("France services",)
    profile: str = ""
    public_holidays: bool = True
    small_numbers: Annotated[int, Field(ge=LEAST_THRESHOLD, le=100)] = THRESHOLD
    openings: tuple[OpeningTable, ...] = ()
    closures: tuple[Closure, ...] = ()
    places: tuple[PlaceTable, ...] = ()

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError) as error:
            raise ValueError('expected the name of a time zone, such as "Europe/Paris"') from error
        return zone

    @field_validator("id")
    @classmethod
    def _plain_id(cls, name: str) -> str:
        if not re.fullmatch(r"[a-z0-9-]{2,40}", name):
            raise ValueError('expected 2 to 40 small letters, digits or hyphens, such as "la-rochette"')
        return name

    @field_validator("openings")
    @classmethod
    def _no_overlap(cls, openings: tuple[OpeningTable, ...]) -> tuple[OpeningTable, ...]:
        for day in WEEKDAYS:
            slots = sorted((o for o in openings if o.day == day), key=lambda o: o.start)
            for before, after in itertools.pairwise(slots):
                if after.start < before.end:
                    ends = f"one ends at {before.end:%H:%M}, the next starts at {after.start:%H:%M}"
                    raise ValueError(f"expected openings that do not overlap; on {day} {ends}")
        return openings

    @property
    def zone(self) -> ZoneInfo:
        """Return the site's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def half_days(self) -> frozenset[str]:
        """Return the half-days of the week on which it opens: "1 am" is Tuesday morning."""
        found = set()
        for each in self.openings:
            weekday = WEEKDAYS.index(each.day)
            # An opening that lasts till the hour itself has nobody arrive after it.
            found |= {f"{weekday} {half_day_of(each.start)}", f"{weekday} {'pm' if each.end > AFTERNOON else 'am'}"}
        return frozenset(found)

    @property
    def confirmed_places(self) -> tuple[Place, ...]:
        """Return where services receive, as far as somebody confirmed it."""
        return tuple(Place(**each.model_dump(exclude={"confirmed"})) for each in self.places if each.confirmed)

    def opening(self, year: int) -> Opening:
        """Return the openings, with closures and the public holidays of a year and its neighbours."""
        closed = {c.first + timedelta(days=n) for c in self.closures for n in range((c.last - c.first).days + 1)}
        if self.public_holidays:
            closed |= {day for y in (year - 1, year, year + 1) for day in public_holidays(y)}
        slots = tuple(OpeningSlot(WEEKDAYS.index(o.day), o.start, o.end) for o in self.openings)
        return Opening(slots, frozenset(closed), self.slot_minutes, self.confirmed)
