"""A kiosk that lives until it is killed, and says on a pipe what it is doing: the driven half of test_power_cut.py.

Everything is imported once; each line on standard input then forks one life, so that two hundred lives cost seconds.
A life opens the real files, tells what it found, and runs the real services over and over. Lines it writes:

    found {…}     what stood in the files at its start        > kind     an operation begins (its kind)
    = kind value  the operation ended, its result confirmed   B / W      BEGIN done, first write done
    D µs          COMMIT returned, so long after the first write (0: nothing was written)

`dead` comes from the parent, once the life is over.
"""

import json
import os
import random
import sys
from copy import copy
from datetime import datetime, time
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from sqlalchemy import event  # noqa: E402

from kiosk.adapters.database.connections import Store  # noqa: E402
from kiosk.adapters.database.folders import open_databases  # noqa: E402, F401 (loaded before the first fork)
from kiosk.adapters.printing.printer import FolderPrinter  # noqa: E402
from kiosk.domain.machine.printing import Format, Printed  # noqa: E402
from kiosk.domain.reception.assistance import REOPENED_WITHIN, Demarche, Outcome  # noqa: E402
from kiosk.services.assistance import Assistance, count_ended  # noqa: E402
from kiosk.services.checklists import Checklists  # noqa: E402
from kiosk.services.queue import Queue  # noqa: E402
from tests.helpers.waiting_room import SITE, WaitingRoom, waiting_room  # noqa: E402


def say(line: str) -> None:
    """Write one line at one stroke: a pipe takes it whole or not at all."""
    os.write(1, f"{line}\n".encode())


class PlainPress:
    """A sheet is a few bytes here: what counts is that it is counted."""

    def receipt(self, ticket: object, arrived: datetime, language: str, roll: object) -> bytes:
        return b"%PDF-1.7\n"


def announce(store: Store) -> None:
    """Tell each BEGIN, each first write and each COMMIT that returned."""
    written = 0.0

    def began(_connection: object) -> None:
        nonlocal written
        written = 0.0
        say("B")

    def wrote(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        nonlocal written
        if not written and statement.startswith(("INSERT", "UPDATE", "DELETE")):
            written = perf_counter()
            say("W")

    event.listen(store.engine, "begin", began)
    event.listen(store.engine, "after_cursor_execute", wrote)
    # The files share what writes their SQL: this one gets its own.
    store.engine.dialect = copy(store.engine.dialect)
    commit = store.engine.dialect.do_commit

    def committed(connection: object) -> None:
        commit(connection)
        say(f"D {(perf_counter() - written) * 1e6 if written else 0:.0f}")

    store.engine.dialect.do_commit = committed


def found(room: WaitingRoom) -> dict[str, object]:
    """Tell what the files hold, all counts together, flushed or not."""
    outside = room.databases.day.store.outside
    numbers = outside("SELECT number FROM arrival WHERE series = 'A'")
    ((people,),) = outside("SELECT count(*) FROM arrival WHERE counted IS NOT NULL")
    totals: dict[str, int] = {}
    for part in (room.databases.day.pending(), room.databases.figures.totals()):
        for cell, n in part.items():
            totals[cell.family] = totals.get(cell.family, 0) + n
    return {"numbers": sorted(number for (number,) in numbers), "people": people, "totals": totals}


def help_somebody(room: WaitingRoom, helping: Assistance) -> int:
    """Run a session of two démarches to its end; one left open by a death before is ended instead."""
    left = helping.sessions("Bureau 1")
    opened = left[0] if left else helping.open("Bureau 1", first_visit=True)
    for guide in ("rsa", "impots")[len(opened.demarches) :]:
        opened = helping.keep(opened.with_demarche(Demarche(guide, outcome=Outcome.DONE)))
    ended = helping.end(opened.id).session
    count_what_ended(room)
    return len(ended.demarches)


def count_what_ended(room: WaitingRoom) -> None:
    """Do what the keeper does half a minute after a session ended."""
    count_ended(room.databases.day, SITE, room.clock() + REOPENED_WITHIN)


def live(folder: Path, seed: int) -> None:
    """Check people in, call, print and flush, until the current fails."""
    room = waiting_room(folder, patience_ms=2000)
    count_what_ended(room)
    say(f"found {json.dumps(found(room))}")
    printers = dict.fromkeys(Format, FolderPrinter(folder / f"sheets-{os.getpid()}"))
    helping = Assistance(room.databases.day, room.clock, SITE)
    queue = Queue(room.databases.day, room.clock, SITE)
    waiting = [arrival.ticket for arrival in room.noted if arrival.counted is None]
    sheets = Checklists(room.databases.day, room.clock, SITE, PlainPress(), printers)
    for store in (room.databases.day.store, room.databases.figures.store):
        announce(store)
    moments = random.Random(seed)
    last = None
    while True:
        kinds = ("declare", "call", "print", "help", "flush")
        kind = moments.choices(kinds, (5, 5 if waiting else 0, 3, 3, 2))[0] if last else "declare"
        say(f"> {kind}")
        if kind == "declare":
            last = room.arrivals.declare(time(10), "Durand", "fr")
            waiting.append(last.ticket)
            value = last.ticket.number
        elif kind == "call":
            value = len(queue.call(waiting.pop(), "Bureau 1").after)
        elif kind == "print":
            value = int(sheets.print_receipt(last.ticket, last.at, "fr") is Printed.SAVED)
        elif kind == "help":
            value = help_somebody(room, helping)
        else:
            value = room.databases.day.flush_into(room.databases.figures)
        say(f"= {kind} {value}")


def main() -> None:
    folder = Path(sys.argv[1])
    for seed in sys.stdin:
        child = os.fork()
        if child == 0:
            say(f"born {os.getpid()}")
            live(folder, int(seed))
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
