"""Waiting for what another process does: nothing is measured, only never waited for without an end."""

import time
from collections.abc import Callable


def until(done: Callable[[], object], seconds: float = 15.0) -> None:
    """Wait for something to become true."""
    limit = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < limit, f"still waiting after {seconds} s"
        time.sleep(0.05)
