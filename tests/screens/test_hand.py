"""The hand finds its way on any panel, in any size and language: so tours and tests touch what a visitor could."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.guides.guide import Theme
from screens.driver.hand import Hand
from tests.helpers.visitor import PREPARE

ROOT = Path(__file__).parents[2]
SMALL, UPRIGHT, SHARP = (
    ("--window", "1280x800", "--ppi", "149", "--distance", "350"),
    ("--window", "1080x1920"),
    ("--window", "1920x1080", "--ppi", "141", "--distance", "400"),
)
# Every panel beside the reference one, every size, theme, language, and both heights, each with several others.
COMFORTS = [
    ("ar", "160", "strong-dark", *UPRIGHT),
    ("en", "160", "strong-light", *SMALL),
    ("fr", "160", "dark", *SMALL, "--low"),
    ("en", "100", "strong-dark", *UPRIGHT, "--low"),
    ("ar", "160", "dark", "--low"),
    ("fr", "125", "light", *SHARP),
]


def test_what_lies_on_a_page_before_is_reached_as_well(open_kiosk: Callable[..., Hand]) -> None:
    hand = open_kiosk(1280, 800, 149.0, 350)
    hand.eyes_open = False
    hand.shell.situation.wear(size=160, low=True)
    hand.rest()
    hand.reach(PREPARE)
    while (following := hand._following()) is not None:
        hand.tap(following)
    assert hand.shell.screen.body.page > 0

    hand.reach("Mes papiers")

    assert (hand.shell.screen.name, hand.shell.situation.visit.theme) == ("guides", Theme.PAPERS)


@pytest.mark.long
@pytest.mark.parametrize(("language", "size", "theme", "others"), [(*c[:3], c[3:]) for c in COMFORTS])
def test_the_tour_goes_through(language: str, size: str, theme: str, others: tuple[str, ...], tmp_path: Path) -> None:
    words = ("--language", language, "--text-size", size, "--theme", theme, *others, "--out", str(tmp_path))
    subprocess.run([sys.executable, "-m", "kiosk", "tour", *words], cwd=ROOT, check=True, capture_output=True)
    seen = json.loads((tmp_path / "tour.json").read_text(encoding="utf-8"))["steps"]
    assert (seen[0]["language"], seen[0]["size"], seen[0]["theme"]) == (language, int(size), theme)
    assert (seen[-1]["screen"], len(seen) > 30) == ("home", True)
