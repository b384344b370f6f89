"""After a visit the kiosk is as fresh as on its first morning: every widget, every pixel, every file."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

import numpy as np
import pytest
from kivy.uix.widget import Widget

from screens.driver.hand import Hand
from screens.kiosk.visit import Visit
from tests.helpers.visitor import (
    FINE,
    HERE,
    LOST_CARD,
    PREPARE,
    TAB,
    answer,
    arrive,
    open_guide,
    picture,
    plain,
    press,
    spell,
    tick,
)

Open = Callable[..., Hand]
PLAIN = (str, int, float, bool, tuple, list, type(None))
# Letters that no sheet, no picture and no title holds by chance.
LETTERS = "QXJ"


def tree(widget: Widget, depth: int = 0) -> Iterator[tuple[object, ...]]:
    """Write down a widget and all below it: class, place, and every property that is plain data."""
    kept = {name: held(value) for name in widget.properties() if is_plain(value := getattr(widget, name))}
    yield depth, type(widget).__name__, widget.pos[:], widget.size[:], kept
    for child in widget.children:
        yield from tree(child, depth + 1)


def held(value: object) -> object:
    """Return a value as it stands now, whatever becomes of a list that held it."""
    return tuple(held(part) for part in value) if isinstance(value, tuple | list) else value


def is_plain(value: object) -> bool:
    """Say whether a value is data all the way down: actions and parents are not."""
    if isinstance(value, tuple | list):
        return all(is_plain(part) for part in value)
    return isinstance(value, PLAIN)


def state(hand: Hand) -> dict[str, object]:
    """Write down all that could keep a trace of a visit, but the pixels."""
    shell = hand.shell
    return {
        "tree": list(tree(shell)),
        "screens": sorted(shell.navigator._screens),
        "visit": repr(shell.situation.visit),
        "look": shell.look,
        "language": shell.t.language,
        "parked": shell.situation.parked,
        "focus": shell.keys.focused,
        "reader": shell.outfit.reader.waiting,
    }


def differences(before: dict[str, object], after: dict[str, object]) -> list[str]:
    """Name what is not as it was."""
    found = [name for name in before if name != "tree" and before[name] != after[name]]
    trees = (before["tree"], after["tree"])
    if len(trees[0]) != len(trees[1]):
        found.append(f"{len(trees[1])} widgets instead of {len(trees[0])}")
    for old, new in zip(*trees, strict=False):
        changed = {name: (old[-1].get(name), value) for name, value in new[-1].items() if value != old[-1].get(name)}
        found += [f"{old[:-1]} became {new[:-1]}: {changed}"] if old != new else []
    return found


def dress(hand: Hand) -> None:
    """Wear all comforts at once."""
    hand.tap("العربية")
    for words in ("Contraste", "Texte plus grand", "Texte plus grand", "Écran plus bas"):
        if hand.shell.t(words) not in hand.words() and hand.shell.screen.name != "comfort":
            hand.tap("Confort")
        hand.reach(words)
        hand.rest()
    if hand.shell.screen.name == "comfort":
        hand.reach(FINE)
    look = hand.shell.look
    assert (look.theme, look.size, look.low, hand.shell.t.language) == ("dark", 160, True, "ar")


def whole_visit(hand: Hand) -> None:
    """Check in by letters, prepare a list, print it, make room for somebody else, and leave everything open."""
    t = hand.shell.t
    hand.reach(t(HERE))
    hand.reach(t.hour(time(10, 30)))
    for letter in LETTERS:
        hand.reach(letter)
    hand.reach("C’est bon")
    hand.rest()
    hand.reach("Préparer ma démarche en attendant")
    guide = open_guide(hand)
    answers = {plain(a.text): a.text for q in guide.questions for a in q.answers}
    answer(hand, *(answers.get(words, words) for words in LOST_CARD))
    tick(hand, t("Une photo d’identité"), t("Je l’ai"))
    hand.reach("Imprimer ma liste")
    hand.rest()
    hand.reach("Imprimer un petit ticket")
    hand.rest()
    hand.reach("Continuer")
    hand.reach("Une autre personne arrive")
    hand.rest()
    hand.tap("Contraste")
    arrive(hand, LETTERS)
    press(hand, TAB)
    assert hand.shell.situation.parked is not None
    assert hand.shell.keys.focused is not None


@pytest.fixture
def temp_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give this kiosk a folder for temporary files of its own: others work on this machine too."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_erasing_makes_the_kiosk_as_new(open_kiosk: Open, tmp_path: Path, temp_folder: Path) -> None:
    hand = open_kiosk()
    hand.eyes_open = False
    fresh, pixels = state(hand), picture(hand)
    dress(hand)
    whole_visit(hand)
    assert differences(fresh, state(hand))
    assert len(list((tmp_path / "sheets").glob("*.pdf"))) == 1

    hand.tap("Effacer mon écran")
    hand.rest()

    assert differences(fresh, state(hand)) == []
    assert np.array_equal(picture(hand), pixels)
    assert hand.shell.situation.visit == Visit()
    assert list(temp_folder.iterdir()) == []
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    holding = {path.name for path in files if LETTERS.encode() in path.read_bytes()}
    assert holding
    assert {name.split("-")[0] for name in holding} == {"day.sqlite"}


def test_a_visit_that_began_again_keeps_nothing_either(open_kiosk: Open) -> None:
    hand = open_kiosk()
    fresh = state(hand)
    hand.tap(PREPARE)
    open_guide(hand)
    answer(hand, LOST_CARD[0])
    hand.tap("Début")
    hand.tap(HERE)
    hand.tap("J’ai un papier")
    spell(hand, "482")
    hand.tap("Effacer mon écran")
    hand.rest()
    assert differences(fresh, state(hand)) == []


def test_a_trace_left_in_a_widget_would_be_seen(open_kiosk: Open) -> None:
    hand = open_kiosk()
    fresh = state(hand)
    words = hand.find("Contraste")._label
    words.words = words.words[:-1]
    assert differences(fresh, state(hand))


def test_a_number_asked_for_by_who_left_is_shown_to_nobody_even_who_did_as_little(open_kiosk: Open) -> None:
    hand = open_kiosk()
    before = hand.shell.situation.visit
    numbers: list[object] = []
    hand.shell.ask(lambda s: s.arrivals.declare(None, "", "fr"), numbers.append)
    hand.rest()
    hand.shell.navigator.reset()
    assert hand.shell.situation.visit == before

    hand.shell.errands.arrival_of(before)(numbers[0])

    assert hand.shell.screen.name == "home"
