"""How much room a desk's screen has; what stands on it follows."""

from __future__ import annotations

NARROW, SNUG = 56, 68  # widths of a body letter's height


class DeskRoom:
    """The part of the desk that knows its size."""

    @property
    def is_narrow(self) -> bool:
        """Say whether the screen is so small that parts must stand one below the other."""
        return self.look.width < NARROW * self.look.body

    @property
    def is_snug(self) -> bool:
        """Say whether the header has no room for whole words."""
        return self.look.width < SNUG * self.look.body

    @property
    def is_tall(self) -> bool:
        """Say whether the screen stands upright."""
        return self.look.height > self.look.width

    def has_room_for(self, tab: str) -> bool:
        """Say whether a tab fits; the figures, asked for seldom, are else reached from the day."""
        return tab != "figures" or self.is_tall or not self.is_narrow
