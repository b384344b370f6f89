"""Whoever reads every report, and knows all that CHIFFRES.md says, the declared relations, and no line of ours.

Written apart from the protection: it reads what a CSV reads (scope, period, table, row, column, value, suppressed), the
declared relations, the guides' partners and themes, the opening hours, and nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf

from kiosk.domain.figures.answers import Answer
from kiosk.domain.figures.relations import RELATIONS, Bond
from kiosk.domain.figures.sums import Sum
from kiosk.domain.figures.tables import HALF_DAYS, LANGUAGE_WORDS, TOTALS, Catalogue
from kiosk.domain.figures.usage import ARRIVALS, DEMARCHES, FAMILIES, GUIDES_FINISHED, GUIDES_OPENED, quarter_of
from kiosk.domain.machine.printing import Format
from kiosk.domain.reception.assistance import OTHER_DEMARCHE, Actor, Block, Outcome, Support
from tests.helpers.bound_sums import bound_sums

# One fine number: family, site, month, value.
Fine = tuple[str, str, str, str]
ALL = "tous"
BANDS = ("0-5", "5-15", "15-30", "30-60", "60+")
OF_TABLE = {
    "partner": "demarches", "theme": "demarches", "coop": "demarches", "guide": "demarches", "alone": "guides-finished",
    "outcome": "outcomes", "actor": "actors", "half-day": "arrivals", "waiting": "waiting", "language": "languages",
    "sheet": "sheets", "helped": "helped",
    "blocked": "blocked", "support": "support",
}  # fmt: skip
# What these tables gather in "Autres" holds people or démarches that no row of theirs counts.
LEFT_OVER = {"actor", "waiting", "helped", "blocked", "support"}


@dataclass(frozen=True)
class Line:
    """One line of a CSV."""

    scope: str
    months: tuple[str, ...]
    table: str
    row: str
    column: str
    value: int | None
    suppressed: str


@dataclass
class Reader:
    """What one knows after reading some lines: which sites had anybody when, and what binds their numbers."""

    catalogue: Catalogue
    lines: Iterable[Line]
    places: set[tuple[str, str]] = field(init=False)
    rows: list[tuple[dict[Fine, int], float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = tuple(self.lines)
        scopes = {line.scope for line in self.lines}
        # One month of one site has a report if anybody came.
        self.places = {(x.scope, x.months[0]) for x in self.lines if len(x.months) == 1 and x.scope != ALL}
        if scopes == {ALL}:
            raise ValueError("a site is missing")
        quarters = sorted({(ALL, quarter_of(month)) for _, month in self.places})
        where = {f: quarters if family.is_together else sorted(self.places) for f, family in FAMILIES.items()}
        self.fines = {f: [(f, s, m, v) for s, m in where[f] for v in self._values(f, s)] for f in FAMILIES}
        for line in self.lines:
            self._read(line)
        self._heaps()
        for site, month in self.places:
            self._know({fine: 1 for f in FAMILIES for fine in self.fines[f] if fine[1:3] == (site, month)}, 1, inf)

    def _values(self, family: str, site: str) -> list[str]:
        if family == ARRIVALS.name:
            return sorted(self.catalogue.half_days.get(site, frozenset(HALF_DAYS)))
        if family in {DEMARCHES.name, GUIDES_FINISHED.name, GUIDES_OPENED.name}:
            return [*(guide.id for guide in self.catalogue.guides), OTHER_DEMARCHE]
        known = {
            "outcomes": [each.value for each in Outcome], "actors": [each.value for each in Actor],
            "languages": list(LANGUAGE_WORDS), "waiting": list(BANDS), "sheets": [each.value for each in Format],
            "helped": [each.value for each in Answer], "blocked": [each.value for each in Block],
            "support": [each.value for each in Support],
        }  # fmt: skip
        return known.get(family, [""])

    def some(self, family: str, scope: str, months: Iterable[str], values: Iterable[str] | None = None) -> list[Fine]:
        """Return the fine numbers that a number adds up."""
        held, wanted = set(months), None if values is None else set(values)
        if FAMILIES[family].is_together:
            # One site alone is all of them.
            scope, held = ALL, set(map(quarter_of, held))
        return [
            x for x in self.fines[family]
            if scope in {ALL, x[1]} and x[2] in held and (wanted is None or x[3] in wanted)
        ]  # fmt: skip

    def meaning(self, line: Line) -> list[Fine] | None:
        """Return what a line's number adds up; None for "Autres"."""
        if line.row == "autres":
            return None
        if line.table == "total":
            return self.some(TOTALS[line.row][1].name, line.scope, line.months)
        if line.table == "month":
            return self.some(line.column, line.scope, (line.row,))
        if line.table == "site":
            return self.some(line.column, line.row, line.months)
        return self.some(OF_TABLE[line.table], line.scope, line.months, self._row_values(line))

    def _row_values(self, line: Line) -> list[str]:
        coop = self.catalogue.coop
        key = {
            "partner": lambda g: g.partner, "theme": lambda g: g.theme.value, "alone": lambda g: g.theme.value,
            "coop": lambda g: coop.get(g.theme.value), "guide": lambda g: g.id,
        }.get(line.table)  # fmt: skip
        if key is None:
            return [line.row]
        if line.row == "sans-guide":
            return [OTHER_DEMARCHE]
        return [guide.id for guide in self.catalogue.guides if key(guide) == line.row]

    def _read(self, line: Line) -> None:
        fines = self.meaning(line)
        if fines is not None and line.value is not None:
            high = line.value if line.suppressed == "" else inf
            self._know(dict.fromkeys(fines, 1), line.value, high)

    def _heaps(self) -> None:
        """With "Autres", the told rows are everything; in a year "Autres" is the least."""
        tables = defaultdict(list)
        for line in self.lines:
            if line.table in OF_TABLE and line.value is not None:
                tables[line.scope, line.months, line.table].append(line)
        for (scope, months, table), told in tables.items():
            heaps = [line for line in told if line.row == "autres"]
            for heap in heaps:
                fines = self.some(OF_TABLE[table], scope, months)
                whole = sum(line.value or 0 for line in told)
                is_exact = heap.suppressed == "" and len(months) <= 3
                low = 0 if table in LEFT_OVER else whole
                self._know(dict.fromkeys(fines, 1), low, whole if is_exact else inf)

    def _know(self, terms: Mapping[Fine, int], low: float, high: float) -> None:
        self.rows.append((dict(terms), low, high))

    def bind(self, guessed: Iterable[str] = ()) -> None:
        """Know the declared relations at each site in each month; those guessed as well."""
        for each in RELATIONS:
            if each.bond is Bond.USUAL and each.because not in set(guessed):
                continue
            for left, right in bound_sums(each, self.places):
                terms = dict.fromkeys(self._held(left), 1) | dict.fromkeys(self._held(right), -1)
                self._know(terms, 0 if each.bond is Bond.EQUAL else -inf, 0)

    def _held(self, wanted: Sum) -> list[Fine]:
        return [
            x for x in self.fines[wanted.family]
            if x[1] in wanted.sites and x[2] in wanted.months and (not wanted.values or x[3] in wanted.values)
        ]  # fmt: skip

    def remember(self, scope: str, months: Iterable[str], forgotten: int) -> None:
        """Know that so many events were added there before: at least so many counts there are."""
        there = {fine: 1 for family in FAMILIES for fine in self.some(family, scope, months)}
        if forgotten:
            self._know(there, forgotten, inf)
