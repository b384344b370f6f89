"""The keyboard alone is enough at the desk, and whoever only plans cannot open a session."""

from datetime import time

import pytest
from kivy.core.window import Window

from kiosk.domain.reception.access import Role, Staff
from tests.helpers.desk_office import PIN, Office
from tests.helpers.monkey import READER


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    opened.do(lambda s: s.access.add("M1", Role.MEDIATOR, PIN) and True)
    opened.root.show("pin")
    opened.rest()
    yield opened
    opened.close()


def reach(office, words):
    """Press Tab until the focus is on what says these words, then Enter."""
    for _ in range(120):
        office.keys("\t")
        if office.root.keys.focused.say().startswith(words):
            office.keys("\n")
            office.rest()
            return
    raise AssertionError(f"Tab never comes to {words!r}")


def test_a_whole_act_at_the_desk_without_a_pointer(office, clock):
    office.keys(PIN)
    assert office.root.screen.name == "queue"
    reach(office, "Planning")
    office.keys("1130\tdia\n")
    assert "C’est noté : mardi 24\u00a0novembre à 11\u00a0h\u00a030." in office.see()
    office.do(lambda s: s.arrivals.declare(time(11, 30), "DIA", "fr"))
    reach(office, "File d’attente")
    assert "Rendez‑vous 11\u00a0h\u00a030 · DIA" in office.see()
    reach(office, "Appeler")
    reach(office, "Commencer")
    office.keys("carte d")
    office.rest()
    reach(office, "Refaire ma carte d’identité")
    reach(office, "Démarche faite")
    reach(office, "Terminer")
    reach(office, "Terminer")
    assert "Refaire ma carte d’identité" in office.see()
    reach(office, "J’ai recopié")
    reach(office, "Verrouiller")
    assert office.root.staff is None
    clock.advance(seconds=30)
    office.do(lambda s: s.chores.tend() or True)
    counted = {c.family: n for c, n in office.do(lambda s: s.closing._day.pending()).items() if c.family != "languages"}
    assert (counted["visits"], counted["demarches"], counted["outcomes"]) == (1, 1, 1)


def test_escape_leaves_and_backspace_corrects(office):
    office.enter()
    reach(office, "Planning")
    office.keys("1130\tdix\ba")
    assert office.root.screen.form.fields["letters"].value == "DIA"
    office.keys("\x1b")
    assert office.root.keys.focused is None


def test_a_taken_hour_is_warned_of_and_kept_all_the_same_by_keyboard(office):
    office.plan(11, 30, "BEN", "572005")
    office.enter()
    reach(office, "Planning")
    office.keys("1130\tdia\n")
    warned = (
        "Un autre rendez‑vous est déjà à 11\u00a0h\u00a030, pour 30 minutes. Changez l’heure, ou choisissez « Garder »."
    )
    assert warned in office.see()
    assert office.root.keys.focused.words == "Garder"
    office.keys("\n")
    assert "C’est noté : mardi 24\u00a0novembre à 11\u00a0h\u00a030." in office.see()
    assert {w[:3] for w in office.see() if " · France services" in w} == {"BEN", "DIA"}


def test_a_warning_ends_with_the_next_letter_typed_and_the_new_hour_is_looked_at_again(office):
    office.plan(11, 30, "BEN", "572005")
    office.enter()
    reach(office, "Planning")
    office.keys("1130\n")
    office.root.keys.focus(office.root.screen.form.fields["hour"])
    office.keys("\b\b\b\b13")
    assert "Garder" not in office.hand.words()
    office.keys("\n")
    assert any(words.startswith("La permanence est fermée à cette heure‑là") for words in office.see())
    office.keys("\x1b")
    assert "Garder" not in office.see()


def test_a_slow_reader_is_told_with_the_setting_and_a_typist_is_not(office):
    office.enter()
    reach(office, "Planning")
    for apart, is_told in ((0.2, False), (0.1, True)):
        for character in "kr572005":
            Window.dispatch("on_key_down", 0, READER[character.upper()], "", [])
            office.hand.wait(apart, by=apart / 4)
        office.rest()
        told = office.says("Lecteur trop lent : ")
        assert told is is_told
    assert any("Dans kiosk.toml, sous [scanner], écrivez longest_gap_ms = 140." in words for words in office.see())


def test_who_only_plans_is_told_that_sessions_are_the_mediators(office):
    office.root.unlock(Staff("ACCUEIL", Role.STAFF))
    office.rest()
    office.tap("Séance sans numéro")
    assert "Les séances sont pour le médiateur. Appelez‑le." in office.see()
    assert office.do(lambda s: s.assistance.sessions("Bureau 1")) == ()


def test_what_is_typed_on_another_layout_lands_as_digits(office):
    office.root.keys.stroke(31, ord("é"))  # the 2 of an AZERTY keyboard, without shift
    assert office.root.screen._pin == "2"


def test_a_paused_session_waits_in_the_queue_and_is_taken_up_again(office):
    office.enter()
    office.tap("Séance sans numéro")
    office.keys("rsa")
    office.tap("Demander le RSA")
    office.tap("Pause")
    assert office.root.screen.name == "queue"
    assert {"Séances ouvertes", "Séance sans numéro"} <= set(office.see())
    office.tap("Reprendre")
    assert office.root.screen.name == "session"
    assert office.root.screen.shown.session.resumed is not None
    office.tap("Fixer un autre rendez‑vous")
    assert office.root.screen.name == "plan"
    office.tap("File d’attente")
    office.tap("Reprendre")
    assert office.root.screen.guide_title == "Demander le RSA"
