"""What an address of the centre may be: its certificate is verified, unless it is this very machine."""

from urllib.parse import parse_qsl, urlsplit

_KNOWN = {"host", "port", "user", "dbname", "passfile", "sslrootcert", "sslcert", "sslkey"}
_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}
_EXPECTED = "expected postgresql://ROLE@HOST/DATABASE?sslrootcert=FILE"


def complaint_of(address: str, *, without_tls: bool) -> str:
    """Return what is wrong with an address; "" when nothing is. It may hold a password, which is never quoted."""
    read = _read(address)
    if read is None:
        return f"{_EXPECTED}; beside it only {', '.join(sorted(_KNOWN))}"
    host, told = read
    if "," in host:
        return "expected one server"
    return _too_open(host, told) if without_tls else _not_verified(host, told)


def _read(address: str) -> tuple[str, dict[str, str]] | None:
    """Return the server and what stands behind the question mark; None for anything that is not understood whole."""
    try:
        parts = urlsplit(address)
        told = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        named = parts.hostname or ""
    except ValueError:
        return None
    is_plain = parts.scheme in {"postgresql", "postgres"} and address.isprintable() and not parts.fragment
    is_known = told.keys() <= _KNOWN and not (named and "host" in told)
    return (told.get("host", named), told) if is_plain and is_known else None


def _too_open(host: str, told: dict[str, str]) -> str:
    is_near = host in _THIS_MACHINE or host.startswith("/")
    if is_near and "sslrootcert" not in told:
        return ""
    return "expected 127.0.0.1, localhost or a socket's folder (host=/run/postgresql) where without_tls is true"


def _not_verified(host: str, told: dict[str, str]) -> str:
    if not host or host.startswith("/"):
        return "expected a server's name; for a socket's folder, without_tls = true"
    if "sslrootcert" not in told:
        return "expected sslrootcert=FILE, the authority that vouches for the server"
    return ""
