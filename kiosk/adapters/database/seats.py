"""Which desks are open on a folder: each has a number of its own, for as long as its process lives."""

import os
from pathlib import Path

MOST_DESKS = 9  # one digit on the wall screen


class Seats:
    """Hands one number to the desk of this process; several desks on one folder never have the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: tuple[int, int] | None = None

    def take(self, wanted: int) -> int | None:
        """Return the number wanted if no other desk has it, else the lowest that is free; None once all are taken.

        Asked again it answers the same, until `leave`. Raises OSError where the folder cannot be written.
        """
        # The first frame does not wait for what stands below.
        from kiosk.adapters.database.folder import locked

        if self._taken is not None:
            return self._taken[0]
        for number in (wanted, *(n for n in range(1, MOST_DESKS + 1) if n != wanted)):
            handle = locked(self._folder / f"desk-{number}.lock")
            if handle is not None:
                self._taken = number, handle
                return number
        return None

    def leave(self) -> None:
        """Let another desk have the number."""
        taken, self._taken = self._taken, None
        if taken is not None:
            os.close(taken[1])
