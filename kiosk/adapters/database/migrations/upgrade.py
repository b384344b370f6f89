"""Runs alembic on an open connection, inside the caller's transaction."""

from pathlib import Path

from alembic import command, context
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def upgrade(connection: Connection, file: str, recorded: str | None) -> bool:
    """Bring one file ("day", "figures", "device") to its newest revision; False when its revision is unknown here."""
    config = scripts_of(file)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if recorded is not None and recorded not in known:
        return False
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return True


def scripts_of(file: str) -> Config:
    """Tell alembic where the revisions of one file are."""
    config = Config()
    # A percent sign would be read as the start of a variable.
    config.set_main_option("script_location", str(Path(__file__).parent / file).replace("%", "%%"))
    return config


def run() -> None:
    """Run the scripts that alembic chose; each file's `env.py` is this one call."""
    context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
    context.run_migrations()
