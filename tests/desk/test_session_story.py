"""A session as a mediator lives it, under real taps: what is said is kept, and at the end only counts remain."""

from dataclasses import replace
from datetime import time

import pytest
from kivy.core.clipboard import Clipboard

from kiosk.domain.figures.usage import Counter
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.reception.assistance import Actor, Block, Outcome, Support
from kiosk.domain.reception.codes import read_token, write_token

CARD, RSA = "Refaire ma carte d’identité", "Demander le RSA"


def kept(office):
    """The desk's sessions as the day's file holds them."""
    return office.do(lambda s: s.assistance.sessions("Bureau 1") or [])


def outcomes(office):
    (session,) = kept(office)
    return [(each.guide, each.outcome, each.actor) for each in session.demarches]


def finish(office):
    office.tap("Terminer")
    office.tap("Terminer")


def later(office, clock):
    """Half a minute passes, and the keeper does its chores."""
    clock.advance(seconds=30)
    office.do(lambda s: s.chores.tend() or True)


def counted(office):
    found = office.do(lambda s: s.closing._day.pending() or {})
    return {(cell.family, cell.value): n for cell, n in found.items() if n}


def test_somebody_with_an_appointment_and_a_list_is_helped_sent_on_and_leaves_counts_alone(office, clock, tmp_path):
    office.plan(10, 30, "BEN", "572005", first=True)
    ticket = office.do(lambda s: s.arrivals.declare(time(10, 30), "BEN", "fr")).ticket
    office.do(lambda s: s.queue.attach(ticket, office.prepared("carte-identite")))
    office.tap("Appeler")
    assert f"France services · première venue · {CARD} — liste préparée, il manque 1 papier" in office.see()
    office.tap("Commencer")
    seen = office.see()
    assert {"Séance avec A 1", "Première venue : oui", CARD, "Où en est-on ?"} <= set(seen)
    office.tap("Situation")
    office.tap("On me l’a volée")
    assert office.says("Pourquoi refaire la carte")
    office.tap("Étapes")
    assert office.says("Le médiateur : Aucun papier")
    office.tap("Papiers")
    office.tap("Réorientation")
    assert "Vers qui ?" in office.see()
    office.tap("CCAS")
    assert "Réorientation : CCAS (aide sociale de la mairie)" in office.see()
    assert outcomes(office) == [("carte-identite", Outcome.REDIRECTED, Actor.TOWN_SOCIAL_AID)]
    office.tap("Imprimer la liste")
    assert "PDF fait. Aucune imprimante n’est réglée." in office.see()
    assert len(list((tmp_path / "sheets").glob("*.pdf"))) == 1
    office.tap("Première venue : oui")
    assert "Première venue : non" in office.see()
    finish(office)
    assert office.root.screen.name == "draft"
    assert kept(office) == []
    assert ("visits", "") not in counted(office)
    later(office, clock)
    assert counted(office) == {
        ("visits", ""): 1, ("demarches", "carte-identite"): 1, ("outcomes", "redirected"): 1, ("actors", "ccas"): 1,
        ("waiting", "0-5"): 1, ("arrivals", "appointment"): 1, ("languages", "fr"): 1, ("sheets", "a4"): 1,
    }  # fmt: skip


def test_the_draft_is_copied_once_and_gone_with_its_page(office):
    office.tap("Séance sans numéro")
    office.tap(RSA)
    office.tap("Démarche faite")
    finish(office)
    assert "À recopier maintenant : ce brouillon n’est gardé nulle part." in office.see()
    office.tap("Copier")
    assert "Le brouillon est copié. Il sera effacé en quittant cette page." in office.see()
    assert RSA in Clipboard.paste()
    office.keys("\x1b")
    assert office.root.screen.name == "queue"
    assert RSA not in Clipboard.paste()
    office.root.show("draft")
    assert RSA not in office.see()


def test_a_draft_does_not_take_back_what_was_copied_from_elsewhere_meanwhile(office):
    office.tap("Séance sans numéro")
    office.tap(RSA)
    finish(office)
    office.tap("Copier")
    Clipboard.copy("autre chose")
    office.tap("J’ai recopié")
    assert Clipboard.paste() == "autre chose"


def test_papers_are_ticked_owned_then_missing_and_the_missing_one_says_how_to_get_it(office):
    office.tap("Séance sans numéro")
    office.tap(CARD)
    office.tap("Papiers")
    guide = next(g for g in office.root.guides if g.id == "carte-identite")
    paper = Checklist(guide).papers()[0]
    office.tap(paper.name)
    office.tap(paper.name)
    (session,) = kept(office)
    assert read_token(session.demarches[0].token).guide == guide.number
    assert office.root.screen.shown.checklist.ticks == {paper.id: False}
    assert any(paper.get in words for words in office.see())


def test_a_demarche_is_found_by_a_few_letters_typed_in_a_hurry(office):
    office.tap("Séance sans numéro")
    office.keys("rsx\ba")
    assert "Quelle démarche ? rsa" in office.see()
    found = [words for words in office.hand.words() if words in {g.title for g in office.root.guides}]
    assert found == [RSA]
    office.tap(RSA)
    office.tap("Ajouter")
    office.tap("Une autre démarche")
    assert [guide for guide, *_ in outcomes(office)] == ["rsa", "autre"]
    office.tap("Information seulement")
    assert outcomes(office)[1] == ("autre", Outcome.INFORMATION, None)


def test_one_of_two_demarches_that_no_guide_describes_is_changed_and_taken_off_alone(office):
    office.tap("Séance sans numéro")
    office.tap("Une autre démarche")
    office.tap("Ajouter")
    office.tap("Une autre démarche", 1)
    office.tap("À compléter")
    assert [outcome for _, outcome, _ in outcomes(office)] == [None, Outcome.TO_COMPLETE]
    office.tap("Retirer cette démarche")
    assert [outcome for _, outcome, _ in outcomes(office)] == [None]


def test_a_session_opened_by_mistake_is_forgotten_and_its_number_is_called_again(office):
    office.do(lambda s: s.arrivals.declare(None, "BEN", "fr"))
    office.tap("Appeler")
    office.tap("Commencer")
    office.tap("Annuler cette séance")
    assert {"Appelés", "Commencer"} <= set(office.see())
    assert kept(office) == []
    assert not {family for family, _ in counted(office)} & {"visits", "waiting"}


def test_a_pause_does_not_count_and_a_third_session_waits(office, clock):
    office.tap("Séance sans numéro")
    clock.advance(minutes=10)
    office.tap("Pause")
    clock.advance(minutes=20)
    office.root.tell_the_time()
    assert "10 min · en pause" in office.see()
    office.tap("Séance sans numéro")
    office.tap("Pause")
    office.tap("Séance sans numéro")
    assert "Deux séances sont déjà ouvertes. Terminez‑en une." in office.see()
    office.tap("Reprendre")
    office.tap("Pause")
    assert office.root.screen.name == "queue"


def test_a_list_shown_to_the_reader_joins_the_session_with_its_ticks(office):
    office.tap("Séance sans numéro")
    office.scan(office.prepared("carte-identite"))
    assert office.root.screen.guide_title == CARD
    assert sorted(office.root.screen.shown.checklist.ticks.values()).count(False) == 1
    assert [guide for guide, *_ in outcomes(office)] == ["carte-identite"]


def test_another_code_is_of_no_use_in_a_session(office):
    office.tap("Séance sans numéro")
    office.scan("572005")
    assert "Ce code ne sert pas ici." in office.see()
    code = read_token(office.prepared("carte-identite"))
    office.scan(write_token(replace(code, guide=999)))
    assert "Ce code ne sert pas ici." in office.see()
    assert outcomes(office) == []


@pytest.mark.parametrize("act", ["Première venue ?", "Pause"])
def test_a_session_that_the_evening_ended_says_so_and_goes_back_to_the_queue(office, act):
    office.tap("Séance sans numéro")
    (session,) = kept(office)
    office.do(lambda s: s.assistance.abandon(session.id) or True)
    office.tap(act)
    assert "Cette séance est déjà terminée." in office.see()
    assert office.root.screen.name == "queue"


def test_what_will_be_counted_and_what_is_missing_is_shown_before_the_end(office, clock):
    office.tap("Séance sans numéro")
    office.tap("Terminer")
    seen = office.see()
    assert {"Il manque", "Aucune démarche", "Est‑ce une première venue ?", "1 séance"} <= set(seen)
    office.tap("Ajouter une démarche")
    office.tap(RSA)
    office.tap("Terminer")
    assert {f"{RSA} : où en est‑on ?", "À compléter : rien n’est dit"} <= set(office.see())
    assert "Aucune démarche" not in office.see()
    office.tap("Oui")
    assert {"Première venue : oui"} <= set(office.see())
    assert "Est‑ce une première venue ?" not in office.see()
    office.tap("Le dire")
    office.tap("Démarche faite")
    office.tap("Terminer")
    seen = office.see()
    assert {"Il ne manque rien.", "Démarche faite", "Première venue : oui"} <= set(seen)
    office.tap("Continuer la séance")
    assert office.root.screen.name == "session"
    assert ("visits", "") not in counted(office)


def test_an_end_is_taken_back_from_the_draft_and_from_the_queue_and_then_no_longer(office, clock):
    office.tap("Séance sans numéro")
    office.tap(RSA)
    finish(office)
    office.tap("Rouvrir la séance")
    assert office.root.screen.guide_title == RSA
    finish(office)
    office.tap("J’ai recopié")
    assert "terminée à l’instant" in office.see()
    office.tap("Rouvrir")
    assert office.root.screen.guide_title == RSA
    finish(office)
    office.tap("J’ai recopié")
    clock.advance(seconds=30)
    office.tap("Rouvrir")
    assert "Trop tard : cette séance est comptée." in office.see()
    later(office, clock)
    office.root.screen.refresh()
    assert "terminée à l’instant" not in office.see()
    assert counted(office) == {
        ("visits", ""): 1, ("demarches", "rsa"): 1, ("outcomes", "to-complete"): 1
    }  # fmt: skip


def test_a_demarche_without_an_outcome_is_not_called_treated_in_the_draft(office):
    office.tap("Séance sans numéro")
    office.tap(RSA)
    finish(office)
    seen = office.see()
    assert seen[seen.index("Traitées sur place") + 1] == "0"


@pytest.mark.parametrize("act", ["Terminer", "Oui"])
def test_a_session_that_was_ended_meanwhile_says_so_instead_of_ending_twice(office, act):
    office.tap("Séance sans numéro")
    (session,) = kept(office)
    office.tap("Terminer")
    office.do(lambda s: s.assistance.abandon(session.id) or True)
    office.tap(act)
    assert "Cette séance est déjà terminée." in office.see()
    assert office.root.screen.name == "queue"


def test_a_session_that_is_no_more_is_not_shown(office):
    office.root.show("session")
    office.rest()
    assert office.root.screen.name == "queue"


def test_the_time_of_a_session_follows_the_clock(office, clock):
    office.tap("Séance sans numéro")
    clock.advance(minutes=75)
    office.root.tell_the_time()
    assert "Depuis 10\u00a0h\u00a012 · 1\u00a0h\u00a015" in office.see()


def test_nothing_is_printed_of_a_demarche_that_has_no_list(office, tmp_path):
    office.tap("Séance sans numéro")
    office.tap("Une autre démarche")
    office.root.screen.print_list()
    office.rest()
    assert not list((tmp_path / "sheets").glob("*.pdf"))


def test_how_a_session_was_held_and_what_held_it_up_may_be_said_taken_back_and_is_tied_to_no_site(office, clock):
    office.tap("Séance sans numéro")
    office.tap("Terminer")
    assert "Qu’est‑ce qui a le plus bloqué ?" in office.see()
    for chosen, held in (("Pas de téléphone", Block.NO_PHONE), ("Un papier manque", Block.NO_PAPER),
                         ("Un papier manque", None), ("Site en panne", Block.SITE_DOWN)):  # fmt: skip
        office.tap(chosen)
        assert kept(office)[0].blocked is held
    office.tap("Atelier collectif")
    office.tap("Accompagnement individuel, à distance")
    assert kept(office)[0].support is Support.REMOTE
    office.tap("Terminer")
    clock.advance(seconds=31)
    found = office.do(lambda s: s.closing.tend() or s.closing._day.pending())
    together = {cell: n for cell, n in found.items() if cell.site == "tous"}
    assert together == {
        Counter("blocked", "tous", "2026-10", "site-down"): 1, Counter("support", "tous", "2026-10", "remote"): 1,
    }  # fmt: skip
