"""The Debian package as dpkg reads it: what it needs, what it brings, what it asks. No wheel is fetched for it here."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.system
ROOT = Path(__file__).parents[2]
NAME = "kiosk-france-services"


def dpkg(*words: str | Path) -> str:
    done = subprocess.run(["dpkg-deb", *map(str, words)], capture_output=True, text=True, check=True, timeout=120)
    return done.stdout


@pytest.fixture(scope="module", params=["amd64", "arm64"])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    out = tmp_path_factory.mktemp("package")
    done = subprocess.run(
        [ROOT / "deploy" / "build-deb.sh", "--arch", request.param, "--out", out],
        env={**os.environ, "KIOSK_NO_WHEELS": "yes"}, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (made,) = out.glob(f"{NAME}_*_{request.param}.deb")
    yield made


def test_it_requires_what_a_minimal_system_lacks_and_stands_beside_no_desktop(package: Path) -> None:
    needs = dpkg("-f", package, "Depends")
    for need in (
        "python3 (>= 3.11), python3 (<< 3.14)", "cage", "xwayland", "seatd", "cups", "nftables", "ipp-usb",
        "libasound2 | libasound2t64", "systemd-timesyncd | time-daemon", "unattended-upgrades",
    ):  # fmt: skip
        assert f"{need}," in f"{needs.strip()},"
    assert "x-display-manager" in dpkg("-f", package, "Conflicts")


def test_it_holds_the_program_its_pins_and_its_settings_as_shipped_and_nobody_else_s_files(package: Path) -> None:
    lines = [line.split(maxsplit=5) for line in dpkg("-c", package).splitlines()]
    paths = {line[5].split(" -> ")[0].removeprefix(".") for line in lines}
    for path in ("kiosk/__main__.py", "screens/app.py", "deploy/runtime.lock", "defaults/kiosk.toml", "wheels/"):
        assert f"/opt/kiosk/{path}" in paths
    assert {line[1] for line in lines} == {"root/root"}
    # Nobody but root changes what runs, and whoever runs it can read it.
    assert all(line[0][5] == "-" and line[0][7:9] in ("r-",) for line in lines if line[0][0] != "l")
    assert not [path for path in paths if "__pycache__" in path or "/.venv" in path.removesuffix("bin/kiosk")]
    # What is in force lies in /etc/kiosk and /var/lib/kiosk, which no upgrade overwrites.
    assert not [path for path in paths if path.startswith(("/etc/", "/var/"))]


def test_its_scripts_can_be_read_by_the_shell_that_they_name(package: Path, tmp_path: Path) -> None:
    dpkg("-e", package, tmp_path)
    for name in ("postinst", "prerm", "postrm", "config"):
        shell = (tmp_path / name).read_text(encoding="utf-8").splitlines()[0].removeprefix("#!")
        assert subprocess.run([shell, "-n", tmp_path / name], check=False).returncode == 0
        assert os.access(tmp_path / name, os.X_OK)


def test_another_python_of_the_system_makes_it_build_its_environment_anew(package: Path, tmp_path: Path) -> None:
    dpkg("-e", package, tmp_path)
    assert (tmp_path / "triggers").read_text(encoding="utf-8") == "interest-noawait /usr/bin/python3\n"
    assert "\ntriggered)\n" in (tmp_path / "postinst").read_text(encoding="utf-8")


def test_who_purges_it_is_asked_in_french_whether_the_figures_go_too(package: Path, tmp_path: Path) -> None:
    dpkg("-e", package, tmp_path)
    asked = (tmp_path / "templates").read_text(encoding="utf-8")
    assert "Description-fr.UTF-8: Détruire les chiffres et les comptes de la borne\u202f?" in asked
