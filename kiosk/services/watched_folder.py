"""The folder where advisers put their plans: each file is imported once it stands still, and destroyed there (P1)."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.desk_ports import PlanReader
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.planning import Original, Seen, Stamp, Unreadable
from kiosk.ports import Clock, DayBook
from kiosk.services.imports import AGENDAS, Imports, agenda_of

# How often a file is tried whose import broke; then it waits until somebody changes it.
_TRIES = 3
_NO_AGENDA = "Le nom du fichier dit un agenda qui n’existe pas : il y en a 9."
_NOT_PLAIN = "Ce n’est pas un fichier."
_BROKE = "L’import de ce fichier n’a pas marché."
_STAYS = "Ce fichier est importé, mais ne peut pas être effacé."


@dataclass(slots=True)
class _Aside:
    """A file that is left alone while it stays as it was; None is a reason that ends by itself."""

    stamp: Stamp
    why: str | None = None
    tries: int = 0


class WatchedFolder:
    """The verbs of one folder, for the one process that keeps the data. It remembers names in memory alone."""

    def __init__(self, folder: Path, imports: Imports, reader: PlanReader, day: DayBook, clock: Clock) -> None:
        self._folder = folder
        self._imports = imports
        self._reader = reader
        self._day = day
        self._clock = clock
        self._known: dict[str, _Aside] = {}

    def tend(self) -> ChoreTrouble | None:
        """Import what stands as it stood at the last look, oldest first; say what is out of order.

        Call it every minute. What is refused or breaks stays there, and the next file has its turn.
        """
        seen = self._reader.look(self._folder)
        if isinstance(seen, ChoreTrouble):
            return seen
        before = self._known
        self._known = {file.name: self._kept(before, file) for file in seen}
        for file in sorted(seen, key=lambda each: (each.stamp[1], each.name)):
            known = self._known[file.name]
            if known is before.get(file.name) and known.why is None:
                self._take(file, known)
        return ChoreTrouble.FILES_REMAIN if any(each.why for each in self._known.values()) else None

    def remaining(self) -> tuple[tuple[str, str], ...]:
        """Return the files that stand in the folder, by name, and why where that is known: for the desk's eyes only."""
        seen = self._reader.look(self._folder)
        if isinstance(seen, ChoreTrouble):
            return ()
        reasons = {name: each.why or "" for name, each in self._known.items()}
        return tuple((file.name, reasons.get(file.name, "")) for file in seen)

    @staticmethod
    def _kept(before: dict[str, _Aside], file: Seen) -> _Aside:
        known = before.get(file.name)
        return known if known is not None and known.stamp == file.stamp else _Aside(file.stamp)

    def _take(self, file: Seen, known: _Aside) -> None:
        try:
            known.why = self._imported(file)
        except Exception:
            # Whatever this file is, the next one comes in; it is tried again, for the fault may be the disk's.
            known.tries += 1
            known.why = _BROKE if known.tries >= _TRIES else None

    def _imported(self, file: Seen) -> str | None:
        """Import a file; return why it is left alone from now on."""
        agenda, path = agenda_of(file.name), self._folder / file.name
        original = Original(path, file.stamp)
        if self._imports.is_imported(original):
            # Neither this process nor the one before it could take it off.
            return self._taken_off(original)
        if agenda not in AGENDAS or not file.is_plain:
            return self._refused(_NO_AGENDA if file.is_plain else _NOT_PLAIN)
        found = self._imports.preview(path, agenda, stamp=file.stamp)
        if isinstance(found, Unreadable):
            return None if found.is_for_now else self._refused(found.why)
        # Remembered before it is destroyed: where that cannot be done, nobody reads it again, whatever befalls us.
        done = self._imports.apply(found, path)
        self._note((done.added, done.updated, done.unchanged, done.waiting, done.dropped, 0))
        return self._taken_off(original)

    def _taken_off(self, original: Original) -> str | None:
        if self._imports.destroy(original):
            del self._known[original.path.name]
            return None
        return _STAYS

    def _refused(self, why: str) -> str:
        self._note((0, 0, 0, 0, 0, 1))
        return why

    def _note(self, counts: tuple[int, ...]) -> None:
        with self._day.transaction() as records:
            records.note_import(self._clock(), counts)
