"""What an import left open: appointments that its file leaves out, which go only with a yes, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kivy.uix.widget import Widget

from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.planning import Waiting
from kiosk.services.imports import Undone
from screens.staff.making import button, row
from screens.staff.parts import StaffRule, StaffText
from screens.toolkit.choices import Act

Say = Callable[[Appointment], str]


def asked(waiting: Waiting, say: Say, days: Sequence[str], remove: Act, keep: Act) -> list[Widget]:
    """Ask about the appointments of an agenda: each by its hour, then a touch to remove them or to keep them."""
    number = len(waiting.appointments)
    several = "s" if number > 1 else ""
    why = (
        f"le fichier ne dit rien de : {', '.join(days)}"
        if waiting.day_is_silent
        else f"{number} rendez‑vous {'ne sont' if number > 1 else 'n’est'} plus dans le fichier"
    )
    parts: list[Widget] = [StaffText(words=f"Agenda {waiting.agenda} : {why}.", role="strong", paint="care")]
    parts += [StaffText(words=say(each)) for each in waiting.appointments]
    removing = button(f"Retirer {number} rendez‑vous", remove, "delete")
    return [*parts, row(removing, button(f"Le{several} garder", keep, "check")), StaffRule()]


def way_back(undo: Act) -> list[Widget]:
    """Offer to take the last import back."""
    return [row(button("Annuler l’import", undo, "undo")), StaffRule()]


def undone(answer: Undone) -> str:
    """Say what taking an import back did."""
    said = f"Import annulé : {answer.restored} rendez‑vous comme avant."
    return said if not answer.changed_since else f"{said} {answer.changed_since} changés depuis restent ainsi."
