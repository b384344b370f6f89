"""Processes of a kiosk in their own right, to be killed, stopped, starved: the driven half of test_closing_attacked.py.

    python tests/hostile/night.py

Each line asks for one process, "WHAT FOLDER [WHEN]", and is answered by how it ended: "held", "failed" or "killed".

    close    opens the folder in the afternoon and closes the day
    morning  opens it on the morning of the next permanence, which does what the closing left undone
    read     reads the day and stays in the middle of it; answered by its number, it lives until it is killed
    desk     a desk that stands open, likewise

WHEN is "120" for the line of the kiosk's own code at which the process is killed, or "4.5ms" for a time.
"""

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

import kiosk  # noqa: E402
from tests.helpers.waiting_room import StandingClock  # noqa: E402
from tests.hostile.lived_day import EVENING, MORNING, TO_COME, World, at, opened, tries_to_close  # noqa: E402

CODE = str(ROOT / "kiosk")
Trace = Callable[[FrameType, str, Any], Any]


def killed_at(line: int) -> Trace:
    """Return a tracer that ends the process, without a word, at the so-manieth line of the kiosk's own code."""
    left = line

    def trace(frame: FrameType, event: str, _: Any) -> Trace | None:
        nonlocal left
        if not frame.f_code.co_filename.startswith(CODE):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def doomed(when: str) -> None:
    """Let this process be killed at a line, or after a time from now."""
    if when.endswith("ms"):
        # Whatever the thread is doing, in SQLite or in the kernel: the signal is not handled, and ends the process.
        signal.setitimer(signal.ITIMER_REAL, max(float(when[:-2]), 0.01) / 1000)
    elif when:
        sys.settrace(killed_at(int(when)))


def spared() -> None:
    sys.settrace(None)
    signal.setitimer(signal.ITIMER_REAL, 0)


def close(world: World, when: str) -> str:
    clock = StandingClock(at(17, 30))
    with opened(world, clock) as verbs:
        clock.set(*EVENING)
        doomed(when)
        held = tries_to_close(verbs)
        spared()
    return "held" if held else "failed"


def morning(world: World, when: str) -> str:
    clock = StandingClock(at(*MORNING, day=TO_COME))
    doomed(when)
    with opened(world, clock) as verbs:
        spared()
        return "failed" if verbs.closing.has_failed() else "held"


def read(world: World, _: str) -> str:
    day = sqlite3.connect(world.data / "day.sqlite", isolation_level=None)
    day.execute("BEGIN")
    day.execute("SELECT count(*) FROM arrival").fetchone()
    print(os.getpid(), flush=True)
    time.sleep(3600)
    return ""


def desk(world: World, _: str) -> str:
    with opened(world, StandingClock(at(17, 30)), role="desk") as verbs:
        verbs.queue.room()
        print(os.getpid(), flush=True)
        time.sleep(3600)
    return ""


def main() -> None:
    kiosk.BUILT = datetime(2026, 11, 1, tzinfo=UTC)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    done = {each.__name__: each for each in (close, morning, read, desk)}
    for line in sys.stdin:
        what, folder, when = [*line.split(), ""][:3]
        process = os.fork()
        if not process:
            print(done[what](World(Path(folder)), when), flush=True)
            os._exit(0)
        if what in {"read", "desk"}:
            continue
        _, status = os.waitpid(process, 0)
        if os.WIFSIGNALED(status):
            print("killed", flush=True)
        elif os.waitstatus_to_exitcode(status):
            print("broke", flush=True)


if __name__ == "__main__":
    main()
