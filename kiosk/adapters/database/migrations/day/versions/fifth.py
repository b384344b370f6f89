"""Arrivals say before which hour somebody must leave; sessions when they ended, while that is undone, and where."""

import sqlalchemy as sa
from alembic import op

revision = "day_5"
down_revision = "day_4"

_LETTERS = "length(letters) <= 3 AND letters NOT GLOB '*[^A-Z]*'"
_ARRIVAL = (
    "day, series, number, arrived, declared, letters, slip_code, theme, language, prepared, stage, called, owner"
    ", counted"
)
_SESSION = "id, desk, series, number, started, worked, resumed, first_visit, language"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Rebuild both tables: a column that is added leaves short rows behind, and a purge compares byte for byte."""
    op.drop_index("arrival_slip")
    op.rename_table("arrival", "arrival_4")
    _arrivals()
    op.execute(f"INSERT INTO arrival ({_ARRIVAL}) SELECT {_ARRIVAL} FROM arrival_4")  # noqa: S608
    op.drop_table("arrival_4")
    op.rename_table("assisted_session", "assisted_session_4")
    _sessions()
    op.execute(f"INSERT INTO assisted_session ({_SESSION}, site) SELECT {_SESSION}, '' FROM assisted_session_4")  # noqa: S608
    op.drop_table("assisted_session_4")


def _arrivals() -> None:
    op.create_table(
        "arrival",
        _text("day"),
        _text("series"),
        sa.Column("number", sa.Integer, nullable=False),
        _text("arrived"),
        sa.Column("declared", sa.Text),
        *(_text(name) for name in ("letters", "slip_code", "theme", "language", "prepared", "stage")),
        sa.Column("called", sa.Text),
        _text("owner"),
        sa.Column("counted", sa.Text),
        sa.Column("leaves_by", sa.Text),
        sa.PrimaryKeyConstraint("day", "series", "number"),
        sa.CheckConstraint(_LETTERS),
        sa.CheckConstraint("number >= 1"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    slip = sa.text("slip_code != ''")
    op.create_index("arrival_slip", "arrival", ["day", "slip_code"], unique=True, sqlite_where=slip)


def _sessions() -> None:
    op.create_table(
        "assisted_session",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("desk"),
        sa.Column("series", sa.Text),
        sa.Column("number", sa.Integer),
        _text("started"),
        sa.Column("worked", sa.Integer, nullable=False),
        sa.Column("resumed", sa.Text),
        sa.Column("first_visit", sa.Integer),
        _text("language"),
        sa.Column("ended", sa.Text),
        _text("site"),
        sqlite_strict=True,
    )
