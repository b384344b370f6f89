"""Counts can be corrected; what was published is kept."""

import sqlalchemy as sa
from alembic import op

revision = "figures_2"
down_revision = "figures_1"


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Create the corrections and the publications."""
    op.create_table(
        "correction",
        *_texts("family", "site", "period", "value", "reason"),
        _integer("n"),
        sa.PrimaryKeyConstraint("family", "site", "period", "value", "reason"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publication",
        *_texts("period", "scope"),
        _integer("threshold"),
        *_texts("issued", "version", "corrections"),
        sa.PrimaryKeyConstraint("period", "scope"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "published_cell",
        *_texts("period", "scope"),
        _integer("place"),
        *_texts("shape", "line", "heading", "family", "sites", "months", "members"),
        sa.Column("number", sa.Integer),
        *_texts("status"),
        sa.PrimaryKeyConstraint("period", "scope", "place"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
