"""Fetches a voice from its official address; what is not byte for byte what is pinned is thrown away."""

import shutil
import tempfile
from pathlib import Path
from urllib import request as web
from urllib.parse import quote

from kiosk.adapters.speech.official import ADDRESS, OfficialVoice
from kiosk.adapters.speech.piper_voices import PiperVoices, checksum

SILENCE_SECONDS = 30.0


class NotFetched(Exception):
    """A voice could not be had; the message says why."""


def fetch(voice: OfficialVoice, voices: PiperVoices, address: str = ADDRESS) -> None:
    """Fetch a voice and take it in. Raises NotFetched, NoVoice, OSError."""
    with tempfile.TemporaryDirectory(prefix="kiosk-fetch-") as folder:
        got = []
        for ending, pinned in ((".onnx", voice.model), (".onnx.json", voice.config)):
            got.append(Path(folder) / (voice.name + ending))
            _download(address.format(path=quote(voice.path + ending)), got[-1])
            if checksum(got[-1]) != pinned:
                raise NotFetched(f"{got[-1].name}: what came is not what is expected; nothing was kept")
        voices.add(got[0], got[1], voice.name)


def _download(address: str, into: Path) -> None:
    try:
        with web.urlopen(address, timeout=SILENCE_SECONDS) as answer, into.open("wb") as file:  # noqa: S310 (ours)
            shutil.copyfileobj(answer, file)
    except OSError as error:
        raise NotFetched(f"{address}: cannot be reached: is there a network? ({error})") from error
