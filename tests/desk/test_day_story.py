"""The day under real taps: an opening beside the usual hours, the closing, a box that moves to another town."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.adapters.machine.chosen_site import chosen_site
from kiosk.services.arrivals import Permanence
from screens.toolkit.lettering import Lettering
from tests.helpers.desk_office import Office
from tests.helpers.waiting_room import PARIS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    opened.enter()
    opened.tap("Journée")
    yield opened
    opened.close()


def permanence(office):
    return office.do(lambda s: s.arrivals.permanence())


def test_one_tap_opens_this_afternoon_on_a_day_without_a_permanence_and_one_takes_it_back(office, clock):
    clock.now = datetime(2026, 11, 25, 13, 47, tzinfo=PARIS)  # a Wednesday, when Meaux is closed
    office.tap("File d’attente")
    office.tap("Journée")
    assert "Aucun horaire aujourd’hui." in office.see()
    assert permanence(office) is Permanence.CLOSED
    office.tap("Permanence aujourd’hui, de 13\u00a0h\u00a030 à 16\u00a0h\u00a030")
    office.hand.until(lambda: "La permanence est ouverte." in written(office), "the desk did not say that it is open")
    assert "Horaires d’aujourd’hui : de 13\u00a0h\u00a030 à 16\u00a0h\u00a030" in office.see()
    assert permanence(office) is Permanence.OPEN
    assert office.do(lambda s: s.planning.free(clock.now.date()))[0].hour == 13
    office.tap("Retirer : aujourd’hui de 13\u00a0h\u00a030 à 16\u00a0h\u00a030")
    assert permanence(office) is Permanence.CLOSED


def test_its_hours_are_set_by_half_hours_and_what_was_said_closed_reopens(office, clock):
    office.tap("Pas de permanence aujourd’hui")
    office.tap("Ouvrir plus tard")
    office.tap("Fermer plus tôt")
    office.tap("Permanence aujourd’hui, de 10\u00a0h\u00a030 à 12\u00a0h\u00a030")
    assert office.says("Horaires d’aujourd’hui : de 9\u00a0h\u00a000 à 12\u00a0h\u00a030 et de 13\u00a0h\u00a030")
    clock.now = datetime(2026, 11, 24, 12, 20, tzinfo=PARIS)
    assert not permanence(office).is_closed


def test_after_the_day_is_closed_nothing_says_that_it_is_open(office, clock):
    ticket = office.do(lambda s: s.arrivals.walk_in("", "fr")).ticket
    office.tap("Fermer la journée et tout effacer")
    office.tap("Oui, tout effacer maintenant")
    assert "La journée est fermée." in office.see()
    assert "La permanence est ouverte." not in office.see()
    assert permanence(office) is Permanence.CLOSED
    assert office.do(lambda s: s.arrivals.next_opening()).date().isoformat() == "2026-12-01"
    assert office.do(lambda s: s.arrivals.walk_in("", "fr")).timing == "closed"
    assert office.do(lambda s: s.queue.room()).arrived == 1
    assert ticket.number == 1


def test_leaving_a_town_where_people_wait_is_asked_twice(office, tmp_path):
    office.do(lambda s: s.arrivals.walk_in("", "fr"))
    office.tap("Non, à Fontainebleau")
    assert not office.root.outfit.site_choice.has_changed()
    assert office.says("1 personne est encore ici. Leurs numéros restent à Meaux.")
    office.tap("Oui, aller à Fontainebleau")
    assert chosen_site(tmp_path) == "fontainebleau"


def test_numbers_of_one_town_are_seen_there_alone_and_are_there_again_when_the_box_comes_back(office, tmp_path, clock):
    office.plan(10, 30, "BEN", "572005")
    office.do(lambda s: s.arrivals.present("572005", "fr"))
    office.do(lambda s: s.assistance.open("Bureau 1"))
    office.close()
    elsewhere = Office(tmp_path, clock, site="fontainebleau")
    elsewhere.enter()
    elsewhere.tap("File d’attente")
    assert "Personne n’attend." in elsewhere.see()
    assert elsewhere.do(lambda s: s.assistance.sessions("Bureau 1") or "none") == "none"
    # Somebody who shows the slip here is a new arrival, of this town.
    number = elsewhere.do(lambda s: s.arrivals.present("572005", "fr")).ticket
    assert [str(w.arrival.ticket) for w in elsewhere.do(lambda s: s.queue.room()).waiting] == [str(number)] == ["A 2"]
    elsewhere.close()
    back = Office(tmp_path, clock)
    assert [str(w.arrival.ticket) for w in back.do(lambda s: s.queue.room()).waiting] == ["A 1"]
    back.close()


def test_a_session_left_open_in_one_town_is_counted_there_wherever_the_day_is_closed(office, tmp_path, clock):
    office.do(lambda s: s.assistance.open("Bureau 1"))
    office.close()
    elsewhere = Office(tmp_path, clock, site="fontainebleau")
    elsewhere.do(lambda s: s.closing.close() or True)
    counted = elsewhere.do(lambda s: s.figures._figures.totals())
    elsewhere.close()
    assert {c.site for c, n in counted.items() if c.family == "visits" and n} == {"meaux"}


def test_what_the_desk_chose_stands_when_the_same_command_runs_again(tmp_path):
    (tmp_path / "site").write_text("fontainebleau\n")
    program = (
        "import sys, pathlib; from kiosk.commands.showing import _site;print(_site(pathlib.Path(sys.argv[1]), 'meaux'))"
    )
    asked = [sys.executable, "-c", program, str(tmp_path)]
    ran = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "fontainebleau\n"
    assert "--site meaux: the desk chose fontainebleau" in ran.stderr


def test_while_the_past_is_being_destroyed_nothing_says_that_it_failed(office, clock):
    log = office.do(lambda s: s.closing._log)
    with log.under_way():
        office.do(lambda s: log.begin_purge(clock.now))
        office.root.screen.refresh()
        office.root.tell_what_stands()
        office.hand.until(lambda: "Les jours passés s’effacent." in written(office), "the desk did not say it")
        assert not any("échoué" in each for each in written(office))
        office.do(lambda s: log.end_purge(clock.now, closing=False))
    office.hand.until(lambda: "La permanence est ouverte." in written(office), "the desk did not look again")


def written(office):
    return [w.words for w in office.root.walk(restrict=True) if isinstance(w, Lettering)]
