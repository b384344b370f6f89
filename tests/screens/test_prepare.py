"""Preparing a démarche while waiting: questions, papers, steps, list; and making room for somebody else."""

from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np

from kiosk.domain.guides.guide import Theme, checklist_of
from kiosk.domain.reception.codes import read_token
from screens.driver.hand import Hand
from tests.conftest import SetClock
from tests.helpers.visitor import (
    LOST_CARD,
    PREPARE,
    answer,
    arrivals,
    arrive,
    number,
    open_guide,
    picture,
    plain,
    read,
    tick,
)

Open = Callable[..., Hand]
PHOTO, PASSPORT, STAMP = "Une photo d’identité", "Votre passeport", "Un timbre fiscal de 25 €"
STALE = "Ces informations sont à vérifier avec le médiateur."
SOMEBODY = "Une autre personne arrive"


def quick(hand: Hand) -> Hand:
    """Skip the drawing where no pixel matters."""
    hand.eyes_open = False
    return hand


def through_steps(hand: Hand) -> list[str]:
    """Read every step; return their titles."""
    titles = []
    while hand.shell.screen.name == "step":
        titles.append(hand.shell.screen.name_of_step)
        hand.tap(hand.controls()[-1])
    hand.rest()
    return titles


def test_questions_come_one_by_one_and_back_asks_again(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    hand.tap(PREPARE)
    open_guide(hand)

    assert "Pourquoi refaire la carte ?" in read(hand)
    assert "passeport" not in read(hand)
    answer(hand, "Je l’ai perdue")
    assert "Avez-vous un passeport ?" in read(hand)
    assert "Pourquoi" not in read(hand)
    hand.tap("Retour")
    assert "Pourquoi refaire la carte ?" in read(hand)
    answer(hand, "Finie depuis moins de 5 ans, ou bientôt finie")
    assert "Où habitez-vous ?" in read(hand)
    hand.tap("Retour")
    hand.tap("Retour")
    assert hand.shell.screen.name == "guides"


def test_only_my_papers_are_asked_and_only_my_steps_shown(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    hand.tap(PREPARE)
    guide = open_guide(hand)
    answer(hand, *LOST_CARD)

    mine = ["photo", "passeport", "domicile", "timbre"]
    others = [plain(paper.name) for paper in guide.papers if paper.id not in mine]
    assert [paper.name for paper in hand.shell.screen.papers] == [p.name for p in guide.papers if p.id in mine]
    assert PHOTO in read(hand)
    assert not [name for name in others if name in read(hand)]

    tick(hand, PHOTO, "Je l’ai")
    assert "Cabine photo" not in read(hand)
    tick(hand, PHOTO, "Je ne l’ai pas")
    assert "Cabine photo ou photographe." in read(hand)

    hand.reach("Continuer")
    titles = through_steps(hand)
    assert titles == [step.title for step in hand.shell.situation.visit.checklist.steps()]
    assert "Déclarez le vol à la police" not in titles
    assert "Ma liste est prête" in read(hand)


def test_a_list_made_while_waiting_goes_with_the_number(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    arrive(hand)
    hand.tap("Préparer ma démarche en attendant")
    guide = open_guide(hand)
    answer(hand, *LOST_CARD)
    tick(hand, PHOTO, "Je l’ai")
    tick(hand, PASSPORT, "Je ne l’ai pas")
    hand.tap("Imprimer ma liste")
    hand.reach("Je montre ma liste")
    hand.rest()

    (noted,) = arrivals(hand)
    list_at_the_desk = checklist_of(guide, read_token(noted.prepared))
    assert list_at_the_desk.ticks == {"photo": True, "passeport": False}
    assert [a.lower()[:12] for a in list_at_the_desk.cases()] == [a.lower()[:12] for a in LOST_CARD]


def test_a_theme_without_a_guide_offers_a_number(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    # A site may hide guides; here all those about work.
    hand.shell.situation.guides = tuple(g for g in hand.shell.situation.guides if g.theme is not Theme.WORK)
    hand.tap(PREPARE)
    hand.reach("Travailler")

    assert "Le médiateur va vous aider pour cette démarche." in read(hand)
    hand.tap("Prendre un numéro")
    hand.rest()
    assert number(hand) == "S 1"
    assert [a.theme for a in arrivals(hand)] == ["work"]


def test_a_guide_past_its_review_date_says_so(open_kiosk: Open, clock: SetClock) -> None:
    hand = quick(open_kiosk())
    hand.tap(PREPARE)
    review = open_guide(hand).source.review
    assert STALE not in read(hand)
    clock.now = datetime(review.year, review.month, review.day, 9, tzinfo=UTC)
    hand.tap("Début")
    hand.tap(PREPARE)
    open_guide(hand)
    assert STALE not in read(hand)

    clock.advance(days=1)
    hand.tap("Début")
    hand.tap(PREPARE)
    open_guide(hand)
    assert STALE in read(hand)
    answer(hand, *LOST_CARD)
    hand.tap("Imprimer ma liste")
    hand.tap("Suite")
    hand.rest()
    assert STALE in read(hand)


def test_somebody_else_checks_in_while_a_list_is_hidden(open_kiosk: Open) -> None:
    hand = quick(open_kiosk())
    hand.tap(PREPARE)
    hand.tap("Mes papiers")
    hand.tap(SOMEBODY)
    hand.rest()
    nothing_hidden = picture(hand)
    hand.tap("Effacer mon écran")
    hand.tap("Contraste")
    arrive(hand, "XYZ")
    hand.tap("Préparer ma démarche en attendant")
    open_guide(hand)
    answer(hand, *LOST_CARD)
    tick(hand, PHOTO, "Je l’ai")
    hand.tap("Français")
    hand.tap("English")
    hand.rest()
    before, words, visit, look = picture(hand), read(hand), hand.shell.situation.visit, hand.shell.look

    hand.tap(SOMEBODY)
    hand.rest()

    assert hand.shell.t.language == "fr"
    hidden = read(hand)
    assert not [word for word in ("A 1", "XYZ", "photo", "carte d’identité") if word in hidden]
    assert np.array_equal(picture(hand), nothing_hidden)

    assert arrive(hand, "ABC") == "A 2"
    assert "A 1" not in read(hand)
    hand.tap("Je reprends ma liste")
    hand.rest()

    assert hand.shell.situation.visit is visit
    assert hand.shell.look == look
    assert hand.shell.t.language == "en"
    assert read(hand) == words
    assert np.array_equal(picture(hand), before)
    assert [(a.letters, a.prepared) for a in arrivals(hand)] == [("XYZ", ""), ("ABC", "")]
