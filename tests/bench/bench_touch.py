"""From the finger that lets go to the frame that shows the next screen: over whole tours, in the real loop at 60 Hz.

.venv/bin/python tests/bench/bench_touch.py
"""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TOURS = 5
ROOT = Path(__file__).parents[2]


def one_tour() -> list[tuple[str, float]]:
    """Make a tour in a process of its own, so that each first visit of a screen is a first visit."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "kiosk", "tour", "--out", folder]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        steps = json.loads((Path(folder) / "tour.json").read_text(encoding="utf-8"))["steps"]
    return [(step["screen"], step["milliseconds"]) for step in steps if step["milliseconds"] is not None]


def main() -> None:
    first: list[float] = []
    again: list[float] = []
    printing: list[float] = []
    for _ in range(TOURS):
        seen: set[str] = set()
        for screen, milliseconds in one_tour():
            if screen == "printing":
                printing.append(milliseconds)
                continue
            (again if screen in seen else first).append(milliseconds)
            seen.add(screen)
    for name, times in (("first visit of a screen", first), ("later visits", again), ("all", first + again)):
        p95 = statistics.quantiles(times, n=20)[-1]
        middle, worst = statistics.median(times), max(times)
        print(f"{name}: n={len(times)}, median {middle:.0f} ms, p95 {p95:.0f} ms, worst {worst:.0f} ms")
    print(f"printing, from touch to the sheet in its folder: median {statistics.median(printing):.0f} ms")


if __name__ == "__main__":
    main()
