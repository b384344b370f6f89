"""A plan made elsewhere comes onto the desk: from a key or a watched folder, looked at line by line, then kept."""

import pytest

from kiosk.settings import Watch, load_settings
from tests.helpers.desk_office import Office
from tests.helpers.sheets_made import csv_of

HEAD = "date;heure;nom;objet"
PLAN = csv_of(HEAD, "24/11/2026;10h30;Benali;France services", "24/11/2026;11h00;Kone;PAND@")


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    (folder / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def watched(tmp_path, monkeypatch):
    folder = tmp_path / "agendas"
    folder.mkdir()
    settings = load_settings(site="meaux").model_copy(update={"imports": Watch(folder=str(folder))})
    monkeypatch.setattr("tests.helpers.desk_office.load_settings", lambda **_: settings)
    return folder


@pytest.fixture
def open_importing(tmp_path, clock, home):
    opened = []

    def open_it():
        office = Office(tmp_path, clock)
        opened.append(office)
        office.enter()
        office.tap("Planning")
        office.tap("Importer")
        return office

    yield open_it
    for office in opened:
        office.close()


def planned(office):
    day = office.root.outfit.now().date()
    return [(f"{a.starts:%H:%M}", a.letters, a.agenda) for a in office.do(lambda s: s.planning.appointments(day, day))]


def test_a_plan_is_looked_at_line_by_line_then_kept(open_importing, home):
    (home / "Documents" / "plan.csv").write_bytes(PLAN)
    office = open_importing()
    assert "Choisissez un fichier." in office.see()
    assert "Importer" not in office.hand.words()
    office.tap("plan.csv")
    seen = office.see()
    assert "2 nouveaux, 0 changés, 0 sans changement, 0 hors du fichier, 0 laissés" in seen
    assert "Nouveau : 24/11 10\u00a0h\u00a030 · BEN · France services" in seen
    assert "Nouveau : 24/11 11\u00a0h\u00a000 · KON · PAND@" in seen
    assert planned(office) == []
    office.tap("Importer")
    assert office.root.screen.name == "importing"
    assert "Planning importé : 2 nouveaux, 0 changés." in office.see()
    assert planned(office) == [("09:30", "BEN", 1), ("10:00", "KON", 1)]


def test_the_same_file_corrected_changes_what_it_changed_and_takes_away_what_it_lost(open_importing, home):
    plan = home / "Documents" / "plan.csv"
    plan.write_bytes(PLAN)
    office = open_importing()
    office.tap(plan.name)
    office.tap("Importer")
    plan.write_bytes(csv_of(HEAD, "24/11/2026;10h30;Benali;PAND@", "24/11/2026;16h00;Sow;France services"))
    office.tap(plan.name)
    seen = office.see()
    assert "1 nouveaux, 1 changés, 0 sans changement, 1 hors du fichier, 0 laissés" in seen
    assert "Changé : 24/11 10\u00a0h\u00a030 · BEN · PAND@" in seen
    assert "N’est plus dans le fichier : 24/11 11\u00a0h\u00a000 · KON · PAND@" in seen
    office.keys("\x1b")
    assert office.root.screen.name == "plan"
    assert planned(office) == [("09:30", "BEN", 1), ("10:00", "KON", 1)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Ce fichier est vide."),
        (b"\xd0\xcf\x11\xe0 broken", "Ce classeur est abîmé ou protégé."),
        (csv_of("a;b;c", "1;2;3"), "Les titres de ce tableau ne sont pas connus."),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_words_and_nothing_can_be_imported(
    open_importing, home, content, sentence
):
    (home / "Documents" / "plan.csv").write_bytes(content)
    office = open_importing()
    office.tap("plan.csv")
    assert any(words.replace("\u00a0", " ").startswith(sentence) for words in office.see())
    assert not office.root.screen.can_apply


def test_a_line_that_cannot_be_read_is_left_out_and_says_why(open_importing, home):
    (home / "Documents" / "plan.csv").write_bytes(
        csv_of(HEAD, "24/11/2026;10h30;Benali;France services", "31/02/2026;10h30;Kone;France services")
    )
    office = open_importing()
    office.tap("plan.csv")
    assert any(words.startswith("Laissé, ") for words in office.see())
    assert "1 nouveaux, 0 changés, 0 sans changement, 0 hors du fichier, 1 laissés" in office.see()


def test_a_column_taken_for_another_is_put_right_by_touches(open_importing, home):
    (home / "Documents" / "plan.csv").write_bytes(csv_of("date;heure;nom;usager", "24/11/2026;10h30;Martin;Benali"))
    office = open_importing()
    office.tap("plan.csv")
    assert "Nouveau : 24/11 10\u00a0h\u00a030 · MAR · France services" in office.see()
    office.tap("le nom : « nom »")
    assert "le nom : « usager »" in office.see()
    assert "Nouveau : 24/11 10\u00a0h\u00a030 · BEN · France services" in office.see()


def test_each_adviser_has_an_agenda_and_importing_one_leaves_the_other_alone(open_importing, home):
    (home / "Documents" / "agenda-2.csv").write_bytes(PLAN)
    (home / "Documents" / "plan.csv").write_bytes(csv_of(HEAD, "24/11/2026;15h00;Sow;France services"))
    office = open_importing()
    office.tap("Agenda suivant")
    assert "Choisissez un fichier." in office.see()
    office.tap("agenda-2.csv")
    assert "Agenda 2" in office.see()
    office.tap("Importer")
    office.tap("plan.csv")
    assert "Agenda 1" in office.see()
    assert "1 nouveaux, 0 changés, 0 sans changement, 0 hors du fichier, 0 laissés" in office.see()
    office.tap("Agenda suivant")
    assert "1 nouveaux, 0 changés, 0 sans changement, 2 hors du fichier, 0 laissés" in office.see()
    office.tap("Agenda précédent")
    office.tap("Agenda précédent")
    assert "Agenda 1" in office.see()
    office.tap("Importer")
    assert planned(office) == [("09:30", "BEN", 2), ("10:00", "KON", 2), ("14:00", "SOW", 1)]


def test_of_a_file_of_a_whole_year_the_first_lines_are_shown_and_the_others_counted(open_importing, home):
    lines = [f"{day:02d}/12/2026;{hour}h{minute:02d};Kone;x" for day in range(1, 29) for hour in range(9, 17)
             for minute in (0, 30)]  # fmt: skip
    (home / "Documents" / "plan.csv").write_bytes(csv_of(HEAD, *lines))
    office = open_importing()
    office.tap("plan.csv")
    assert f"Nouveau : et {len(lines) - 200} autres" in office.see()


def test_where_no_file_is_found_the_desk_says_so(open_importing):
    assert "Aucun fichier trouvé." in open_importing().see()


def tend(office):
    """Let the chores look at the folder until a file has stood still, then come back to the page."""
    for _ in range(3):
        office.root.backstage.look_further()
        office.rest()
    office.tap("Retour au planning")
    office.tap("Importer")
    return "\n".join(office.see())


def test_the_watched_folder_is_searched_and_what_it_gave_or_keeps_is_said(open_importing, watched):
    (watched / "plan.csv").write_bytes(PLAN)
    office = open_importing()
    assert "plan.csv" in office.see()
    assert "dossier agendas" in office.see()
    said = tend(office)
    assert (
        "Dossier surveillé, 10\u00a0h\u00a012 : 2 nouveaux, 0 changés, 0 hors du fichier, 0 laissés, 0 refusés" in said
    )
    assert planned(office) == [("09:30", "BEN", 1), ("10:00", "KON", 1)]
    (watched / "notes.csv").write_bytes(csv_of("a;b;c", "1;2;3"))
    said = tend(office)
    assert (
        "Dossier surveillé, 10\u00a0h\u00a012 : 0 nouveaux, 0 changés, 0 hors du fichier, 0 laissés, 1 refusés" in said
    )
    assert "Reste dans le dossier surveillé : notes.csv. Aucune colonne « date » n’est reconnue." in said


BARE = csv_of("24/11/2026;10h30;BENALI Amina;Logement", "24/11/2026;11h00;KONE Ali;PAND@")


def test_a_sheet_without_titles_is_read_once_somebody_said_what_its_columns_say(open_importing, home):
    (home / "Documents" / "plan.csv").write_bytes(BARE)
    office = open_importing()
    office.tap("plan.csv")
    seen = office.see()
    assert "Colonne 1 : le jour" in seen
    assert "Colonne 3 : ne compte pas" in seen
    assert not any("BENALI" in words or "Logement" in words for words in seen)
    for _ in range(3):
        office.tap("Colonne 3")
    assert "Colonne 3 : nom puis prénom" in office.see()
    assert "Nouveau : 24/11 10\u00a0h\u00a030 · BEN · France services" in office.see()
    office.tap("Importer")
    assert planned(office) == [("09:30", "BEN", 1), ("10:00", "KON", 1)]
    # The next one of that source needs no word.
    (home / "Documents" / "next.csv").write_bytes(csv_of("24/11/2026;14h30;SOW Awa;Logement", "25/11/2026;9h;X;Y"))
    office.tap("Retour au planning")
    office.tap("Importer")
    office.tap("next.csv")
    assert "Nouveau : 24/11 14\u00a0h\u00a030 · SOW · France services" in office.see()


def test_the_file_that_was_imported_is_said_to_be_there_until_a_touch_destroys_it(open_importing, home):
    plan = home / "Documents" / "plan.csv"
    plan.write_bytes(PLAN)
    (home / "Documents" / "conges.csv").write_bytes(csv_of("a;b", "1;2"))
    office = open_importing()
    office.tap(plan.name)
    office.tap("Importer")
    said = "Ce qui est importé est encore là. Il peut y avoir des noms dedans."
    seen = office.see()
    assert said in seen
    assert "plan.csv · Documents" in seen
    office.tap("Retour au planning")
    office.tap("Journée")
    office.tap("Fermer la journée")
    office.tap("Oui, tout effacer")
    assert plan.exists(), "it is somebody's own: nobody destroys it unasked"
    seen = office.see()
    assert "Détruire : plan.csv" in seen
    assert any(words.startswith("Restent aussi sur cet appareil : conges.csv.") for words in seen)
    office.tap("Détruire : plan.csv")
    assert not plan.exists()
    assert "Le fichier est détruit." in office.see()
    office.tap("Planning")
    office.tap("Importer")
    assert said not in office.see()


def test_after_an_import_the_file_is_destroyed_with_one_touch_where_it_was_chosen(open_importing, home):
    plan = home / "Documents" / "plan.csv"
    plan.write_bytes(PLAN)
    office = open_importing()
    office.tap(plan.name)
    office.tap("Importer")
    office.tap("Détruire")
    assert not plan.exists()
    assert "Aucun fichier trouvé." in office.see()
    office.tap("Annuler l’import")
    assert planned(office) == []


def test_what_was_moved_at_the_desk_and_hours_taken_twice_are_said(open_importing, home):
    (home / "Documents" / "plan.csv").write_bytes(PLAN)
    office = open_importing()
    office.tap("plan.csv")
    office.tap("Importer")
    moved = office.root.outfit.now().replace(hour=16, minute=0)
    office.do(lambda s: [s.planning.change(s.planning.appointments(moved.date())[0].slip_code, moved, even_so=True)])
    (home / "Documents" / "agenda-2.csv").write_bytes(csv_of(HEAD, "24/11/2026;11h15;Sow;x"))
    office.tap("plan.csv")
    office.tap("Importer")
    seen = office.see()
    assert "Changé au poste, gardé ainsi :" in seen
    assert "24/11 16\u00a0h\u00a000 · BEN · France services · le fichier dit 24/11 10\u00a0h\u00a030" in seen
    office.tap("Retour au planning")
    office.tap("Importer")
    office.tap("agenda-2.csv")
    assert "24/11 11\u00a0h\u00a015 : pris dans l’agenda 1 et l’agenda 2." in office.see()
    office.tap("Importer")
    assert "Une même heure est prise deux fois." in office.see()
