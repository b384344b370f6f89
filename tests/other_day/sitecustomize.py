"""For runs under libfaketime: the one of Debian 12 refuses Python's sleep (its issue 426), so wait for nothing instead.

Python imports this by itself at its start, in child processes too, where `deploy/test.sh --any-day` put it on the path.
"""

import select
import time


def sleep(seconds: float) -> None:
    """Sleep as long as `time.sleep` would."""
    select.select((), (), (), seconds)


time.sleep = sleep
