"""The services as systemd reads them, what they keep from whoever breaks in, and who comes in from the network."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.system.session_rig import INSTALLED, ROOT, UNIT

pytestmark = pytest.mark.system
UNITS = sorted(UNIT.parent.glob("*.service"))
PAGE, FIREWALL = (UNIT.with_name(f"kiosk-{name}.service") for name in ("out-of-service", "firewall"))
EXPOSED = 20  # tenths: what `systemd-analyze security` may answer at most, of 100


def verified(folder: Path, unit: Path, text: str) -> subprocess.CompletedProcess[str]:
    for other in UNITS:
        (folder / other.name).write_text(other.read_text(encoding="utf-8").replace(str(INSTALLED), str(ROOT)))
    (folder / unit.name).write_text(text.replace(str(INSTALLED), str(ROOT)), encoding="utf-8")
    command = ["systemd-analyze", "verify", str(folder / unit.name)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


def exposed(folder: Path, unit: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / unit.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={EXPOSED}"]
    return subprocess.run([*command, str(folder / unit.name)], check=False, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_finds_nothing_wrong_with_a_unit(unit: Path, tmp_path: Path) -> None:
    checked = verified(tmp_path, unit, unit.read_text(encoding="utf-8"))
    assert "kiosk" not in checked.stderr
    assert checked.returncode == 0


def test_systemd_would_say_so_if_there_were(tmp_path: Path) -> None:
    checked = verified(tmp_path, UNIT, UNIT.read_text(encoding="utf-8").replace("Type=notify", "Type=notifies"))
    assert f"{UNIT.name}:" in checked.stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_whoever_breaks_into_a_service_finds_little_to_do(unit: Path, tmp_path: Path) -> None:
    asked = exposed(tmp_path, unit, unit.read_text(encoding="utf-8"))
    assert asked.returncode == 0, asked.stdout


@pytest.mark.parametrize("line", ["ProtectSystem=strict", "CapabilityBoundingSet=", "SystemCallFilter=@system-service"])
def test_one_wall_less_and_it_is_refused(line: str, tmp_path: Path) -> None:
    weaker = UNIT.read_text(encoding="utf-8").replace(f"\n{line}\n", "\n")
    assert exposed(tmp_path, UNIT, weaker).returncode != 0


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_no_service_leaves_its_memory_in_a_file(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    assert "\nLimitCORE=0\n" in text
    assert unit == FIREWALL or "\nMemorySwapMax=0\n" in text


def test_recoveries_end_and_then_a_picture_sends_people_to_the_reception() -> None:
    text = UNIT.read_text(encoding="utf-8")
    said = dict(line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))
    assert said["OnFailure"] == PAGE.name
    # The longest way to fail: no READY in time, then an end in no hurry. So many of them fit in, or it never gives up.
    longest = sum(int(said[key]) for key in ("TimeoutStartSec", "TimeoutStopSec", "RestartSec"))
    assert longest * int(said["StartLimitBurst"]) < int(said["StartLimitIntervalSec"])
    assert f"ExecStartPre=-+systemctl stop {PAGE.name}" in text
    # A conflict works both ways: the picture would take a restart that is due away.
    assert "Conflicts=kiosk.service" not in PAGE.read_text(encoding="utf-8")
    assert PAGE.name not in said["Conflicts"]


def test_the_picture_needs_neither_python_nor_settings_nor_data() -> None:
    text = PAGE.read_text(encoding="utf-8") + (ROOT / "deploy/out_of_service/show.sh").read_text(encoding="utf-8")
    asked = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert "python" not in asked
    assert "-m kiosk" not in asked
    assert "InaccessiblePaths=-/var/lib/kiosk" in asked


@pytest.fixture
def rules() -> list[str]:
    """The rules as the kernel holds them, put twice into a network of their own, as root may have."""
    if not shutil.which("nft", path="/usr/sbin:/usr/bin:/sbin:/bin"):
        pytest.skip("nftables is not installed")
    put = f"PATH=/usr/sbin:/usr/bin; nft -f {ROOT}/deploy/firewall/kiosk.nft && nft -f {ROOT}/deploy/firewall/kiosk.nft"
    done = subprocess.run(
        ["unshare", "--net", "--map-root-user", "sh", "-c", f"{put} && nft list ruleset"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    if "Operation not permitted" in done.stderr:
        pytest.skip("no network of one's own here")
    assert done.returncode == 0, done.stderr
    return [line.strip() for line in done.stdout.splitlines()]


def test_nobody_comes_in_from_the_network(rules: list[str]) -> None:
    assert rules.count("type filter hook input priority filter; policy drop;") == 1
    assert rules.count("type filter hook forward priority filter; policy drop;") == 1
    let_in = [re.sub(r"\{.*\}", "{…}", line) for line in rules if line.endswith("accept")]
    assert let_in == [
        'iif "lo" accept', "ct state established,related accept", "icmpv6 type {…} ip6 hoplimit 255 accept"
    ]  # fmt: skip
