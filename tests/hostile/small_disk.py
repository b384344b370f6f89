"""Arrivals on a disk that has ever fewer pages left: the driven half of test_broken_disks.py.

    python tests/hostile/small_disk.py FOLDER

FOLDER is a small disk of its own. Tells what was shown, what was refused, and what of the former was lost.
"""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from tests.helpers.waiting_room import waiting_room  # noqa: E402

PAGE = 4096


def fill(disk: Path, pages: int) -> None:
    """Leave so many pages free."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        free = os.statvfs(disk)
        os.posix_fallocate(filler.fileno(), 0, max(1, free.f_bavail - pages) * PAGE)


def main() -> None:
    disk = Path(sys.argv[1])
    shown: list[int] = []
    refused = 0
    for pages in range(40):
        with waiting_room(disk / "real") as room:
            room.arrivals.walk_in("", "fr")
            fill(disk, pages)
            for _ in range(4):
                try:
                    shown.append(room.arrivals.walk_in("", "fr").ticket.number)
                except Exception:
                    refused += 1
            (disk / "filler").unlink()
    with waiting_room(disk / "real") as room:
        kept = {arrival.ticket.number for arrival in room.noted}
        shown.append(room.arrivals.walk_in("", "fr").ticket.number)
    told = {
        "shown": len(shown),
        "refused": refused,
        "lost": sorted(set(shown[:-1]) - kept),
        "twice": sorted(n for n in set(shown) if shown.count(n) > 1),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
