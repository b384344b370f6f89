"""The waiting room from the desk, under real taps: every act on a number, and every act taken back."""

from datetime import time

from kiosk.domain.reception.appointments import Motif
from tests.helpers.desk_office import Office

CARD = "Refaire ma carte d’identité"


def arrive(office, hour=None, letters="BEN"):
    return office.do(lambda s: s.arrivals.declare(hour, letters, "fr")).ticket


def others(office, ticket, act):
    office.tap(f"Autres actions pour {ticket}")
    office.tap(act)


def test_who_steps_out_waits_aside_and_comes_back_in_their_place(office):
    first, second = arrive(office), arrive(office, letters="KON")
    others(office, first, "Revient plus tard")
    assert "Reviennent plus tard" in office.see()
    others(office, first, "Est revenu")
    assert "Reviennent plus tard" not in office.see()
    waiting = office.do(lambda s: s.queue.room()).waiting
    assert [w.arrival.ticket for w in waiting] == [first, second]


def test_the_other_acts_of_a_number_fold_away_again(office):
    ticket = arrive(office)
    office.tap(f"Autres actions pour {ticket}")
    assert "Retirer" in office.see()
    office.tap(f"Autres actions pour {ticket}")
    assert "Retirer" not in office.see()


def test_an_act_is_taken_back_unless_something_else_happened_meanwhile(office):
    ticket = arrive(office)
    others(office, ticket, "Retirer")
    assert f"{ticket} : retiré de la file." in office.see()
    assert "Personne n’attend." in office.see()
    office.tap("Annuler")
    assert f"{ticket} : retiré de la file, puis annulé." in office.see()
    office.tap("Appeler")
    office.do(lambda s: s.queue.park(ticket))
    office.tap("Annuler")
    assert "Trop tard : ce numéro a changé entre‑temps." in office.see()


def test_a_number_that_another_desk_called_is_theirs(office, monkeypatch):
    ticket = arrive(office)
    # The other desk's call comes between this desk's last look and its tap.
    office.hand.rest()
    call = office.root.screen.acting.call
    office.do(lambda s: s.queue.call(ticket, "Bureau 2"))
    call(ticket)
    office.rest()
    assert "Bureau 2 a déjà appelé ce numéro." in office.see()
    assert "Bureau 2" in office.see()


def test_a_number_that_went_meanwhile_is_said_to_have_changed(office):
    ticket = arrive(office)
    office.see()
    office.do(lambda s: s.queue.gone(ticket))
    office.root.screen.acting.call(ticket)
    office.rest()
    assert "Ce numéro a changé entre‑temps." in office.see()


def test_a_likely_appointment_is_confirmed_by_who_knows(office):
    office.plan(10, 30, "BEN", "572005")
    ticket = arrive(office, time(11), "BEN")
    assert "À vérifier : 10\u00a0h\u00a030 · BEN · France services ?" in office.see()
    others(office, ticket, "C’est bien ce rendez‑vous")
    assert "Rendez‑vous 10\u00a0h\u00a030 · BEN" in office.see()


def test_two_numbers_of_one_person_become_one(office):
    first, second = arrive(office, time(11), "DIA"), arrive(office, time(11), "DIA")
    assert f"Doublon probable de {first}" in office.see()
    others(office, second, f"Réunir avec {first}")
    assert office.root.screen.waiting == "1"


def test_any_two_numbers_are_made_one_by_hand_and_taken_apart_again(office, clock):
    first = arrive(office, time(11), "DIA")
    clock.advance(minutes=1)
    second = office.do(lambda s: s.arrivals.walk_in("", "fr")).ticket
    others(office, first, "Réunir avec…")
    assert f"Réunir {first} avec quel numéro ?" in office.see()
    office.tap("Ne pas réunir")
    assert f"Réunir {first} avec quel numéro ?" not in office.see()
    others(office, first, "Réunir avec…")
    office.tap("Réunir")
    assert f"{second} : réuni avec {first}." in office.see()
    assert office.root.screen.waiting == "1"
    office.tap("Annuler")
    assert office.root.screen.waiting == "2"


def test_a_small_screen_asks_for_the_other_number_at_its_foot(tmp_path, clock):
    small = Office(tmp_path, clock, (1280, 800), 149.0)
    small.enter()
    first = arrive(small)
    arrive(small, letters="KON")
    others(small, first, "Réunir avec…")
    assert f"Réunir {first} avec quel numéro ?" in small.see()
    small.keys("\x1b")
    assert "Ne pas réunir" not in small.see()
    small.close()


def test_a_number_alone_is_merged_with_none(office):
    ticket = arrive(office)
    office.tap(f"Autres actions pour {ticket}")
    assert "Réunir avec…" not in office.see()


def test_a_number_not_called_yet_is_received_at_once(office):
    ticket = arrive(office)
    others(office, ticket, "Commencer ici")
    assert f"Séance avec {ticket}" in office.see()


def test_a_number_is_called_again(office):
    ticket = arrive(office)
    office.tap("Appeler")
    others(office, ticket, "Rappeler")
    assert f"{ticket} : appelé." in office.see()


def test_letters_are_hidden_and_shown_by_a_touch(office):
    arrive(office, letters="QXZ")
    assert any("QXZ" in words for words in office.see())
    office.tap("Cacher les lettres")
    assert not any("QXZ" in words for words in office.see())
    office.tap("Montrer les lettres")
    assert any("QXZ" in words for words in office.see())


def test_a_list_shown_to_the_reader_is_given_to_a_number(office):
    arrive(office)
    office.scan(office.prepared("carte-identite"))
    assert "Liste lue. À quel numéro la donner ?" in office.see()
    office.tap("Donner la liste")
    office.tap("Appeler")
    assert any(f"{CARD} — liste préparée, il manque 1 papier" in words for words in office.see())


def test_a_list_shown_to_the_reader_opens_a_session_of_its_own(office):
    office.scan(office.prepared("carte-identite"))
    office.tap("Ouvrir cette liste")
    assert "Séance sans numéro" in office.see()
    assert office.root.screen.guide_title == CARD


def test_a_slip_shown_to_the_desk_is_an_arrival(office):
    office.plan(10, 30, "BEN", "572005")
    office.scan("572005")
    assert "Rendez‑vous 10\u00a0h\u00a030 · BEN" in office.see()
    assert office.root.screen.arrived == "1"


def test_who_waits_long_is_told_in_hours_and_the_longest_wait_stands_above(office, clock):
    arrive(office)
    clock.advance(minutes=65)
    office.root.tell_the_time()
    assert {"1\u00a0h\u00a005", "plus ancienne : 1\u00a0h\u00a005"} <= set(office.see())


def test_a_number_is_given_at_the_desk_with_its_receipt_and_taken_back(office, tmp_path):
    office.tap("Donner un numéro")
    assert {"S 1", "Sans rendez‑vous", "S 1 : numéro donné."} <= set(office.see())
    office.tap("Imprimer le reçu")
    assert "PDF fait. Aucune imprimante n’est réglée." in office.see()
    assert len(list((tmp_path / "sheets").glob("*.pdf"))) == 1
    office.tap("Donner un numéro")
    office.tap("Annuler")
    assert [str(w.arrival.ticket) for w in office.do(lambda s: s.queue.room()).waiting] == ["S 1"]


def test_who_is_expected_and_comes_to_the_desk_gets_the_number_of_that_appointment(office):
    office.plan(10, 30, "BEN", "572005")
    office.tap("Donner un numéro : 10\u00a0h\u00a030 · BEN")
    assert "Rendez‑vous 10\u00a0h\u00a030 · BEN" in office.see()
    assert "Rien d’autre aujourd’hui." in office.see()
    # Named by the desk: counted once, and taken back with the number.
    assert office.do(lambda s: sum(n for c, n in s.closing._day.pending().items() if c.family == "arrivals")) == 1
    office.tap("Annuler")
    assert office.do(lambda s: str(sum(s.closing._day.pending().values()))) == "0"


def test_of_two_appointments_it_may_be_the_desk_chooses_one(office):
    office.plan(10, 30, "BEN", "572005")
    office.plan(10, 30, "KON", "572016", motif=Motif.PANDA)
    ticket = office.do(lambda s: s.arrivals.declare(time(10, 30), "", "fr")).ticket
    doubted = "À vérifier : 10\u00a0h\u00a030 · BEN · France services ou 10\u00a0h\u00a030 · KON · PAND@ ?"
    assert doubted in office.see()
    others(office, ticket, "C’est 10\u00a0h\u00a030 · KON · PAND@")
    assert "Rendez‑vous 10\u00a0h\u00a030 · KON" in office.see()
    (waiter,) = office.do(lambda s: s.queue.room()).waiting
    assert waiter.appointment.slip_code == "572016"
