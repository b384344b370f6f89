"""Runs alembic on an open connection, inside the caller's transaction."""

from pathlib import Path

from alembic import command, context
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection


def upgrade(connection: Connection, file: str) -> bool:
    """Bring one file ("day", "figures", "device") to its newest revision; False when its revision is unknown here."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / file).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        return False
    return True


def run() -> None:
    """Run the scripts that alembic chose; each file's `env.py` is this one call."""
    context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
    context.run_migrations()
