"""The desk: a header with its rooms, and one staff screen at a time, behind a PIN."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock
from kivy.properties import BooleanProperty, ListProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.screenmanager import NoTransition, ScreenManager
from kivy.uix.widget import Widget

from kiosk.domain.guides.guide import Guide
from kiosk.domain.reception.access import Pad
from kiosk.screen_ports import Outfit
from kiosk.services.arrivals import Permanence
from screens.desk.allowed import refusal
from screens.desk.clock_watch import DeskClock
from screens.desk.keys import DeskKeys
from screens.desk.lock import DeskLock
from screens.desk.register import STAFF_SCREENS, staff_screen_class
from screens.desk.room import DeskRoom
from screens.desk.staff_screen import StaffScreen
from screens.running.asking import Asking
from screens.running.backstage import Backstage, PermanenceNow
from screens.staff.parts import StaffButton, dress
from screens.toolkit.contacts import Contacts
from screens.toolkit.sounds import Sounds
from screens.toolkit.theme import Look

LOCKED, FIRST = "pin", "queue"


class Desk(DeskClock, DeskRoom, BoxLayout):
    """Owns who is unlocked and which staff screen is on show.

    `on_kiosk` says that it stands in the waiting room: numbers only until touched, a way back for who arrives, an
    early lock. There, `entered` is called when it is unlocked and `left` when it is locked.
    """

    look: Look = ObjectProperty(None)
    staff: object = ObjectProperty(None, allownone=True)
    guides: tuple[Guide, ...] = ObjectProperty(())
    place = StringProperty("")
    today = StringProperty("")
    clock_text = StringProperty("")
    standing = StringProperty("")
    alarm = StringProperty("")
    on_kiosk = BooleanProperty(False)
    is_closed = BooleanProperty(False)
    is_unsure = BooleanProperty(False)
    is_ready = BooleanProperty(False)
    is_unlocked = BooleanProperty(False)
    has_more = BooleanProperty(False)
    tabs = ListProperty([])

    def __init__(self, outfit: Outfit, look: Look, *, backstage: Backstage | None = None, desk: int = 1) -> None:
        staff_screen_class(LOCKED)
        self.outfit, self.number = outfit, desk
        # Staff screens are French; the translator writes days and hours.
        self.t = outfit.translator("fr")
        self._own_backstage = backstage is None
        self._screens: dict[str, StaffScreen] = {}
        self._tab_buttons: dict[str, StaffButton] = {}
        super().__init__(size=(look.width, look.height), size_hint=(None, None))
        self.on_kiosk = backstage is not None
        self.stage = ScreenManager(transition=NoTransition())
        self.backstage = backstage or Backstage(outfit, self)
        self.ask = Asking(self.backstage, self.show_breakage)
        self.sounds = Sounds()
        self.attention = DeskLock(self)
        self.keys = DeskKeys(self)
        self.contacts = Contacts()
        self.left: Callable[[], None] = lambda: None
        self.entered: Callable[[], None] = lambda: None
        self.was_unlocked = False
        # What stands between two of unlocking, locking and closing: an answer that comes after it is for nobody.
        self.stay = object()
        self.resume = FIRST
        self.look = look
        said = "Mode formation" if outfit.practice else "Poste médiateur"
        self.place = f"{said} — {outfit.settings.site.town}"
        self.ids.room.add_widget(self.stage)
        self._naming = self.ids.naming.__self__  # Kivy's ids hold weakly
        self.lay_header()
        dress(self, look)
        self.tell_the_time()
        self.show(LOCKED)

    @property
    def name(self) -> str:
        """Return how visitors know this desk."""
        return f"Bureau {self.number}"

    @property
    def is_working(self) -> bool:
        """Say whether somebody is there to call: the kiosk promises a call only then (P9b)."""
        return self.staff is not None

    @property
    def is_at_rest(self) -> bool:
        """Say whether nobody works here."""
        return not self.is_working

    @property
    def screen(self) -> StaffScreen:
        """Return the screen on show."""
        return self.stage.current_screen

    @property
    def pad(self) -> Pad:
        """Return the place whose tries a PIN typed here spends."""
        return Pad.KIOSK if self.on_kiosk else Pad.DESK

    # --- behind the screens
    def wake(self) -> None:
        """Load what the first frame did not wait for."""
        self.backstage.wake()

    def tell_the_guides(self, guides: tuple[Guide, ...]) -> None:
        """Take the guides."""
        self.guides, self.is_ready = guides, True

    def tell_the_permanence(self, now: PermanenceNow) -> None:
        """Learn about the opening hours."""
        self.is_closed, self.is_unsure = now.standing.is_closed, now.standing is Permanence.UNSURE

    def ask_again(self) -> None:
        """Ask for what could not be asked for while there were no files."""
        self.show(LOCKED) if self.staff is None else self.screen.refresh()

    def show_breakage(self) -> None:
        """Say that something did not work, without losing the screen; what is wrong with the files says more."""
        if not self._is_away:
            self.ids.notice.say("Cela n’a pas marché. Rien n’est perdu. Essayez encore.", "stop")

    def ring(self, name: str) -> None:
        """Play a sound."""
        self.sounds.ring(name)

    def say(self, words: str, paint: str = "ok", undo: Callable[[], None] | None = None) -> None:
        """Say what was done, with a way to take it back."""
        self.ids.notice.say(words, paint, undo)

    # --- moving between screens
    def show(self, name: str) -> None:
        """Show a staff screen; only the PIN while nobody is unlocked, only what is theirs once somebody is."""
        if name not in STAFF_SCREENS:
            return
        if self.staff is None:
            name = name if name in {LOCKED, "setup"} else LOCKED
        elif refused := refusal(name, self.staff):
            self.show(FIRST)
            self.say(refused, "care")
            return
        if self.screen is not None and self.stage.current != name:
            self.screen.leave()
        if name not in self._screens:
            screen = staff_screen_class(name)(name=name, desk=self, look=self.look)
            self._screens[name] = screen
            self.stage.add_widget(screen)
        self.stage.current = name
        self.contacts.let_go()
        self.keys.forget()
        self.ids.notice.hide()
        self.has_more = self._screens[name].takes_turns
        for other, tab in self._tab_buttons.items():
            tab.style = "here" if other == name else "card"
        self.screen.enter()
        dress(self.screen, self.look)

    def turn(self) -> None:
        """Show the other card of a screen that has no room for both."""
        self.screen.turn()

    def cancel(self) -> None:
        """Escape: take the focus off, then let the screen go back."""
        self.keys.forget()
        self.screen.go_back()

    def stroke(self, scancode: int, character: str) -> bool:
        """Offer a key to the screen before it moves the focus."""
        return self.screen.stroke(scancode, character)

    def heard(self, code: object) -> None:
        """Hand a code shown to the reader to the screen, or to the session it opens."""
        if not self.screen.heard(code) and self.staff is not None:
            self.say("Ce code ne sert pas ici.", "care")

    # --- who is there
    def unlock(self, staff: object) -> None:
        """Let somebody in: on the kiosk, the visitor's screen is erased first."""
        self.entered()
        self.stay = object()
        self.staff, self.is_unlocked, self.was_unlocked = staff, True, True
        self.attention.begin()
        if self.on_kiosk:
            self.ask(lambda s: s.arrivals.desk_stays())
        self.backstage.look_at_the_permanence()
        # The hours disagree with the clock: perhaps the box stands at another site.
        self.show("clock" if self.is_unsure else "day" if self.is_closed else self.resume)
        self.resume, self.clock_text = FIRST, ""
        self.tell_the_time()

    def step_aside(self) -> None:
        """Let somebody check in on the kiosk; the same screen comes back with the PIN."""
        self.resume = self.screen.name
        self.lock()

    def lock(self) -> None:
        """Lock: nothing of what was on show stays on any screen."""
        self.stay = object()
        self.staff, self.is_unlocked = None, False
        self._drop_screens()
        self.show(LOCKED)
        self.left()

    def _drop_screens(self) -> None:
        self.screen.leave()
        self.stage.clear_widgets(list(self.stage.screens))
        self._screens.clear()

    @property
    def is_touched(self) -> bool:
        """Say whether a finger is pressing something: rows wait to move until it has left, or rests."""
        return self.contacts.is_pressing

    def on_touch_down(self, touch: object) -> bool:
        """Let one finger through, as the kiosk does."""
        if self.contacts.begin(touch, super().on_touch_down):
            self.keys.forget()
        return True

    def on_touch_up(self, touch: object) -> bool:
        """Free the way for the next finger."""
        self.contacts.end(touch)
        return super().on_touch_up(touch)

    def lie_over(self, root: Widget) -> None:
        """Lie over a kiosk, as large as it is."""
        self.pos = root.pos
        root.add_widget(self)

    def close(self) -> None:
        """End: finish the jobs under way; no answer that is still to come unlocks or shows anything."""
        self.stay = object()
        self.screen.leave()
        self.attention.stop()
        self.keys.close()
        if self._own_backstage:
            self.backstage.close()
        if self.parent is not None:
            self.parent.remove_widget(self)


Clock.max_iteration = max(Clock.max_iteration, 30)  # rows settle their heights before one frame
