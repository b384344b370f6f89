"""After a closing the process starts again: its memory, read as a core would hold it, knows nobody of the day."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import pytest

from tests.helpers.waiting_room import StandingClock
from tests.hostile.lived_day import LETTERS, World, at, live, opened

ROOT = Path(__file__).parents[2]
# The program, on a machine whose kernel vouches for its clock, which stands where a file says.
PROGRAM = """
import os, kiosk
from datetime import UTC, datetime
from kiosk.adapters.machine import clocks
kiosk.BUILT = datetime(2026, 11, 1, tzinfo=UTC)
clocks.LinuxMachine.is_synchronised = lambda self: True
clocks.system_clock = lambda: datetime.fromisoformat(open(os.environ["TOWN_CLOCK"]).read()).astimezone(UTC)
from kiosk.__main__ import main
main()
"""
PATIENCE = 60.0  # seconds, however busy the machine


@contextmanager
def running(world: World, clock: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, **world.environment(), "TOWN_CLOCK": str(clock), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", PROGRAM, *words, "--data", str(world.root), "--site", "meaux"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def held_in_memory(process: int, canaries: dict[str, str]) -> set[str]:
    """Return the canaries that a core of a process would hold."""
    found: set[str] = set()
    # It may be starting again at this very moment.
    with suppress(OSError), Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            start, end = (int(each, 16) for each in line.split()[0].split("-"))
            with suppress(OSError, OverflowError, ValueError):
                memory.seek(start)
                content = memory.read(end - start)
                found |= {what for what, canary in canaries.items() if canary.encode() in content}
    return found


def until(happened, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, what
        time.sleep(0.2)


@pytest.mark.long
def test_chores_without_a_window_forget_the_day_that_they_closed(tmp_path: Path) -> None:
    world, town, clock = World(tmp_path), StandingClock(at(8)), tmp_path / "clock"
    with opened(world, town) as verbs:
        canaries = live(world, verbs, town)
    # Three letters stand by chance in any memory.
    told = {what: canary for what, canary in canaries.items() if not re.fullmatch("[A-Z]{3}", canary)}
    assert LETTERS not in told.values()
    tell(clock, at(17, 30))
    with running(world, clock, "tend", "--every", "5") as process:
        until(lambda: held_in_memory(process.pid, told), "nothing of the day was ever in that memory")
        tell(clock, at(18, 1))
        until(lambda: not world.left(canaries), "the day was not closed")
        until(lambda: not held_in_memory(process.pid, told), "the memory still knows the day")
        assert process.poll() is None


def tell(clock: Path, hour: datetime) -> None:
    clock.with_suffix(".part").write_text(hour.isoformat())
    clock.with_suffix(".part").replace(clock)
