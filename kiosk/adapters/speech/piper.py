"""Piper: a human voice, in a process of its own that stays; its licence, its size and its crashes stay there too."""

import json
import os
import select
import subprocess
import threading
import time
from pathlib import Path

from kiosk.adapters.speech.piper_voices import PiperVoices
from kiosk.adapters.speech.program import end
from kiosk.domain.speech.phrases import PLAIN_SPEED
from kiosk.shipped import shipped

CHILD = shipped("assets", "voice", "piper_speaks.py")
PATIENCE = 6.0  # seconds; a sentence takes less than one
STARTING = 20.0  # for the first answer, which loads 60 MB
# Of the voice's own pace.
PLAIN_PACE, STEP = 0.9, 0.14


class Piper:
    """Speaks by a child that is asked again and again; one that hangs or ends is replaced at the next asking."""

    name = "piper"

    def __init__(self, interpreter: Path | None, folder: Path) -> None:
        self._interpreter = interpreter if interpreter is not None and interpreter.is_file() else None
        self._voices = PiperVoices(folder)
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._loaded: set[str] = set()

    def voice(self, language: str) -> str:
        """Return the name of the voice of a language, with a part of its checksum."""
        found = self._voices.find(language) if self._interpreter else None
        return f"{found.name} {found.checksum[:12]}" if found else ""

    def make(self, words: str, language: str, speed: int, into: Path) -> bool:
        """Write a WAV; say whether that could be done in time."""
        found = self._voices.find(language)
        if found is None:
            return False
        pace = PLAIN_PACE + STEP * (speed - PLAIN_SPEED)
        asked = {"model": str(found.model), "words": words, "pace": pace, "into": str(into)}
        with self._lock:
            # A dead one is replaced once.
            patience = PATIENCE if language in self._loaded else STARTING
            is_made = self._answer(asked, patience) == b"1"
            if is_made:
                self._loaded.add(language)
            return is_made

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._drop()

    def _answer(self, asked: dict[str, object], patience: float) -> bytes:
        child = self._living()
        if child is None or child.stdin is None or child.stdout is None:
            return b""
        try:
            child.stdin.write(json.dumps(asked).encode() + b"\n")
            child.stdin.flush()
            said = _line(child.stdout.fileno(), patience)
        except OSError:
            said = b""
        if not said:
            self._drop()
        return said

    def _living(self) -> "subprocess.Popen[bytes] | None":
        if self._child is not None and self._child.poll() is not None:
            self._drop()
        if self._child is None and self._interpreter is not None:
            try:
                self._child = subprocess.Popen(
                    # -I: its own environment alone, nothing of ours.
                    [str(self._interpreter), "-I", str(CHILD)],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
                )  # fmt: skip
            except OSError:
                return None
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            end(self._child)
        self._child = None
        self._loaded.clear()


def _line(handle: int, patience: float) -> bytes:
    """Read a short line, for so many seconds at most; b"" where none came."""
    said, until = b"", time.monotonic() + patience
    while not said.endswith(b"\n"):
        left = until - time.monotonic()
        if left <= 0 or not select.select([handle], [], [], left)[0]:
            return b""
        read = os.read(handle, 64)
        if not read:
            return b""
        said += read
    return said.strip()
