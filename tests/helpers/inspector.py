"""A layout inspector: measures a screen as it stands and complains about whatever DESIGN.md does not allow."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from kivy.uix.widget import Widget
from PIL import Image

from screens.kiosk.shell import Shell
from screens.page.blocks import Text
from screens.page.grid import Grid
from screens.toolkit.controls import Control
from screens.toolkit.lettering import Lettering
from screens.toolkit.theme import CAPITAL_PER_DISTANCE, CAPITAL_PER_EM, GAP_MM, KEY_MM, LOW_PART, TARGET_MM
from tests.helpers.contrast import contrast

SLACK = 1.5  # pixels: rounding to whole ones
MOST_CHOICES = 8
ESSENTIAL, ORDINARY, SIGN = 10.0, 4.5, 3.0  # contrasts asked for (DESIGN.md, "Tokens")


@dataclass(frozen=True)
class Box:
    """A rectangle on the panel, in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, widget: Widget) -> "Box":
        return cls(widget.x, widget.y, widget.right, widget.top)

    def inside(self, other: "Box") -> bool:
        return (
            self.left >= other.left - SLACK
            and self.bottom >= other.bottom - SLACK
            and self.right <= other.right + SLACK
            and self.top <= other.top + SLACK
        )

    def gap(self, other: "Box") -> float:
        """Return the free space to another box; negative where they overlap."""
        across = max(self.left - other.right, other.left - self.right)
        along = max(self.bottom - other.top, other.bottom - self.top)
        return max(across, along)


def drawn(text: Lettering) -> Box:
    """Return where a text's picture lies."""
    x, y = text.texture_pos
    width, height = text.texture_size
    if text.role in {"icon", "number"}:
        # The line around an icon's square, or around capitals and digits alone, is empty above and below.
        air = max(0.0, height - text.font_size) / 2
        y, height = y + air, height - 2 * air
    return Box(x, y, x + width, y + height)


def texts_of(widget: Widget) -> list[Lettering]:
    found = [widget] if isinstance(widget, Lettering) else []
    return found + [text for child in widget.children for text in texts_of(child)]


def seen(shell: Shell) -> list[Widget]:
    """Return the roots of everything on show."""
    return [shell.surround.ribbon, shell.surround.top_bar, shell.surround.bottom_bar, *shell.screen.body.children]


def inspect(shell: Shell) -> list[str]:
    """Return every complaint about the geometry, the words and the spoken forms of the screen on show."""
    panel = Box(0, 0, shell.look.width, shell.look.height)
    controls = [
        *shell.surround.top_bar.controls(),
        *shell.screen.body.controls(),
        *shell.surround.bottom_bar.controls(),
    ]
    texts = [text for root in seen(shell) for text in texts_of(root) if text.text]
    return [
        *_sizes_of_controls(shell, controls, panel),
        *_distances(shell, controls),
        *_texts(shell, texts, panel),
        *_overlaps(texts, controls),
        *_labels(shell, controls),
        *_ghosts(shell),
        *_torn(shell),
        *_number(shell),
    ]


def _sizes_of_controls(shell: Shell, controls: list[Control], panel: Box) -> list[str]:
    found, look = [], shell.look
    for control in controls:
        least = (KEY_MM if control.is_key or _is_least_panel(shell) else TARGET_MM) * look.ppi / 25.4
        if min(control.size) < least - 0.01:
            side = min(control.size) * 25.4 / look.ppi
            found.append(f"{control.say()!r} is only {side:.1f} mm")
        if not Box.of(control).inside(panel):
            found.append(f"{control.say()!r} is outside the panel")
        if look.low and control.top > look.height * LOW_PART + SLACK:
            found.append(f"{control.say()!r} is above the low screen")
    return found


def _is_least_panel(shell: Shell) -> bool:
    """Say whether 12.7 mm do for any target (DESIGN, "Sizes"): 10.1 inches, in low screen or at 160 %."""
    look = shell.look
    return min(look.width, look.height) / look.ppi < 6.3 and (look.low or look.size == 160)  # inches


def _distances(shell: Shell, controls: list[Control]) -> list[str]:
    least = GAP_MM * shell.look.ppi / 25.4
    found = []
    for (one, here), (other, there) in combinations([(control, Box.of(control)) for control in controls], 2):
        gap = here.gap(there)
        if gap < least - 0.01:
            found.append(f"{one.say()!r} and {other.say()!r} are {gap * 25.4 / shell.look.ppi:.2f} mm apart")
    return found


def _texts(shell: Shell, texts: list[Lettering], panel: Box) -> list[str]:
    found, look = [], shell.look
    capital = look.distance_mm * CAPITAL_PER_DISTANCE * look.ppi / 25.4
    for text in texts:
        if text.role != "icon":
            size = 100 if text.parent is shell.surround.ribbon or _is_aside(text) else look.size
            is_number = text.words.isdigit()  # in the small disc of a line
            if text.font_size * CAPITAL_PER_EM < capital * size / 100 - 0.5 and not is_number:
                found.append(f"{text.words!r} is set too small")
            if _letters("".join(text.lines_at(text.width))) != _letters(text.words) and _is_latin(text.words):
                found.append(f"{text.words!r} is shortened")
        box = drawn(text)
        if not box.inside(panel):
            found.append(f"{text.words!r} is cut by the panel")
        # An icon's square is its em; the font's line around it is taller, and empty.
        air = text.font_size * 0.5 if text.role == "icon" else 0.0
        if box.right - box.left > text.width + SLACK or box.top - box.bottom > text.height + air + SLACK:
            found.append(f"{text.words!r} does not fit its room")
        if text.parent is not None and air == 0 and not box.inside(Box.of(text.parent)):
            found.append(f"{text.words!r} sticks out of {type(text.parent).__name__}")
    return found


def _is_aside(text: Lettering) -> bool:
    """Say whether this is said beside the point on a page that is short of room: there it keeps its plain size."""
    return isinstance(text.parent, Text) and text.parent.hue == "soft" and text.parent.look.thrift > 1


def _is_latin(text: str) -> bool:
    return all(ord(c) < 0x590 or ord(c) >= 0x2000 for c in text)


def _letters(text: str) -> list[str]:
    return sorted(c for c in text if not c.isspace())


def _overlaps(texts: list[Lettering], controls: list[Control]) -> list[str]:
    written = [(text, drawn(text)) for text in texts]
    places = [(control, Box.of(control)) for control in controls]
    found = [
        f"{one.words!r} lies on {other.words!r}"
        for (one, here), (other, there) in combinations(written, 2)
        if here.gap(there) < -SLACK
    ]
    return found + [
        f"{text.words!r} lies on the control {control.say()!r}"
        for text, here in written
        for control, there in places
        if text.parent is not control and here.gap(there) < -SLACK
    ]


def _labels(shell: Shell, controls: list[Control]) -> list[str]:
    found = []
    for control in controls:
        said = [part.words for part in control.children if isinstance(part, Lettering) and part.text]
        if control.words and control.words not in said:
            found.append(f"{control.words!r} is not shown")
        if control.icon and control.icon not in said:
            found.append(f"the icon {control.icon!r} is not shown")
        if not control.say().strip():
            found.append("a control has no spoken form")
    choices = [c for c in shell.screen.body.controls() if c.shape in {"row", "door"}]
    if len(choices) > MOST_CHOICES:
        found.append(f"{len(choices)} choices on one screen")
    return found


def _ghosts(shell: Shell) -> list[str]:
    """Complain about what is still drawn where nothing is said any longer."""
    texts = (text for root in seen(shell) for text in texts_of(root) if not text.text)
    return [f"something that is gone is still drawn in {type(t.parent).__name__}" for t in texts if any(t.texture_size)]


def _torn(shell: Shell) -> list[str]:
    """Complain about a pad that goes on on another page, and about a page that says nothing but its heading."""
    body, shown = shell.screen.body, set(shell.screen.body.children)
    found = []
    for grid in (b for b in body.blocks if isinstance(b, Grid) and b.whole and b.shown):
        here = [cell in shown for cell in grid.cells]
        if any(here) and not all(here):
            found.append(f"only {sum(here)} of the {len(here)} keys of a pad are on this page")
    if body.pages > 1 and all(getattr(widget, "chip", False) or _is_heading(widget) for widget in shown):
        found.append("a page holds only its heading")
    return found


def _is_heading(widget: Widget) -> bool:
    return isinstance(widget, Text) and widget.role == "title"


def _number(shell: Shell) -> list[str]:
    """Complain about a number that is not read from across the room: 35 mm, or 20 where no panel has more to give."""
    least = 20.0 if _is_least_panel(shell) else 35.0
    found = []
    for text in (text for root in seen(shell) for text in texts_of(root) if text.role == "number"):
        height = text.font_size * CAPITAL_PER_EM * 25.4 / shell.look.ppi
        if height < least - 0.2:
            found.append(f"the number {text.words!r} is {height:.1f} mm high")
    return found


def contrasts(shell: Shell, picture: Image.Image) -> list[str]:
    """Return complaints about the contrast of texts and icons, read from the drawn pixels."""
    pixels, found = np.asarray(picture.convert("RGB")), []
    for text in (text for root in seen(shell) for text in texts_of(root) if text.text):
        asked = SIGN if text.role == "icon" else ESSENTIAL if text.essential else ORDINARY
        ratio = contrast_in(pixels, drawn(text))
        if ratio is not None and ratio < asked - 0.05:
            found.append(f"{text.words!r} has a contrast of {ratio:.1f}, {asked} is asked")
    return found


def contrast_in(pixels: np.ndarray, box: Box) -> float | None:
    """Return the contrast of what is drawn in a box; None where it holds no pixel."""
    height = pixels.shape[0]
    return contrast(pixels[int(height - box.top) : int(height - box.bottom), int(box.left) : int(box.right)])
