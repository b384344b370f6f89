"""The first tables of the centre, who may do what with them, and the two functions through which a site speaks."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "centre_1"
down_revision = None

PARTS = 16
_FAMILIES = (
    "arrivals", "guides-opened", "guides-finished", "demarches", "outcomes", "actors", "sheets", "languages", "waiting",
    "new-people", "visits",
)  # fmt: skip
_SHAPES = ("total", "partner", "theme", "guide", "outcome", "actor", "waiting", "language", "sheet", "alone")
_SHARED_OUT: dict[str, Any] = {"schema": "centre", "postgresql_partition_by": "HASH (site)"}
# The schema's own walls: no day, no half-day, no capital letter of anybody, no sentence.
_PLAIN = "'^[a-z0-9-]{2,40}$'"
_WALLS = {
    "total": (
        "month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'", "value ~ '^[a-z0-9+-]{0,60}$'", f"site ~ {_PLAIN}",
        f"family IN ({', '.join(repr(name) for name in _FAMILIES)})", "abs(n) < 1099511627776",
    ),
    "device": (f"site ~ {_PLAIN}", "device ~ '^[0-9a-f]{16}$'", "digest ~ '^[0-9a-f]{32}$'", "batch >= 0"),
    "published": (
        "period ~ '^[0-9]{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$'", f"scope ~ {_PLAIN}", f"site ~ {_PLAIN}",
        "version ~ '^[0-9A-Za-z.+-]{1,40}$'", "device ~ '^[0-9a-f]{16}$'", "threshold BETWEEN 1 AND 1000",
    ),
    "told": (
        "period ~ '^[0-9]{4}-Q[1-4]$'", f"site ~ {_PLAIN}", "device ~ '^[0-9a-f]{16}$'",
        f"shape IN ({', '.join(repr(name) for name in _SHAPES)})", "line ~ '^[a-z0-9+-]{1,60}$'",
        "heading ~ '^[a-z]{1,20}$'", "members ~ '^[a-z0-9+,-]*$'", "length(members) <= 8000",
        "status IN ('', 'small', 'masked', 'merged', 'least')",
    ),
}  # fmt: skip
# A row of this month changes every evening: with room beside it, it stays on its page.
_FULL = {"total": 80, "device": 80, "published": 100, "told": 100}
# Nobody logs in as these three. The keeper alone writes, for the role that called, and row by row for its sites alone.
_ROLES = ("centre_keeper", "centre_site", "centre_report")
_OWN = "site IN (SELECT b.site FROM centre.binding b WHERE b.role = session_user)"

_TELL = """
CREATE FUNCTION centre.tell(
    of_site text, of_device text, of_batch bigint, of_digest text,
    families text[], months text[], members text[], numbers bigint[]
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE held record;
BEGIN
    INSERT INTO centre.device AS d (site, device, batch, digest) VALUES (of_site, of_device, of_batch, of_digest)
    ON CONFLICT (site, device) DO UPDATE SET batch = excluded.batch, digest = excluded.digest
    WHERE d.batch < excluded.batch;
    IF NOT FOUND THEN
        SELECT d.batch, d.digest INTO held FROM centre.device d WHERE d.site = of_site AND d.device = of_device;
        RETURN CASE WHEN held.batch > of_batch THEN 'behind' WHEN held.digest = of_digest THEN 'held'
               ELSE 'forked' END;
    END IF;
    INSERT INTO centre.total AS t (site, device, family, month, value, n, batch)
    SELECT of_site, of_device, told.family, told.month, told.value, told.n, of_batch
    FROM unnest(families, months, members, numbers) AS told(family, month, value, n)
    ON CONFLICT (site, device, family, month, value) DO UPDATE SET n = excluded.n, batch = excluded.batch
    WHERE t.batch < excluded.batch AND t.n <> excluded.n;
    RETURN 'kept';
END $$
"""
_NAME_REPORT = """
CREATE FUNCTION centre.name_report(
    of_site text, of_device text, of_period text, of_scope text, of_day date, of_version text, of_threshold bigint,
    shapes text[], lines text[], headings text[], members text[], numbers bigint[], statuses text[]
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO centre.published (site, device, period, scope, issued, version, threshold)
    VALUES (of_site, of_device, of_period, of_scope, of_day, of_version, of_threshold)
    ON CONFLICT (site, device, period, scope) DO NOTHING;
    IF FOUND THEN
        INSERT INTO centre.told (site, device, period, shape, line, heading, members, number, status)
        SELECT of_site, of_device, of_period, cell.*
        FROM unnest(shapes, lines, headings, members, numbers, statuses) AS cell;
    END IF;
END $$
"""
_NAMED = """
CREATE FUNCTION centre.named(of_site text, of_device text) RETURNS TABLE (period text, scope text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.period, p.scope FROM centre.published p WHERE p.site = of_site AND p.device = of_device
$$
"""
_MY_SITES = """
CREATE FUNCTION centre.my_sites() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT b.site FROM centre.binding b WHERE b.role = session_user
$$
"""


def upgrade() -> None:
    """Create the tables, their parts, the roles, the rules of rows, and the functions."""
    _create_places()
    _create_shared_out()
    for role in _ROLES:
        op.execute(f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    for statement in (_TELL, _NAME_REPORT, _NAMED, _MY_SITES):
        op.execute(statement)
    _give_rights()


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _create_places() -> None:
    op.create_table(
        "territory",
        sa.Column("territory", sa.Text, primary_key=True),
        *_texts("level", "name"),
        sa.Column("parent", sa.Text, sa.ForeignKey("centre.territory.territory")),
        sa.CheckConstraint("level IN ('country', 'region', 'department')"),
        schema="centre",
    )
    op.create_table(
        "site",
        sa.Column("site", sa.Text, primary_key=True),
        *_texts("name"),
        sa.Column("territory", sa.Text, sa.ForeignKey("centre.territory.territory"), nullable=False),
        schema="centre",
    )
    op.create_table(
        "frozen", *_texts("territory", "period", "line"), sa.Column("number", sa.BigInteger), *_texts("status"),
        sa.Column("issued", sa.Date, nullable=False), sa.PrimaryKeyConstraint("territory", "period", "line"),
        schema="centre",
    )  # fmt: skip
    op.create_table("binding", *_texts("role", "site"), sa.PrimaryKeyConstraint("role", "site"), schema="centre")


def _create_shared_out() -> None:
    numbers = {name: sa.Column(name, sa.BigInteger, nullable=False) for name in ("n", "batch")}
    op.create_table(
        "device", *_texts("site", "device"), sa.Column("batch", sa.BigInteger, nullable=False), *_texts("digest"),
        sa.PrimaryKeyConstraint("site", "device"), *_walls("device"), **_SHARED_OUT,
    )  # fmt: skip
    op.create_table(
        "total", *_texts("site", "device", "family", "month", "value"), *numbers.values(),
        sa.PrimaryKeyConstraint("site", "device", "family", "month", "value"), *_walls("total"), **_SHARED_OUT,
    )  # fmt: skip
    op.create_table(
        "published", *_texts("site", "device", "period", "scope", "version"),
        sa.Column("issued", sa.Date, nullable=False), sa.Column("threshold", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("site", "device", "period", "scope"), *_walls("published"), **_SHARED_OUT,
    )  # fmt: skip
    op.create_table(
        "told", *_texts("site", "device", "period", "shape", "line", "heading", "members"),
        sa.Column("number", sa.BigInteger), *_texts("status"),
        sa.PrimaryKeyConstraint("site", "device", "period", "shape", "line", "heading"), *_walls("told"), **_SHARED_OUT,
    )  # fmt: skip
    for table in _WALLS:
        for part in range(PARTS):
            op.execute(
                f"CREATE TABLE centre.{table}_{part:02} PARTITION OF centre.{table} "
                f"FOR VALUES WITH (MODULUS {PARTS}, REMAINDER {part}) WITH (fillfactor = {_FULL[table]})"
            )


def _walls(table: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(wall) for wall in _WALLS[table]]


def _give_rights() -> None:
    op.execute("GRANT USAGE ON SCHEMA centre TO centre_keeper, centre_site, centre_report")
    op.execute("GRANT SELECT ON centre.binding TO centre_keeper")
    op.execute("GRANT SELECT ON ALL TABLES IN SCHEMA centre TO centre_report")
    op.execute("GRANT INSERT ON centre.frozen TO centre_report")
    for table in _WALLS:
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON centre.{table} TO centre_keeper")
        op.execute(f"ALTER TABLE centre.{table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE centre.{table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own ON centre.{table} TO centre_keeper USING ({_OWN}) WITH CHECK ({_OWN})")
        op.execute(f"CREATE POLICY whole ON centre.{table} FOR SELECT TO centre_report USING (true)")
    for function in (
        "tell(text, text, bigint, text, text[], text[], text[], bigint[])",
        "name_report(text, text, text, text, date, text, bigint, text[], text[], text[], text[], bigint[], text[])",
        "named(text, text)",
        "my_sites()",
    ):
        op.execute(f"ALTER FUNCTION centre.{function} OWNER TO centre_keeper")
        op.execute(f"REVOKE ALL ON FUNCTION centre.{function} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION centre.{function} TO centre_site")
