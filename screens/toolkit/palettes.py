"""Colours by role, in the four contrast themes (DESIGN.md, "Tokens")."""

from dataclasses import dataclass, fields
from types import MappingProxyType

Colour = tuple[float, float, float, float]
CLEAR: Colour = (0.0, 0.0, 0.0, 0.0)


def _rgb(code: str) -> Colour:
    return (int(code[1:3], 16) / 255, int(code[3:5], 16) / 255, int(code[5:7], 16) / 255, 1.0)


@dataclass(frozen=True)
class Palette:
    """Colours by role; `on_brand` is the text on a filled control, the deep ones its ground when that is essential."""

    ink: Colour
    soft: Colour
    paper: Colour
    card: Colour
    line: Colour
    edge: Colour
    brand: Colour
    deep: Colour
    pressed: Colour
    tint: Colour
    on_brand: Colour
    ok: Colour
    ok_deep: Colour
    ok_ground: Colour
    care: Colour
    care_ground: Colour
    stop: Colour
    stop_deep: Colour
    stop_ground: Colour
    idle: Colour
    papers: Colour
    housing: Colour
    health: Colour
    benefits: Colour
    work: Colour
    money: Colour
    rights: Colour
    digital: Colour


def _palette(**codes: str) -> Palette:
    return Palette(**{field.name: _rgb(codes[field.name]) for field in fields(Palette)})


_INK, _PAPER = "#14213D", "#F4F1EA"
_LIGHT = _palette(
    ink=_INK, soft="#46536E", paper=_PAPER, card="#FFFFFF", line="#D9D3C4", edge="#8C8775", brand="#1F3FA8",
    deep="#1C3998", pressed="#162E7C", tint="#E4E9FA", on_brand="#FFFFFF", ok="#12653B", ok_deep="#0C4A2B",
    ok_ground="#DDF1E4", care="#8A4B00", care_ground="#FCEBD2", stop="#A3202B", stop_deep="#7A1520",
    stop_ground="#FBE3E4", idle="#C7CCDC", papers="#1F3FA8", housing="#8A4B00",
    health="#0B6B6B", benefits="#12653B", work="#6A2C91", money="#9B1C5A", rights="#33415C", digital="#00608F",
)  # fmt: skip
_DARK = _palette(
    ink=_PAPER, soft="#C3CADA", paper=_INK, card="#1B2A4A", line="#3D4D70", edge="#7C8BAE", brand="#C9D5FF",
    deep="#C9D5FF",    pressed="#9FB2F2", tint="#2A3B66", on_brand=_INK, ok="#8FE3B4", ok_deep="#8FE3B4",
    ok_ground="#123524", care="#FFC98A", care_ground="#3A2A12", stop="#FFB3B8", stop_deep="#FFC2C6",
    stop_ground="#431A20", idle="#3D4D70", papers="#B9C8FF", housing="#FFC98A",
    health="#86DEDE", benefits="#8FE3B4", work="#DDB8F5", money="#FFB0D4", rights="#C6D0E6", digital="#8FD3F7",
)  # fmt: skip


def _strong(ink: str, paper: str) -> Palette:
    roles = {field.name: ink for field in fields(Palette)}
    grounds = ("paper", "card", "tint", "on_brand", "ok_ground", "care_ground", "stop_ground", "idle")
    return _palette(**{**roles, **dict.fromkeys(grounds, paper)})


PALETTES = MappingProxyType(
    {
        "light": _LIGHT,
        "dark": _DARK,
        "strong-light": _strong("#000000", "#FFFFFF"),
        "strong-dark": _strong("#FFFFFF", "#000000"),
    }
)
SUN = _rgb("#FFC94A")
