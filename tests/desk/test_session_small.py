"""A session on the kiosk's smallest panel: one thing at a time, and nothing out of reach."""

import pytest

from kiosk.domain.reception.assistance import Outcome
from tests.desk.test_session_story import CARD, RSA, kept, outcomes
from tests.helpers.desk_office import Office


@pytest.fixture
def small(tmp_path, clock):
    """The desk on the kiosk's smallest panel."""
    opened = Office(tmp_path, clock, (1280, 800), 149.0)
    opened.enter()
    opened.tap("Séance sans numéro")
    yield opened
    opened.close()


def test_on_a_small_screen_tabs_lead_to_the_outcome_and_to_the_other_demarches(small):
    small.tap(RSA)
    small.tap("Ajouter")
    small.tap(CARD)
    small.tap("Étapes")
    assert small.says("Vérifié le ")
    small.tap("Suite")
    small.tap("Démarche faite")
    small.tap("Démarches")
    small.tap(RSA)
    small.tap("Suite")
    small.tap("À compléter")
    assert outcomes(small) == [("rsa", Outcome.TO_COMPLETE, None), ("carte-identite", Outcome.DONE, None)]


def test_on_a_small_screen_a_demarche_without_a_guide_has_its_outcome_too(small):
    small.tap("Une autre démarche")
    small.tap("Information seulement")
    assert outcomes(small) == [("autre", Outcome.INFORMATION, None)]
    small.tap("Démarches")
    small.tap("Annuler cette séance")
    assert kept(small) == []


def test_on_a_small_screen_the_list_is_printed_and_the_next_appointment_booked_from_the_outcome(small, tmp_path):
    small.tap(RSA)
    small.tap("Suite")
    small.tap("Imprimer la liste")
    assert len(list((tmp_path / "sheets").glob("*.pdf"))) == 1
    small.tap("Fixer un autre rendez‑vous")
    assert small.root.screen.name == "plan"
