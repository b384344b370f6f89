"""Practice begun at the desk: for everybody at once, with people who wait and a year of figures, all marked so."""

import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pypdfium2
import pytest

from kiosk.adapters.machine.chosen_practice import LONGEST, ChosenPractice, is_chosen
from kiosk.adapters.machine.clocks import system_clock
from kiosk.composition import outfit
from kiosk.domain.figures.publication import FileKind
from kiosk.settings import load_settings
from screens.app import open_desk
from tests.helpers.desk_office import Office

NOW = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    opened.root.outfit.training._clock = clock
    opened.enter()
    yield opened
    opened.close()


class Practised(Office):
    """A desk in practice mode, begun at a desk."""

    def __init__(self, data):
        from screens.driver.hand import Hand

        kit = outfit(load_settings(site="meaux"), data, practice=True, role="desk", is_forced=False)
        self.root = open_desk(kit, (1366, 768))
        self.hand = Hand(self.root)
        self.hand.eyes_open = False
        self.root.wake()
        self.hand.until(lambda: self.root.is_ready, "the guides did not load")
        self.rest()


def test_a_training_is_begun_in_two_taps_when_nobody_waits(office, tmp_path, clock):
    office.tap("Journée")
    office.tap("Mode formation")
    assert "Personne n’attend." in office.see()
    office.tap("Commencer la formation")
    assert office.root.outfit.training.has_changed()
    assert is_chosen(tmp_path, clock())


def test_where_people_wait_it_is_asked_twice(office, tmp_path, clock):
    office.do(lambda s: s.arrivals.walk_in("", "fr"))
    office.tap("Journée")
    office.tap("Mode formation")
    assert "1 personne attend. Pendant la formation, son numéro n’est plus affiché." in office.see()
    office.tap("Commencer la formation")
    assert not is_chosen(tmp_path, clock())
    office.tap("Oui, commencer quand même")
    assert is_chosen(tmp_path, clock())


def test_a_training_is_over_at_closing_or_after_four_hours(office, tmp_path, clock):
    clock.now = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)  # the site closes at 17, an hour and a half from then
    office.root.show("training")
    office.rest()
    office.tap("Commencer la formation")
    assert is_chosen(tmp_path, clock.now + timedelta(minutes=89))
    assert not is_chosen(tmp_path, clock.now + timedelta(minutes=90))
    long = ChosenPractice(tmp_path, tmp_path / "practice", clock=lambda: NOW)
    long.begin(NOW + timedelta(days=2))
    assert is_chosen(tmp_path, NOW + LONGEST - timedelta(seconds=1))
    assert not is_chosen(tmp_path, NOW + LONGEST)
    # A clock that was set back begins no second training.
    assert not is_chosen(tmp_path, NOW - timedelta(hours=1))


@pytest.mark.parametrize("written", ["", "demain", "2026-11-24", "\x00", "2026-11-24T12:00:00"])
def test_a_file_that_says_nothing_clear_is_no_training(tmp_path, written):
    (tmp_path / "practice-until").write_text(written, encoding="utf-8")
    assert not is_chosen(tmp_path, NOW)


def test_people_wait_a_year_is_counted_and_everything_says_that_it_is_invented(tmp_path):
    office = Practised(tmp_path)
    try:
        assert office.says("Mode formation : tapez")
        office.enter()
        assert office.says("Mode formation — Meaux")
        room = office.do(lambda s: s.queue.room())
        assert len(room.waiting) >= 5
        assert room.parked
        assert {w.match.value for w in room.waiting} >= {"sure", "none"}
        assert any(w.double_of for w in room.waiting)
        assert any(w.is_long(office.root.outfit.clock()) for w in room.waiting)
        office.tap("Chiffres")
        office.tap("Année")
        assert "Année 2026 · en cours · chiffres inventés" in office.see()
        assert office.root.screen._view.number("total", "visits") > 100
        period = office.root.screen._chosen.previous().period
        office.tap("3 mois")
        period = office.root.screen._chosen.previous().period
        report = office.do(lambda s: s.report_files._reports.report(period))
        marked = "chiffres inventés"
        written = {kind: office.do(lambda s, kind=kind: s.report_files._press.write(report, kind)) for kind in FileKind}
        pages = pypdfium2.PdfDocument(written[FileKind.PDF])
        assert all(marked in page.get_textpage().get_text_range() for page in pages)
        assert marked in zipfile.ZipFile(BytesIO(written[FileKind.XLSX])).read("xl/sharedStrings.xml").decode()
        lines = written[FileKind.CSV].decode().splitlines()
        assert all(line.startswith("formation-") for line in lines[1:])
        office.root.show("training")
        office.rest()
        office.tap("Revenir à la vraie journée")
        assert not is_chosen(tmp_path, system_clock())
    finally:
        office.close()


def test_a_training_that_is_begun_again_is_a_fresh_morning(tmp_path):
    office = Practised(tmp_path)
    office.do(lambda s: [s.queue.gone(w.arrival.ticket) for w in s.queue.room().waiting])
    assert not office.do(lambda s: s.queue.room()).waiting
    office.close()
    ChosenPractice(tmp_path, tmp_path / "practice").begin(system_clock() + timedelta(hours=1))
    office = Practised(tmp_path)
    try:
        assert len(office.do(lambda s: s.queue.room()).waiting) >= 5
    finally:
        office.close()
