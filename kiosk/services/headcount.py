"""Who counts as a person: whom a desk called, confirmed or received, by the hour of their arrival."""

from collections.abc import Iterable

from kiosk.domain.figures.usage import ARRIVALS, LANGUAGES, counter
from kiosk.domain.reception.arrivals import Arrival
from kiosk.ports import DayRecords
from kiosk.sites import Site


def recount(records: DayRecords, site: Site, before: Iterable[Arrival], after: Iterable[Arrival]) -> None:
    """Let the counts follow the marks of some arrivals, in the transaction that writes them.

    An arrival and its language are always counted together, and taken back together.
    """
    for arrivals, times in ((before, -1), (after, 1)):
        for arrival in arrivals:
            if arrival.counted is not None:
                local = arrival.counted.astimezone(site.zone)
                records.count(counter(ARRIVALS, site.id, local, arrival.series.kind), times)
                records.count(counter(LANGUAGES, site.id, local, arrival.language), times)
