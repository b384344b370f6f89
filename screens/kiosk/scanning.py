"""A code shown to the reader: a slip checks in, a list opens again; two visits never cross."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.guides.guide import checklist_of
from kiosk.domain.reception.codes import BadgeCode, ChecklistToken, Mistyped, SlipCode
from kiosk.screen_ports import Scanned
from kiosk.services.arrivals import AlreadyNoted, Noted
from screens.kiosk.errands import Errands
from screens.kiosk.navigator import Navigator
from screens.kiosk.situation import Situation
from screens.kiosk.visit import Door, Visit


class Scanning:
    """Decides whose code it is. `let_staff_in` takes the badge of somebody who works here."""

    def __init__(
        self, situation: Situation, navigator: Navigator, errands: Errands, let_staff_in: Callable[[BadgeCode], None]
    ) -> None:
        self._situation, self._navigator, self._errands = situation, navigator, errands
        self._let_staff_in = let_staff_in

    def show(self, code: Scanned) -> None:
        """Act on a code that was read."""
        match code:
            case SlipCode():
                self._show_slip(code)
            case ChecklistToken():
                self._show_list(code)
            case BadgeCode():
                self._let_staff_in(code)

    def _show_slip(self, slip: SlipCode) -> None:
        visit, screen = self._situation.visit, self._navigator.screen
        digits, language = slip.digits, self._situation.t.language
        if screen.take_slip(digits):
            return
        if screen.after_scan():
            visit.door = Door.APPOINTMENT
            self._errands.ask(lambda s: s.arrivals.present(digits, language), self._own(visit))
        else:
            self._errands.ask(lambda s: s.arrivals.present(digits, language), self._somebody_elses)

    def _own(self, visit: Visit) -> Callable[[Noted | AlreadyNoted | Mistyped], None]:
        show = self._errands.arrival_of(visit)

        def settle(outcome: Noted | AlreadyNoted | Mistyped) -> None:
            if not isinstance(outcome, Mistyped):
                show(outcome)

        return settle

    def _somebody_elses(self, outcome: Noted | AlreadyNoted | Mistyped) -> None:
        if isinstance(outcome, Mistyped):
            return
        if not self._navigator.is_showing("other_number"):
            self._navigator.go("other_number")
        self._navigator.screen.take_another(outcome)

    def _show_list(self, token: ChecklistToken) -> None:
        """Open a list again, unless one is being prepared here: that one may be somebody else's."""
        visit = self._situation.visit
        guide = next((g for g in self._situation.guides if g.number == token.guide), None)
        if guide is None or visit.checklist is not None or self._navigator.screen.tools == "bare":
            return
        visit.checklist = checklist_of(guide, token)
        visit.theme = guide.theme
        visit.is_outdated = token.revision != guide.revision
        # It was finished, and counted, when it was made.
        visit.finished.add(guide.id)
        self._navigator.go("list_ready")
