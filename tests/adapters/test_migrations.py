"""A new file and a file that was upgraded step by step have the same tables."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

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
    command = [sys.executable, "-c", program, str(tmp_path)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout == "False\n"
