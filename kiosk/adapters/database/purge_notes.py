"""How the machine remembers its purges: in `device.sqlite`, and in a file beside it should that one be the trouble."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete, insert, select

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.device_tables import EVENT, DeviceEvent
from kiosk.adapters.machine.private_files import settle, write_private

MARKER = "purge.begun"
_UNDER_WAY = (DeviceEvent.PURGE_BEGUN, DeviceEvent.PURGE_FAILED)
_ENDS = (*_UNDER_WAY, DeviceEvent.PURGED)


class PurgeNotes:
    """The port `PurgeLog`. A purge that began counts as failed until both places say that it held."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._marker = store.path.with_name(MARKER)
        self._not_held: datetime | None = None
        self._is_replaced = False

    def begin_purge(self, before: datetime) -> datetime:
        """Write down how far a purge is to reach, wherever that can be written; never raises.

        What an earlier one that never held was to destroy is to be destroyed too.
        """
        before = max([before, *self._unfinished()])
        self._not_held = before
        with contextlib.suppress(Exception):
            write_private(self._marker, before.isoformat().encode())
            settle(self._marker.parent)
        with contextlib.suppress(Exception):
            self._replace(before, DeviceEvent.PURGE_BEGUN, DeviceEvent.PURGE_FAILED)
        return before

    def note_replacement(self, at: datetime) -> None:
        """Write down, wherever that can be written, that a purge replaced the day's file; never raises."""
        self._is_replaced = True
        with contextlib.suppress(Exception):
            self._replace(at, DeviceEvent.DAY_REPLACED)

    def end_purge(self, at: datetime, *, closing: bool) -> None:
        """Write down that the purge holds; until this returns it counts as failed. Raises where it cannot be written.

        A file that this try replaced, or one before that failed, was replaced at the time of its end. Only the newest
        of a kind is kept, for they come every day for years.
        """
        is_replaced = self._is_replaced or self._was_replaced_since_one_held()
        if closing:
            self._replace(at, DeviceEvent.CLOSED)
        if is_replaced:
            self._replace(at, DeviceEvent.DAY_REPLACED)
        self._replace(at, DeviceEvent.PURGED, *_UNDER_WAY)
        self._marker.unlink(missing_ok=True)
        settle(self._marker.parent)
        self._not_held, self._is_replaced = None, False

    def last_purge(self) -> datetime | None:
        """Return when one last held."""
        return self._last(DeviceEvent.PURGED)

    def last_closing(self) -> datetime | None:
        """Return when a day was last closed."""
        return self._last(DeviceEvent.CLOSED)

    def last_replacement(self) -> datetime | None:
        """Return when the day's file last had to be replaced for a purge to hold."""
        return self._last(DeviceEvent.DAY_REPLACED)

    def purge_failed(self) -> bool:
        """Say whether the newest one failed, is not known to hold, or cannot be asked for."""
        try:
            ends = [kind for _, kind in self.events() if kind in _ENDS]
            is_marked = self._marker.exists()
        except Exception:
            return True
        return self._not_held is not None or is_marked or bool(ends and ends[-1] in _UNDER_WAY)

    @contextlib.contextmanager
    def under_way(self) -> Iterator[None]:
        """Share a lock of the folder itself while a purge is under way: it ends with its process, leaves no file."""
        with self._folder() as folder:
            # Whoever looks holds the lock for a moment only; a file system without locks says nothing, as before.
            with contextlib.suppress(OSError):
                fcntl.flock(folder, fcntl.LOCK_SH)
            yield

    def is_under_way(self) -> bool:
        """Say whether some process of the folder is at a purge now."""
        with self._folder() as folder:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            except OSError:
                return False
        return False

    @contextlib.contextmanager
    def _folder(self) -> Iterator[int]:
        """Open the folder; -1, which no lock takes, where it cannot be opened."""
        folder = -1
        with contextlib.suppress(OSError):
            folder = os.open(self._marker.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            yield folder
        finally:
            if folder >= 0:
                os.close(folder)

    def events(self) -> tuple[tuple[datetime, DeviceEvent], ...]:
        """Return every event, oldest first."""
        with self.store.transaction() as connection:
            rows = connection.execute(select(EVENT.c.at, EVENT.c.kind).order_by(EVENT.c.id)).all()
        return tuple((row.at, row.kind) for row in rows)

    def _was_replaced_since_one_held(self) -> bool:
        kinds = [kind for _, kind in self.events() if kind in {DeviceEvent.DAY_REPLACED, DeviceEvent.PURGED}]
        return kinds[-1:] == [DeviceEvent.DAY_REPLACED]

    def _unfinished(self) -> Iterator[datetime]:
        """Yield how far purges that never held were to reach, wherever that stands."""
        if self._not_held is not None:
            yield self._not_held
        with contextlib.suppress(OSError, ValueError):
            yield datetime.fromisoformat(self._marker.read_text("ascii"))
        with contextlib.suppress(Exception):
            yield from (at for at, kind in self.events() if kind in _UNDER_WAY)

    def _last(self, wanted: DeviceEvent) -> datetime | None:
        return next((at for at, kind in reversed(self.events()) if kind is wanted), None)

    def _replace(self, at: datetime, kind: DeviceEvent, *others: DeviceEvent) -> None:
        with self.store.transaction() as connection:
            connection.execute(delete(EVENT).where(EVENT.c.kind.in_((kind, *others))))
            connection.execute(insert(EVENT), {"at": at, "kind": kind})
