"""The look in one place: colours by role, sizes in millimetres through the panel's real ppi (DESIGN.md)."""

from dataclasses import dataclass, fields, replace
from functools import cached_property
from types import MappingProxyType

from kiosk.domain.guides import Theme

# EN 301 549 5.1.4: a capital H subtends at least 0.7° at the declared distance, so 0.01222 mm a millimetre of distance.
CAPITAL_PER_DISTANCE = 0.01222
# Height of a capital in our faces, in parts of the font size (OS/2 sCapHeight; a test reads it from the files).
CAPITAL_PER_EM = 0.668
LINE_PER_EM = 1.3

TARGET_MM = 20.0  # Colle & Hiszem 2004: errors stop falling at 20 mm on a standing kiosk
KEY_MM = 12.7  # VVSG 2.0 7.2-I: the least any target may be
GAP_MM = 2.54  # VVSG 2.0 7.2-I
MARGIN_MM = 10.0
CARD_RADIUS_MM = 7.0
BUTTON_RADIUS_MM = 5.0
FOCUS_MM = 2.0
TIGHT_LINES = 14
LOW_PART = 0.55  # DESIGN: low-screen mode keeps every control in this part of the panel

SIZES = (100, 125, 160)
# Titles grow less than the text they stand above, or nothing else would fit.
_TITLE = {100: 1.7, 125: 1.4, 160: 1.1}
_STRONG = {100: 1.2, 125: 1.1, 160: 1.0}

Colour = tuple[float, float, float, float]


def _rgb(code: str) -> Colour:
    return (int(code[1:3], 16) / 255, int(code[3:5], 16) / 255, int(code[5:7], 16) / 255, 1.0)


@dataclass(frozen=True)
class Palette:
    """Colours by role; `on_brand` is the text on a filled control, `deep` its ground when the text is essential."""

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
    ok_ground: Colour
    care: Colour
    care_ground: Colour
    stop: Colour
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
    deep="#1C3998", pressed="#162E7C", tint="#E4E9FA", on_brand="#FFFFFF", ok="#12653B", ok_ground="#DDF1E4",
    care="#8A4B00",
    care_ground="#FCEBD2", stop="#A3202B", stop_ground="#FBE3E4", idle="#C7CCDC", papers="#1F3FA8", housing="#8A4B00",
    health="#0B6B6B", benefits="#12653B", work="#6A2C91", money="#9B1C5A", rights="#33415C", digital="#00608F",
)  # fmt: skip
_DARK = _palette(
    ink=_PAPER, soft="#C3CADA", paper=_INK, card="#1B2A4A", line="#3D4D70", edge="#7C8BAE", brand="#C9D5FF",
    deep="#C9D5FF",    pressed="#9FB2F2", tint="#2A3B66", on_brand=_INK, ok="#8FE3B4", ok_ground="#123524",
    care="#FFC98A",
    care_ground="#3A2A12", stop="#FFB3B8", stop_ground="#431A20", idle="#3D4D70", papers="#B9C8FF", housing="#FFC98A",
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
THEME_ICONS = MappingProxyType(
    {
        Theme.PAPERS: "badge",
        Theme.HOUSING: "cottage",
        Theme.HEALTH: "ecg_heart",
        Theme.BENEFITS: "volunteer_activism",
        Theme.WORK: "work",
        Theme.MONEY: "euro",
        Theme.RIGHTS: "balance",
        Theme.DIGITAL: "mobile",
    }
)


@dataclass(frozen=True)
class Look:
    """How everything is drawn right now; a change of comfort replaces it, and every bound rule follows.

    `width` and `height` are the panel's pixels; every length it hands out is in pixels.
    """

    width: int
    height: int
    ppi: float = 102.0
    distance_mm: int = 500
    theme: str = "light"
    size: int = 100
    low: bool = False

    def mm(self, length: float) -> float:
        """Return a length given in millimetres, in whole pixels."""
        return float(round(length * self.ppi / 25.4))

    def at_least_mm(self, length: float) -> float:
        """Return the smallest whole number of pixels that is no shorter than a length in millimetres."""
        return float(-int(-length * self.ppi // 25.4))

    @cached_property
    def palette(self) -> Palette:
        """Return the colours in force."""
        return PALETTES[self.theme]

    @property
    def is_strong(self) -> bool:
        """Say whether this is one of the two themes of pure black and white, which never move."""
        return self.theme.startswith("strong")

    @cached_property
    def plain_body(self) -> float:
        """Return the body's font size at 100 %."""
        return float(-int(-self.distance_mm * CAPITAL_PER_DISTANCE / CAPITAL_PER_EM * self.ppi // 25.4))

    @cached_property
    def body(self) -> float:
        """Return the font size of text."""
        return round(self.plain_body * self.size / 100)

    @cached_property
    def strong(self) -> float:
        """Return the font size of what a card or a button says."""
        return round(self.body * _STRONG[self.size])

    @cached_property
    def title(self) -> float:
        """Return the font size of a screen's title."""
        return round(self.body * _TITLE[self.size])

    @property
    def is_tight(self) -> bool:
        """Say whether the panel holds so few lines that choices keep to their name, without the line under it."""
        return self.height * (LOW_PART if self.low else 1.0) < TIGHT_LINES * self.body * LINE_PER_EM

    @cached_property
    def border(self) -> float:
        """Return the width of a border: thin, or 3 px in strong themes."""
        return 3.0 if self.is_strong else max(1.5, self.mm(0.4))

    @cached_property
    def target(self) -> float:
        """Return the least side of a visitor's target."""
        return self.at_least_mm(TARGET_MM)

    @cached_property
    def key(self) -> float:
        """Return the least side of a key on a pad."""
        return self.at_least_mm(KEY_MM)

    @cached_property
    def gap(self) -> float:
        """Return the space between two targets."""
        return self.at_least_mm(max(GAP_MM, 3.0 if self.height / self.ppi > 6 else GAP_MM))

    @cached_property
    def margin(self) -> float:
        """Return the space around the page."""
        return self.mm(MARGIN_MM)

    def colour(self, role: str) -> Colour:
        """Return a colour by the name of its role."""
        found: Colour = getattr(self.palette, role)
        return found

    def bigger(self) -> "Look":
        """Return the next text size, and the first after the last."""
        return replace(self, size=SIZES[(SIZES.index(self.size) + 1) % len(SIZES)])

    def next_theme(self) -> "Look":
        """Return the next contrast theme, and the first after the last."""
        names = tuple(PALETTES)
        return replace(self, theme=names[(names.index(self.theme) + 1) % len(names)])

    def toggled_low(self) -> "Look":
        """Return the look with the low screen switched."""
        return replace(self, low=not self.low)
