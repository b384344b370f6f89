"""Real sound: what the kiosk plays is caught in the air of a room without a loudspeaker, and is speech."""

import array
import shutil
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.adapters.speech.espeak import Espeak
from kiosk.domain.speech.phrases import PLAIN_SPEED
from kiosk.domain.speech.sayable import sayable
from tests.system.sound_rig import Heard, Room, quiet_room

pytestmark = pytest.mark.system
# Plays its arguments one after another by the kiosk's own player, and ends with the last.
PLAYS = """
import sys
from pathlib import Path
from screens.running.environment import prepare_kivy
prepare_kivy(320, 240, windowed=True)
from kivy.base import EventLoop
from screens.toolkit.player import Player
from kiosk.domain.speech.phrases import VOLUMES
over = []
player = Player(lambda: over.append(1))
player.volume = VOLUMES - 1
for clip in sys.argv[1:]:
    player.add(Path(clip))
assert player.is_playing, "no sound on this machine"
EventLoop.ensure_window()
while player.is_playing:
    EventLoop.idle()
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory) -> Iterator[Room]:
    with quiet_room(tmp_path_factory.mktemp("room")) as found:
        yield found


def clip(folder: Path, words: str, language: str = "fr") -> Path:
    path = folder / f"{language}-{len(words)}.wav"
    assert Espeak().make(sayable(words, language), language, PLAIN_SPEED, path)
    return path


def test_silence_is_known_from_a_sound():
    assert Heard(array.array("h", [0] * 22050), 22050).spoken == 0
    assert Heard(array.array("h", [0, 32767, -32768] * 10), 22050).clipped == 20


def test_a_clip_is_heard_whole_and_is_not_clipped(room, tmp_path):
    said = clip(tmp_path, "Numéro A 12, bureau 1.")
    heard = room.hears(PLAYS, said)
    assert heard.spoken == pytest.approx(Heard.of(said).spoken, rel=0.15)
    assert heard.peak > 3000
    assert heard.clipped == 0


def test_two_clips_are_heard_one_after_the_other(room, tmp_path):
    one, two = clip(tmp_path, "Bonjour."), clip(tmp_path, "مرحبا بكم.", "ar")
    together = Heard.of(one).spoken + Heard.of(two).spoken
    assert room.hears(PLAYS, one, two).spoken == pytest.approx(together, rel=0.2)


@pytest.mark.parametrize("language", ["fr", "en", "ar", "es", "pt", "ro", "tr", "uk"])
def test_no_voice_of_espeak_is_clipped(language, tmp_path):
    made = Heard.of(clip(tmp_path, "14:05, 34,50 €, A 12. Oh! Ça, voilà ?", language))
    assert made.clipped == 0
    assert made.spoken > 1


def test_a_recording_in_ogg_is_played_under_the_name_of_a_clip(room, tmp_path):
    said = clip(tmp_path, "Bonjour à tous.")
    if shutil.which("sox") is None:
        pytest.skip("no sox here to make an OGG")
    ogg = tmp_path / "made.ogg"
    subprocess.run(["sox", said, ogg], check=True)
    named = shutil.copy(ogg, tmp_path / "recorded.wav")
    assert room.hears(PLAYS, named).spoken == pytest.approx(Heard.of(said).spoken, rel=0.2)


def test_the_two_sounds_of_ours_are_heard(room):
    for name in ("arrival", "call"):
        path = Path(__file__).parents[2] / "assets" / "sounds" / f"{name}.wav"
        with wave.open(str(path)) as sound:
            assert sound.getnframes() > 0
        heard = room.hears(PLAYS, path)
        assert heard.spoken > 0.2
        assert heard.clipped == 0
