"""Opening a session: from a call, from a list shown to the reader, or directly."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kivy.uix.widget import Widget

from kiosk.domain.reception.arrivals import Arrival
from kiosk.domain.reception.assistance import AssistedSession, Demarche
from kiosk.services.assistance import TooManyOpen
from screens.desk.allowed import refusal
from screens.desk.queue.rows import minutes, prepared_list
from screens.staff.making import button, column, row
from screens.staff.parts import StaffRule, StaffText

if TYPE_CHECKING:
    from screens.desk.desk import Desk


def begin_session(desk: Desk, arrival: Arrival | None, *, prepared: str = "", first_visit: bool | None = None) -> None:
    """Open a session with whatever list was prepared, and show it; staff plan and print, mediators assist."""
    if _is_refused(desk):
        return
    digits = prepared or (arrival.prepared if arrival else "")
    checklist = prepared_list(digits, desk.guides)
    demarche = Demarche(checklist.guide.id, digits) if checklist else None
    ticket, name = arrival.ticket if arrival else None, desk.name

    def settle(outcome: AssistedSession | TooManyOpen) -> None:
        if isinstance(outcome, TooManyOpen):
            desk.say("Deux séances sont déjà ouvertes. Terminez‑en une.", "care")
        else:
            desk.show("session")

    desk.screen.ask(lambda s: s.assistance.open(name, ticket, demarche, first_visit=first_visit), settle)


def open_sessions(desk: Desk, sessions: tuple[AssistedSession, ...]) -> list[Widget]:
    """Return a row for each session this desk has open, with the way back into it."""
    found: list[Widget] = [StaffText(words="Séances ouvertes", role="label", paint="soft")] if sessions else []
    now = desk.outfit.clock()
    for session in sessions:
        who = f"Séance avec {session.ticket}" if session.ticket else "Séance sans numéro"
        state = minutes(session.length(now)) + ("" if session.resumed else " · en pause")
        words = column(StaffText(words=who, role="strong"), StaffText(words=state, paint="soft"))
        found += [row(words, button("Reprendre", _resumer(desk, session), "play_arrow")), StaffRule()]
    return found


def _resumer(desk: Desk, session: AssistedSession) -> Callable[[], None]:
    def resume() -> None:
        if not _is_refused(desk):
            desk.screen.ask(lambda s: s.assistance.resume(session.id), lambda _: desk.show("session"))

    return resume


def _is_refused(desk: Desk) -> bool:
    why = refusal("session", desk.staff)
    if why:
        desk.say(why, "care")
    return bool(why)
