"""An arrival that a desk took off the queue says when, so that it is destroyed once that can be undone no longer."""

import sqlalchemy as sa
from alembic import op

revision = "day_10"
down_revision = "day_9"

_LETTERS = "length(letters) <= 3 AND letters NOT GLOB '*[^A-Z]*'"
_ARRIVAL = (
    "day, series, number, arrived, declared, letters, slip_code, theme, language, prepared, stage, called, owner, "
    "counted, leaves_by, site, by_sign, speaks"
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Rebuild it: who was taken off before, unreceived, is long gone."""
    op.drop_index("arrival_slip")
    op.rename_table("arrival", "arrival_9")
    _arrivals()
    off = "CASE WHEN stage = 'done' AND called IS NULL THEN arrived END"
    op.execute(f"INSERT INTO arrival ({_ARRIVAL}, taken_off) SELECT {_ARRIVAL}, {off} FROM arrival_9")  # noqa: S608
    op.drop_table("arrival_9")


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
        sa.Column("by_sign", sa.Integer, nullable=False),
        _text("speaks"),
        sa.Column("taken_off", sa.Text),
        sa.PrimaryKeyConstraint("day", "series", "number"),
        sa.CheckConstraint(_LETTERS),
        sa.CheckConstraint("number >= 1"),
        sa.CheckConstraint("by_sign IN (0, 1)"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    slip = sa.text("slip_code != ''")
    op.create_index("arrival_slip", "arrival", ["day", "site", "slip_code"], unique=True, sqlite_where=slip)
