"""The kiosk speaks for whoever asked for it: what stands on the screen, what changes there, and nothing at a touch."""

from collections.abc import Callable
from datetime import time

from kiosk.services.arrivals import Permanence
from screens.driver.hand import Hand
from screens.kiosk.voicing import Voicing
from tests.helpers.listener import Listener, hear, listen_to, plain
from tests.helpers.visitor import FINE, HERE, PREPARE, TAB, arrive, focus, open_guide, press, scan, slip, spell, tick

Open = Callable[..., Hand]
LISTEN = "Écouter"


def listening(open_kiosk: Open, *, alone: bool = False) -> tuple[Hand, Listener]:
    """Open a kiosk and press "Écouter" on its home screen."""
    hand = open_kiosk()
    listener = listen_to(hand, alone=alone)
    hand.tap(LISTEN)
    return hand, listener


def test_the_kiosk_is_silent_until_somebody_asks_to_listen(open_kiosk: Open) -> None:
    hand = open_kiosk()
    listener = listen_to(hand)
    arrive(hand)
    assert hear(hand, listener) == []


def test_listen_reads_the_screen_then_every_new_one(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    assert hear(hand, listener) == [
        "La voix parle.", "Touchez l’écran :", "elle se tait.",
        "Bonjour.", "Que voulez-vous faire ?",
        "Rendez-vous avec une autre personne ?", "Allez à l’accueil.",
        "3 choix :",
        "J’ai rendez-vous avec le médiateur.", "Je dis que je suis arrivé.",
        "Je prépare une démarche.", "Je vois les étapes et j’imprime ma liste.",
        "Je n’ai pas de rendez-vous.", "Je prends un numéro.",
    ]  # fmt: skip
    hand.tap(HERE)
    heard = hear(hand, listener)
    assert heard[0] == "À quelle heure est votre rendez-vous ?"
    assert "10 h 30" in heard
    assert "Je ne sais pas" in heard


def test_a_touch_hushes_the_voice_at_once(open_kiosk: Open) -> None:
    hand, _listener = listening(open_kiosk)
    hand.until(lambda: hand.shell.voice._player.is_playing, "nothing is played")
    finger = hand.fingers.new(5, hand.shell.look.height / 2)  # on nothing
    hand.fingers.post("begin", finger)
    hand.frame()
    assert not hand.shell.voice.is_speaking
    assert hand.shell.voice._player._sound is None


def test_a_key_hushes_the_voice(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.until(lambda: hand.shell.voice._player.is_playing, "nothing is played")
    hear(hand, listener)
    press(hand, 225)  # Shift, which does nothing
    assert not hand.shell.voice.is_speaking
    assert hear(hand, listener) == []


def test_the_focus_says_what_it_is_on(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hear(hand, listener)
    press(hand, TAB)
    assert hear(hand, listener) == ["J’ai rendez-vous avec le médiateur.", "Je dis que je suis arrivé."]
    focus(hand, "Français")
    assert hear(hand, listener)[-2:] == ["Français", "C’est choisi."]


def test_a_language_is_named_by_a_voice_of_its_own(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hear(hand, listener)
    focus(hand, "العربية")
    hand.rest()
    assert [(p.words, p.language) for p in listener.phrases][-1] == ("العربية", "ar")


def test_a_change_of_language_reads_the_screen_again_in_it(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hear(hand, listener)
    hand.tap("English")
    hand.frame()
    hand.rest()
    assert {p.language for p in listener.phrases} == {"en"}
    assert listener.heard()[0] == "Hello."


def test_a_paper_ticked_is_said_and_nothing_else(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap(PREPARE)
    open_guide(hand, "Mes papiers", "Refaire ma carte d’identité")
    for words in ("Je l’ai perdue", "J’ai un passeport", "J’ai mon logement", "Non, ou un curateur"):
        hand.reach(words)
    hand.reach("J’ai internet et une adresse mail")
    hear(hand, listener)
    tick(hand, "Votre passeport", "Je l’ai")
    heard = hear(hand, listener)
    assert "Votre passeport." in heard
    assert "C’est choisi." in heard
    assert len(heard) <= 5


def test_letters_are_not_said_where_others_hear(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    hear(hand, listener)
    spell(hand, "B")
    assert hear(hand, listener) == ["Une lettre.", "1 sur 3"]
    press(hand, TAB)
    listener.alone = True
    spell(hand, "E")
    assert hear(hand, listener)[-2:] == ["E.", "2 sur 3"]


def test_looking_for_a_letter_by_keys_does_not_spell_it_to_the_room(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    hear(hand, listener)
    for _ in range(3):
        press(hand, TAB)
    assert hear(hand, listener)[-1] == "Une lettre"
    listener.alone = True
    press(hand, TAB)
    assert hear(hand, listener) == ["C"]


def test_a_letter_taken_back_is_said_and_not_named(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap(HERE)
    hand.tap("Je ne sais pas")
    spell(hand, "BE")
    hear(hand, listener)
    hand.tap("Corriger")
    assert hear(hand, listener) == ["Une lettre.", "1 sur 3"]
    hand.wait(1)
    hand.tap("Corriger")
    assert hear(hand, listener) == ["Rien n’est tapé.", "C’est bon", "Pas possible maintenant."]


def test_news_that_nobody_asked_for_cut_nothing_short(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.until(lambda: hand.shell.voice._player.is_playing, "nothing is played")
    playing = hand.shell.voice._player._sound
    hand.shell.backstage.look_no_more()
    hand.shell.situation.permanence = Permanence.NO_DESK
    heard = hear(hand, listener)
    assert hand.shell.voice._player._sound is playing
    assert heard[-2:] == ["Le médiateur n’est pas à son bureau.", "Vous pouvez prendre un numéro."]


def test_what_belongs_to_one_visit_is_passing(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hear(hand, listener)
    number = arrive(hand, "BEN", time(10, 30))
    hand.frame()
    hand.rest()
    passing = {plain(p.words) for p in listener.phrases if p.is_passing}
    assert number in passing
    assert all(p.is_passing for p in listener.phrases if number in p.words)
    assert "Votre arrivée est notée" in {p.words for p in listener.phrases if not p.is_passing}
    assert not any("BEN" in p.words for p in listener.phrases)


def test_a_wrong_code_is_said(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap(HERE)
    hand.tap("J’ai un papier")
    right = slip("48213")
    spell(hand, right[:5] + str((int(right[5]) + 1) % 10))
    hear(hand, listener)
    hand.tap(FINE)
    hand.rest()
    assert "Vérifiez les chiffres." in hear(hand, listener)


def test_the_time_out_is_asked_aloud_and_waits_for_the_voice(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap(PREPARE)
    hear(hand, listener)
    hand.until(lambda: not hand.shell.voice.is_speaking, "the voice does not end")
    hand.wait(119)
    assert hand.shell.screen.name == "themes"
    listener.heard()  # the question, asked again meanwhile
    hand.wait(3)
    heard = hear(hand, listener)
    assert heard[0] == "Voulez-vous plus de temps ?"
    assert "Oui, je continue" in heard


def test_nothing_is_erased_while_the_voice_speaks(open_kiosk: Open) -> None:
    hand, _listener = listening(open_kiosk)
    arrive(hand)
    hand.until(lambda: hand.shell.voice._player.is_playing, "nothing is played")
    hand.wait(100, by=10)
    assert hand.shell.voice.is_speaking
    assert hand.shell.screen.name == "arrived"
    hand.shell.voice.hush()
    hand.wait(28)
    assert hand.shell.screen.name == "arrived"
    hand.wait(4)
    assert hand.shell.screen.name == "more_time"


def test_each_visit_begins_in_silence(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.shell.situation.faster(2)
    hand.shell.situation.louder(-3)
    before = listener.forgotten
    hand.tap("Effacer mon écran")
    assert hear(hand, listener)[-1:] == ["La voix est arrêtée."]
    assert hand.shell.situation.voicing == Voicing()
    assert listener.forgotten > before
    hand.tap(PREPARE)
    assert hear(hand, listener) == []


def test_a_hidden_visit_keeps_its_voice(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.shell.situation.faster(2)
    hand.tap(PREPARE)
    open_guide(hand)
    hand.tap("Une autre personne arrive")
    assert not hand.shell.situation.voicing.is_on
    hear(hand, listener)
    hand.tap("Je reprends ma liste")
    assert hand.shell.situation.voicing == Voicing(is_on=True, speed=5)
    assert len(hear(hand, listener)) > 3


def test_pressed_while_it_reads_the_tool_stops_the_voice_and_says_so(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.until(lambda: hand.shell.voice._player.is_playing, "nothing is played")
    assert hand.find("Arrêter la voix").words == LISTEN
    hear(hand, listener)
    hand.tap("Arrêter la voix")
    assert hear(hand, listener) == ["La voix est arrêtée."]
    hand.tap(PREPARE)
    assert hear(hand, listener) == []


def test_a_key_reads_the_screen_again_however_often(open_kiosk: Open) -> None:
    hand = open_kiosk()
    listener = listen_to(hand)
    for _ in range(3):
        press(hand, 62)  # F5, the marked key of a pad
        assert "3 choix :" in hear(hand, listener)


def test_pace_and_loudness_go_by_steps_from_the_screen_and_by_keys(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hand.tap("Confort")
    hand.tap("La voix")
    hear(hand, listener)
    hand.tap("Parler plus vite")
    assert hear(hand, listener) == ["Vitesse 5 sur 7."]
    hand.tap("Parler moins fort")
    assert hear(hand, listener) == ["Volume 6 sur 10."]
    hand.tap("Retour")
    hear(hand, listener)
    press(hand, 64)
    assert hear(hand, listener) == ["Vitesse 6 sur 7."]
    for _ in range(12):
        press(hand, 128)
    assert hand.shell.situation.voicing.volume == 9


def test_a_slip_shown_to_the_reader_is_answered_aloud(open_kiosk: Open) -> None:
    hand, listener = listening(open_kiosk)
    hear(hand, listener)
    scan(hand, "KR" + slip("48213"))
    assert "A 1" in hear(hand, listener)
