"""The time the kiosk keeps."""

import sqlalchemy as sa
from alembic import op

revision = "device_3"
down_revision = "device_2"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "timekeeping",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("boot", sa.Text, nullable=False),
        sa.Column("uptime", sa.Integer, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("doubt", sa.Text),
        sa.Column("disowned", sa.Integer),
        sa.CheckConstraint("id = 1"),
        sqlite_strict=True,
    )
