"""What somebody takes home from a session, under real taps: said once on paper, kept nowhere, telling nothing more."""

from datetime import date, timedelta

import pypdfium2

from kiosk.domain.reception.assistance import Actor
from kiosk.sites import PlaceTable

RSA, CARD = "Demander le RSA", "Refaire ma carte d’identité"
TOLD_BY_NOBODY = ("SPIP", "probation", "judiciaire", "Avocat", "avocat")


def sheets(folder):
    """The sheets that came out, in their order, as their text."""
    texts = []
    for path in sorted((folder / "sheets").glob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        texts.append("\n".join(page.get_textpage().get_text_range() for page in document).replace("\r", ""))
        document.close()
    return texts


def receive(office, *steps, code=""):
    """Open a session and say what became of its démarches: each a guide and what is touched then."""
    ticket = office.do(lambda s: s.arrivals.present(code, "fr") if code else s.arrivals.walk_in("", "fr")).ticket
    office.do(lambda s: s.assistance.open("Bureau 1", ticket))
    office.root.show("session")
    for place, (guide, *touches) in enumerate(steps):
        if place:
            office.tap("Ajouter")
        office.tap(guide)
        for touch in touches:
            office.tap(touch)
    return ticket


def test_the_follow_up_says_what_is_done_what_is_left_before_when_and_where(office, tmp_path):
    receive(office, (CARD, "Démarche faite"), (RSA, "Réorientation", "CCAS"))
    office.tap("Terminer")
    office.tap("Terminer")
    office.tap("Feuilles à remettre")
    office.tap(RSA)
    assert "Mardi 1er\u00a0décembre" in office.see()
    office.tap("Feuille de suivi")
    assert "PDF fait. Aucune imprimante n’est réglée." in office.see()
    (said,) = sheets(tmp_path)
    assert all(words in said for words in (CARD, RSA, "Avant le mardi 1er", "CCAS (aide sociale de la mairie)"))
    assert said.index("C’est fait") < said.index(CARD) < said.index("Il reste à faire") < said.index(RSA)
    office.tap("Retour")
    assert office.root.screen.name == "draft"
    assert "À recopier maintenant : ce brouillon n’est gardé nulle part." in office.see()


def test_the_next_appointment_of_the_same_letters_is_on_paper_only_when_the_person_says_that_it_is_theirs(
    office, tmp_path, clock
):
    office.plan(10, 30, "BEN", "572005")
    later = clock.now + timedelta(days=7)
    office.do(
        lambda s: s.planning.add(later, s.planning.appointments(later.date() - timedelta(days=7))[0].motif, "BEN")
    )
    receive(office, (RSA, "À compléter"), code="572005")
    office.tap("Feuilles à remettre")
    office.tap("Feuille de suivi")
    office.tap("L’inscrire : mardi 1er\u00a0décembre à 10\u00a0h\u00a012")
    office.tap("Feuille de suivi")
    without, with_it = sheets(tmp_path)
    assert "1er décembre 2026" not in without.replace("\u00a0", " ")
    assert "Mardi 1er décembre 2026" in with_it.replace("\u00a0", " ")


def test_a_lawyer_is_named_only_when_tapped(office, tmp_path):
    receive(office, (RSA, "Réorientation", "Avocat"))
    office.tap("Feuilles à remettre")
    office.tap("Feuille d’orientation, sans nom")
    office.tap("Feuille de suivi")
    for said in sheets(tmp_path):
        assert not any(words in said for words in TOLD_BY_NOBODY), said
    office.tap("Nommer sur la feuille : Avocat")
    office.tap("Feuille d’orientation : Avocat")
    assert "Avocat" in sheets(tmp_path)[-1]


def test_an_orientation_says_only_what_somebody_confirmed_and_which_papers_are_missing(office, tmp_path):
    def place(**more):
        known = {"address": "2 rue de l’Exemple", "hours": ("mardi, 9 h – 12 h",), "source": "https://exemple.fr/ccas"}
        dates = {"checked": date(2026, 11, 3), "review": date(2027, 5, 3)}
        return PlaceTable(actor=Actor.TOWN_SOCIAL_AID, name="CCAS de Meaux", **known, **dates, **more)

    def stand(table):
        settings = office.root.outfit.settings
        site = settings.site.model_copy(update={"places": (table,)})
        changed = settings.model_copy(update={"site": site})
        object.__setattr__(office.root.outfit, "settings", changed)

    receive(office, (RSA, "Réorientation", "CCAS"))
    office.tap("Feuilles à remettre")
    for confirmed in (False, True):
        stand(place(confirmed=confirmed))
        office.tap("Feuille d’orientation : CCAS")
    silent, told = sheets(tmp_path)
    assert "rue de l’Exemple" not in silent
    assert "Informations vérifiées" not in silent
    assert all(words in told for words in ("CCAS de Meaux", "2 rue de l’Exemple", "mardi, 9 h", "03/11/2026"))
    paper = office.root.screen._list_of(office.root.screen._handed.session.demarches[0]).papers()[0]
    assert paper.name in told


def test_the_attestation_bears_town_day_and_hours_and_no_reason(office, tmp_path, clock):
    ticket = receive(office, (RSA, "Démarche faite"))
    clock.advance(minutes=40)
    office.tap("Feuilles à remettre")
    office.tap("Attestation de passage")
    (said,) = sheets(tmp_path)
    assert all(words in said.replace("\u00a0", " ") for words in ("Meaux", "24 novembre 2026", "De 10 h 12 à 10 h 52"))
    assert not any(words in said for words in (RSA, str(ticket), "RSA", *TOLD_BY_NOBODY))


def test_the_mandate_comes_out_twice_and_says_nobody(office, tmp_path):
    receive(office, (RSA, "Démarche faite"))
    office.tap("Feuilles à remettre")
    office.tap("Mandat vierge")
    first, second = sheets(tmp_path)
    assert first == second
    assert "2 papiers pareils" in first
    assert RSA not in first


def test_the_lists_of_several_demarches_come_out_in_one_print_and_on_tickets_each_sheet_too(office, tmp_path):
    receive(office, (CARD, "À compléter"), (RSA, "À compléter"))
    office.tap("Feuilles à remettre")
    office.tap("Les 2 listes, en une fois")
    (said,) = sheets(tmp_path)
    assert CARD in said
    assert RSA in said
    office.tap("Papier : A4")
    office.tap("Feuille de suivi")
    office.tap("Attestation de passage")
    assert len(sheets(tmp_path)) == 3


def test_what_is_handed_out_is_nowhere_once_the_screen_is_left(office, tmp_path):
    receive(office, (RSA, "Réorientation", "Avocat"))
    office.tap("Feuilles à remettre")
    left = office.root.screen
    office.root.lock()
    assert (left._handed, left._planned, left._passage) == (None, None, None)
    assert not any(RSA in words for words in office.see())
