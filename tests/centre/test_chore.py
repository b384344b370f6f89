"""The chore tells the centre by itself, at closing, and what keeps it from that is a line and never an exception."""

import pytest

from kiosk.adapters.centre.far import FarCentre
from kiosk.adapters.printing.printer import FolderPrinter
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.machine.health import Kind, State
from kiosk.services.chores import Chores
from kiosk.services.sending import Sending
from kiosk.settings import Centre, load_settings
from kiosk.wiring import health, kept_by, timekeeper
from tests.centre.rig import Beside
from tests.helpers.waiting_room import SITE, waiting_room


class Shut:
    """In place of `Errands`: nobody comes back, until the network does."""

    def __init__(self) -> None:
        self.beside, self.tries, self.is_up = Beside(), 0, False

    def send(self, *asked):
        self.tries += 1
        return self.beside.send(*asked) if self.is_up else None


@pytest.fixture
def room(tmp_path):
    with waiting_room(tmp_path / "real") as made:
        yield made


def chores_of(room, centre):
    told = Sending(room.databases.figures, centre, room.clock, SITE)
    return Chores(room.closing, None, None, room.databases.day, room.clock, sending=told), told


@pytest.mark.system
def test_at_closing_the_day_goes_to_the_centre_as_its_month_and_nothing_more_is_sent_afterwards(room, made):
    beside = Beside()
    chores, _ = chores_of(room, FarCentre(made.address("site_meaux"), beside, without_tls=True))
    room.call(room.arrivals.walk_in("BEN", "fr").ticket)
    room.clock.set(19)
    chores.tend()
    for _ in range(3):
        chores.send()
        room.clock.set(19, 30)
    assert len(beside.requests) == 1
    assert made.total() == {
        ("meaux", "arrivals", "2026-11", "walk-in"): 1,
        ("meaux", "languages", "2026-11", "fr"): 1,
    }
    assert "BEN" not in str(beside.requests)
    assert chores.troubles() == ()


def test_a_centre_out_of_reach_is_a_word_after_half_an_hour_and_no_exception(room):
    shut = Shut()
    chores, _ = chores_of(room, FarCentre("postgresql://s@127.0.0.1/db", shut))
    room.clock.set(10)
    chores.tend()
    said = []
    for minute in range(45):
        room.clock.set(10, minute)
        chores.send()
        said.append(chores.troubles())
    assert shut.tries == 5
    assert said[19] == ()
    assert said[-1] == (ChoreTrouble.CENTRE_SILENT,)


def test_a_box_that_does_not_keep_the_folder_sends_nothing(room):
    shut = Shut()
    chores, _ = chores_of(room, FarCentre("postgresql://s@127.0.0.1/db", shut))
    chores.send()
    assert shut.tries == 0


def test_a_centre_that_refuses_is_named_so_on_the_health_page_and_only_where_there_is_one(room, tmp_path):
    settings = load_settings(site="meaux")
    named = settings.model_copy(update={"centre": Centre(url="postgresql://s@127.0.0.1/db", without_tls=True)})
    with room.databases.day.transaction() as records:
        records.note_troubles(room.clock(), (), (ChoreTrouble.CENTRE_REFUSES,))
    clock, printer = timekeeper(room.clock), FolderPrinter(tmp_path)
    clock.begin(room.databases.device, room.databases.day, SITE, room.databases.keep)
    found = {}
    for which in (settings, named):
        kept = kept_by(room.databases, clock, room.closing, which)
        found[which is named] = {
            each.kind: each for each in health(kept, which, clock, tmp_path, (printer, printer)).of_the_box()
        }
    assert Kind.CENTRE not in found[False]
    assert found[True][Kind.CENTRE].state is State.WATCH
    assert "refuse" in found[True][Kind.CENTRE].says
