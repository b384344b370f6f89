"""Arrivals and sessions say at which site they are: one site's queue is never shown at another."""

import sqlalchemy as sa
from alembic import op

revision = "day_6"
down_revision = "day_5"

_LETTERS = "length(letters) <= 3 AND letters NOT GLOB '*[^A-Z]*'"
_ARRIVAL = (
    "day, series, number, arrived, declared, letters, slip_code, theme, language, prepared, stage, called, owner, "
    "counted, leaves_by"
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Rebuild it: what a version before noted that day has no site, and is seen wherever the box stands."""
    op.drop_index("arrival_slip")
    op.rename_table("arrival", "arrival_5")
    _arrivals()
    op.execute(f"INSERT INTO arrival ({_ARRIVAL}, site) SELECT {_ARRIVAL}, '' FROM arrival_5")  # noqa: S608
    op.drop_table("arrival_5")


def _arrivals() -> None:
    op.create_table(
        "arrival",
        *(_text(name) for name in ("day", "series")),
        sa.Column("number", sa.Integer, nullable=False),
        _text("arrived"),
        sa.Column("declared", sa.Text),
        *(_text(name) for name in ("letters", "slip_code", "theme", "language", "prepared", "stage")),
        sa.Column("called", sa.Text),
        _text("owner"),
        sa.Column("counted", sa.Text),
        sa.Column("leaves_by", sa.Text),
        _text("site"),
        sa.PrimaryKeyConstraint("day", "series", "number"),
        sa.CheckConstraint(_LETTERS),
        sa.CheckConstraint("number >= 1"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    slip = sa.text("slip_code != ''")
    op.create_index("arrival_slip", "arrival", ["day", "site", "slip_code"], unique=True, sqlite_where=slip)
