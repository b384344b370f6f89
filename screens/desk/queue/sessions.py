"""Sessions as the queue opens them: from a call, from a list shown to the reader, directly, or once more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from kivy.uix.widget import Widget

from kiosk.domain.reception.arrivals import Arrival
from kiosk.domain.reception.assistance import AssistedSession, Demarche
from kiosk.domain.reception.codes import read_token
from kiosk.services.assistance import TooManyOpen
from screens.desk.allowed import refusal
from screens.desk.office import Office
from screens.desk.prepared import age_said, prepared_list
from screens.desk.reopening import reopen
from screens.desk.wording import length_said
from screens.running.asking import Asking
from screens.staff.making import button, column, row
from screens.staff.parts import StaffRule, StaffText


def begin_session(
    office: Office, ask: Asking, arrival: Arrival | None, *, prepared: str = "", first_visit: bool | None = None
) -> None:
    """Open a session with whatever list was prepared, and show it; staff plan and print, mediators assist."""
    if _is_refused(office):
        return
    digits = prepared or (arrival.prepared if arrival else "")
    checklist = prepared_list(digits, office.guides)
    demarche = Demarche(checklist.guide.id, digits) if checklist else None
    ticket, name = arrival.ticket if arrival else None, office.name

    def settle(outcome: AssistedSession | TooManyOpen) -> None:
        if isinstance(outcome, TooManyOpen):
            office.say("Deux séances sont déjà ouvertes. Terminez‑en une.", "care")
        else:
            office.show("session")
            if checklist and (said := age_said(read_token(digits), checklist.guide)):
                office.say(said, "care")

    ask(lambda s: s.assistance.open(name, ticket, demarche, first_visit=first_visit), settle)


def open_sessions(office: Office, ask: Asking, sessions: tuple[AssistedSession, ...]) -> list[Widget]:
    """Return a row for each session this desk has open, or has just ended, with the way back into it."""
    title = "Séances ouvertes" if any(s.ended is None for s in sessions) else "Séances terminées"
    found: list[Widget] = [StaffText(words=title, role="label", paint="soft")] if sessions else []
    now = office.outfit.clock()
    for session in sessions:
        who = f"Séance avec {session.ticket}" if session.ticket else "Séance sans numéro"
        words = column(StaffText(words=who, role="strong"), StaffText(words=_state(session, now), paint="soft"))
        back = (
            button("Reprendre", _resumer(office, ask, session), "play_arrow")
            if session.ended is None
            else button("Rouvrir", partial(reopen, office, ask, session.id), "undo")
        )
        found += [row(words, back), StaffRule()]
    return found


def _state(session: AssistedSession, now: datetime) -> str:
    if session.ended is not None:
        return "terminée à l’instant"
    return length_said(session.length(now)) + ("" if session.resumed else " · en pause")


def _resumer(office: Office, ask: Asking, session: AssistedSession) -> Callable[[], None]:
    def resume() -> None:
        if not _is_refused(office):
            ask(lambda s: s.assistance.resume(session.id), lambda _: office.show("session"))

    return resume


def _is_refused(office: Office) -> bool:
    why = refusal("session", office.staff)
    if why:
        office.say(why, "care")
    return bool(why)
