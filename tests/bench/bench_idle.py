"""What the kiosk costs when nobody touches it: processor share of the real process over twenty seconds.

.venv/bin/python tests/bench/bench_idle.py        (with DISPLAY set it is drawn there, else offscreen)
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SETTLE, WATCHED = 8.0, 20.0
ROOT = Path(__file__).parents[2]


def processor_seconds(pid: int) -> float:
    """Return the processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    environment = dict(os.environ)
    if "DISPLAY" not in environment:
        environment["SDL_VIDEODRIVER"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "kiosk", "run", "--practice", "--windowed", "--data", folder]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            time.sleep(SETTLE)
            before = processor_seconds(process.pid)
            time.sleep(WATCHED)
            used = processor_seconds(process.pid) - before
        finally:
            process.kill()
            process.wait()
    print(f"idle: {used / WATCHED:.2%} of one core over {WATCHED:.0f} s")


if __name__ == "__main__":
    main()
