"""First frame of home from process start, against a bare Kivy window: seven runs each, medians.

.venv/bin/python tests/bench/bench_start.py
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
ROOT = Path(__file__).parents[2]
BARE = """
import os, socket
os.environ["KIVY_NO_ARGS"] = "1"
from screens.running.environment import prepare_kivy
prepare_kivy(1920, 1080, windowed=True)
from kivy.app import App
from kivy.core.window import Window
from kivy.uix.widget import Widget
def ready(*_):
    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"READY=1", os.environ["NOTIFY_SOCKET"])
Window.bind(on_flip=ready)
App.build = lambda self: Widget()
App().run()
"""


def first_frame(command: list[str]) -> float:
    """Start a process; return the seconds until it says READY=1, which it does after its first frame."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        address = str(Path(folder) / "notify")
        listener.bind(address)
        listener.settimeout(60)
        environment = {**os.environ, "NOTIFY_SOCKET": address, "SDL_VIDEODRIVER": "offscreen", "PYTHONPATH": str(ROOT)}
        data = [part.replace("DATA", folder) for part in command]
        started = time.perf_counter()
        process = subprocess.Popen(
            data, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            while b"READY=1" not in listener.recv(4096):
                pass
            return time.perf_counter() - started
        finally:
            process.kill()
            process.wait()


def main() -> None:
    kiosk = [
        sys.executable,
        "-m",
        "kiosk",
        "run",
        "--practice",
        "--windowed",
        "--window",
        "1920x1080",
        "--data",
        "DATA",
    ]
    bare = [sys.executable, "-c", BARE]
    pairs = [(first_frame(kiosk), first_frame(bare)) for _ in range(RUNS)]
    ours, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"first frame of home: median {ours:.2f} s, worst {max(k for k, _ in pairs):.2f} s")
    print(f"bare Kivy window:    median {floor:.2f} s; ratio {statistics.median(k / b for k, b in pairs):.2f}")


if __name__ == "__main__":
    main()
