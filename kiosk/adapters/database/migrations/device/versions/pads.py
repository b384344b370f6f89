"""Each place where a PIN is tried has tries of its own."""

import sqlalchemy as sa
from alembic import op

revision = "device_4"
down_revision = "device_3"


def upgrade() -> None:
    """Create the tries of each pad; the wrong PINs of the one pad there was stand against both that it was."""
    op.create_table(
        "pin_tries",
        sa.Column("pad", sa.Text, primary_key=True, nullable=False),
        sa.Column("in_a_row", sa.Integer, nullable=False),
        sa.Column("last", sa.Text),
        sa.Column("day_began", sa.Text),
        sa.Column("in_the_day", sa.Integer, nullable=False),
        sqlite_strict=True,
    )
    for pad in ("kiosk", "desk"):
        op.execute(
            "INSERT INTO pin_tries SELECT '" + pad + "', errors, last_error, last_error, errors FROM pin_lock"  # noqa: S608
        )
    op.execute("ALTER TABLE pin_lock DROP COLUMN errors")
    op.execute("ALTER TABLE pin_lock DROP COLUMN last_error")
