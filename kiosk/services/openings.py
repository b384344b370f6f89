"""When a permanence opens, as its settings and its desk say it."""

from datetime import date, time

from kiosk.domain.reception.opening import Opening, SaidOfDay
from kiosk.ports import Clock, DayBook, DayRecords
from kiosk.sites import Site


def opening_around(records: DayRecords, site: Site, day: date) -> Opening:
    """Return the openings of a site around a local day, with what a desk said of that day."""
    return site.opening(day.year).saying(records.said_of_day(site.id, day))


def said_of(day: DayBook, site: Site, on: date) -> SaidOfDay:
    """Return what a desk said of a day; of a damaged file nothing: its closing comes at the usual hour."""
    try:
        with day.reading() as records:
            return records.said_of_day(site.id, on)
    except Exception:
        return SaidOfDay(on)


class Openings:
    """What a desk says of today, for one site."""

    def __init__(self, day: DayBook, clock: Clock, site: Site) -> None:
        self._day = day
        self._clock = clock
        self._site = site

    def _today(self) -> date:
        return self._clock().astimezone(self._site.zone).date()

    def close_today(self) -> None:
        """Say "pas de permanence aujourd’hui": the kiosk is closed until the next opening day."""
        with self._day.transaction() as records:
            records.close_day(self._site.id, self._today())

    def reopen_today(self) -> None:
        """Take it back."""
        with self._day.transaction() as records:
            records.reopen_day(self._site.id)

    def open_today(self, start: time, end: time) -> None:
        """Say "permanence aujourd’hui" at these hours, beside the usual ones; whatever closed the day is taken back."""
        with self._day.transaction() as records:
            records.reopen_day(self._site.id)
            records.open_day(self._site.id, self._today(), start, end)

    def forget_extra(self) -> None:
        """Take the permanence beside the usual hours back."""
        with self._day.transaction() as records:
            records.forget_extra(self._site.id)

    def said_today(self) -> SaidOfDay:
        """Return what a desk said of today."""
        with self._day.reading() as records:
            return records.said_of_day(self._site.id, self._today())
