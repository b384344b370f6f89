"""A disk that fills up at any byte: the evening destroys what it must, or says that it could not; never in between."""

import contextlib
import os
import resource
import shutil
import subprocess

import pytest

from tests.helpers.waiting_room import waiting_room
from tests.hostile.evening import evening, left_in, lived_folders

PAGE = 4096
ROOM = 512 * 1024


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    return lived_folders(tmp_path_factory.mktemp("lived"))


@contextlib.contextmanager
def no_file_longer_than(length: int):
    """Let every write past a length fail, as on a full disk, in this process alone."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def evenings_at(lived, place, budgets) -> tuple[int, int]:
    """Live an evening at each budget, then the next try with room again; return how many held and failed."""
    held = failed = 0
    for budget in budgets:
        folder = shutil.copytree(lived[budget % 2], place / str(budget))
        with waiting_room(folder) as room:
            with no_file_longer_than(budget):
                ended = evening(room, folder)
            assert not ended.is_a_lie, f"{sorted(ended.left)} behind an ok at {budget} bytes"
            held, failed = held + ended.ok, failed + (not ended.ok)
            # The next try may find a file half overwritten: it replaces it, does all its work, and says so.
            again = evening(room, folder)
            assert (again.ok, again.left) == (True, frozenset()), f"not even with room again, after {budget} bytes"
        shutil.rmtree(folder)
    return held, failed


def test_no_byte_budget_leaves_a_letter_behind_an_ok(lived, tmp_path):
    largest = max(path.stat().st_size for folder in lived for path in folder.iterdir())
    held, failed = evenings_at(lived, tmp_path, range(0, 2 * largest, largest // 6 + 1))
    assert held
    assert failed


@pytest.mark.long
def test_no_byte_budget_at_all_leaves_a_letter_behind_an_ok(lived, tmp_path):
    largest = max(path.stat().st_size for folder in lived for path in folder.iterdir())
    held, failed = evenings_at(lived, tmp_path, range(0, 2 * largest, 4999))
    print(f"{held} held, {failed} failed")
    assert held
    assert failed


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own, half a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(place)], check=True)
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.system
def test_a_disk_with_no_room_left_is_made_room_on_by_what_must_go(lived, small_disk):
    """The plan of next week is kept even where not one page is free: the old file's own room is used for it."""
    for free in range(0, 40 * PAGE, 3 * PAGE):
        folder = shutil.copytree(lived[0], small_disk / "data")
        with waiting_room(folder) as room:
            filler = small_disk / "filler"
            taken = shutil.disk_usage(small_disk).free - free
            filler.write_bytes(os.urandom(max(taken, 0)))
            ended = evening(room, folder)
            assert not ended.is_a_lie, f"{sorted(ended.left)} behind an ok with {free} bytes free"
            assert not left_in(folder), f"{free} bytes free"
            filler.unlink()
            again = evening(room, folder)
            assert (again.ok, again.planned) == (True, 12), f"{free} bytes free"
        shutil.rmtree(folder)
