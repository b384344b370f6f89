"""What an import left open: appointments that its file leaves out, which go only with a yes, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from kivy.uix.widget import Widget

from kiosk.domain.reception.appointments import Appointment, as_told
from kiosk.domain.reception.planning import Crowded, Original, Waiting
from kiosk.services.imports import Undone
from screens.desk.places import file_said, folder_said
from screens.staff.making import button, row
from screens.staff.parts import StaffRule, StaffText
from screens.toolkit.choices import Act

Say = Callable[[Appointment], str]
# Lines of a kind: nobody reads more here.
MOST = 30


def asked(waiting: Waiting, source: str, say: Say, days: Sequence[str], answers: tuple[Act, Act]) -> list[Widget]:
    """Ask about the appointments of an agenda: each by its hour, then a touch to remove them or to keep them.

    `source` is where they no longer stand; `answers` are what removes them and what keeps them.
    """
    remove, keep = answers
    number = len(waiting.appointments)
    several = "s" if number > 1 else ""
    why = (
        f"{source} ne dit rien de : {', '.join(days)}"
        if waiting.day_is_silent
        else f"{number} rendez‑vous {'ne sont' if number > 1 else 'n’est'} plus dans {source}"
    )
    parts: list[Widget] = [StaffText(words=f"Agenda {waiting.agenda} : {why}.", role="strong", paint="care")]
    parts += [StaffText(words=say(each)) for each in waiting.appointments]
    removing = button(f"Retirer {number} rendez‑vous", remove, "delete")
    return [*parts, row(removing, button(f"Le{several} garder", keep, "check")), StaffRule()]


def way_back(undo: Act) -> list[Widget]:
    """Offer to take the last import back."""
    return [row(button("Annuler l’import", undo, "undo")), StaffRule()]


def originals(standing: Sequence[Original], destroy: Callable[[Original], Act]) -> list[Widget]:
    """Say which imported files still stand where somebody put them, each with a touch to destroy it."""
    parts: list[Widget] = []
    for each in standing:
        words = StaffText(words=f"{file_said(each.path)} · {folder_said(each.path)}", pos_hint={"center_y": 0.5})
        destroying = button("Détruire", destroy(each), "delete")
        destroying.spoken = f"Détruire {file_said(each.path)}"
        parts.append(row(words, destroying))
    if parts:
        title = "Ce qui est importé est encore là. Il peut y avoir des noms dedans."
        parts = [StaffText(words=title, role="strong", paint="care"), *parts, StaffRule()]
    return parts


def crowded(hours: Sequence[Crowded], say: Callable[[datetime], str]) -> list[Widget]:
    """Name each hour that two agendas fill."""
    parts: list[Widget] = [
        StaffText(words=f"{say(each.starts)} : pris dans {_agendas(each.agendas)}.") for each in hours[:MOST]
    ]
    if len(hours) > MOST:
        parts.append(StaffText(words=f"Et {len(hours) - MOST} autres heures."))
    if parts:
        title = "Une même heure est prise deux fois." if len(hours) == 1 else "Des heures sont prises deux fois."
        parts = [StaffText(words=title, role="strong", paint="care"), *parts, StaffRule()]
    return parts


def _agendas(numbers: Sequence[int]) -> str:
    return " et ".join(f"l’agenda {number}" if number else "ce qui est tapé au poste" for number in numbers)


def by_hand(kept: Sequence[Appointment], say: Say, hour: Callable[[datetime], str]) -> list[Widget]:
    """Say what stays as somebody changed it at the desk, and what its file says."""
    parts: list[Widget] = []
    for each in kept[:MOST]:
        told = as_told(each)
        elsewhere = f" · le fichier dit {hour(told.starts)}" if told.starts != each.starts else ""
        parts.append(StaffText(words=f"{say(each)}{elsewhere}"))
    if parts:
        parts = [StaffText(words="Changé au poste, gardé ainsi :", role="strong"), *parts, StaffRule()]
    return parts


def undone(answer: Undone) -> str:
    """Say what taking an import back did."""
    said = f"Import annulé : {answer.restored} rendez‑vous comme avant."
    return said if not answer.changed_since else f"{said} {answer.changed_since} changés depuis restent ainsi."
