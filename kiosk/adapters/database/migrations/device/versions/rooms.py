"""The last number given, and which files were made here."""

import sqlalchemy as sa
from alembic import op

revision = "device_5"
down_revision = "device_4"


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "room_number",
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "series"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table("made", sa.Column("file", sa.Text, primary_key=True, nullable=False), sqlite_strict=True)
