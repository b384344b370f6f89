"""The first tables of day.sqlite."""

import sqlalchemy as sa
from alembic import op

revision = "day_1"
down_revision = None

_LETTERS = "length(letters) <= 3 AND letters NOT GLOB '*[^A-Z]*'"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Create the tables."""
    _appointments()
    _arrivals()
    op.create_table(
        "ticket_series",
        _text("day"),
        _text("series"),
        _integer("last"),
        sa.PrimaryKeyConstraint("day", "series"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pending_count",
        _integer("batch"),
        *(_text(name) for name in ("family", "site", "period", "value")),
        _integer("n"),
        sa.PrimaryKeyConstraint("batch", "family", "site", "period", "value"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mark",
        _text("name"),
        _integer("value"),
        sa.PrimaryKeyConstraint("name"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _appointments() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("starts"),
        _integer("minutes"),
        _text("motif"),
        _text("letters"),
        _integer("first_visit"),
        _text("slip_code"),
        _integer("agenda"),
        _text("source_hash"),
        sa.CheckConstraint(_LETTERS),
        sa.CheckConstraint("first_visit IN (0, 1)"),
        sa.CheckConstraint("agenda BETWEEN 1 AND 9"),
        sqlite_strict=True,
    )
    op.create_index("ix_appointment_starts", "appointment", ["starts"])
    slip = sa.text("slip_code != ''")
    op.create_index("appointment_slip", "appointment", ["slip_code"], unique=True, sqlite_where=slip)


def _arrivals() -> None:
    op.create_table(
        "arrival",
        _text("day"),
        _text("series"),
        _integer("number"),
        _text("arrived"),
        sa.Column("declared", sa.Text),
        *(_text(name) for name in ("letters", "slip_code", "theme", "language", "prepared", "stage")),
        sa.Column("called", sa.Text),
        _text("owner"),
        sa.PrimaryKeyConstraint("day", "series", "number"),
        sa.CheckConstraint(_LETTERS),
        sa.CheckConstraint("number >= 1"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    slip = sa.text("slip_code != ''")
    op.create_index("arrival_slip", "arrival", ["day", "slip_code"], unique=True, sqlite_where=slip)
