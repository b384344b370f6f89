"""Something in hand that waits for a number: a list that was read, or a number that is another's double."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.reception.arrivals import Ticket
from kiosk.domain.reception.codes import ChecklistToken


@dataclass(frozen=True, slots=True)
class Picking:
    """What the number touched next is for: exactly one of the two."""

    token: ChecklistToken | None = None
    double: Ticket | None = None

    @property
    def hint(self) -> str:
        """Ask for the number."""
        if self.double is None:
            return "Liste lue. À quel numéro la donner ?"
        return f"Réunir {self.double} avec quel numéro ?"

    @property
    def act(self) -> str:
        """Say what its touch does."""
        return "Donner la liste" if self.double is None else "Réunir"
