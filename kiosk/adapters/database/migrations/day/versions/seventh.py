"""What somebody changed at the desk of an imported appointment stays, beside what its file says of it."""

import sqlalchemy as sa
from alembic import op

revision = "day_7"
down_revision = "day_6"

_LETTERS = "length({0}) <= 3 AND {0} NOT GLOB '*[^A-Z]*'"
_KEPT = "id, site, starts, minutes, motif, letters, first_visit, slip_code, agenda, source_hash, left_out"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Rebuild the appointments and the way back of an import: nothing is known to have been changed."""
    op.drop_index("ix_appointment_starts")
    op.drop_index("appointment_slip")
    for table, side in (("appointment", ""), ("import_undo", ", is_after")):
        op.rename_table(table, "before")
        # Constraints are written in the order in which they are made.
        columns = [*([_integer("is_after")] if side else []), *_planned()]
        columns += [sa.CheckConstraint("is_after IN (0, 1)")] if side else []
        op.create_table(table, sa.Column("id", sa.Integer, primary_key=True), *columns, sqlite_strict=True)
        op.execute(f"INSERT INTO {table} ({_KEPT}{side}, told_letters) SELECT {_KEPT}{side}, '' FROM before")  # noqa: S608
        op.drop_table("before")
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
        sa.Column("told_starts", sa.Text),
        _text("told_letters"),
        sa.Column("told_motif", sa.Text),
        sa.CheckConstraint(_LETTERS.format("letters")),
        sa.CheckConstraint(_LETTERS.format("told_letters")),
        sa.CheckConstraint("first_visit IN (0, 1)"),
        sa.CheckConstraint("agenda BETWEEN 0 AND 9"),
    )
