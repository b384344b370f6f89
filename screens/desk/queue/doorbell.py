"""A soft ring for a number that was not in the room before."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.reception.arrivals import Ticket
from kiosk.domain.reception.queue import Room


class Doorbell:
    """Remembers who was here; who is here at the first look rings nobody."""

    def __init__(self, ring: Callable[[], object]) -> None:
        self._ring = ring
        self._known: set[Ticket] | None = None

    def look(self, room: Room) -> None:
        """Ring if somebody has come."""
        here = {waiter.arrival.ticket for waiter in (*room.waiting, *room.called, *room.parked)}
        if self._known is not None and here - self._known:
            self._ring()
        self._known = here

    def forget(self) -> None:
        """Look at the room as if for the first time."""
        self._known = None
