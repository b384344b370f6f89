"""What somebody takes home from a session: printed at their desk, counted nowhere, kept nowhere."""

from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.domain.machine.printing import Format, Printed, Roll
from kiosk.domain.reception.appointments import PLANNING_HORIZON
from kiosk.domain.reception.assistance import AssistedSession
from kiosk.domain.reception.handouts import FollowUp, Orientation, Passage
from kiosk.paper_ports import Printer, VisitorSheets
from kiosk.ports import Clock
from kiosk.services.planning import Planning
from kiosk.services.queue import Queue
from kiosk.sites import Site

TITLE = "Espace France services"


class Handouts:
    """The verbs of the papers of a session, for one site. Printing blocks until the job's final state."""

    def __init__(
        self,
        sheets: VisitorSheets,
        printers: dict[Format, Printer],
        clock: Clock,
        site: Site,
        queue: Queue,
        planning: Planning,
    ) -> None:
        self._sheets = sheets
        self._printers = printers
        self._clock = clock
        self._site = site
        self._queue = queue
        self._planning = planning

    def known(self, session: AssistedSession) -> tuple[Passage, datetime | None]:
        """Say from when somebody has been here, and for when the same letters are next planned, if any (local)."""
        now, zone = self._now(), self._site.zone
        arrived = self._queue.arrived(session.ticket) if session.ticket else None
        came = (arrived or session.started).astimezone(zone)
        letters = self._queue.booked(session.ticket)[0] if session.ticket else ""
        tomorrow = now.date() + timedelta(days=1)
        later = self._planning.appointments(tomorrow, tomorrow + PLANNING_HORIZON) if letters else ()
        return Passage(came, now), next((a.starts.astimezone(zone) for a in later if a.letters == letters), None)

    def print_orientation(self, sent: Orientation, paper: Format, language: str) -> Printed:
        """Print where to go now."""
        return self._print(lambda roll: self._sheets.orientation(sent, language, self._now(), roll), paper)

    def print_follow_up(self, followed: FollowUp, paper: Format, language: str) -> Printed:
        """Print what was done, what is left, and the next appointment."""
        return self._print(lambda roll: self._sheets.follow_up(followed, language, self._now(), roll), paper)

    def print_passage(self, seen: Passage, paper: Format, language: str) -> Printed:
        """Print that somebody was here: at their own request."""
        return self._print(lambda roll: self._sheets.passage(seen, language, roll), paper)

    def print_mandate(self, language: str) -> Printed:
        """Print a blank mandate, twice: one for each who signs."""
        first = self._print(lambda _: self._sheets.mandate(language), Format.A4)
        return self._print(lambda _: self._sheets.mandate(language), Format.A4) if first.is_made else first

    def _print(self, lay: Callable[[Roll | None], bytes], paper: Format) -> Printed:
        printer = self._printers[paper]
        if paper is Format.A4:
            return printer.print(lay(None), TITLE)
        roll = printer.roll()
        return Printed.WRONG_PAPER if roll is None else printer.print(lay(roll), TITLE)

    def _now(self) -> datetime:
        return self._clock().astimezone(self._site.zone)
