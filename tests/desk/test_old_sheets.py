"""The desk reads a sheet that was printed before its guide changed, and says so."""

from dataclasses import replace

from kiosk.domain.guides.changes import Change, Changed
from tests.helpers.desk_office import Office

CHANGED = "Feuille ancienne : la fiche a changé depuis. Réimprimez la liste."
PRICE = "Feuille ancienne : le prix a changé. Réimprimez la liste."


def after_a_change(office: Office, *changes: Change, by: int = 1) -> str:
    """Return a list printed, then let its guide change."""
    digits = office.prepared("carte-identite")
    card, *others = sorted(office.root.guides, key=lambda guide: guide.id != "carte-identite")
    told = tuple(replace(change, revision=card.revision + n) for n, change in enumerate(changes, 1))
    office.root.guides = (replace(card, revision=card.revision + by, changes=told), *others)
    return digits


def of_another_kiosk(office: Office) -> str:
    """Return a list whose guide is a revision ahead of the one here."""
    guides = office.root.guides
    office.root.guides = tuple(replace(guide, revision=guide.revision + 1) for guide in guides)
    digits = office.prepared("carte-identite")
    office.root.guides = guides
    return digits


def test_a_sheet_of_before_is_said_to_be_old(office):
    digits = after_a_change(office)
    office.tap("Séance sans numéro")
    office.scan(digits)
    assert CHANGED in office.see()


def test_what_changed_is_said_where_the_guide_says_it(office):
    digits = after_a_change(office, Change(2, Changed.PRICE))
    office.tap("Séance sans numéro")
    office.scan(digits)
    assert PRICE in office.see()


def test_two_changes_are_said_in_one_sentence(office):
    digits = after_a_change(office, Change(2, Changed.PRICE), Change(2, Changed.ADDRESS), by=2)
    office.tap("Séance sans numéro")
    office.scan(digits)
    assert "Feuille ancienne : ont changé le prix et l’adresse. Réimprimez la liste." in office.see()


def test_an_old_sheet_that_opens_a_session_is_said_to_be_old_too(office):
    office.scan(after_a_change(office, Change(2, Changed.PRICE)))
    office.tap("Ouvrir cette liste")
    assert PRICE in office.see()
    assert office.root.screen.guide_title == "Refaire ma carte d’identité"


def test_a_list_printed_anew_is_old_no_longer(office):
    after_a_change(office, Change(2, Changed.PRICE))
    office.tap("Séance sans numéro")
    office.scan(office.prepared("carte-identite"))
    assert not office.says("Feuille ancienne")


def test_a_sheet_from_a_kiosk_that_knows_more_is_not_called_old(office):
    digits = of_another_kiosk(office)
    office.tap("Séance sans numéro")
    office.scan(digits)
    assert "Feuille plus récente que la fiche d’ici. Vérifiez la liste." in office.see()
