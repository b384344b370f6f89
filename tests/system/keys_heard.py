"""A window of its own on an X server: says on its standard output what keys and codes are heard in it, a line each.

python tests/system/keys_heard.py [SECONDS]

Seconds: within which the same key does not count again, as at the kiosk; without them, as at the desk.
"""

import sys
from datetime import timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from screens.running.environment import prepare_kivy  # noqa: E402

prepare_kivy(640, 480, windowed=True)

from kivy.base import runTouchApp  # noqa: E402
from kivy.uix.widget import Widget  # noqa: E402

from kiosk.adapters.machine.scanner import Scanner  # noqa: E402
from screens.toolkit.keyboard import Keyboard  # noqa: E402
from screens.window.key_times import KEY_TIMES  # noqa: E402


class Listener:
    """Hears everything."""

    has_the_keys = True

    def stir(self) -> None:
        """Note nothing."""

    def stroke(self, scancode: int, code: int, *, shift: bool = False) -> None:
        print("typed", scancode, flush=True)

    def take(self, code: object) -> None:
        print("scanned", code.digits, flush=True)

    def take_slow(self, told: object) -> None:
        print("slow", told.gap_ms, told.wanted_ms, flush=True)


if __name__ == "__main__":
    KEY_TIMES.start()
    keyboard = Keyboard(Scanner(timedelta(milliseconds=50)), Listener(), *map(float, sys.argv[1:]))
    print("ready", flush=True)
    runTouchApp(Widget())
