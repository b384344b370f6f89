"""How the day stands, asked at once, and the words for it."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.reception.opening import OpeningSlot, SaidOfDay
from kiosk.services.arrivals import Permanence
from kiosk.services.bundle import Services

_PERMANENCE_SAID = {
    Permanence.OPEN: ("La permanence est ouverte.", "ok"),
    Permanence.NO_DESK: ("La permanence est ouverte.", "ok"),
    Permanence.UNSURE: ("La date est à vérifier.", "care"),
    Permanence.CLOSED: ("La permanence est fermée.", "care"),
    Permanence.REFUSED: ("L’effacement a échoué : la borne reste fermée.", "stop"),
}
_CLEARING = ("Les jours passés s’effacent.", "care")


@dataclass(frozen=True, slots=True)
class DayState:
    """What a desk said of the day, its hours, when a day was last closed and all last destroyed, if that failed."""

    permanence: Permanence
    said_of_day: SaidOfDay
    slots: tuple[OpeningSlot, ...]
    closed: datetime | None
    purged: datetime | None
    has_failed: bool

    @property
    def is_being_cleared(self) -> bool:
        """Say whether the door is shut only until a purge that is under way has ended."""
        return self.permanence is Permanence.REFUSED and not self.has_failed

    @property
    def said(self) -> tuple[str, str]:
        """Return the words for the permanence and their paint."""
        return _CLEARING if self.is_being_cleared else _PERMANENCE_SAID[self.permanence]


def how_it_stands(services: Services) -> DayState:
    """Ask how the day stands."""
    arrivals, closing = services.arrivals, services.closing
    now, closed = arrivals.now(), closing.last_closing()
    slots = tuple(arrivals.opening().on(now.date()))
    local = closed.astimezone(now.tzinfo) if closed else None
    said = services.openings.said_today()
    return DayState(arrivals.permanence(), said, slots, local, closing.last_purge(), closing.has_surely_failed())
