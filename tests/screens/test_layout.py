"""Every visitor screen, on every panel, in every size, theme and language: nothing cut, crowded, small or pale."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from screens.driver.hand import Hand
from screens.toolkit.palettes import PALETTES
from screens.toolkit.theme import SIZES
from tests.helpers.inspector import contrasts, inspect
from tests.helpers.moments import MOMENTS, show

# DESIGN.md: 21.5 inches in landscape and portrait, 15.6 inches, 10.1 inches.
PANELS = {
    "21-landscape": (1920, 1080, 102.0, 500),
    "21-portrait": (1080, 1920, 102.0, 500),
    "15-landscape": (1920, 1080, 141.0, 400),
    "10-landscape": (1280, 800, 149.0, 350),
}
LANGUAGES = ("fr", "en", "ar", "es", "pt", "ro", "tr", "uk")


def faults(hand: Hand, name: str, look: object) -> list[str]:
    """Return the complaints about every page of a moment in one look."""
    hand.eyes_open = False
    hand.shell.situation.look = look
    show(hand, name)
    body, found = hand.shell.screen.body, []
    for page in range(int(body.pages)):
        if body.page != page:  # the first one stands there already
            body.page = page
            hand.shell.arrange()
            hand.frame()
        found += [f"{name}, page {page + 1}: {fault}" for fault in inspect(hand.shell)]
    return found


def looks(hand: Hand, themes: tuple[str, ...], *, low: tuple[bool, ...]) -> list[object]:
    plain = hand.shell.situation.plain_look
    return [replace(plain, size=s, theme=t, low=down) for s in SIZES for t in themes for down in low]


def all_faults(hand: Hand, language: str, wanted: list[object]) -> str:
    """Return the complaints about every moment in every look wanted, a line each."""
    hand.shell.situation.speak(language)
    return "\n".join(
        f"{look.size} %{' low' if look.low else ''} {look.theme}: {fault}"
        for look in wanted
        for name in MOMENTS
        for fault in faults(hand, name, look)
    )


# The smallest panel has the least room: there each language is tried in every run.
QUICK_PANELS = [
    *((panel, "fr") for panel in PANELS),
    ("21-landscape", "ar"),
    *(("10-landscape", language) for language in LANGUAGES[1:]),
]


# The largest letters have the least room; of the two other looks these take one each in turn, and both in the long run.
TURNS = LANGUAGES[1:2] + LANGUAGES[3:]


@pytest.mark.parametrize(("panel", "language"), QUICK_PANELS)
def test_nothing_is_cut_crowded_or_small(open_kiosk: Callable[..., Hand], panel: str, language: str) -> None:
    hand = open_kiosk(*PANELS[panel])
    usual, _, largest = looks(hand, ("light",), low=(False,))
    wanted = [usual, largest, replace(usual, low=True)]
    if language in TURNS:
        wanted = [largest, wanted[2 * (TURNS.index(language) % 2)]]
    assert not all_faults(hand, language, wanted)


@pytest.mark.long
@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("panel", PANELS)
def test_every_look_keeps_its_room(open_kiosk: Callable[..., Hand], panel: str, language: str, theme: str) -> None:
    hand = open_kiosk(*PANELS[panel])
    assert not all_faults(hand, language, looks(hand, (theme,), low=(False, True)))


# Pairwise: every panel meets every theme, every size every theme, every language every size.
SAMPLE = [
    ("21-landscape", "light", 100, "fr"),
    ("21-landscape", "dark", 125, "ar"),
    ("21-landscape", "strong-light", 160, "en"),
    ("21-portrait", "strong-dark", 100, "ar"),
    ("21-portrait", "light", 125, "en"),
    ("15-landscape", "dark", 160, "fr"),
    ("15-landscape", "strong-light", 100, "ar"),
    ("10-landscape", "strong-dark", 125, "fr"),
    ("10-landscape", "light", 160, "ar"),
    ("10-landscape", "dark", 100, "en"),
]
QUICK = [0, 3, 5, 8]  # in every run; the rest in the long one


def pale(hand: Hand, theme: str, size: int, language: str) -> str:
    hand.shell.situation.speak(language)
    hand.shell.situation.look = replace(hand.shell.situation.plain_look, theme=theme, size=size)
    found = []
    for name in MOMENTS:
        show(hand, name)
        found += [f"{name}: {fault}" for fault in contrasts(hand.shell, hand.picture())]
    return "\n".join(found)


@pytest.mark.parametrize(("panel", "theme", "size", "language"), [SAMPLE[i] for i in QUICK])
def test_words_stand_out_from_their_ground(
    open_kiosk: Callable[..., Hand], panel: str, theme: str, size: int, language: str
) -> None:
    assert not pale(open_kiosk(*PANELS[panel]), theme, size, language)


@pytest.mark.long
@pytest.mark.parametrize(("panel", "theme", "size", "language"), SAMPLE)
def test_words_stand_out_in_the_whole_sample(
    open_kiosk: Callable[..., Hand], panel: str, theme: str, size: int, language: str
) -> None:
    assert not pale(open_kiosk(*PANELS[panel]), theme, size, language)
