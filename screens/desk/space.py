"""How much room a desk's screen has: what stands on it follows."""

from screens.toolkit.theme import Look

_NARROW, _SNUG = 56, 70  # widths of a body letter's height


def is_narrow(look: Look) -> bool:
    """Say whether the screen is so small that parts must stand one below the other."""
    return look.width < _NARROW * look.body


def is_snug(look: Look) -> bool:
    """Say whether the header has no room for whole words."""
    return look.width < _SNUG * look.body


def is_tall(look: Look) -> bool:
    """Say whether the screen stands upright."""
    return look.height > look.width


def has_room_for(tab: str, look: Look) -> bool:
    """Say whether a tab fits; the figures, asked for seldom, are else reached from the day."""
    return tab != "figures" or is_tall(look) or not is_narrow(look)
