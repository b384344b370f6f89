"""Which free appointment an arrival may be: found by its letters or its hour, however long the plan."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.arrivals import Arrival

Placed = tuple[datetime, int, Appointment]
TOLD = 2  # the desk chooses between two; of three, two would be guesses


@dataclass(frozen=True, slots=True)
class Likely:
    """The free appointments, by what an arrival may say of them; of those alike, the first of the plan."""

    by_letters: Mapping[str, Sequence[Placed]]
    by_hour: Mapping[datetime, Sequence[Appointment]]
    nameless: Mapping[datetime, Sequence[Appointment]]

    @classmethod
    def of(cls, free: Iterable[Appointment]) -> "Likely":
        """Sort the free appointments."""
        by_letters: dict[str, list[Placed]] = defaultdict(list)
        by_hour: dict[datetime, list[Appointment]] = defaultdict(list)
        nameless: dict[datetime, list[Appointment]] = defaultdict(list)
        for place, each in enumerate(free):
            by_hour[each.starts].append(each)
            if each.letters:
                by_letters[each.letters].append((each.starts, place, each))
            else:
                nameless[each.starts].append(each)
        return cls({letters: sorted(some, key=_order) for letters, some in by_letters.items()}, by_hour, nameless)

    def nearest(self, arrival: Arrival, declared: datetime | None) -> Sequence[Appointment]:
        """Find the two nearest with the same letters, or with the same hour where letters are missing on a side."""
        some = self.by_letters.get(arrival.letters) if arrival.letters else None
        if some:
            return _nearest(some, declared or arrival.arrived)
        if declared is None:
            return ()
        return (self.nameless if arrival.letters else self.by_hour).get(declared, ())[:TOLD]


def _nearest(some: Sequence[Placed], at: datetime) -> list[Appointment]:
    """Return the nearest in time, the first of the plan where two are as near."""
    until = bisect_left(some, at, key=lambda placed: placed[0])
    around = [*some[until : until + TOLD]]
    for _ in range(TOLD):
        if until:
            # Of those that begin together the first of the plan stand first.
            first = bisect_left(some, some[until - 1][0], key=lambda placed: placed[0])
            around += some[first : min(first + TOLD, until)]
            until = first
    around.sort(key=lambda placed: (abs(placed[0] - at), placed[1]))
    return [placed[2] for placed in around[:TOLD]]


def _order(placed: Placed) -> tuple[datetime, int]:
    return placed[:2]
