"""What a box tells of itself: a sound card, the room on its disk, whether that disk is encrypted."""

import ctypes
from pathlib import Path

import pytest

from kiosk.adapters.machine.equipment import LinuxEquipment

_MOUNTS = """\
22 1 {root} / / rw,relatime shared:1 - ext4 {root_source} rw
23 22 0:21 / /tmp rw - tmpfs tmpfs rw
24 22 {data} / {folder} rw,relatime - {kind} {source} rw
"""


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """Return where a made-up machine has its files: a disk sda with a part sda2, and dm-0 upon it."""
    root = tmp_path / "machine"
    for name, number in (("sda", "8:0"), ("sda2", "8:2"), ("dm-0", "253:0"), ("dm-1", "253:1")):
        device = root / "sys/devices" / name
        device.mkdir(parents=True)
        (device / "dev").write_text(f"{number}\n")
        for place in ("sys/dev/block", "sys/class/block"):
            (root / place).mkdir(parents=True, exist_ok=True)
        (root / "sys/dev/block" / number).symlink_to(device)
        (root / "sys/class/block" / name).symlink_to(device)
    (root / "proc/self").mkdir(parents=True)
    return root


def is_reached() -> bool:
    """Say whether this machine has what reaches a card."""
    try:
        ctypes.CDLL("libasound.so.2")
    except OSError:
        return False
    return True


def stand_on(box: Path, device: str, *slaves: str, uuid: str = "") -> None:
    place = box / "sys/devices" / device
    (place / "slaves").mkdir()
    for slave in slaves:
        (place / "slaves" / slave).symlink_to(box / "sys/devices" / slave)
    if uuid:
        (place / "dm").mkdir()
        (place / "dm/uuid").write_text(uuid)


def equipment(box: Path, folder: Path, data: str, *, kind: str = "ext4", source: str = "/dev/x") -> LinuxEquipment:
    folder.mkdir(exist_ok=True)
    mounts = _MOUNTS.format(
        root="8:2",
        root_source="/dev/sda2",
        data=data,
        folder=str(folder).replace(" ", "\\040"),
        kind=kind,
        source=source,
    )
    (box / "proc/self/mountinfo").write_text(mounts)
    return LinuxEquipment(folder / "real", box)


def test_a_plain_part_of_a_disk_is_not_encrypted(box: Path, tmp_path: Path) -> None:
    assert equipment(box, tmp_path / "data", "8:2").is_encrypted() is False


def test_a_volume_of_dm_crypt_is_and_so_is_what_lies_on_it(box: Path, tmp_path: Path) -> None:
    stand_on(box, "dm-0", "sda2", uuid="CRYPT-LUKS2-0123-home")
    stand_on(box, "dm-1", "dm-0", uuid="LVM-abcd")
    assert equipment(box, tmp_path / "my data", "253:0").is_encrypted() is True
    assert equipment(box, tmp_path / "my data", "253:1").is_encrypted() is True


def test_a_volume_half_of_which_is_in_the_clear_is_not(box: Path, tmp_path: Path) -> None:
    stand_on(box, "dm-0", "sda2", uuid="CRYPT-LUKS2-0123-home")
    stand_on(box, "dm-1", "dm-0", "sda", uuid="LVM-abcd")
    assert equipment(box, tmp_path / "data", "253:1").is_encrypted() is False


def test_a_file_system_with_a_number_of_its_own_is_known_by_its_disk(box: Path, tmp_path: Path) -> None:
    stand_on(box, "dm-0", "sda2", uuid="CRYPT-LUKS2-0123-home")
    encrypted = equipment(box, tmp_path / "data", "0:45", kind="btrfs", source="/dev/dm-0")
    assert encrypted.is_encrypted() is True


def test_of_a_file_system_on_no_disk_nothing_is_claimed(box: Path, tmp_path: Path) -> None:
    assert equipment(box, tmp_path / "data", "0:33", kind="overlay", source="overlay").is_encrypted() is None
    (box / "proc/self/mountinfo").unlink()
    assert LinuxEquipment(tmp_path / "data", box).is_encrypted() is None


def test_sound_needs_a_card_that_plays(box: Path, tmp_path: Path) -> None:
    here = equipment(box, tmp_path / "data", "8:2")
    assert not here.has_sound()
    (box / "proc/asound/card0/pcm0c").mkdir(parents=True)
    assert not here.has_sound()  # it records
    (box / "proc/asound/card0/pcm0p").mkdir()
    assert here.has_sound() is is_reached()


def test_a_folder_that_is_not_there_yet_lies_on_the_disk_of_what_is(tmp_path: Path) -> None:
    found = LinuxEquipment(tmp_path / "not" / "yet").disk()
    assert found is not None
    assert 0 < found.free <= found.whole
    assert not (tmp_path / "not").exists()
