"""The three SQLite files of a folder, because there are three lifetimes: the day, the years, the machine."""

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from sqlalchemy import MetaData, Table, insert

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.day import SqliteDayBook
from kiosk.adapters.database.device import SqliteDevice
from kiosk.adapters.database.device_tables import DEVICE, DeviceEvent
from kiosk.adapters.database.figures import SqliteFigures
from kiosk.adapters.database.folder import Folder, FolderInUse
from kiosk.adapters.database.look import carry_over, trouble_with
from kiosk.adapters.database.numbers import RoomNumbers
from kiosk.adapters.database.plan_memory import SqlitePlanMemory
from kiosk.adapters.database.replacement import finish_replacement
from kiosk.adapters.database.rescue import beside, destroy, free_names, is_a_file, is_there, move, rescue
from kiosk.adapters.database.staff import SqliteStaff
from kiosk.adapters.database.tables import DAY, FIGURES, FLOOR, FRESH_NUMBERS, MARK, TICKET_SERIES
from kiosk.adapters.database.trouble import Damaged, trouble_of
from kiosk.adapters.database.types import EPOCH
from kiosk.adapters.machine.clocks import system_clock
from kiosk.adapters.machine.private_files import private_tree
from kiosk.domain.machine.data_state import DataState, Sound, Trouble, Unwritable
from kiosk.machine_ports import DataUnusable
from kiosk.ports import Clock

PATIENCE_MS = 2000  # another process may hold a file, before we say so
# A guest may find the keeper still creating or mending the files.
_GUEST_PATIENCE_MS = 10_000
_FILES = (("day", DAY), ("figures", FIGURES), ("device", DEVICE))


@dataclass(frozen=True, slots=True)
class Damage:
    """A file was found damaged and started afresh; `whole` says that everything in it could be read and kept."""

    file: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Databases:
    """The open files of one folder, which kiosk, desk and board share. `damages` must be told to the desk."""

    day: SqliteDayBook
    figures: SqliteFigures
    device: SqliteDevice
    staff: SqliteStaff
    plans: SqlitePlanMemory
    damages: tuple[Damage, ...]
    _folder: Folder

    def keep(self) -> bool:
        """Say whether this process is the one that flushes, purges and imports here; become it if nobody is."""
        return self._folder.keep()

    def look(self, *, thoroughly: bool) -> DataState:
        """Say whether what is open is still what the folder holds and can be written; `thoroughly` writes to know."""
        for part in (self.day, self.device):
            trouble = trouble_with(part.store, thoroughly=thoroughly)
            if trouble is not None:
                return Unwritable(trouble)
        return Sound(figures=trouble_with(self.figures.store, thoroughly=thoroughly))

    def close(self) -> None:
        """Close the files, then let go of the folder; what is open and gone from the folder is written back first."""
        for part in (self.day, self.figures, self.device):
            if self._folder.is_kept and part.store.has_moved():
                carry_over(part.store)
            part.store.close()
        self._folder.close()

    def __enter__(self) -> "Databases":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_databases(
    folder: Path, *, role: str = "kiosk", patience_ms: int = PATIENCE_MS, clock: Clock = system_clock
) -> Databases:
    """Open the folder's three files, made if need be, checked, and with an interrupted flush finished.

    One process a role, but for desks; a command that comes and goes has the role "". A damaged `day.sqlite` is rebuilt
    from what can be read and destroyed like any past day; a damaged file of the others, which hold nothing personal, is
    kept beside as `.kept`; only the folder's keeper may do so. Figures that cannot be opened wait: counts stay in the
    day's file.
    Raises FolderInUse, Damaged, TooNew, Foreign, or another DataUnusable: nothing else, whatever the folder holds.
    """
    opening = _Opening(folder, role, patience_ms)
    try:
        found = opening.run()
        _note_damages(found, clock)
    except BaseException as error:
        opening.abandon()
        if isinstance(error, DataUnusable) or not isinstance(error, Exception):
            raise
        trouble = trouble_of(error, folder / "day.sqlite")
        # Not chained: a message may quote what stands in a file.
        raise DataUnusable(str(folder), trouble) from None
    return found


def _note_damages(files: Databases, clock: Clock) -> None:
    """Write down what the desk must be told, whoever opened the folder: perhaps a command that comes and goes."""
    if not files.damages:
        return
    # The desk goes by the time kept, which a machine's clock without a battery is behind.
    kept = files.device.kept_time()
    at = max(clock(), kept.at) if kept else clock()
    for damage in files.damages:
        end = "rescued" if damage.whole else "damaged"
        files.device.note(DeviceEvent(f"{damage.file.partition('.')[0]}-{end}"), at)
        if damage.file == "device.sqlite" and not damage.whole:
            # It knew how the last purge ended and how far it was to reach: until one succeeds, nobody does.
            files.device.note(DeviceEvent.PURGE_FAILED, EPOCH)


class _Opening:
    """One try at a folder."""

    def __init__(self, folder: Path, role: str, patience_ms: int) -> None:
        self._folder, self._role, self._patience_ms = folder, role, patience_ms
        self._place: Folder | None = None
        self._stores: dict[str, Store] = {}
        self._lost: dict[str, set[Table]] = {}

    def run(self) -> Databases:
        """Open everything."""
        private_tree(self._folder)
        place = self._place = Folder(self._folder, self._role)
        is_keeper = place.keep()
        for name, metadata in _FILES:
            self._stores[name] = self._open(name, metadata, is_keeper=is_keeper)
        numbers = RoomNumbers(self._stores["device"])
        found = Databases(
            SqliteDayBook(self._stores["day"], numbers, place.keep),
            SqliteFigures(self._stores["figures"]),
            SqliteDevice(self._stores["device"]),
            SqliteStaff(self._stores["device"]),
            SqlitePlanMemory(self._stores["device"]),
            self._settle(numbers) if is_keeper else (),
            place,
        )
        if is_keeper:
            with contextlib.suppress(DataUnusable):
                found.day.finish_flush(found.figures)
        return found

    def abandon(self) -> None:
        """Let go of whatever was opened."""
        for store in self._stores.values():
            store.close()
        if self._place is not None:
            self._place.close()

    def _open(self, name: str, metadata: MetaData, *, is_keeper: bool, is_mended: bool = False) -> Store:
        path = self._folder / f"{name}.sqlite"
        store = Store(path, patience_ms=self._patience_ms if is_keeper else _GUEST_PATIENCE_MS)
        try:
            if is_keeper:
                self._mend_what_was_begun(name, metadata)
            else:
                _wait_for(path)
            store.prepare(metadata)
        except Damaged as error:
            store.close()
            if not is_keeper:
                raise FolderInUse(f"{path.name} is damaged; another process keeps {self._folder}") from error
            if is_mended:
                raise  # a disk that damages what was just written
            move(path, beside(path, ".damaged"))
            return self._open(name, metadata, is_keeper=True, is_mended=True)
        except DataUnusable:
            if metadata is not FIGURES:
                store.close()
                raise
            store.prepare_later(metadata)
        return store

    def _mend_what_was_begun(self, name: str, metadata: MetaData) -> None:
        """Put a sound file where none stands, or where a power cut came while one was being put there."""
        path = self._folder / f"{name}.sqlite"
        aside, carried = beside(path, ".damaged"), beside(path, ".carried")
        destroy(beside(path, ".doomed"))
        destroy(beside(path, ".half"))
        finish_replacement(path)
        free_names(path)
        if is_a_file(carried):
            self._put_away(path, metadata)
            move(carried, path)
            self._lost.setdefault(name, set())
        if not is_there(aside):
            destroy(aside)  # a journal alone may have been left
            return
        # What stands in the place of a damaged file is not whole yet.
        destroy(path)
        with contextlib.closing(Store(path, patience_ms=self._patience_ms)) as fresh:
            fresh.prepare(metadata)
            self._lost.setdefault(name, set()).update(rescue(aside, fresh, metadata))
        self._put_away(aside, metadata)

    def _put_away(self, old: Path, metadata: MetaData) -> None:
        """Destroy what may be personal; keep what is not, for whoever can still read it."""
        if not is_there(old):
            return
        path = old.with_name(f"{old.name.partition('.')[0]}.sqlite")
        to = beside(path, ".doomed" if metadata is DAY else ".kept")
        move(old, to)
        if metadata is DAY:
            destroy(to)

    def _settle(self, numbers: RoomNumbers) -> tuple[Damage, ...]:
        """Tell what was lost, and let no number of a lost day return."""
        self._miss_files(numbers)
        if TICKET_SERIES in self._lost.get("day", ()) and not numbers.reached():
            with self._stores["day"].transaction() as connection:
                fresh = insert(MARK).prefix_with("OR REPLACE")
                connection.execute(fresh, {"name": FLOOR, "value": FRESH_NUMBERS})
        if numbers.raise_in(self._stores["day"]):
            self._lost.setdefault("day", set()).add(TICKET_SERIES)
        return tuple(Damage(f"{name}.sqlite", whole=not lost) for name, lost in self._lost.items())

    def _miss_files(self, numbers: RoomNumbers) -> None:
        """Count as lost what was made once and is gone."""
        made, is_new = numbers.made(), {name for name, store in self._stores.items() if store.was_empty}
        # The device's file cannot say that it was made: the others stand there without it.
        were_made = made if is_new >= {"day", "figures"} else {*made, "device"}
        for name, metadata in _FILES:
            if name in is_new & were_made:
                self._lost.setdefault(name, set(metadata.tables.values()))
            if name not in made:
                numbers.note_made(name)


def _wait_for(path: Path) -> None:
    """Give the keeper time to make a file: a guest that made one would make it beside the keeper's."""
    end = time.monotonic() + _GUEST_PATIENCE_MS / 1000
    while not is_a_file(path):
        if time.monotonic() > end:
            raise DataUnusable(path.name, Trouble.MISSING)
        time.sleep(0.05)
