"""The process that is sent to the centre: it tells what it was handed, answers what it heard, and ends."""

import os
from typing import Any

from kiosk.adapters.errands.child import serve
from kiosk.domain.figures.tallies import Silence

# Each step has its end: greeting, a cable that is pulled, a statement, a lock. What has none ends with the errand.
_LIMITS: dict[str, Any] = {
    "connect_timeout": "10",
    "tcp_user_timeout": "15000",
    "keepalives_idle": "5",
    "keepalives_interval": "5",
    "keepalives_count": "2",
    "options": "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s",
    "application_name": "kiosk",
    "gssencmode": "disable",
}
_NOT_ALLOWED = "42501"
# Lost connections, no room, told to end, too long, broken inside: the next try may find it well.
_PASSING = frozenset({"08", "40", "53", "55", "57", "58", "XX"})
_TELL = "SELECT centre.tell(%s, %s, %s, %s, %s, %s, %s, %s)"
_NAMED = "SELECT period, scope FROM centre.named(%s, %s)"
_NAME = "SELECT centre.name_report(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_NO_CELLS: list[list[Any]] = [[]] * 6


def main() -> None:
    """Tell one request."""
    # What the account's environment says of servers is not meant for this one.
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
    serve(_answer)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        import psycopg
    except ImportError:
        return {"silence": Silence.NO_DRIVER}
    try:
        with psycopg.connect(request["address"], autocommit=True, **security(without_tls=request["without_tls"]),
                             **_LIMITS) as connection:  # fmt: skip
            return _told(connection, request)
    except psycopg.Error as error:
        return {"silence": _silence(error)}


def security(*, without_tls: bool) -> dict[str, Any]:
    """Return what libpq must insist on; the settings refuse to go without TLS beyond this machine."""
    return {"sslmode": "disable"} if without_tls else {"sslmode": "verify-full", "ssl_min_protocol_version": "TLSv1.2"}


def _told(connection: Any, request: dict[str, Any]) -> dict[str, Any]:
    bound = {site for (site,) in connection.execute("SELECT centre.my_sites()")}
    heard, unbound = [], set()
    for part in request["tallies"]:
        if part["site"] not in bound:
            unbound.add(part["site"])
            continue
        told = (part["site"], part["device"], part["batch"], part["digest"], *part["columns"])
        heard.append((part["device"], connection.execute(_TELL, told).fetchone()[0]))
    for site in sorted(bound):
        # A file put back from a backup holds what it published under its names before: the centre awaits each of them.
        for device in request["devices"]:
            _name_reports(connection, site, device, request["issues"])
    return {"heard": heard, "unbound": sorted(unbound)}


def _name_reports(connection: Any, site: str, device: str, issues: list[dict[str, Any]]) -> None:
    """Tell the reports of a site that the centre does not hold yet: one that is published never changes."""
    mine = [issue for issue in issues if issue["site"] == site]
    held = set(connection.execute(_NAMED, (site, device))) if mine else set()
    for issue in mine:
        if tuple(issue["name"][:2]) not in held:
            columns = issue["columns"] or _NO_CELLS
            connection.execute(_NAME, (site, device, *issue["name"], *columns))


def _silence(error: Any) -> Silence:
    """Say why, in a word: a message of the server's could quote what was sent."""
    state = error.sqlstate or ""
    if state == _NOT_ALLOWED:
        return Silence.REFUSED
    # A function that is not there; figures of a family, or under a name, that the centre's tables do not know.
    if state and state[:2] not in _PASSING:
        return Silence.OTHER_VERSION
    # libpq gives no code for a greeting that failed: a server that was there says FATAL.
    is_no = any(word in str(error) for word in ("FATAL", "SSL", "certificate"))
    return Silence.REFUSED if is_no and not state else Silence.OUT_OF_REACH


if __name__ == "__main__":
    main()
