"""A session's end taken back: from its draft, or from the queue."""

from __future__ import annotations

from kiosk.domain.reception.assistance import AssistedSession
from kiosk.services.assistance import AlreadyEnded, TooManyOpen
from screens.desk.office import Office
from screens.running.asking import Asking


def reopen(office: Office, ask: Asking, session: int) -> None:
    """Open it again and show it, unless it was counted meanwhile."""

    def settle(outcome: AssistedSession | AlreadyEnded | TooManyOpen) -> None:
        match outcome:
            case AssistedSession():
                office.show("session")
            case AlreadyEnded():
                office.say("Trop tard : cette séance est comptée.", "care")
            case TooManyOpen():
                office.say("Deux séances sont déjà ouvertes. Terminez‑en une.", "care")

    ask(lambda s: s.assistance.reopen(session), settle)
