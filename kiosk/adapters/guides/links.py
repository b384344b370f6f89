"""Trying an address as a browser would, politely: once, a little data, a short wait."""

import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

_AGENT = "Mozilla/5.0 (compatible; kiosk-guides-check)"
_SECONDS = 15


def has_network() -> bool:
    """Say whether names can be looked up at all."""
    try:
        socket.getaddrinfo("www.service-public.gouv.fr", 443)
    except OSError:
        return False
    return True


def answers(address: str) -> str:
    """Return "" when a page answers, else why not. Sites that refuse robots answer all the same.

    A page that is gone often leads to the home page, which answers.
    """
    request = urllib.request.Request(address, headers={"User-Agent": _AGENT})  # noqa: S310 - https, checked by the schema
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as page:  # noqa: S310
            page.read(1024)
            if _is_home(page.url) and not _is_home(address):
                return f"leads to a home page: {page.url}"
    except urllib.error.HTTPError as error:
        return "" if error.code in {401, 403, 405, 429} else f"answers {error.code}"
    except (OSError, ValueError) as error:
        return f"does not answer: {type(error).__name__}"
    return ""


def _is_home(address: str) -> bool:
    return urlsplit(address).path.strip("/") == ""
