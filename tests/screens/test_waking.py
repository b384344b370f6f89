"""A lane that wakes the screen never locks it, whatever the drawing thread asks of SDL at that moment."""

import subprocess
import sys

from kiosk.shipped import shipped

# What Kivy's own modules do when they open the loudspeaker: call SDL with Python's lock in hand, and post events.
PLAY = """
import ctypes, threading
from screens.running.environment import prepare_kivy
prepare_kivy(320, 240, windowed=True)
from kivy.core.window import Window
from screens.window import sdl
holding = ctypes.PyDLL(sdl.sdl()._name)
event = sdl._Event(sdl.USER_EVENT)
lane = threading.Thread(target=lambda: [sdl.wake() for _ in range(20000)], daemon=True)
lane.start()
for _ in range(20000):
    holding.SDL_PushEvent(ctypes.byref(event))
    holding.SDL_FlushEvents(sdl.USER_EVENT, sdl.USER_EVENT)
lane.join()
print("awake")
"""


def test_a_lane_may_wake_the_loop_while_the_loudspeaker_is_opened():
    done = subprocess.run(
        [sys.executable, "-c", PLAY], cwd=shipped("assets").parent, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1:] == ["awake"], done.stderr[-2000:]
