"""Where the staff screens stand: one on show, the others kept until somebody locks."""

from __future__ import annotations

from kivy.uix.screenmanager import NoTransition, ScreenManager

from screens.desk.office import Office
from screens.desk.register import staff_screen_class
from screens.desk.staff_screen import StaffScreen
from screens.toolkit.theme import Look


class Stack(ScreenManager):
    """Makes a screen when it is first shown; the one before is left."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._made: dict[str, StaffScreen] = {}
        super().__init__(transition=NoTransition())

    @property
    def screen(self) -> StaffScreen:
        """Return the screen on show. Raises KeyError before the first one."""
        return self._made[self.current]

    def bring(self, name: str, look: Look) -> StaffScreen:
        """Put a screen on show."""
        if self._made and self.current != name:
            self.screen.leave()
        if name not in self._made:
            self._made[name] = staff_screen_class(name)(name=name, desk=self._office, look=look)
            self.add_widget(self._made[name])
        self.current = name
        return self._made[name]

    def strike(self) -> None:
        """Leave the screen on show and keep none."""
        self.screen.leave()
        self.clear_widgets(list(self.screens))
        self._made.clear()
