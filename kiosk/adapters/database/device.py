"""`device.sqlite`: what the machine knows of itself and remembers of its evenings and sheets."""

import secrets
from datetime import UTC, date, datetime, time

from sqlalchemy import delete, insert, select

from kiosk.adapters.database.device_tables import EVENT, IDENTITY, DeviceEvent
from kiosk.adapters.database.purge_notes import PurgeNotes
from kiosk.adapters.database.time_kept import read_kept, write_kept
from kiosk.domain.machine.data_state import Mishap
from kiosk.domain.machine.printing import Printed
from kiosk.domain.machine.timekeeping import Kept

# What of a sheet that failed is worth telling apart at the desk.
_FAILURES = {
    DeviceEvent.PAPER_OUT: Printed.PAPER_OUT,
    DeviceEvent.WRONG_PAPER: Printed.WRONG_PAPER,
    DeviceEvent.PRINTER_STOPPED: Printed.STOPPED,
}


class SqliteDevice(PurgeNotes):
    """What the machine knows of itself: a random id and technical events, nothing about people."""

    def id(self) -> str:
        """Return this device's random id, drawn at its first use."""
        with self.store.transaction() as connection:
            known = connection.execute(select(IDENTITY.c.device)).scalar()
            if known is None:
                known = secrets.token_hex(8)
                connection.execute(insert(IDENTITY), {"id": 1, "device": known})
        return str(known)

    def kept_time(self) -> Kept | None:
        """Return the time as it was last written down."""
        with self.store.transaction() as connection:
            return read_kept(connection)

    def keep_time(self, kept: Kept) -> None:
        """Write it down."""
        with self.store.transaction() as connection:
            write_kept(connection, kept)

    def note(self, event: DeviceEvent, at: datetime) -> None:
        """Write down a technical event; `at` is aware."""
        with self.store.transaction() as connection:
            connection.execute(insert(EVENT), {"at": at, "kind": event})

    def note_sheet(self, ended: Printed, at: datetime) -> None:
        """Write down that the newest sheet failed, in place of what was known; one that is delivered leaves nothing."""
        kind = next((kind for kind, told in _FAILURES.items() if told is ended), DeviceEvent.PRINTER_STOPPED)
        with self.store.transaction() as connection:
            connection.execute(delete(EVENT).where(EVENT.c.kind.in_(_FAILURES)))
            if not ended.is_made and ended is not Printed.CANCELLED:
                connection.execute(insert(EVENT), {"at": at, "kind": kind})

    def failed_sheet(self) -> tuple[datetime, Printed] | None:
        """Return when the newest sheet failed, and how as far as it was kept."""
        return next(((at, _FAILURES[kind]) for at, kind in self.events() if kind in _FAILURES), None)

    def mishaps(self, since: datetime) -> tuple[Mishap, ...]:
        """Return what befell the files since a time, oldest first, each once."""
        known = {mishap.value for mishap in Mishap}
        found = [kind for at, kind in self.events() if at >= since and kind.value in known]
        return tuple(dict.fromkeys(Mishap(kind.value) for kind in found))

    def note_reader(self, day: date) -> None:
        """Write down that the reader read a code on a day, in place of the day before; the hour is kept nowhere."""
        if self.reader_heard() == day:
            return
        with self.store.transaction() as connection:
            connection.execute(delete(EVENT).where(EVENT.c.kind == DeviceEvent.READER_HEARD))
            at = datetime.combine(day, time.min, tzinfo=UTC)
            connection.execute(insert(EVENT), {"at": at, "kind": DeviceEvent.READER_HEARD})

    def reader_heard(self) -> date | None:
        """Return the last day on which it did."""
        return next((at.date() for at, kind in self.events() if kind is DeviceEvent.READER_HEARD), None)
