"""`kiosk voice`: which voice each language has, the clips made ahead, and the voices that a site adds."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.commands.options import ConfigOption, DataOption, settings_or_stop, stop
from kiosk.data_folder import default_data

if TYPE_CHECKING:
    from kiosk.adapters.speech.clips import Clips
    from kiosk.settings import Settings

voice = typer.Typer(help="The voice: who speaks which language, clips made ahead, voices of your own.")
LanguageOption = Annotated[str | None, typer.Option("--language", help="One language only, such as fr.")]
LanguageArgument = Annotated[str, typer.Argument(help="A language, such as fr.")]
# Whatever plays a file: the sound server's own first, then ALSA's.
PLAYERS = (["pw-play"], ["paplay"], ["aplay", "-q"], ["play", "-q"])


@voice.command("list")
def show(*, language: LanguageOption = None, data: DataOption = None, config: ConfigOption = None) -> None:
    """Say which voice each language has; of one language, print each phrase with the address of its recording."""
    from kiosk.adapters.speech.fixed import fixed_phrases
    from kiosk.adapters.speech.recorded import address
    from kiosk.domain.speech.sayable import sayable

    settings = settings_or_stop(config, None)
    if language is None:
        for line in voices_said(settings, data or default_data()):
            typer.echo(line)
        return
    _offered(settings, language)
    said = {words: None for phrase in fixed_phrases(language) if (words := sayable(phrase.words, language))}
    for words in said:
        typer.echo(f"{address(words, language)}  {words}")


@voice.command("build")
def build_clips(*, language: LanguageOption = None, data: DataOption = None, config: ConfigOption = None) -> None:
    """Make the clips of all fixed phrases ahead; goes on where it was cut, and takes away what nobody needs."""
    from kiosk.adapters.machine.private_files import keep_private

    keep_private()
    settings, folder = settings_or_stop(config, None), data or default_data()
    wanted = [_offered(settings, language)] if language else list(settings.languages)
    built = [_is_built(code, _clips(settings, folder), folder) for code in wanted]
    if not all(built):
        raise typer.Exit(1)


def _is_built(code: str, clips: "Clips", data: Path) -> bool:
    from rich.progress import Progress

    from kiosk.adapters.speech.building import DiskFull, build
    from kiosk.adapters.speech.engines import prepared_folder
    from kiosk.adapters.speech.fixed import fixed_phrases

    engines, phrases, folder = list(clips.engines(code)), fixed_phrases(code), prepared_folder(data)
    if not engines:
        typer.echo(f"{code}: nothing here speaks it: is espeak-ng installed?", err=True)
        return False
    try:
        with Progress() as bar:
            task = bar.add_task(code, total=len(phrases))
            done = build(folder, code, phrases, engines, tell=lambda: bar.advance(task))
    except DiskFull as full:
        stop(f"{folder}: the disk is nearly full; what was made stays, run this again to go on", full)
    except OSError as error:
        stop(f"{folder}: {error.strerror}; what was made stays, run this again to go on", error)
    typer.echo(f"{code}: {done.made} made, {done.stood} there already, {done.removed} removed")
    for words in done.silent:
        typer.echo(f"{code}: nothing could say: {words}", err=True)
    return not done.silent


@voice.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="A voice of Piper: its .onnx and its .onnx.json.")],
    *,
    data: DataOption = None,
) -> None:
    """Take in voices of Piper that you have as files; their checksums are kept, and looked at by `kiosk check`."""
    from kiosk.adapters.machine.private_files import keep_private
    from kiosk.adapters.speech.engines import piper_folder
    from kiosk.adapters.speech.piper_voices import NoVoice, PiperVoices

    keep_private()
    voices = PiperVoices(piper_folder(data or default_data()))
    models = [path for path in files if path.suffix == ".onnx"]
    if not models:
        stop(f"{files[0]}: expected the .onnx file of a voice, with its .onnx.json beside it")
    for model in models:
        config = model.with_name(f"{model.name}.json")
        try:
            language = voices.add(model, config)
        except NoVoice as wrong:
            stop(str(wrong), wrong)
        except OSError as error:
            stop(f"{error.filename or model}: {error.strerror}", error)
        added = voices.find(language)
        typer.echo(f"{language}: {model.stem}, SHA-256 {added.checksum if added else ''}")
    typer.echo("Now: kiosk voice build")


@voice.command()
def fetch(language: LanguageArgument, *, data: DataOption = None) -> None:
    """Fetch the voice of Piper for a language from its official address; only what is pinned here is kept."""
    from kiosk.adapters.machine.private_files import keep_private
    from kiosk.adapters.speech.engines import piper_folder
    from kiosk.adapters.speech.fetching import NotFetched
    from kiosk.adapters.speech.fetching import fetch as bring
    from kiosk.adapters.speech.official import OFFICIAL
    from kiosk.adapters.speech.piper_voices import NoVoice, PiperVoices

    keep_private()
    if language not in OFFICIAL:
        stop(f"{language}: expected one of {', '.join(OFFICIAL)}")
    official = OFFICIAL[language]
    typer.echo(f"{official.name}, licence of its recordings: {official.licence}")
    try:
        bring(official, PiperVoices(piper_folder(data or default_data())))
    except (NotFetched, NoVoice) as refusal:
        stop(str(refusal), refusal)
    except OSError as error:
        stop(f"{error.filename}: {error.strerror}", error)
    typer.echo("Fetched. Now: kiosk voice build")


@voice.command("try")
def try_out(
    language: LanguageArgument,
    text: Annotated[str, typer.Argument(help="What to say.")] = "14:05 — 34,50 € — A 12",
    *,
    out: Annotated[Path | None, typer.Option("--out", help="Write the clip there instead of playing it.")] = None,
    data: DataOption = None,
    config: ConfigOption = None,
) -> None:
    """Make a sample of a language and play it, or write it."""
    from kiosk.domain.speech.phrases import PLAIN_SPEED, Phrase

    clips = _clips(settings_or_stop(config, None), data or default_data())
    try:
        clip = clips.make(Phrase(text, language, is_passing=True), PLAIN_SPEED)
        if clip is None:
            stop(f"{language}: nothing here could say it; `kiosk voice list` tells who speaks what")
        if out is not None:
            shutil.copyfile(clip, out)
        elif not _is_played(clip):
            stop("There is nothing here to play a sound with (pw-play, paplay, aplay): use --out FILE")
    except OSError as error:
        stop(f"{out}: {error.strerror}", error)
    finally:
        clips.forget()


def voices_said(settings: "Settings", data: Path) -> list[str]:
    """Say which voice each language has, a line each; a voice whose file changed since it came is said so."""
    from kiosk.adapters.speech.engines import piper_folder
    from kiosk.adapters.speech.piper_voices import PiperVoices, checksum

    clips, voices = _clips(settings, data), PiperVoices(piper_folder(data))
    lines = []
    for code in settings.languages:
        speakers = [f"{engine.name} ({engine.voice(code)})" for engine in clips.engines(code)]
        lines.append(f"{code}: {', then '.join(speakers) or 'no voice: this language is not spoken'}")
        added = voices.find(code)
        if added and checksum(added.model) != added.checksum:
            lines.append(f"{code}: {added.name} is not the file that was added: add it again")
    return lines


def _clips(settings: "Settings", data: Path) -> "Clips":
    from kiosk.adapters.speech.engines import clips

    return clips(settings.voice, data)


def _offered(settings: "Settings", language: str) -> str:
    if language not in settings.languages:
        stop(f"--language {language}: expected one of {', '.join(settings.languages)} (kiosk.toml, languages)")
    return language


def _is_played(clip: Path) -> bool:
    for player in PLAYERS:
        if shutil.which(player[0]):
            done = subprocess.run([*player, os.fspath(clip)], check=False, capture_output=True)
            if done.returncode == 0:
                return True
    return False
