"""Another mode, a panel turned, a bigger or a smaller screen: everything follows, as if started there, nothing cut."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from screens.driver.hand import Hand
from tests.helpers.desk_office import Office
from tests.helpers.inspector import inspect
from tests.helpers.visitor import PREPARE, open_guide, picture

Open = Callable[..., Hand]
OTHERS = [(1280, 800), (1080, 1920), (1366, 768)]


@pytest.mark.parametrize("size", OTHERS)
def test_the_kiosk_in_another_mode_looks_as_if_started_there_and_loses_nothing(
    open_kiosk: Open, size: tuple[int, int]
) -> None:
    hand = open_kiosk()
    hand.eyes_open = False
    hand.tap(PREPARE)
    open_guide(hand)
    visit = repr(hand.shell.situation.visit)
    hand.shell.navigator.someone_else_arrives()
    hand.rest()
    hand.shell.fit(*size)
    hand.frame()
    assert inspect(hand.shell) == []
    moved = picture(hand)
    hand.shell.navigator.resume()
    hand.frame()
    assert inspect(hand.shell) == []
    assert (hand.shell.screen.name, repr(hand.shell.situation.visit)) == ("questions", visit)
    hand.shell.navigator.reset()
    assert (hand.shell.look.width, hand.shell.look.height) == size
    hand.let_go()

    fresh = open_kiosk(*size)
    fresh.shell.navigator.someone_else_arrives()
    assert np.array_equal(moved, picture(fresh))


@pytest.mark.parametrize("size", OTHERS)
@pytest.mark.parametrize("role", ["desk", "board"])
def test_the_desk_and_the_wall_screen_in_another_mode_look_as_if_started_there(
    tmp_path: Path, clock: object, role: str, size: tuple[int, int]
) -> None:
    shown = []
    for began, ends in (((1920, 1080), size), (size, size)):
        office = Office(tmp_path, clock, size=began, role=role)
        if role == "desk":
            office.enter()
            office.root.show("plan")
        office.root.fit(*ends)
        office.see()
        shown.append((np.asarray(office.hand.picture()), office.root.backstage.lanes.waiting))
        if role == "desk":
            assert office.root.screen.name == "plan"
        office.close()
    assert np.array_equal(shown[0][0], shown[1][0])


# A kiosk as the command line starts it, with a job on the printing lane that never ends; it signals itself.
STUCK = """
import os, sys, threading
number, *sys.argv = int(sys.argv[1]), "kiosk", *sys.argv[2:]
from kiosk.__main__ import main
from screens.running.environment import prepare_kivy
prepare_kivy(640, 480, windowed=True)
from kivy.clock import Clock
from screens.app import KioskApp
from screens.running.lanes import Lane
build = KioskApp.build
def build_with_a_stuck_job(app):
    root = build(app)
    root.backstage.lanes.run(Lane.PRINTING, threading.Event().wait)
    Clock.schedule_once(lambda _: os.kill(os.getpid(), number), 0.5)
    return root
KioskApp.build = build_with_a_stuck_job
main()
"""


@pytest.mark.parametrize(("role", "number"), [("kiosk", 2), ("kiosk", 15), ("desk", 15), ("board", 2)])
def test_a_job_that_never_ends_does_not_keep_the_kiosk_from_ending(tmp_path: Path, role: str, number: int) -> None:
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
    options = ["run", "--practice", "--site", "meaux", "--data", str(tmp_path), "--role", role]
    command = [sys.executable, "-c", STUCK, str(number), *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
