"""Makes the clips of fixed phrases ahead: goes on where it was cut, and takes away what nobody needs any more."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.adapters.speech.clips import clip_name
from kiosk.adapters.speech.prepared import PreparedClips
from kiosk.adapters.speech.waves import is_clip
from kiosk.domain.speech.phrases import PLAIN_SPEED, Phrase
from kiosk.domain.speech.sayable import sayable
from kiosk.speech_ports import Engine

LEAST_FREE = 300 * 1024 * 1024  # bytes: the day's own files come first


class DiskFull(Exception):
    """There is not room enough to go on; what was made stays."""


@dataclass(slots=True)
class Built:
    """What a building came to: clips made now, those that stood, phrases nothing could say, files taken away."""

    made: int = 0
    stood: int = 0
    removed: int = 0
    silent: list[str] = field(default_factory=list)


def build(
    folder: Path,
    language: str,
    phrases: Iterable[Phrase],
    engines: Sequence[Engine],
    *,
    tell: Callable[[], None] = lambda: None,
    workers: int | None = None,
) -> Built:
    """Make the clips of one language that are not there; `tell` is called after each. Raises DiskFull, OSError."""
    maker = _Maker(PreparedClips(folder), language, engines)
    done, wanted = Built(), set[str]()
    fixed = sorted({phrase.words: phrase for phrase in phrases if not phrase.is_passing}.values(), key=_words)
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        for name, came_to in pool.map(maker.make, fixed):
            _count(done, name, came_to)
            wanted.add(name)
            tell()
    done.removed = maker.remove_but(wanted)
    return done


class _Maker:
    """Makes the clips of one language, by whoever of its engines can."""

    def __init__(self, prepared: PreparedClips, language: str, engines: Sequence[Engine]) -> None:
        self._prepared, self._language, self._engines = prepared, language, tuple(engines)
        self._place = prepared.place(language)

    def make(self, phrase: Phrase) -> tuple[str, str]:
        """Return the clip's name and "made" or "stood"; or no name and the words that nothing could say."""
        if shutil.disk_usage(self._place).free < LEAST_FREE:
            raise DiskFull(str(self._place))
        said = sayable(phrase.words, self._language)
        for engine in self._engines if said else ():
            name = clip_name(engine, said, self._language, PLAIN_SPEED)
            if is_clip(self._prepared.path(name, self._language)):
                return name, "stood"
            if self._has_made(engine, said, name):
                return name, "made"
        return "", said and phrase.words

    def remove_but(self, wanted: set[str]) -> int:
        """Take away every other file, half-written ones too; say how many."""
        strays = [name for name in self._prepared.all(self._language) if name not in wanted]
        for name in strays:
            self._prepared.drop(name, self._language)
        return len(strays)

    def _has_made(self, engine: Engine, said: str, name: str) -> bool:
        handle, begun = tempfile.mkstemp(prefix=".", suffix=".part", dir=self._place)
        os.close(handle)
        part = Path(begun)
        try:
            is_made = engine.make(said, self._language, PLAIN_SPEED, part) and is_clip(part)
            if is_made:
                self._prepared.keep(part, name, self._language)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return is_made


def _words(phrase: Phrase) -> str:
    return phrase.words


def _count(done: Built, name: str, came_to: str) -> None:
    if not name:
        done.silent.extend([came_to] if came_to else ())
    elif came_to == "made":
        done.made += 1
    else:
        done.stood += 1
