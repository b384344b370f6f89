"""Which character draws an icon, and in which face: our own pictograms, then the plain signs of the icons' face."""

import tomllib
from functools import cache
from typing import Any

from kiosk.shipped import shipped

# How far the character of a pictogram's wash stands behind its own (deploy/build_pictograms.py), and how strong it is.
WASH, WASH_STRENGTH = 0x800, 0.22


@cache
def icon_glyphs() -> dict[str, str]:
    """Return the character that draws each icon, by the icon's name."""
    signs = {name: said for name, said in _listed("icons", "icons.toml").items() if isinstance(said, str)}
    return {**signs, **pictograms()}


@cache
def pictograms() -> dict[str, str]:
    """Return the character of each pictogram, by each of its names."""
    listed = _listed("pictograms", "pictograms.toml")
    return {name: said["character"] for own, said in listed.items() for name in (own, *said.get("also", ()))}


def face_of(icon: str) -> str:
    """Return the name of the face that draws an icon."""
    return "pictograms" if icon in pictograms() else "icons"


def _listed(*place: str) -> dict[str, Any]:
    return tomllib.loads(shipped("assets", *place).read_text(encoding="utf-8"))
