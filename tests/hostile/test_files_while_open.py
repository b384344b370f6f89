"""Files that go, change or rot while the kiosk is open: at once the reception, never a door, never a number twice."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from kiosk.domain.machine.data_state import Mishap, Sound, Trouble, Unopenable
from screens.visitor.out_of_service import OutOfServiceScreen
from tests.hostile.scribbler import FILES, GIVEN, a_morning

DOORS = ("J’ai rendez‑vous avec le médiateur", "Je n’ai pas de rendez‑vous")


@pytest.fixture
def real(tmp_path):
    return tmp_path / "data" / "real"


def _number(hand):
    """Take a number through the third door, as a visitor does; return it, or the screen that came instead."""
    hand.tap("Je n’ai pas de rendez‑vous")
    hand.reach("Je ne sais pas")
    hand.rest()
    noted = hand.shell.situation.visit.noted
    return str(noted.ticket) if noted else hand.shell.screen.name


def _afresh(hand):
    hand.shell.navigator.reset()
    hand.rest()


def _some_seconds(hand):
    """Let the kiosk look at its files and its door as often as it does."""
    for _ in range(3):
        hand.wait(5)
        hand.rest()


def _gone(path):
    for place in path.parent.glob(path.name + "*"):
        place.unlink()


def _only_the_file(path):
    path.unlink()


def _only_the_journal(path):
    path.with_name(path.name + "-wal").unlink()


def _only_the_index(path):
    path.with_name(path.name + "-shm").unlink()


def _replaced_by_a_copy(path):
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    copy.rename(path)


def _replaced_by_nothing(path):
    _gone(path)
    path.touch()


def _renamed_away(path):
    path.rename(path.with_name("elsewhere"))


GOINGS = {
    "all of it": _gone, "the file": _only_the_file, "the journal": _only_the_journal, "the index": _only_the_index,
    "replaced by a copy": _replaced_by_a_copy, "replaced by an empty file": _replaced_by_nothing,
    "renamed": _renamed_away,
}  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_what_is_open_and_gone_is_put_back_whole_and_numbers_go_on(open_kiosk, real, file):
    hand = open_kiosk()
    given = [_number(hand)]
    for going in GOINGS.values():
        _afresh(hand)
        going(real / file)
        _some_seconds(hand)
        assert hand.shell.screen.name == "home", going
        given.append(_number(hand))
    assert given == [f"S {n}" for n in range(1, len(GOINGS) + 2)]
    hand.shell.backstage.data.let_go()
    with closing(sqlite3.connect(real / "day.sqlite")) as day:
        kept = day.execute("SELECT series || ' ' || number FROM arrival ORDER BY number").fetchall()
    assert [number for (number,) in kept] == given


def test_a_number_is_not_shown_when_the_folder_would_not_hold_it(open_kiosk, real):
    hand = open_kiosk()
    hand.shell.backstage.look_no_more()
    hand.tap("Je n’ai pas de rendez‑vous")
    # The look at the files that a door begins is over: one that came later would put them back, and a number be right.
    hand.rest()
    _gone(real / "day.sqlite")
    hand.reach("Je ne sais pas")
    hand.rest()
    assert hand.shell.situation.visit.noted is None
    assert hand.shell.screen.name == "help"
    _afresh(hand)
    assert _number(hand) == "S 1"


def test_the_whole_folder_can_go_and_nothing_is_lost(open_kiosk, real):
    hand = open_kiosk()
    assert _number(hand) == "S 1"
    _afresh(hand)
    shutil.rmtree(real)
    _some_seconds(hand)
    assert _number(hand) == "S 2"
    assert hand.shell.backstage.data.mishaps == (Mishap.DAY_RESCUED, Mishap.FIGURES_RESCUED, Mishap.DEVICE_RESCUED)


@pytest.mark.parametrize("file", FILES)
def test_noise_written_over_an_open_file_is_mended_and_numbers_go_on(open_kiosk, real, file):
    hand = open_kiosk()
    assert _number(hand) == "S 1"
    _afresh(hand)
    with (real / file).open("r+b") as open_file:
        open_file.write(os.urandom(64 * 1024))
    for _ in range(3):
        hand.wait(30)
        hand.rest()
    assert hand.shell.backstage.data.state == Sound()
    assert hand.shell.screen.name in {"home", "closed"}
    assert _number(hand) == "S 2"


@pytest.mark.parametrize("file", ["day.sqlite", "device.sqlite"])
def test_without_a_file_of_ours_home_opens_no_door_and_comes_back_by_itself(open_kiosk, real, file):
    hand = open_kiosk()
    assert _number(hand) == "S 1"
    _afresh(hand)
    hand.shell.situation.speak("ar")
    hand.shell.situation.wear(size=160)
    aside = real.parent / "aside"
    hand.shell.backstage.data.let_go()
    shutil.copytree(real, aside)
    _gone(real / file)
    with closing(sqlite3.connect(real / file)) as foreign:
        foreign.execute("CREATE TABLE bookmarks (title)")
    _some_seconds(hand)
    assert hand.shell.backstage.data.state == Unopenable(Trouble.FOREIGN)
    assert isinstance(hand.shell.screen, OutOfServiceScreen)
    assert not [words for words in hand.words() if words in DOORS]
    _gone(real / file)
    shutil.copy(aside / file, real / file)
    _some_seconds(hand)
    assert hand.shell.screen.name == "home"
    assert (hand.shell.t.language, hand.shell.look.size) == ("ar", 160)
    _afresh(hand)
    assert _number(hand) == "S 2"


def test_a_kiosk_that_starts_on_a_damaged_day_opens_its_doors_and_the_desk_is_told_what_to_do(open_kiosk, real):
    a_morning(real)
    with (real / "day.sqlite").open("r+b") as day, (real / "day.sqlite-wal").open("r+b") as journal:
        day.write(b"noise" * 2000)
        journal.write(b"noise" * 2000)
    hand = open_kiosk()
    assert hand.shell.screen.name == "home"
    assert _number(hand) == f"S {GIVEN + 1}"
    hand.shell.staff_door.open()
    hand.rest()
    assert "Réimportez votre agenda." in hand.shell.staff_door.desk.ids.notice.alarm
