"""What one row of the queue says, in words: hour, letters, match, theme, language, list prepared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from kiosk.domain.guides.guide import Checklist, Guide, Theme
from kiosk.domain.languages import SPOKEN
from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.arrivals import Arrival, Series, Stage
from kiosk.domain.reception.queue import Match, Room, Waiter
from kiosk.screen_ports import Translator
from screens.desk.allowed import may_assist
from screens.desk.office import Office
from screens.desk.prepared import prepared_list
from screens.desk.wording import HIDDEN, MOTIFS, THEMES, length_said


@dataclass(frozen=True, slots=True)
class Manner:
    """How the queue is told: where, with which guides and languages, and whether letters may be seen.

    `desk` is where it is told, `assists` whether to somebody who receives people: others see number, hour and letters.
    """

    t: Translator
    zone: tzinfo
    guides: tuple[Guide, ...]
    languages: tuple[tuple[str, str], ...]
    shows_letters: bool
    desk: str
    assists: bool

    @classmethod
    def at(cls, office: Office, *, shows_letters: bool) -> Manner:
        """Tell it at a desk, to whoever is unlocked there."""
        outfit = office.outfit
        zone, assists = outfit.settings.site.zone, may_assist(office.staff)
        return cls(office.t, zone, office.guides, outfit.languages, shows_letters, office.name, assists)

    def hour(self, moment: datetime) -> str:
        """Write a local hour: "10 h 30"."""
        return self.t.hour(moment.astimezone(self.zone), whole=True)

    def letters(self, letters: str) -> str:
        """Write letters, or that there are some."""
        return letters if self.shows_letters or not letters else HIDDEN

    def list_of(self, arrival: Arrival) -> Checklist | None:
        """Return the list that somebody shows, once this desk called them: nobody else sees it (P12)."""
        is_called_here = arrival.stage is Stage.CALLED and arrival.owner == self.desk
        return prepared_list(arrival.prepared, self.guides) if self.assists and is_called_here else None


def heading(waiter: Waiter, manner: Manner) -> str:
    """Say what was declared: "Rendez‑vous 10 h 30 · BEN", or that there was none."""
    arrival = waiter.arrival
    booked = waiter.appointment if waiter.match is Match.SURE else None
    if arrival.series is Series.S and booked is None:
        return "Sans rendez‑vous"
    said = "Rendez‑vous"
    if booked is not None:
        said += f" {manner.hour(booked.starts)}"
    elif arrival.declared is not None:
        said += f" {manner.t.hour(arrival.declared, whole=True)}"
    letters = manner.letters(arrival.letters or (booked.letters if booked else ""))
    return f"{said} · {letters}" if letters else said


def details(waiter: Waiter, manner: Manner) -> str:
    """Say to who assists what else is known: first visit, theme or list shown, language; nothing twice."""
    arrival, found = waiter.arrival, list[str]()
    if not manner.assists:
        return ""
    if waiter.match is Match.SURE and waiter.appointment is not None:
        found.append(MOTIFS[waiter.appointment.motif])
        if waiter.appointment.first_visit:
            found.append("première venue")
    prepared = manner.list_of(arrival)
    if prepared is not None:
        found.append(f"{prepared.guide.title} — {missing(prepared)}")
    elif arrival.theme in THEMES:
        # What a damaged file or another version says instead is passed over: the queue is shown all the same.
        found.append(THEMES[Theme(arrival.theme)])
    if arrival.language != "fr":
        found.append(dict(manner.languages).get(arrival.language, arrival.language))
    said = " · ".join(found)
    return said[:1].upper() + said[1:]


def doubt(waiter: Waiter, manner: Manner) -> str:
    """Say which appointment this may be: "à vérifier"."""
    if waiter.match is not Match.LIKELY or waiter.appointment is None:
        return ""
    other = f" ou {planned(waiter.other, manner)}" if waiter.other else ""
    return f"À vérifier : {planned(waiter.appointment, manner)}{other} ?"


def leaving(waiter: Waiter, manner: Manner) -> str:
    """Say before which hour somebody must leave, as they told it: without a reason."""
    until = waiter.arrival.leaves_by
    return f"Doit partir avant {manner.t.hour(until, whole=True)}" if until is not None else ""


def by_sign(waiter: Waiter) -> str:
    """Say to whoever calls that the call must be seen, not heard."""
    return "N’entend pas : faites signe" if waiter.arrival.by_sign else ""


def pointed(waiter: Waiter, manner: Manner) -> str:
    """Say to who assists which language somebody pointed at."""
    spoken = SPOKEN.get(waiter.arrival.speaks)
    return f"Parle : {spoken.french}" if spoken is not None and manner.assists else ""


def double(waiter: Waiter) -> str:
    """Say which number may be the same person's."""
    return f"Doublon probable de {waiter.double_of.ticket}" if waiter.double_of else ""


def oldest(room: Room, now: datetime) -> str:
    """Say how long the one waits who has waited longest; "" when nobody does."""
    longest = max((waiter.waited(now) for waiter in room.waiting), default=None)
    return "" if longest is None else f"plus ancienne : {length_said(longest)}"


def planned(appointment: Appointment, manner: Manner) -> str:
    """Write an appointment of the plan."""
    hour, letters = manner.hour(appointment.starts), manner.letters(appointment.letters)
    motif = MOTIFS[appointment.motif] if manner.assists else ""
    return " · ".join(part for part in (hour, letters, motif) if part)


def missing(checklist: Checklist) -> str:
    """Say how far a prepared list is."""
    lacking = sum(checklist.ticks.get(p.id) is False for p in checklist.papers())
    if lacking:
        return f"liste préparée, il manque {lacking} papier{'s' if lacking > 1 else ''}"
    return "liste préparée"
