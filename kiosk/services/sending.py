"""Telling the centre: totals by month and the names of reports, again and again, until it holds them."""

from datetime import datetime, timedelta

from kiosk.centre_ports import Centre
from kiosk.domain.figures.tallies import Heard, Issue, Silence, Tally
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.ports import Clock, Figures
from kiosk.sites import Site

AGAIN = timedelta(minutes=10)
# A network that is down for half an hour, a server that starts anew: not worth a word.
PATIENCE = 3


class Sending:
    """The verbs of the centre. They wait for a network: never on the drawing thread, never before a check-in.

    Nothing waits to be sent: what is told is the figures as they stand. No time is told, so no clock can be wrong.
    """

    def __init__(self, figures: Figures, centre: Centre, clock: Clock, site: Site) -> None:
        self._figures = figures
        self._centre = centre
        self._clock = clock
        self._site = site
        self._told: tuple[tuple[Tally, ...], tuple[Issue, ...]] | None = None
        self._tried: datetime | None = None
        self._failures = 0
        self._silence: Silence | None = None

    def send(self) -> Heard | Silence:
        """Tell everything now. Where the centre knows better, this is an old copy: it counts on under a new name.

        Raises ValueError for invented figures: a training's are told to nobody.
        """
        if self._figures.is_invented():
            raise ValueError("invented figures are not sent")
        own, heard = self._tell()
        if isinstance(heard, Heard) and heard.is_old(own.device) and self._figures.begin_anew(own):
            _, heard = self._tell()
        return heard

    def tend(self) -> ChoreTrouble | None:
        """Tell what is new since the last time, every ten minutes at most; say what keeps the centre from knowing.

        Call it every minute.
        """
        if self._figures.is_invented():
            return None
        if self._is_due(self._clock()) and self._now_told() != self._told:
            self._tried = self._clock()
            heard = self.send()
            self._silence = heard if isinstance(heard, Silence) else None
            self._failures = self._failures + 1 if self._silence else 0
            if isinstance(heard, Heard) and heard.unbound:
                self._silence, self._failures = Silence.REFUSED, self._failures + 1
        return self._trouble()

    def _tell(self) -> tuple[Tally, Heard | Silence]:
        tallies, issues = told = self._now_told()
        heard = self._centre.tell(tallies, issues)
        self._told = told if isinstance(heard, Heard) and not heard.unbound else None
        return tallies[-1], heard

    def _now_told(self) -> tuple[tuple[Tally, ...], tuple[Issue, ...]]:
        return self._figures.tallies(), self._figures.issues(self._site.id)

    def _is_due(self, now: datetime) -> bool:
        # A clock that was put back begins anew.
        return not self._failures or self._tried is None or not timedelta(0) <= now - self._tried < AGAIN

    def _trouble(self) -> ChoreTrouble | None:
        if self._silence is None or self._failures < PATIENCE:
            return None
        is_far = self._silence is Silence.OUT_OF_REACH
        return ChoreTrouble.CENTRE_SILENT if is_far else ChoreTrouble.CENTRE_REFUSES
