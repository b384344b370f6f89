"""The number of a desk: its own for as long as it is open, so that each call has one owner."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.screen_ports import Seats
from screens.running.asking import Asking

_NO_SEAT = "Neuf bureaux sont déjà ouverts ici. Fermez‑en un, puis ouvrez de nouveau celui‑ci."


class Seat:
    """Asks for a number once the files are there; `told` is called when it is known, or known to be none.

    `refused` then says why nobody can work here.
    """

    def __init__(self, seats: Seats, wanted: int, ask: Asking, told: Callable[[], None]) -> None:
        self._seats, self._wanted, self._ask, self._told = seats, wanted, ask, told
        self._number: int | None = None
        self._is_left = False
        self.refused = ""

    @property
    def name(self) -> str:
        """Return how visitors know this desk; no other one on the same files is called so."""
        return f"Bureau {self._number or self._wanted}"

    def sit_down(self, *_: object) -> None:
        """Ask for a number, unless there is one."""
        if self._number is None:
            self._ask(lambda _: None if self._is_left else self._seats.take(self._wanted), self._take)

    def _take(self, number: int | None) -> None:
        self._number, self.refused = number, "" if number else _NO_SEAT
        self._told()

    def leave(self) -> None:
        """Let another desk have it."""
        self._is_left = True
        self._seats.leave()
