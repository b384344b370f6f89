"""The desk: a header with its rooms, and one staff screen at a time, behind a PIN."""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty

from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.data_state import DataState, Mishap
from kiosk.domain.reception.access import Staff
from kiosk.screen_ports import Outfit, Scanned
from kiosk.services.arrivals import Permanence
from screens.desk.allowed import FIRST, LOCKED, entrance
from screens.desk.foot import Foot
from screens.desk.header import Header
from screens.desk.keys import DeskKeys
from screens.desk.lock import DeskLock
from screens.desk.register import STAFF_SCREENS, TABS, staff_screen_class
from screens.desk.seat import Seat
from screens.desk.stack import Stack
from screens.desk.staff_screen import StaffScreen
from screens.desk.surface import Surface
from screens.running.asking import Asking
from screens.running.backstage import Backstage, PermanenceNow
from screens.staff.parts import dress
from screens.toolkit.sounds import Sounds
from screens.toolkit.theme import Look, desk_look


class Desk(Surface):
    """Owns who is unlocked and which staff screen is on show.

    `on_kiosk` says that it stands in the waiting room: numbers only until touched, a way back for who arrives, an
    early lock. There, `entered` is called when it is unlocked and `left` when it is locked.
    """

    staff: Staff | None = ObjectProperty(None, allownone=True)
    guides: tuple[Guide, ...] = ObjectProperty(())
    place = StringProperty("")
    today = StringProperty("")
    clock_text = StringProperty("")
    on_kiosk = BooleanProperty(False)
    is_ready = BooleanProperty(False)
    is_unlocked = BooleanProperty(False)
    has_more = BooleanProperty(False)
    keys: DeskKeys

    def __init__(self, outfit: Outfit, look: Look, *, backstage: Backstage | None = None, desk: int = 1) -> None:
        staff_screen_class(LOCKED)
        self.outfit = outfit
        # Staff screens are French; the translator writes days and hours.
        self.t = outfit.translator("fr")
        super().__init__(size=(look.width, look.height), size_hint=(None, None))
        self.on_kiosk = backstage is not None
        self.stack = Stack(self)
        self.backstage = backstage or Backstage(outfit, self)
        self.ask = Asking(self.backstage, self.show_breakage)
        self._seat = Seat(outfit.seats, desk, self.ask, self.tell_the_time)
        self.sounds = Sounds()
        self.left: Callable[[], None] = lambda: None
        self.entered: Callable[[], None] = lambda: None
        self.idle = DeskLock(lambda: self.staff is not None, self.lock, self.leave, on_kiosk=self.on_kiosk)
        self.keys = DeskKeys(self, outfit.reader, lambda: self.screen, self._stir, self.heard, self.say)
        self.was_unlocked, self.resume = False, FIRST
        self.stay = object()
        self._permanence = Permanence.OPEN
        self.look = look
        said = "Mode formation" if outfit.practice else "Poste médiateur"
        self.place = f"{said} — {outfit.settings.site.town}"
        ids = self.ids
        ids.floor.add_widget(self.stack)
        # Kivy's ids hold weakly.
        self._header = Header(ids.header.__self__, ids.naming.__self__, ids.tabs.__self__, TABS, self.show)
        self._foot = Foot(ids.notice.__self__, self.ask, self.t)
        self._header.lay(look)
        dress(self, look)
        self.tell_the_time()
        self.show(LOCKED)
        if self.on_kiosk:
            self._seat.sit_down()
        self._second = Clock.schedule_interval(self._live, 1.0)

    @property
    def name(self) -> str:
        """Return how visitors know this desk."""
        return self._seat.name

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
        return self.stack.screen

    def fit(self, width: int, height: int) -> None:
        """Lay everything out again for a window of another size, in pixels: the same person before the same screen.

        What was being typed is lost; everything else is kept as it is changed.
        """
        if not self.look.differs(width, height):
            return
        self.close_keyboard()
        shown, look = self.screen.name, desk_look(width, height, self.look.ppi)
        self.look, self.size = look, (look.width, look.height)
        self.stack.strike()
        self._header.lay(look)
        dress(self, look)
        self.show(shown)

    # --- behind the screens
    def wake(self) -> None:
        """Load what the first frame did not wait for."""
        self.backstage.wake()
        self._seat.sit_down()

    def tell_the_guides(self, guides: tuple[Guide, ...]) -> None:
        """Take the guides."""
        self.guides, self.is_ready = guides, True

    def tell_the_permanence(self, now: PermanenceNow) -> None:
        """Learn about the opening hours."""
        self._permanence = now.standing

    # --- what is said
    def _live(self, *_: object) -> None:
        self.tell_the_time()
        self.idle.watch()

    def tell_the_time(self) -> None:
        """Show the local time; on a new minute, let the screen follow."""
        now = self.outfit.now()
        said = f"{now:%H:%M}", f"{self.t.day(now.date()).capitalize()} · {self.name}"
        if said != (self.clock_text, self.today):
            self.clock_text, self.today = said
            if self.staff is not None:
                self.screen.refresh()
                self.tell_what_stands()

    def tell_the_data(self, state: DataState | None, mishaps: tuple[Mishap, ...]) -> None:
        """Say what is wrong with the files; ask again for what could not be asked for while there were none."""
        was_away = self._foot.is_away
        self._foot.tell_the_data(state, mishaps)
        if was_away and not self._foot.is_away:
            self._seat.sit_down()
            self.show(LOCKED) if self.staff is None else self.screen.refresh()

    def tell_what_stands(self) -> None:
        """Say at the foot of the desk whatever stands until it changes."""
        self._foot.look()

    def show_breakage(self) -> None:
        """Say that something did not work, without losing the screen; what is wrong with the files says more."""
        if not self._foot.is_away:
            self.say("Cela n’a pas marché. Rien n’est perdu. Essayez encore.", "stop")

    def say(self, words: str, paint: str = "ok", undo: Callable[[], None] | None = None) -> None:
        """Say what was done, with a way to take it back."""
        self.ids.notice.say(words, paint, undo)

    # --- moving between screens
    def show(self, name: str, handed: object = None) -> None:
        """Show a staff screen; only the PIN while nobody is unlocked, only what is theirs once somebody is."""
        if name not in STAFF_SCREENS:
            return
        name, refused = entrance(name, self.staff)
        screen = self.stack.bring(name, self.look)
        self.contacts.let_go()
        self.keys.forget()
        self.ids.notice.hide()
        self.has_more = screen.takes_turns
        self._header.mark(name)
        screen.enter()
        if handed is not None:
            screen.receive(handed)
        dress(screen, self.look)
        if refused:
            self.say(refused, "care")

    def turn(self) -> None:
        """Show the other card of a screen that has no room for both."""
        self.screen.turn()

    # --- keys and codes
    def _stir(self) -> None:
        """Note that somebody types, who needs no keyboard on the screen."""
        self.idle.stir()
        self.close_keyboard()

    def heard(self, code: Scanned) -> None:
        """Hand a code shown to the reader to the screen, or to the session it opens."""
        if not self.screen.heard(code) and self.staff is not None:
            self.say("Ce code ne sert pas ici.", "care")

    # --- who is there
    def unlock(self, staff: Staff) -> None:
        """Let somebody in: on the kiosk, the visitor's screen is erased first."""
        if self._seat.refused:
            self.say(self._seat.refused, "stop")
            return
        self.entered()
        self.stay = object()
        self.staff, self.is_unlocked, self.was_unlocked = staff, True, True
        self.idle.begin()
        if self.on_kiosk:
            self.ask(lambda s: s.arrivals.desk_stays())
        self.backstage.look_at_the_permanence()
        # The hours disagree with the clock: perhaps the box stands at another site.
        is_unsure = self._permanence is Permanence.UNSURE
        self.show("clock" if is_unsure else "day" if self._permanence.is_closed else self.resume)
        self.resume, self.clock_text = FIRST, ""
        self.tell_the_time()

    def step_aside(self) -> None:
        """Let somebody check in on the kiosk; the same screen comes back with the PIN."""
        self.resume = self.screen.name
        self.lock()

    def leave(self) -> None:
        """Give the kiosk back to its visitors, should the desk lie over it."""
        self.left()

    def lock(self) -> None:
        """Lock: nothing of what was on show stays on any screen."""
        self.stay = object()
        self.staff, self.is_unlocked = None, False
        self.stack.strike()
        self.show(LOCKED)
        self.left()

    def close(self) -> None:
        """End: finish the jobs under way; no answer that is still to come unlocks or shows anything."""
        self.stay = object()
        self.screen.leave()
        self._second.cancel()
        self._seat.leave()
        self.keys.close()
        if not self.on_kiosk:
            self.backstage.close()
        if self.parent is not None:
            self.parent.remove_widget(self)
