"""Measures a desk or a wall screen as it stands: nothing cut, nothing on anything else, nothing too small to read."""

from itertools import combinations

from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget
from PIL import Image

from screens.staff.parts import StaffList
from screens.toolkit.controls import Control
from screens.toolkit.lettering import Lettering
from screens.toolkit.theme import CAPITAL_PER_EM, DESK_CAPITAL_MM, KEY_MM
from tests.helpers.inspector import ESSENTIAL, ORDINARY, SIGN, SLACK, Box, contrast_in


def _window_of(widget: Widget) -> Box:
    x, y = widget.to_window(widget.x, widget.y)
    return Box(x, y, x + widget.width, y + widget.height)


def _drawn(text: Lettering) -> Box:
    dx, dy = text.to_window(0, 0)
    x, y = text.texture_pos[0] + dx, text.texture_pos[1] + dy
    width, height = text.texture_size
    if text.role == "icon":
        air = max(0.0, height - text.font_size) / 2
        y, height = y + air, height - 2 * air
    return Box(x, y, x + width, y + height)


def _hole(widget: Widget) -> Box | None:
    """Return the part of the window through which a list shows its rows."""
    parent = widget.parent
    while isinstance(parent, Widget) and parent is not parent.parent:
        if isinstance(parent, ScrollView):
            return _window_of(parent)
        parent = parent.parent
    return None


def _is_seen(widget: Widget, box: Box) -> bool:
    if widget.opacity == 0 or box.right - box.left < 1:
        return False
    hole = _hole(widget)
    return hole is None or box.inside(hole)


def parts(root: Widget) -> tuple[list[Lettering], list[Control]]:
    """Return the texts and controls that somebody sees now; rows scrolled away, or half of them, do not count."""
    hidden = {id(w) for top in root.walk(restrict=True) if top.opacity == 0 for w in top.walk(restrict=True)}
    shown = [w for w in root.walk(restrict=True) if id(w) not in hidden]
    texts = [w for w in shown if isinstance(w, Lettering) and w.text and _is_seen(w, _drawn(w))]
    controls = [w for w in shown if isinstance(w, Control) and _is_seen(w, _window_of(w))]
    return texts, controls


def inspect_desk(root: Widget) -> list[str]:
    """Return every complaint about the screen on show."""
    texts, controls = parts(root)
    return [*_sizes(root, texts, controls), *_overlaps(texts, controls), *_lists(root)]


def _lists(root: Widget) -> list[str]:
    """Say which list hides everything it holds: nobody can touch or read a row that has no room."""
    hidden = {id(w) for top in root.walk(restrict=True) if top.opacity == 0 for w in top.walk(restrict=True)}
    lists = [w for w in root.walk(restrict=True) if isinstance(w, StaffList) and id(w) not in hidden]
    found = []
    for each in (w for w in lists if w.width > 1 and w.rows.children):
        held = list(each.rows.walk(restrict=True))
        lines = [w.height for w in held if isinstance(w, Lettering) and w.words]
        if each.height < (root.look.key if any(isinstance(w, Control) for w in held) else min(lines)):
            found.append(f"a list has no room for {[w.words for w in held if isinstance(w, Lettering)][:3]}")
    return found


def _sizes(root: Widget, texts: list[Lettering], controls: list[Control]) -> list[str]:
    look, found = root.look, []
    panel = Box(0, 0, look.width, look.height)
    for text in texts:
        if text.role != "icon" and text.font_size * CAPITAL_PER_EM * 25.4 / look.ppi < DESK_CAPITAL_MM - 0.1:
            found.append(f"{text.words!r} is set too small")
        is_wide = text.texture_size[0] > text.width + SLACK and text.role != "icon"
        if is_wide or not _drawn(text).inside(panel):
            found.append(f"{text.words!r} is cut")
    for control in controls:
        if min(control.size) * 25.4 / look.ppi < KEY_MM - 0.05:
            found.append(f"{control.say()!r} is too small to touch")
        if not _window_of(control).inside(panel):
            found.append(f"{control.say()!r} is outside the panel")
        if not control.say().strip():
            found.append(f"a control has no spoken form: {control.icon}")
    return found


def _overlaps(texts: list[Lettering], controls: list[Control]) -> list[str]:
    written = [(text, _drawn(text)) for text in texts]
    places = [(control, _window_of(control)) for control in controls]
    found = [
        f"{one.words!r} lies on {other.words!r}"
        for (one, here), (other, there) in combinations(written, 2)
        if here.gap(there) < -SLACK
    ]
    found += [
        f"{one.say()!r} lies on {other.say()!r}"
        for (one, here), (other, there) in combinations(places, 2)
        if here.gap(there) < -SLACK
    ]
    return found + [
        f"{text.words!r} lies on the control {control.say()!r}"
        for text, here in written
        for control, there in places
        if text.parent is not control and here.gap(there) < -SLACK
    ]


def desk_contrasts(root: Widget, picture: Image.Image) -> list[str]:
    """Return complaints about contrast, read from the pixels."""
    import numpy as np

    pixels, found = np.asarray(picture.convert("RGB")), []
    for text in parts(root)[0]:
        asked = SIGN if text.role == "icon" else ESSENTIAL if text.essential else ORDINARY
        ratio = contrast_in(pixels, _drawn(text))
        if ratio is not None and ratio < asked - 0.05:
            found.append(f"{text.words!r} has a contrast of {ratio:.1f}, {asked} is asked")
    return found
