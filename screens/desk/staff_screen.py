"""What every staff screen is: it asks the services through the desk, and draws with the desk's look."""

from __future__ import annotations

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.reception.access import Pad
from kiosk.screen_ports import Scanned
from screens.desk import space
from screens.desk.office import Office
from screens.running.asking import Asking
from screens.staff.parts import dress
from screens.toolkit.stage import Scene
from screens.toolkit.theme import Look


class StaffScreen(Scene):
    """One room of the desk. `heading` stands in the header where the screen has no tab of its own.

    `enter` is called when it is shown, `refresh` when the day's file changed or the minute did.
    """

    desk: Office = ObjectProperty(None)
    look: Look = ObjectProperty(None, allownone=True)
    heading = StringProperty("")
    takes_turns = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._aside: Widget | None = None  # the card that waits for its turn
        super().__init__(**properties)

    def on_kv_post(self, _base: object) -> None:
        """Dress what `.kv` declared; on a small screen two cards take turns."""
        dress(self, self.look)
        if "cards" in self.ids and self.is_short:
            self._aside = self.ids.second.__self__
            self.ids.cards.remove_widget(self._aside)
            self.takes_turns = True

    @property
    def is_narrow(self) -> bool:
        """Say whether parts must stand one below the other."""
        return space.is_narrow(self.look)

    @property
    def is_tall(self) -> bool:
        """Say whether the screen stands upright."""
        return space.is_tall(self.look)

    @property
    def is_short(self) -> bool:
        """Say whether there is hardly room for one thing, in width or in height."""
        return self.is_narrow and not self.is_tall

    @property
    def pad(self) -> Pad:
        """Return the place whose tries a PIN typed here spends."""
        return Pad.KIOSK if self.desk.on_kiosk else Pad.DESK

    def on_look(self, *_: object) -> None:
        """Wear another look."""
        if self.look is not None:
            dress(self, self.look)

    def turn(self) -> None:
        """Show the other card."""
        if self._aside is None:
            return
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

    def receive(self, handed: object) -> None:
        """Take what the screen before hands over, once shown."""

    def leave(self) -> None:
        """Be left: forget whatever was typed."""

    def go_back(self) -> None:
        """Escape: go back within the screen, or out of it."""

    def type(self, _character: str) -> bool:
        """Take a character, or BACK, before it moves the focus; say whether it was taken."""
        return False

    def heard(self, _code: Scanned) -> bool:
        """Take a code shown to the reader; say whether it was taken."""
        return False

    def title(self) -> str:
        """Return what the screen is about."""
        return str(self.heading)

    @property
    def ask(self) -> Asking:
        """Return what asks the services; its answers come only while this screen was neither left nor locked.

        The same person is then still unlocked, or the same pad still open: no answer may land on a locked desk, and a
        right PIN opens nothing once its pad was left.
        """
        return self.desk.ask.while_it_stays(lambda: self.desk.stay)
