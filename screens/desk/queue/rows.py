"""What one row of the queue says, in words: hour, letters, match, theme, language, list prepared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from kiosk.domain.guides.guide import Checklist, Guide, Theme, checklist_of
from kiosk.domain.guides.themes import THEME_NAMES
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.arrivals import Series
from kiosk.domain.reception.codes import ChecklistToken, read_token
from kiosk.domain.reception.queue import Match, Waiter

MOTIFS = {Motif.FRANCE_SERVICES: "France services", Motif.ACCESS_TO_LAW: "Accès aux droits", Motif.PANDA: "PAND@"}
THEMES = {theme: names.desk for theme, names in THEME_NAMES.items()}
HIDDEN = "•••"


def hour(moment: datetime, zone: tzinfo) -> str:
    """Write a local hour: "10 h 30"."""
    local = moment.astimezone(zone)
    return f"{local.hour}\u00a0h\u00a0{local.minute:02d}"


def minutes(wait: timedelta) -> str:
    """Write a wait: "19 min", "1 h 05"."""
    whole = int(wait.total_seconds() // 60)
    return f"{whole} min" if whole < 60 else f"{whole // 60}\u00a0h\u00a0{whole % 60:02d}"


def heading(waiter: Waiter, zone: tzinfo, *, letters: bool) -> str:
    """Say what was declared: "Rendez‑vous 10 h 30 · BEN", or that there was none."""
    arrival = waiter.arrival
    if arrival.series is Series.S:
        return "Sans rendez‑vous"
    booked = waiter.appointment if waiter.match is Match.SURE else None
    parts = ["Rendez‑vous"]
    if booked is not None:
        parts[0] += f" {hour(booked.starts, zone)}"
    elif arrival.declared is not None:
        parts[0] += f" {arrival.declared.hour}\u00a0h\u00a0{arrival.declared.minute:02d}"
    shown = arrival.letters or (booked.letters if booked else "")
    if shown:
        parts.append(shown if letters else HIDDEN)
    return " · ".join(parts)


def details(waiter: Waiter, guides: Iterable[Guide], languages: dict[str, str]) -> str:
    """Say what else is known: first visit, theme or list prepared, language; nothing twice."""
    arrival, parts = waiter.arrival, []
    if waiter.match is Match.SURE and waiter.appointment is not None:
        parts.append(MOTIFS[waiter.appointment.motif])
        if waiter.appointment.first_visit:
            parts.append("première venue")
    prepared = prepared_list(arrival.prepared, guides)
    if prepared is not None:
        parts.append(f"{prepared.guide.title} — {missing(prepared)}")
    elif arrival.theme in THEMES:
        # What a damaged file or another version says instead is passed over: the queue is shown all the same.
        parts.append(THEMES[Theme(arrival.theme)])
    if arrival.language != "fr":
        parts.append(languages.get(arrival.language, arrival.language))
    said = " · ".join(parts)
    return said[:1].upper() + said[1:]


def doubt(waiter: Waiter, zone: tzinfo, *, letters: bool) -> str:
    """Say which appointment this may be: "à vérifier"."""
    if waiter.match is not Match.LIKELY or waiter.appointment is None:
        return ""
    return f"À vérifier : {planned(waiter.appointment, zone, letters=letters)} ?"


def planned(appointment: Appointment, zone: tzinfo, *, letters: bool) -> str:
    """Write an appointment of the plan."""
    shown = appointment.letters if letters else HIDDEN if appointment.letters else ""
    return " · ".join(p for p in (hour(appointment.starts, zone), shown, MOTIFS[appointment.motif]) if p)


def missing(checklist: Checklist) -> str:
    """Say how far a prepared list is."""
    lacking = sum(checklist.ticks.get(p.id) is False for p in checklist.papers())
    if lacking:
        return f"liste préparée, il manque {lacking} papier{'s' if lacking > 1 else ''}"
    return "liste préparée"


def prepared_list(digits: str, guides: Iterable[Guide]) -> Checklist | None:
    """Open the list an arrival brought, if its guide is still there."""
    token = read_token(digits)
    if not isinstance(token, ChecklistToken):
        return None
    guide = next((g for g in guides if g.number == token.guide), None)
    return None if guide is None else checklist_of(guide, token)
