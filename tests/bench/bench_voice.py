"""From the finger that lets go of "Écouter" to the first sample in the room: clips made ahead, and made at that moment.

The room is a PulseAudio null sink, listened to in pieces of 10 ms; the silence that a clip begins with counts.

.venv/bin/python tests/bench/bench_voice.py
"""

import array
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from tests.system.sound_rig import SILENCE, Room, quiet_room  # noqa: E402

ROUNDS, PIECE, PATIENCE = 10, 440, 10.0  # a piece: bytes of 10 ms at 22,050 samples of 16 bits a second


class Ear(threading.Thread):
    """Notes when it last heard something, and when first after it was asked to listen."""

    def __init__(self, room: Room) -> None:
        super().__init__(daemon=True)
        command = ["parecord", "--device=room.monitor", "--rate=22050", "--channels=1", "--format=s16le",
                   "--latency-msec=20", "--raw"]  # fmt: skip
        self._recorder = subprocess.Popen(command, env=room.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.last = 0.0
        self.first: float | None = None

    def run(self) -> None:
        while piece := self._recorder.stdout.read(PIECE):
            heard = array.array("h", piece)
            if max(map(abs, heard), default=0) > SILENCE:
                self.last = time.perf_counter()
                self.first = self.first or self.last

    def end(self) -> None:
        self._recorder.terminate()
        self._recorder.wait(10)


def open_kiosk(data: Path) -> Any:
    """Open the real kiosk on a folder; return its hand and what listens between screens and voice."""
    from kiosk.composition import outfit
    from kiosk.settings import load_settings
    from screens.app import open_shell
    from screens.driver.hand import Hand
    from tests.helpers.listener import listen_to

    shell = open_shell(outfit(load_settings(site="meaux"), data, practice=True), (1920, 1080))
    hand = Hand(shell)
    shell.wake()
    hand.until(lambda: shell.is_ready, "the guides did not load")
    hand.rest()
    return hand, listen_to(hand)


def silent(hand: Any, ear: Ear) -> None:
    """Turn the loop until the room is silent for a while."""
    began = time.perf_counter()
    while time.perf_counter() - max(ear.last, began) < 0.5:
        hand.frame()
        time.sleep(0.005)


def one(hand: Any, ear: Ear) -> float:
    """Touch "Écouter" of a new visit; return the milliseconds to the first sample."""
    hand.tap("Effacer mon écran")
    hand.rest()
    silent(hand, ear)
    control = hand.find("Écouter cet écran")
    hand.wait(0.6)
    finger = hand.fingers.new(*control.center)
    hand.fingers.post("begin", finger)
    hand.frame()
    hand.fingers.post("end", finger)
    ear.first, began = None, time.perf_counter()
    while ear.first is None:
        assert time.perf_counter() - began < PATIENCE, "nothing was heard"
        hand.frame()
        time.sleep(0.001)
    return (ear.first - began) * 1000


def told(name: str, times: list[float], aim: int) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    middle, worst = statistics.median(times), max(times)
    print(f"{name}: n={len(times)}, median {middle:.0f} ms, p95 {p95:.0f}, worst {worst:.0f}; aim {aim}", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, quiet_room(Path(folder)) as room:
        os.environ.update(room.env)
        from screens.running.environment import prepare_kivy

        prepare_kivy(1920, 1080, windowed=True)
        from kivy.core.audio import SoundLoader

        from kiosk.adapters.speech.building import build
        from kiosk.adapters.speech.engines import prepared_folder

        # Opened before anybody records: with a recorder beside, the first opening was seen to wait for ever here.
        SoundLoader.load(str(ROOT / "assets" / "sounds" / "arrival.wav"))
        data, ear = Path(folder) / "data", Ear(room)
        ear.start()
        hand, listener = open_kiosk(data)
        told("made at that moment", [one(hand, ear) for _ in range(ROUNDS)], 400)
        phrases = list(dict.fromkeys(phrase for phrase in listener.phrases if not phrase.is_passing))
        engines = list(hand.shell.outfit.speech._speech.engines("fr"))
        hand.let_go()
        build(prepared_folder(data), "fr", phrases, engines)
        hand, _ = open_kiosk(data)
        told("made ahead", [one(hand, ear) for _ in range(ROUNDS)], 150)
        hand.let_go()
        ear.end()


if __name__ == "__main__":
    main()
