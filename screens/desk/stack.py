"""Where the staff screens stand: one on show, the others kept until somebody locks."""

from __future__ import annotations

from screens.desk.office import Office
from screens.desk.register import staff_screen_class
from screens.desk.staff_screen import StaffScreen
from screens.toolkit.shapes import lie_on
from screens.toolkit.stage import Stage
from screens.toolkit.theme import Look


class Stack(Stage):
    """Makes a screen when it is first shown; the one before is left."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._made: dict[str, StaffScreen] = {}
        super().__init__()

    @property
    def screen(self) -> StaffScreen:
        """Return the screen on show; there is one once `bring` was called."""
        found: StaffScreen = self.shown
        return found

    def bring(self, name: str, look: Look) -> StaffScreen:
        """Put a screen on show."""
        if self.shown is not None and self.screen.name != name:
            self.screen.leave()
        if name not in self._made:
            self._made[name] = staff_screen_class(name)(name=name, desk=self._office, look=look)
        self.show(self._made[name])
        lie_on(look.colour("paper"))
        return self._made[name]

    def strike(self) -> None:
        """Leave the screen on show and keep none."""
        self.screen.leave()
        self.clear_widgets()
        self._made.clear()
