"""The centre's database, made, brought up to date and looked at by whoever keeps it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from kiosk.adapters.centre.migrations import HEAD
from kiosk.adapters.centre.tables import BINDING, DEVICE, SITE, TERRITORY
from kiosk.adapters.centre.telling import security
from kiosk.domain.figures.territories import Level, PlacedSite

_NEWEST = 15


class CentreUnusable(Exception):
    """The centre's database cannot be reached or used; the message quotes no address and no figure."""


@contextmanager
def centre(address: str, *, without_tls: bool) -> Iterator[Connection]:
    """Open the centre in one transaction, as whoever the address names. Raises CentreUnusable."""
    try:
        import psycopg
    except ImportError:
        raise CentreUnusable("psycopg is not installed here: deploy/centre/install.sh") from None

    def connect() -> Any:
        return psycopg.connect(address, connect_timeout=10, **security(without_tls=without_tls))

    engine = create_engine("postgresql+psycopg://", creator=connect, hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
        raise CentreUnusable(said[0]) from None
    finally:
        engine.dispose()


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables, the roles and their rights, or bring them to this version. Raises CentreUnusable."""
    from alembic import command
    from alembic.config import Config

    if _server(connection) < _NEWEST:
        raise CentreUnusable(f"expected PostgreSQL {_NEWEST} or later; found {_server(connection)}")
    connection.execute(text("CREATE SCHEMA IF NOT EXISTS centre"))
    found = version_of(connection)
    if found not in {None, HEAD} and not found.startswith("centre_"):
        raise CentreUnusable(f"the tables are of a version that this program does not know: {found}")
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def version_of(connection: Connection) -> str | None:
    """Return the version of the tables; None where there are none."""
    if connection.execute(text("SELECT to_regclass('centre.alembic_version')")).scalar() is None:
        return None
    return str(connection.execute(text("SELECT version_num FROM centre.alembic_version")).scalar())


def place(connection: Connection, places: Iterable[PlacedSite]) -> tuple[str, ...]:
    """Keep where sites lie, and make a role for each that has none; return the roles made.

    A role may log in once whoever keeps the centre gives it a password or a certificate: it has neither here.
    """
    made = []
    for each in places:
        _keep_territories(connection, each)
        row = {"site": each.site, "name": each.town, "territory": _key(Level.DEPARTMENT, each)}
        _keep(connection, SITE, row)
        role = f"site_{each.site}"
        if not connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}).scalar():
            # A site's id is small letters, digits and hyphens.
            connection.execute(text(f'CREATE ROLE "{role}" LOGIN IN ROLE centre_site'))
            made.append(role)
        connection.execute(insert(BINDING).on_conflict_do_nothing(), {"role": role, "site": each.site})
    return tuple(made)


def silent(connection: Connection) -> tuple[str, ...]:
    """Return the sites that never told anything."""
    told = select(DEVICE.c.site)
    return tuple(
        connection.execute(select(SITE.c.site).where(SITE.c.site.not_in(told)).order_by(SITE.c.site)).scalars()
    )


def count_sites(connection: Connection) -> int:
    """Return how many sites are known."""
    return connection.execute(select(func.count()).select_from(SITE)).scalar() or 0


def _keep_territories(connection: Connection, each: PlacedSite) -> None:
    above = None
    for level in (Level.COUNTRY, Level.REGION, Level.DEPARTMENT):
        key = _key(level, each)
        _keep(connection, TERRITORY, {"territory": key, "level": level, "name": each.within(level), "parent": above})
        above = key


def _key(level: Level, each: PlacedSite) -> str:
    return f"{level}:{each.within(level)}"


def _keep(connection: Connection, table: Any, row: dict[str, Any]) -> None:
    written = insert(table)
    (key,) = table.primary_key
    changed = {name: written.excluded[name] for name in row if name != key.name}
    connection.execute(written.on_conflict_do_update(index_elements=[key], set_=changed), row)


def _server(connection: Connection) -> int:
    return int(connection.execute(text("SELECT current_setting('server_version_num')")).scalar() or 0) // 10_000
