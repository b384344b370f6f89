"""What was typed is told from what a file brought; the desk is asked before an import takes away, and can undo it."""

import sqlalchemy as sa
from alembic import op

revision = "day_4"
down_revision = "day_3"

_LETTERS = "length(letters) <= 3 AND letters NOT GLOB '*[^A-Z]*'"
_KEPT = "id, site, starts, minutes, motif, letters, first_visit, slip_code, source_hash"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Rebuild the appointments: what has no id of a source counts as typed, for no file may take away what was."""
    op.drop_index("ix_appointment_starts")
    op.drop_index("appointment_slip")
    op.rename_table("appointment", "appointment_3")
    _appointments()
    agenda = "CASE source_hash WHEN '' THEN 0 ELSE agenda END"
    op.execute(
        f"INSERT INTO appointment ({_KEPT}, agenda, left_out) SELECT {_KEPT}, {agenda}, 'no' FROM appointment_3"  # noqa: S608
    )
    op.drop_table("appointment_3")
    op.create_table(
        "import_undo",
        sa.Column("id", sa.Integer, primary_key=True),
        _integer("is_after"),
        *_planned(),
        sa.CheckConstraint("is_after IN (0, 1)"),
        sqlite_strict=True,
    )


def _appointments() -> None:
    op.create_table("appointment", sa.Column("id", sa.Integer, primary_key=True), *_planned(), sqlite_strict=True)
    op.create_index("ix_appointment_starts", "appointment", ["starts"])
    slip = sa.text("slip_code != ''")
    op.create_index("appointment_slip", "appointment", ["slip_code"], unique=True, sqlite_where=slip)


def _planned() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        *(_text(name) for name in ("site", "starts")),
        _integer("minutes"),
        *(_text(name) for name in ("motif", "letters")),
        _integer("first_visit"),
        _text("slip_code"),
        _integer("agenda"),
        *(_text(name) for name in ("source_hash", "left_out")),
        sa.CheckConstraint(_LETTERS),
        sa.CheckConstraint("first_visit IN (0, 1)"),
        sa.CheckConstraint("agenda BETWEEN 0 AND 9"),
    )
