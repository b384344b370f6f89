"""Somebody who does anything, in any order: keys, fingers, codes, time, sizes; seeded, so that a fault comes back."""

import logging
import random
from collections import deque
from typing import Self

from kivy.core.window import Window
from kivy.logger import Logger

from kiosk.domain.reception.access import PIN_DIGITS
from screens.board.calls import Board
from screens.desk.desk import Desk
from screens.driver.hand import Finger, Hand, Lost
from screens.kiosk.comfort_tools import comfort_tools
from screens.kiosk.shell import Shell
from tests.helpers.visitor import ENTER, ESCAPE, PLACES, SHIFT, TAB

SIZES = ((1920, 1080), (1080, 1920), (1280, 800), (1366, 768), (1024, 768), (1920, 1200))
KEYS = [TAB, TAB, ENTER, ENTER, 44, 42, ESCAPE, 79, 80, 81, 82, SHIFT, 224, 226, 58, 61, 76, *range(4, 40)]
READER = PLACES | {"S": 22}
AT_THE_DOOR = frozenset({"pin", "setup"})


class Monkey:
    """Plays on a root. `codes` are texts that a reader may type; `pin` opens the desk if somebody knows it."""

    def __init__(self, hand: Hand, clock, seed: int, codes: list[str], pin: str = "", staff: object = None) -> None:
        self.hand, self.root, self.clock = hand, hand.shell, clock
        self.codes, self.pin, self.staff = codes, pin, staff
        self.dice = random.Random(seed)
        self.down: list[Finger] = []
        self.done: deque[str] = deque(maxlen=40)
        self.broken: list[str] = []
        self._seen: list[object] = []
        hand.eyes_open = False
        self._ear = _Ear(self.broken)

    def __enter__(self) -> Self:
        Logger.addHandler(self._ear)
        return self

    def __exit__(self, *_: object) -> None:
        Logger.removeHandler(self._ear)

    def play(self, events: int) -> None:
        """Do so many things; whatever breaks says what was done last."""
        moves = [self.put, self.lift, self.move, self.lose, self.type, self.scan, self.knock, self.look, self.pass_time,
                 self.change_look, self.resize, self.let_in, self.frame]  # fmt: skip
        weights = [26, 22, 5, 2, 22, 3, 1, 8, 3, 2, 1, 1, 8]
        for _ in range(events):
            (move,) = self.dice.choices(moves, weights)
            self.done.append(move.__name__)
            try:
                move()
            except Exception as error:
                error.add_note(f"after {list(self.done)}")
                raise
            self.look_out()

    def look_out(self) -> None:
        """What must hold whatever was done: nobody who did not unlock stands before a staff screen."""
        desk = self.desk()
        if desk is not None and desk.staff is None:
            assert desk.screen.name in AT_THE_DOOR, (desk.screen.name, list(self.done))
        if desk is not None and self.staff is None:
            assert desk.staff is None, list(self.done)
        assert not self.broken, (self.broken, list(self.done))

    def desk(self) -> Desk | None:
        """Return the desk, alone or laid over the kiosk."""
        if isinstance(self.root, Shell):
            return self.root.staff_door.desk
        return self.root if isinstance(self.root, Desk) else None

    # --- what is done
    def look(self) -> None:
        """See what can be pressed, from now on."""
        self.frame()
        over = self.desk()
        if not isinstance(self.root, Board):
            self._seen = (over or self.root).keys.controls()

    def _place(self) -> tuple[float, float]:
        if self._seen and self.dice.random() < 0.8:
            control = self.dice.choice(self._seen)
            if control.get_root_window() is not None:
                return control.to_window(*control.center)
        return self.dice.uniform(0, self.root.look.width), self.dice.uniform(0, self.root.look.height)

    def put(self) -> None:
        """Put a finger down."""
        finger = self.hand.fingers.new(*self._place())
        self.down.append(finger)
        self.hand.fingers.post("begin", finger)
        if len(self.down) > 5:
            self.lift()

    def lift(self) -> None:
        """Lift a finger, most often a moment later."""
        if self.down:
            if self.dice.random() < 0.7:
                self.hand._pass(self.dice.choice((0.05, 0.2, 0.6, 0.6)))
                self.frame()
            self.hand.fingers.post("end", self.down.pop(self.dice.randrange(len(self.down))))
            self.frame()

    def move(self) -> None:
        """Slide a finger elsewhere."""
        if self.down:
            finger, (x, y) = self.dice.choice(self.down), self._place()
            finger.move((x / Window.width, y / Window.height))
            self.hand.fingers.post("update", finger)

    def lose(self) -> None:
        """Lift a finger without the panel's noticing."""
        if self.down:
            self.down.pop()

    def type(self) -> None:
        """Press a key, at a person's pace or a reader's; it may never come up."""
        scancode, shift = self.dice.choice(KEYS), self.dice.choice(([], [], [], ["shift"], ["alt"], ["ctrl"]))
        code = self.dice.choice((0, scancode + 93, self.dice.randrange(32, 300)))
        Window.dispatch("on_key_down", code, scancode, "", list(shift))
        if self.dice.random() < 0.8:
            Window.dispatch("on_key_up", code, scancode)
        if self.dice.random() < 0.6:
            for _ in range(3):
                self.hand._pass(0.1)
                self.frame()

    def scan(self) -> None:
        """Hold a code to the reader, or part of one; sometimes digits follow at once."""
        text = self.dice.choice(self.codes)
        text = text[: self.dice.randrange(1, len(text) + 1)] if self.dice.random() < 0.2 else text + "\n"
        for character in text + self.dice.choice(("", "", "\n", "274183", "KD\n")):
            Window.dispatch("on_key_down", 0, READER[character], "", [])
        for _ in range(self.dice.randrange(5)):
            self.hand._pass(0.1)
            self.frame()

    def knock(self) -> None:
        """Touch the clock five times."""
        if isinstance(self.root, Shell) and self.root.staff_door.desk is None:
            for _ in range(5):
                finger = self.hand.fingers.new(self.root.look.width - 2, self.root.look.height - 2)
                self.hand.fingers.post("begin", finger)
                self.hand.fingers.post("end", finger)
            self.frame()

    def let_in(self) -> None:
        """Unlock, where somebody knows the PIN: by itself, or digit by digit and perhaps away in the middle."""
        desk = self.desk()
        if desk is None or desk.staff is not None or self.staff is None:
            return
        if self.dice.random() < 0.5:
            desk.unlock(self.staff)
        elif desk.screen.name == "pin":
            desk.screen._choose(self.staff)
            for digit in self.pin[: self.dice.choice((3, PIN_DIGITS))]:
                desk.screen.take_key(digit)
            self.dice.choice((self.rest, desk.screen.go_back, self.frame))()

    def pass_time(self) -> None:
        """Let seconds, minutes or hours go by."""
        seconds = self.dice.choice((0.3, 1, 3, 11, 50, 130, 400))
        self.hand._pass(seconds)
        self.clock.advance(seconds=self.dice.choice((seconds, seconds, seconds, 3600, 5 * 3600)))
        self.frame()
        self.rest()

    def change_look(self) -> None:
        """Ask for another language, size or contrast."""
        if isinstance(self.root, Shell) and self.root.staff_door.desk is None:
            self.root.situation.speak(self.dice.choice(("fr", "en", "ar")))
            tools = comfort_tools(self.root.situation)
            self.dice.choice(tools).act()

    def resize(self) -> None:
        """Turn the panel, or put another one in its place."""
        self.root.fit(*self.dice.choice(SIZES))
        self.frame()

    def frame(self) -> None:
        """Let the loop turn once."""
        self.hand.frame()

    def rest(self) -> None:
        """Let the lanes answer."""
        self.hand.rest()

    def go_home(self) -> None:
        """Take the hands off and wait until the kiosk is as it was in the morning."""
        while self.down:
            self.hand.fingers.post("end", self.down.pop())
        self.root.fit(1920, 1080)
        for _ in range(8):
            self.be_told()
            self.hand.wait(70)
            self.rest()

    def be_told(self) -> None:
        """Hear to its end what is being said: the room's time goes at its own pace, whatever that of the screen."""
        if isinstance(self.root, Shell):
            self.hand.until(lambda: not self.root.voice.is_speaking, "the voice never ended")


class _Ear(logging.Handler):
    """Hears what a lane says when a job breaks."""

    def __init__(self, broken: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._broken = broken

    def emit(self, record: logging.LogRecord) -> None:
        if " lane: " in record.getMessage():
            self._broken.append(record.getMessage())


__all__ = ["Lost", "Monkey"]
