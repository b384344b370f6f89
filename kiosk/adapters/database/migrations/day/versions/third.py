"""Arrivals say whether they were counted as a person, and with which hour."""

import sqlalchemy as sa
from alembic import op

revision = "day_3"
down_revision = "day_2"

_LETTERS = "length(letters) <= 3 AND letters NOT GLOB '*[^A-Z]*'"
_KEPT = "day, series, number, arrived, declared, letters, slip_code, theme, language, prepared, stage, called, owner"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Rebuild the arrivals with the mark: until now each was counted when it was noted.

    Rebuilt, not altered: a column that is added leaves short rows behind, and a purge compares the file byte for byte.
    """
    op.drop_index("arrival_slip")
    op.rename_table("arrival", "arrival_2")
    _arrivals()
    op.execute(f"INSERT INTO arrival ({_KEPT}, counted) SELECT {_KEPT}, arrived FROM arrival_2")  # noqa: S608
    op.drop_table("arrival_2")


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
        sa.PrimaryKeyConstraint("day", "series", "number"),
        sa.CheckConstraint(_LETTERS),
        sa.CheckConstraint("number >= 1"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    slip = sa.text("slip_code != ''")
    op.create_index("arrival_slip", "arrival", ["day", "slip_code"], unique=True, sqlite_where=slip)
