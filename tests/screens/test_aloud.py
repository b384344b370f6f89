"""What others must not hear, and what a person who does not see or read can still find out."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from kivy.clock import Clock
from kivy.core.window import Window

from kiosk.domain.guides.guide import Checklist
from screens.driver.hand import Finger, Hand
from tests.helpers.listener import Listener, hear, listen_to, plain
from tests.helpers.visitor import HERE, PREPARE, TAB, answer, arrive, focus, lift, open_guide, press, scan, slip

Open = Callable[..., Hand]
PRIVATE = "Demander mon casier judiciaire"


def listening(open_kiosk: Open, *, alone: bool = False) -> tuple[Hand, Listener]:
    hand = open_kiosk()
    listener = listen_to(hand, alone=alone)
    hand.tap("Écouter")
    hear(hand, listener)
    return hand, listener


def open_private(hand: Hand) -> None:
    hand.tap(PREPARE)
    open_guide(hand, "Mes droits", PRIVATE)


def test_a_private_demarche_is_not_read_aloud_before_somebody_says_so(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap(PREPARE)
    hand.reach("Mes droits")
    hear(hand, listener)
    hand.reach(PRIVATE)
    heard = hear(hand, listener)
    assert hand.shell.screen.name == "aloud"
    assert heard[:2] == ["La borne va parler à voix haute.", "Continuer ?"]
    assert not any("casier" in words for words in heard)
    hand.tap("Oui, à voix haute")
    assert PRIVATE in hear(hand, listener)
    assert hand.shell.screen.name == "questions"
    answer(hand, hand.shell.situation.visit.own_list.guide.questions[0].answers[0].text)
    assert len(hear(hand, listener)) > 2


def test_without_the_voice_a_private_demarche_goes_on_in_silence(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    open_private(hand)
    hear(hand, listener)
    hand.tap("Non, sans la voix")
    assert hear(hand, listener) == ["La voix est arrêtée."]
    assert hand.shell.screen.name == "questions"
    hand.tap("Écouter")
    hear(hand, listener)
    assert hand.shell.screen.name == "aloud"


def test_with_headphones_nobody_is_asked(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk, alone=True)
    open_private(hand)
    assert PRIVATE in hear(hand, listener)
    assert hand.shell.screen.name == "questions"


def test_what_is_kept_of_a_private_demarche_is_not_read_aloud_either(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    guide = next(g for g in hand.shell.situation.guides if g.title == PRIVATE)
    hand.shell.situation.visit.checklist = Checklist(guide)
    hand.shell.navigator.go("kept")
    heard = hear(hand, listener)
    assert hand.shell.screen.name == "aloud"
    assert not any("casier" in words for words in heard)


def test_the_sheet_of_a_private_demarche_is_not_read_aloud_either(open_kiosk: Open) -> None:
    hand = open_kiosk()
    listener = listen_to(hand)
    guide = next(g for g in hand.shell.situation.guides if g.title == PRIVATE)
    hand.shell.situation.visit.checklist = Checklist(guide)
    hand.shell.navigator.go("list_ready")
    hand.tap("Imprimer un petit ticket")
    hand.rest()
    hand.tap("Écouter")
    assert not any("casier" in words for words in hear(hand, listener))
    assert hand.shell.screen.name == "aloud"


def test_another_s_number_stays_until_it_was_said(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap(PREPARE)
    open_guide(hand)
    hear(hand, listener)
    scan(hand, "KR" + slip("48213"))
    hand.until(lambda: hand.shell.voice._player.is_playing, "nothing is played")
    hand.wait(30, by=5)
    assert hand.shell.screen.name == "other_number"
    hand.shell.voice.hush()
    hand.wait(3)
    assert hand.shell.screen.name == "questions"


PRIVATE_GUIDES = {
    "amende-contester", "amende-payer", "bulletin-3", "effacer-mention", "permis-repasser", "permis-suspension",
    "recuperer-affaires", "surendettement",
}  # fmt: skip


def test_record_licence_fines_and_debts_are_private(open_kiosk: Open) -> None:
    hand = open_kiosk()
    assert {guide.id for guide in hand.shell.situation.guides if guide.private} >= PRIVATE_GUIDES


def test_on_a_loudspeaker_the_slip_and_not_knowing_come_first(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap(HERE)
    heard = hear(hand, listener)
    assert heard.index("J’ai un papier") < heard.index("Je ne sais pas") < heard.index("9 h")
    hand.tap("Je ne sais pas")
    hear(hand, listener)
    press(hand, TAB)
    assert hear(hand, listener) == ["Je ne sais pas"]


def test_with_headphones_the_hours_come_first(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk, alone=True)
    hand.tap(HERE)
    heard = hear(hand, listener)
    assert heard.index("9 h") < heard.index("J’ai un papier")


def test_the_number_and_how_printing_ends_are_said_and_the_sheet_on_request(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    number = arrive(hand)
    assert number in hear(hand, listener)
    hand.tap("Imprimer mon reçu")
    hand.rest()
    heard = hear(hand, listener)
    assert "Votre feuille est faite." in heard
    hand.tap("Écouter ma feuille")
    heard = hear(hand, listener)
    assert number in heard
    assert "10 h 12" in heard
    assert "Meaux" in heard


def test_who_reads_poorly_hears_what_a_card_is_by_its_speaker(open_kiosk: Open) -> None:
    hand = open_kiosk()
    listener = listen_to(hand)
    hand.tap("Je ne lis pas bien")
    hear(hand, listener)
    assert hand.shell.look.size > 100
    door = hand.find(PREPARE)
    place = door.right - hand.shell.look.mm(8), door.top - hand.shell.look.mm(8)
    hand.wait(1)
    hand.tap_at(*place)
    assert hear(hand, listener) == ["Je prépare une démarche.", "Je vois les étapes et j’imprime ma liste."]
    assert hand.shell.screen.name == "home"
    hand.wait(1)
    hand.tap_at(door.center_x, door.y + hand.shell.look.mm(8))
    assert hand.shell.screen.name == "themes"
    hand.tap("Effacer mon écran")
    hear(hand, listener)
    door = hand.find(PREPARE)
    hand.wait(1)
    hand.tap_at(*place)
    assert hand.shell.screen.name == "themes"


def test_the_kiosk_offers_to_speak_by_itself_only_where_a_site_asks_for_that(open_kiosk: Open) -> None:
    hand = open_kiosk()
    listener = listen_to(hand)
    nothing = (5, hand.shell.look.height / 2)
    hand.tap_at(*nothing)
    hand.wait(20)
    assert hear(hand, listener) == []
    settings = hand.shell.outfit.settings
    times = settings.times.model_copy(update={"offer_to_speak": 10})
    settings = settings.model_copy(update={"times": times})
    hand.shell.situation.outfit = replace(hand.shell.outfit, settings=settings)
    hand.tap_at(*nothing)
    hand.wait(9)
    assert hear(hand, listener) == []
    hand.wait(2)
    assert hear(hand, listener) == ["Vous ne lisez pas bien ?", "Touchez en bas la personne qui parle."]
    hand.tap_at(*nothing)  # once a visit
    hand.wait(20)
    assert hear(hand, listener) == []
    hand.tap("Effacer mon écran")
    hand.tap_at(*nothing)
    hand.tap(PREPARE)
    hand.wait(11)
    assert hear(hand, listener) == []


def test_a_question_that_nobody_answers_is_asked_again_three_times_and_puts_nothing_off(open_kiosk: Open) -> None:
    hand = open_kiosk()
    listener = listen_to(hand)
    hand.tap(PREPARE)
    hand.tap("Écouter")
    hear(hand, listener)
    shell = hand.shell
    shell.voice.hush()
    began, question, asked = Clock.get_time(), plain(shell.screen.title()), 0
    while shell.screen.name == "themes":
        hand.wait(1)
        hand.until(lambda: not shell.voice.is_speaking or shell.screen.name != "themes", "the voice never ended")
        if shell.screen.name == "themes":
            asked += listener.heard().count(question)
    assert asked == 3, listener.phrases
    assert shell.screen.name == "more_time"
    idle = shell.outfit.settings.times.idle
    assert idle - 1 <= Clock.get_time() - began <= idle + 2


def test_pressed_again_the_help_to_read_goes_away(open_kiosk: Open) -> None:
    hand = open_kiosk()
    hand.tap("Je ne lis pas bien")
    hand.tap("Je ne lis pas bien")
    assert hand.shell.situation.is_fresh


@pytest.mark.parametrize("voice", [True, False])
def test_a_finger_that_slides_says_what_it_comes_to_and_presses_nothing(open_kiosk: Open, voice: bool) -> None:
    hand = open_kiosk()
    listener = listen_to(hand)
    if voice:
        hand.tap("Écouter")
        hear(hand, listener)
    door, other = hand.find(HERE), hand.find(PREPARE)
    finger = slide(hand, door.center, other.center)
    heard = hear(hand, listener)
    lift(hand, finger)
    assert hand.shell.screen.name == "home"
    assert heard[-2:] == (["Je prépare une démarche.", "Je vois les étapes et j’imprime ma liste."] if voice else [])
    assert "Je prends un numéro." not in heard


def test_a_finger_that_comes_back_to_where_it_began_presses_nothing_either(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.wait(1)
    door = hand.find(HERE)
    finger = slide(hand, door.center, hand.find(PREPARE).center)
    finger.move((door.center_x / Window.width, door.center_y / Window.height))
    hand.fingers.post("update", finger)
    hand.frame()
    lift(hand, finger)
    assert hear(hand, listener)[-1] == "Je dis que je suis arrivé."
    assert hand.shell.screen.name == "home"


def slide(hand: Hand, start: tuple[float, float], end: tuple[float, float]) -> Finger:
    """Slide a finger from one place to another in thirty small moves, and leave it there."""
    finger = hand.fingers.new(*start)
    hand.fingers.post("begin", finger)
    hand.frame()
    for part in range(1, 31):
        x, y = (a + (b - a) * part / 30 for a, b in zip(start, end, strict=True))
        finger.move((x / Window.width, y / Window.height))
        hand.fingers.post("update", finger)
        hand.frame()
    return finger


def test_a_tap_beside_what_was_felt_presses_it(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    door = hand.find(PREPARE)
    below = (door.center_x, door.y - hand.shell.look.mm(4))  # beside the card, on nothing
    finger = slide(hand, hand.find(HERE).center, (door.center_x, door.y + hand.shell.look.mm(3)))
    lift(hand, finger)
    hear(hand, listener)
    hand.wait(1)
    hand.tap_at(*below)
    assert hand.shell.screen.name == "themes"


def test_a_tap_far_from_what_was_felt_presses_nothing(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    finger = slide(hand, hand.find(HERE).center, hand.find(PREPARE).center)
    lift(hand, finger)
    hear(hand, listener)
    hand.wait(1)
    hand.tap_at(hand.shell.look.mm(3), hand.shell.look.height / 2)
    assert hand.shell.screen.name == "home"


def test_feeling_one_s_way_puts_off_the_time_out(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap(PREPARE)
    hear(hand, listener)
    hand.shell.voice.hush()
    hand.wait(100)
    start, end = hand.find("Mes papiers").center, hand.find("Me loger").center
    lift(hand, slide(hand, start, end))
    hand.shell.voice.hush()
    hand.wait(100)
    assert hand.shell.screen.name == "themes"


def test_the_focus_on_a_finger_s_find_goes_on_by_keys(open_kiosk: Open) -> None:
    hand, _listener = listening(open_kiosk)
    lift(hand, slide(hand, hand.find(HERE).center, hand.find(PREPARE).center))
    assert hand.shell.keys.focused is hand.find(PREPARE)
    assert focus(hand, "Je n’ai pas de rendez‑vous") is not None
