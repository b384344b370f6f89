"""Settings from TOML files: one frozen object, checked whole, refused with file, key and what was expected."""

import itertools
import re
import tomllib
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from kiosk.domain.opening import Opening, OpeningSlot, public_holidays
from kiosk.refusals import complaints
from kiosk.shipped import shipped

_Model = TypeVar("_Model", bound=BaseModel)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class WrongSetting(Exception):
    """A settings file cannot be used; the message names file, key and what was expected, a line each."""


def _hour(value: object) -> object:
    """Read an hour; strictly, since 9 would otherwise become nine seconds past midnight."""
    if isinstance(value, str) and re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        hours, minutes = value.split(":")
        return time(int(hours), int(minutes))
    if isinstance(value, time) and value.tzinfo is None and not value.second and not value.microsecond:
        return value
    raise ValueError('expected an hour such as "09:30", between quotes')


Hour = Annotated[time, BeforeValidator(_hour)]


class _Frozen(BaseModel):
    # Strict: a number between quotes is a slip of the hand, and the file must say what it means.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Panel(_Frozen):
    """The screen as measured on the spot: sizes on it are millimetres through `ppi`."""

    ppi: Annotated[float, Field(ge=40, le=400)] = 102.0
    viewing_distance_mm: Annotated[int, Field(ge=250, le=1000)] = 500


class Printing(_Frozen):
    """CUPS queues by name. An empty name prints into a folder of PDFs."""

    a4: str = ""
    ticket: str = ""
    confirm_within_seconds: Annotated[int, Field(ge=5, le=300)] = 45


class Desk(_Frozen):
    """The desk: how the kiosk knows that it is alive, its number on the wall screen, its own screen's density."""

    alive_within_seconds: Annotated[int, Field(ge=5, le=600)] = 60
    number: Annotated[int, Field(ge=1, le=9)] = 1
    ppi: Annotated[float, Field(ge=40, le=400)] = 96.0


class Times(_Frozen):
    """Time-outs, in seconds (reference D01–D05; DESIGN "Behaviour")."""

    idle: Annotated[int, Field(ge=60, le=300)] = 120
    idle_reading: Annotated[int, Field(ge=120, le=900)] = 300
    answer: Annotated[int, Field(ge=20, le=120)] = 45
    result: Annotated[int, Field(ge=20, le=120)] = 30
    slip_of_another: Annotated[int, Field(ge=5, le=60)] = 10


class Scanner(_Frozen):
    """A reader that types: keys of one burst come faster than any person's."""

    longest_gap_ms: Annotated[int, Field(ge=10, le=200)] = 50


class OpeningTable(_Frozen):
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


class Closure(_Frozen):
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


class Site(_Frozen):
    """One permanence. `address` stays empty where unknown; `show_address` opts in to printing it (P5)."""

    id: str
    town: Annotated[str, Field(min_length=1, max_length=40)]
    address: str = ""
    show_address: bool = False
    time_zone: str = "Europe/Paris"
    confirmed: bool = False
    slot_minutes: Annotated[int, Field(ge=10, le=120)] = 30
    elsewhere: str = "accueil"
    services: tuple[str, ...] = ("France services",)
    public_holidays: bool = True
    openings: tuple[OpeningTable, ...] = ()
    closures: tuple[Closure, ...] = ()

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

    def opening(self, year: int) -> Opening:
        """Return the openings, with closures and the public holidays of a year and its neighbours."""
        closed = {c.first + timedelta(days=n) for c in self.closures for n in range((c.last - c.first).days + 1)}
        if self.public_holidays:
            closed |= {day for y in (year - 1, year, year + 1) for day in public_holidays(y)}
        slots = tuple(OpeningSlot(WEEKDAYS.index(o.day), o.start, o.end) for o in self.openings)
        return Opening(slots, frozenset(closed), self.slot_minutes, self.confirmed)


class Settings(_Frozen):
    """Everything the program can be told, whole and valid."""

    site: Site
    languages: tuple[str, ...] = ("fr", "en", "ar")
    panel: Panel = Panel()
    printing: Printing = Printing()
    desk: Desk = Desk()
    times: Times = Times()
    scanner: Scanner = Scanner()


class KioskFile(_Frozen):
    """What `kiosk.toml` may say; the site is named there and described in a file of its own."""

    site: str = "meaux"
    languages: tuple[str, ...] = ("fr", "en", "ar")
    panel: Panel = Panel()
    printing: Printing = Printing()
    desk: Desk = Desk()
    times: Times = Times()
    scanner: Scanner = Scanner()

    @field_validator("languages")
    @classmethod
    def _spoken(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        known = ["fr", *sorted(p.stem for p in shipped("assets", "languages").glob("*.po"))]
        if "fr" not in languages or len(set(languages)) < len(languages) or not set(languages) <= set(known):
            raise ValueError(
                f'expected "fr", and others of {", ".join(known)}, each once; found {", ".join(languages)}'
            )
        return languages


def _read(path: Path) -> dict[str, Any]:
    try:
        # utf-8-sig: Windows' own editor puts a mark before the first letter.
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise WrongSetting(f"{path}: expected a file that can be read; found: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WrongSetting(f"{path}: line {line}: expected text saved as UTF-8; found another encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise WrongSetting(f"{path}: expected TOML, a key = value on each line; found: {error}") from error
    return {key: _tupled(value) for key, value in content.items()}


def _tupled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tupled(inner) for key, inner in value.items()}
    return tuple(_tupled(v) for v in value) if isinstance(value, list) else value


def _checked(model: type[_Model], path: Path, content: dict[str, Any]) -> _Model:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise WrongSetting("\n".join(complaints(path, error, model))) from error


def load_settings(folder: Path | None = None, *, site: str | None = None) -> Settings:
    """Read `kiosk.toml` and one site's file from a folder (the shipped one by default). Raises WrongSetting."""
    folder = folder or shipped("config")
    main = folder / "kiosk.toml"
    kiosk = _checked(KioskFile, main, _read(main))
    chosen, asker = (site, "--site") if site else (kiosk.site, f"{main}: site")
    known = sorted(p.stem for p in (folder / "sites").glob("*.toml"))
    if chosen not in known:
        raise WrongSetting(f"{asker}: expected one of {', '.join(known)}; found {chosen!r}")
    place = folder / "sites" / f"{chosen}.toml"
    described = _checked(Site, place, _read(place))
    if described.id != chosen:
        raise WrongSetting(f"{place}: id: expected {chosen!r}, as the file is named; found {described.id!r}")
    values = {name: getattr(kiosk, name) for name in KioskFile.model_fields if name != "site"}
    return Settings(site=described, **values)
