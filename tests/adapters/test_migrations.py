"""A new file and a file that was upgraded step by step have the same tables."""

import subprocess
import sys
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
