"""Where a session leads: to the plan, for another appointment; to the papers that somebody takes home."""

from __future__ import annotations

from kiosk.domain.reception.appointments import Motif
from kiosk.domain.reception.arrivals import Ticket
from kiosk.services.bundle import Services
from kiosk.services.planning import Again
from screens.desk.session.handouts import hand_out
from screens.desk.session.shown import Shown
from screens.desk.staff_screen import StaffScreen


class Doors(StaffScreen):
    """What every screen of a running session offers."""

    shown: Shown | None

    def book(self) -> None:
        """Book the next appointment on the plan: the same person and motif, at the next free hour."""
        ticket = self.shown.session.ticket if self.shown else None
        self.ask(lambda s: _known(s, ticket), lambda known: self.desk.show("plan", known))

    def hand_out(self) -> None:
        """Offer what the person takes home."""
        hand_out(self.desk, self.shown.session if self.shown else None)


def _known(services: Services, ticket: Ticket | None) -> Again:
    """Return what is known of a number and the next free hour; France services where no motif is known."""
    letters, motif = services.queue.booked(ticket) if ticket else ("", None)
    return Again(letters, motif or Motif.FRANCE_SERVICES, services.planning.next_free())
