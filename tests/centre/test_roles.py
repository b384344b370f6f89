"""Who may do what at the centre, tried role by role as the server sees it; and that it has no room for a day."""

import psycopg
import pytest
from sqlalchemy import create_engine, inspect

from kiosk.adapters.centre.migrations import HEAD
from kiosk.adapters.centre.migrations.versions.first import PARTS
from kiosk.adapters.centre.tables import CENTRE
from kiosk.adapters.database.tables import APPOINTMENT, ARRIVAL, DEMARCHE, SESSION
from kiosk.domain.figures.usage import FAMILIES

pytestmark = pytest.mark.system
DEVICE, DIGEST = "0123456789abcdef", "0" * 32
TABLES = (
    "total",
    "device",
    "published",
    "told",
    "frozen",
    "binding",
    "site",
    "territory",
    "alembic_version",
    "total_00",
    "device_07",
)


def tell(made, role, site, *, family="demarches", month="2026-11", value="rsa", n=3, batch=1, digest=DIGEST):
    with psycopg.connect(made.address(role), autocommit=True) as connection:
        told = (site, DEVICE, batch, digest, [family], [month], [value], [n])
        return connection.execute("SELECT centre.tell(%s, %s, %s, %s, %s, %s, %s, %s)", told).fetchone()[0]


def refused(made, role, statement) -> bool:
    try:
        made.ask(statement, role)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


def test_a_site_writes_its_own_figures_and_no_others(made):
    assert tell(made, "site_meaux", "meaux") == "kept"
    for role, site in (("site_meaux", "troyes"), ("site_troyes", "meaux")):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            tell(made, role, site, batch=2, n=99)
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): 3}


def test_a_stranger_who_takes_a_role_on_is_still_who_logged_in(made):
    """`session_user`, not the role that was set: the function is nobody's disguise."""
    with psycopg.connect(made.address("site_meaux"), autocommit=True) as connection:
        for disguise in ("centre_keeper", "centre_report", "site_troyes", "postgres"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f'SET ROLE "{disguise}"')


@pytest.mark.parametrize("role", ["site_meaux", "site_troyes"])
@pytest.mark.parametrize("table", TABLES)
def test_a_site_reads_no_table_not_even_its_own_months(made, role, table):
    tell(made, "site_meaux", "meaux")
    for act in ("SELECT * FROM {}", "DELETE FROM {}", "COPY {} TO STDOUT", "TRUNCATE {}"):
        assert refused(made, role, act.format(f"centre.{table}")), act


def test_a_site_writes_past_no_function(made):
    for statement in (
        "INSERT INTO centre.total VALUES ('meaux', '0123456789abcdef', 'visits', '2026-11', '', 1, 1)",
        "UPDATE centre.total SET n = 0",
        "INSERT INTO centre.binding VALUES ('site_meaux', 'troyes')",
        "INSERT INTO centre.total_03 SELECT * FROM centre.total",
        "ALTER TABLE centre.total DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE centre.day (letters text)",
        "CREATE FUNCTION centre.tell(text) RETURNS text LANGUAGE sql AS 'SELECT 1::text'",
    ):
        assert refused(made, "site_meaux", statement), statement


def test_the_report_reads_every_month_and_writes_nothing(made):
    made.server.ask(made.database, "DO $$ BEGIN CREATE ROLE reporter LOGIN IN ROLE centre_report; "
                    "EXCEPTION WHEN duplicate_object THEN NULL; END $$")  # fmt: skip
    tell(made, "site_meaux", "meaux")
    tell(made, "site_troyes", "troyes")
    assert made.ask("SELECT count(*), sum(n) FROM centre.total", "reporter") == [(2, 6)]
    for statement in ("UPDATE centre.total SET n = 0", "DELETE FROM centre.device", "TRUNCATE centre.published"):
        assert refused(made, "reporter", statement)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(made, "reporter", "meaux", batch=9)


def test_an_older_batch_or_another_of_the_same_number_changes_nothing(made):
    assert tell(made, "site_meaux", "meaux", batch=5, n=5) == "kept"
    assert tell(made, "site_meaux", "meaux", batch=4, n=4) == "behind"
    assert tell(made, "site_meaux", "meaux", batch=5, n=4, digest="1" * 32) == "forked"
    assert tell(made, "site_meaux", "meaux", batch=5, n=5) == "held"
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): 5}


@pytest.mark.parametrize(
    "told",
    [
        {"month": "2026-11-24 am"},
        {"month": "2026-11-24"},
        {"month": "2026-13"},
        {"value": "BEN"},
        {"value": "Benoît"},
        {"value": "a4 10:30"},
        {"family": "letters"},
        {"family": "arrival"},
    ],
    ids=str,
)
def test_a_day_an_hour_or_anybodys_letters_find_no_room(made, told):
    with pytest.raises(psycopg.errors.CheckViolation):
        tell(made, "site_meaux", "meaux", **told)
    assert made.total() == {}


def test_the_tables_have_no_column_of_a_day(made):
    kept = {column.name for table in (APPOINTMENT, ARRIVAL, SESSION, DEMARCHE) for column in table.columns}
    asked = made.ask("SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'centre'")
    assert {name for name, _ in asked} & kept == {"site", "number"}  # of visits, never of a ticket
    assert {kind for _, kind in asked} == {"text", "bigint", "date", "character varying"}
    assert {name for name, kind in asked if kind == "date"} == {"issued"}


def test_every_value_that_is_ever_counted_finds_room(made):
    """A guide, an outcome, an actor, a language, a band, a kind: the schema must not refuse what a box may hold."""
    from kiosk.contents import guides
    from kiosk.domain.figures.tables import BANDS, LANGUAGE_WORDS, SHEET_WORDS
    from kiosk.domain.reception.assistance import ACTORS, Outcome

    values = [
        *(guide.id for guide in guides()),
        *BANDS,
        *LANGUAGE_WORDS,
        *SHEET_WORDS,
        *ACTORS,
        *Outcome,
        "walk-in",
        "",
    ]
    with psycopg.connect(made.address("site_meaux"), autocommit=True) as connection:
        many = len(values)
        told = (
            "meaux",
            DEVICE,
            1,
            DIGEST,
            ["demarches"] * many,
            ["2026-11"] * many,
            [str(v) for v in values],
            [1] * many,
        )
        connection.execute("SELECT centre.tell(%s, %s, %s, %s, %s, %s, %s, %s)", told)
        for batch, family in enumerate((name for name, family in FAMILIES.items() if not family.is_together), 2):
            told = ("meaux", DEVICE, batch, DIGEST, [family], ["2026-12"], [""], [1])
            assert connection.execute("SELECT centre.tell(%s, %s, %s, %s, %s, %s, %s, %s)", told).fetchone() == (
                "kept",
            )


def test_the_tables_that_the_program_knows_are_those_that_the_migrations_make(made):
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(made.address()))
    found = inspect(engine)
    for table in CENTRE.sorted_tables:
        columns = found.get_columns(table.name, schema="centre")
        assert {c["name"]: (str(c["type"]), c["nullable"]) for c in columns} == {
            c.name: (str(c.type), bool(c.nullable)) for c in table.columns
        }
        key = found.get_pk_constraint(table.name, schema="centre")["constrained_columns"]
        assert key == [column.name for column in table.primary_key]
    engine.dispose()
    assert made.ask("SELECT version_num FROM centre.alembic_version") == [(HEAD,)]


def test_rows_are_shared_out_by_site(made):
    asked = made.ask(
        "SELECT relname, pg_get_partkeydef(oid), (SELECT count(*) FROM pg_inherits WHERE inhparent = c.oid) "
        "FROM pg_class c WHERE relkind = 'p' ORDER BY 1"
    )
    assert asked == [(name, "HASH (site)", PARTS) for name in ("device", "published", "told", "total")]
    plan = made.ask("EXPLAIN SELECT * FROM centre.total WHERE site = 'meaux'")
    assert sum(line.count("total_") for (line,) in plan) >= 1
    assert len({line.split("total_")[1][:2] for (line,) in plan if " on total_" in line}) == 1
