"""`kiosk voice`: what somebody at a site does about the voice, and what they are told when it cannot be done."""

import json
import shutil
import wave
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.adapters.speech.engines import piper_folder, prepared_folder
from kiosk.adapters.speech.fetching import NotFetched, fetch
from kiosk.adapters.speech.fixed import fixed_phrases
from kiosk.adapters.speech.official import OFFICIAL, OfficialVoice
from kiosk.adapters.speech.piper_voices import MODEL, PiperVoices, checksum
from kiosk.adapters.speech.recorded import address
from kiosk.domain.speech.sayable import sayable
from kiosk.shipped import shipped

CONFIG = {"audio": {"sample_rate": 22050}, "espeak": {"voice": "en-us"}, "language": {"family": "en"}}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """A copy of the shipped settings, to change."""
    return Path(shutil.copytree(shipped("config"), tmp_path / "config"))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Two files as a voice of Piper comes; what is in them does not speak."""
    place = tmp_path / "brought"
    place.mkdir()
    (place / "en_US-joe-medium.onnx").write_bytes(b"not really a model")
    (place / "en_US-joe-medium.onnx.json").write_text(json.dumps(CONFIG))
    return place / "en_US-joe-medium.onnx"


def kiosk(*asked: object):
    return CliRunner().invoke(app, [str(part) for part in asked])


def test_the_list_says_which_voice_each_language_has(data):
    done = kiosk("voice", "list", "--data", data)
    assert done.exit_code == 0
    assert "fr: espeak-ng (fr " in done.output
    assert "ar: espeak-ng (ar " in done.output


def test_a_check_of_the_kiosk_says_it_too(data):
    assert "fr: espeak-ng (fr " in kiosk("check", "--data", data).output


def test_a_language_that_nothing_speaks_is_said_to_be_silent(data, settings):
    place = settings / "kiosk.toml"
    told = place.read_text(encoding="utf-8") + '\n[voice.by_language]\nar = ["pico"]\n'
    place.write_text(told, encoding="utf-8")
    done = kiosk("voice", "list", "--data", data, "--config", settings)
    assert "ar: no voice" in done.output
    assert kiosk("voice", "build", "--language", "ar", "--data", data, "--config", settings).exit_code == 1


def test_the_phrases_of_a_language_are_listed_with_the_addresses_of_their_recordings(data):
    lines = kiosk("voice", "list", "--language", "fr", "--data", data).output.splitlines()
    assert len(lines) > 4000
    assert f"{address('Bienvenue', 'fr')}  Bienvenue" in lines
    assert len({line.split("  ")[0] for line in lines}) == len(lines)


def test_nothing_of_one_visit_is_among_the_fixed_phrases():
    assert all("{" not in phrase.words and not phrase.is_passing for phrase in fixed_phrases("fr"))


def test_a_build_fills_the_folder_and_goes_on_where_it_was_cut(data, settings):
    """The catalogue is long: what is built here are the recordings that a site has, at the speed of copying."""
    said = data.parent / "said.wav"
    with wave.open(str(said), "wb") as sound:
        sound.setparams((1, 2, 22050, 0, "NONE", ""))
        sound.writeframes(b"\x00\x10" * 200)
    ours = data.parent / "ours" / "fr"
    ours.mkdir(parents=True)
    for name in {address(sayable(phrase.words, "fr"), "fr") for phrase in fixed_phrases("fr")}:
        (ours / f"{name}.wav").hardlink_to(said)
    place = settings / "kiosk.toml"
    told = place.read_text(encoding="utf-8").replace('recorded = ""', f'recorded = "{ours.parent}"')
    place.write_text(told, encoding="utf-8")
    first = kiosk("voice", "build", "--language", "fr", "--data", data, "--config", settings)
    assert first.exit_code == 0
    clips = sorted((prepared_folder(data) / "fr").iterdir())
    assert len(clips) > 4000
    clips[0].unlink()
    (prepared_folder(data) / "fr" / "stray.wav").write_bytes(b"")
    again = kiosk("voice", "build", "--language", "fr", "--data", data, "--config", settings)
    assert "fr: 1 made" in again.output
    assert "1 removed" in again.output


def test_a_sample_is_written_where_one_asks(tmp_path):
    clip = tmp_path / "sample.wav"
    assert kiosk("voice", "try", "ar", "--out", clip).exit_code == 0
    with wave.open(str(clip)) as sound:
        assert sound.getnframes() > sound.getframerate()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["voice", "try", "xx"], "xx"),
        (["voice", "try", "fr", "--out", "/no/such/folder/x.wav"], "/no/such/folder"),
        (["voice", "fetch", "xx"], "expected one of"),
        (["voice", "list", "--language", "xx"], "expected one of"),
        (["voice", "build", "--language", "xx"], "expected one of"),
        (["voice", "add", "/no/such/file.onnx"], "/no/such/file"),
        (["voice", "add", "/no/such/file.txt"], ".onnx"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(asked, words, data):
    done = kiosk(*asked, *([] if asked[1] == "try" else ["--data", data]))
    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output


def test_an_added_voice_keeps_its_checksum_and_a_changed_file_is_noticed(data, model):
    done = kiosk("voice", "add", model, "--data", data)
    assert done.exit_code == 0
    assert checksum(model) in done.output
    assert PiperVoices(piper_folder(data)).find("en").name == "en_US-joe-medium"
    assert "is not the file" not in kiosk("check", "--data", data).output
    (piper_folder(data) / "en" / MODEL).write_bytes(b"something else")
    assert "en_US-joe-medium is not the file that was added" in kiosk("check", "--data", data).output


@pytest.mark.parametrize(
    "told", ["{}", "<!DOCTYPE html>", "", "[]", '{"espeak": {"voice": "../..", "x": 1}, "audio": 1}']
)
def test_a_file_that_describes_no_voice_is_refused(data, model, told):
    model.with_name(f"{model.name}.json").write_text(told)
    done = kiosk("voice", "add", model, "--data", data)
    assert done.exit_code == 2
    assert "expected the .onnx.json" in done.output
    assert PiperVoices(piper_folder(data)).find("en") is None


def test_each_official_voice_is_pinned(data):
    assert set(OFFICIAL) == {"fr", "en", "ar", "es", "pt", "ro", "tr", "uk"}
    assert all(len(voice.model) == len(voice.config) == 64 for voice in OFFICIAL.values())


def test_what_is_fetched_is_kept_only_when_it_is_what_is_pinned(data, model):
    place = f"file://{model.parent}/{{path}}"
    pinned = OfficialVoice(model.stem, checksum(model), checksum(model.with_name(f"{model.name}.json")), "MIT")
    voices = PiperVoices(piper_folder(data))
    fetch(pinned, voices, place)
    assert voices.find("en").checksum == pinned.model
    other = PiperVoices(data / "other")
    with pytest.raises(NotFetched, match="nothing was kept"):
        fetch(OfficialVoice(model.stem, "0" * 64, pinned.config, "MIT"), other, place)
    assert other.find("en") is None


def test_without_a_network_the_refusal_says_so(data, model):
    with pytest.raises(NotFetched, match="is there a network"):
        fetch(OFFICIAL["fr"], PiperVoices(piper_folder(data)), "https://no-such-host.invalid/{path}")
