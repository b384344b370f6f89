"""Every address of a guide is tried as a browser would; what a page that is gone answers is no page."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kiosk.adapters.guides.checks import stands_on
from kiosk.adapters.guides.links import answers


class Site(BaseHTTPRequestHandler):
    """A site that lost a page, moved another, and refuses robots on a third."""

    def do_GET(self) -> None:
        where = {"/gone": "/", "/moved": "/here"}.get(self.path)
        self.send_response(302 if where else {"/": 200, "/here": 200, "/robots": 403}.get(self.path, 404))
        if where:
            self.send_header("Location", where)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_that_leads_to_the_home_page_is_gone(site: str) -> None:
    assert answers(f"{site}/gone") == f"leads to a home page: {site}/"
    assert answers(f"{site}/nowhere") == "answers 404"


@pytest.mark.parametrize("page", ["", "/", "/here", "/moved", "/robots"])
def test_a_page_that_answers_is_there_moved_or_shut_to_robots(page: str, site: str) -> None:
    assert answers(site + page) == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://www.service-public.gouv.fr@example.com/F1420",
        "https://example.com\\@www.service-public.gouv.fr/F1420",
        "https://www.service-public.gouv.fr.example.com/F1420",
        "http://www.service-public.gouv.fr/F1420",
    ],
)
def test_an_address_that_a_phone_may_read_as_another_site_is_no_official_one(address: str) -> None:
    assert not stands_on(address)
    assert stands_on("https://www.service-public.gouv.fr/F1420#:~:text=gratuit")
