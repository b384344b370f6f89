"""What every staff screen is: it asks the services through the desk, and draws with the desk's look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.screenmanager import Screen

from screens.staff.parts import dress
from screens.toolkit.theme import Look

if TYPE_CHECKING:
    from screens.desk.desk import Desk
    from screens.running.asking import Asking


class StaffScreen(Screen):
    """One room of the desk. `heading` stands in the header where the screen has no tab of its own.

    `enter` is called when it is shown, `refresh` when the day's file changed or the minute did.
    """

    desk: Desk = ObjectProperty(None)
    look: Look = ObjectProperty(None, allownone=True)
    heading = StringProperty("")
    takes_turns = BooleanProperty(False)

    def on_kv_post(self, _base: object) -> None:
        """Dress what `.kv` declared; on a small screen two cards take turns."""
        dress(self, self.look)
        if "cards" in self.ids and self.desk.is_narrow and not self.desk.is_tall:
            self._aside = self.ids.second.__self__
            self.ids.cards.remove_widget(self._aside)
            self.takes_turns = True

    def on_look(self, *_: object) -> None:
        """Wear another look."""
        if self.look is not None:
            dress(self, self.look)

    def turn(self) -> None:
        """Show the other card."""
        shown = self.ids.cards.children[0]
        self.ids.cards.remove_widget(shown)
        self.ids.cards.add_widget(self._aside)
        self._aside = shown
        dress(self, self.look)

    def bring(self, card: str) -> None:
        """Show one of the two cards, should they take turns."""
        if self.takes_turns and self._aside is self.ids[card].__self__:
            self.turn()

    def enter(self) -> None:
        """Be shown."""

    def refresh(self) -> None:
        """Show the day as it now stands."""

    def leave(self) -> None:
        """Be left: forget whatever was typed."""

    def go_back(self) -> None:
        """Escape: go back within the screen, or out of it."""

    def stroke(self, _scancode: int, _character: str) -> bool:
        """Take a key before it moves the focus; say whether it was taken."""
        return False

    def heard(self, _code: object) -> bool:
        """Take a code shown to the reader; say whether it was taken."""
        return False

    def title(self) -> str:
        """Return what the screen is about."""
        return self.heading

    @property
    def ask(self) -> Asking:
        """Return what asks the services; its answers come only while this screen was neither left nor locked.

        The same person is then still unlocked, or the same pad still open: no answer may land on a locked desk, and a
        right PIN opens nothing once its pad was left.
        """
        return self.desk.ask.while_it_stays(lambda: self.desk.stay)
