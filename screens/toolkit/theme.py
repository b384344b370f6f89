"""The look in one place: colours by role, sizes in millimetres through the panel's real ppi (DESIGN.md)."""

from dataclasses import dataclass, replace
from functools import cached_property

from screens.toolkit.palettes import PALETTES, Colour, Palette

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
SMALL_PANEL_MM = 160.0  # the shorter side: less has no room for a large picture above the words
DESK_CAPITAL_MM = 3.5
TIGHT_LINES = 14
LOW_PART = 0.55  # DESIGN: low-screen mode keeps every control in this part of the panel

SIZES = (100, 125, 160)
# Titles grow less than the text they stand above, or nothing else would fit.
_TITLE = {100: 1.7, 125: 1.4, 160: 1.1}
_STRONG = {100: 1.2, 125: 1.1, 160: 1.0}


@dataclass(frozen=True)
class Look:
    """How everything is drawn right now; a change of comfort replaces it, and every bound rule follows.

    `width` and `height` are the panel's pixels; every length it hands out is in pixels. `thrift` is what a page gives
    up so that nothing turns over to a next one: 1, the second lines; 2, air, large icons and the title's size (DESIGN,
    "Each panel is laid out, not paginated"). With `speakers` each card has one, which says what it is.
    """

    width: int
    height: int
    ppi: float = 102.0
    distance_mm: int = 500
    theme: str = "light"
    size: int = 100
    low: bool = False
    thrift: int = 0
    speakers: bool = False

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
        return self.strong if self.is_close else round(self.body * _TITLE[self.size])

    @cached_property
    def aside(self) -> float:
        """Return the font size of what is said beside the point: no larger than at 100 % where room is short."""
        return self.plain_body if self.is_close else self.body

    @property
    def is_small(self) -> bool:
        """Say whether the panel is one of 10 inches, whichever way up."""
        return min(self.width, self.height) < self.mm(SMALL_PANEL_MM)

    @property
    def is_short(self) -> bool:
        """Say whether the panel is small and lies on its side: height is what it has least of."""
        return self.is_small and self.width > self.height

    @property
    def has_one_bar(self) -> bool:
        """Say whether both bars are one: lower, a small panel or large text leave no room for two."""
        return self.low and self.width > self.height and (self.is_small or self.size == SIZES[-1])

    @property
    def has_least_targets(self) -> bool:
        """Say whether no target need be larger than a key: on a small panel, low or with the largest text."""
        return self.is_small and (self.low or self.size == SIZES[-1])

    @property
    def is_spare(self) -> bool:
        """Say whether second lines, and what only explains, are left out."""
        return self.thrift > 0 or self.is_tight

    @property
    def is_close(self) -> bool:
        """Say whether air, icons and titles are kept small."""
        return self.thrift > 1

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
        return self.at_least_mm(KEY_MM if self.has_least_targets else TARGET_MM)

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

    def differs(self, width: int, height: int) -> bool:
        """Say whether a window of this size, in pixels, asks for another look; one put away has no size at all."""
        return (self.width, self.height) != (width, height) and min(width, height) > 1


def desk_look(width: int, height: int, ppi: float) -> Look:
    """Return the look of a desk: capitals of 3.5 mm at least (DESIGN), larger where the screen has room."""
    least = DESK_CAPITAL_MM / CAPITAL_PER_DISTANCE
    roomy = min(height, width * 0.5625) * 0.024 * CAPITAL_PER_EM / CAPITAL_PER_DISTANCE * 25.4 / ppi
    return Look(width, height, ppi, round(max(least, roomy)))
