"""Clips of phrases: made ahead and kept, or made now and forgotten with the visit."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from kiosk.adapters.speech.live import LiveClips
from kiosk.adapters.speech.prepared import ENDING, PreparedClips
from kiosk.adapters.speech.waves import is_clip
from kiosk.domain.speech.phrases import Phrase
from kiosk.domain.speech.sayable import sayable
from kiosk.speech_ports import Engine

# The few phrases of a screen are asked for again and again.
# An engine that fails after this long keeps somebody waiting, who then hears another: it is left alone for a while.
_LONG, _RESTS = 1.0, 120.0  # seconds
_said = lru_cache(maxsize=4096)(sayable)


def clip_name(engine: Engine, words: str, language: str, speed: int) -> str:
    """Return the address of a clip: it changes with the engine, its voice, the speed and the words."""
    told = "\0".join((engine.name, engine.voice(language), language, str(speed), words))
    return sha256(told.encode()).hexdigest()[:40] + ENDING


class Clips:
    """Asks the engines in the order of each language; what they make now lies in memory."""

    def __init__(
        self,
        engines: Sequence[Engine],
        prepared: Path | None = None,
        *,
        order: Sequence[str] | None = None,
        orders: Mapping[str, Sequence[str]] | None = None,
        live: LiveClips | None = None,
        has_headphones: Callable[[], bool] = lambda: False,
    ) -> None:
        self._engines = tuple(engines)
        self._order, self._orders = order, orders or {}
        self._live = live or LiveClips()
        self._prepared = PreparedClips(prepared) if prepared is not None else None
        self._has_headphones = has_headphones
        self._rests: dict[str, float] = {}

    def speaks(self, language: str) -> bool:
        """Say whether anything here speaks a language."""
        return any(True for _ in self.engines(language))

    def engines(self, language: str) -> Iterator[Engine]:
        """Yield those that speak a language, in the order they are asked."""
        order = self._orders.get(language, self._order)
        known = {engine.name: engine for engine in self._engines}
        asked = self._engines if order is None else tuple(known[name] for name in order if name in known)
        return (engine for engine in asked if engine.voice(language))

    def ready(self, phrase: Phrase, speed: int) -> Path | None:
        """Return the clip of a phrase that is already there."""
        words = _said(phrase.words, phrase.language)
        if not words:
            return None
        for engine in self.engines(phrase.language):
            name = clip_name(engine, words, phrase.language, speed)
            clip = self._live.find(name)
            if clip is None and self._prepared is not None and not phrase.is_passing:
                clip = self._prepared.find(name, phrase.language)
            if clip is None:
                continue
            if is_clip(clip):
                return clip
            self._drop(name, phrase.language)
        return None

    def make(self, phrase: Phrase, speed: int) -> Path | None:
        """Make the clip of a phrase now; whoever cannot, or takes too long, is left for the next."""
        words = _said(phrase.words, phrase.language)
        for engine in self._awake(phrase.language) if words else ():
            begun = self._live.begin()
            if begun is None:
                return None
            visit, part = begun
            if self._has_made(engine, words, phrase.language, speed, part):
                return self._live.keep(visit, part, clip_name(engine, words, phrase.language, speed))
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return None

    def forget(self) -> None:
        """Drop every clip of the visit that ends."""
        self._live.forget()

    def has_headphones(self) -> bool:
        """Say whether only one person hears."""
        return self._has_headphones()

    def _awake(self, language: str) -> list[Engine]:
        now = time.monotonic()
        return [engine for engine in self.engines(language) if self._rests.get(engine.name, now) <= now]

    def _has_made(self, engine: Engine, words: str, language: str, speed: int, part: Path) -> bool:
        began = time.monotonic()
        is_made = engine.make(words, language, speed, part) and is_clip(part)
        ended = time.monotonic()
        if not is_made and ended - began > _LONG:
            self._rests[engine.name] = ended + _RESTS
        return is_made

    def _drop(self, name: str, language: str) -> None:
        self._live.drop(name)
        if self._prepared is not None:
            self._prepared.drop(name, language)
