"""Every world of a few visits, and what is published of each: what does not say a number may say it by being silent.

Threshold 3 instead of 11, and all ways of spreading some people over a few counters, exhaustively. Worlds of which the
very same is published form a group: whoever sees that knows the group, and no more.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from kiosk.domain.figures.answers import Answer
from kiosk.domain.figures.quarterly import published
from kiosk.domain.figures.sums import Ledger
from kiosk.domain.figures.tables import BANDS, LANGUAGE_WORDS, Catalogue
from kiosk.domain.figures.usage import TOGETHER, Counter
from kiosk.domain.guides.guide import Theme
from kiosk.domain.reception.assistance import Actor, Block, Outcome
from tests.helpers.publishing import GUIDES, period

LEAST = 3
QUARTER = period("2026-Q3")
JULY, AUGUST = "2026-07", "2026-08"
# Two partners and two themes, crossed: partner, theme, guide and La Coop's table say each other's sums.
CROSSED = tuple(
    replace(guide, id=f"g{n}", partner=partner, theme=theme)
    for n, (guide, partner, theme) in enumerate(
        zip(GUIDES[:4], ("caf", "caf", "justice", "justice"), (Theme.PAPERS, Theme.HEALTH) * 2, strict=True)
    )
)
CATALOGUE = Catalogue(
    CROSSED, {"a": "A", "b": "B"}, {"papers": "Papiers", "health": "Santé"},
    {"a": frozenset({"0 am", "0 pm"}), "b": frozenset({"0 pm", "1 am"})},
)  # fmt: skip

Slot = tuple[Counter, ...]
Heard = tuple[tuple[str, ...], ...]
Publish = Callable[[Ledger], Heard]


def at(family: str, value: str = "", site: str = "a", month: str = JULY) -> Counter:
    """Name a counter."""
    return Counter(family, site, month, value)


def visit(site: str = "a", month: str = JULY, half: str = "0 pm", language: str = "fr", guide: str = "g0") -> Slot:
    """Name all that one whole visit counts."""
    return (
        at("arrivals", half, site, month), at("languages", language, site, month), at("visits", "", site, month),
        at("waiting", "0-5", site, month), at("demarches", guide, site, month), at("outcomes", "done", site, month),
    )  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of tiny worlds: what one more of each way counts, on top of what always is; up to how many in all."""

    words: str
    ways: tuple[Slot, ...]
    most: int
    always: tuple[Slot, ...]
    # How many there are at most of a family or a counter, where the sum of all ways is not what is told.
    within: Mapping[str | Counter, int] = field(default_factory=dict)

    def worlds(self, most: int | None = None) -> Iterator[Ledger]:
        """Yield every one."""
        for total in range((self.most if most is None else min(most, self.most)) + 1):
            for bars in combinations(range(total + len(self.ways) - 1), len(self.ways) - 1):
                ends = (-1, *bars, total + len(self.ways) - 1)
                times = [after - before - 1 for before, after in pairwise(ends)]
                if self._is_within(times):
                    yield self._world(times)

    def _is_within(self, times: list[int]) -> bool:
        found: dict[str | Counter, int] = defaultdict(int)
        for way, n in zip(self.ways, times, strict=True):
            for cell in way:
                found[cell.family] += n
                found[cell] += n
        return all(found[named] <= most for named, most in self.within.items())

    def _world(self, times: list[int]) -> Ledger:
        counts: dict[Counter, int] = defaultdict(int)
        for way, n in (*((way, 1) for way in self.always), *zip(self.ways, times, strict=True)):
            for cell in way:
                counts[cell] += n
        return Ledger(dict(counts))


PLACES = tuple((site, month) for site in "ab" for month in (JULY, AUGUST))


def open_at(*places: tuple[str, str]) -> tuple[Slot, ...]:
    """Say that somebody looked into a guide: it is known that a place was open, and no table counts it."""
    return tuple((at("guides-opened", "g0", *place),) for place in places)


ONE, TWO, TWICE = open_at(PLACES[0]), open_at(("a", JULY), ("b", JULY)), open_at(("a", JULY), ("a", AUGUST))
DONE, REDIRECTED = at("outcomes", "done"), (at("demarches", "g0"), at("outcomes", "redirected"))
ARRIVED, SESSION = (at("arrivals", "0 pm"), at("languages", "fr")), (at("visits"),)
# Enough of what is not asked about, for the rest to be told.
SESSIONS = (*ONE, *((at("visits"), at("demarches", "g0"), DONE),) * LEAST)
RECEIVED = (*ONE, *((*ARRIVED, *SESSION),) * LEAST)
LISTED = (at("guides-finished", "g0"),)
HALVES = (visit("a", half="0 am"), visit("a"), visit("b"), visit("b", half="1 am"))
# Every value of a closed list may vary, or people are fewer than values: nobody knows a shorter list.
KINDS = (
    Kind("languages", tuple((at("arrivals", "0 pm"), at("languages", v)) for v in LANGUAGE_WORDS), 6, SESSIONS),
    Kind("guides crossed", tuple((at("demarches", f"g{n}"), DONE) for n in range(4)), 12, RECEIVED),
    Kind("guides alone", tuple((at("guides-finished", f"g{n}"),) for n in range(4)), 12, ONE),
    Kind("outcomes", tuple((at("demarches", "g0"), at("outcomes", v.value)) for v in Outcome), 12, RECEIVED),
    Kind("actors", (REDIRECTED, *((*REDIRECTED, at("actors", v.value)) for v in tuple(Actor)[:5])), 6, RECEIVED),
    Kind("waiting", (
        *((*ARRIVED, *SESSION, at("waiting", band)) for band in BANDS), ARRIVED, SESSION,
    ), 10, (*ONE, *((at("demarches", "g0"), DONE),) * LEAST), {"arrivals": 5, "visits": 5}),
    Kind("first visits by sites", tuple(
        (at("visits", "", site), *new) for site in "ab" for new in ((), (at("new-people", "", site),))), 12, TWO),
    Kind("sites by months", tuple(visit(*place) for place in PLACES), 12, open_at(*PLACES)),
    Kind("sites by months, perhaps shut", (
        *(visit(*place) for place in PLACES), *open_at(*PLACES)), 9, (),
        {"visits": 5, **{slot[0]: 1 for slot in open_at(*PLACES)}}),
    Kind("arrivals and sessions by sites", tuple(
        way for s in "ab" for way in (
            (at("arrivals", "0 pm", s), at("languages", "fr", s)),
            (at("visits", "", s), at("demarches", "g0", s), at("outcomes", "done", s)))), 14, TWO,
        {"arrivals": 7, "visits": 7}),
    Kind("half-days", HALVES, 12, TWO),
    Kind("half-days in two months", (
        *HALVES, visit("b", AUGUST), visit("b", AUGUST, "1 am")), 8, open_at(*PLACES[:1], *PLACES[2:])),
    Kind("languages by sites", tuple(visit(s, language=v) for s in "ab" for v in ("fr", "ar")), 12, TWO),
    Kind("four languages by sites", tuple(
        visit(s, language=v) for s in "ab" for v in ("fr", "ar", "en", "pt")), 7, TWO),
    Kind("guides by sites", tuple(visit(s, guide=v) for s in "ab" for v in ("g0", "g1", "g3")), 9, TWO),
    Kind("languages by months", tuple(
        visit("a", m, language=v) for m in (JULY, AUGUST) for v in ("fr", "ar")), 12, TWICE),
    Kind("answers", (LISTED, *((*LISTED, at("helped", v.value, TOGETHER)) for v in Answer)), 12, ONE),
    Kind("blocks", (SESSION, *((*SESSION, at("blocked", v.value, TOGETHER)) for v in tuple(Block)[:4])), 9, ONE),
    Kind("sheets", tuple((at("sheets", v),) for v in ("a4", "ticket", "receipt")), 14, ONE),
)  # fmt: skip


def heard(counts: Ledger) -> Heard:
    """Return all that is published of a world, as CSV lines."""
    if not any(counts.counts.values()):
        return ()
    shut = Ledger({cell: n for cell, n in counts.counts.items() if n})
    return tuple(
        (unit.period.id, unit.scope, cell.table, cell.row, cell.column, str(cell.value), cell.status.value)
        for unit, cells in published(QUARTER, shut, dict.fromkeys("ab", LEAST), CATALOGUE)
        for cell in cells
    )


@dataclass(frozen=True)
class Tell:
    """A number that follows from what is published and what is not: all that it may be, for whoever saw `heard`."""

    kind: str
    words: str
    may_be: tuple[int, ...]
    worlds: int


def sums(counts: Mapping[Counter, int], kind: Kind) -> dict[str, int]:
    """Return each number somebody may wonder about: of each family by site, month, value, and all together."""
    found: dict[str, int] = defaultdict(int)
    named = {cell for way in kind.ways for cell in way if cell.family != "guides-opened"}
    for cell in named:
        for site in (cell.site, "*"):
            for month in (cell.period, "*"):
                for value in {cell.value, "*"}:
                    found[f"{cell.family} {site} {month} {value}"] += counts.get(cell, 0)
    return found


def tells(kind: Kind, publish: Publish = heard, most: int | None = None) -> tuple[int, int, list[Tell]]:
    """Return how many worlds, how many groups and numbers of them were looked at, and what told too much."""
    groups: dict[Heard, list[dict[str, int]]] = defaultdict(list)
    for counts in kind.worlds(most):
        groups[publish(counts)].append(sums(counts.counts, kind))
    looked, found = 0, []
    always = {name for name in sums({}, kind) if len({w[name] for held in groups.values() for w in held}) == 1}
    for told, held in groups.items():
        for name in sorted(name for name in held[0].keys() - always if is_open(name, told)):
            may_be = tuple(sorted({world[name] for world in held}))
            looked += 1
            if tells_too_much(name, may_be):
                found.append(Tell(kind.words, name, may_be, len(held)))
    return sum(map(len, groups.values())), looked, found


def is_open(name: str, told: Heard) -> bool:
    """Say whether anybody may have come there: that a site was shut for a month is seen, and is no secret."""
    site, month = name.split(" ")[1:3]
    return any(
        (site == "*" or line[1] == site) and (line[0] == month or (month == "*" and len(line[0]) == len(JULY)))
        for line in told
    )


def tells_too_much(name: str, may_be: tuple[int, ...]) -> bool:
    """Say whether a number that may be small is known, or whether what it may be has an island closer than promised.

    A great row that joined the small ones is either small or clearly great: each of both must be wide enough, for who
    knows that French is never small. Where two ways cross (site and month, site and language) what is told may say
    "not nothing", if it leaves as much open above: r + c - T of three told sums.
    """
    if len(may_be) == 1 and may_be[0] >= LEAST:
        return False
    starts = [n for n in may_be if n - 1 not in may_be]
    is_close = any(not set(range(start, start + LEAST)) <= set(may_be) for start in starts)
    is_crossed = sum(part != "*" for part in name.split(" ")[1:] if part) > 1
    return is_close or (0 < may_be[0] < LEAST and not is_crossed)
