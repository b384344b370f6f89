"""Clips: whole or not there, never of a visit that is over, and never a long wait for one engine. Real espeak-ng."""

import os
import shutil
import stat
import subprocess
import sys
import time
import wave
from pathlib import Path

import pytest

from kiosk.adapters.speech.building import build
from kiosk.adapters.speech.clips import Clips, clip_name
from kiosk.adapters.speech.espeak import Espeak
from kiosk.adapters.speech.live import PREFIX, LiveClips
from kiosk.adapters.speech.pico import Pico
from kiosk.adapters.speech.recorded import Recorded, address
from kiosk.adapters.speech.waves import is_clip
from kiosk.domain.speech.phrases import PLAIN_SPEED, Phrase

HELLO = Phrase("Bonjour.", "fr")
NUMBER = Phrase("Numéro A\u00a012.", "fr", is_passing=True)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """A folder that stands in for what lies in memory."""
    place = tmp_path / "memory"
    place.mkdir()
    return place


@pytest.fixture
def live(memory: Path) -> LiveClips:
    return LiveClips((memory,))


def program(folder: Path, name: str, script: str) -> str:
    """A program of ours that stands in for one that somebody installed."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def seconds(clip: Path) -> float:
    with wave.open(str(clip)) as sound:
        return sound.getnframes() / sound.getframerate()


def our_children() -> list[str]:
    """The states of the processes that we started: "Z" is one that nobody buried."""
    told = [path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat")]
    return [state for state, parent, *_ in told if int(parent) == os.getpid()]


def everything(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_phrase_becomes_a_clip_that_is_then_ready(live):
    clips = Clips((Espeak(),), live=live)
    assert clips.ready(HELLO, PLAIN_SPEED) is None
    clip = clips.make(HELLO, PLAIN_SPEED)
    assert clip is not None
    assert clips.ready(HELLO, PLAIN_SPEED) == clip
    assert 0.2 < seconds(clip) < 2


def test_the_slower_step_takes_longer_to_say_it(live):
    clips = Clips((Espeak(),), live=live)
    slow, plain, fast = (seconds(clips.make(HELLO, speed)) for speed in (0, PLAIN_SPEED, 6))
    assert slow > plain > fast


@pytest.mark.parametrize("language", ["fr", "en", "ar", "es", "pt", "ro", "tr", "uk"])
def test_espeak_speaks_the_eight_languages(live, language):
    clips = Clips((Espeak(),), live=live)
    assert clips.speaks(language)
    clip = clips.make(Phrase("14:05, 34,50 €, France Travail", language), PLAIN_SPEED)
    assert clip is not None
    assert seconds(clip) > 1


def test_a_french_name_in_arabic_is_said_in_french_and_not_spelled_in_english(live):
    """The French voice makes another sound of it than espeak's own way out, which is English."""
    clips = Clips((Espeak(),), live=live)
    ours = clips.make(Phrase("اتصل France Travail", "ar"), PLAIN_SPEED)
    own = ours.parent / "own.wav"
    command = ["espeak-ng", "-z", "-v", "ar", "-s", "150", "-w", str(own), "--stdin"]
    subprocess.run(command, input="اتصل France Travail".encode(), check=True)
    assert ours.read_bytes() != own.read_bytes()


def test_what_has_no_word_is_silent(live, memory):
    clips = Clips((Espeak(),), live=live)
    assert clips.make(Phrase("→ ·", "fr"), PLAIN_SPEED) is None
    assert everything(memory) == []


def test_a_language_that_nothing_speaks_is_said_to_be_so(live):
    clips = Clips((Espeak(),), live=live)
    assert not clips.speaks("xx")
    assert clips.make(Phrase("Bonjour", "xx"), PLAIN_SPEED) is None


def test_clips_of_a_visit_lie_in_memory_for_nobody_else_and_go_with_it(live, memory, tmp_path):
    clips = Clips((Espeak(),), tmp_path / "prepared", live=live)
    clip = clips.make(NUMBER, PLAIN_SPEED)
    assert clip.is_relative_to(memory)
    assert stat.S_IMODE(clip.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(clip.stat().st_mode) == 0o600
    clips.forget()
    assert list(memory.iterdir()) == []
    assert not (tmp_path / "prepared").exists()
    assert clips.ready(NUMBER, PLAIN_SPEED) is None


def test_a_clip_that_was_being_made_when_the_visit_ended_is_not_kept(live, memory):
    class Meanwhile(Espeak):
        def make(self, words: str, language: str, speed: int, into: Path) -> bool:
            is_made = super().make(words, language, speed, into)
            clips.forget()
            live.begin()  # somebody else is at the kiosk already
            return is_made

    clips = Clips((Meanwhile(),), live=live)
    assert clips.make(NUMBER, PLAIN_SPEED) is None
    assert [path.stat().st_size for path in everything(memory)] == [0]


def test_what_a_crash_left_in_memory_is_swept_when_the_next_one_starts(memory):
    crashed = (
        "import os, sys; from pathlib import Path; from kiosk.adapters.speech.live import LiveClips\n"
        "live = LiveClips((Path(sys.argv[1]),)); print(live.begin(), flush=True); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", crashed, str(memory)], check=False, capture_output=True)
    assert len(everything(memory)) == 1
    LiveClips((memory,))
    assert list(memory.iterdir()) == []


def test_what_another_process_is_using_is_not_swept(live, memory):
    assert Clips((Espeak(),), live=live).make(HELLO, PLAIN_SPEED)
    LiveClips((memory,))
    assert len(everything(memory)) == 1


def test_a_folder_that_is_not_one_of_ours_is_left_alone(memory, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (memory / f"{PREFIX}link").symlink_to(tmp_path / "elsewhere")
    (memory / "other").mkdir()
    LiveClips((memory,))
    assert (tmp_path / "elsewhere").is_dir()
    assert (memory / "other").is_dir()


def test_a_long_visit_does_not_fill_the_memory(memory):
    live = LiveClips((memory,), most=200_000)
    clips = Clips((Espeak(),), live=live)
    made = [clips.make(Phrase(f"Numéro {number}.", "fr"), PLAIN_SPEED) for number in range(12)]
    assert sum(path.stat().st_size for path in everything(memory)) <= 200_000
    assert made[-1].exists()
    assert clips.ready(Phrase("Numéro 0.", "fr"), PLAIN_SPEED) is None


def test_without_a_place_in_memory_nothing_is_made_at_all(tmp_path):
    clips = Clips((Espeak(),), tmp_path / "prepared", live=LiveClips(()))
    assert clips.make(NUMBER, PLAIN_SPEED) is None


@pytest.mark.parametrize("script", ["exit 3", 'printf RIFF >"$8"', "exit 0", 'cat /dev/null >"$8"'])
def test_an_engine_that_fails_is_left_for_the_next_one(live, tmp_path, script):
    broken = Espeak(program(tmp_path, "broken", script))
    broken.name = "broken"
    clips = Clips((broken, Espeak()), live=live)
    clip = clips.make(HELLO, PLAIN_SPEED)
    assert is_clip(clip)
    assert clip.name == clip_name(Espeak(), "Bonjour.", "fr", PLAIN_SPEED)


def test_an_engine_that_hangs_is_ended_with_its_children_and_not_asked_again_soon(live, tmp_path, monkeypatch):
    monkeypatch.setattr("kiosk.adapters.speech.espeak.PATIENCE", 1.2)
    asked = tmp_path / "asked"
    hanging = Espeak(program(tmp_path, "hanging", f"echo once >>{asked}; sleep 600 & echo $! >{tmp_path}/child; wait"))
    hanging.name = "hanging"
    clips = Clips((hanging, Espeak()), live=live)
    assert is_clip(clips.make(HELLO, PLAIN_SPEED))
    assert is_clip(clips.make(NUMBER, PLAIN_SPEED))
    assert asked.read_text() == "once\n"
    child = Path("/proc", (tmp_path / "child").read_text().strip())
    until = time.monotonic() + 20
    while child.exists() and " Z " not in (child / "stat").read_text() and time.monotonic() < until:
        time.sleep(0.05)
    assert not child.exists() or " Z " in (child / "stat").read_text()
    assert [each for each in our_children() if each == "Z"] == []


def test_the_words_are_no_argument_that_another_account_could_read(live, tmp_path):
    told = tmp_path / "told"
    spy = Espeak(program(tmp_path, "spy", f'echo "$@" >{told}; exec espeak-ng "$@"'))
    assert Clips((spy,), live=live).make(NUMBER, PLAIN_SPEED)
    assert "Num" not in told.read_text()


def test_prepared_clips_are_ready_without_any_making(tmp_path, live, memory):
    done = build(tmp_path / "prepared", "fr", [HELLO], [Espeak()])
    assert (done.made, done.stood, done.removed, done.silent) == (1, 0, 0, [])
    clips = Clips((Espeak(),), tmp_path / "prepared", live=live)
    clip = clips.ready(HELLO, PLAIN_SPEED)
    assert clip.is_relative_to(tmp_path / "prepared")
    assert everything(memory) == []


def test_what_is_of_one_visit_is_never_prepared(tmp_path):
    build(tmp_path / "prepared", "fr", [NUMBER], [Espeak()])
    assert everything(tmp_path / "prepared") == []


def test_a_building_goes_on_where_it_was_cut_and_takes_away_what_nobody_needs(tmp_path):
    folder = tmp_path / "prepared"
    build(folder, "fr", [HELLO, Phrase("Au revoir.", "fr")], [Espeak()])
    (folder / "fr" / ".cut.part").write_bytes(b"RIFF")
    done = build(folder, "fr", [HELLO, Phrase("Merci.", "fr")], [Espeak()])
    assert (done.made, done.stood, done.removed) == (1, 1, 2)
    assert len(everything(folder)) == 2


@pytest.mark.parametrize("damage", [b"", b"RIFF", b"\0" * 5000])
def test_a_prepared_clip_that_is_broken_is_not_played_and_made_again(tmp_path, live, damage):
    folder = tmp_path / "prepared"
    build(folder, "fr", [HELLO], [Espeak()])
    everything(folder)[0].write_bytes(damage)
    clips = Clips((Espeak(),), folder, live=live)
    assert clips.ready(HELLO, PLAIN_SPEED) is None
    assert is_clip(clips.make(HELLO, PLAIN_SPEED))
    assert build(folder, "fr", [HELLO], [Espeak()]).made == 1


def test_a_clip_cut_in_the_middle_is_no_clip(tmp_path, live):
    clip = Clips((Espeak(),), live=live).make(HELLO, PLAIN_SPEED)
    cut = tmp_path / "cut.wav"
    cut.write_bytes(clip.read_bytes()[:-1000])
    assert is_clip(clip)
    assert not is_clip(cut)


def test_the_name_of_a_clip_changes_with_whoever_speaks_it(tmp_path):
    other = Espeak(program(tmp_path, "other", "exit 1"))
    names = {
        clip_name(engine, words, language, speed)
        for engine in (Espeak(), other)
        for words in ("Bonjour", "Merci")
        for language in ("fr", "es")
        for speed in (1, 3)
    }
    assert len(names) == 16


def test_a_site_s_own_recording_comes_first_and_the_others_are_spoken(tmp_path, live):
    said = Clips((Espeak(),), live=LiveClips((tmp_path,))).make(Phrase("Bienvenue à tous.", "fr"), PLAIN_SPEED)
    folder = tmp_path / "ours" / "fr"
    folder.mkdir(parents=True)
    shutil.copy(said, folder / f"{address('Bonjour.', 'fr')}.wav")
    clips = Clips((Recorded(tmp_path / "ours"), Espeak()), live=live)
    assert clips.make(HELLO, PLAIN_SPEED).read_bytes() == said.read_bytes()
    assert is_clip(clips.make(Phrase("Merci.", "fr"), PLAIN_SPEED))


def test_the_address_of_a_recording_never_changes():
    """Whoever recorded a voice must not have to name the files again."""
    assert address("Bonjour.", "fr") == "6fb802e5ba81f686"


def test_a_language_has_its_own_order_of_engines(tmp_path, live):
    (tmp_path / "ours" / "fr").mkdir(parents=True)
    engines = (Recorded(tmp_path / "ours"), Espeak())
    clips = Clips(engines, live=live, orders={"fr": ("espeak-ng",), "ar": ()})
    assert [engine.name for engine in clips.engines("fr")] == ["espeak-ng"]
    assert not clips.speaks("ar")
    assert clips.speaks("en")


def test_pico_is_asked_as_its_manual_says(tmp_path, live):
    """No such program can be had here: one of ours answers in its place, and notes what it was asked."""
    asked = tmp_path / "asked"
    script = f'for a in "$@"; do echo "$a"; done >{asked}; [ "$2" = fr-FR ] && espeak-ng -v fr -w "$4" "$5"'
    pico = Pico(program(tmp_path, "pico2wave", script))
    clips = Clips((pico,), live=live)
    assert is_clip(clips.make(HELLO, PLAIN_SPEED))
    told = asked.read_text().splitlines()
    assert told[:3] == ["-l", "fr-FR", "-w"]
    assert told[3].endswith(".wav")
    assert told[4] == '<speed level="85">Bonjour.</speed>'
    assert not clips.speaks("ar")


def test_a_machine_without_the_program_is_not_said_to_speak(live):
    assert not Clips((Espeak("no-such-program"), Pico("no-such-program"), Recorded(None)), live=live).speaks("fr")
