"""What a device tells the centre: totals by month, under a name and a number that make a second telling harmless."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from kiosk.domain.figures.disclosure import Cell
from kiosk.domain.figures.usage import TOGETHER, Counter


@dataclass(frozen=True)
class Tally:
    """All that one device ever counted; of two tallies of a device the one with the greater batch is the truer.

    `totals` are months, never days; they may be negative: what one device counted, another took back.
    """

    device: str
    batch: int
    totals: Mapping[Counter, int]

    @cached_property
    def digest(self) -> str:
        """Return what tells two tallies of one number apart."""
        lines = sorted(f"{c.family}|{c.site}|{c.period}|{c.value}|{n}" for c, n in self.totals.items())
        return sha256("\n".join(lines).encode()).hexdigest()[:32]

    @property
    def sites(self) -> tuple[str, ...]:
        """Return the sites where it counted."""
        return tuple(sorted({cell.site for cell in self.totals}))

    def at(self, site: str) -> "Tally":
        """Return what it counted at one site."""
        return Tally(self.device, self.batch, {cell: n for cell, n in self.totals.items() if cell.site == site})


@dataclass(frozen=True, slots=True)
class Issue:
    """A report that was published: what it is called; of a site's quarter also what it says, as anybody may read it."""

    site: str
    period: str
    scope: str
    issued: date
    version: str
    threshold: int
    cells: tuple[Cell, ...] = ()


# The tables that a territory adds up. Half-days never leave a site; months and sites are told by the totals.
TOLD_TABLES = frozenset(
    {"total", "partner", "theme", "guide", "outcome", "actor", "waiting", "language", "sheet", "alone"}
)


class Answer(StrEnum):
    """What the centre says of a tally."""

    KEPT = "kept"
    HELD = "held"
    # The centre holds a later one, or another of the same number: this device's counts are an old copy's.
    BEHIND = "behind"
    FORKED = "forked"


class Silence(StrEnum):
    """Why the centre took nothing; the next try tells it all."""

    OUT_OF_REACH = "out-of-reach"
    REFUSED = "refused"
    OTHER_VERSION = "other-version"
    NO_DRIVER = "no-driver"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the centre answered to each tally, site by site; `unbound` are sites that this role may not tell of."""

    answers: tuple[tuple[str, Answer], ...]
    unbound: tuple[str, ...] = ()

    def is_old(self, device: str) -> bool:
        """Say whether what a device holds is an old copy."""
        return any(name == device and answer in {Answer.BEHIND, Answer.FORKED} for name, answer in self.answers)


def of_months(counts: Iterable[tuple[Counter, int]]) -> dict[Counter, int]:
    """Add counters up by month: the day and the half of it are left out, and what is counted then stays.

    What is counted at all sites together is not told: under the name of a device, it would be a site's.
    """
    found: dict[Counter, int] = defaultdict(int)
    for cell, n in (told for told in counts if told[0].site != TOGETHER):
        found[replace(cell, period=cell.period[:7])] += n
    return dict(found)


def less(counts: Mapping[Counter, int], earlier: Iterable[Tally]) -> dict[Counter, int]:
    """Return counts without those that earlier devices tell."""
    left = dict(counts)
    for tally in earlier:
        for cell, n in tally.totals.items():
            left[cell] = left.get(cell, 0) - n
    return left
