"""The tables of the day and of the figures, as SQLAlchemy Core sees them.

Every column is TEXT or INTEGER, because a STRICT table takes little else; `database_types` says what the text or
the integer means. The migrations build the same tables, and a test holds the two equal.
"""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from kiosk.adapters.database.types import Choice, Day, Flag, Hour, UtcTime
from kiosk.domain.figures.disclosure import Status
from kiosk.domain.figures.publication import Reason
from kiosk.domain.reception.appointments import LETTERS, LeftOut, Motif
from kiosk.domain.reception.arrivals import Series, Stage
from kiosk.domain.reception.assistance import Actor, Block, Outcome, Support


def text_column(name: str, **options: Any) -> Column[Any]:
    """Return a column of text that is never NULL."""
    return Column(name, Text, nullable=False, **options)


def _cell() -> list[Column[Any]]:
    return [text_column("family"), text_column("site"), text_column("period"), text_column("value")]


# P1 in the schema: nothing longer than three capitals can stand where letters stand.
_LETTERS = f"length(letters) <= {LETTERS} AND letters NOT GLOB '*[^A-Z]*'"
_WITHOUT_ROWID: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


def _unique_slip(table: str, columns: list[ColumnElement[Any]], shown: ColumnElement[Any]) -> Index:
    return Index(f"{table}_slip", *columns, unique=True, sqlite_where=shown != "")


DAY = MetaData()


def _planned() -> list[Any]:
    """Return the columns of an appointment. `agenda` 0 is one that was typed; what is told, a file says otherwise."""
    return [
        text_column("site"),
        Column("starts", UtcTime, nullable=False),
        Column("minutes", Integer, nullable=False),
        Column("motif", Choice(Motif), nullable=False),
        text_column("letters"),
        Column("first_visit", Flag, nullable=False),
        text_column("slip_code"),
        Column("agenda", Integer, nullable=False),
        text_column("source_hash"),
        Column("left_out", Choice(LeftOut), nullable=False),
        Column("told_starts", UtcTime),
        text_column("told_letters"),
        Column("told_motif", Choice(Motif)),
        CheckConstraint(_LETTERS),
        CheckConstraint(_LETTERS.replace("letters", "told_letters")),
        CheckConstraint("first_visit IN (0, 1)"),
        CheckConstraint("agenda BETWEEN 0 AND 9"),
    ]


APPOINTMENT = Table("appointment", DAY, Column("id", Integer, primary_key=True), *_planned(), sqlite_strict=True)
Index("ix_appointment_starts", APPOINTMENT.c.starts)
_unique_slip("appointment", [APPOINTMENT.c.slip_code], APPOINTMENT.c.slip_code)

# What takes the last import back: appointments as they were, and as it left them. Gone at closing, whatever their day.
UNDO = Table(
    "import_undo",
    DAY,
    Column("id", Integer, primary_key=True),
    Column("is_after", Flag, nullable=False),
    *_planned(),
    CheckConstraint("is_after IN (0, 1)"),
    sqlite_strict=True,
)

ARRIVAL = Table(
    "arrival",
    DAY,
    Column("day", Day, nullable=False),
    Column("series", Choice(Series), nullable=False),
    Column("number", Integer, nullable=False),
    Column("arrived", UtcTime, nullable=False),
    Column("declared", Hour),
    *(text_column(name) for name in ("letters", "slip_code", "theme", "language", "prepared")),
    Column("stage", Choice(Stage), nullable=False),
    Column("called", UtcTime),
    text_column("owner"),
    # The hour with which it counts as a person; empty until a desk called, confirmed or received it.
    Column("counted", UtcTime),
    Column("leaves_by", Hour),
    # Where the number was given; empty for one that a version before gave that day, seen wherever the box stands.
    text_column("site"),
    # Whether the call must be seen, not heard; the language somebody pointed at.
    Column("by_sign", Flag, nullable=False),
    text_column("speaks"),
    Column("taken_off", UtcTime),
    PrimaryKeyConstraint("day", "series", "number"),
    CheckConstraint(_LETTERS),
    CheckConstraint("number >= 1"),
    CheckConstraint("by_sign IN (0, 1)"),
    **_WITHOUT_ROWID,
)
# One number per slip, site and day, even if two devices read it at once.
_unique_slip("arrival", [ARRIVAL.c.day, ARRIVAL.c.site, ARRIVAL.c.slip_code], ARRIVAL.c.slip_code)

# Worked seconds before the last pause; `resumed` is empty while paused. `ended` is set while its end can be undone.
SESSION = Table(
    "assisted_session",
    DAY,
    Column("id", Integer, primary_key=True),
    text_column("desk"),
    Column("series", Choice(Series)),
    Column("number", Integer),
    Column("started", UtcTime, nullable=False),
    Column("worked", Integer, nullable=False),
    Column("resumed", UtcTime),
    Column("first_visit", Flag),
    text_column("language"),
    Column("ended", UtcTime),
    text_column("site"),
    Column("blocked", Choice(Block)),
    Column("support", Choice(Support)),
    sqlite_strict=True,
)

DEMARCHE = Table(
    "demarche",
    DAY,
    Column("session", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    text_column("guide"),
    text_column("token"),
    Column("outcome", Choice(Outcome)),
    Column("actor", Choice(Actor)),
    PrimaryKeyConstraint("session", "place"),
    **_WITHOUT_ROWID,
)

# The last number given, by day: it outlives merged and purged arrivals, so no number returns within the day.
TICKET_SERIES = Table(
    "ticket_series",
    DAY,
    Column("day", Day, nullable=False),
    Column("series", Choice(Series), nullable=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("day", "series"),
    **_WITHOUT_ROWID,
)

# Batch 0 is open; a closed batch bears its number until figures.sqlite has it.
PENDING_COUNT = Table(
    "pending_count",
    DAY,
    Column("batch", Integer, nullable=False),
    *_cell(),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("batch", "family", "site", "period", "value"),
    **_WITHOUT_ROWID,
)

# Single facts by name: the last batch closed, when a desk last spoke (microseconds since 1970, UTC), where numbers
# start after a damaged file, which day a desk closed (its ordinal), its extra opening (minutes since the first day).
MARK = Table(
    "mark",
    DAY,
    text_column("name"),
    Column("value", Integer, nullable=False),
    PrimaryKeyConstraint("name"),
    **_WITHOUT_ROWID,
)

# Marks that say which appointments of files were cancelled at the desk begin so; their value is the hour, in seconds.
CANCELLED = "cancelled:"
# The mark that says where numbers start, and where that is when a damaged file could not tell the last one given:
# nobody in the room holds one so high.
FLOOR, FRESH_NUMBERS = "numbers-from", 500

FIGURES = MetaData()

COUNTER = Table(
    "counter",
    FIGURES,
    *_cell(),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("family", "site", "period", "value"),
    **_WITHOUT_ROWID,
)

LAST_BATCH = Table(
    "last_batch",
    FIGURES,
    Column("id", Integer, primary_key=True),
    Column("batch", Integer, nullable=False),
    CheckConstraint("id = 1"),
    sqlite_strict=True,
)

# What staff added to a counter afterwards, or took from it; the counter itself never changes.
CORRECTION = Table(
    "correction",
    FIGURES,
    *_cell(),
    Column("reason", Choice(Reason), nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("family", "site", "period", "value", "reason"),
    **_WITHOUT_ROWID,
)

PUBLICATION = Table(
    "publication",
    FIGURES,
    text_column("period"),
    text_column("scope"),
    Column("threshold", Integer, nullable=False),
    Column("issued", Day, nullable=False),
    text_column("version"),
    text_column("corrections"),
    PrimaryKeyConstraint("period", "scope"),
    **_WITHOUT_ROWID,
)

# A published number, and the counters it adds up (lists parted by blanks); hidden ones have no number here either.
PUBLISHED_CELL = Table(
    "published_cell",
    FIGURES,
    text_column("period"),
    text_column("scope"),
    Column("place", Integer, nullable=False),
    *(text_column(name) for name in ("shape", "line", "heading", "family", "sites", "months", "members")),
    Column("number", Integer),
    Column("status", Choice(Status), nullable=False),
    PrimaryKeyConstraint("period", "scope", "place"),
    **_WITHOUT_ROWID,
)
