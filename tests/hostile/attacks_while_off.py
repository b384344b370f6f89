"""What a kiosk may find in its folder when it is started in the evening."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from tests.hostile.lived_day import LETTERS, TODAY
from tests.hostile.scene import Attack, Scene, beside, change, fold, named

WHILE_OFF: dict[str, Attack] = {}
_off = named(WHILE_OFF)


@_off
def a_trigger_that_keeps_a_copy(scene: Scene) -> Iterator[None]:
    change(
        scene, "CREATE TABLE copy(letters, code)",
        "CREATE TRIGGER keeps AFTER DELETE ON appointment BEGIN INSERT INTO copy "
        "VALUES (old.letters, old.slip_code); END",
    )  # fmt: skip
    yield


@_off
def a_view_that_quotes(scene: Scene) -> Iterator[None]:
    change(scene, f"CREATE VIEW quotes AS SELECT '{LETTERS}' AS letters")
    yield


@_off
def a_column_more(scene: Scene) -> Iterator[None]:
    change(scene, f"ALTER TABLE appointment ADD COLUMN note TEXT DEFAULT '{LETTERS}'")
    yield


@_off
def pages_that_are_free(scene: Scene) -> Iterator[None]:
    change(
        scene, "PRAGMA secure_delete = OFF", f"CREATE TABLE wide AS SELECT '{LETTERS}' || hex(zeroblob(9000)) AS x",
        "DROP TABLE wide", "DELETE FROM arrival WHERE number > 3",
    )  # fmt: skip
    yield


@_off
def pages_of_another_size(scene: Scene) -> Iterator[None]:
    size = scene.dice.choice([512, 1024, 16384, 65536])
    change(scene, "PRAGMA journal_mode = DELETE", f"PRAGMA page_size = {size}", "PRAGMA auto_vacuum = 2", "VACUUM")
    yield


@_off
def a_rollback_journal_that_persists(scene: Scene) -> Iterator[None]:
    change(scene, "PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = PERSIST", "DELETE FROM demarche")
    yield


@_off
def very_long_texts(scene: Scene) -> Iterator[None]:
    change(scene, f"UPDATE arrival SET prepared = '{LETTERS}' || hex(zeroblob(400000))")  # noqa: S608 (our own letters)
    yield


@_off
def another_encoding(scene: Scene) -> Iterator[None]:
    old = scene.day.with_name("utf8")
    fold(scene)
    scene.day.rename(old)
    with closing(sqlite3.connect(old)) as source, closing(sqlite3.connect(scene.day)) as other:
        other.execute("PRAGMA encoding = 'UTF-16le'")
        other.executescript("\n".join(source.iterdump()))
    old.unlink()
    yield


@_off
def statistics(scene: Scene) -> Iterator[None]:
    change(scene, "ANALYZE")
    yield


@_off
def bytes_after_the_last_page(scene: Scene) -> Iterator[None]:
    fold(scene)
    with scene.day.open("ab") as day:
        day.write(LETTERS.encode() * scene.dice.randrange(1, 9000))
    yield


@_off
def hours_that_are_none(scene: Scene) -> Iterator[None]:
    change(scene, "UPDATE appointment SET starts = 'zzzz' WHERE letters = 'QXZ'")
    yield


@_off
def hours_far_away(scene: Scene) -> Iterator[None]:
    change(scene, f"UPDATE arrival SET arrived = replace(arrived, '{TODAY.year}', '2027')")  # noqa: S608 (a year)
    yield


@_off
def a_link_to_the_day(scene: Scene) -> Iterator[None]:
    fold(scene)
    elsewhere = scene.world.root / "elsewhere" / "day-real.sqlite"
    elsewhere.parent.mkdir(exist_ok=True)
    scene.day.rename(elsewhere)
    scene.day.symlink_to(elsewhere)
    yield


@_off
def a_link_to_a_damaged_day(scene: Scene) -> Iterator[None]:
    fold(scene)
    elsewhere = scene.world.root / "elsewhere" / "day-real.sqlite"
    elsewhere.parent.mkdir(exist_ok=True)
    scene.day.rename(elsewhere)
    scene.day.symlink_to(elsewhere)
    with elsewhere.open("r+b") as day:
        day.seek(scene.dice.randrange(100, elsewhere.stat().st_size - 300))
        day.write(scene.dice.randbytes(200))
    yield


@_off
def a_link_to_the_folder(scene: Scene) -> Iterator[None]:
    elsewhere = scene.world.root / "disk"
    scene.world.data.rename(elsewhere)
    scene.world.data.symlink_to(elsewhere)
    yield


@_off
def a_folder_in_place_of_the_day(scene: Scene) -> Iterator[None]:
    fold(scene)
    scene.day.rename(scene.day.with_name("moving"))
    scene.day.mkdir()
    scene.day.with_name("moving").rename(scene.day / "day.sqlite")
    yield


@_off
def a_umask_for_everybody(scene: Scene) -> Iterator[None]:
    before = os.umask(0)
    for path in scene.world.data.rglob("*"):
        path.chmod(0o444 if path.is_file() else 0o777)
    try:
        yield
    finally:
        os.umask(before)


@_off
def noise_in_the_file(scene: Scene) -> Iterator[None]:
    fold(scene)
    with scene.day.open("r+b") as day:
        for _ in range(scene.dice.randrange(1, 6)):
            day.seek(scene.dice.randrange(scene.day.stat().st_size))
            day.write(scene.dice.randbytes(scene.dice.randrange(1, 600)))
    yield


@_off
def a_file_cut_short(scene: Scene) -> Iterator[None]:
    os.truncate(scene.day, scene.dice.randrange(scene.day.stat().st_size))
    yield


@_off
def the_journal_of_another_day(scene: Scene) -> Iterator[None]:
    fold(scene)
    wal = bytearray(b"\x37\x7f\x06\x82") + scene.dice.randbytes(28) + LETTERS.encode() * 4000
    beside(scene, "-wal").write_bytes(bytes(wal))
    beside(scene, "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + LETTERS.encode() * 4000)
    yield


@_off
def machine_files_that_are_gone(scene: Scene) -> Iterator[None]:
    for path in scene.world.data.glob("device.sqlite*"):
        path.unlink()
    yield
