"""Which desks are open on a folder: each has a number of its own, for as long as its process lives."""

import os
from pathlib import Path

MOST_DESKS = 9  # one digit on the wall screen
# Where a process that starts again finds the number it had: it is written on the door of a room.
_BEFORE = "KIOSK_DESK_BEFORE"
_KNOWN = {str(number) for number in range(1, MOST_DESKS + 1)}


class Seats:
    """Hands one number to the desk of this process; several desks on one folder never have the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: tuple[int, int] | None = None
        self._before = os.environ.pop(_BEFORE, "")

    def take(self, wanted: int) -> int | None:
        """Return the first that is free: the number it had before it started again, the one wanted, the lowest.

        Asked again it answers the same, until `leave`; None once all are taken. Raises OSError where the folder cannot
        be written.
        """
        # The first frame does not wait for what stands below.
        from kiosk.adapters.database.folder import locked

        if self._taken is not None:
            return self._taken[0]
        before = int(self._before) if self._before in _KNOWN else wanted
        numbers: list[int] = [before, wanted, *range(1, MOST_DESKS + 1)]
        for number in numbers:
            handle = locked(self._folder / f"desk-{number}.lock")
            if handle is not None:
                self._taken, self._before = (number, handle), str(number)
                return number
        return None

    def start_again(self) -> None:
        """Leave word of the number for the process that takes this one's place."""
        os.environ[_BEFORE] = self._before

    def leave(self) -> None:
        """Let another desk have the number."""
        taken, self._taken = self._taken, None
        if taken is not None:
            os.close(taken[1])
