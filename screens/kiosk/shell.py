"""The window's root: two bars, a stage for one screen, and the visit. Screens come here to move on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.properties import BooleanProperty, ObjectProperty
from kivy.uix.screenmanager import NoTransition, ScreenManager
from kivy.uix.widget import Widget

from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.data_state import DataState
from kiosk.domain.machine.printing import Printed
from kiosk.screen_ports import Outfit, Translator
from kiosk.services.arrivals import AlreadyNoted, Noted, Permanence
from kiosk.services.bundle import Services
from screens.kiosk.attention import Attention
from screens.kiosk.chrome import Chrome
from screens.kiosk.frame import Frame
from screens.kiosk.keys import Keys
from screens.kiosk.shell_front import ShellFront
from screens.kiosk.staff_door import StaffDoor
from screens.kiosk.visit import Visit
from screens.kiosk.visitor_screen import VisitorScreen
from screens.running.backstage import Backstage, Door
from screens.running.lanes import Lane
from screens.toolkit.contacts import Contacts
from screens.toolkit.theme import Look


class Shell(ShellFront, Widget):
    """Owns the visit, the look and the language; shows one screen at a time between the two bars."""

    look: Look = ObjectProperty(None)
    t: Translator = ObjectProperty(None)
    guides: tuple[Guide, ...] = ObjectProperty(())
    permanence: Permanence = ObjectProperty(Permanence.OPEN)
    next_opening: datetime | None = ObjectProperty(None, allownone=True)
    hours_today: tuple[object, ...] = ObjectProperty(())
    data: DataState | None = ObjectProperty(None, allownone=True)
    parked: object = ObjectProperty(None, allownone=True)
    is_ready = BooleanProperty(False)

    def __init__(self, outfit: Outfit, screen_class: Callable[[str], type[VisitorScreen]], look: Look) -> None:
        self.outfit = outfit
        self.screen_class = screen_class
        self.plain_look = look
        self.backstage = Backstage(self)
        self._screens: dict[str, VisitorScreen] = {}
        super().__init__(size=(look.width, look.height))
        self.visit = Visit()
        self.look, self.t = look, outfit.translator("fr")
        self.stage = ScreenManager(transition=NoTransition(), size_hint=(None, None))
        self.frame = Frame(self, self.stage)
        self.chrome = Chrome(self)
        self.keys = Keys(self)
        self.attention = Attention(self)
        self.staff_door = StaffDoor(self)
        self.contacts = Contacts()
        self.arrange_soon = Clock.create_trigger(self.arrange, -1)
        for name in ("look", "t", "guides", "permanence", "parked"):
            self.fbind(name, self._say_again)
        self.show_screen("home")

    def ask(
        self,
        job: Callable[[Services], object],
        then: Callable[..., None] | None = None,
        otherwise: Callable[[], None] | None = None,
        lane: Lane = Lane.DATABASE,
    ) -> None:
        """Ask the services something; the answer comes back on the drawing thread."""
        self.backstage.ask(job, then, otherwise or self.ask_for_help, lane)

    def wake(self) -> None:
        """Load what the first frame did not wait for, then watch the door and the visitor."""
        self.backstage.wake()
        self.attention.start()

    def tell_the_door(self, door: Door) -> None:
        """Take what was seen of the permanence."""
        self.permanence, self.next_opening, self.hours_today = door
        self.attention.follow_the_door()

    @property
    def screen(self) -> VisitorScreen:
        """Return the screen on show."""
        return self.stage.current_screen

    def go(self, name: str) -> None:
        """Move on to a screen; "Retour" will come back from it."""
        if self.screen is not None and self.screen.name != name:
            self.visit.history.append((self.screen.name, int(self.screen.body.page)))
        self.show_screen(name)

    def back(self) -> None:
        """Go back one page, or one screen, or home."""
        if self.screen.body.page > 0:
            self.screen.body.page -= 1
            self.arrange_soon()
            return
        if not self.screen.go_back():
            self.leave()

    def leave(self) -> None:
        """Go back to the screen before, whatever page this one shows."""
        if self.visit.history:
            name, page = self.visit.history.pop()
            self.show_screen(name)
            self.screen.body.page = page
            self.arrange()
        else:
            self.start_over()

    def show_screen(self, name: str) -> None:
        """Show a screen as it stands in this visit."""
        screen = self._allowed(name)
        if self.stage.current_screen is not None and self.stage.current != screen.name:
            self.stage.current_screen.leave()
        self.stage.current = screen.name
        # Whoever holds a button of the screen before has not seen what it would do on this one.
        self.contacts.let_go()
        screen.body.page = 0
        self.keys.forget()
        self._dress(screen)
        screen.enter()
        screen.refresh()
        self.attention.stir()
        self.arrange()

    def _screen(self, name: str) -> VisitorScreen:
        if name not in self._screens:
            screen = self.screen_class(name)(name=name, shell=self, t=self.t, look=self.look)
            self._screens[name] = screen
            self.stage.add_widget(screen)
        return self._screens[name]

    def start_over(self) -> None:
        """Go home for a new visit that keeps the language and the comfort in force."""
        self.visit = Visit()
        self.show_screen("resume" if self.parked else self.front)

    def reset(self) -> None:
        """Bring the kiosk back to a fresh state (P6): nothing of the visit is left, on any screen."""
        self.parked = None
        self._begin()

    def _begin(self) -> None:
        self.visit = Visit()
        self.look, self.t = self.plain_look, self.outfit.translator("fr")
        # The screens are dropped whole: what a widget held cannot outlive the visit.
        if self.stage.current_screen is not None:
            self.screen.leave()
        self.stage.clear_widgets(list(self.stage.screens))
        self._screens.clear()
        self.frame.forget()
        self.show_screen(self.front)

    def arrival_of(self, visit: Visit) -> Callable[[Noted | AlreadyNoted], None]:
        """Return what shows an arrival's number, unless its visit was erased meanwhile."""

        def show(noted: Noted | AlreadyNoted) -> None:
            if self.visit is visit:
                visit.noted, visit.letters = noted, ""
                self.go("arrived")

        return show

    def print_sheet(self, job: Callable[[Services], Printed]) -> None:
        """Print on the printing lane; the screen that waits says how it ended."""
        visit = self.visit
        visit.sheets, visit.printed, visit.nothing_came = visit.sheets + 1, None, False
        sheet = visit.sheets
        self.go("printing")

        def settle(ended: Printed) -> None:
            if visit.sheets != sheet:
                return
            visit.printed = ended
            if self.visit is visit and self.screen.name == "printing":
                self.screen.settle(ended)

        self.ask(job, settle, lambda: settle(Printed.UNAVAILABLE), Lane.PRINTING)

    def someone_else_arrives(self) -> None:
        """Hide this visit and let somebody else check in."""
        self.parked = (self.visit, self.screen.name, self.look, self.t, int(self.screen.body.page))
        self._begin()

    def resume(self) -> None:
        """Bring the hidden visit back as it was."""
        if self.parked is None:
            self.reset()
            return
        self.visit, name, look, t, page = self.parked
        self.parked = None
        self.look, self.t = look, t
        self.show_screen(name)
        self.screen.body.page = page
        self.arrange()

    def speak(self, language: str) -> None:
        """Change the language."""
        self.t = self.outfit.translator(language)

    def wear(self, **comfort: object) -> None:
        """Change the look: size, theme, low."""
        self.look = replace(self.look, **comfort)

    def _say_again(self, *_: object) -> None:
        if self.stage.current_screen is not None:
            self._dress(self.screen)
            self.screen.refresh()
            self.arrange_soon()

    def _dress(self, screen: VisitorScreen) -> None:
        screen.size = (self.look.width, self.look.height)
        screen.t, screen.look = self.t, self.look

    def arrange(self, *_: object) -> None:
        """Place everything on show."""
        if self.screen is not None:
            self.frame.arrange()

    def on_touch_down(self, touch: object) -> bool:
        """Let one finger through; another that rests on the screen neither blocks it nor acts (reference C07)."""
        if not self.staff_door.takes(touch) and self.contacts.begin(touch, super().on_touch_down):
            self.staff_door.forget()
            self.keys.forget()
        return True

    def on_touch_up(self, touch: object) -> bool:
        """Free the way for the next finger."""
        self.contacts.end(touch)
        return super().on_touch_up(touch)

    def close(self) -> None:
        """End: finish the jobs under way."""
        self.staff_door.close()
        self.attention.stop()
        self.keys.close()
        self.backstage.close()
        Window.remove_widget(self)
