"""Accounts and the throttle of the PIN pad, in `device.sqlite`."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.adapters.database_connections import Store
from kiosk.adapters.database_device import LOCK, STAFF
from kiosk.domain.access import Staff


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
        self._set(setup=code_hash)

    def errors(self) -> tuple[int, datetime | None]:
        """Return the wrong PINs in a row, and when the last one was typed."""
        with self.store.transaction() as connection:
            row = connection.execute(select(LOCK.c.errors, LOCK.c.last_error)).first()
        return (row.errors, row.last_error) if row else (0, None)

    def note_error(self, at: datetime) -> None:
        """Count one more."""
        self._set(errors=func.coalesce(select(LOCK.c.errors).scalar_subquery(), 0) + 1, last_error=at)

    def forget_errors(self) -> None:
        """Count from nothing again."""
        self._set(errors=0, last_error=None)

    def _set(self, **values: object) -> None:
        with self.store.transaction() as connection:
            connection.execute(upsert(LOCK).values(id=1, errors=0, setup="").on_conflict_do_nothing())
            connection.execute(update(LOCK).values(**values))

    def _one(self, statement: object) -> str:
        with self.store.transaction() as connection:
            return str(connection.execute(statement).scalar() or "")  # type: ignore[call-overload]
