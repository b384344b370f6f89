"""A cupsd of the tests changes no folder but its own, though as root it makes its own whatever it is told of."""

import re
import tempfile
from pathlib import Path

import pytest

from tests.system import cups_rig
from tests.system.cups_rig import running_cups
from tests.system.folders_of_others import around, left_as_found

pytestmark = pytest.mark.system
FOLDERS = ("ServerRoot", "RequestRoot", "CacheDir", "StateDir")


def mode(folder: Path) -> int:
    return folder.stat().st_mode & 0o7777


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that anybody may use, as /tmp, in which the tests' cupsd gets its own."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o1777)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_cupsd_of_the_tests_leaves_the_folder_around_it_as_it_was_and_nothing_in_it(shared: Path) -> None:
    with running_cups() as rig:
        assert rig.folder.parent == shared
    assert mode(shared) == 0o1777
    assert list(shared.iterdir()) == []


@pytest.mark.parametrize("directive", FOLDERS)
def test_one_that_takes_the_folder_around_it_for_its_own_is_told_and_the_folder_put_back(
    shared: Path, monkeypatch: pytest.MonkeyPatch, directive: str
) -> None:
    monkeypatch.setattr(cups_rig, "_FILES", re.sub(rf"(?m)^{directive} .*", f"{directive} {shared}", cups_rig._FILES))
    with pytest.raises(AssertionError, match=f"{shared} was 1777"), running_cups():
        pass
    assert mode(shared) == 0o1777


def test_the_folders_of_the_machine_and_of_its_own_cups_are_looked_at(tmp_path: Path) -> None:
    looked_at = around(tmp_path)
    assert {Path("/"), Path("/etc"), Path("/tmp"), Path("/var/tmp"), Path("/etc/cups")} <= looked_at
    assert tmp_path not in looked_at
    with left_as_found(looked_at):
        tmp_path.chmod(0o700)
