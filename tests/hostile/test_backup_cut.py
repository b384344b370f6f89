"""The plug is pulled while a backup is written or put back: what is on the key is old or new, never half of either.

A process is killed at each line of our own code in turn, which no dice and no busy machine can miss; then, within what
SQLite and the kernel do, at times of a dice.
"""

import hashlib
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from kiosk.adapters.database.open_box import OpenBox
from kiosk.adapters.errands.backup_place import keep
from kiosk.adapters.machine.age import Age
from kiosk.domain.machine.backups import KEPT
from kiosk.services.backups import Restoring
from tests.helpers.backed_up import Box, Pair, new_pair
from tests.helpers.waiting_room import PARIS, StandingClock
from tests.hostile.lived_day import at
from tests.hostile.night import killed_at

SITE = "meaux"
OLD = [f"sauvegarde-borne-meaux-2026-10-{day:02d}-10h00-00.age" for day in range(1, KEPT + 1)]
NEW = "sauvegarde-borne-meaux-2026-11-24-10h00-00.age"


def content_of(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest() * 9000


def a_process(job: Callable[[], object]) -> int:
    """Run something in a process of its own; return its number."""
    child = os.fork()
    if child == 0:
        try:
            job()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def ended(child: int) -> bool:
    """Wait for a process; say whether it came to its end. Whatever else than a kill ends it is a failure."""
    status = os.waitpid(child, 0)[1]
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed or os.WEXITSTATUS(status) == 0
    return not killed


def at_line(line: int, job: Callable[[], object]) -> bool:
    """Run something that is killed at the so-manieth line of our own code; say whether it came to its end before."""

    def doomed() -> None:
        sys.settrace(killed_at(line))
        job()
        sys.settrace(None)

    return ended(a_process(doomed))


def old_or_new(key: Path) -> bool:
    """Say that every backup of a key is whole, and that the newest of the old is there; return whether the new is."""
    found = {path.name: path.read_bytes() for path in key.glob("*.age")}
    assert [name for name, held in found.items() if held != content_of(name)] == []
    assert OLD[-1] in found
    return NEW in found


@pytest.fixture
def key(tmp_path: Path) -> Path:
    place = tmp_path / "usb"
    place.mkdir()
    for name in OLD:
        (place / name).write_bytes(content_of(name))
    return place


def test_a_writer_killed_at_any_line_leaves_old_or_new(key: Path) -> None:
    seen, line = set(), 0
    while True:
        line += 1
        if at_line(line, lambda: keep(key, SITE, NEW, content_of(NEW))):
            break
        seen.add(old_or_new(key))
        (key / NEW).unlink(missing_ok=True)
    assert seen == {True, False}
    assert line > 30
    assert sorted(path.name for path in key.iterdir()) == [*OLD[1:], NEW]


@pytest.mark.parametrize("tries", [60, pytest.param(2000, marks=pytest.mark.long)])
def test_a_writer_killed_at_any_time_leaves_old_or_new(key: Path, tries: int) -> None:
    dice = random.Random(17)
    for _ in range(tries):
        child = a_process(lambda: keep(key, SITE, NEW, content_of(NEW)))
        time.sleep(dice.random() * 0.01)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        old_or_new(key)
        (key / NEW).unlink(missing_ok=True)
    keep(key, SITE, NEW, content_of(NEW))
    assert sorted(path.name for path in key.iterdir()) == [*OLD[1:], NEW]


def restored(box: Box, backup: Path, pair: Pair, line: int = 0) -> None:
    """Restore; be killed at a line of what replaces, for looking touches nothing. The guides are not read each time."""
    with box.open() as files:
        target = OpenBox(files, box.config, lambda _: "", now=box.clock)
        contents, told = Restoring(Age(), target, PARIS, "").look(backup.read_bytes(), pair.identity)
        if line:
            sys.settrace(killed_at(line))
        Restoring(Age(), target, PARIS, "").replace(contents, told)
        sys.settrace(None)
        target.done()


@pytest.mark.parametrize("share", [90, pytest.param(9, marks=pytest.mark.long)])
def test_a_box_whose_restoring_is_cut_anywhere_is_whole_and_ends_restored_when_it_is_done_again(
    tmp_path: Path, share: int
) -> None:
    """One line in ninety in the quick run, one in nine in the long one."""
    pair, key = new_pair(tmp_path), tmp_path / "usb"
    key.mkdir()
    here, there = (
        Box(tmp_path / "here", StandingClock(at(10)), pair.public),
        Box(tmp_path / "there", StandingClock(at(11))),
    )
    with here.open() as files:
        here.count(files, "2026-11", 30, 2)
        here.employ(files, "A1", "M1")
        here.back_up(key)
    (backup,) = key.iterdir()
    with there.open() as files:
        there.count(files, "2026-09", 5, 7)
        there.employ(files, "Z9")
    before, after = there.held(), here.held()
    shutil.copytree(there.folder, tmp_path / "as it was")
    line, seen = 1, set()
    while not ended(a_process(partial(restored, there, backup, pair, line))):
        held = there.held()
        seen.add(tuple(held[part] == after[part] for part in ("figures", "accounts")))
        for part in ("figures", "accounts"):
            assert held[part] in (before[part], after[part])
        for name, content in held["settings"].items():
            assert content in (before["settings"][name], after["settings"][name])
        there.clock.utc += timedelta(minutes=1)
        restored(there, backup, pair)
        assert there.held() == after
        assert "Z9" in (there.data / "replaced" / "accounts.json").read_text()
        shutil.rmtree(there.folder)
        shutil.copytree(tmp_path / "as it was", there.folder)
        line += share
    assert {(False, False), (True, False), (True, True)} <= seen
    assert line > 200
