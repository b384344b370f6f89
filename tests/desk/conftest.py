"""A desk where the mediator is in, for the stories that begin there."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.helpers.desk_office import Office


@pytest.fixture
def office(tmp_path: Path, clock: Callable[[], datetime]) -> "Iterator[Office]":
    # This file may be read before Kivy is told how large its window is.
    from tests.helpers.desk_office import Office

    opened = Office(tmp_path, clock)
    opened.enter()
    yield opened
    opened.close()
