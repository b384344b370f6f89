"""At the desk an import takes nobody away by itself: it asks by hour, and one touch takes it back."""

from datetime import timedelta

import pytest

from tests.helpers.desk_office import Office
from tests.helpers.sheets_made import csv_of
from tests.helpers.waiting_room import TUESDAY

HEAD = "date;heure;nom"
BOTH = csv_of(HEAD, "24/11/2026;14h00;Benali", "24/11/2026;15h45;Legall", "01/12/2026;9h30;Okelly")
ONE = csv_of(HEAD, "24/11/2026;14h00;Benali")


@pytest.fixture
def office(tmp_path, clock, monkeypatch):
    (tmp_path / "home" / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("screens.desk.places.PLACES", ("~/Documents",))
    opened = Office(tmp_path / "data", clock)
    opened.enter()
    yield opened
    opened.close()


def bring(office, tmp_path, name, content):
    path = tmp_path / "home" / "Documents" / name
    path.write_bytes(content)
    office.tap("Journée")
    office.tap("Planning")
    office.tap("Importer")
    office.hand.until(lambda: any(name in words for words in office.see()), "the file is not listed")
    office.tap(name)
    office.hand.until(lambda: office.root.screen.can_apply, "the file is not read")
    office.tap("Importer")
    office.hand.until(lambda: any("Planning importé" in words for words in office.see()), "not imported")


def letters(office):
    days = (TUESDAY, TUESDAY + timedelta(days=7))
    return office.do(lambda s: [[each.letters for day in days for each in s.planning.appointments(day)]])[0]


def test_what_a_file_leaves_out_is_asked_about_by_hour_and_goes_only_with_a_second_touch(office, tmp_path):
    bring(office, tmp_path, "a.csv", BOTH)
    office.tap("Retour au planning")
    assert "15\u00a0h\u00a045" in office.see(), "the plan shows the minute as it is"
    bring(office, tmp_path, "b.csv", ONE)
    office.hand.until(lambda: any(words.startswith("Agenda 1 : ") for words in office.see()), "nothing is asked")
    said = [words.replace("\u00a0", " ") for words in office.see()]
    assert "Agenda 1 : 1 rendez‑vous n’est plus dans le fichier." in said
    assert "Agenda 1 : le fichier ne dit rien de : mardi 1er décembre." in said
    assert "24/11 15 h 45 · LEG · France services" in said
    assert letters(office) == ["BEN", "LEG", "OKE"]
    office.tap("Retirer 1 rendez‑vous")
    assert letters(office) == ["BEN", "OKE"]
    office.tap("Le garder")
    assert letters(office) == ["BEN", "OKE"]
    assert not any(words.startswith("Agenda 1 : ") for words in office.see())


def test_an_import_is_taken_back_with_one_touch_and_what_was_typed_stays(office, tmp_path):
    office.plan(16, 0, "TYP", "572005")
    bring(office, tmp_path, "a.csv", BOTH)
    assert letters(office) == ["BEN", "LEG", "TYP", "OKE"]
    office.tap("Annuler l’import")
    assert letters(office) == ["TYP"]
    assert not office.do(lambda s: [s.imports.can_undo()])[0]
