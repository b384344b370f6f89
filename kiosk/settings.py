"""Settings from TOML files: one frozen object, checked whole, refused with file, key and what was expected."""

import itertools
import tomllib
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from kiosk.domain.opening import Opening, OpeningSlot, public_holidays
from kiosk.shipped import shipped

_Model = TypeVar("_Model", bound=BaseModel)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class WrongSetting(Exception):
    """A settings file cannot be used; the message names file, key and what was expected, a line each."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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
    """How the kiosk knows that somebody can call: a desk that has not spoken for this long is not alive."""

    alive_within_seconds: Annotated[int, Field(ge=5, le=600)] = 60


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
    start: time
    end: time

    @field_validator("day")
    @classmethod
    def _day(cls, day: str) -> str:
        if day not in WEEKDAYS:
            raise ValueError(f"expected one of {', '.join(WEEKDAYS)}")
        return day

    @model_validator(mode="after")
    def _order(self) -> "OpeningTable":
        if self.start >= self.end:
            raise ValueError("expected an end later than its start")
        return self


class Closure(_Frozen):
    """Days without a permanence, both ends included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _order(self) -> "Closure":
        if self.first > self.last:
            raise ValueError("expected a last day that does not come before the first")
        return self


class Site(_Frozen):
    """One permanence. `address` stays empty where unknown; `show_address` opts in to printing it (P5)."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{2,40}$")]
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

    @model_validator(mode="after")
    def _no_overlap(self) -> "Site":
        for day in WEEKDAYS:
            slots = sorted((o for o in self.openings if o.day == day), key=lambda o: o.start)
            for before, after in itertools.pairwise(slots):
                if after.start < before.end:
                    raise ValueError(f"expected openings that do not overlap on {day}")
        return self

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


class _KioskFile(_Frozen):
    site: str = "meaux"
    languages: tuple[str, ...] = ("fr", "en", "ar")
    panel: Panel = Panel()
    printing: Printing = Printing()
    desk: Desk = Desk()
    times: Times = Times()
    scanner: Scanner = Scanner()


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongSetting(f"{path}: this file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WrongSetting(f"{path}: expected UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise WrongSetting(f"{path}: this is not TOML: {error}") from error


def _checked(model: type[_Model], path: Path, content: dict[str, Any]) -> _Model:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise WrongSetting("\n".join(complaints(path, error))) from error


def complaints(path: Path, error: ValidationError) -> list[str]:
    """Say each thing wrong with a file in one line: file, key, what was expected, what stands there."""
    lines = []
    for problem in error.errors():
        key = ".".join(str(part) for part in problem["loc"]) or "the whole file"
        found = "" if isinstance(problem["input"], dict | BaseModel) else f"; found {problem['input']!r}"
        lines.append(f"{path}: {key}: {problem['msg']}{found}")
    return lines


def load_settings(folder: Path | None = None, *, site: str | None = None) -> Settings:
    """Read `kiosk.toml` and one site's file from a folder (the shipped one by default).

    Raises WrongSetting.
    """
    folder = folder or shipped("config")
    main = folder / "kiosk.toml"
    kiosk = _checked(_KioskFile, main, _read(main))
    chosen = site or kiosk.site
    place = folder / "sites" / f"{chosen}.toml"
    if not place.is_file():
        known = ", ".join(sorted(p.stem for p in (folder / "sites").glob("*.toml")))
        raise WrongSetting(f"{main}: site: expected one of {known}; found {chosen!r}")
    values = {name: getattr(kiosk, name) for name in _KioskFile.model_fields if name != "site"}
    return Settings(site=_checked(Site, place, _read(place)), **values)
