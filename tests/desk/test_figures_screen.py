"""The figures screen under real taps: exact and at once; reports land where one can take them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.contents import guides
from kiosk.services.simulation import Simulation
from kiosk.settings import Reporting, load_settings
from screens.desk.figures.plots import PlotBar
from tests.helpers.desk_office import Office
from tests.helpers.figures_made import SITES


class Clock:
    now = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A desk on a Tuesday morning, with a whole quarter and two months behind it."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    opened = Office(tmp_path, Clock(), (1920, 1080), 102.0)
    opened.documents = tmp_path / "home" / "Documents"
    opened.do(lambda s: Simulation(SITES, guides(), 5, 8).fill(s.figures._figures, date(2026, 11, 23), 145))
    opened.enter()
    yield opened
    opened.close()


def tile(office, words):
    """The great number above some words."""
    seen = office.see()
    return seen[seen.index(words) - 1]


def test_a_session_that_ends_is_in_the_figures_once_its_end_stands(office, monkeypatch):
    office.tap("Chiffres")
    before = {words: int(tile(office, words)) for words in ("séances", "démarches")}
    office.tap("File d’attente")
    office.tap("Séance sans numéro")
    office.tap("Refaire ma carte d’identité")
    office.tap("Démarche faite")
    office.tap("Terminer")
    office.tap("Terminer")
    office.tap("J’ai recopié")
    monkeypatch.setattr(Clock, "now", Clock.now + timedelta(seconds=30))
    office.do(lambda s: s.chores.tend() or True)
    office.tap("Chiffres")
    assert int(tile(office, "séances")) == before["séances"] + 1
    assert int(tile(office, "démarches")) == before["démarches"] + 1


def test_a_month_a_year_and_all_sites_are_a_tap_away(office):
    office.tap("Chiffres")
    here = int(tile(office, "séances"))
    for town in ("Meaux", "Fontainebleau", "La Rochette"):
        office.tap(town)
    assert "Tous les sites" in office.see()
    assert int(tile(office, "séances")) > here
    office.tap("Mois")
    assert "Novembre 2026 · en cours" in office.see()
    office.tap("Avant")
    assert "Octobre 2026, du 01/10/2026 au 31/10/2026" in office.see()
    office.tap("Année")
    assert "Année 2026 · en cours" in office.see()


def test_a_week_or_days_of_one_s_own_tell_arrivals_and_whole_months(office):
    office.tap("Chiffres")
    office.tap("Semaine")
    seen = office.see()
    assert "Du 23/11/2026 au 29/11/2026 · en cours" in seen
    assert seen[seen.index("démarches") - 1] == "0"
    assert any("compté par mois entiers" in words for words in seen)
    office.tap("Du… au…")
    office.tap("JJMMAAAA")
    office.keys("01102026")
    office.tap("JJMMAAAA")
    office.keys("15112026\n")
    assert "Du 01/10/2026 au 15/11/2026" in office.see()


def test_what_is_not_over_is_marked_and_the_weeks_have_their_table_a_touch_away(office):
    office.tap("Chiffres")
    seen = office.see()
    assert seen[seen.index("démarches") + 1] == "en cours"
    assert any("mêmes jours d’avant" in words for words in seen)
    office.tap("Tableau ou courbe")
    seen = office.see()
    assert "Semaine du 23/11, en cours" in seen
    assert not any("Semaine du 30/11" in words for words in seen)
    office.tap("Tableau ou courbe")
    assert "Semaine du 23/11, en cours" not in office.see()
    office.tap("Avant")
    seen = office.see()
    assert seen[seen.index("démarches") + 1].startswith("avant : ")


def test_what_a_report_would_hide_is_hatched(office):
    office.tap("Chiffres")
    hidden = {}
    for bar in (each for each in office.root.screen.walk() if isinstance(each, PlotBar)):
        words, _, number, *_ = (getattr(cell, "words", "") for cell in reversed(bar.parent.children))
        hidden[words] = (int(number) < 11, bar.is_hidden, bar.solid == 0)
    assert set(hidden.values()) == {(True, True, True), (False, False, False)}


def test_a_month_comes_with_its_quarter_and_lands_in_documents(office):
    office.tap("Chiffres")
    office.tap("Mois")
    office.tap("Avant")
    office.tap("Rapport PDF")
    assert any("n’est pas fini" in words for words in office.see())
    office.tap("Avant")
    office.tap("Rapport PDF")
    written = office.documents / "chiffres-2026-09-meaux.pdf"
    office.hand.until(lambda: any(written.name in words for words in office.see()), "no report")
    assert written.read_bytes().startswith(b"%PDF")


def test_a_wrong_count_is_corrected_with_a_reason_until_its_quarter_is_published(office):
    office.tap("Chiffres")
    before = int(tile(office, "démarches"))
    for words in (
        "Corriger",
        "Novembre 2026",
        "Une démarche",
        "Refaire ma carte d’identité",
        "Faites",
        "Oubli",
        "Ajouter une démarche",
    ):
        office.tap(words)
    assert "C’est corrigé." in office.see()
    office.tap("Chiffres")
    assert int(tile(office, "démarches")) == before + 1
    office.tap("Mois")
    office.tap("Avant")
    office.tap("Avant")
    office.tap("CSV")
    office.hand.until(lambda: any("chiffres-2026-09" in words for words in office.see()), "no report")
    for words in ("Corriger", "Septembre 2026", "Une séance", "Déjà venue", "Essai", "Enlever une séance"):
        office.tap(words)
    assert any("ne change plus" in words for words in office.see())


def test_the_quarter_just_over_and_its_months_are_written_by_the_kiosk_itself_beside_its_other_work(
    tmp_path, monkeypatch
):
    folder = tmp_path / "reports"
    settings = load_settings(site="meaux").model_copy(update={"reports": Reporting(folder=str(folder))})
    with open_databases(tmp_path / "real") as databases:
        Simulation(SITES[:1], guides(), 5, 20).fill(databases.figures, date(2026, 11, 23), 145)
    monkeypatch.setattr("tests.helpers.desk_office.load_settings", lambda **_: settings)
    office = Office(tmp_path, Clock())
    awaited = [folder / f"chiffres-2026-{period}-meaux.pdf" for period in ("07", "08", "09", "Q3")]
    office.hand.until(lambda: all(path.is_file() for path in awaited), "no report of the third quarter")
    office.close()
    assert not list(folder.glob("chiffres-2026-1*"))
    assert all(path.read_bytes().startswith(b"%PDF") for path in awaited)
