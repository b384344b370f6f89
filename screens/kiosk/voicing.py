"""How the kiosk speaks to the person in front of it, as that person set it."""

from dataclasses import dataclass, replace

from kiosk.domain.speech.phrases import PLAIN_SPEED, PLAIN_VOLUME, SPEEDS, VOLUMES


@dataclass(frozen=True, slots=True)
class Voicing:
    """Whether the kiosk speaks, how fast and how loud, in steps from 0.

    `reads_poorly` is "Je ne lis pas bien": every choice has a small speaker of its own.
    """

    is_on: bool = False
    speed: int = PLAIN_SPEED
    volume: int = PLAIN_VOLUME
    reads_poorly: bool = False

    def faster(self, by: int) -> "Voicing":
        """Return it so many steps faster, as far as there are steps."""
        return replace(self, speed=min(SPEEDS - 1, max(0, self.speed + by)))

    def louder(self, by: int) -> "Voicing":
        """Return it so many steps louder, as far as there are steps."""
        return replace(self, volume=min(VOLUMES - 1, max(0, self.volume + by)))
