"""A new machine knows nobody: whoever holds the installer's code becomes its first administrator."""

import pytest

from kiosk.domain.reception.access import Role, Staff
from tests.helpers.desk_office import PIN, Office


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    opened.code = opened.do(lambda s: s.access.new_setup_code())
    opened.root.show("pin")
    opened.rest()
    yield opened
    opened.close()


def fill(office, code, label="a1", pin=PIN, again=PIN):
    """Type into the four entries, from the first on, and press Enter."""
    office.root.keys.focus(office.root.screen.ids.code)
    for entry, typed in zip(("code", "label", "pin", "again"), (code, label, pin, again), strict=True):
        office.keys("\b" * len(office.root.screen.ids[entry].value) + typed + ("\n" if entry == "again" else "\t"))


def accounts(office):
    return list(office.do(lambda s: s.access.staff() or []))


def test_the_code_on_the_installers_sheet_makes_an_administrator_who_is_let_in(office):
    assert office.root.screen.name == "setup"
    assert "Le code à 8 chiffres est sur la feuille d’installation." in office.see()
    fill(office, office.code)
    assert office.root.staff == Staff("A1", Role.ADMINISTRATOR)
    assert accounts(office) == [Staff("A1", Role.ADMINISTRATOR)]


def test_a_wrong_code_a_weak_pin_and_two_pins_that_differ_are_refused_in_words(office):
    wrong = f"{(int(office.code) + 1) % 10**8:08d}"
    fill(office, wrong)
    assert "Ce code d’installation n’est pas le bon." in office.see()
    fill(office, office.code, again="905172")
    assert "Les deux codes ne sont pas les mêmes." in office.see()
    fill(office, office.code, pin="123456", again="123456")
    assert office.says("Ce code est trop facile à deviner.")
    assert accounts(office) == []
    assert office.root.staff is None


def test_who_guesses_codes_waits(office):
    wrong = f"{(int(office.code) + 1) % 10**8:08d}"
    fill(office, wrong)
    for _ in range(5):
        office.tap("Créer le compte")
    assert office.says("Trop d’essais. Attendez ")
    fill(office, office.code)
    assert accounts(office) == []


def test_no_digit_of_the_chosen_code_is_on_show_and_none_is_kept_by_leaving(office):
    office.root.keys.focus(office.root.screen.ids.pin)
    office.keys(PIN)
    assert not any(PIN in words for words in office.see())
    office.root.show("pin")
    office.rest()
    assert [office.root.screen.ids[name].value for name in ("code", "label", "pin", "again")] == ["", "", "", ""]


def test_on_the_kiosk_escape_gives_the_visitors_screen_back(open_kiosk):
    kiosk = open_kiosk()
    kiosk.shell.ask(lambda s: s.access.new_setup_code())
    kiosk.rest()
    clock = kiosk.shell.surround.top_bar._clock
    for _ in range(5):
        kiosk.tap_at(*clock.center)
    kiosk.rest()
    desk = kiosk.shell.staff_door.desk
    assert desk.screen.name == "setup"
    desk.keys.stroke(41, 27)
    kiosk.rest()
    assert kiosk.shell.staff_door.desk is None
    assert kiosk.shell.screen.name == "home"
