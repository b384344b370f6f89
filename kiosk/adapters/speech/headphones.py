"""Whether headphones are plugged in, as ALSA or the sound server tells any account; asked beside the drawing."""

import re
import subprocess
import threading
from collections.abc import Callable

LOOK_EVERY = 2.0  # seconds
_PATIENCE = 2.0
_ALSA = re.compile(r"name='Headphone[^']* Jack'.*?: values=(on|off)", re.DOTALL)
_PULSE = re.compile(r"^\s*\S*headphones?\S*: .*?\((?:.*, )?(not available|available|availability unknown)", re.I | re.M)


def says_plugged(told: str) -> bool:
    """Read what `amixer contents` or `pactl list sinks` tells: a headphone's jack that holds something."""
    return "on" in _ALSA.findall(told) or "available" in [found.lower() for found in _PULSE.findall(told)]


def asked() -> str:
    """Ask the machine: the sound server first, then ALSA; "" where neither answers."""
    for command in (["pactl", "list", "sinks"], ["amixer", "contents"]):
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=_PATIENCE, check=False, env=_plain_tongue()
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0 and re.search("headphone", done.stdout, re.IGNORECASE):
            return done.stdout
    return ""


def _plain_tongue() -> dict[str, str]:
    import os

    return {**os.environ, "LC_ALL": "C"}


class Jack:
    """Looks at the jack now and then, in a thread of its own; whoever asks waits for nothing."""

    def __init__(self, ask: Callable[[], str] = asked) -> None:
        self._ask = ask
        self._is_plugged = False
        self._ended = threading.Event()
        self._looks = threading.Thread(target=self._look_on, name="headphones", daemon=True)
        self._lock = threading.Lock()

    def is_plugged(self) -> bool:
        """Say what was seen last; the first question starts the looking."""
        with self._lock:
            if self._looks.ident is None:
                self._looks.start()
        return self._is_plugged

    def close(self) -> None:
        """Look no more."""
        self._ended.set()

    def look(self) -> None:
        """Look now."""
        self._is_plugged = says_plugged(self._ask())

    def _look_on(self) -> None:
        self.look()
        while not self._ended.wait(LOOK_EVERY):
            self.look()
