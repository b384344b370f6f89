"""Staff accounts and the PIN pad's throttle."""

import sqlalchemy as sa
from alembic import op

revision = "device_2"
down_revision = "device_1"


def _text(name: str, *, unique: bool | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, unique=unique)


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("label", unique=True),
        _text("role"),
        _text("hash"),
        _text("badge"),
        sqlite_strict=True,
    )
    op.create_table(
        "pin_lock",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("last_error", sa.Text),
        _text("setup"),
        sa.CheckConstraint("id = 1"),
        sqlite_strict=True,
    )
