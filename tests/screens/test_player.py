"""Clips are played one after another, never two at a time; a machine without sound is silent and works on."""

import ctypes
import math
import os
import struct
import subprocess
import sys
import time
import wave
from itertools import pairwise
from pathlib import Path

import pytest
from kivy.clock import Clock

from screens.toolkit.player import Player, gain_of

RATE = 22050


def tone(path: Path, seconds: float) -> Path:
    """Write a clip that is no silence."""
    with wave.open(str(path), "wb") as clip:
        clip.setparams((1, 2, RATE, 0, "NONE", ""))
        samples = (int(9000 * math.sin(2 * math.pi * 440 * i / RATE)) for i in range(int(seconds * RATE)))
        clip.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return path


def playing() -> int:
    """Return how many channels the mixer itself plays on."""
    mapped = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    mixer = next(line.split()[-1] for line in mapped if "SDL2_mixer" in line)
    return int(ctypes.CDLL(mixer).Mix_Playing(-1))


def turn(until: object, seconds: float = 10.0) -> list[int]:
    """Turn the clock until something is so; return how many channels were heard at each turn."""
    heard, end = [], time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        Clock.tick()
        heard.append(playing())
        time.sleep(0.005)
    assert until(), "it never came"
    return heard


@pytest.fixture
def real_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the drawing clock go at the pace of sound, from where other tests left it: it never goes back."""
    ahead = Clock.get_time() - time.perf_counter()
    monkeypatch.setattr(Clock, "time", lambda: time.perf_counter() + ahead)


@pytest.mark.usefixtures("real_clock")
def test_clips_follow_one_another_and_never_sound_together(tmp_path: Path) -> None:
    # A chime of another test of this process may still ring: it ends by itself.
    until = time.monotonic() + 10
    while playing() and time.monotonic() < until:
        time.sleep(0.02)
    ended: list[bool] = []
    player = Player(lambda: ended.append(True))
    for name in ("one.wav", "two.wav", "three.wav"):
        player.add(tone(tmp_path / name, 0.3))
    heard = turn(lambda: ended)
    assert max(heard) == 1
    assert not player.is_playing
    assert ended == [True]


@pytest.mark.usefixtures("real_clock")
def test_silence_comes_at_once_and_nothing_follows(tmp_path: Path) -> None:
    player = Player(lambda: None)
    player.add(tone(tmp_path / "long.wav", 5))
    player.add(tone(tmp_path / "next.wav", 5))
    assert playing() == 1
    player.hush()
    assert playing() == 0
    Clock.tick()
    assert not player.is_playing
    assert playing() == 0


@pytest.mark.usefixtures("real_clock")
def test_the_loudness_of_what_is_playing_follows_at_once(tmp_path: Path) -> None:
    player = Player(lambda: None)
    player.add(tone(tmp_path / "long.wav", 5))
    player.volume = 0
    assert player._sound.volume == pytest.approx(gain_of(0))
    player.hush()


def test_a_loudspeaker_that_never_says_it_is_done_does_not_speak_for_ever(tmp_path, monkeypatch) -> None:
    ended: list[bool] = []
    player = Player(lambda: ended.append(True))
    player.add(tone(tmp_path / "stuck.wav", 30))
    player.add(tone(tmp_path / "next.wav", 30))
    now = Clock.get_time()
    monkeypatch.setattr(Clock, "time", lambda: now)
    for seconds, left in ((34, True), (36, True), (70, True), (72, False)):
        monkeypatch.setattr(Clock, "time", lambda at=now + seconds: at)
        Clock.tick()
        assert player.is_playing is left
    assert ended == [True]


def test_each_step_of_volume_is_heard_and_none_leaps() -> None:
    gains = [gain_of(step) for step in range(10)]
    steps = [20 * math.log10(b / a) for a, b in pairwise(gains)]
    assert gains[-1] == 1.0
    assert all(1 <= step <= 10 for step in steps)


@pytest.mark.usefixtures("real_clock")
def test_a_broken_clip_is_passed_over(tmp_path: Path) -> None:
    ended: list[bool] = []
    player = Player(lambda: ended.append(True))
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"no sound")
    player.add(broken)
    assert ended == [True]
    player.add(tone(tmp_path / "sound.wav", 0.1))
    turn(lambda: len(ended) == 2)


def test_a_machine_without_sound_is_silent_and_works_on(tmp_path: Path) -> None:
    clip = tone(tmp_path / "clip.wav", 0.3)
    program = (
        "from screens.running.environment import prepare_kivy; prepare_kivy(100, 100, windowed=True)\n"
        "from pathlib import Path\n"
        "from screens.toolkit.player import Player\n"
        "ended = []\n"
        "player = Player(lambda: ended.append(1))\n"
        f"player.add(Path({str(clip)!r})); player.add(Path({str(clip)!r})); player.hush()\n"
        "assert ended == [1, 1] and not player.is_playing\n"
    )
    silent = {**os.environ, "SDL_AUDIODRIVER": "no-such-driver", "PYTHONPATH": "."}
    done = subprocess.run([sys.executable, "-c", program], env=silent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
