"""Which character draws an icon, and in which face: our own pictograms, then the plain signs of the icons' face."""

import tomllib
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kiosk.domain.guides.guide import Channel
from kiosk.shipped import shipped

# How far the character of a pictogram's wash stands behind its own (deploy/build_pictograms.py).
WASH = 0x800
CHANNEL_ICONS = MappingProxyType(
    {
        Channel.ONLINE: "computer",
        Channel.PHONE: "call",
        Channel.COUNTER: "counter",
        Channel.POST: "post",
        Channel.MEDIATOR: "mediator",
        Channel.READY: "mobile",
    }
)


@dataclass(frozen=True, slots=True)
class Pictogram:
    """One of our pictures: its name, the character that draws it, what it shows in French, and its other names."""

    name: str
    character: str
    words: str
    also: tuple[str, ...] = ()


@cache
def pictograms() -> tuple[Pictogram, ...]:
    """Return the whole family."""
    listed = _listed("pictograms", "pictograms.toml").items()
    return tuple(
        Pictogram(name, said["character"], said["words"], tuple(said.get("also", ()))) for name, said in listed
    )


@cache
def icon_glyphs() -> dict[str, str]:
    """Return the character that draws each icon, by each of its names."""
    signs = {name: said for name, said in _listed("icons", "icons.toml").items() if isinstance(said, str)}
    return {**signs, **_drawn()}


def face_of(icon: str) -> str:
    """Return the name of the face that draws an icon: "pictograms" or "icons"."""
    return "pictograms" if icon in _drawn() else "icons"


@cache
def _drawn() -> dict[str, str]:
    return {name: p.character for p in pictograms() for name in (p.name, *p.also)}


def _listed(*place: str) -> dict[str, Any]:
    return tomllib.loads(shipped("assets", *place).read_text(encoding="utf-8"))
