"""The administrator keeps the accounts at the desk; nobody else finds them, and who only plans runs no session."""

import pypdfium2
import pytest
import zxingcpp

from kiosk.adapters.machine.scanner import decode
from kiosk.domain.reception.access import Pad, Role, Staff
from kiosk.services.access import Unlocked
from tests.helpers.desk_office import MEDIATOR, PIN, Office

CHIEF, PLANNER = Staff("A1", Role.ADMINISTRATOR), Staff("ACCUEIL", Role.STAFF)
NEW, OTHER = "905172", "638205"


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    for each in (CHIEF, MEDIATOR, PLANNER):
        opened.do(lambda s, each=each: s.access.add(each.label, each.role, PIN) and True)
    yield opened
    opened.close()


def let_in(office, staff):
    office.root.unlock(staff)
    office.rest()


@pytest.fixture
def accounts(office):
    let_in(office, CHIEF)
    office.tap("Journée")
    office.tap("Comptes du poste")
    return office


def labels(office):
    return [s.label for s in office.do(lambda s: s.access.staff())]


def test_the_administrator_sees_who_may_unlock_with_which_role(accounts):
    assert {"A1", "Administrateur", "M1", "Médiateur", "ACCUEIL", "Équipe"} <= set(accounts.see())


def test_an_account_is_made_with_a_code_typed_twice(accounts):
    accounts.tap("Équipe")
    accounts.root.keys.focus(accounts.root.screen._fields["label"])
    accounts.keys(f"m2\t{NEW}\t{OTHER}\n")
    assert "Les deux codes ne sont pas les mêmes." in accounts.see()
    assert labels(accounts) == ["A1", "M1", "ACCUEIL"]
    accounts.keys("\b" * 6 + f"{NEW}\n")
    assert "Le compte M2 est créé." in accounts.see()
    assert accounts.do(lambda s: s.access.unlock("M2", NEW, Pad.DESK)) == Unlocked(Staff("M2", Role.STAFF))


def test_no_digit_of_a_code_is_ever_on_show(accounts):
    accounts.root.keys.focus(accounts.root.screen._fields["label"])
    accounts.keys(f"m2\t{NEW}\t{NEW}")
    assert "\u2022" * 6 in accounts.see()
    assert not any(NEW in words for words in accounts.see())


def test_a_weak_code_is_refused_in_words(accounts):
    accounts.root.keys.focus(accounts.root.screen._fields["label"])
    accounts.keys("m2\t123456\t123456\n")
    assert any(words.startswith("Ce code est trop facile") for words in accounts.see())
    assert labels(accounts) == ["A1", "M1", "ACCUEIL"]


def test_somebody_who_forgot_gets_another_code(accounts):
    accounts.tap("Nouveau code de M1")
    accounts.keys(f"{NEW}\t{NEW}\n")
    assert "Le code de M1 est changé." in accounts.see()
    assert isinstance(accounts.do(lambda s: s.access.unlock("M1", NEW, Pad.DESK)), Unlocked)
    assert not isinstance(accounts.do(lambda s: s.access.unlock("M1", PIN, Pad.DESK)), Unlocked)


def test_a_form_that_became_shorter_begins_at_the_top(tmp_path, clock):
    small = Office(tmp_path, clock, (1280, 720))
    small.do(lambda s: s.access.add("A1", Role.ADMINISTRATOR, PIN) and True)
    let_in(small, CHIEF)
    small.root.show("accounts")
    small.rest()
    small.tap("Nouveau code de A1")
    form = small.root.screen.ids.form
    above = form.to_window(0, form.top)[1] - form.rows.to_window(0, form.rows.top)[1]
    small.close()
    assert abs(above) < 2


def test_on_a_small_screen_whatever_was_chosen_in_the_list_is_there_to_be_filled_in(tmp_path, clock):
    small = Office(tmp_path, clock, (1280, 800), 149.0)
    small.do(lambda s: s.access.add("A1", Role.ADMINISTRATOR, PIN) and True)
    let_in(small, CHIEF)
    small.root.show("accounts")
    small.tap("Nouveau code de A1")
    assert {"Nouveau code de A1", "Changer le code"} <= set(small.see())
    small.tap("Planning")
    small.tap("Choisir")
    seen = set(small.see())
    small.close()
    assert {"Nouveau rendez‑vous", "Ajouter"} <= seen


def test_an_account_is_removed_at_the_second_touch_and_escape_takes_the_first_back(accounts):
    accounts.tap("Retirer M1")
    accounts.keys("\x1b")
    accounts.tap("Retirer M1")
    assert "M1" in labels(accounts)
    accounts.tap("Oui, retirer M1")
    assert "Le compte M1 est retiré." in accounts.see()
    assert labels(accounts) == ["A1", "ACCUEIL"]


def test_nobody_removes_their_own_account(accounts):
    accounts.tap("Retirer A1")
    accounts.tap("Oui, retirer A1")
    assert "On ne retire pas son propre compte." in accounts.see()
    assert "A1" in labels(accounts)


@pytest.mark.parametrize("staff", [MEDIATOR, PLANNER])
def test_nobody_else_comes_to_the_accounts(office, staff):
    let_in(office, staff)
    office.tap("Journée")
    assert "Comptes du poste" not in office.see()
    office.root.show("accounts")
    assert "Les comptes sont pour l’administrateur." in office.see()
    assert office.root.screen.name == "queue"


def test_who_only_plans_starts_no_session_and_takes_up_none(office):
    let_in(office, MEDIATOR)
    office.tap("Séance sans numéro")
    office.tap("Pause")
    office.tap("Verrouiller")
    let_in(office, PLANNER)
    for way in ("Séance sans numéro", "Reprendre"):
        office.tap(way)
        assert "Les séances sont pour le médiateur. Appelez‑le." in office.see()
        assert office.root.screen.name == "queue"
    (session,) = office.do(lambda s: s.assistance.sessions("Bureau 1"))
    assert session.resumed is None


def test_a_session_left_on_show_does_not_open_to_who_only_plans(office):
    let_in(office, MEDIATOR)
    office.tap("Séance sans numéro")
    office.root.step_aside()
    let_in(office, PLANNER)
    assert office.root.screen.name == "queue"
    assert "Les séances sont pour le médiateur. Appelez‑le." in office.see()


def test_a_badge_is_made_at_the_desk_and_chooses_its_owner_at_the_reader(accounts, tmp_path):
    old = accounts.do(lambda s: s.access.new_badge("M1"))
    accounts.tap("Badge de M1")
    assert accounts.says("PDF fait. Aucune imprimante n’est réglée. Le badge d’avant ne vaut plus rien.")
    (sheet,) = (tmp_path / "sheets").iterdir()
    page = pypdfium2.PdfDocument(sheet)[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(page)
    accounts.root.lock()
    accounts.root.heard(old)
    assert accounts.says("Ce badge n’est à personne ici.")
    accounts.root.heard(decode(code.text))
    assert accounts.says("Tapez votre code à 6 chiffres.")
    accounts.keys(PIN)
    assert accounts.root.staff == MEDIATOR


def test_whoever_knows_their_code_changes_it_alone(office):
    let_in(office, MEDIATOR)
    office.tap("Journée")
    office.tap("Mon code")
    office.keys(f"{OTHER}\t{NEW}\t{NEW}\n")
    assert "Votre code actuel n’est pas le bon." in office.see()
    office.root.keys.focus(office.root.screen.ids.old.__self__)
    office.keys("\b" * 6 + PIN + "\n")
    assert "Votre code est changé." in office.see()
    assert not any(NEW in words for words in office.see())
    assert isinstance(office.do(lambda s: s.access.unlock("M1", NEW, Pad.DESK)), Unlocked)
    assert not isinstance(office.do(lambda s: s.access.unlock("M1", PIN, Pad.DESK)), Unlocked)


def test_who_forgot_their_code_is_told_whom_to_ask(office):
    office.root.show("pin")
    office.rest()
    office.tap("M1")
    office.tap("Code oublié ?")
    assert "Demandez un nouveau code à l’administrateur : A1." in office.see()
    office.tap("A1")
    office.tap("Code oublié ?")
    assert "Demandez un nouveau code à qui a installé l’appareil." in office.see()


def test_who_only_plans_is_offered_neither_closing_nor_erasing(office):
    let_in(office, PLANNER)
    office.tap("Journée")
    assert "Pas de permanence aujourd’hui" in office.see()
    assert not any("effacer" in words for words in office.hand.words())
    office.root.screen.close_the_day()
    office.root.screen.close_the_day()
    office.rest()
    assert office.do(lambda s: s.closing.last_closing()) is None
    let_in(office, MEDIATOR)
    office.root.show("day")
    office.tap("Fermer la journée et tout effacer")
    office.tap("Oui, tout effacer maintenant")
    assert office.do(lambda s: s.closing.last_closing()) is not None
