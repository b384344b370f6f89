"""The files that plans came from: somebody else's, with names in them, so each is destroyed or said to be there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.desk_ports import PlanMemory, PlanReader
from kiosk.domain.reception.planning import Original

# Reports tell of nobody; our own calendar has no name in it, and closing destroys it.
_OF_NOBODY = ("chiffres-", "agenda-sans-nom-")


@dataclass(frozen=True, slots=True)
class LeftHere:
    """Files that stand on this machine or on a key: those that were imported, and others that may be plans."""

    originals: tuple[Original, ...]
    others: tuple[Path, ...]


class Originals:
    """What is known of files: which were imported, whichever process did it, by a keyed hash of place and state."""

    def __init__(self, reader: PlanReader, memory: PlanMemory) -> None:
        self._reader = reader
        self._memory = memory

    def find(self, places: Sequence[str]) -> tuple[Path, ...]:
        """Return the calendars and sheets in the places where people put them, newest first."""
        return tuple(each.path for each in self._reader.find(places))

    def originals(self, places: Sequence[str]) -> tuple[Original, ...]:
        """Return the files that were imported and still stand in some places: they may hold names."""
        known = self._memory.files()
        return tuple(each for each in self._reader.find(places) if self._mark(each) in known) if known else ()

    def left_here(self, places: Sequence[str]) -> LeftHere:
        """Return the files in some places that closing leaves, and that may hold names."""
        found, known = self._reader.find(places), self._memory.files()
        originals = tuple(each for each in found if self._mark(each) in known)
        others = (each.path for each in found if each not in originals)
        return LeftHere(originals, tuple(path for path in others if not path.name.startswith(_OF_NOBODY)))

    def destroy(self, original: Original) -> bool:
        """Destroy a file that was imported, its bytes first, if it is still what it was; say whether it is gone."""
        is_gone = self._reader.destroy(original.path, original.stamp)
        if is_gone:
            self._memory.forget_files([self._mark(original)])
        return is_gone

    def is_imported(self, original: Original) -> bool:
        """Say whether this very file was imported before, by whichever process."""
        return self._mark(original) in self._memory.files()

    def remember(self, original: Original, day: date) -> None:
        """Remember that a file was imported."""
        self._memory.keep_file(self._mark(original), day)

    def _mark(self, original: Original) -> str:
        return self._reader.mark(original.path, original.stamp)
