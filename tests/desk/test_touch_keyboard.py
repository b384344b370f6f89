"""Who has only a finger fills in every field of the desk: a keyboard comes up on the screen, and goes away again."""

import pytest
from kivy.core.window import Window

from kiosk.domain.reception.access import Role, Staff
from screens.staff.parts import ACCENTS, ALPHABET, DIGITS, StaffField
from screens.staff.touch_keyboard import rows_for
from tests.helpers.desk_inspector import inspect_desk
from tests.helpers.desk_office import PIN, Office

PANELS = {
    "full": (1920, 1080, 102.0), "laptop": (1366, 768, 96.0), "small": (1280, 800, 149.0),
    "upright": (1080, 1920, 102.0),
}  # fmt: skip


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    opened.code = opened.do(lambda s: s.access.new_setup_code())
    opened.root.show("pin")
    opened.rest()
    yield opened
    opened.close()


def press(office, characters):
    for character in characters:
        office.tap(character)


@pytest.mark.parametrize("panel", PANELS)
def test_the_first_administrator_is_made_with_a_finger_alone(panel, tmp_path, clock):
    width, height, ppi = PANELS[panel]
    office, wrong = Office(tmp_path, clock, (width, height), ppi), []
    try:
        code = office.do(lambda s: s.access.new_setup_code())
        office.root.show("pin")
        office.rest()
        office.tap("Code d’installation")
        for typed in (code, "ÉLA1", PIN, PIN):
            press(office, typed)
            # What it covers is below it; on itself nothing may be cut, too small or on anything else.
            wrong += inspect_desk_above(office)
            if "Suivant" in office.hand.words():
                office.tap("Suivant")
        assert not any(PIN in words for words in office.see())
        office.tap("Valider")
        assert office.root.staff == Staff("ÉLA1", Role.ADMINISTRATOR)
        assert office.root.keyboard is None
    finally:
        office.close()
    assert wrong == []


def inspect_desk_above(office):
    keyboard = office.root.keyboard
    held = {part.say() for part in keyboard.walk(restrict=True) if hasattr(part, "say")}
    covered = [w for w in office.root.children if w is not keyboard]
    office.root.clear_widgets(covered)
    found = inspect_desk(office.root)
    for widget in covered:
        office.root.add_widget(widget, index=len(office.root.children))
    assert {"Fermer le clavier", "del", "1"} <= held
    return found


def test_a_field_reached_by_keyboard_or_mouse_brings_no_keyboard_up(office):
    office.root.keys.focus(office.root.screen.ids.label)
    office.rest()
    assert office.root.keyboard is None
    label = office.root.screen.ids.label.__self__
    x, y = label.to_window(*label.center)
    Window.dispatch("on_mouse_down", x, Window.height - y, "left", [])
    office.rest()
    Window.dispatch("on_mouse_up", x, Window.height - y, "left", [])
    office.rest()
    assert office.root.keys.focused is label
    assert office.root.keyboard is None


def test_it_goes_away_when_another_keyboard_is_used_or_something_else_is_touched(office):
    office.tap("Nom court du compte")
    press(office, "M")
    office.root.keys.stir()
    office.keys("1")
    assert office.root.keyboard is None
    assert office.root.screen.ids.label.value == "M1"
    office.tap("Code d’installation")
    assert office.root.keyboard is not None
    office.tap("Créer le compte")
    assert office.root.keyboard is None
    assert office.root.screen.ids.label.value == "M1"


def test_its_keys_are_only_those_that_the_field_takes(office):
    office.tap("Code d’installation")
    assert not {"A", "É"} & set(office.see())
    assert rows_for(DIGITS) == ["1234567890"]
    assert rows_for(ALPHABET + DIGITS)[1:] == ["AZERTYUIOP", "QSDFGHJKLM", "WXCVBN"]
    assert rows_for(ALPHABET + ACCENTS)[-1] == ACCENTS
    assert rows_for(ALPHABET + "-’ ")[-1] == "WXCVBN-’ "


def test_every_field_of_the_desk_has_a_name_to_be_filled_in_by(office):
    office.root.unlock(Staff("A1", Role.ADMINISTRATOR))
    office.rest()
    for name in ("plan", "figures", "accounts", "clock"):
        office.root.show(name)
        office.rest()
        fields = [w for w in office.root.screen.walk(restrict=True) if isinstance(w, StaffField)]
        assert [f.hint for f in fields if not f.spoken] == []
