"""Nobody needs a colour, a place, a quick ear or patience with flashes to follow the kiosk (EN 301 549, chapter 11)."""

import re
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from kivy.clock import Clock

from screens.driver.hand import Hand
from tests.helpers.desk_office import Office
from tests.helpers.sources import source_texts
from tests.helpers.visitor import HERE, press, read

Open = Callable[..., Hand]
# SDL scancodes: the letters, the digits, and the signs around them.
WRITING = (*range(4, 40), *range(45, 57))
SOUNDS = sorted((Path(__file__).parents[2] / "assets" / "sounds").glob("*.wav"))
COLOURS = r"rouges?|verte?s?|bleue?s?|jaunes?|orange|roses?|grise?s?|blanc(he)?s?|noire?s?|en couleur"
PLACES_TOLD = r"à droite|à gauche|en haut|en bas|au milieu|au-dessus|au-dessous|ci-dessus|ci-dessous"
SHAPES = r"ronde?s?|carrée?s?|triangle|gros bouton|petit bouton|bip|sonnerie"
SENSED = re.compile(rf"\b({COLOURS}|{PLACES_TOLD}|{SHAPES})\b", re.IGNORECASE)
# A printed code has no other plain name; its digits can be typed, and the phone is never the only way.
A_CODE = re.compile(r"carré( noir)?", re.IGNORECASE)
# Said aloud to who does not read, by whom the word on the button would not be found: what it shows, and where.
SAID_ALOUD = "la personne qui parle"
TO_ACT = re.compile(r"touche|appuye|press|choisi|clique|bouton|passe[rz]", re.IGNORECASE)


@pytest.mark.parametrize("sound", SOUNDS, ids=lambda sound: sound.stem)
def test_no_sound_of_ours_lasts_three_seconds(sound: Path) -> None:
    with wave.open(str(sound)) as heard:
        assert 0 < heard.getnframes() / heard.getframerate() < 3


def test_there_are_no_sounds_but_those_two() -> None:
    assert [sound.stem for sound in SOUNDS] == ["arrival", "call"]


def told_by_the_senses(text: str) -> list[str]:
    """Return what the instructions of a text rest on that not everybody perceives."""
    told = [sentence for sentence in re.split(r"(?<=[.?!:])\s+", A_CODE.sub("", text)) if TO_ACT.search(sentence)]
    return [found[0] for each in told if SAID_ALOUD not in each for found in SENSED.finditer(each)]


def test_what_rests_on_the_senses_is_noticed() -> None:
    assert told_by_the_senses("Touchez le bouton vert, en bas à droite.") == ["vert", "en bas", "à droite"]
    assert told_by_the_senses("Passez le carré noir devant le lecteur. Ouvert.") == []
    assert told_by_the_senses("Votre papier sort à droite de l’écran. Noir sur blanc.") == []


def test_no_screen_tells_where_to_touch_by_colour_shape_or_place() -> None:
    shown = [source for source in source_texts() if source.file.startswith(("screens/visitor", "screens/kiosk"))]
    assert len(shown) > 150
    assert {source.text: found for source in shown if (found := told_by_the_senses(source.text))} == {}


def test_no_letter_or_digit_is_a_shortcut(open_kiosk: Open) -> None:
    hand = open_kiosk()
    for go in (None, HERE, "Je ne sais pas"):
        if go:
            hand.tap(go)
            hand.rest()
        before, visit = read(hand), repr(hand.shell.situation.visit)
        for scancode in WRITING:
            press(hand, scancode)
            hand.wait(0.3)
        assert (read(hand), repr(hand.shell.situation.visit)) == (before, visit)


def test_a_call_flashes_once_a_second_and_stands_still_after_five(tmp_path: Path, clock: Callable[[], object]) -> None:
    board = Office(tmp_path, clock, role="board")
    try:
        board.see()
        ticket = board.do(lambda s: s.arrivals.walk_in("", "fr")).ticket
        changes: list[float] = []
        board.root.bind(ground=lambda *_: changes.append(Clock.get_time()))
        board.do(lambda s: s.queue.call(ticket, "Bureau 1"))
        board.hand.until(lambda: board.root.number == str(ticket), "the call is not shown")
        board.hand.wait(9, by=0.05)
        # A flash is a change and the change back.
        assert len(changes) >= 6
        assert max(sum(at <= other < at + 1 for other in changes) for at in changes) <= 3
        assert changes[-1] - changes[0] <= 5.1
    finally:
        board.close()
