"""The kiosk's root: it makes its parts, hands each what it needs, and lets one finger at a time through to them."""

from __future__ import annotations

from collections.abc import Callable

from kivy.core.window import Window
from kivy.input.motionevent import MotionEvent
from kivy.properties import BooleanProperty
from kivy.uix.widget import Widget

from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.data_state import DataState, Mishap
from kiosk.screen_ports import Outfit, Translator
from screens.kiosk.chrome import Chrome
from screens.kiosk.errands import Errands
from screens.kiosk.feeling import Feeling
from screens.kiosk.idle import Idle
from screens.kiosk.keys import Keys
from screens.kiosk.narrator import Narrator
from screens.kiosk.navigator import Navigator
from screens.kiosk.scanning import Scanning
from screens.kiosk.situation import FRONTS, Situation
from screens.kiosk.staff_door import OpenDesk, StaffDoor
from screens.kiosk.surround import Surround
from screens.kiosk.tool_bar import BarActs
from screens.kiosk.visitor_screen import VisitorScreen
from screens.kiosk.voice import Voice
from screens.running.asking import Asking
from screens.running.backstage import Backstage, PermanenceNow
from screens.running.lanes import Lane
from screens.toolkit.contacts import Contacts
from screens.toolkit.theme import Look


class Shell(Widget):
    """Owns the parts of the kiosk. What is so now stands in its `situation`; the `navigator` shows the screens."""

    is_ready = BooleanProperty(False)
    # Nobody is called from the kiosk itself; a desk that lies over it says by itself that it is there.
    is_working = False

    def __init__(
        self, outfit: Outfit, screen_class: Callable[[str], type[VisitorScreen]], look: Look, open_desk: OpenDesk
    ) -> None:
        self.outfit, self._screen_class = outfit, screen_class
        self.backstage = Backstage(outfit, self)
        super().__init__(size=(look.width, look.height))
        self.situation = Situation(outfit, look)
        self.navigator = Navigator(self.situation, self._make_screen, self)
        self.errands = Errands(self.situation, self.navigator, self.backstage)
        self.voice = Voice(self.situation, outfit.speech, self.backstage.lanes)
        self._chrome = Chrome(self.situation, self._bar_acts())
        self.surround = Surround(self, self.navigator.stage, self.situation, self._chrome)
        self.narrator = Narrator(self.situation, self.navigator, self.surround, self.voice)
        self.errands.say = self.narrator.tell
        self.situation.fbind("is_reading_aloud", lambda *_: self.navigator.arrange_soon())
        watch = self._look_at_the_hour, self.narrator.reminder.watch
        self.idle = Idle(self.situation, self.navigator, self.voice, *watch)
        self.contacts = Contacts()
        self.staff_door = self._staff_door(open_desk)
        self.scanning = Scanning(self.situation, self.navigator, self.errands, self.staff_door.open)
        self.keys = Keys(
            outfit.reader,
            lambda: self.surround.controls(self.screen),
            lambda: self.surround.as_asked(self.screen),
            are_switches=outfit.settings.keys.switches,
            same_key_again=outfit.settings.keys.same_key_again / 1000,
            is_covered=lambda: self.staff_door.desk is not None,
            stir=self._stir,
            narrator=self.narrator,
            faster=self.situation.faster,
            louder=self.situation.louder,
            take=self.scanning.show,
            take_slow=self.scanning.show_slow,
        )
        self._feeling = Feeling(self.situation, self.contacts, self.keys, self.narrator)
        self.navigator.show("home")

    def _staff_door(self, open_desk: OpenDesk) -> StaffDoor:
        return StaffDoor(
            self,
            self.situation,
            self.backstage,
            open_desk,
            is_on_clock=lambda touch: self.surround.is_on_clock(*touch.pos),
            opened=self._give_way_to_staff,
            closed=self._take_back_from_staff,
            erase=self.navigator.reset,
        )

    def _make_screen(self, name: str) -> VisitorScreen:
        now = self.situation
        return self._screen_class(name)(
            name=name, situation=now, navigator=self.navigator, errands=self.errands, t=now.t, look=now.look
        )

    def _bar_acts(self) -> BarActs:
        to = self.navigator
        return BarActs(
            start_over=to.start_over,
            back=to.back,
            someone_else_arrives=to.someone_else_arrives,
            resume=to.resume,
            erase=to.reset,
            listen=self._listen,
            go=to.go,
            visit_or_leave=lambda name: to.leave() if to.is_showing(name) else to.go(name),
            turn=to.turn,
        )

    # --- what whoever drives it sees
    @property
    def ask(self) -> Asking:
        """Return what asks the services, and shows the way to a person when that breaks."""
        return self.errands.ask

    @property
    def screen(self) -> VisitorScreen:
        """Return the screen on show."""
        return self.navigator.screen

    @property
    def look(self) -> Look:
        """Return the look in force."""
        return self.situation.look

    @property
    def t(self) -> Translator:
        """Return the language in force."""
        return self.situation.t

    # --- what the backstage tells
    def wake(self) -> None:
        """Load what the first frame did not wait for, then watch the permanence and the visitor."""
        self.backstage.wake()
        # A catalogue takes a tenth of a second to read: whoever asks for their language must not wait for it.
        offered = [code for code, _ in self.outfit.languages]
        self.backstage.lanes.run(Lane.SPEECH, lambda: [self.outfit.translator(code) for code in offered])
        self.idle.start()

    @property
    def is_at_rest(self) -> bool:
        """Say whether nobody is at the screen: a visitor who reads on is not interrupted."""
        return self.screen.name in FRONTS and self.situation.visit.noted is None

    def tell_the_guides(self, guides: tuple[Guide, ...]) -> None:
        """Take the guides."""
        self.situation.guides, self.is_ready = guides, True

    def tell_the_permanence(self, now: PermanenceNow) -> None:
        """Take what was seen of the permanence."""
        self.situation.take_permanence(now)
        self.navigator.follow_the_front()

    def tell_the_data(self, state: DataState, mishaps: tuple[Mishap, ...]) -> None:
        """Take how the files are: without them nobody can check in."""
        self.staff_door.tell_the_data(state, mishaps)
        self.situation.data = state
        self.navigator.follow_the_data()

    # --- what stands around the screen on show
    def let_go(self) -> None:
        """Let go of whatever is pressed or has the focus."""
        self.contacts.let_go()
        self.keys.turn_over()
        self._feeling.forget()

    def forget(self) -> None:
        """Drop what stood in the bars, and the focus."""
        self.keys.forget()
        self.surround.forget()

    def forget_the_voice(self) -> None:
        """Drop what was said in a visit."""
        self.voice.forget()

    def _listen(self) -> None:
        self.narrator.listen()

    def _stir(self) -> None:
        """Note that somebody is there, and listens to what comes next."""
        self.situation.stir()
        self.narrator.interrupt()

    def arrange(self) -> None:
        """Place everything on show."""
        if self.navigator.shown is not None:
            self.surround.arrange(self.navigator.shown)
            self.narrator.follow_soon()

    def _look_at_the_hour(self) -> None:
        if self.surround.tells_another_hour():
            self.arrange()

    def fit(self, width: int, height: int) -> None:
        """Lay everything out for a window of another size, in pixels, with nothing lost of the visit."""
        if not self.look.differs(width, height):
            return
        self.contacts.let_go()
        self.size = (width, height)
        self.situation.fit(width, height)
        self.arrange()
        self.staff_door.fit(width, height)

    # --- fingers
    def _give_way_to_staff(self) -> None:
        self.voice.hush()
        self.contacts.let_go()
        self.idle.stop()
        self.surround.give_way()

    def _take_back_from_staff(self) -> None:
        self.surround.stand()
        self.arrange()
        self.idle.start()

    def on_touch_down(self, touch: MotionEvent) -> bool:
        """Let one finger through; another that rests on the screen neither blocks it nor acts (reference C07)."""
        self.narrator.interrupt()
        if self.staff_door.takes(touch):
            return True
        self._feeling.begin(touch)
        chose = self.contacts.begin(touch, super().on_touch_down)
        if chose:
            self.staff_door.forget()
            self.keys.forget()
        self.narrator.offer.touched(chose=chose)
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        """Follow a finger, and say what it feels."""
        self._feeling.move(touch)
        return super().on_touch_move(touch)

    def on_touch_up(self, touch: MotionEvent) -> bool:
        """Free the way for the next finger."""
        self._feeling.end(touch)
        self.contacts.end(touch)
        return super().on_touch_up(touch)

    def close(self) -> None:
        """End: finish the jobs under way."""
        self.narrator.offer.cancel()
        self.staff_door.close()
        self.idle.stop()
        self.keys.close()
        self.voice.forget()
        self.backstage.close()
        Window.remove_widget(self)
