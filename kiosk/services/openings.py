"""When a permanence opens, as its settings and its desk say it."""

from datetime import date

from kiosk.domain.reception.opening import Opening
from kiosk.ports import DayRecords
from kiosk.sites import Site


def opening_around(records: DayRecords, site: Site, day: date) -> Opening:
    """Return the openings of a site around a local day, with what a desk said of that day."""
    return site.opening(day.year).saying(records.said_of_day(site.id, day))
