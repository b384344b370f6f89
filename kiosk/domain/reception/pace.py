"""How many codes may be shown at one place in a minute, all alike: neither a broken reader nor a guesser gets more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# More slips than a room shows in a minute, even when a bus arrives: each takes its holder 10 s at the least.
MOST_CODES = 10
WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """The codes of the last minute, by their times (aware); at most as many as may be shown, so it never grows."""

    shown: tuple[datetime, ...] = ()

    def allows(self, now: datetime) -> bool:
        """Say whether one more code may be looked at.

        Refused ones count as well: a reader that repeats itself is heard again once it has been quieter for a minute.
        A clock that went back leaves times that are still to come: they count for nothing, so no step shuts for ever.
        """
        return sum(_is_within(at, now) for at in self.shown) < MOST_CODES

    def after(self, now: datetime) -> "Pace":
        """Return the pace once one more code was shown, whether it was allowed or not."""
        return Pace((*(at for at in self.shown if _is_within(at, now)), now)[-MOST_CODES:])


def _is_within(at: datetime, now: datetime) -> bool:
    return timedelta() <= now - at < WITHIN
