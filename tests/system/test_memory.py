"""After closing every screen starts again: the memory of its new process holds nothing of the day."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.system
SCREEN = Path(__file__).with_name("living_screen.py")
ROOT = Path(__file__).parents[2]
TOLD = {"letters": "QXZ", "code": "864200", "hash": "canary-hash-of-an-event", "token": "7" * 5 + "20261124" * 4}
# Three letters are found by chance in any memory: they are looked for as the file's records hold them.
CANARIES = {**{name: TOLD[name] for name in ("hash", "token")}, "letters and code": TOLD["letters"] + TOLD["code"][:4]}


def held_by(pid: int) -> set[str]:
    """Name the canaries that a process's memory holds: what a core would."""
    found: set[str] = set()
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", "\n".join(maps), re.MULTILINE):
            try:
                memory.seek(int(first, 16))
                part = memory.read(int(last, 16) - int(first, 16))
            except (OSError, ValueError, OverflowError):
                continue
            wide = ("utf-8", "utf-16-le", "utf-32-le")
            found |= {name for name, said in CANARIES.items() if any(said.encode(how) in part for how in wide)}
    return found


def line_of(process, wanted: str) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        line = process.stdout.readline()
        assert line, "the screen ended"
        if line.strip() == wanted:
            return
    raise AssertionError(f"no {wanted!r}")


@pytest.mark.parametrize("role", ["kiosk", "desk"])
def test_after_closing_the_new_process_remembers_nobody(role, tmp_path):
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen", "HOME": str(tmp_path), "KIVY_NO_CONSOLELOG": "1"}
    process = subprocess.Popen(
        [sys.executable, str(SCREEN), str(tmp_path / "data"), role], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        process.stdin.write(json.dumps(TOLD) + "\n")
        process.stdin.flush()
        line_of(process, "life 1")
        assert held_by(process.pid) == set(CANARIES)
        close = [sys.executable, "-m", "kiosk", "purge", "--data", str(tmp_path / "data"), "--site", "meaux"]
        subprocess.run(close, check=True, cwd=ROOT, env=environment)
        line_of(process, "life 2")
        assert held_by(process.pid) == set()
    finally:
        process.kill()
        process.wait()
