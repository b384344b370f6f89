"""Who sees nothing does everything at the kiosk by keys, from what it says alone (EN 301 549, 5.1.3.1)."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kivy.core.window import Window
from kivy.graphics import ClearBuffers, ClearColor, InstructionGroup

from kiosk.domain.speech.phrases import phrases
from screens.driver.hand import Hand
from screens.kiosk.spoken import Speaker
from tests.helpers.blind import Blind, BlindWithSwitches
from tests.helpers.listener import hear, listen_to, plain
from tests.helpers.moments import MOMENTS, show
from tests.helpers.visitor import arrivals

Open = Callable[..., Hand]
Task = Callable[[Blind, Hand], None]
# Languages with no room on the home screen: they stand behind "+ N".
BEHIND = ("ro", "tr", "uk")
OTHERS = ("en", "ar", "es", "pt", *BEHIND)
# A symbol that no voice says, or says badly.
BARE = re.compile(r"[•·→←↑↓+=<>|/\\*#@~…]|https?:")


def blind(open_kiosk: Open, language: str, kind: type[Blind] = Blind) -> tuple[Blind, Hand]:
    """Begin to listen, and find one's language by its own name."""
    hand = open_kiosk()
    listener = listen_to(hand)
    person = kind(hand, listener, language)
    french = kind(hand, listener)
    french.begin()
    assert french.hears("Bonjour. Que voulez‑vous faire\u202f?")
    if language in BEHIND:
        french.choose("Autres langues")
    if language != "fr":
        french.choose(dict(hand.shell.outfit.languages)[language])
        person.said = french.said
    return person, hand


def arrive(person: Blind, hand: Hand) -> None:
    """Say that one has arrived, print the proof, and have it read."""
    person.choose("J’ai rendez‑vous avec le médiateur")
    assert person.hears("À quelle heure est votre rendez‑vous\u202f?")
    person.choose("Je ne sais pas")
    assert person.hears("Les 3 premières lettres de votre nom de famille")
    person.choose("Je ne sais pas")
    number = person.after("Votre numéro")
    assert number == "A 1"
    assert [str(a.ticket) for a in arrivals(hand)] == [number]
    person.choose("Imprimer mon reçu")
    assert person.hears("Votre feuille est faite.")
    person.choose("Écouter ma feuille")
    assert number in person.said


def walk_in(person: Blind, hand: Hand) -> None:
    """Take a number without an appointment."""
    person.choose("Je n’ai pas de rendez‑vous")
    assert person.hears("De quoi avez‑vous besoin\u202f?")
    person.choose("Travailler")
    assert person.after("Votre numéro") == "S 1"
    assert len(arrivals(hand)) == 1


def prepare(person: Blind, _hand: Hand) -> None:
    """Go through a whole guide and print its list."""
    person.choose("Je prépare une démarche")
    person.choose("Mes papiers")
    person.choose("Refaire ma carte d’identité")
    while not person.hears("Qu’avez‑vous déjà\u202f?"):
        person.choose_said(person.choices()[0])
    answers = {person.words("Je l’ai"), person.words("Je ne l’ai pas")}
    first = next(words for words in person.choices() if words not in answers)
    person.choose_said(first, person.words("Je l’ai"))
    assert person.hears("C’est choisi.")
    person.choose("Continuer")
    for _ in range(12):
        if person.hears("Ma liste est prête"):
            break
        onward = person.choices()[-1]
        person.choose_said(onward)
    assert person.hears("Ma liste est prête")
    person.choose("Imprimer un petit ticket")
    assert person.hears("Votre feuille est faite.")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_who_sees_nothing_says_that_they_have_arrived_and_prints_the_proof(open_kiosk: Open, language: str) -> None:
    person, hand = blind(open_kiosk, language)
    arrive(person, hand)
    assert person.keys < 30


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_who_sees_nothing_takes_a_number(open_kiosk: Open, language: str) -> None:
    walk_in(*blind(open_kiosk, language))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_who_sees_nothing_prepares_a_demarche_and_prints_the_list(
    open_kiosk: Open, language: str, tmp_path: Path
) -> None:
    prepare(*blind(open_kiosk, language))
    assert list((tmp_path / "sheets").glob("*.pdf"))


WITH_SWITCHES = [(arrive, 24), (walk_in, 24), (prepare, 70)]


@pytest.mark.parametrize(("task", "most"), WITH_SWITCHES)
def test_two_switches_and_the_voice_do_every_task_without_sight(open_kiosk: Open, task: Task, most: int) -> None:
    person, hand = blind(open_kiosk, "fr", BlindWithSwitches)
    task(person, hand)
    assert person.keys <= most


@pytest.mark.long
@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("task", "most"), WITH_SWITCHES)
def test_two_switches_and_the_voice_do_every_task_in_every_language(
    open_kiosk: Open, task: Task, most: int, language: str
) -> None:
    person, hand = blind(open_kiosk, language, BlindWithSwitches)
    task(person, hand)
    assert person.keys <= most


class BlindBeforeBlack(BlindWithSwitches):
    """The same, and after each press the panel shows nothing at all."""

    def press(self, key: int, *modifiers: str) -> list[str]:
        """Press a key, and see that there was nothing to see."""
        said = super().press(key, *modifiers)
        picture = self._hand.picture()
        window = picture.crop((0, max(0, picture.height - Window.height), Window.width, picture.height))
        assert window.getextrema() == ((0, 0),) * 3
        return said


@pytest.fixture
def black() -> Iterator[None]:
    """Wipe out all that was drawn, at the end of each frame."""
    paint = InstructionGroup()
    paint.add(ClearColor(0, 0, 0, 1))
    paint.add(ClearBuffers())
    Window.canvas.after.add(paint)
    yield
    Window.canvas.after.remove(paint)


@pytest.mark.usefixtures("black")
def test_one_arrives_while_every_pixel_is_black(open_kiosk: Open) -> None:
    person, hand = blind(open_kiosk, "fr", BlindBeforeBlack)
    arrive(person, hand)
    assert len(arrivals(hand)) == 1


@pytest.mark.long
@pytest.mark.usefixtures("black")
@pytest.mark.parametrize("task", [walk_in, prepare])
def test_every_other_task_is_done_while_every_pixel_is_black(open_kiosk: Open, task: Task) -> None:
    task(*blind(open_kiosk, "fr", BlindBeforeBlack))


def spoken_faults(hand: Hand, name: str) -> list[str]:
    """Return what a moment leaves unsaid, or says in signs."""
    show(hand, name)
    shell, found = hand.shell, []
    shell.arrange()
    speaker = Speaker(shell.t, shell.situation.visit, hears_alone=False)
    page = speaker.page(shell.screen, shell.surround.bottom_bar.at_end())
    if not phrases(shell.screen.title(), "fr"):
        found.append(f"{name} has no title that is said")
    controls = [
        *shell.surround.top_bar.controls(),
        *shell.screen.body.controls(),
        *shell.surround.bottom_bar.controls(),
    ]
    said = [*page.texts, *page.choices, *(speaker.of(control) for control in controls)]
    for each in said:
        cut = each.phrases(shell.t.language)
        if not cut:
            found.append(f"{name} says nothing: {each}")
        found += [f"{name} says {phrase.words!r}" for phrase in cut if BARE.search(phrase.words)]
    return found


@pytest.mark.parametrize(("panel", "language"), [((1920, 1080, 102.0, 500), "fr"), ((1280, 800, 149.0, 350), "ar")])
def test_every_screen_and_every_control_says_what_it_is_without_a_sign(
    open_kiosk: Open, panel: tuple[int, int, float, int], language: str
) -> None:
    hand = open_kiosk(*panel)
    hand.shell.situation.speak(language)
    assert not [fault for name in MOMENTS for fault in spoken_faults(hand, name)]


def test_the_time_out_is_asked_aloud_in_the_language_of_the_screen(open_kiosk: Open) -> None:
    person, hand = blind(open_kiosk, "ar")
    listener = person._listener
    person.choose("Je prépare une démarche")
    hand.shell.voice.hush()
    hand.wait(119)
    listener.heard()  # the question, asked again meanwhile
    hand.wait(2)
    heard = hear(hand, listener)
    assert heard[0] == plain(hand.shell.t("Voulez‑vous plus de temps\u202f?"))
    person.said = heard
    person.choose("Oui, je continue")
    assert person.hears("De quoi avez‑vous besoin\u202f?")
