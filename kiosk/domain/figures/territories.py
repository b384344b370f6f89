"""Where the sites lie: each in a department, that in a region, that in a country."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How large a territory is, the smallest first."""

    SITE = "site"
    DEPARTMENT = "department"
    REGION = "region"
    COUNTRY = "country"

    @property
    def below(self) -> "Level":
        """Return what a territory of this size is made of; a site is made of itself."""
        levels = list(Level)
        return levels[max(0, levels.index(self) - 1)]


@dataclass(frozen=True, slots=True)
class PlacedSite:
    """A site and what it lies in, by name."""

    site: str
    town: str
    department: str
    region: str
    country: str

    def within(self, level: Level) -> str:
        """Return the territory of a size that it lies in: its id where sites are asked for."""
        return {
            Level.SITE: self.site, Level.DEPARTMENT: self.department, Level.REGION: self.region,
            Level.COUNTRY: self.country,
        }[level]  # fmt: skip


_MARK = chr(0xFEFF)  # with which some sheets begin their files
COLUMNS = ("site", "town", "department", "region", "country")


class WrongPlaces(Exception):
    """A list of sites cannot be used; the message names line, column and what was expected."""


def read_places(content: str) -> tuple[PlacedSite, ...]:
    """Read a CSV of sites, commas or semicolons, with the five columns in any order. Raises WrongPlaces."""
    lines = content.removeprefix(_MARK)
    head = lines.partition("\n")[0]
    table = csv.DictReader(io.StringIO(lines), delimiter=";" if head.count(";") > head.count(",") else ",")
    if set(table.fieldnames or ()) != set(COLUMNS):
        raise WrongPlaces(f"line 1: expected the columns {', '.join(COLUMNS)}; found {head.strip()!r}")
    found = tuple(_placed(number, row) for number, row in enumerate(table, 2))
    _each_once(found)
    return found


def _placed(line: int, row: dict[str, str | None]) -> PlacedSite:
    told = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name, value in told.items():
        if not value or not value.isprintable() or len(value) > 60 or None in row:
            raise WrongPlaces(f"line {line}: {name}: expected a name of 1 to 60 signs; found {value!r}")
    if not re.fullmatch(r"[a-z0-9-]{2,40}", told["site"]):
        raise WrongPlaces(f"line {line}: site: expected small letters, digits or hyphens; found {told['site']!r}")
    return PlacedSite(**told)


def _each_once(found: Sequence[PlacedSite]) -> None:
    """Refuse a site that is told twice, and a territory that lies in two others. Raises WrongPlaces."""
    if not found:
        raise WrongPlaces("line 2: expected a site")
    seen: dict[tuple[Level, str], str] = {}
    for number, place in enumerate(found, 2):
        for level, above in zip(list(Level), [*list(Level)[1:], Level.COUNTRY], strict=True):
            here, there = (level, place.within(level)), place.within(above)
            if (level is Level.SITE and here in seen) or seen.setdefault(here, there) != there:
                raise WrongPlaces(f"line {number}: {level}: expected {place.within(level)!r} once, in one {above}")


def those_in(places: Iterable[PlacedSite], level: Level, name: str) -> tuple[PlacedSite, ...]:
    """Return the sites of a territory."""
    return tuple(place for place in places if place.within(level) == name)
