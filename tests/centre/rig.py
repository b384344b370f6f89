"""A real PostgreSQL of the tests' own: a folder, a socket and a port that nobody else knows, gone when they end."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from kiosk.adapters.centre import telling
from kiosk.adapters.centre.schema import bring_up_to_date, centre, place
from kiosk.domain.figures.territories import PlacedSite

PLACES = (
    PlacedSite("meaux", "Meaux", "Seine-et-Marne", "Île-de-France", "France"),
    PlacedSite("fontainebleau", "Fontainebleau", "Seine-et-Marne", "Île-de-France", "France"),
    PlacedSite("la-rochette", "La Rochette", "Seine-et-Marne", "Île-de-France", "France"),
    PlacedSite("troyes", "Troyes", "Aube", "Grand Est", "France"),
)
# PostgreSQL refuses to be run by root.
_AS = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
SETTINGS = """
fsync = off
full_page_writes = off
listen_addresses = '127.0.0.1'
ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
"""
_WAYS_IN = "local all all trust\nlocal replication all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n"


def in_memory() -> Path | None:
    """Return where files cost no disk, if this machine has such a place with room for a server."""
    place = Path("/dev/shm")
    return place if place.is_dir() and shutil.disk_usage(place).free > 400_000_000 else None


def programs() -> Path:
    """Return where Debian keeps the server's programs: the newest version's."""
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


@dataclass(frozen=True)
class Server:
    """A server that runs; its superuser is `postgres`."""

    folder: Path
    port: int

    @property
    def user(self) -> tuple[str, str] | None:
        """Return whose its files must be; None for whoever runs the tests."""
        return (_AS["user"], _AS["group"]) if _AS else None

    def address(self, database: str, role: str = "postgres") -> str:
        """Return how one reaches a database by the socket."""
        return f"postgresql:///{database}?host={self.folder}&port={self.port}&user={role}"

    def by_network(self, database: str, role: str, password: str = "", authority: Path | None = None) -> str:
        """Return how one reaches it over TLS on loopback."""
        root = authority or self.folder / "data" / "server.crt"
        return f"postgresql://{role}:{password}@localhost:{self.port}/{database}?sslrootcert={root}"

    def ask(self, database: str, statement: str, role: str = "postgres") -> list[Any]:
        """Run a statement as a role, and return its rows."""
        with psycopg.connect(self.address(database, role), autocommit=True) as connection:
            found = connection.execute(statement)
            return found.fetchall() if found.description else []

    def run(self, *command: str) -> None:
        """Start or stop the server."""
        with (self.folder / "log").open("ab") as log:
            subprocess.run([*command], check=True, stdout=log, stderr=log, **_AS)

    def start(self) -> None:
        self.run(str(programs() / "pg_ctl"), "-w", "-D", str(self.folder / "data"), "-o",
                 f"-p {self.port} -k {self.folder}", "start")  # fmt: skip

    def stop(self) -> None:
        self.run(str(programs() / "pg_ctl"), "-w", "-D", str(self.folder / "data"), "-m", "immediate", "stop")


@contextmanager
def server(place: Path | None = None, settings: str = SETTINGS) -> Iterator[Server]:
    """Make a server, run it, and leave nothing of it."""
    folder = Path(tempfile.mkdtemp(prefix="centre-", dir=place or in_memory()))
    try:
        if _AS:
            shutil.chown(folder, _AS["user"], _AS["group"])
        folder.chmod(0o755)
        made = Server(folder, free_port())
        data = folder / "data"
        made.run(str(programs() / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8",
                 "--no-locale")  # fmt: skip
        made.run(
            *("openssl", "req", "-new", "-x509", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-keyout", str(data / "server.key"), "-out", str(data / "server.crt")),
        )
        (data / "postgresql.auto.conf").write_text(settings)
        (data / "pg_hba.conf").write_text(_WAYS_IN)
        # The certificate is for all to see; the folder of the data is not.
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass(frozen=True)
class Made:
    """A centre's database, made as `kiosk centre init` makes it."""

    server: Server
    database: str

    def address(self, role: str = "postgres") -> str:
        return self.server.address(self.database, role)

    def ask(self, statement: str, role: str = "postgres") -> list[Any]:
        return self.server.ask(self.database, statement, role)

    def emptied(self) -> "Made":
        """Let it hold nothing, know the four sites, and each role speak for its own."""
        self.ask("DELETE FROM centre.site WHERE site = 'provins'")
        self.ask("TRUNCATE centre.device, centre.total, centre.published, centre.told, centre.frozen, centre.binding")
        self.ask("INSERT INTO centre.binding SELECT 'site_' || site, site FROM centre.site")
        return self

    def total(self) -> dict[tuple[str, str, str, str], int]:
        """Return what the centre adds up, whatever device counted it, but for what is nought."""
        rows = self.ask("SELECT site, family, month, value, sum(n)::bigint FROM centre.total GROUP BY 1, 2, 3, 4")
        return {(site, family, month, value): n for site, family, month, value, n in rows if n}


def made_in(running: Server, name: str) -> Made:
    """Make a centre in a database of its own."""
    running.ask("postgres", f"CREATE DATABASE {name}")
    with centre(running.address(name), without_tls=True) as connection:
        bring_up_to_date(connection)
        place(connection, PLACES)
    return Made(running, name)


class Beside:
    """In place of `Errands`: the same request and the same answer, in this process."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []

    def send(self, place: str, request: dict[str, Any], seconds: float, program: str = "") -> dict[str, Any]:
        self.requests.append(request)
        answer: dict[str, Any] = telling._answer(request)
        return answer
