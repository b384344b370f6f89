"""Appointments name their site; sessions at the desk have tables."""

import sqlalchemy as sa
from alembic import op

revision = "day_2"
down_revision = "day_1"

_LETTERS = "length(letters) <= 3 AND letters NOT GLOB '*[^A-Z]*'"
_KEPT = "id, starts, minutes, motif, letters, first_visit, slip_code, agenda, source_hash"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Rebuild the appointments with their site, create the sessions."""
    op.drop_index("ix_appointment_starts")
    op.drop_index("appointment_slip")
    op.rename_table("appointment", "appointment_1")
    _appointments()
    op.execute(f"INSERT INTO appointment ({_KEPT}, site) SELECT {_KEPT}, '' FROM appointment_1")  # noqa: S608
    op.drop_table("appointment_1")
    _sessions()


def _appointments() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("site"),
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


def _sessions() -> None:
    op.create_table(
        "assisted_session",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("desk"),
        sa.Column("series", sa.Text),
        sa.Column("number", sa.Integer),
        _text("started"),
        _integer("worked"),
        sa.Column("resumed", sa.Text),
        sa.Column("first_visit", sa.Integer),
        _text("language"),
        sqlite_strict=True,
    )
    op.create_table(
        "demarche",
        _integer("session"),
        _integer("place"),
        _text("guide"),
        _text("token"),
        sa.Column("outcome", sa.Text),
        sa.Column("actor", sa.Text),
        sa.PrimaryKeyConstraint("session", "place"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
