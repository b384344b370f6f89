"""Files that were imported and may still stand, and what somebody said of the columns of a sheet."""

import sqlalchemy as sa
from alembic import op

revision = "device_7"
down_revision = "device_5"


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "imported_file",
        sa.Column("mark", sa.Text, primary_key=True, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "column_role",
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("mark", "role"),
        sqlite_strict=True,
    )
