"""What time it is: the machine's, or that of a day which never was."""

from datetime import UTC, datetime

# Tuesday 24 November 2026, 10:12 at Meaux: a morning of the permanence, with hours before and behind.
PRACTICE_START = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)


def system_clock() -> datetime:
    """Return the machine's time, in UTC."""
    return datetime.now(UTC)


class PracticeClock:
    """A clock for training: always the same fictitious morning when it starts; then time passes as usual."""

    def __init__(self) -> None:
        self._shift = PRACTICE_START - datetime.now(UTC)

    def __call__(self) -> datetime:
        """Return the practice time, in UTC."""
        return datetime.now(UTC) + self._shift
