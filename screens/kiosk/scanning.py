"""A code shown to the reader: a slip checks in, a list opens again; two visits never cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.guides.guide import checklist_of
from kiosk.domain.reception.codes import BadgeCode, ChecklistToken, Mistyped, SlipCode
from kiosk.services.arrivals import AlreadyNoted, Noted
from screens.kiosk.visit import Door

if TYPE_CHECKING:
    from kiosk.screen_ports import Scanned
    from screens.kiosk.shell import Shell


class Scanning:
    """Decides whose code it is."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def show(self, code: Scanned) -> None:
        """Act on a code that was read."""
        match code:
            case SlipCode():
                self._show_slip(code)
            case ChecklistToken():
                self._show_list(code)
            case BadgeCode():
                self._shell.staff_door.open(code)

    def _show_slip(self, slip: SlipCode) -> None:
        shell, visit = self._shell, self._shell.visit
        digits, language = slip.digits, shell.t.language
        attaching = visit.door is Door.ATTACH and shell.screen.name == "slip_code" and visit.checklist is not None
        if attaching:
            visit.digits = digits
            shell.screen.confirm()
        elif shell.screen.after_scan():
            visit.door = Door.APPOINTMENT
            shell.ask(lambda s: s.arrivals.present(digits, language), self._own(visit))
        else:
            shell.ask(lambda s: s.arrivals.present(digits, language), self._somebody_elses)

    def _own(self, visit: object) -> object:
        show = self._shell.arrival_of(visit)

        def settle(outcome: Noted | AlreadyNoted | Mistyped) -> None:
            if not isinstance(outcome, Mistyped):
                show(outcome)

        return settle

    def _somebody_elses(self, outcome: Noted | AlreadyNoted | Mistyped) -> None:
        if isinstance(outcome, Mistyped):
            return
        shell = self._shell
        if shell.screen.name != "other_number":
            shell.go("other_number")
        shell.screen.take(outcome)

    def _show_list(self, token: ChecklistToken) -> None:
        """Open a list again, unless one is being prepared here: that one may be somebody else's."""
        shell, visit = self._shell, self._shell.visit
        guide = next((g for g in shell.guides if g.number == token.guide), None)
        if guide is None or visit.checklist is not None or shell.screen.tools == "bare":
            return
        visit.checklist = checklist_of(guide, token)
        visit.theme = guide.theme
        visit.is_outdated = token.revision != guide.revision
        # It was finished, and counted, when it was made.
        visit.finished.add(guide.id)
        shell.go("list_ready")
