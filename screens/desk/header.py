"""The desk's header: where it stands, and a tab for each room that somebody goes to often."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from kivy.uix.widget import Widget

from screens.desk.space import has_room_for, is_narrow, is_snug
from screens.staff.parts import StaffButton
from screens.toolkit.theme import Look


class Header:
    """Lays out `naming` and the tabs inside `row` for the look in force; a tab shows its screen.

    `tabs` gives each screen's name with the words of its tab.
    """

    def __init__(
        self, row: Widget, naming: Widget, place: Widget, tabs: Iterable[tuple[str, str]], show: Callable[[str], None]
    ) -> None:
        self._row, self._naming, self._place, self._tabs, self._show = row, naming, place, tuple(tabs), show
        self._buttons: dict[str, StaffButton] = {}

    def lay(self, look: Look) -> None:
        """Make the tabs that fit, and name the place where there is room for it."""
        if is_narrow(look) and self._naming.parent is not None:
            self._row.remove_widget(self._naming)
        elif not is_narrow(look) and self._naming.parent is None:
            self._row.add_widget(self._naming, index=len(self._row.children))
        self._place.clear_widgets()
        self._buttons.clear()
        for name, words in self._tabs:
            if has_room_for(name, look):
                said = words.split()[0] if is_snug(look) else words
                tab = StaffButton(words=said, shape="pill", style="card", act=partial(self._show, name))
                self._buttons[name] = tab
                self._place.add_widget(tab)

    def mark(self, shown: str) -> None:
        """Mark the tab of the screen on show."""
        for name, tab in self._buttons.items():
            tab.style = "here" if name == shown else "card"
