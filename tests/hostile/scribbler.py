"""What befalls files: scribbles, flipped bits, swapped pages, empty sectors, an end cut off. Seeded, on real files."""

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from kiosk.domain.figures.usage import Counter
from kiosk.domain.reception.access import Role, Staff
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.assistance import Demarche, Outcome
from kiosk.services.assistance import Assistance
from tests.helpers.waiting_room import waiting_room

PAGE, SECTOR = 4096, 512
GIVEN = 12  # numbers of each series
COUNTED = Counter("languages", "meaux", "2026-10", "fr")
FILES = ("day.sqlite", "figures.sqlite", "device.sqlite")


def a_morning(folder):
    """Fill a folder as a morning does: arrivals, a session, appointments to come, counts, an account.

    Half of the pages are left in the journals, as a power cut leaves them.
    """
    live = folder.with_name(folder.name + "-live")
    with waiting_room(live) as room:
        day, start = room.databases.day, datetime(2026, 12, 1, 9, tzinfo=UTC)
        for n in range(60):
            at = start + timedelta(hours=n)
            with day.transaction() as records:
                records.add_appointment(Appointment(at, 45, Motif.PANDA, "DUP", first_visit=False, slip_code=f"{n:06}"))
        for _ in range(GIVEN):
            room.call(room.arrivals.walk_in("health", "fr").ticket)
            room.arrivals.declare(None, "QXZ", "ar")
        room.databases.figures.apply(1, [(COUNTED, 7)])
        room.databases.staff.add(Staff("M1", Role.MEDIATOR), "hash")
        sessions = Assistance(day, room.clock, room.arrivals._site)
        sessions.open("Bureau 1", demarche=Demarche("rsa", outcome=Outcome.DONE))
        shutil.copytree(live, folder, ignore=shutil.ignore_patterns("*-shm"))
    shutil.rmtree(live)
    return folder


def _scribble(chance, content):
    at, length = chance.randrange(len(content)), chance.randint(1, 3 * PAGE)
    content[at : at + length] = chance.randbytes(min(length, len(content) - at))


def _flip_bits(chance, content):
    for _ in range(chance.choice((1, 1, 8, 200))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _swap_pages(chance, content):
    a, b = (PAGE * chance.randrange(max(1, len(content) // PAGE)) for _ in range(2))
    content[a : a + PAGE], content[b : b + PAGE] = content[b : b + PAGE], content[a : a + PAGE]


def _empty_sectors(chance, content):
    for _ in range(chance.randint(1, 8)):
        at = SECTOR * chance.randrange(max(1, len(content) // SECTOR))
        content[at : at + SECTOR] = bytes(len(content[at : at + SECTOR]))


def _cut_off(chance, content):
    del content[chance.randrange(len(content)) :]


def _repeat(chance, content):
    content[PAGE:] = content[:PAGE] * (len(content) // PAGE)


KINDS = {
    "scribble": _scribble,
    "flipped bits": _flip_bits,
    "swapped pages": _swap_pages,
    "empty sectors": _empty_sectors,
    "cut off": _cut_off,
    "one page all over": _repeat,
}


def by_hand(path, *statements):
    """Write into a file as a person with a database browser does, its schema too."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            raw.execute(statement)


def befall(folder, seed):
    """Damage one file of a folder, or its journal, or several; say what was done."""
    chance, done = random.Random(seed), []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        places = [p for p in sorted(folder.iterdir()) if ".sqlite" in p.name and p.stat().st_size]
        path, kind = chance.choice(places), chance.choice(sorted(KINDS))
        content = bytearray(path.read_bytes())
        KINDS[kind](chance, content)
        path.write_bytes(content)
        done.append((path.name, kind))
    return tuple(done)
