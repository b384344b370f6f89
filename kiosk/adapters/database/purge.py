"""The purge of `day.sqlite`: what may not remain is deleted, the file packed, and looked at again.

Where the file cannot be brought to hold (`database_remaining` says when it does), it is overwritten and replaced.
"""

from collections.abc import Callable

from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.remaining import Limit, destroy_strays, holds
from kiosk.adapters.database.replacement import BUSY, replaced
from kiosk.adapters.database.tables import (
    APPOINTMENT,
    ARRIVAL,
    CANCELLED,
    DEMARCHE,
    FLOOR,
    MARK,
    SESSION,
    TICKET_SERIES,
    UNDO,
)
from kiosk.domain.machine.data_state import Trouble
from kiosk.machine_ports import DataUnusable, Purged, PurgeFailed

_TRIES = 3


def purge_day(store: Store, limit: Limit, *, may_replace: Callable[[], bool]) -> Purged:
    """Destroy what may not remain, and look again. Raises PurgeFailed, without a word of what was read.

    `may_replace` says whether this process keeps the folder: a file that is another than before is put back by the
    keeper, who alone can tell that it was meant.
    """
    with store.lock:
        try:
            if _purged_in_place(store, limit):
                return Purged.WHOLE
        except PurgeFailed:
            raise
        except DataUnusable as unusable:
            # What is open is another file than the folder holds, or was let go: what is put back is purged next time.
            raise PurgeFailed(f"{store.path.name} cannot be used: {unusable.trouble}") from None
        except Exception as error:
            # A file in use is nobody's damage: the next try finds it free, or a new start does.
            if _is_busy(error):
                raise PurgeFailed(f"{store.path.name} is in use by another program") from None
        if store.has_moved():
            raise PurgeFailed(f"{store.path.name} cannot be used: {Trouble.MOVED}")
        return replaced(store, limit, may_replace=may_replace)


def _purged_in_place(store: Store, limit: Limit) -> bool:
    # An index that lost its rows is told from the table only before VACUUM makes it anew.
    if store.outside("PRAGMA integrity_check(1)") != [("ok",)]:
        return False
    for _ in range(_TRIES):
        _delete(store, limit)
        store.outside("VACUUM")
        if not store.truncate_journal():
            break
        destroy_strays(store.path)
        is_held = holds(store.path, limit)
        if is_held is not None:
            return is_held
    raise PurgeFailed(f"{store.path.name} is being read: what was deleted is still in its journal")


def _delete(store: Store, limit: Limit) -> None:
    with store.transaction() as connection:
        connection.execute(delete(APPOINTMENT).where(APPOINTMENT.c.starts < limit.planned_before))
        connection.execute(delete(UNDO))
        is_cancelled = MARK.c.name.like(f"{CANCELLED}%")
        connection.execute(delete(MARK).where(is_cancelled, MARK.c.value < limit.planned_before.timestamp()))
        if limit.day_is_over:
            for table in (ARRIVAL, DEMARCHE, SESSION):
                connection.execute(delete(table))
        connection.execute(delete(ARRIVAL).where(ARRIVAL.c.arrived <= limit.before))
        connection.execute(delete(SESSION).where(SESSION.c.started <= limit.before))
        connection.execute(delete(DEMARCHE).where(DEMARCHE.c.session.not_in(select(SESSION.c.id))))
        if connection.execute(delete(TICKET_SERIES).where(TICKET_SERIES.c.day < limit.numbers_from)).rowcount:
            connection.execute(delete(MARK).where(MARK.c.name == FLOOR))


def _is_busy(error: Exception) -> bool:
    origin = error.orig if isinstance(error, DBAPIError) else error
    return getattr(origin, "sqlite_errorcode", -1) & 0xFF in BUSY
