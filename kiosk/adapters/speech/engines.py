"""Who speaks here: the engines that the settings name, and the clips that they make."""

from pathlib import Path

from kiosk.adapters.speech.clips import Clips
from kiosk.adapters.speech.espeak import Espeak
from kiosk.adapters.speech.headphones import Jack
from kiosk.adapters.speech.pico import Pico
from kiosk.adapters.speech.piper import Piper
from kiosk.adapters.speech.recorded import Recorded
from kiosk.shipped import shipped
from kiosk.speech_ports import Engine
from kiosk.voices import Voice


def prepared_folder(data: Path) -> Path:
    """Return the folder of the clips made ahead, in the folder of the data: they hold nothing of anybody."""
    return data / "voice" / "clips"


def piper_folder(data: Path) -> Path:
    """Return the folder of the voices of Piper that a site added."""
    return data / "voice" / "piper"


def piper_interpreter(voice: Voice) -> Path:
    """Return the interpreter of the environment that has Piper: the settings' own, or what deploy/voice.sh makes."""
    return Path(voice.piper) if voice.piper else shipped("assets").parent / ".voice" / "bin" / "python"


def engines(voice: Voice, data: Path) -> tuple[Engine, ...]:
    """Return the engines that the settings name, in their order."""
    recorded = Recorded(Path(voice.recorded) if voice.recorded else None)
    known: dict[str, Engine] = {
        engine.name: engine
        for engine in (Espeak(), Pico(), Piper(piper_interpreter(voice), piper_folder(data)), recorded)
    }
    wanted = dict.fromkeys((*voice.engines, *(name for order in voice.by_language.values() for name in order)))
    return tuple(known[name] for name in wanted)


def clips(voice: Voice, data: Path) -> Clips:
    """Return what the screens ask to be spoken by."""
    told = {"none": lambda: False, "declared": lambda: True, "jack": Jack().is_plugged}[voice.headphones]
    return Clips(
        engines(voice, data), prepared_folder(data), order=voice.engines, orders=voice.by_language, has_headphones=told
    )
