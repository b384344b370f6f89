"""The first tables of figures.sqlite."""

import sqlalchemy as sa
from alembic import op

revision = "figures_1"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "counter",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("family", "site", "period", "value")),
        sa.Column("n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("family", "site", "period", "value"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "last_batch",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.CheckConstraint("id = 1"),
        sqlite_strict=True,
    )
