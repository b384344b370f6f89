"""Two short sounds: a soft one for an arrival at the desk, a chime for a call in the room."""

from __future__ import annotations

from kivy.core.audio import Sound, SoundLoader
from kivy.logger import Logger

from kiosk.shipped import shipped


class Sounds:
    """Plays a sound by its name; a machine without a loudspeaker stays silent and works on."""

    def __init__(self) -> None:
        self._loaded: dict[str, Sound | None] = {}

    def ring(self, name: str) -> float:
        """Play `assets/sounds/<name>.wav` from its beginning; return for how many seconds it lasts."""
        if name not in self._loaded:
            self._loaded[name] = SoundLoader.load(str(shipped("assets", "sounds", f"{name}.wav")))
            if self._loaded[name] is None:
                Logger.warning("Sounds: no sound on this machine")
        sound = self._loaded[name]
        if sound is None:
            return 0.0
        sound.stop()
        sound.play()
        return max(0.0, float(sound.length))
