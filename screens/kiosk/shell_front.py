"""What stands between two visits, or in the place of a screen with nothing to offer: it follows hours and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.machine.data_state import DataState, Mishap, Unopenable, Unwritable
from screens.kiosk.visit import Visit

if TYPE_CHECKING:
    from screens.kiosk.visitor_screen import VisitorScreen


class ShellFront:
    """The part of the shell that knows which screens may be shown now."""

    @property
    def front(self) -> str:
        """Return the screen that stands between two visits."""
        if self.is_out_of_service:
            return "out_of_service"
        return "closed" if self.permanence.is_closed else "home"

    def tell_the_data(self, state: DataState, mishaps: tuple[Mishap, ...]) -> None:
        """Take how the files are: without them nobody can check in, and the screens that lead there give way at once.

        Whoever has a number keeps it on show; the language and the comfort stay.
        """
        self.staff_door.tell_the_data(state, mishaps)
        self.data = state
        if self.is_out_of_service and self.screen.needs_the_data:
            self._give_way()
        else:
            self.attention.follow_the_door()

    @property
    def is_out_of_service(self) -> bool:
        """Say whether the files are known to be unusable."""
        return isinstance(self.data, Unopenable | Unwritable)

    def _give_way(self) -> None:
        noted = self.visit.noted
        self.visit = Visit(noted=noted)
        self.show_screen("out_of_service")

    def ask_for_help(self) -> None:
        """Say that something broke, and that a person will help (P10)."""
        if self.is_out_of_service and self.visit.checklist is None:
            self._give_way()
        else:
            self.show_screen("help")

    def _allowed(self, name: str) -> VisitorScreen:
        """Return a screen, or the one that stands in its place while nothing can be written down, and no longer."""
        screen = self._screen(name)
        if self.is_out_of_service and screen.needs_the_data:
            return self._screen("out_of_service")
        return self._screen(self.front) if name == "out_of_service" and not self.is_out_of_service else screen
