"""The service as systemd itself reads it."""

import subprocess
from pathlib import Path

import pytest

from tests.system.session_rig import INSTALLED, ROOT, UNIT

pytestmark = pytest.mark.system


def verified(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    unit = folder / UNIT.name
    unit.write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", str(unit)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    text = UNIT.read_text(encoding="utf-8").replace(str(INSTALLED), str(ROOT))
    checked = verified(tmp_path, text)
    assert UNIT.name not in checked.stderr
    assert checked.returncode == 0


def test_systemd_would_say_so_if_there_were(tmp_path: Path) -> None:
    checked = verified(tmp_path, UNIT.read_text(encoding="utf-8").replace("Type=notify", "Type=notifies"))
    assert f"{UNIT.name}:" in checked.stderr
