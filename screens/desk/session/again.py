"""Another appointment for whoever is received: what is asked before the plan is shown."""

from __future__ import annotations

from kiosk.domain.reception.appointments import Motif
from kiosk.domain.reception.arrivals import Ticket
from kiosk.domain.reception.assistance import AssistedSession
from kiosk.services.bundle import Services
from kiosk.services.planning import Again
from screens.desk.office import Office
from screens.running.asking import Asking


def book_again(office: Office, ask: Asking, session: AssistedSession | None) -> None:
    """Show the plan with what is known of whoever is received."""
    ticket = session.ticket if session else None
    ask(lambda s: _known(s, ticket), lambda known: office.show("plan", known))


def _known(services: Services, ticket: Ticket | None) -> Again:
    """Return what is known of a number and the next free hour; France services where no motif is known."""
    letters, motif = services.queue.booked(ticket) if ticket else ("", None)
    return Again(letters, motif or Motif.FRANCE_SERVICES, services.planning.next_free())
