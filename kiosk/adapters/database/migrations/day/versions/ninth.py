"""Sessions say how they were held and what held them up most, if the desk says so."""

import sqlalchemy as sa
from alembic import op

revision = "day_9"
down_revision = "day_8"

_SESSION = "id, desk, series, number, started, worked, resumed, first_visit, language, ended, site"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Rebuild them: nobody of before was asked."""
    op.rename_table("assisted_session", "assisted_session_8")
    op.create_table(
        "assisted_session",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("desk"),
        sa.Column("series", sa.Text),
        sa.Column("number", sa.Integer),
        _text("started"),
        sa.Column("worked", sa.Integer, nullable=False),
        sa.Column("resumed", sa.Text),
        sa.Column("first_visit", sa.Integer),
        _text("language"),
        sa.Column("ended", sa.Text),
        _text("site"),
        sa.Column("blocked", sa.Text),
        sa.Column("support", sa.Text),
        sqlite_strict=True,
    )
    op.execute(f"INSERT INTO assisted_session ({_SESSION}) SELECT {_SESSION} FROM assisted_session_8")  # noqa: S608
    op.drop_table("assisted_session_8")
