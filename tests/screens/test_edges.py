"""Every rounded edge is smooth, as drawn: no staircase, no stray pixel (DESIGN)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from kivy.graphics import Color, Rectangle

from screens.driver.hand import Hand
from screens.toolkit import patches
from tests.helpers.edges import edge_faults, shape_faults, shapes_of
from tests.helpers.moments import show
from tests.screens.test_layout import PANELS

SEEN = ("home", "letters", "arrived", "themes", "papers", "step", "list_ready", "languages", "too_many")


@pytest.mark.parametrize(
    ("panel", "theme", "language"),
    [("21-landscape", "light", "fr"), ("10-landscape", "strong-dark", "ar"), ("21-portrait", "dark", "en")],
)
def test_every_corner_is_smooth_and_nothing_stands_beyond_it(
    open_kiosk: Callable[..., Hand], panel: str, theme: str, language: str
) -> None:
    hand, found = open_kiosk(*PANELS[panel]), []
    hand.shell.situation.speak(language)
    hand.shell.situation.look = replace(hand.shell.situation.plain_look, theme=theme)
    for name in SEEN:
        show(hand, name)
        found += [f"{name}: {fault}" for fault in edge_faults(hand.shell, hand.picture())]
    assert found == []


def test_a_focused_control_has_a_smooth_ring(open_kiosk: Callable[..., Hand]) -> None:
    hand = open_kiosk()
    door = hand.find("Je prépare une démarche")
    door.focused = True
    ring = next(shapes_of(door))
    assert ring.box[0] < door.x
    assert shape_faults([ring], hand.picture()) == []


def test_a_staircase_is_seen(open_kiosk: Callable[..., Hand], monkeypatch: pytest.MonkeyPatch) -> None:
    smooth = patches._covered
    monkeypatch.setattr(patches, "_covered", lambda *place: 255 * (smooth(*place) > 127))
    for cache in (patches.patch, patches._masks):
        cache.cache_clear()
    hand = open_kiosk()
    found = edge_faults(hand.shell, hand.picture())
    for cache in (patches.patch, patches._masks):
        cache.cache_clear()
    assert any("shades along the curve" in fault for fault in found)


def test_a_stray_pixel_is_seen(open_kiosk: Callable[..., Hand]) -> None:
    hand = open_kiosk()
    x, y, *_ = next(shape.box for shape in shapes_of(hand.find("Je prépare une démarche")))
    with hand.shell.canvas.after:
        Color(0, 0, 0, 1)
        Rectangle(pos=(x, y), size=(1, 1))
    assert any("beyond the outline" in fault for fault in edge_faults(hand.shell, hand.picture()))
