"""A code shown to the reader: a slip checks in, a list opens again; two visits never cross."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock

from kiosk.domain.guides.changes import changed_since
from kiosk.domain.guides.guide import checklist_of
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.codes import BadgeCode, ChecklistToken, SlipCode
from kiosk.screen_ports import Scanned, TooSlow
from kiosk.services.arrivals import AlreadyNoted, Noted, Shown, TooMany
from screens.kiosk.errands import Errands
from screens.kiosk.navigator import Navigator
from screens.kiosk.situation import Situation
from screens.kiosk.visit import Door, Visit

# A reader that repeats itself must leave the screen to whoever touches it: it is said once in so many seconds.
SAID_EVERY = 30.0


class Scanning:
    """Decides whose code it is. `let_staff_in` takes the badge of somebody who works here."""

    def __init__(
        self, situation: Situation, navigator: Navigator, errands: Errands, let_staff_in: Callable[[BadgeCode], None]
    ) -> None:
        self._situation, self._navigator, self._errands = situation, navigator, errands
        self._let_staff_in = let_staff_in
        self._said: float | None = None

    def show(self, code: Scanned) -> None:
        """Act on a code that was read; that the reader works is noted afterwards, by the day."""
        match code:
            case SlipCode():
                self._show_slip(code)
            case ChecklistToken():
                self._show_list(code)
            case BadgeCode():
                self._let_staff_in(code)
        # Whoever came is served though this could not be written.
        self._errands.ask(lambda s: s.health.reader_was_heard(), otherwise=lambda: None)

    def show_slow(self, told: TooSlow) -> None:
        """Take a code that came too slowly: nothing is typed here. The desk learns that the reader is to be set."""
        self.show(told.code)
        self._errands.ask(lambda s: s.chores.note((ChoreTrouble.READER_SLOW,)))

    def _show_slip(self, slip: SlipCode) -> None:
        visit, screen = self._situation.visit, self._navigator.screen
        digits, language = slip.digits, self._situation.t.language
        if screen.take_slip(digits):
            return
        if screen.after_scan():
            self._errands.ask(lambda s: s.arrivals.present(digits, language), self._own(visit))
        else:
            self._errands.ask(lambda s: s.arrivals.present(digits, language), self._somebody_elses)

    def _own(self, visit: Visit) -> Callable[[Shown], None]:
        show = self._errands.arrival_of(visit)

        def settle(outcome: Shown) -> None:
            match outcome:
                case Noted() | AlreadyNoted():
                    # Only now: a code that was not looked at leaves the screen as fresh as it was.
                    visit.door = Door.APPOINTMENT
                    show(outcome)
                case TooMany():
                    self._send_away()

        return settle

    def _somebody_elses(self, outcome: Shown) -> None:
        match outcome:
            case TooMany():
                self._send_away()
            case Noted() | AlreadyNoted():
                if self._navigator.is_showing("too_many"):
                    self._navigator.leave()
                if not self._navigator.is_showing("other_number"):
                    self._navigator.go("other_number")
                self._navigator.screen.take_another(outcome)

    def _send_away(self) -> None:
        now = Clock.get_time()
        if self._said is None or now - self._said >= SAID_EVERY:
            self._said = now
            self._navigator.go("too_many")

    def _show_list(self, token: ChecklistToken) -> None:
        """Open a list again, unless one is being prepared here: that one may be somebody else's."""
        visit = self._situation.visit
        guide = next((g for g in self._situation.guides if g.number == token.guide), None)
        if guide is None or visit.checklist is not None or self._navigator.screen.tools == "bare":
            return
        visit.checklist = checklist_of(guide, token)
        visit.theme = guide.theme
        visit.is_outdated = token.revision != guide.revision
        visit.changed = changed_since(guide.changes, token.revision, guide.revision)
        # It was finished, and counted, when it was made.
        visit.finished.add(guide.id)
        self._navigator.go("list_ready")
