"""Files damaged at random: no evening says "ok" and leaves a letter, a code or a token behind."""

import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.helpers.waiting_room import waiting_room
from tests.hostile.evening import Evening, evening, lived_folders

PAGE, SECTOR = 4096, 512
FILES = ("day.sqlite", "day.sqlite", "day.sqlite", "day.sqlite-wal", "figures.sqlite", "device.sqlite")


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    return lived_folders(tmp_path_factory.mktemp("lived"))


def _scribble(held: bytearray, draw: random.Random) -> None:
    at, length = draw.randrange(len(held)), draw.choice((1, 8, 64, 700))
    held[at : at + length] = draw.randbytes(len(held[at : at + length]))


def _flip_bits(held: bytearray, draw: random.Random) -> None:
    for _ in range(draw.choice((1, 1, 1, 5))):
        held[draw.randrange(len(held))] ^= 1 << draw.randrange(8)


def _swap_pages(held: bytearray, draw: random.Random) -> None:
    pages = len(held) // PAGE
    one, other = (PAGE * draw.randrange(min(1, pages - 1), max(pages, 1)) for _ in range(2))
    held[one : one + PAGE], held[other : other + PAGE] = held[other : other + PAGE], held[one : one + PAGE]


def _zero_sectors(held: bytearray, draw: random.Random) -> None:
    at = SECTOR * draw.randrange(max(1, len(held) // SECTOR))
    length = SECTOR * draw.choice((1, 1, 8))
    held[at : at + length] = bytes(len(held[at : at + length]))


def _cut_short(held: bytearray, draw: random.Random) -> None:
    del held[draw.randrange(len(held)) :]


HARMS = (_scribble, _flip_bits, _flip_bits, _swap_pages, _zero_sectors, _cut_short)


def _harmed(folder: Path, draw: random.Random) -> str:
    path = folder / draw.choice([name for name in FILES if (folder / name).exists()])
    held = bytearray(path.read_bytes())
    if not held:
        return "nothing"
    harm = draw.choice(HARMS)
    harm(held, draw)
    # In place, so that whoever has the file open sees it.
    with path.open("r+b") as file:
        file.write(held)
        file.truncate()
    return f"{harm.__name__} {path.name}"


def _one_evening(lived, folder: Path, seed: int) -> tuple[str, Evening | None]:
    """Damage a folder that stands closed, or under the open kiosk; None when it did not open, which is seen."""
    draw = random.Random(seed)
    shutil.copytree(draw.choice(lived), folder)
    while_open = draw.random() < 0.4
    harm = "" if while_open else _harmed(folder, draw)
    try:
        opened = waiting_room(folder)
    except Exception as error:
        return f"{harm}: {type(error).__name__}", None
    with opened as room:
        harm = _harmed(folder, draw) if while_open else harm
        return harm, evening(room, folder)


def _evenings(lived, place: Path, seeds: range) -> Counter[str]:
    told: Counter[str] = Counter()
    for seed in seeds:
        folder = place / str(seed)
        harm, ended = _one_evening(lived, folder, seed)
        assert ended is None or not ended.is_a_lie, f"seed {seed}, {harm}: {sorted(ended.left)} behind an ok"
        told["refused at opening" if ended is None else "held" if ended.ok else "failed"] += 1
        told["plan kept"] += bool(ended and ended.planned == 12)
        shutil.rmtree(folder)
    return told


def test_a_sound_evening_keeps_next_week_and_nothing_of_today(lived, tmp_path):
    for folder in lived:
        with waiting_room(shutil.copytree(folder, tmp_path / folder.name)) as room:
            ended = evening(room, tmp_path / folder.name)
        assert (ended.ok, ended.left, ended.planned) == (True, frozenset(), 12)


def test_damage_of_every_kind_leaves_no_letter_behind_an_ok(lived, tmp_path):
    told = _evenings(lived, tmp_path, range(40))
    assert told["held"] > 20
    assert told["plan kept"] > 20


@pytest.mark.long
def test_five_hundred_damages_leave_no_letter_behind_an_ok(lived, tmp_path):
    told = _evenings(lived, tmp_path, range(1000, 1500))
    print(dict(told))
    assert told["held"] > 300


def test_an_index_that_no_longer_finds_its_rows_hides_no_appointment_from_the_purge(lived, tmp_path):
    folder = shutil.copytree(lived[0], tmp_path / "data")
    nothing = " WHERE starts > '9'"
    with closing(sqlite3.connect(folder / "day.sqlite", isolation_level=None)) as raw:
        # Made anew for nothing, the index then claims again to hold every row.
        for sql in ("sql || ?", "replace(sql, ?, '')"):
            raw.execute("PRAGMA writable_schema=ON")
            raw.execute(f"UPDATE sqlite_schema SET sql = {sql} WHERE name = 'ix_appointment_starts'", [nothing])  # noqa: S608
            raw.execute("PRAGMA writable_schema=RESET")
            if sql.startswith("sql"):
                raw.execute("REINDEX ix_appointment_starts")
    with waiting_room(folder) as room:
        ended = evening(room, folder)
    assert (ended.ok, ended.left) == (True, frozenset())
