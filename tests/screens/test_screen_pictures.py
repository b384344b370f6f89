"""The screens look as they were last looked at: pictures in `expected/screens`, compared with a tolerance."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from screens.driver.hand import Hand
from tests.helpers.moments import show
from tests.helpers.pictures import assert_like
from tests.screens.test_layout import PANELS

SEEN = [
    ("home", "21-landscape", "light", 100, "fr"),
    ("home", "21-portrait", "light", 100, "fr"),
    ("home", "21-landscape", "light", 100, "ar"),
    ("home", "10-landscape", "light", 160, "fr"),
    ("hour", "21-landscape", "light", 100, "fr"),
    ("letters", "21-landscape", "light", 100, "fr"),
    ("slip_code", "21-landscape", "light", 100, "fr"),
    ("arrived", "21-landscape", "light", 100, "fr"),
    ("arrived", "21-landscape", "strong-dark", 125, "ar"),
    ("arrived", "21-portrait", "dark", 100, "en"),
    ("themes", "21-landscape", "light", 100, "fr"),
    ("themes", "15-landscape", "strong-light", 160, "en"),
    ("closed", "21-landscape", "light", 100, "fr"),
    ("out_of_service", "21-landscape", "light", 100, "fr"),
    ("out_of_service", "21-portrait", "light", 100, "ar"),
    ("out_of_service_with_a_number", "10-landscape", "light", 160, "fr"),
    ("too_many", "21-landscape", "light", 100, "fr"),
    ("too_many", "10-landscape", "light", 160, "fr"),
    ("printed", "21-landscape", "light", 100, "fr"),
    ("paper_out", "21-landscape", "light", 100, "fr"),
    ("more_time", "21-landscape", "light", 100, "fr"),
    ("languages", "21-landscape", "light", 100, "fr"),
]


@pytest.mark.parametrize(("moment", "panel", "theme", "size", "language"), SEEN)
def test_the_screen_looks_as_it_was_last_seen(
    open_kiosk: Callable[..., Hand], moment: str, panel: str, theme: str, size: int, language: str
) -> None:
    hand = open_kiosk(*PANELS[panel], practice=moment == "home")
    hand.shell.situation.speak(language)
    hand.shell.situation.look = replace(hand.shell.situation.plain_look, theme=theme, size=size)
    show(hand, moment)

    picture = hand.picture()
    half = picture.resize((picture.width // 3, picture.height // 3))
    assert_like(half, f"screens/{moment}-{panel}-{theme}-{size}-{language}")


def test_a_missing_picture_fails(open_kiosk: Callable[..., Hand]) -> None:
    with pytest.raises(AssertionError):
        assert_like(open_kiosk().picture(), "screens/never-looked-at")
