"""What a desk does to a number: said with its name and the act's, and taken back by one touch."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.reception.arrivals import Ticket
from kiosk.services.bundle import Services
from kiosk.services.queue import Done, Handled, NotThere, TakenBy
from screens.desk.office import Office
from screens.running.asking import Asking


class Acting:
    """Asks the queue for one desk; `ask` is the screen's own; `acted` follows each answer, with a number just given."""

    def __init__(self, office: Office, ask: Callable[[], Asking], acted: Callable[[Ticket | None], None]) -> None:
        self._office, self._ask, self._acted = office, ask, acted

    def call(self, ticket: Ticket) -> None:
        """Call a number to this desk."""
        desk = self._office.name
        self.do(lambda s: s.queue.call(ticket, desk), "appelé")

    def do(self, job: Callable[[Services], Handled], words: str) -> None:
        """Do anything else; `words` say what was done, and may name the `{other}` number of two."""
        self._ask()(job, lambda outcome: self._settle(outcome, words))

    def _settle(self, outcome: Handled, words: str) -> None:
        given: Ticket | None = None
        match outcome:
            case Done(before=before, after=after):
                given = None if before else after[0].ticket
                said = f"{after[0].ticket} : {words.format(other=before[0].ticket) if before else words}"
                self._office.say(f"{said}.", undo=lambda: self._take_back(outcome, said))
            case TakenBy(owner=owner):
                self._office.say(f"{owner} a déjà appelé ce numéro.", "care")
            case NotThere():
                self._office.say("Ce numéro a changé entre‑temps.", "care")
        self._acted(given)

    def _take_back(self, done: Done, said: str) -> None:
        self._ask()(lambda s: s.queue.undo(done), lambda outcome: self._settle_undo(outcome, said))

    def _settle_undo(self, outcome: Handled, said: str) -> None:
        if isinstance(outcome, Done):
            self._office.say(f"{said}, puis annulé.")
        else:
            self._office.say("Trop tard : ce numéro a changé entre‑temps.", "care")
        self._acted(None)
