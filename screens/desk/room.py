"""How much room a desk's screen has; what stands on it follows."""

from __future__ import annotations

from functools import partial

from screens.desk.register import STAFF_SCREENS
from screens.staff.parts import StaffButton, dress
from screens.toolkit.theme import desk_look

NARROW, SNUG = 56, 68  # widths of a body letter's height


class DeskRoom:
    """The part of the desk that knows its size."""

    @property
    def is_narrow(self) -> bool:
        """Say whether the screen is so small that parts must stand one below the other."""
        return self.look.width < NARROW * self.look.body

    @property
    def is_snug(self) -> bool:
        """Say whether the header has no room for whole words."""
        return self.look.width < SNUG * self.look.body

    @property
    def is_tall(self) -> bool:
        """Say whether the screen stands upright."""
        return self.look.height > self.look.width

    def has_room_for(self, tab: str) -> bool:
        """Say whether a tab fits; the figures, asked for seldom, are else reached from the day."""
        return tab != "figures" or self.is_tall or not self.is_narrow

    def lay_header(self) -> None:
        """Make the tabs that fit, and name the place where there is room for it."""
        header, naming, tabs = self.ids.header, self._naming, self.ids.tabs
        if self.is_narrow and naming.parent is not None:
            header.remove_widget(naming)
        elif not self.is_narrow and naming.parent is None:
            header.add_widget(naming, index=len(header.children))
        tabs.clear_widgets()
        self._tab_buttons.clear()
        for name, (_, _, words) in STAFF_SCREENS.items():
            if words and self.has_room_for(name):
                tab = StaffButton(
                    words=words.split()[0] if self.is_snug else words,
                    shape="pill",
                    style="card",
                    act=partial(self.show, name),
                )
                self._tab_buttons[name] = tab
                tabs.add_widget(tab)

    def fit(self, width: int, height: int) -> None:
        """Lay everything out again for a window of another size, in pixels: the same person before the same screen.

        What was being typed is lost; everything else is kept as it is changed.
        """
        if not self.look.differs(width, height):
            return
        shown, look = self.screen.name, desk_look(width, height, self.look.ppi)
        self.look, self.size = look, (look.width, look.height)
        self._drop_screens()
        self.lay_header()
        dress(self, look)
        self.show(shown)
