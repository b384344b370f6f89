"""The rights of the installed kiosk: where root runs the tests, an ordinary account stands in for it."""

import os
import pwd
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Result = TypeVar("Result")
KIOSK = "nobody"


def _become_the_kiosk() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setuid(pwd.getpwnam(KIOSK).pw_uid)


def as_the_kiosk(job: Callable[..., Result], *given: object) -> Result:
    """Do something with the rights of the kiosk's account and no others."""
    with ProcessPoolExecutor(1, get_context("fork"), initializer=_become_the_kiosk) as kiosk:
        return kiosk.submit(job, *given).result()
