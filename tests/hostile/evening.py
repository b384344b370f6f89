"""A day full of canaries, an evening that closes it, and the oracle: whoever says "ok" has left none of them."""

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from kiosk.domain.reception.arrivals import Stage
from kiosk.domain.reception.assistance import Demarche
from kiosk.machine_ports import PurgeFailed
from kiosk.services.assistance import Assistance
from tests.helpers.waiting_room import PARIS, TUESDAY, WaitingRoom, waiting_room
from tests.services.test_purge import CANARIES, HASH, LETTERS, OWNER, SLIP, THEME, TOKEN, _appointment

TO_COME = "DUR"
NEXT_WEEK = datetime.combine(TUESDAY + timedelta(days=7), time(10), tzinfo=PARIS)
__all__ = ["CANARIES", "HASH", "SLIP", "THEME", "TOKEN"]


@dataclass(frozen=True)
class Evening:
    """How an evening ended: what was said, and what any file still holds of the day."""

    ok: bool
    left: frozenset[str]
    planned: int

    @property
    def is_a_lie(self) -> bool:
        return self.ok and bool(self.left)


def live(room: WaitingRoom, people: int = 25) -> None:
    """Arrivals of all kinds, called and assisted, appointments of today and of next week."""
    with room.databases.day.transaction() as records:
        for n in range(12):
            hour = datetime.combine(TUESDAY, time(9), tzinfo=PARIS) + timedelta(minutes=15 * n)
            today = _appointment(hour, SLIP if n == 0 else f"{100000 + n}")
            records.add_appointment(today)
            coming = _appointment(NEXT_WEEK + timedelta(minutes=15 * n), f"{200000 + n}")
            records.add_appointment(replace(coming, letters=TO_COME, source_hash=f"coming-{n}"))
    for n in range(people):
        noted = room.arrivals.declare(time(10), LETTERS, "fr")
        room.arrivals.walk_in(THEME, "ar")
        room.arrivals.attach(noted.ticket, TOKEN)
        if n < 2:
            sessions = Assistance(room.databases.day, room.clock, room.arrivals._site)
            sessions.open(f"Bureau {n}", noted.ticket, Demarche("rsa"))
    room.arrivals.attach_to_slip(SLIP, TOKEN, "fr")
    for arrival in room.noted[::3]:
        with room.databases.day.transaction() as records:
            called = replace(arrival, stage=Stage.CALLED, called=room.clock(), owner=OWNER)
            records.replace_arrival(called, TUESDAY)


def lived_folders(place: Path) -> tuple[Path, Path]:
    """Return two folders to copy from: one closed well, one whose power was cut, its journal full."""
    well, cut = place / "well", place / "cut"
    with waiting_room(well) as room:
        live(room)
        shutil.copytree(well, cut, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
    return well, cut


def left_in(folder: Path) -> frozenset[str]:
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return frozenset(canary for canary in CANARIES if canary.encode() in held)


def close_the_day(room: WaitingRoom) -> bool:
    """Close as the chore of the evening does; True when the kiosk may open again."""
    room.clock.set(18, 1)
    try:
        room.closing.tend()
    except PurgeFailed as failure:
        assert room.closing.has_failed(), "a failure that nobody will know of"
        assert not any(canary in str(failure) for canary in CANARIES)
        return False
    return not room.closing.has_failed()


def evening(room: WaitingRoom, folder: Path) -> Evening:
    ok = close_the_day(room)
    return Evening(ok, left_in(folder), planned_in(room) if ok else 0)


def planned_in(room: WaitingRoom) -> int:
    with room.databases.day.transaction() as records:
        found = records.appointments(NEXT_WEEK.astimezone(UTC), NEXT_WEEK.astimezone(UTC) + timedelta(days=1))
    return sum(a.letters == TO_COME for a in found)
