"""Which free appointment an arrival may be: found by its letters or its hour, however long the plan."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.arrivals import Arrival

Placed = tuple[datetime, int, Appointment]


@dataclass(frozen=True, slots=True)
class Likely:
    """The free appointments, by what an arrival may say of them; of those alike, the first of the plan."""

    by_letters: Mapping[str, Sequence[Placed]]
    by_hour: Mapping[datetime, Appointment]
    nameless: Mapping[datetime, Appointment]

    @classmethod
    def of(cls, free: Iterable[Appointment]) -> "Likely":
        """Sort the free appointments."""
        by_letters: dict[str, list[Placed]] = defaultdict(list)
        by_hour: dict[datetime, Appointment] = {}
        nameless: dict[datetime, Appointment] = {}
        for place, each in enumerate(free):
            by_hour.setdefault(each.starts, each)
            if each.letters:
                by_letters[each.letters].append((each.starts, place, each))
            else:
                nameless.setdefault(each.starts, each)
        return cls({letters: sorted(some, key=_order) for letters, some in by_letters.items()}, by_hour, nameless)

    def nearest(self, arrival: Arrival, declared: datetime | None) -> Appointment | None:
        """Find the one with the same letters, or with the same hour where letters are missing on a side."""
        some = self.by_letters.get(arrival.letters) if arrival.letters else None
        if some:
            return _nearest(some, declared or arrival.arrived)
        if declared is None:
            return None
        return (self.nameless if arrival.letters else self.by_hour).get(declared)


def _nearest(some: Sequence[Placed], at: datetime) -> Appointment:
    """Return the nearest in time, the first of the plan where two are as near."""
    after = bisect_left(some, at, key=lambda placed: placed[0])
    around = [some[after]] if after < len(some) else []
    if after:
        before = some[after - 1][0]
        # Of those that begin together the first of the plan stands first.
        around.append(some[bisect_left(some, before, key=lambda placed: placed[0])])
    return min(around, key=lambda placed: (abs(placed[0] - at), placed[1]))[2]


def _order(placed: Placed) -> tuple[datetime, int]:
    return placed[:2]
