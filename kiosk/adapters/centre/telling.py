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
_TELL = "SELECT centre.tell(%s, %s, %s, %s, %s, %s, %s, %s)"
_NAME = "SELECT centre.name_reports(%s, %s, %s, %s, %s, %s)"


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
        named = [issue[1:] for issue in request["issues"] if issue[0] == site]
        if named:
            columns = [list(column) for column in zip(*named, strict=True)]
            connection.execute(_NAME, (site, request["device"], *columns))
    return {"heard": heard, "unbound": sorted(unbound)}


def _silence(error: Any) -> Silence:
    """Say why, in a word: a message of the server's could quote what was sent."""
    state = error.sqlstate or ""
    if state[:2] in {"3F", "42"} and state != "42501":
        return Silence.OTHER_VERSION
    # Figures of a family, or under a name, that the centre's tables do not know.
    if state[:2] == "23":
        return Silence.OTHER_VERSION
    said = str(error)
    is_no = state == "42501" or state[:2] == "28" or any(word in said for word in ("FATAL", "SSL", "certificate"))
    return Silence.REFUSED if is_no and state[:2] not in {"57", "53"} else Silence.OUT_OF_REACH


if __name__ == "__main__":
    main()
