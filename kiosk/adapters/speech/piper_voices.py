"""The voices of Piper that a site added: a folder for each language, with the checksum that was true when it came."""

import json
import shutil
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from kiosk.adapters.machine.private_files import private_folder, write_private

MODEL, CONFIG, NOTE = "voice.onnx", "voice.onnx.json", "voice.json"
_LARGEST_CONFIG = 1_000_000


class NoVoice(Exception):
    """A file is not a voice of Piper; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class PiperVoice:
    """A voice by its name, and where its model lies; `checksum` is the SHA-256 of the model."""

    name: str
    model: Path
    checksum: str


class PiperVoices:
    """What stands in the folder, read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, PiperVoice | None] = {}

    def find(self, language: str) -> PiperVoice | None:
        """Return the voice of a language."""
        if language not in self._known:
            self._known[language] = _read(self._folder / language)
        return self._known[language]

    def add(self, model: Path, config: Path, name: str = "") -> str:
        """Take in a voice; return the language it speaks. Raises NoVoice, OSError."""
        language = language_of(config)
        place = private_folder(self._folder / language)
        # Without its note the folder holds no voice: what is cut here is not half used.
        (place / NOTE).unlink(missing_ok=True)
        for source, target in ((model, MODEL), (config, CONFIG)):
            part = place / f".{target}.part"
            shutil.copyfile(source, part)
            part.replace(place / target)
        told = {"name": name or model.name.removesuffix(".onnx"), "checksum": checksum(place / MODEL)}
        write_private(place / NOTE, json.dumps(told, ensure_ascii=False).encode())
        self._known.pop(language, None)
        return language


def language_of(config: Path) -> str:
    """Return the language that a voice's own description names. Raises NoVoice, OSError."""
    expected = f"{config}: expected the .onnx.json that came with the voice"
    if config.stat().st_size > _LARGEST_CONFIG:
        raise NoVoice(expected)
    try:
        told: dict[str, Any] = json.loads(config.read_bytes())
        named = told.get("language", {}).get("family") or told["espeak"]["voice"]
        # "en-us", and once "gmw/en".
        language = str(named).split("/")[-1].split("-")[0].lower()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoVoice(expected) from error
    if not (language.isascii() and language.isalpha() and len(language) <= 3 and "audio" in told):
        raise NoVoice(expected)
    return language


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _read(place: Path) -> PiperVoice | None:
    try:
        told = json.loads((place / NOTE).read_bytes())
        voice = PiperVoice(str(told["name"]), place / MODEL, str(told["checksum"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return voice if voice.model.is_file() and (place / CONFIG).is_file() else None
