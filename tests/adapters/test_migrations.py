"""A new file and a file that was upgraded step by step have the same tables."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from kiosk.adapters.database import migrations
from kiosk.adapters.database.checks import recorded_version
from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.database.migrations.upgrade import scripts_of, upgrade
from kiosk.domain.reception.arrivals import Series, Ticket
from tests.helpers.waiting_room import TUESDAY

ROOT = Path(__file__).parents[2]


def _schema(store):
    rows = store.outside("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: "".join(sql.split()) for name, sql in rows}


@pytest.mark.parametrize("file", migrations.HEADS)
def test_a_new_file_equals_one_brought_up_by_the_migrations(tmp_path, file):
    upgraded = Store(tmp_path / f"{file}.sqlite", patience_ms=200)
    with upgraded.transaction() as connection:
        assert upgrade(connection, file, None)
        assert recorded_version(connection, file) == migrations.HEADS[file]
    with open_databases(tmp_path / "new") as databases:
        expected = _schema(getattr(databases, file).store)
    assert len(expected) > 2
    assert _schema(upgraded) == expected
    upgraded.close()


@pytest.mark.parametrize("file", migrations.HEADS)
def test_the_version_known_at_start_is_the_newest_script(file):
    assert ScriptDirectory.from_config(scripts_of(file)).get_current_head() == migrations.HEADS[file]


def test_a_start_without_an_upgrade_does_not_load_alembic(tmp_path):
    program = (
        "import sys, pathlib; from kiosk.adapters.database.folders import open_databases;"
        "open_databases(pathlib.Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )
    asked = [sys.executable, "-c", program, str(tmp_path)]
    assert subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout == "False\n"


def test_what_has_no_id_of_a_source_counts_as_typed_from_now_on(tmp_path):
    store = Store(tmp_path / "day.sqlite", patience_ms=200)
    row = text(
        "INSERT INTO appointment (site, starts, minutes, motif, letters, first_visit, slip_code, agenda, source_hash) "
        "VALUES ('meaux', '2026-12-01T09:00:00.000000+00:00', 30, 'pand', 'BEN', 0, :slip, 2, :source)"
    )
    with store.transaction() as connection:
        config = scripts_of("day")
        config.attributes["connection"] = connection
        command.upgrade(config, "day_3")
        connection.execute(row, [{"slip": "1", "source": ""}, {"slip": "2", "source": "f00d"}])
        assert upgrade(connection, "day", "day_3")
    kept = store.outside("SELECT slip_code, agenda, source_hash, left_out FROM appointment ORDER BY id")
    assert kept == [("1", 0, "", "no"), ("2", 2, "f00d", "no")]
    store.close()


def test_who_came_before_the_update_is_seen_wherever_the_box_stands_and_who_comes_after_it_where_they_are(tmp_path):
    store = Store(tmp_path / "day.sqlite", patience_ms=200)
    row = text(
        "INSERT INTO arrival VALUES ('2026-11-24', 'A', 1, '2026-11-24T09:00:00.000000+00:00', NULL, 'BEN', '572005', "
        "'', 'fr', '', 'waiting', NULL, '', NULL)"
    )
    session = text("INSERT INTO assisted_session VALUES (1, 'Bureau 1', 'A', 1, '2026-11-24T09:00', 0, NULL, 1, 'fr')")
    with store.transaction() as connection:
        config = scripts_of("day")
        config.attributes["connection"] = connection
        command.upgrade(config, "day_4")
        for each in (row, session):
            connection.execute(each)
        assert upgrade(connection, "day", "day_4")
    assert store.outside("SELECT letters, slip_code, site FROM arrival") == [("BEN", "572005", "")]
    assert store.outside("SELECT desk, number, first_visit, site FROM assisted_session") == [("Bureau 1", 1, 1, "")]
    store.close()
    with open_databases(tmp_path) as databases:
        with databases.day.transaction() as records:
            after = replace(records.arrivals(TUESDAY)[0], ticket=Ticket(Series.A, 2), site="meaux")
            records.add_arrival(after, TUESDAY)
        with databases.day.reading() as records:
            assert len(records.arrivals(TUESDAY, "meaux")) == 2
            assert len(records.arrivals(TUESDAY, "fontainebleau")) == 1
