"""Left alone, the kiosk asks, waits, then forgets the visitor; it hurries nobody who reads or waits for paper."""

from collections.abc import Callable
from time import sleep

import pytest

from screens.driver.hand import Hand
from screens.kiosk.visit import Visit
from tests.helpers.visitor import (
    HERE,
    LOST_CARD,
    PREPARE,
    WALK_IN,
    answer,
    arrive,
    focus,
    open_guide,
    press,
    put_down,
    read,
    spell,
    tick,
)

Open = Callable[..., Hand]
ASKS, YES = "Voulez‑vous plus de temps ?", "Oui, je continue"


def quick(hand: Hand) -> Hand:
    """Skip the drawing: no pixel matters here."""
    hand.eyes_open = False
    return hand


def to_hours(hand: Hand) -> None:
    hand.tap(HERE)


def to_letters(hand: Hand) -> None:
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    spell(hand, "BE")


def to_slip(hand: Hand) -> None:
    hand.tap(HERE)
    hand.tap("J’ai un papier")
    spell(hand, "482")


def to_walk_in(hand: Hand) -> None:
    hand.tap(WALK_IN)


def to_question(hand: Hand) -> None:
    hand.tap(PREPARE)
    open_guide(hand)
    answer(hand, "Je l’ai perdue")


def to_papers(hand: Hand) -> None:
    hand.tap(PREPARE)
    open_guide(hand)
    answer(hand, *LOST_CARD)
    tick(hand, "Votre passeport", "Je ne l’ai pas")


def to_step(hand: Hand) -> None:
    to_papers(hand)
    hand.reach("Continuer")
    hand.tap(hand.controls()[-1])


def to_number(hand: Hand) -> None:
    arrive(hand)


MOMENTS = [
    (to_hours, 120),
    (to_letters, 120),
    (to_slip, 120),
    (to_walk_in, 120),
    (to_question, 120),
    (to_papers, 120),
    (to_step, 300),
    (to_number, 30),
]


@pytest.mark.parametrize(("go", "seconds"), MOMENTS)
def test_the_kiosk_asks_in_time_and_yes_loses_nothing(
    open_kiosk: Open, go: Callable[[Hand], None], seconds: int
) -> None:
    hand = quick(open_kiosk())
    go(hand)
    hand.rest()
    hand.wait(1.2)  # typed letters are masked by then
    hand.shell.situation.stir()
    name, words, typed = (
        hand.shell.screen.name,
        read(hand),
        (hand.shell.situation.visit.letters, hand.shell.situation.visit.digits),
    )

    hand.wait(seconds - 1)
    assert (hand.shell.screen.name, read(hand)) == (name, words)
    hand.wait(2)
    assert ASKS in read(hand)
    hand.tap(YES)
    hand.rest()

    assert (hand.shell.screen.name, read(hand)) == (name, words)
    assert (hand.shell.situation.visit.letters, hand.shell.situation.visit.digits) == typed


def test_however_long_the_machine_hangs_the_kiosk_asks_when_it_is_time_and_not_before(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    to_letters(hand)
    hand.shell.situation.stir()
    sleep(1.5)
    hand.wait(119)
    assert hand.shell.screen.name == "letters"
    sleep(1.5)
    hand.wait(1)
    assert hand.shell.screen.name == "more_time"


def test_time_is_given_ten_times_and_more(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    to_letters(hand)
    for _ in range(12):
        hand.wait(121)
        hand.tap(YES)
    assert hand.shell.situation.visit.letters == "BE"
    assert hand.shell.situation.visit.history == [("home", 0), ("hour", 0)]


def test_without_an_answer_the_screen_is_erased(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    to_papers(hand)
    hand.wait(121)
    hand.wait(43)
    assert hand.shell.screen.name == "more_time"
    hand.wait(3)
    assert hand.shell.screen.name == "home"
    assert hand.shell.situation.visit == Visit()


def test_no_erases_at_once(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    to_papers(hand)
    hand.wait(121)
    hand.tap("Non, j’ai fini")
    assert hand.shell.screen.name == "home"
    assert hand.shell.situation.visit == Visit()


def test_a_key_is_a_sign_of_life_too(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    to_hours(hand)
    hand.wait(110)
    focus(hand, "Je ne sais pas")
    hand.wait(110)
    assert hand.shell.screen.name == "hour"
    press(hand, 43)
    hand.wait(119)
    assert hand.shell.screen.name == "hour"


def test_a_kiosk_that_only_changed_its_look_is_erased_as_well(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    hand.tap("English")
    hand.tap("Texte plus grand")
    hand.rest()
    hand.wait(121)
    assert hand.shell.screen.name == "more_time"
    hand.wait(46)
    assert hand.shell.screen.name == "home"
    assert (hand.shell.t.language, hand.shell.look) == ("fr", hand.shell.situation.plain_look)


def test_a_kiosk_that_nobody_touched_asks_nothing(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    hand.wait(400)
    assert hand.shell.screen.name == "home"


def test_a_hidden_list_is_not_kept_for_ever(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    to_papers(hand)
    hand.tap("Une autre personne arrive")
    hand.wait(121)
    assert hand.shell.screen.name == "more_time"
    hand.wait(46)
    assert hand.shell.situation.parked is None
    assert "Je reprends ma liste" not in hand.words()


def test_more_time_comes_back_to_the_page_that_was_read(open_kiosk: Callable[..., Hand]) -> None:
    hand = open_kiosk(1280, 800, 149.0, 350)
    hand.shell.situation.wear(size=160)
    hand.tap("Je prépare une démarche")
    hand.rest()
    assert hand.shell.screen.body.pages > 1, "this size no longer needs two pages of themes"
    hand.tap(next(c for c in hand.controls() if c.words.startswith("Suite")))
    seen = hand.words()

    hand.wait(121)
    hand.tap("Oui, je continue")
    hand.rest()

    assert hand.words() == seen


def test_touches_on_nothing_keep_nobody_s_letters_on_show(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    to_letters(hand)
    for _ in range(15):
        hand.wait(12)
        hand.tap_at(5, hand.shell.look.height / 2)
    assert hand.shell.situation.visit == Visit()
    assert hand.shell.screen.name == "home"


def test_touches_on_nothing_give_no_more_time(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    to_letters(hand)
    hand.wait(121)
    assert hand.shell.screen.name == "more_time"
    for _ in range(6):
        hand.wait(12)
        hand.tap_at(5, hand.shell.look.height / 2)
    assert (hand.shell.screen.name, hand.shell.situation.visit) == ("home", Visit())


def test_touches_whose_lifting_is_lost_keep_nobody_s_letters_on_show(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    to_letters(hand)
    for _ in range(15):
        hand.wait(12)
        if hand.shell.screen.name == "letters":
            put_down(hand, "Z")
    assert (hand.shell.screen.name, hand.shell.situation.visit) == ("home", Visit())
