"""A frame that stays where it is: one line for titles, choices that move nothing, edges that are seen."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from kiosk.contents import guides
from kiosk.domain.guides.guide import Checklist
from screens.driver.hand import Hand
from screens.page.blocks import Text
from screens.page.progress import Progress
from screens.toolkit.choices import STYLES, Style
from screens.toolkit.controls import Control
from screens.toolkit.palettes import PALETTES
from tests.helpers.contrast import luminance
from tests.helpers.inspector import SIGN
from tests.helpers.moments import MOMENTS, show
from tests.screens.test_layout import PANELS


def title_line(hand: Hand) -> float:
    """Return where the title on show begins, from the top."""
    title = next(b for b in hand.shell.screen.body.children if isinstance(b, Text) and b.role == "title")
    return hand.shell.look.height - title.top


@pytest.mark.parametrize("panel", PANELS)
def test_every_title_stands_at_one_height(open_kiosk: Callable[..., Hand], panel: str) -> None:
    hand, lines = open_kiosk(*PANELS[panel]), {}
    for name in MOMENTS:
        show(hand, name)
        # An upright panel gives the bar of a démarche a second row, "Une autre personne arrive" among the rest.
        family = hand.shell.screen.tools == "guide" and panel == "21-portrait"
        lines.setdefault(family, {})[name] = title_line(hand)
    for family in lines.values():
        assert len(set(family.values())) == 1, family


def test_no_sign_of_the_screen_before_stays(open_kiosk: Callable[..., Hand]) -> None:
    hand = open_kiosk()
    for name in ("papers", "home"):
        hand.shell.situation.look = replace(hand.shell.situation.plain_look, size=160)
        show(hand, name)
    drawn = [text.words for control in hand.controls() for text in control.children if text.canvas.children]
    assert len(drawn) >= len(hand.controls())
    assert "" not in drawn


def places(hand: Hand) -> list[tuple[str, object, object]]:
    return [(c.say(), tuple(c.pos), tuple(c.size)) for c in hand.controls()]


@pytest.mark.parametrize("panel", ["21-landscape", "10-landscape"])
@pytest.mark.parametrize("answer", ["Je l’ai", "Il me manque"])
def test_choosing_moves_nothing(open_kiosk: Callable[..., Hand], panel: str, answer: str) -> None:
    hand = open_kiosk(*PANELS[panel])
    show(hand, "papers")
    checklist = hand.shell.situation.visit.checklist
    hand.shell.situation.visit.checklist = replace(checklist, ticks={})
    hand.shell.navigator.show("papers")
    hand.rest()
    before = places(hand)
    for control in [c for c in hand.controls() if c.words == hand.shell.t(answer)]:
        hand.tap(control)
        assert places(hand) == before


def steepest(pixels: np.ndarray, control: Control) -> float:
    """Return the least contrast, over its four sides, between a control's edge or ground and what lies around it."""
    x, y, right, top = (round(each) for each in (control.x, control.y, control.right, control.top))
    across, along = round(control.center_x), round(control.center_y)
    sides = (pixels[along, x - 2 : x + 5], pixels[along, right + 1 : right - 6 : -1],
             pixels[y - 2 : y + 5, across], pixels[top + 1 : top - 6 : -1, across])  # fmt: skip
    return min(max(_ratio(side[0], each) for each in side[1:]) for side in sides)


def _ratio(one: np.ndarray, other: np.ndarray) -> float:
    bright, dark = sorted(luminance(np.array([one, other], dtype=float)), reverse=True)
    return float((bright + 0.05) / (dark + 0.05))


def pale(hand: Hand, picture: Image.Image) -> list[str]:
    """Return the controls whose edge does not show where they may be touched."""
    pixels = np.asarray(picture.convert("RGB"))[::-1]
    found = [(c.say(), steepest(pixels, c)) for c in hand.controls() if c.enabled]
    return [f"{said!r}: {ratio:.2f}" for said, ratio in found if ratio < SIGN - 0.05]


@pytest.mark.parametrize("theme", PALETTES)
def test_the_edge_of_what_may_be_touched_shows(open_kiosk: Callable[..., Hand], theme: str) -> None:
    hand, found = open_kiosk(), []
    hand.shell.situation.look = replace(hand.shell.situation.plain_look, theme=theme)
    for name in ("home", "hour", "letters", "arrived", "themes", "questions", "papers", "list_ready", "comfort"):
        show(hand, name)
        found += [f"{name}: {each}" for each in pale(hand, hand.picture())]
    assert found == []


def test_a_pale_edge_is_seen(open_kiosk: Callable[..., Hand], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.toolkit.controls.STYLES", {**STYLES, "card": Style("card", "line", "ink", "brand")})
    hand = open_kiosk()
    assert any("Je prépare" in each for each in pale(hand, hand.picture()))


@pytest.mark.parametrize("theme", PALETTES)
def test_what_was_chosen_is_filled(open_kiosk: Callable[..., Hand], theme: str) -> None:
    look = open_kiosk().shell.situation.plain_look.__class__(1920, 1080, theme=theme)
    for style in ("have", "missing", "here"):
        assert look.colour(STYLES[style].ground) != look.colour("card"), style


@pytest.mark.parametrize("theme", PALETTES)
def test_none_of_four_does_not_look_like_four_of_four(open_kiosk: Callable[..., Hand], theme: str) -> None:
    hand = open_kiosk()
    hand.shell.situation.look = replace(hand.shell.situation.plain_look, theme=theme)
    show(hand, "questions")
    progress = next(b for b in hand.shell.screen.body.children if isinstance(b, Progress))
    drawn = []
    for done in (0, progress.total):
        progress.done = done
        picture = np.asarray(hand.picture().convert("RGB"), dtype=float)[::-1]
        drawn.append([picture[int(y + high / 2), int(x + long / 2)] for x, y, long, high in
                      (bar.box for bar in progress.bars.shown)])  # fmt: skip
    assert all(_ratio(none, every) >= SIGN for none, every in zip(*drawn, strict=True))


def test_one_of_three_never_becomes_two_of_four() -> None:
    def ways(checklist: Checklist, told: tuple[int, ...]) -> None:
        question, total = checklist.next_question(), Checklist(checklist.guide).most_left()
        if question is None:
            return
        here = total - checklist.most_left() + 1
        assert (told or (0,))[-1] < here <= total, (checklist.guide.id, checklist.answers)
        for answer in question.answers:
            ways(checklist.answer(question.id, answer.id), (*told, here))

    for guide in guides():
        ways(Checklist(guide), ())
