"""What there is to choose, and the styles in which it can be shown."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Style:
    """Which role of the palette paints which part."""

    ground: str
    edge: str
    text: str
    icon: str
    detail: str = "soft"


STYLES = MappingProxyType(
    {
        "card": Style("card", "edge", "ink", "brand"),
        "plain": Style("paper", "edge", "ink", "ink"),
        "filled": Style("deep", "deep", "on_brand", "on_brand", "on_brand"),
        "outline": Style("card", "ink", "ink", "ink"),
        "quiet": Style("paper", "edge", "ink", "brand"),
        "stop": Style("paper", "stop", "stop", "stop"),
        "have": Style("ok_deep", "ok_deep", "on_brand", "on_brand", "on_brand"),
        "missing": Style("stop_deep", "stop_deep", "on_brand", "on_brand", "on_brand"),
        "tinted": Style("tint", "brand", "ink", "brand"),
        "open": Style("care_ground", "care", "care", "care"),
        "here": Style("ink", "ink", "paper", "paper"),
        "waiting": Style("idle", "idle", "ink", "ink"),
    }
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, as a screen hands it to a grid; `spoken` defaults to its words.

    `language` is the code of another language than the screen's, where its words are in one. `chosen` is what a filled
    style shows to the eye, for the ear.
    """

    words: str
    act: Act
    detail: str = ""
    icon: str = ""
    style: str = "card"
    shape: str = "row"
    hue: str = ""
    band: bool = False
    spoken: str = ""
    enabled: bool = True
    trailing: bool = False
    chosen: bool = False
    language: str = ""
