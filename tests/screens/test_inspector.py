"""The layout inspector sees what it is there for: each seeded fault makes it complain."""

from collections.abc import Callable

import pytest

from screens.driver.hand import Hand
from screens.toolkit.lettering import Lettering
from tests.helpers.inspector import contrasts, inspect, seen, texts_of
from tests.helpers.moments import show


@pytest.fixture
def hand(open_kiosk: Callable[..., Hand]) -> Hand:
    hand = open_kiosk()
    show(hand, "letters")
    return hand


def words(hand: Hand, said: str) -> Lettering:
    """Return the text on show that says something."""
    return next(text for root in seen(hand.shell) for text in texts_of(root) if text.words == said)


def test_a_sound_screen_gives_no_complaint(hand: Hand) -> None:
    assert inspect(hand.shell) == []
    assert contrasts(hand.shell, hand.picture()) == []


def test_text_grown_by_a_third_is_seen(hand: Hand) -> None:
    words(hand, "C’est bon").scale = 1.3
    hand.frame()

    assert any("does not fit" in fault or "lies on" in fault for fault in inspect(hand.shell))


def test_a_button_three_millimetres_too_small_is_seen(hand: Hand) -> None:
    control = hand.find("C’est bon")
    control.height -= 3 * hand.shell.look.ppi / 25.4

    assert any("is only 17" in fault for fault in inspect(hand.shell))


def test_two_targets_too_close_are_seen(hand: Hand) -> None:
    control = hand.find("Je ne sais pas")
    control.x += 2 * hand.shell.look.ppi / 25.4

    assert any("mm apart" in fault for fault in inspect(hand.shell))


def test_a_control_off_the_panel_is_seen(hand: Hand) -> None:
    hand.find("C’est bon").x += hand.shell.look.width / 2

    assert any("outside the panel" in fault for fault in inspect(hand.shell))


def test_a_pale_text_is_seen(hand: Hand) -> None:
    words(hand, "C’est bon").colour = (0.45, 0.5, 0.75, 1)

    assert any("'C’est bon' has a contrast" in fault for fault in contrasts(hand.shell, hand.picture()))


def test_a_swallowed_label_is_seen(hand: Hand) -> None:
    words(hand, "C’est bon").words = ""

    assert "'C’est bon' is not shown" in inspect(hand.shell)


def test_a_shrunken_text_is_seen(hand: Hand) -> None:
    look, small = hand.shell.look, words(hand, "C’est bon")
    small.scale = 0.8

    assert look.size == 100
    assert any("'C’est bon' is set too small" in fault for fault in inspect(hand.shell))


def test_a_control_that_says_nothing_is_seen(hand: Hand) -> None:
    control = hand.find("C’est bon")
    control.words = control.icon = ""

    assert "a control has no spoken form" in inspect(hand.shell)


def test_nine_choices_are_too_many(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.page.flow.MOST_CHOICES", 99)
    show(hand, "themes")
    screen = hand.shell.screen
    screen.themes = [*screen.themes, screen.themes[0]]
    screen.body.arrange()

    assert any("choices on one screen" in fault for fault in inspect(hand.shell))


def test_a_control_above_the_low_screen_is_seen(hand: Hand) -> None:
    hand.shell.situation.wear(low=True)
    hand.rest()
    assert inspect(hand.shell) == []

    hand.find("Retour").y += hand.shell.look.height / 3

    assert any("above the low screen" in fault for fault in inspect(hand.shell))


def test_a_pad_that_goes_on_elsewhere_is_seen(hand: Hand) -> None:
    hand.shell.screen.body.remove_widget(hand.find("M"))

    assert "only 26 of the 27 keys of a pad are on this page" in inspect(hand.shell)


def test_a_page_with_only_a_heading_is_seen(hand: Hand) -> None:
    body = hand.shell.screen.body
    body.pages = 2
    for widget in body.children[:]:
        if getattr(widget, "role", "") != "title":
            body.remove_widget(widget)

    assert "a page holds only its heading" in inspect(hand.shell)


def test_a_number_that_is_not_read_from_across_the_room_is_seen(hand: Hand) -> None:
    show(hand, "arrived")
    number = next(text for root in seen(hand.shell) for text in texts_of(root) if text.role == "number")
    number.scale *= 0.8

    assert any("mm high" in fault for fault in inspect(hand.shell))
