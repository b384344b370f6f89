"""Appointments of files that somebody cancelled at the desk: a keyed hash each, until their hour is past."""

import hashlib
import secrets
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.adapters.database.tables import CANCELLED, MARK
from kiosk.domain.reception.appointments import TYPED, Appointment, as_told
from kiosk.domain.reception.planning import Told

_KEY = "key-of-cancelled"
_BITS = 56
_SET = upsert(MARK)
_SET = _SET.on_conflict_do_update(index_elements=["name"], set_={"value": _SET.excluded.value})


class Cancelled:
    """What an import asks inside one transaction; the key is drawn in each file anew."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, appointment: Appointment) -> None:
        """Note one that a file brought."""
        if appointment.agenda != TYPED:
            told = _told(appointment)
            # The value says when it may go: at the purge that takes its hour.
            row = {"name": _name(self._key(), told), "value": int(told[1].timestamp())}
            self._connection.execute(_SET, row)

    def forget(self, appointment: Appointment) -> None:
        """Forget one."""
        self._connection.execute(delete(MARK).where(MARK.c.name == _name(self._key(), _told(appointment))))

    def among(self, told: Iterable[Told]) -> frozenset[Told]:
        """Return those that were noted."""
        names = set(self._connection.execute(select(MARK.c.name).where(MARK.c.name.like(f"{CANCELLED}%"))).scalars())
        if not names:
            return frozenset()
        key = self._key()
        return frozenset(each for each in told if _name(key, each) in names)

    def _key(self) -> bytes:
        known = self._connection.execute(select(MARK.c.value).where(MARK.c.name == _KEY)).scalar()
        if known is None:
            known = secrets.randbits(_BITS)
            self._connection.execute(insert(MARK), {"name": _KEY, "value": known})
        return int(known).to_bytes(8, "big")


def _name(key: bytes, told: Told) -> str:
    agenda, starts, letters = told
    said = f"{agenda}|{starts.timestamp():.0f}|{letters}".encode()
    return CANCELLED + hashlib.blake2b(said, key=key, digest_size=16).hexdigest()


def _told(appointment: Appointment) -> Told:
    told = as_told(appointment)
    return (told.agenda, told.starts, told.letters)
