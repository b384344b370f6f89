"""What a frame of every visitor screen costs, and how many frames a touch takes, drawn without a graphics card.

A frame: processor milliseconds of drawing and handing over, the median of nine. A touch: frames while it is pressed,
frames from letting go to rest, processor milliseconds of the first of these (own code and drawing; in brackets the
main thread's own), for the first visit of a screen and the median of later ones.

.venv/bin/python tests/bench/bench_frames.py      (ratios: run it in two checkouts in turn)
"""

import os
import statistics
import sys
import tempfile
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from time import process_time, thread_time

os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from screens.running.environment import prepare_kivy  # noqa: E402

prepare_kivy(1920, 1080, windowed=True)

from kivy.core.window import Window  # noqa: E402
from kivy.graphics.opengl import glFinish  # noqa: E402

from kiosk.composition import outfit  # noqa: E402
from kiosk.settings import load_settings  # noqa: E402
from screens.app import open_shell  # noqa: E402
from screens.driver.hand import Hand  # noqa: E402
from tests.helpers.moments import MOMENTS, show  # noqa: E402

ROUNDS, TIMES = 5, 9
NOW = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
WALK = (
    "J’ai rendez‑vous avec le médiateur", "10", "B", "E", "N", "C’est bon", "Préparer ma démarche en attendant",
    "Mes papiers", "Refaire ma carte d’identité", "Je l’ai perdue", "Effacer mon écran", "Je prépare une démarche",
    "Accueil", "English", "Français",
)  # fmt: skip


class Frames:
    """Counts the frames drawn."""

    def __init__(self) -> None:
        self.drawn = 0
        Window.bind(on_flip=self._count)

    def _count(self, *_: object) -> None:
        self.drawn += 1


def one_frame() -> float:
    """Draw the window as it stands; return the processor milliseconds."""
    Window.canvas.ask_update()
    begun = process_time()
    Window.dispatch("on_draw")
    Window.dispatch("on_flip")
    glFinish()
    return 1000 * (process_time() - begun)


def touch(hand: Hand, words: str, frames: Frames) -> tuple[str, int, int, float, float]:
    """Touch something; return the way taken, frames pressed and after, milliseconds of all and of our own thread."""
    control, screen = hand.find(words), hand.shell.screen.name
    hand._wait_dead_time(control)
    hand.rest()
    finger = hand.fingers.new(*control.to_window(*control.center))
    frames.drawn = 0
    hand.fingers.post("begin", finger)
    hand.rest()
    pressed, frames.drawn = frames.drawn, 0
    begun, own = process_time(), thread_time()
    hand.fingers.post("end", finger)
    hand.frame()
    spent = 1000 * (process_time() - begun), 1000 * (thread_time() - own)
    hand.rest()
    hand.rest()
    return f"{screen} → {hand.shell.screen.name}", pressed, frames.drawn, *spent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(site="meaux")
        kit = outfit(settings, Path(folder) / "data", practice=True, sheets=Path(folder) / "s", clock=lambda: NOW)
        hand, frames = Hand(open_shell(kit, (1920, 1080))), Frames()
        hand.shell.ask(lambda services: services.arrivals.desk_is_alive())
        hand.shell.wake()
        hand.until(lambda: hand.shell.is_ready, "the guides did not load")
        touches = defaultdict(list)
        for _ in range(ROUNDS):
            for words in WALK:
                way, *figures = touch(hand, words, frames)
                touches[way].append(figures)
        for way, ((pressed, after, first, own), *later) in touches.items():
            again = [statistics.median(column) for column in zip(*later, strict=True)] if later else [0, 0, 0, 0]
            print(
                f"{way:24}{pressed} frame pressed, {after} after; first visit {first:5.1f} ms ({own:4.1f} own), "
                f"later {again[2]:5.1f} ({again[3]:4.1f})"
            )
        found = []
        for name in MOMENTS:
            show(hand, name)
            one_frame()
            found.append(statistics.median(one_frame() for _ in range(TIMES)))
            print(f"a frame of {name:30}{found[-1]:6.1f} ms")
        print(f"all screens: median {statistics.median(found):.1f} ms, dearest {max(found):.1f} ms a frame")
        hand.let_go()


if __name__ == "__main__":
    main()
