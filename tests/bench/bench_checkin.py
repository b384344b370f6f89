"""A check-in against the least that SQLite can do: BEGIN IMMEDIATE, one INSERT, COMMIT with the same pragmas.

Both run in turns on the same disk, twenty at a time, so that a busy moment costs both.
Run: `python tests/bench/bench_checkin.py`.
"""

import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import time
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from kiosk.adapters.database.connections import PRAGMAS  # noqa: E402
from tests.helpers.waiting_room import waiting_room  # noqa: E402

TURNS, A_TURN, WARM_UP = 40, 20, 3
AIM = 2.0


def raw_database(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    for name, value in PRAGMAS.items():
        raw.execute(f"PRAGMA {name}={value}")
    raw.execute("CREATE TABLE arrival (id INTEGER PRIMARY KEY, arrived TEXT, declared TEXT, letters TEXT) STRICT")
    return raw


def insert_raw(raw: sqlite3.Connection) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(
        "INSERT INTO arrival (arrived, declared, letters) VALUES (?, ?, ?)",
        ("2026-11-24T09:00:00.000000+00:00", "10:00:00", "DUP"),
    )
    raw.execute("COMMIT")


def timed(action: Callable[[], object]) -> float:
    begun = perf_counter()
    action()
    return perf_counter() - begun


def measure(folder: Path) -> tuple[float, float]:
    """Return the medians of a raw insert and of a check-in, in seconds."""
    raw = raw_database(folder / "raw.sqlite")
    plain, checked_in = [], []
    with waiting_room(folder / "kiosk") as room:
        for turn in range(WARM_UP + TURNS):
            one = [timed(lambda: insert_raw(raw)) for _ in range(A_TURN)]
            other = [timed(lambda: room.arrivals.declare(time(10), "Dupont", "fr")) for _ in range(A_TURN)]
            if turn >= WARM_UP:
                plain += one
                checked_in += other
    raw.close()
    return statistics.median(plain), statistics.median(checked_in)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain, checked_in = measure(Path(folder))
    print(
        f"raw insert {plain * 1e6:.0f} µs, check-in {checked_in * 1e6:.0f} µs: {checked_in / plain:.2f} x (aim {AIM} x)"
    )


if __name__ == "__main__":
    main()
