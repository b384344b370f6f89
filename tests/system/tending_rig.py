"""`kiosk tend` as a process of its own, on a folder of the test's."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The program, on a machine whose kernel vouches for its clock: this one may have neither battery nor time service.
PROGRAM = """
from kiosk.__main__ import main
from kiosk.adapters.machine.clocks import LinuxMachine
LinuxMachine.is_synchronised = lambda self: True
main()
"""


def tend(tmp_path: Path, folder: Path | str, *words: str) -> subprocess.Popen[str]:
    """Start it; `folder` is the one to watch."""
    config = tmp_path / "config"
    if not config.exists():
        subprocess.run(["cp", "-r", ROOT / "config", config], check=True)
        said = (config / "kiosk.toml").read_text("utf-8")
        (config / "kiosk.toml").write_text(
            said.replace('destroyed there; what was refused stays. Left empty: no folder is watched.\nfolder = ""',
                         f'\nfolder = "{folder}"'), "utf-8"
        )  # fmt: skip
    (tmp_path / "data" / "real").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", PROGRAM, "tend", "--data", tmp_path / "data", "--config", config, *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
