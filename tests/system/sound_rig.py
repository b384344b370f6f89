"""A sound server with a room that nobody is in: what is played there is written down, and measured."""

import array
import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 30
LOUDEST = 32767
# What the dummy room's own noise could be, were there any.
SILENCE = 60


@dataclass(frozen=True)
class Room:
    """A folder with the server's socket in it."""

    folder: Path

    @property
    def env(self) -> dict[str, str]:
        return {
            **os.environ, "PULSE_SERVER": f"unix:{self.folder}/room", "SDL_AUDIODRIVER": "pulseaudio",
            "SDL_VIDEODRIVER": "offscreen", "XDG_RUNTIME_DIR": str(self.folder), "HOME": str(self.folder),
            "KIVY_NO_ARGS": "1", "KIVY_NO_CONSOLELOG": "1", "PYTHONPATH": str(ROOT),
        }  # fmt: skip

    def hears(self, program: str, *arguments: object) -> "Heard":
        """Run a Python program while writing down what it plays."""
        taken = self.folder / "taken.wav"
        command = ["parecord", "--device=room.monitor", "--rate=22050", "--channels=1", "--format=s16le",
                   "--latency-msec=20", "--file-format=wav", str(taken)]  # fmt: skip
        recorder = subprocess.Popen(command, env=self.env, stderr=subprocess.DEVNULL)
        try:
            until = time.monotonic() + PATIENCE
            while (not taken.exists() or not taken.stat().st_size) and time.monotonic() < until:
                time.sleep(0.02)
            done = subprocess.run(
                [sys.executable, "-c", program, *map(str, arguments)],
                env=self.env, timeout=120, check=False, capture_output=True, text=True, cwd=ROOT,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr[-3000:]
            time.sleep(0.3)
        finally:
            recorder.send_signal(signal.SIGINT)
            recorder.wait(10)
        return Heard.of(taken)


@dataclass(frozen=True)
class Heard:
    """What was in the air: samples of 16 bits, and how many a second."""

    samples: array.array
    rate: int

    @classmethod
    def of(cls, path: Path) -> "Heard":
        with wave.open(str(path)) as sound:
            return cls(array.array("h", sound.readframes(sound.getnframes())), sound.getframerate())

    @property
    def peak(self) -> int:
        return max(map(abs, self.samples), default=0)

    @property
    def clipped(self) -> int:
        """How many samples lie at the edge."""
        return sum(abs(sample) >= LOUDEST for sample in self.samples)

    @property
    def spoken(self) -> float:
        """For how many seconds there was a sound, by hundredths."""
        step = self.rate // 100
        parts = (self.samples[at : at + step] for at in range(0, len(self.samples), step))
        return sum(max(map(abs, part)) > SILENCE for part in parts) / 100


@contextmanager
def quiet_room(folder: Path) -> Iterator[Room]:
    """Start a sound server of our own, and end it."""
    room = Room(folder)
    command = [
        "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes",
        "-L", "module-null-sink sink_name=room rate=22050",
        "-L", f"module-native-protocol-unix socket={folder}/room auth-anonymous=1",
    ]  # fmt: skip
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=room.env, stdout=log, stderr=log)
    try:
        until = time.monotonic() + PATIENCE
        asked = ["pactl", "info"]
        while subprocess.run(asked, env=room.env, capture_output=True, check=False).returncode:
            assert time.monotonic() < until, (folder / "server.log").read_text()
            time.sleep(0.05)
        yield room
    finally:
        server.terminate()
        server.wait(10)
