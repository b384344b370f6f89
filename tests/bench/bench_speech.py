"""From a phrase to its clip: made now by each engine there is, and found ready among all that were made ahead.

.venv/bin/python tests/bench/bench_speech.py
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.adapters.speech.clips import Clips
from kiosk.adapters.speech.engines import engines
from kiosk.adapters.speech.fixed import fixed_phrases
from kiosk.adapters.speech.live import LiveClips
from kiosk.adapters.speech.prepared import PreparedClips
from kiosk.data_folder import default_data
from kiosk.domain.speech.phrases import PLAIN_SPEED, Phrase
from kiosk.domain.speech.sayable import sayable
from kiosk.settings import load_settings
from kiosk.speech_ports import Engine

SAID = 40


def timed(job: Callable[[], object]) -> float:
    """Return milliseconds."""
    began = time.perf_counter()
    job()
    return (time.perf_counter() - began) * 1000


def told(name: str, times: list[float]) -> None:
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{name}: n={len(times)}, median {statistics.median(times):.2f} ms, p95 {p95:.2f}, worst {max(times):.2f}")


def made_now(engine: Engine, language: str) -> None:
    clips = Clips((engine,), live=LiveClips())
    phrases = fixed_phrases(language)[:: max(1, len(fixed_phrases(language)) // SAID)]
    clips.make(Phrase("1", language), PLAIN_SPEED)
    told(f"{engine.name}, {language}, made now", [timed(lambda p=p: clips.make(p, PLAIN_SPEED)) for p in phrases])
    clips.forget()


def main() -> None:
    settings = load_settings()
    for engine in engines(settings.voice, default_data()):
        for language in ("fr", "en", "ar", "uk"):
            if engine.voice(language):
                made_now(engine, language)
    french = fixed_phrases("fr")
    told("words made ready", [timed(lambda p=p: sayable(p.words, "fr")) for p in french])
    with tempfile.TemporaryDirectory() as folder:
        place = PreparedClips(Path(folder)).place("fr")
        for number in range(8000):
            (place / f"{number:040x}.wav").touch()
        clips = Clips(engines(settings.voice, default_data()), Path(folder), live=LiveClips())
        print(f"first look at 8,000 clips: {timed(lambda: clips.ready(french[0], PLAIN_SPEED)):.2f} ms")
        told("asked whether it is ready", [timed(lambda p=p: clips.ready(p, PLAIN_SPEED)) for p in french])
        told("asked again", [timed(lambda p=p: clips.ready(p, PLAIN_SPEED)) for p in french[:2000]])


if __name__ == "__main__":
    main()
