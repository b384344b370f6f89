"""What a visitor's screen has done for it while it goes on: questions to the services, a sheet, a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.domain.machine.printing import Printed
from kiosk.services.arrivals import AlreadyNoted, Noted
from kiosk.services.bundle import Services
from screens.kiosk.moves import Moves
from screens.kiosk.situation import Situation
from screens.kiosk.visit import Visit
from screens.running.asking import Asking
from screens.running.backstage import Backstage
from screens.running.lanes import Lane


class Errands:
    """Runs them for the visit under way; what comes back for one that was erased meanwhile is shown to nobody."""

    def __init__(self, situation: Situation, moves: Moves, backstage: Backstage) -> None:
        self._situation, self._moves = situation, moves
        # Try whether the files can be written, before somebody says three screens long what would be lost.
        self.look_closely = backstage.look_closely
        # Say texts aloud, whatever stands on the screen; nobody does before the kiosk has its voice.
        self.say: Callable[[Sequence[str]], None] = _say_nothing
        self.ask = Asking(backstage, moves.ask_for_help)

    def arrival_of(self, visit: Visit) -> Callable[[Noted | AlreadyNoted], None]:
        """Return what shows an arrival's number, unless its visit was erased meanwhile."""

        def show(noted: Noted | AlreadyNoted) -> None:
            if self._situation.visit is visit:
                visit.noted, visit.letters = noted, ""
                if isinstance(noted, AlreadyNoted):
                    visit.shows_list, visit.leaves_by = noted.shows_list, noted.leaves_by
                    visit.by_sign, visit.speaks = visit.by_sign or noted.by_sign, visit.speaks or noted.speaks
                if visit.by_sign or visit.speaks:
                    self.tell_how_to_meet()
                self._moves.go("arrived")

        return show

    def tell_how_to_meet(self) -> None:
        """Tell the desk how the holder of the number is called, and what they speak; without a number, nothing yet."""
        visit = self._situation.visit
        if visit.noted is None:
            return
        ticket, by_sign, speaks = visit.noted.ticket, visit.by_sign, visit.speaks

        def settle(in_time: bool) -> None:  # noqa: FBT001 (a service's answer)
            visit.is_too_late = not in_time
            if self._situation.visit is visit and not in_time:
                self._moves.say_again()

        self.ask(lambda s: s.arrivals.meet(ticket, by_sign=by_sign, speaks=speaks), settle)

    def print_sheet(self, job: Callable[[Services], Printed], said: Sequence[str]) -> None:
        """Print on the printing lane; the screen that waits says how it ended, and on request what the sheet holds."""
        visit = self._situation.visit
        visit.sheet_said = tuple(said)
        visit.sheets, visit.printed, visit.nothing_came = visit.sheets + 1, None, False
        sheet = visit.sheets
        self._moves.go("printing")

        def settle(ended: Printed) -> None:
            if visit.sheets != sheet:
                return
            visit.printed = ended
            if self._situation.visit is visit and self._moves.is_showing("printing"):
                self._situation.stir()
                self._moves.say_again()

        self.ask(job, settle, lambda: settle(Printed.UNAVAILABLE), Lane.PRINTING)


def _say_nothing(_texts: Sequence[str]) -> None:
    """Say nothing."""
