"""The first tables of device.sqlite."""

import sqlalchemy as sa
from alembic import op

revision = "device_1"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "identity",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("device", sa.Text, nullable=False),
        sa.CheckConstraint("id = 1"),
        sqlite_strict=True,
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sqlite_strict=True,
    )
