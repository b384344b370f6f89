"""Whether the box is in practice mode: begun at the desk for a few hours, and ended there or by itself."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.adapters.machine.clocks import system_clock
from kiosk.adapters.machine.private_files import private_folder, write_private

LONGEST = timedelta(hours=4)


class ChosenPractice:
    """One small file beside the data, shared by kiosk, desk and board; `practice` is the folder that a training fills.

    `is_forced` is practice asked for on the command line: nothing real is behind it, nobody goes back from it.
    """

    def __init__(
        self, data: Path, practice: Path, *, is_forced: bool = False, clock: Callable[[], datetime] = system_clock
    ) -> None:
        self._data, self._practice, self._clock = data, practice, clock
        self.is_forced = is_forced
        self._at_start = is_chosen(data, clock())

    def begin(self, until: datetime) -> None:
        """Begin a fresh training that lasts until a time, four hours at most; every screen then starts again in it."""
        # A day that others trained on is no morning any more.
        with suppress(OSError):
            shutil.rmtree(self._practice)
        private_folder(self._data)
        end = min(until, self._clock() + LONGEST).astimezone(UTC)
        write_private(_file(self._data), f"{end.isoformat()}\n".encode())

    def end(self) -> None:
        """Go back to what is real."""
        _file(self._data).unlink(missing_ok=True)

    def has_changed(self) -> bool:
        """Say whether it was begun or ended, or its time is over, since this process started."""
        return not self.is_forced and is_chosen(self._data, self._clock()) != self._at_start


def is_chosen(data: Path, now: datetime) -> bool:
    """Say whether practice was begun at the desk and its time is not over."""
    try:
        until = datetime.fromisoformat(_file(data).read_text(encoding="utf-8").strip())
        return now < until <= now + LONGEST
    except (OSError, UnicodeDecodeError, ValueError, TypeError):
        return False


def _file(data: Path) -> Path:
    return data / "practice-until"
