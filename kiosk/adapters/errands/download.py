"""Fetches what stands at an address, in a process of its own; what it gets goes into a file in memory, unread.

The address is a secret: it comes with the question, and neither the answer nor anything else ever tells it. TLS is
verified by the machine's own list of authorities, a proxy is the one that the environment names.
"""

import http.client
import os
import ssl
import time
import zlib
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from urllib import request as web
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from kiosk.adapters.errands.child import serve
from kiosk.domain.reception.planning import Got

SILENCE_SECONDS = 15.0
WHOLE_SECONDS = 40.0
_AT_ONCE = 64 * 1024
_LONGEST_TAG = 256
# Some servers refuse whoever calls itself a crawler, or nothing at all.
_NAME = "Mozilla/5.0 (compatible; kiosk-france-services; calendar subscription)"
_REFUSED, _GONE = frozenset({401, 403, 407}), frozenset({404, 410})
# What a path may hold without being written anew: an address is taken as it was copied, "%40" and "@" alike.
_PLAIN = "/%:@!$&'()*+,;=~?"


class Away(Exception):
    """The server sends us on to a place where we do not go."""


class Failed(Exception):
    """What came is not what was promised; `got` says how."""

    def __init__(self, got: Got) -> None:
        super().__init__(got)
        self.got = got


class _Redirects(web.HTTPRedirectHandler):
    """Follows to other encrypted places only, and tells a password to nobody but whom it was meant for."""

    def redirect_request(
        self, req: web.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> web.Request | None:
        to = urlsplit(newurl)
        if to.scheme != "https":
            raise Away
        found = super().redirect_request(req, fp, code, msg, headers, newurl)
        if found is not None and to.netloc == urlsplit(req.full_url).netloc:
            for name, value in req.unredirected_hdrs.items():
                found.add_unredirected_header(name, value)
        return found


def download(address: str, etag: str, modified: str, into: int, largest: int) -> dict[str, Any]:
    """Write what stands at an address into an open file; say how it went, and by which signs to ask again."""
    try:
        with _opener().open(_asked(address, etag, modified), timeout=SILENCE_SECONDS) as response:
            _take(response, into, largest)
            return {"got": Got.WHOLE, "etag": _sign(response, "ETag"), "modified": _sign(response, "Last-Modified")}
    except Failed as failed:
        return {"got": failed.got}
    except HTTPError as answer:
        return {"got": _of_status(answer.code)}
    except (Away, ValueError):
        return {"got": Got.AWAY}
    except URLError as error:
        return {"got": Got.UNTRUSTED if isinstance(error.reason, ssl.SSLError) else Got.SILENT}
    except TimeoutError:
        return {"got": Got.SILENT}
    except (OSError, http.client.HTTPException, zlib.error):
        return {"got": Got.CUT}


def _of_status(code: int) -> Got:
    if code == http.client.NOT_MODIFIED:
        return Got.UNCHANGED
    if code in _REFUSED:
        return Got.REFUSED
    return Got.GONE if code in _GONE else Got.AWAY if code < 400 else Got.FAILED


def _opener() -> web.OpenerDirector:
    """Return what opens addresses: nothing but TLS, so that no file and no open line is ever read."""
    opener = web.OpenerDirector()
    for handler in (
        web.ProxyHandler(), web.HTTPSHandler(context=ssl.create_default_context()), web.UnknownHandler(),
        web.HTTPErrorProcessor(), web.HTTPDefaultErrorHandler(), _Redirects(),
        # Some send us on until we bring back what they gave us.
        web.HTTPCookieProcessor(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener


def _asked(address: str, etag: str, modified: str) -> web.Request:
    parts = urlsplit(address)
    asked = web.Request(_written(parts))  # noqa: S310
    told = {
        "User-Agent": _NAME, "Accept": "text/calendar, */*;q=0.5", "Accept-Encoding": "gzip",
        "If-None-Match": etag, "If-Modified-Since": modified,
    }  # fmt: skip
    for name, value in told.items():
        if value:
            asked.add_header(name, value)
    if parts.username:
        secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        asked.add_unredirected_header("Authorization", f"Basic {b64encode(secret).decode()}")
    return asked


def _written(parts: SplitResult) -> str:
    host = (parts.hostname or "").encode("idna").decode()
    place = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit(("https", place, quote(parts.path, safe=_PLAIN), quote(parts.query, safe=_PLAIN), ""))


def _take(response: http.client.HTTPResponse, into: int, largest: int) -> None:
    """Write the body as it comes. Raises Failed."""
    if response.status != http.client.OK:
        raise Failed(Got.FAILED)
    written = 0
    for part in _unpacked(response):
        written += len(part)
        if written > largest:
            raise Failed(Got.TOO_LARGE)
        os.write(into, part)
    # What was promised and did not come is seen from the count, where the server gave one.
    if response.length:
        raise Failed(Got.CUT)


def _unpacked(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """Yield the body, never more than a little at once: a few packed bytes may hold gigabytes."""
    packed = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packed not in {"identity", "gzip", "x-gzip"}:
        raise Failed(Got.FAILED)
    if packed == "identity":
        yield from _parts(response)
        return
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for part in _parts(response):
        left = part
        while left and not unpacking.eof:
            yield unpacking.decompress(left, _AT_ONCE)
            left = unpacking.unconsumed_tail
    if not unpacking.eof:
        raise Failed(Got.CUT)


def _parts(response: http.client.HTTPResponse) -> Iterator[bytes]:
    ends = time.monotonic() + WHOLE_SECONDS
    while part := response.read1(_AT_ONCE):
        if time.monotonic() > ends:
            raise Failed(Got.SILENT)
        yield part


def _sign(response: http.client.HTTPResponse, name: str) -> str:
    said = response.getheader(name) or ""
    return said if len(said) <= _LONGEST_TAG and said.isascii() and said.isprintable() else ""


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    return download(request["address"], request["etag"], request["modified"], request["into"], request["largest"])


if __name__ == "__main__":
    serve(_answer)
