"""Accounts and the throttle of the PIN pads, in `device.sqlite`."""

from dataclasses import asdict

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.device_tables import LOCK, STAFF, TRIES
from kiosk.domain.reception.access import Pad, Staff, Tries


class SqliteStaff:
    """The port `StaffAccounts` on SQLite."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def staff(self) -> tuple[Staff, ...]:
        """Return the accounts, in the order they were made."""
        with self.store.transaction() as connection:
            rows = connection.execute(select(STAFF.c.label, STAFF.c.role).order_by(STAFF.c.id)).all()
        return tuple(Staff(row.label, row.role) for row in rows)

    def pin_hash(self, label: str) -> str:
        """Return the hash of an account's PIN, "" for none."""
        return self._one(select(STAFF.c.hash).where(STAFF.c.label == label))

    def of_badge(self, fingerprint: str) -> Staff | None:
        """Return the account that has this badge."""
        found = select(STAFF.c.label, STAFF.c.role).where(STAFF.c.badge == fingerprint, STAFF.c.badge != "")
        with self.store.transaction() as connection:
            row = connection.execute(found).first()
        return Staff(row.label, row.role) if row else None

    def add(self, staff: Staff, pin_hash: str) -> None:
        """Keep a new account; where another process has just kept one of this label, that one stands."""
        row = {"label": staff.label, "role": staff.role, "hash": pin_hash, "badge": ""}
        with self.store.transaction() as connection:
            connection.execute(upsert(STAFF).values(row).on_conflict_do_nothing())

    def remove(self, label: str) -> bool:
        """Forget an account."""
        with self.store.transaction() as connection:
            return connection.execute(delete(STAFF).where(STAFF.c.label == label)).rowcount > 0

    def change_pin(self, label: str, pin_hash: str) -> None:
        """Keep another PIN."""
        with self.store.transaction() as connection:
            connection.execute(update(STAFF).where(STAFF.c.label == label).values(hash=pin_hash))

    def give_badge(self, label: str, fingerprint: str) -> None:
        """Keep another badge."""
        with self.store.transaction() as connection:
            connection.execute(update(STAFF).where(STAFF.c.label == label).values(badge=fingerprint))

    def setup_hash(self) -> str:
        """Return the hash of the setup code, "" once used."""
        return self._one(select(LOCK.c.setup))

    def keep_setup(self, code_hash: str) -> None:
        """Keep the hash of a setup code."""
        with self.store.transaction() as connection:
            kept = upsert(LOCK).values(id=1, setup=code_hash)
            connection.execute(kept.on_conflict_do_update(index_elements=[LOCK.c.id], set_={"setup": code_hash}))

    def tries(self, pad: Pad) -> Tries:
        """Return the wrong PINs at a place."""
        columns = (TRIES.c.in_a_row, TRIES.c.last, TRIES.c.day_began, TRIES.c.in_the_day)
        with self.store.transaction() as connection:
            row = connection.execute(select(*columns).where(TRIES.c.pad == pad)).first()
        return Tries(*row) if row else Tries()

    def keep_tries(self, pad: Pad, tries: Tries) -> None:
        """Keep them."""
        values = asdict(tries)
        with self.store.transaction() as connection:
            kept = upsert(TRIES).values(pad=pad, **values)
            connection.execute(kept.on_conflict_do_update(index_elements=[TRIES.c.pad], set_=values))

    def _one(self, statement: object) -> str:
        with self.store.transaction() as connection:
            return str(connection.execute(statement).scalar() or "")  # type: ignore[call-overload]
