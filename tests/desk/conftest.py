"""A desk where the mediator is in, for the stories that begin there."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.helpers.desk_office import Office


@pytest.fixture
def office(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Office]:
    opened = Office(tmp_path, clock)
    opened.enter()
    yield opened
    opened.close()
