"""Which device `figures.sqlite` counts for: a copy that was put back somewhere counts on under another name.

A file that lies elsewhere than it lay (another machine, another inode) was copied. What it then holds is told under the
old name, with the batch it has; it is never told again under the new one. So the centre adds nothing twice, whether it
knew more of the old device, less, or as much.
"""

import secrets
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, Integer, PrimaryKeyConstraint, Table, delete, insert, select
from sqlalchemy import update as change

from kiosk.adapters.database.tables import CORRECTION, COUNTER, FIGURES, LAST_BATCH, text_column
from kiosk.domain.figures.tallies import Tally, less, of_months
from kiosk.domain.figures.usage import Counter

LINE = Table(
    "line",
    FIGURES,
    Column("id", Integer, primary_key=True),
    text_column("device"),
    text_column("place"),
    # A correction belongs to no batch, and changes the totals all the same.
    Column("corrections", Integer, nullable=False),
    CheckConstraint("id = 1"),
    sqlite_strict=True,
)

# What devices counted whose files these once were.
EARLIER = Table(
    "earlier",
    FIGURES,
    text_column("device"),
    Column("batch", Integer, nullable=False),
    *(text_column(name) for name in ("family", "site", "period", "value")),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("device", "family", "site", "period", "value"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

_MACHINE = Path("/etc/machine-id")


def be_in_line(connection: Connection, path: Path) -> None:
    """Count under the name of this file where it lies; under a new one if it was copied here."""
    if not path.is_file():
        # Gone from under us: the transaction says so when it ends, and keeps nothing.
        return
    line, place = connection.execute(select(LINE)).one_or_none(), place_of(path)
    if line is None:
        connection.execute(insert(LINE), {"id": 1, "device": _drawn(), "place": place, "corrections": 0})
    elif line.place != place:
        begin_anew(connection, place)


def begin_anew(connection: Connection, place: str, batch: int | None = None) -> None:
    """Let what is counted so far be the old device's for good, and count from nought under a new name.

    `batch` is the number under which the old device had counted it, where that is not the newest here.
    """
    *_, current = read_tallies(connection)
    number = current.batch if batch is None else batch
    rows = [
        {"device": current.device, "batch": number, "family": c.family, "site": c.site, "period": c.period,
         "value": c.value, "n": n}
        for c, n in current.totals.items()
    ]  # fmt: skip
    connection.execute(delete(EARLIER).where(EARLIER.c.device == current.device))
    if rows:
        connection.execute(insert(EARLIER), rows)
    connection.execute(change(LINE).values(device=_drawn(), place=place))


def note_correction(connection: Connection) -> None:
    """Let the next tally be a later one."""
    connection.execute(change(LINE).values(corrections=LINE.c.corrections + 1))


def read_tallies(connection: Connection) -> tuple[Tally, ...]:
    """Return what each device counted whose file this was, then what this one did."""
    line = connection.execute(select(LINE)).one()
    earlier = _earlier(connection)
    counted = [_counted(row) for table in (COUNTER, CORRECTION) for row in connection.execute(select(table))]
    return (*earlier, Tally(line.device, _number(connection, line), less(of_months(counted), earlier)))


def number_of(connection: Connection) -> int | None:
    """Return the number of what a file tells, None where it was never in line."""
    line = connection.execute(select(LINE)).one_or_none()
    return None if line is None else _number(connection, line)


def _number(connection: Connection, line: Any) -> int:
    return int(connection.execute(select(LAST_BATCH.c.batch)).scalar() or 0) + int(line.corrections)


def place_of(path: Path) -> str:
    """Return what is another for another machine, and for a copy of the file on this one."""
    machine = _MACHINE.read_text("ascii").strip() if _MACHINE.is_file() else ""
    return sha256(f"{machine} {path.stat().st_ino}".encode()).hexdigest()[:16]


def _earlier(connection: Connection) -> tuple[Tally, ...]:
    found: dict[tuple[str, int], dict[Counter, int]] = defaultdict(dict)
    for row in connection.execute(select(EARLIER)):
        found[row.device, row.batch][Counter(row.family, row.site, row.period, row.value)] = row.n
    return tuple(Tally(device, batch, totals) for (device, batch), totals in found.items())


def _counted(row: Any) -> tuple[Counter, int]:
    return Counter(row.family, row.site, row.period, row.value), row.n


def _drawn() -> str:
    return secrets.token_hex(8)
