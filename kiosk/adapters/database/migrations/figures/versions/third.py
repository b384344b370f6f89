"""Counts are told to a centre under the name of the device that counted them."""

import sqlalchemy as sa
from alembic import op

revision = "figures_3"
down_revision = "figures_2"


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Create the device's name, and what others counted before."""
    op.create_table(
        "line",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("device", "place"),
        _integer("corrections"),
        sa.CheckConstraint("id = 1"),
        sqlite_strict=True,
    )
    op.create_table(
        "earlier",
        *_texts("device"),
        _integer("batch"),
        *_texts("family", "site", "period", "value"),
        _integer("n"),
        sa.PrimaryKeyConstraint("device", "family", "site", "period", "value"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
