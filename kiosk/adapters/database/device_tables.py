"""The tables of `device.sqlite`: what the machine knows of itself and of who may unlock it."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Integer, MetaData, PrimaryKeyConstraint, Table

from kiosk.adapters.database.tables import text_column
from kiosk.adapters.database.types import Choice, Day, UtcTime
from kiosk.domain.machine.timekeeping import Doubt
from kiosk.domain.reception.access import Pad, Role
from kiosk.domain.reception.arrivals import Series


class DeviceEvent(StrEnum):
    """The closed catalogue of technical events: things that happen to the machine, never to a person."""

    DAY_DAMAGED = "day-damaged"
    DAY_RESCUED = "day-rescued"
    FIGURES_DAMAGED = "figures-damaged"
    FIGURES_RESCUED = "figures-rescued"
    DEVICE_DAMAGED = "device-damaged"
    DEVICE_RESCUED = "device-rescued"
    PURGE_BEGUN = "purge-begun"
    PURGED = "purged"
    PURGE_FAILED = "purge-failed"
    DAY_REPLACED = "day-replaced"
    CLOSED = "closed"
    PRINTER_STOPPED = "printer-stopped"
    PAPER_OUT = "paper-out"
    WRONG_PAPER = "wrong-paper"
    READER_HEARD = "reader-heard"


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

# Wrong PINs by place: those in a row, and those of the day that began at the first of them.
TRIES = Table(
    "pin_tries",
    DEVICE,
    Column("pad", Choice(Pad), primary_key=True, nullable=False),
    Column("in_a_row", Integer, nullable=False),
    Column("last", UtcTime),
    Column("day_began", UtcTime),
    Column("in_the_day", Integer, nullable=False),
    sqlite_strict=True,
)

# The hash of the installer's code until it is used.
LOCK = Table(
    "pin_lock",
    DEVICE,
    Column("id", Integer, primary_key=True),
    text_column("setup"),
    CheckConstraint("id = 1"),
    sqlite_strict=True,
)

# The time the kiosk keeps, and with it the last look at the clock. Spans are microseconds.
TIMEKEEPING = Table(
    "timekeeping",
    DEVICE,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    text_column("boot"),
    Column("uptime", Integer, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("seen", UtcTime, nullable=False),
    Column("doubt", Choice(Doubt)),
    Column("disowned", Integer),
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

# Keyed hashes of imported files that may still stand where somebody put them, with the day of the import.
IMPORTED_FILE = Table(
    "imported_file",
    DEVICE,
    text_column("mark", primary_key=True),
    Column("day", Day, nullable=False),
    sqlite_strict=True,
)

# What somebody said once of the columns of a sheet, by a keyed hash of its titles; places count from 0.
COLUMN_ROLE = Table(
    "column_role",
    DEVICE,
    text_column("mark"),
    text_column("role"),
    Column("place", Integer, nullable=False),
    PrimaryKeyConstraint("mark", "role"),
    sqlite_strict=True,
)
