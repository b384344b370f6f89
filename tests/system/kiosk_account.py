"""The rights of the installed kiosk: where root runs the tests, an ordinary account stands in for it."""

import os
import pwd
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Result = TypeVar("Result")
KIOSK = "nobody"
# Whoever else has an account on the machine: another program's.
SOMEBODY_ELSE = "games"
# Whether these are other accounts than the one that runs the tests, which administers the tests' own cupsd.
ORDINARY = os.geteuid() == 0


def _become(account: str) -> None:
    if ORDINARY:
        os.setgroups([])
        os.setgid(pwd.getpwnam(account).pw_gid)
        os.setuid(pwd.getpwnam(account).pw_uid)


def as_account(account: str, job: Callable[..., Result], *given: object) -> Result:
    """Do something with the rights of an account and no others."""
    with ProcessPoolExecutor(1, get_context("fork"), initializer=_become, initargs=(account,)) as other:
        return other.submit(job, *given).result()


def as_the_kiosk(job: Callable[..., Result], *given: object) -> Result:
    """Do something with the rights of the kiosk's account and no others."""
    return as_account(KIOSK, job, *given)
