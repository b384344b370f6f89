"""The tables of the centre, as SQLAlchemy Core sees them: whole months, devices, names of reports; never a day.

The migrations build the same tables, and a test holds the two equal.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

CENTRE = MetaData(schema="centre")
# `site` is the column by which rows are shared out: the same tables spread over machines (Citus), which was not tried.
SHARED_OUT: dict[str, Any] = {"postgresql_partition_by": "HASH (site)"}


def _text(name: str, *more: Any) -> Column[Any]:
    return Column(name, Text, *more, nullable=False)


def _number(name: str) -> Column[Any]:
    return Column(name, BigInteger, nullable=False)


TERRITORY = Table(
    "territory",
    CENTRE,
    Column("territory", Text, primary_key=True),
    _text("level"),
    _text("name"),
    Column("parent", Text, ForeignKey("centre.territory.territory")),
    CheckConstraint("level IN ('country', 'region', 'department')"),
)

SITE = Table(
    "site",
    CENTRE,
    Column("site", Text, primary_key=True),
    _text("name"),
    _text("territory", ForeignKey("centre.territory.territory")),
)

# Which sites a role may speak for: one, but for a box that served two.
BINDING = Table("binding", CENTRE, _text("role"), _text("site"), PrimaryKeyConstraint("role", "site"))

DEVICE = Table(
    "device",
    CENTRE,
    _text("site"),
    _text("device"),
    _number("batch"),
    _text("digest"),
    PrimaryKeyConstraint("site", "device"),
    **SHARED_OUT,
)

TOTAL = Table(
    "total",
    CENTRE,
    *(_text(name) for name in ("site", "device", "family", "month", "value")),
    _number("n"),
    _number("batch"),
    PrimaryKeyConstraint("site", "device", "family", "month", "value"),
    **SHARED_OUT,
)

PUBLISHED = Table(
    "published",
    CENTRE,
    *(_text(name) for name in ("site", "device", "period", "scope", "version")),
    Column("issued", Date, nullable=False),
    _number("threshold"),
    PrimaryKeyConstraint("site", "device", "period", "scope"),
    **SHARED_OUT,
)

# What a site published of a quarter, as anybody may read it: hidden numbers are not here either.
TOLD = Table(
    "told",
    CENTRE,
    *(_text(name) for name in ("site", "device", "period", "shape", "line", "heading", "members")),
    Column("number", BigInteger),
    _text("status"),
    PrimaryKeyConstraint("site", "device", "period", "shape", "line", "heading"),
    **SHARED_OUT,
)

# What the centre published of a department, once and for good.
FROZEN = Table(
    "frozen",
    CENTRE,
    *(_text(name) for name in ("territory", "period", "line")),
    Column("number", BigInteger),
    _text("status"),
    Column("issued", Date, nullable=False),
    PrimaryKeyConstraint("territory", "period", "line"),
)
