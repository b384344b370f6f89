"""The tables of `device.sqlite`: what the machine knows of itself and of who may unlock it."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Integer, MetaData, PrimaryKeyConstraint, Table

from kiosk.adapters.database_tables import text_column
from kiosk.adapters.database_types import Choice, Day, UtcTime
from kiosk.domain.access import Role
from kiosk.domain.arrivals import Series


class DeviceEvent(StrEnum):
    """The closed catalogue of technical events: things that happen to the machine, never to a person."""

    STARTED = "started"
    DAY_DAMAGED = "day-damaged"
    DAY_RESCUED = "day-rescued"
    FIGURES_DAMAGED = "figures-damaged"
    FIGURES_RESCUED = "figures-rescued"
    DEVICE_DAMAGED = "device-damaged"
    DEVICE_RESCUED = "device-rescued"
    PURGED = "purged"
    PURGE_FAILED = "purge-failed"
    PRINTER_STOPPED = "printer-stopped"
    PAPER_OUT = "paper-out"


DEVICE = MetaData()

IDENTITY = Table(
    "identity",
    DEVICE,
    Column("id", Integer, primary_key=True),
    text_column("device"),
    CheckConstraint("id = 1"),
    sqlite_strict=True,
)

EVENT = Table(
    "event",
    DEVICE,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("kind", Choice(DeviceEvent), nullable=False),
    sqlite_strict=True,
)

STAFF = Table(
    "staff",
    DEVICE,
    Column("id", Integer, primary_key=True),
    text_column("label", unique=True),
    Column("role", Choice(Role), nullable=False),
    text_column("hash"),
    text_column("badge"),
    sqlite_strict=True,
)

# Wrong PINs in a row, and the hash of the installer's code until it is used.
LOCK = Table(
    "pin_lock",
    DEVICE,
    Column("id", Integer, primary_key=True),
    Column("errors", Integer, nullable=False),
    Column("last_error", UtcTime),
    text_column("setup"),
    CheckConstraint("id = 1"),
    sqlite_strict=True,
)

# The last number given, a second time: a day's file that is lost, or put back as it was, gives none of them again.
ROOM_NUMBER = Table(
    "room_number",
    DEVICE,
    Column("day", Day, nullable=False),
    Column("series", Choice(Series), nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("day", "series"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Which of the other files were made here once: one that is gone since is a loss, not a first start.
MADE = Table("made", DEVICE, text_column("file", primary_key=True), sqlite_strict=True)
