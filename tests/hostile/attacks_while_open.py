"""What may befall the folder of a running kiosk at closing time."""

import os
import resource
import shutil
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from tests.helpers.waiting_room import StandingClock
from tests.hostile.scene import Attack, Scene, beside, fold, named

WHILE_OPEN: dict[str, Attack] = {}
_open = named(WHILE_OPEN)


@_open
def nothing_at_all(_: Scene) -> Iterator[None]:
    yield


@_open
def a_reader_that_dies_later(scene: Scene) -> Iterator[None]:
    reader = int(scene.ask("read", scene.world.root))
    yield
    os.kill(reader, signal.SIGKILL)


@_open
def a_desk_that_is_stopped(scene: Scene) -> Iterator[None]:
    desk = int(scene.ask("desk", scene.world.root))
    os.kill(desk, signal.SIGSTOP)
    yield
    os.kill(desk, signal.SIGKILL)


@_open
def a_writer_that_holds_on(scene: Scene) -> Iterator[None]:
    with closing(sqlite3.connect(scene.day, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM arrival")
        yield


@_open
def no_more_files_may_be_opened(scene: Scene) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # One of those counted is the list itself.
    taken = len([*Path("/proc/self/fd").iterdir()]) - 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (taken + scene.dice.randrange(3), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@_open
def no_file_may_grow_long(scene: Scene) -> Iterator[None]:
    before, limits = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (scene.dice.randrange(200_000), limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


@_open
def the_clock_runs_back_meanwhile(scene: Scene) -> Iterator[None]:
    with _jumping(scene.clock, lambda now: now.replace(hour=7)):
        yield


@_open
def the_clock_runs_on_meanwhile(scene: Scene) -> Iterator[None]:
    with _jumping(scene.clock, lambda now: now.replace(hour=23, minute=59)):
        yield


@contextmanager
def _jumping(clock: StandingClock, where: Callable[[datetime], datetime]) -> Iterator[None]:
    """Jump at the second time that the hour is asked for during the closing."""
    asked, plain = iter(range(10_000)), type(clock).__call__

    class Jumping(StandingClock):
        def __call__(self) -> datetime:
            told = plain(self)
            if next(asked) == 4:
                self.utc = where(self.utc)
            return told

    clock.__class__ = Jumping
    try:
        yield
    finally:
        clock.__class__ = StandingClock


@_open
def the_journal_is_deleted(scene: Scene) -> Iterator[None]:
    beside(scene, "-wal").unlink()
    yield


@_open
def the_index_of_the_journal_is_deleted(scene: Scene) -> Iterator[None]:
    beside(scene, "-shm").unlink()
    yield


@_open
def the_day_is_renamed(scene: Scene) -> Iterator[None]:
    scene.day.rename(scene.day.with_name("day.sqlite.old"))
    yield


@_open
def copies_stand_beside(scene: Scene) -> Iterator[None]:
    fold(scene)
    for name in (
        "day.sqlite~", ".day.sqlite.swp", "day.sqlite.kept", "day.sqlite.carried", "day.sqlite.damaged",
        "day.sqlite-journal", "Copie de day.sqlite", "day (copie).sqlite", "day.sqlite.zip", "day.sqlite.fresh",
        "day-2026.sqlite", "DAY.SQLITE", "day.sqlite-wal2", ".day.sqlite.fresh.part", "day.db", "sauvegarde.sqlite",
    ):  # fmt: skip
        shutil.copy(scene.day, scene.day.with_name(name))
    (scene.world.data / "old").mkdir()
    shutil.copy(scene.day, scene.world.data / "old" / "day.sqlite")
    yield


@_open
def a_second_name_of_the_same_file(scene: Scene) -> Iterator[None]:
    for name in ("day.sqlite.second", "other.name"):
        scene.day.with_name(name).hardlink_to(scene.day)
    yield


@_open
def a_file_of_the_plan_left_half_written(scene: Scene) -> Iterator[None]:
    documents = scene.world.root / "home" / "Documents"
    for calendar in list(documents.glob("*.ics")):
        shutil.copy(calendar, documents / f".{calendar.name}.part")
        shutil.copy(calendar, documents / f"{calendar.stem} (1).ics")
    for sheet in list((scene.world.data / "sheets").glob("*.pdf")):
        shutil.copy(sheet, sheet.with_name(".feuille-77-78"))
    yield


@_open
def two_keepers_race(scene: Scene) -> Iterator[None]:
    for lock in scene.world.data.glob("*.lock"):
        lock.unlink()
    told: list[str] = []
    other = threading.Thread(target=lambda: told.append(scene.ask("close", scene.world.root)))
    other.start()
    yield
    other.join()
    assert told[0] in {"held", "failed", "broke"}


@_open
def people_who_arrive_meanwhile(scene: Scene) -> Iterator[None]:
    over = threading.Event()
    verbs = scene.verbs
    assert verbs is not None

    def go_on() -> None:
        while not over.is_set():
            with suppress(Exception):
                verbs.arrivals.walk_in("", "fr")

    people = threading.Thread(target=go_on)
    people.start()
    yield
    over.set()
    people.join()


@_open
def another_way_of_writing(scene: Scene) -> Iterator[None]:
    with closing(sqlite3.connect(scene.day, isolation_level=None)) as other:
        other.execute("PRAGMA user_version = 77")
        other.execute("PRAGMA application_id = 77")
        other.execute("PRAGMA secure_delete = OFF")
        other.execute("DELETE FROM arrival WHERE number % 2")
    yield


@_open
def a_temporary_folder_that_is_gone(scene: Scene) -> Iterator[None]:
    shutil.rmtree(scene.world.root / "temporary")
    yield


@_open
def a_link_to_a_day_that_rots(scene: Scene) -> Iterator[None]:
    fold(scene)
    elsewhere = scene.world.root / "elsewhere" / "day-real.sqlite"
    elsewhere.parent.mkdir()
    scene.day.rename(elsewhere)
    scene.day.symlink_to(elsewhere)
    with elsewhere.open("r+b") as day:
        day.seek(scene.dice.randrange(4096, elsewhere.stat().st_size - 300))
        day.write(scene.dice.randbytes(200))
    yield
