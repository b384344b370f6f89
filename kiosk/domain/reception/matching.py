"""Which row of a plan speaks of which appointment: slips are in people's pockets, and must stay with their person.

Two rows are told apart by what the file says of them, never by their place among equal ids: RDV Service Public gives
all participants of a workshop the id of the workshop, and sheets number their lines anew each time.
"""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from operator import attrgetter
from typing import TypeVar

from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.planning import PlannedRow

T = TypeVar("T")
Pair = tuple[PlannedRow, Appointment]


@dataclass(frozen=True, slots=True)
class Matched:
    """Rows with the appointment each speaks of, rows that speak of none, appointments that no row speaks of."""

    pairs: tuple[Pair, ...]
    come: tuple[PlannedRow, ...]
    left: tuple[Appointment, ...]


def match(
    rows: Sequence[PlannedRow],
    standing: Sequence[Appointment],
    typed: Sequence[Appointment],
    days: Iterable[date],
    zone: tzinfo,
) -> Matched:
    """Match the rows of one file with an agenda's appointments, and what is left with those typed at the desk.

    Ids tell where they are unique, then slip codes, then hour and letters, then hour and motif; then an hour that was
    corrected, where one row came and one left. `days` are those the file holds: it moves nobody away from another.
    """
    matching = _Matching(rows, standing, frozenset(days), zone)
    for step in (
        matching.by_slip, matching.by_id, matching.by_id_and_letters, matching.by_hour_and_letters,
        matching.by_hour, matching.by_hour_and_motif, lambda: matching.by_typed(typed), matching.by_corrected_hour,
    ):  # fmt: skip
        step()
    return Matched(tuple(matching.pairs), tuple(matching.come.values()), tuple(matching.left.values()))


class _Matching:
    """What is matched so far, and what is not."""

    def __init__(
        self, rows: Sequence[PlannedRow], standing: Sequence[Appointment], days: frozenset[date], zone: tzinfo
    ) -> None:
        self.pairs: list[Pair] = []
        self.come = dict(enumerate(rows))
        self.left = dict(enumerate(standing))
        self._days, self._zone = days, zone
        ids = Counter(row.event for row in rows if row.event)
        known = Counter(each.source_hash for each in standing if each.source_hash)
        self._unique = {each for each, n in ids.items() if n == 1 and known[each] == 1}
        # Some programs draw new ids at each export: only ids that come back tell that two differ.
        self._is_stable = any(each in known for each in ids)

    def by_slip(self) -> None:
        """Match by code: what the adviser typed says who it is."""
        self._one_to_one(lambda row: row.slip_code or None, lambda each: each.slip_code or None)

    def by_id(self) -> None:
        """Match by an id that is unique on either side; letters that differ are two people, whatever their id."""
        self._one_to_one(
            lambda row: row.event if row.event in self._unique else None,
            lambda each: each.source_hash if each.source_hash in self._unique else None,
            lambda row, each: row.letters == each.letters or not (row.letters and each.letters),
        )

    def by_id_and_letters(self) -> None:
        """Match by letters those of one hour with one id: a workshop that moves takes its people along."""
        hours: dict[str, set[tuple[bool, datetime]]] = {}
        for row in self.come.values():
            hours.setdefault(row.event, set()).add((True, row.starts))
        for each in self.left.values():
            hours.setdefault(each.source_hash, set()).add((False, each.starts))
        workshops = {
            event for event, found in hours.items() if event and len({mine for mine, _ in found}) == len(found)
        }
        self._one_to_one(
            lambda row: (row.event, row.letters) if row.event in workshops and row.letters else None,
            lambda each: (each.source_hash, each.letters) if each.source_hash in workshops and each.letters else None,
        )

    def by_hour_and_letters(self) -> None:
        """Match by hour and letters; of several alike the one with the same motif and length, then in order."""
        exact, rough = attrgetter("starts", "letters", "motif", "minutes"), attrgetter("starts", "letters")
        for key in (exact, rough):
            self._in_order(key, key, lambda row, each: bool(row.letters) and self._may_be(row, each))

    def by_hour(self) -> None:
        """Match by hour, where one came and one left and one of them has no letters."""
        self._one_to_one(
            lambda row: row.starts,
            lambda each: each.starts,
            lambda row, each: not (row.letters and each.letters) and self._may_be(row, each),
        )

    def by_hour_and_motif(self) -> None:
        """Match by hour and motif, in order: nothing else tells these apart."""
        self._in_order(
            lambda row: (row.starts, row.motif),
            lambda each: (each.starts, each.motif),
            lambda row, each: not (row.letters or each.letters) and self._may_be(row, each),
        )

    def by_typed(self, typed: Sequence[Appointment]) -> None:
        """Match with somebody typed at the desk who has the same hour and letters: not a second person."""
        mine, self.left = self.left, dict(enumerate(typed))
        self._in_order(
            lambda row: (row.starts, row.letters),
            lambda each: (each.starts, each.letters),
            lambda row, _: bool(row.letters),
        )
        self.left = mine

    def by_corrected_hour(self) -> None:
        """Match another hour of the day, then another day, where one with these letters came and one left."""
        alone = len(self.come) == 1 == sum(self._day(each) in self._days for each in self.left.values())

        def may(row: PlannedRow, each: Appointment) -> bool:
            if not self._may_be(row, each) or self._day(each) not in self._days:
                return False
            return bool(row.letters) or (alone and row.motif == each.motif and self._day(row) == self._day(each))

        self._one_to_one(lambda row: (self._day(row), row.letters), lambda each: (self._day(each), each.letters), may)
        elsewhere = {n: each for n, each in self.left.items() if self._day(each) not in self._days}
        self.left = {n: each for n, each in self.left.items() if n not in elsewhere}
        self._one_to_one(lambda row: row.letters or None, lambda each: each.letters or None, may)
        self.left = dict(sorted((self.left | elsewhere).items()))

    def _may_be(self, row: PlannedRow, each: Appointment) -> bool:
        """Say whether ids allow that these are one: where ids come back, two that differ are two people."""
        return not (self._is_stable and row.event and each.source_hash) or row.event == each.source_hash

    def _day(self, each: PlannedRow | Appointment) -> date:
        return each.starts.astimezone(self._zone).date()

    def _one_to_one(
        self,
        of_row: Callable[[PlannedRow], Hashable | None],
        of_each: Callable[[Appointment], Hashable | None],
        agrees: Callable[[PlannedRow, Appointment], bool] = lambda _row, _each: True,
    ) -> None:
        """Pair what is alone with its key on either side."""
        rows, stood = _by(of_row, self.come), _by(of_each, self.left)
        for key, places in rows.items():
            if len(places) == 1 == len(stood.get(key, ())) and agrees(self.come[places[0]], self.left[stood[key][0]]):
                self._pair(places[0], stood[key][0])

    def _in_order(
        self,
        of_row: Callable[[PlannedRow], Hashable],
        of_each: Callable[[Appointment], Hashable],
        agrees: Callable[[PlannedRow, Appointment], bool],
    ) -> None:
        """Pair what has the same key, the first with the first that agrees."""
        stood = {key: deque(places) for key, places in _by(of_each, self.left).items()}
        for key, places in _by(of_row, self.come).items():
            free = stood.get(key, deque())
            for place in places:
                found = next((at for at, n in enumerate(free) if agrees(self.come[place], self.left[n])), None)
                if found is not None:
                    self._pair(place, free[found])
                    del free[found]

    def _pair(self, row: int, each: int) -> None:
        self.pairs.append((self.come.pop(row), self.left.pop(each)))


def _by(key: Callable[[T], Hashable | None], all_of: dict[int, T]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place, each in all_of.items():
        if (said := key(each)) is not None:
            found.setdefault(said, []).append(place)
    return found
