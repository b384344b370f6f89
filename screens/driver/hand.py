"""A hand for tours, tests and benches: fingers that the event loop itself picks up, and eyes."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path

from kivy.base import EventLoop, runTouchApp
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glFinish, glPixelStorei, glReadPixels
from kivy.input.provider import MotionEventProvider
from kivy.lang import Builder
from PIL import Image

from screens.desk.desk import Desk
from screens.kiosk.shell import Shell
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.controls import Control
from screens.toolkit.pressing import DEAD_TIME, Pressable
from screens.window.fingers import Finger

GL_PACK_ALIGNMENT = 0x0D05
TICK = 1 / 1024  # seconds; a whole number of them is added and taken away exactly, so a time-out has one outcome
MOST_PAGES = 24  # turned there and back, on the smallest panel in the largest letters
PATIENCE = 60.0  # real seconds after which something that does not come is lost, however busy the machine


class Fingers(MotionEventProvider):
    """Hands its touches over when the event loop asks its providers, as a panel does."""

    def __init__(self) -> None:
        super().__init__("hand", "")
        self._waiting: list[tuple[str, Finger]] = []
        self._count = 0

    def new(self, x: float, y: float) -> Finger:
        """Return a finger at a place in pixels."""
        self._count += 1
        return Finger(self.device, self._count, (x / Window.width, y / Window.height), is_touch=True, type_id="touch")

    def post(self, kind: str, finger: Finger) -> None:
        """Queue "begin", "update" or "end" for the next turn of the loop."""
        self._waiting.append((kind, finger))

    def update(self, dispatch_fn: Callable[[str, Finger], None]) -> None:
        """Hand over what is queued."""
        waiting, self._waiting = self._waiting, []
        for kind, finger in waiting:
            dispatch_fn(kind, finger)


class Lost(Exception):
    """What was looked for is not on the screen, or did not happen in time."""


class Hand:
    """Drives the real kiosk, and its drawing clock: time stands still but where the hand lets it pass.

    So dead times and time-outs cost no waiting, and how busy the machine is changes nothing of what happens.
    """

    def __init__(self, shell: Shell | Desk) -> None:
        self.shell = shell
        self.eyes_open = True
        # The clock never goes back, not even for a second hand.
        self._now = math.ceil(Clock.get_time() / TICK) * TICK
        Clock.time = lambda: self._now
        # A clock that stands still would wait for ever for its next sixtieth of a second.
        Clock._max_fps = 0.0  # noqa: SLF001
        if EventLoop.status != "started":
            runTouchApp(shell, embedded=True)
        elif shell.parent is None:
            Window.add_widget(shell)
        self.fingers = Fingers()
        EventLoop.add_input_provider(self.fingers)

    def let_go(self) -> None:
        """Leave the window as it was found."""
        EventLoop.remove_input_provider(self.fingers)
        self.shell.close()

    def frame(self) -> None:
        """Let the event loop turn once; with eyes shut, everything but the drawing is done."""
        if self.eyes_open:
            EventLoop.idle()
            # Offscreen, SDL's swap hands nothing over: undrawn frames would pile up in the driver, 2 MB each.
            glFinish()
        else:
            Clock.tick()
            EventLoop.dispatch_input()
            Clock.tick_draw()
            Builder.sync()

    def until(self, happened: Callable[[], bool], what: str) -> None:
        """Turn the loop until something is so; time passes only while no lane works. Raises Lost when it never is."""
        end = time.perf_counter() + PATIENCE
        while not happened():
            if time.perf_counter() > end:
                raise Lost(f"{what}; on show: {self.shell.screen.name}: {self.words()}")
            if not self.shell.backstage.lanes.waiting:
                self._pass(0.05)
            self.frame()
            time.sleep(0.0005)  # let the lanes work instead of turning round them

    def rest(self) -> None:
        """Wait until every lane is done and the last frame is drawn."""
        self.until(lambda: self.shell.backstage.lanes.waiting == 0, "the lanes did not come to rest")
        self.frame()
        self.frame()

    def wait(self, seconds: float, by: float = 1.0) -> None:
        """Let time pass for the kiosk, a second at a time, or by larger strides."""
        while seconds > 0:
            self._pass(min(seconds, by))
            seconds -= by
            self.frame()
        self.frame()

    def _pass(self, seconds: float) -> None:
        self._now += math.ceil(seconds / TICK) * TICK

    # --- eyes
    def controls(self) -> list[Control]:
        """Return what can be pressed."""
        return self.shell.keys.controls()

    def words(self) -> list[str]:
        """Return what the controls on show say."""
        return [control.say() for control in self.controls()]

    def find(self, words: str) -> Control:
        """Return the control that says something; the whole wording wins over its beginning. Raises Lost."""
        said = self.shell.t(words)
        found = [c for c in self.controls() if said in (c.words, c.say())]
        found = found or [c for c in self.controls() if c.say().startswith(said)]
        if not found:
            raise Lost(f"nothing says {said!r} on {self.shell.screen.name}: {self.words()}")
        return found[0]

    def picture(self) -> Image.Image:
        """Return the panel as it is drawn; a hand whose eyes are shut opens them for it."""
        were_open, self.eyes_open = self.eyes_open, True
        self.frame()
        self.eyes_open = were_open
        glPixelStorei(GL_PACK_ALIGNMENT, 1)
        look = self.shell.look
        pixels = glReadPixels(0, 0, look.width, look.height, GL_RGB, GL_UNSIGNED_BYTE)
        image = Image.frombytes("RGB", (int(look.width), int(look.height)), pixels)
        return image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)

    def photograph(self, path: Path) -> None:
        """Keep the picture."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.picture().save(path, optimize=False)

    # --- fingers
    def tap(self, words: str | Control) -> float:
        """Press and let go; return the milliseconds from letting go to the drawn frame."""
        control = words if isinstance(words, Control) else self.find(words)
        self._wait_dead_time(control)
        return self.tap_at(*control.to_window(*control.center))

    def tap_at(self, x: float, y: float) -> float:
        """Tap a place in pixels."""
        finger = self.fingers.new(x, y)
        self.fingers.post("begin", finger)
        self.frame()
        before = self._showing()
        self.fingers.post("end", finger)
        started = time.perf_counter()
        self.frame()
        while self.shell.backstage.lanes.waiting and self._showing() == before:
            self.frame()
        return (time.perf_counter() - started) * 1000

    def _showing(self) -> tuple[object, ...]:
        screen = self.shell.screen
        return (screen, self._page(), screen.title())

    def _page(self) -> float:
        screen = self.shell.screen
        return screen.body.page if isinstance(screen, VisitorScreen) else 0

    def _wait_dead_time(self, control: Control) -> None:
        since = Clock.get_time() - Pressable.last_action
        dead = max(DEAD_TIME, Pressable.same_key_again)
        if not control.is_key and since < dead:
            self._pass(dead - since)
        elif control.is_key:
            self._pass(Pressable.same_key_again)
        self.frame()

    def reach(self, words: str) -> float:
        """Tap something wherever it is: on this page, on those after it, or on those before. Raises Lost."""
        ahead = True
        for _ in range(MOST_PAGES):
            try:
                control = self.find(words)
            except Lost:
                following = self._following()
                ahead = ahead and following is not None
                if not ahead and not self._page():
                    raise
                self.tap(following if ahead and following else "Retour")
            else:
                return self.tap(control)
        raise Lost(f"{words!r} is on no page")

    def _following(self) -> Control | None:
        """Return what turns to the next page."""
        suite = self.shell.t("Suite")
        return next((c for c in self.controls() if c.words == suite or c.words.startswith(f"{suite} · ")), None)
