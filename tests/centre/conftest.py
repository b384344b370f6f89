"""One server for all the tests of the centre."""

from collections.abc import Iterator

import pytest

from tests.centre.rig import Made, Server, made_in, server


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    """A PostgreSQL of their own."""
    with server() as made:
        yield made


@pytest.fixture(scope="session")
def _once_made(running: Server) -> Made:
    return made_in(running, "centre")


@pytest.fixture
def made(_once_made: Made) -> Made:
    """A centre that knows four sites and holds nothing: a second test finds nothing of the first."""
    return _once_made.emptied()
