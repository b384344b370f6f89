"""The plan under real taps: added, moved, cancelled, each taken back; slips for who holds none."""

import pypdfium2
import pytest

from kiosk.domain.machine.printing import Format
from kiosk.domain.reception.appointments import Motif
from tests.helpers.desk_office import Office


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    opened.enter()
    opened.tap("Planning")
    yield opened
    opened.close()


def planned(office):
    day = office.root.outfit.now().date()
    return [
        (f"{a.starts:%H:%M}", a.letters, a.motif.value, a.first_visit)
        for a in office.do(lambda s: s.planning.appointments(day, day) or [])
    ]


def test_an_appointment_is_typed_with_its_motif_and_first_visit(office):
    office.keys("1430\tdia")
    office.tap("Accès aux droits")
    office.tap("Première venue")
    office.tap("Ajouter")
    assert "C’est noté : mardi 24\u00a0novembre à 14\u00a0h\u00a030." in office.see()
    assert "DIA · Accès aux droits · première venue" in office.see()
    assert planned(office) == [("13:30", "DIA", "acces-aux-droits", True)]
    office.tap("Annuler", -1)
    assert "C’est annulé." in office.see()
    assert planned(office) == []


def test_a_free_hour_is_chosen_by_a_touch_and_only_letters_are_left_to_type(office):
    office.tap("Choisir")
    office.keys("kon\n")
    assert [letters for _, letters, *_ in planned(office)] == ["KON"]


@pytest.mark.parametrize("typed", ["2562", "99"])
def test_an_hour_that_does_not_exist_is_said_with_an_example(office, typed):
    office.keys(f"{typed}\tdia\n")
    assert "Écrivez le jour ainsi : 2411. L’heure ainsi : 1430 ou 9." in office.see()
    assert planned(office) == []


@pytest.mark.parametrize(("typed", "day"), [("2511", "Mercredi 25\u00a0novembre"), ("0501", "Mardi 5\u00a0janvier")])
def test_a_day_is_typed_in_four_digits_of_this_year_or_the_next(office, typed, day):
    office.root.keys.focus(office.root.screen.form.fields["date"])
    office.keys("\b\b\b\b" + typed + "\t1000\tdia\n")
    assert day in office.see()


def test_hour_letters_and_motif_of_an_appointment_are_changed_and_taken_back(office):
    office.plan(11, 0, "KON", "572016")
    office.tap("Aujourd’hui")
    office.tap("Modifier")
    assert "Modifier ce rendez‑vous" in office.see()
    office.tap("Choisir")
    office.root.keys.focus(office.root.screen.form.fields["letters"])
    office.keys("\b\b\bdia")
    office.tap("PAND@")
    office.tap("Enregistrer")
    assert office.says("C’est noté : mardi 24\u00a0novembre à ")
    ((hour, letters, motif, _),) = planned(office)
    assert (letters, motif, hour != "10:00") == ("DIA", "pand", True)
    office.tap("Annuler", -1)
    assert planned(office) == [("10:00", "KON", "france-services", False)]


def test_what_is_known_of_somebody_late_is_corrected_though_the_hour_has_passed(office, clock):
    office.plan(10, 0, "KON", "572016")
    office.tap("Aujourd’hui")
    office.tap("Modifier")
    office.tap("Accès aux droits")
    office.tap("Enregistrer")
    assert planned(office) == [("09:00", "KON", "acces-aux-droits", False)]


def test_an_appointment_is_planned_for_another_town_and_its_slip_says_so(office, tmp_path):
    office.tap("Meaux")
    assert office.says("Mardi 24\u00a0novembre · Fontainebleau")
    office.root.keys.focus(office.root.screen.form.fields["date"])
    office.keys("\b\b\b\b2611\t930\tdia\n")
    assert planned(office) == []
    day = office.root.outfit.now().date().replace(day=26)
    (there,) = office.do(lambda s: s.planning.at("fontainebleau").appointments(day))
    assert (there.site, there.letters) == ("fontainebleau", "DIA")
    office.do(lambda s: s.paperwork.print_slips((there,), Format.TICKET))
    (slip,) = (tmp_path / "sheets").glob("*.pdf")
    document = pypdfium2.PdfDocument(slip)
    assert "Fontainebleau" in document[0].get_textpage().get_text_range()
    document.close()


def test_the_next_appointment_of_who_is_received_keeps_letters_motif_and_a_free_hour(office):
    office.plan(10, 0, "KON", "572005", motif=Motif.PANDA)
    office.plan(10, 30, "BEN", "572016")
    ticket = office.do(lambda s: s.arrivals.present("572005", "fr")).ticket
    office.do(lambda s: s.assistance.open("Bureau 1", ticket))
    office.root.show("session")
    office.tap("Demander le RSA")
    office.tap("Fixer un autre rendez‑vous")
    form = office.root.screen.form
    assert (form.fields["letters"].value, form.fields["hour"].value) == ("KON", "1100")
    office.tap("Ajouter")
    assert ("10:00", "KON", "pand", False) in planned(office)


def test_escape_leaves_a_move(office):
    office.plan(11, 0, "KON", "572016")
    office.tap("Aujourd’hui")
    office.tap("Modifier")
    office.keys("\x1b")
    assert "Nouveau rendez‑vous" in office.see()


def test_an_appointment_is_cancelled_and_taken_back_unless_its_place_changed(office):
    office.plan(11, 0, "KON", "572016")
    office.tap("Aujourd’hui")
    office.tap("Annuler")
    assert "Le rendez‑vous est annulé." in office.see()
    assert planned(office) == []
    office.tap("Le remettre")
    assert "Le rendez‑vous est remis." in office.see()
    assert [letters for _, letters, *_ in planned(office)] == ["KON"]


def test_a_slip_is_printed_for_one_appointment(office, tmp_path):
    office.plan(11, 0, "KON", "572016")
    office.tap("Aujourd’hui")
    office.tap("Imprimer le bulletin")
    assert "PDF fait. Aucune imprimante n’est réglée." in office.see()
    assert len(list((tmp_path / "sheets").glob("*.pdf"))) == 1


def test_days_and_weeks_are_turned_like_pages(office):
    assert "Mardi 24\u00a0novembre" in office.see()
    office.tap("Après")
    assert {"Mercredi 25\u00a0novembre", "Pas de permanence."} <= set(office.see())
    office.tap("Semaine")
    assert "Semaine du lundi 23\u00a0novembre" in office.see()
    office.tap("Avant")
    assert "Semaine du lundi 16\u00a0novembre" in office.see()
    office.tap("Jour")
    office.tap("Aujourd’hui")
    assert "Mardi 24\u00a0novembre" in office.see()
