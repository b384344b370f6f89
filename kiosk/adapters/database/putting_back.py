"""What a backup puts back: checked in a file of its own first, then row by row in one transaction of the live file."""

import json
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, select

from kiosk.adapters.database import lines
from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.device_tables import LOCK, STAFF
from kiosk.adapters.database.figures import SqliteFigures
from kiosk.adapters.database.folders import PATIENCE_MS, Databases
from kiosk.adapters.database.tables import COUNTER, FIGURES, LAST_BATCH
from kiosk.adapters.database.trouble import Damaged, Foreign, TooNew
from kiosk.adapters.machine.private_files import private_folder, write_private
from kiosk.domain.machine.backups import Account
from kiosk.domain.machine.restoring import RestoreTrouble
from kiosk.domain.reception.access import Role

# Which batches of its day a box has counted is its own: of another box's it would skip as many.
_OF_THE_BOX = (LAST_BATCH,)
Months = tuple[str, str]


def looked_at(figures: bytes, scratch: Path) -> Months | RestoreTrouble:
    """Write figures to a folder of their own, bring them to this version, read every row; say what months they tell of.

    The file stays there, sound and of this version, for `put_figures`. Raises OSError.
    """
    path = private_folder(scratch) / "figures.sqlite"
    write_private(path, figures)
    try:
        with closing(Store(path, patience_ms=PATIENCE_MS)) as store:
            store.prepare(FIGURES)
            # A file that was empty was only now given its tables: nobody's figures.
            if store.was_empty:
                return RestoreTrouble.FIGURES
            return RestoreTrouble.INVENTED if SqliteFigures(store).is_invented() else months_of(store)
    except TooNew:
        return RestoreTrouble.TOO_NEW
    except (Damaged, Foreign):
        return RestoreTrouble.FIGURES


def months_of(store: Store) -> Months:
    """Return the first and the last month that something was counted in, "" where nothing was."""
    with store.reading() as connection:
        first, last = connection.execute(select(func.min(COUNTER.c.period), func.max(COUNTER.c.period))).one()
    return (first or "")[:7], (last or "")[:7]


def put_figures(live: Store, scratch: Path) -> None:
    """Replace every figure by those that were looked at, at one stroke; what was freed is written over.

    Their device has ended with what the backup holds: a centre that knows more of it keeps that, and what is counted
    from now on is another's. Figures of before devices had names are those of the device that stands here.
    """
    checked = Store(scratch / "figures.sqlite", patience_ms=PATIENCE_MS)
    with closing(checked), checked.reading() as there, live.transaction() as here:
        number = lines.number_of(there)
        kept = (*_OF_THE_BOX, *(() if number is not None else (lines.LINE,)))
        for table in FIGURES.sorted_tables:
            if table not in kept:
                here.execute(delete(table))
                rows = [dict(row) for row in there.execute(select(table)).mappings()]
                if rows:
                    here.execute(insert(table), rows)
        if lines.number_of(here) is not None:
            lines.begin_anew(here, lines.place_of(live.path), number or 0)
    live.outside("VACUUM")
    live.truncate_journal()


def put_accounts(live: Store, accounts: tuple[Account, ...]) -> None:
    """Replace every account at one stroke; a setup code that was waiting for the first of them serves no more."""
    with live.transaction() as connection:
        _replace_accounts(connection, accounts)


def _replace_accounts(connection: Connection, accounts: tuple[Account, ...]) -> None:
    connection.execute(delete(STAFF))
    rows = [{"label": each.label, "role": Role(each.role), "hash": each.hash, "badge": each.badge} for each in accounts]
    connection.execute(insert(STAFF), rows)
    connection.execute(delete(LOCK))


def keep_aside(files: Databases, accounts: tuple[Account, ...], folder: Path) -> None:
    """Copy figures and accounts as they stand into a folder. Raises OSError."""
    files.figures.store.copy_to(private_folder(folder) / "figures.sqlite")
    told = [[each.label, each.role, each.hash, each.badge] for each in accounts]
    write_private(folder / "accounts.json", json.dumps(told).encode())
