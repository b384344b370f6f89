"""Who may unlock the desk: roles, PINs that are not guessed at once, and the wait after wrong ones."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

PIN_DIGITS = 6
# Issue 4: five errors cost 15 s, each further one twice the wait before, and no lock-out lasts over five minutes.
FREE_ERRORS = 5
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=5)
LABEL_LETTERS = 12
# The most used six-digit PINs that the shapes below do not catch (DataGenetics 2012, SecLists "six-digit").
_FAVOURITES = frozenset({"159753", "147258", "147852", "258456", "789456", "456789", "753951", "852456", "246810"})


class Role(StrEnum):
    """What somebody may do: staff plan and print, mediators also assist, administrators also manage accounts."""

    MEDIATOR = "mediator"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


ROLES = {Role.MEDIATOR: "Médiateur", Role.STAFF: "Équipe", Role.ADMINISTRATOR: "Administrateur"}


@dataclass(frozen=True, slots=True)
class Staff:
    """An account: a short label its owner chose ("M1", "Accueil"), never a full name."""

    label: str
    role: Role


def is_weak(pin: str) -> bool:
    """Say whether a PIN is one of the first that anybody would try: runs, repeats, dates, favourites."""
    if len(set(pin)) <= 2 or pin in _FAVOURITES or pin[::-1] in _FAVOURITES:
        return True
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if (
        pin[::2] == pin[1::2]
        or len(steps) == 1
        or pin[:3] == pin[3:]
        or pin == pin[::-1]
        or len({pin[:2], pin[2:4], pin[4:]}) == 1
    ):
        return True
    return _is_date(pin)


def _is_date(pin: str) -> bool:
    """Say whether a PIN reads as a day: ddmmyy, yymmdd or mmyyyy of a living person."""
    a, b, c = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    days = ((c, b, a), (a, b, c))
    if any(_exists(1900 + year, month, day) or _exists(2000 + year, month, day) for year, month, day in days):
        return True
    return 1 <= a <= 12 and 1930 <= int(pin[2:]) <= 2030


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def wait_after(errors: int) -> timedelta:
    """Return how long the pad stays shut after so many errors in a row."""
    if errors < FREE_ERRORS:
        return timedelta()
    doubled: int = 2 ** min(errors - FREE_ERRORS, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def wait_left(errors: int, last_error: datetime | None, now: datetime) -> timedelta:
    """Return what is left of the wait; a clock that was set back costs one whole wait at most, never more."""
    if last_error is None:
        return timedelta()
    elapsed = max(timedelta(), now - last_error)
    return max(timedelta(), wait_after(errors) - elapsed)
