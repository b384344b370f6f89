"""One screen of the permanence in a process of its own, driven by lines of JSON: kiosk, desk or board.

    python tests/helpers/actor.py ROLE DATA [WATCHED]

WATCHED is the folder where advisers put their plans. It draws offscreen, reads one command a line from its standard
input and answers with one line.
"""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from screens.running.environment import prepare_kivy  # noqa: E402

prepare_kivy(1920, 1080, windowed=True)

from kiosk.composition import outfit  # noqa: E402
from kiosk.settings import Watch, load_settings  # noqa: E402
from screens.app import ROOTS  # noqa: E402
from screens.driver.hand import Hand, Lost  # noqa: E402
from screens.running.lanes import Lane  # noqa: E402
from screens.staff.parts import StaffList  # noqa: E402
from screens.toolkit.controls import Control  # noqa: E402
from screens.toolkit.lettering import Lettering  # noqa: E402


class TownClock:
    """The clock of the town: set by the story, it then runs as clocks do."""

    def __init__(self) -> None:
        self.set("2026-11-24T07:50:00+00:00")

    def set(self, when: str) -> None:
        self._set, self._since = datetime.fromisoformat(when), time.monotonic()

    def __call__(self) -> datetime:
        return self._set + timedelta(seconds=time.monotonic() - self._since)


class PatientHand(Hand):
    """A hand that may leave a lane to itself: a share that died holds it, and everything else goes on."""

    left: frozenset[Lane] = frozenset()

    def rest(self) -> None:
        lanes = self.shell.backstage.lanes
        waited_for = [lane for lane in Lane if lane not in self.left]
        self.until(lambda: not any(map(lanes.is_busy, waited_for)), "the lanes did not come to rest")
        self.frame()
        self.frame()


class Actor:
    """Does what the story says, with a real hand on a real screen."""

    def __init__(self, role: str, data: Path, watched: str = "") -> None:
        self.clock = TownClock()
        settings = load_settings(site="meaux").model_copy(update={"imports": Watch(folder=watched)})
        kit = outfit(settings, data, practice=False, clock=self.clock, role=role)
        self.root = ROOTS[role](kit)
        self.hand = PatientHand(self.root)
        self.hand.eyes_open = False  # what nobody looks at costs no drawing: a picture is drawn all the same
        self.root.wake()
        self.hand.until(lambda: self.root.is_ready, "the guides did not load")
        self.hand.rest()
        self._lived = time.monotonic()

    def live(self) -> None:
        """Go on while the story is elsewhere: as much time has passed on the screen as in town."""
        since, self._lived = self._lived, time.monotonic()
        self.hand.wait(self._lived - since)

    def tap(self, words: str, place: int = 0) -> None:
        self._settle()
        said = [c for c in self.hand.controls() if c.say().startswith(words)]
        if len(said) <= place:
            raise Lost(f"nothing says {words!r}: {self.hand.words()}")
        whole = [c for c in said if words in (c.words, c.say())]
        self._reach((whole or said)[place])
        self.hand.rest()

    def _reach(self, control: Control) -> None:
        """Scroll a list as far as its bar must go, then tap."""
        parent = control.parent
        while parent is not None and parent is not parent.parent and not isinstance(parent, StaffList):
            parent = parent.parent
        if isinstance(parent, StaffList) and parent.rows.height > parent.height:
            parent.scroll_to(control, animate=False)
            for _ in range(4):
                self.hand.frame()
        self.hand.tap(control)

    def _settle(self) -> None:
        """Look before touching, as people do: what was on its way has come."""
        self.hand.wait(1.0)
        self.hand.rest()

    def beside(self, number: str, words: str) -> None:
        """Tap what stands in the row of a number."""
        self._settle()
        row = next(w for w in self.root.walk(restrict=True) if isinstance(w, Lettering) and w.words == number).parent
        self._reach(next(c for c in self.hand.controls() if c.parent in row.walk(restrict=True) and c.words == words))
        self.hand.rest()

    def keys(self, text: str) -> None:
        """Type as a person does; "\\n" is Enter, "\\t" Tab, "\\x1b" Escape."""
        named = {"\n": 40, "\t": 43, "\x1b": 41, "\b": 42}
        for letter in text:
            digit = 30 + "1234567890".index(letter) if letter in "1234567890" else 0
            self.root.keys.stroke(named.get(letter, digit or 4), ord(letter.lower()))
            self.hand.wait(0.2)
        self.hand.rest()

    def scan(self, code: str) -> None:
        """Show a code to the reader: what comes out of the decoder is handed on as it would be."""
        from kiosk.domain.reception.codes import read_slip_code, read_token

        found = read_slip_code(code[2:]) if code.startswith("KR") else read_token(code[2:])
        if hasattr(self.root, "heard"):
            self.root.heard(found)
        else:
            self.root.keys.take(found)
        self.hand.rest()

    def wait(self, seconds: float) -> None:
        self.hand.wait(seconds)
        self.hand.rest()

    def leave_imports(self, alone: bool) -> None:
        """Let the looks at folders of others take as long as they take, or wait for them again."""
        self.hand.left = frozenset({Lane.IMPORTS} if alone else ())

    def at(self, when: str) -> None:
        self.clock.set(when)
        self.hand.wait(6)
        self.hand.rest()

    def see(self) -> list[str]:
        self._settle()
        return [
            w.words for w in self.root.walk(restrict=True) if isinstance(w, Lettering) and w.role != "icon" and w.words
        ]

    def name(self) -> str:
        self.hand.rest()
        return self.root.screen.name

    def holds_nothing_deleted(self) -> bool:
        """Say whether no file of the data that this process holds open is gone from its folder."""
        held = [link.readlink().name for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        return not [name for name in held if ".sqlite" in name and name.endswith("(deleted)")]

    def sh(self, command: str) -> None:
        """Run a command where this process stands: its disks are mounted for nobody else."""
        subprocess.run(["sh", "-c", command], check=False, stdout=subprocess.DEVNULL)

    def picture(self, path: str) -> None:
        self.hand.photograph(Path(path))

    def leave(self) -> None:
        self.hand.let_go()


def main() -> None:
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: [lines.put(line) for line in sys.stdin], daemon=True).start()
    actor = Actor(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:4])
    print(json.dumps({"answer": "ready"}), flush=True)
    while True:
        try:
            line = lines.get(timeout=0.02)
        except queue.Empty:
            actor.live()
            continue
        command, *arguments = json.loads(line)
        try:
            answer = {"answer": getattr(actor, command)(*arguments)}
        except Exception as error:
            answer = {"lost": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, ensure_ascii=False), flush=True)
        if command == "leave":
            return


if __name__ == "__main__":
    main()
