"""The desk says what it doubts of the clock, and asks."""

from datetime import UTC, datetime

import pytest

from kiosk.domain.figures.periods import Period, Unit
from kiosk.domain.figures.publication import ALL_SITES, FileKind
from kiosk.domain.reception.appointments import Motif
from kiosk.services.arrivals import Permanence
from kiosk.services.reports import NotOver
from kiosk.settings import Watch, load_settings
from tests.desk.test_desk_layout import PANELS
from tests.helpers.desk_inspector import inspect_desk
from tests.helpers.desk_office import Office
from tests.helpers.doubtful_machine import DoubtfulMachine
from tests.helpers.waiting_room import PARIS

MONDAY = datetime(2026, 11, 30, 9, 12, tzinfo=PARIS)
QUESTION = "Sommes‑nous le lundi 30\u00a0novembre 2026, 9\u00a0h\u00a012 ?"


YES = "Oui"


@pytest.fixture
def machine():
    return DoubtfulMachine(datetime(2026, 11, 27, 10, tzinfo=PARIS).astimezone(UTC))


@pytest.fixture
def after_the_weekend(tmp_path, machine):
    """Open the desk on a Friday, then on the Monday, when the clock tells a time of its own."""
    opened = []

    def open_desk(told=MONDAY, size=(1280, 800), ppi=102.0):
        friday = Office(tmp_path, machine, machine=machine)
        friday.do(lambda s: s.planning.add(MONDAY.replace(hour=10), Motif.FRANCE_SERVICES, "LEG", even_so=True))
        friday.do(lambda s: s.arrivals.declare(None, "DUR", "fr"))
        friday.close()
        machine.true = MONDAY.astimezone(UTC)
        machine.tell(told)
        machine.switch_on()
        opened.append(Office(tmp_path, machine, size, ppi, machine=machine))
        return opened[0]

    yield open_desk
    for office in opened:
        office.close()


def _arrived(office):
    return office.do(lambda s: len(s.queue._day.store.outside("SELECT 1 FROM arrival")) + 1) - 1


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 800)])
def test_after_a_weekend_off_the_desk_asks_for_the_date_and_one_yes_settles_it(after_the_weekend, size):
    office = after_the_weekend(size=size)
    office.enter()
    assert QUESTION in office.see()
    assert "L’appareil est resté éteint plus d’un jour." in office.see()
    assert _arrived(office) == 1
    office.tap(YES)
    assert _arrived(office) == 0
    assert office.root.screen.name == "queue"
    assert not any("à vérifier" in words for words in office.see())
    assert office.do(lambda s: s.planning.appointments(MONDAY.date()))


@pytest.mark.parametrize("panel", PANELS)
def test_the_question_is_whole_on_every_panel(after_the_weekend, panel):
    width, height, ppi = PANELS[panel]
    office = after_the_weekend(size=(width, height), ppi=ppi)
    office.enter()
    assert inspect_desk(office.root) == []
    office.tap("Non, une autre date")
    assert inspect_desk(office.root) == []


def test_a_date_that_cannot_be_is_not_even_asked_and_another_is_typed_and_read_back(after_the_weekend, machine):
    office = after_the_weekend(told=datetime(2020, 1, 1, tzinfo=UTC))
    office.enter()
    assert "L’horloge de l’appareil dit une date impossible." in office.see()
    office.keys("301120260912\n")
    assert QUESTION in office.see()
    office.tap(YES)
    office.hand.wait(1)
    assert office.root.clock_text == "09:12"
    assert office.do(lambda s: s.time.doubts() or "none") == "none"
    # The machine's clock still tells 2020, and is not asked about again.
    machine.live(minutes=10)
    office.root.backstage.look_at_the_permanence()
    office.rest()
    assert office.do(lambda s: s.time.doubts() or "none") == "none"


def test_whoever_says_later_reads_it_at_the_foot_of_the_desk(after_the_weekend, machine):
    office = after_the_weekend()
    office.enter()
    office.keys("\x1b")
    machine.live(minutes=1)
    office.root.tell_the_time()
    office.rest()
    assert any("à vérifier" in words for words in office.see())
    office.tap("Journée")
    office.tap("Date et heure")
    assert any(words.startswith("Sommes‑nous le") for words in office.see())


def test_a_clock_that_jumps_while_the_desk_works_lets_it_choose_the_kiosks_time(after_the_weekend, machine):
    office = after_the_weekend()
    office.enter()
    office.tap(YES)
    machine.tell(datetime(2030, 1, 1, 9, tzinfo=PARIS))
    office.root.backstage.look_at_the_permanence()
    office.rest()
    assert office.root.clock_text == "09:12"
    office.tap("Journée")
    office.tap("Date et heure")
    assert "Sommes‑nous le mardi 1er\u00a0janvier 2030, 9\u00a0h ?" in office.see()
    office.tap("Non, le lundi 30")
    assert office.do(lambda s: s.time.doubts() or "none") == "none"
    assert office.root.clock_text == "09:12"


def test_the_kiosk_gives_a_number_while_the_clock_is_doubted_and_promises_nothing(after_the_weekend):
    office = after_the_weekend()
    assert office.do(lambda s: s.arrivals.permanence()) is Permanence.UNSURE
    assert str(office.do(lambda s: s.arrivals.declare(None, "LEG", "fr")).ticket) == "A 2"


def test_a_month_whose_quarter_only_a_doubted_clock_calls_over_is_not_published(after_the_weekend):
    office = after_the_weekend(told=datetime(2027, 1, 5, 10, tzinfo=PARIS))
    november, quarter = Period(Unit.MONTH, 2026, 11), Period(Unit.QUARTER, 2026, 4)
    assert office.do(lambda s: s.report_files.save(november, ALL_SITES, FileKind.CSV)) == NotOver(quarter)


def test_a_plan_dropped_into_the_watched_folder_waits_for_the_date(after_the_weekend, tmp_path, monkeypatch):
    folder = tmp_path / "agenda"
    folder.mkdir()
    (folder / "plan.csv").write_text("date;heure;lettres\n01/12/2026;10:00;DUR\n")
    settings = load_settings(site="meaux").model_copy(update={"imports": Watch(folder=str(folder))})
    monkeypatch.setattr("tests.helpers.desk_office.load_settings", lambda **_: settings)
    office = after_the_weekend()

    def look():
        """A file is taken at the second look that finds it the same."""
        for _ in range(3):
            office.root.backstage.look_further()
            office.rest()

    look()
    assert list(folder.iterdir())
    office.enter()
    office.tap(YES)
    look()
    assert not list(folder.iterdir())
