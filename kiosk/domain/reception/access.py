"""Who may unlock the desk: roles, PINs that are not guessed at once, and the wait after wrong ones."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

PIN_DIGITS = 6
# Issue 4: five errors cost 15 s, each further one twice the wait before, and no lock-out lasts over five minutes.
FREE_ERRORS = 5
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=5)
LABEL_LETTERS = 12
DAY = timedelta(days=1)
# The most used six-digit PINs that the shapes below do not catch (DataGenetics 2012, SecLists "six-digit").
_FAVOURITES = frozenset({"159753", "147258", "147852", "258456", "789456", "456789", "753951", "852456", "246810"})


class Role(StrEnum):
    """What somebody may do: staff plan and print, mediators also assist, administrators also manage accounts."""

    MEDIATOR = "mediator"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


class Pad(StrEnum):
    """Where a PIN is tried. Each place has tries of its own: whoever guesses at one shuts no other."""

    KIOSK = "kiosk"
    DESK = "desk"
    # After a badge, on whichever pad: who guesses without one cannot spend these.
    BADGE = "badge"

    @property
    def tries_a_day(self) -> int:
        """Return how many wrong PINs a day this place takes. Six digits: 350 tries a day are 1 in 2,500."""
        return {Pad.KIOSK: 200, Pad.DESK: 100, Pad.BADGE: 50}[self]


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong PINs at a place: those in a row, and those of the day that began with the first of them (UTC)."""

    in_a_row: int = 0
    last: datetime | None = None
    day_began: datetime | None = None
    in_the_day: int = 0

    def plus_one(self, now: datetime) -> "Tries":
        """Count one more."""
        if self._is_another_day(now):
            return Tries(self.in_a_row + 1, now, now, 1)
        return replace(self, in_a_row=self.in_a_row + 1, last=now, in_the_day=self.in_the_day + 1)

    def forgiven(self) -> "Tries":
        """Take the last one back, for it was right; what others tried that day still counts."""
        return replace(self, in_a_row=0, last=None, in_the_day=max(0, self.in_the_day - 1))

    def rest_of_day(self, now: datetime) -> timedelta:
        """Return what is left of the day that these are counted in."""
        return timedelta() if self.day_began is None or self._is_another_day(now) else self.day_began + DAY - now

    def _is_another_day(self, now: datetime) -> bool:
        # A clock set back begins another day: it must not keep a pad shut for years. The wait between two tries stays.
        return self.day_began is None or not timedelta() <= now - self.day_began < DAY


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


def wait_left(tries: Tries, pad: Pad, now: datetime) -> timedelta:
    """Return what is left of a place's wait; a clock that was set back costs one whole wait at most, never more."""
    if tries.in_the_day >= pad.tries_a_day and (rest := tries.rest_of_day(now)):
        return rest
    if tries.last is None:
        return timedelta()
    elapsed = max(timedelta(), now - tries.last)
    return max(timedelta(), wait_after(tries.in_a_row) - elapsed)
