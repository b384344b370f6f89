"""What a session does with the world outside: paper, and lists shown to the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.machine.printing import Format, Printed
from kiosk.domain.reception.assistance import Demarche
from kiosk.domain.reception.codes import ChecklistToken, write_token
from screens.running.lanes import Lane
from screens.staff.printed import PRINTED

if TYPE_CHECKING:
    from screens.desk.session.session import SessionScreen


def print_list(screen: SessionScreen) -> None:
    """Print the list on show, in the person's language, with what is still missing."""
    checklist, language, desk = screen.checklist(), screen.session.language, screen.desk
    if checklist is None:
        return
    desk.say("Impression en cours.")

    def told(ended: Printed) -> None:
        desk.say(PRINTED[ended], "ok" if ended is Printed.DELIVERED else "care")

    screen.ask(lambda s: s.checklists.print_list(checklist, Format.A4, language), told, lane=Lane.PRINTING)


def take_scanned(screen: SessionScreen, code: object) -> bool:
    """Add the démarche of a list that was shown to the reader; say whether it was one."""
    guide = next((g for g in screen.desk.guides if g.number == getattr(code, "guide", None)), None)
    if not isinstance(code, ChecklistToken) or guide is None or screen.session is None:
        return False
    session = screen.session.with_demarche(Demarche(guide.id, write_token(code)))
    screen.session = session
    screen.show_last()
    screen.keep(session)
    if code.revision != guide.revision:
        screen.desk.say("Ce papier est plus ancien que le guide. Vérifiez la liste.", "care")
    return True
