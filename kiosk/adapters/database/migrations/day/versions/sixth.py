"""Arrivals and sessions say at which site they are: one site's queue is never shown at another."""

import sqlalchemy as sa
from alembic import op

revision = "day_6"
down_revision = "day_4"

_LETTERS = "length(letters) <= 3 AND letters NOT GLOB '*[^A-Z]*'"
_ARRIVAL = (
    "day, series, number, arrived, declared, letters, slip_code, theme, language, prepared, stage, called, owner, "
    "counted"
)
_SESSION = "id, desk, series, number, started, worked, resumed, first_visit, language"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Rebuild both: what a version before noted that day has no site, and is seen wherever the box stands."""
    op.drop_index("arrival_slip")
    for table, kept, make in (("arrival", _ARRIVAL, _arrivals), ("assisted_session", _SESSION, _sessions)):
        op.rename_table(table, f"{table}_5")
        make()
        op.execute(f"INSERT INTO {table} ({kept}, site) SELECT {kept}, '' FROM {table}_5")  # noqa: S608
        op.drop_table(f"{table}_5")


def _arrivals() -> None:
    op.create_table(
        "arrival",
        *(_text(name) for name in ("day", "series")),
        _integer("number"),
        _text("arrived"),
        sa.Column("declared", sa.Text),
        *(_text(name) for name in ("letters", "slip_code", "theme", "language", "prepared", "stage")),
        sa.Column("called", sa.Text),
        _text("owner"),
        sa.Column("counted", sa.Text),
        _text("site"),
        sa.PrimaryKeyConstraint("day", "series", "number"),
        sa.CheckConstraint(_LETTERS),
        sa.CheckConstraint("number >= 1"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    slip = sa.text("slip_code != ''")
    op.create_index("arrival_slip", "arrival", ["day", "site", "slip_code"], unique=True, sqlite_where=slip)


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
        _text("site"),
        sqlite_strict=True,
    )
