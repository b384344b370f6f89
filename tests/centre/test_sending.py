"""The centre adds up what every device counted, once, whatever happens on the way."""

import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.adapters.centre.far import FarCentre
from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.figures import SqliteFigures
from kiosk.adapters.database.putting_back import put_figures
from kiosk.adapters.database.tables import FIGURES
from kiosk.domain.figures.publication import Reason
from kiosk.domain.figures.tallies import Answer, Heard, Silence, of_months
from kiosk.domain.figures.usage import TOGETHER, Counter
from kiosk.services.sending import Sending
from tests.centre.rig import Beside, in_memory
from tests.conftest import SetClock
from tests.helpers.waiting_room import SITE

pytestmark = pytest.mark.system
HALF_DAY = Counter("arrivals", "meaux", "2026-11-24 am", "appointment")
OTHER_HALF = Counter("arrivals", "meaux", "2026-11-24 pm", "appointment")
MONTH = Counter("demarches", "meaux", "2026-11", "rsa")
ELSEWHERE = Counter("demarches", "fontainebleau", "2026-11", "rsa")


class Box:
    """A box's figures, which are told to a centre under a role; closed between two acts, as by a loss of power."""

    def __init__(self, folder: Path, made, role: str = "site_meaux") -> None:
        self.folder, self.made, self.role = folder, made, role
        self.clock, self.beside = SetClock(), Beside()
        folder.mkdir(exist_ok=True)
        with self.open():
            pass

    @contextmanager
    def open(self):
        store = Store(self.folder / "figures.sqlite", patience_ms=2000)
        store.prepare(FIGURES)
        figures = SqliteFigures(store)
        centre = FarCentre(self.made.address(self.role), self.beside, without_tls=True)
        try:
            yield figures, Sending(figures, centre, self.clock, SITE)
        finally:
            store.close()

    def count(self, *cells: Counter, n: int = 1) -> None:
        with self.open() as (figures, _):
            figures.apply(figures.last_batch() + 1, [(cell, n) for cell in cells])

    def correct(self, cell: Counter, n: int) -> None:
        with self.open() as (figures, _):
            figures.correct([(cell, n)], Reason.FORGOTTEN)

    def send(self):
        with self.open() as (_, sending):
            return sending.send()

    def counts(self):
        with self.open() as (figures, _):
            both = [*figures.totals().items(), *((c, n) for c, _, n in figures.corrections("2000-01", "2100-01"))]
        return {(c.site, c.family, c.period, c.value): n for c, n in of_months(both).items() if n}

    def device(self) -> str:
        with self.open() as (figures, _):
            return figures.tallies()[-1].device


@pytest.fixture
def place():
    """A folder that costs no disk: what is tried here is what is told, not how it is kept."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        yield Path(folder)


@pytest.fixture
def box(place, made):
    return Box(place / "box", made)


def test_months_are_told_and_the_half_days_stay_on_the_box(box, made):
    box.count(HALF_DAY, OTHER_HALF, MONTH)
    assert isinstance(box.send(), Heard)
    assert made.total() == {
        ("meaux", "arrivals", "2026-11", "appointment"): 2,
        ("meaux", "demarches", "2026-11", "rsa"): 1,
    }
    assert "2026-11-24" not in str(box.beside.requests)


def test_what_is_counted_at_all_sites_together_is_not_told_under_the_name_of_one(box, made):
    box.count(MONTH, n=3)
    box.count(Counter("helped", TOGETHER, "2026-10", "a-lot"), n=12)
    assert box.send().unbound == ()
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): 3}


def test_told_twice_or_a_year_later_it_is_counted_once(box, made):
    box.count(MONTH, n=4)
    first = box.send()
    box.clock.advance(days=-900)
    again = box.send()
    assert [answer for _, answer in (*first.answers, *again.answers)] == [Answer.KEPT, Answer.HELD]
    assert made.total() == box.counts()


def test_a_merge_takes_one_back_and_so_does_a_correction(box, made):
    box.count(MONTH, n=3)
    box.send()
    box.count(MONTH, n=-1)
    box.send()
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): 2}
    box.correct(MONTH, -1)
    box.send()
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): 1}


def test_an_outage_loses_nothing_and_nothing_waits_in_a_queue(box, made, running):
    box.count(MONTH)
    size = sum(path.stat().st_size for path in box.folder.rglob("*.sqlite"))
    running.stop()
    try:
        assert box.send() is Silence.OUT_OF_REACH
    finally:
        running.start()
    # The server was killed, and what it had said it kept is kept.
    assert sum(path.stat().st_size for path in box.folder.rglob("*.sqlite")) == size
    box.count(MONTH)
    box.send()
    assert made.total() == box.counts()


def test_two_sites_on_one_box_and_one_site_on_two_boxes_add_up(place, box, made):
    made.ask("INSERT INTO centre.binding VALUES ('site_meaux', 'fontainebleau')")
    second = Box(place / "second", made)
    box.count(MONTH, ELSEWHERE, n=5)
    second.count(MONTH, n=7)
    box.send(), second.send()
    assert made.total() == {
        ("meaux", "demarches", "2026-11", "rsa"): 12,
        ("fontainebleau", "demarches", "2026-11", "rsa"): 5,
    }


def test_a_site_that_the_role_may_not_speak_for_is_named_and_the_others_are_told(box, made):
    box.count(MONTH, ELSEWHERE)
    heard = box.send()
    assert heard.unbound == ("fontainebleau",)
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): 1}


@pytest.mark.parametrize("told_before", ["nothing", "as much", "more"])
def test_a_backup_that_is_put_back_changes_nothing_and_counts_on_under_a_new_name(place, box, made, told_before):
    box.count(MONTH, n=3)
    if told_before != "nothing":
        box.send()
    shutil.copytree(box.folder, place / "backup")
    if told_before == "more":
        box.count(MONTH, n=10)
        box.send()
    told = 13 if told_before == "more" else 3
    restored = Box(place / "backup", made)
    assert isinstance(restored.send(), Heard)
    assert restored.device() != box.device()
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): told}
    restored.count(MONTH, n=100)
    restored.send()
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): told + 100}
    # The old box was not lost after all: it goes on, too.
    box.count(MONTH, n=1000)
    box.send()
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): told + 1100}


def test_a_copy_written_over_the_file_in_its_place_is_found_out_by_the_centre(place, box, made):
    """The inode stays: only the centre can tell that this box knew more once."""
    box.count(MONTH, n=3)
    kept = {path.name: path.read_bytes() for path in box.folder.iterdir() if path.is_file()}
    box.count(MONTH, n=10)
    box.send()
    name = box.device()
    for path in box.folder.iterdir():
        path.write_bytes(kept[path.name])
    box.send()
    assert box.device() != name
    box.count(MONTH, n=100)
    box.send()
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): 113}


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_locked_backup_that_is_put_back_takes_nothing_from_what_the_centre_knows(place, box, made, elsewhere):
    """`kiosk restore` replaces rows in place: the inode stays, and so does the number of the last batch."""
    box.count(MONTH, n=3)
    box.send()
    (place / "scratch").mkdir()
    shutil.copy(box.folder / "figures.sqlite", place / "scratch")
    box.count(MONTH, n=10)
    box.send()
    target = Box(place / "other", made) if elsewhere else box
    if elsewhere:
        target.count(MONTH, n=1)
    with target.open() as (figures, _):
        put_figures(figures.store, place / "scratch")
        assert figures.totals() == {MONTH: 3}
    # Nothing is told in between: by its numbers alone, what follows is later than what the centre knows.
    target.count(MONTH, n=100)
    target.send()
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): 113}


def test_a_box_without_the_driver_says_so_and_goes_on(box, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    box.count(MONTH)
    assert box.send() is Silence.NO_DRIVER


ACTS = st.lists(
    st.sampled_from(["count", "take back", "correct", "send", "lost answer", "replay", "backup", "restore", "clock"]),
    min_size=4,
    max_size=14,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_sent_lost_repeated_or_put_back_the_centre_knows_each_count_once(made, acts):
    """What was told, and what stands on the box in the end: each event of it is counted, and none twice."""
    _any_story(made.emptied(), acts)


@pytest.mark.long
@settings(max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_a_thousand_stories(made, acts):
    _any_story(made.emptied(), acts)


def _any_story(made, acts) -> None:
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        story = Story(Path(folder), made)
        for act in acts:
            getattr(story, act.replace(" ", "_"))()
        story.send()
        assert sum(made.total().values()) == len(story.told | story.here), acts


class Story:
    """Events by number: those of the box as it stands, those of its backup, those that the centre was told."""

    def __init__(self, place: Path, made) -> None:
        self.place, self.box, self.boxes, self.events = place, Box(place / "0", made), 1, 0
        self.here, self.backed_up, self.told, self.taken_back = frozenset(), None, frozenset(), frozenset()

    def count(self, cell: Counter = HALF_DAY) -> None:
        self.box.count(cell)
        self._happened()

    def correct(self) -> None:
        self.box.correct(MONTH, 1)
        self._happened()

    def _happened(self) -> None:
        self.events += 1
        self.here |= {self.events}

    def take_back(self) -> None:
        """The newest event of its own is no more, once that is told; one of a backup's is left alone."""
        mine = self.here - (self.backed_up or frozenset())
        if mine:
            self.box.count(HALF_DAY, n=-1)
            self.here, self.taken_back = self.here - {max(mine)}, self.taken_back | {max(mine)}

    def send(self) -> None:
        assert isinstance(self.box.send(), Heard)
        self.told, self.taken_back = (self.told - self.taken_back) | self.here, frozenset()

    # An answer that is lost leaves no trace: whoever sends keeps nothing of it.
    lost_answer = send

    def replay(self) -> None:
        for request in list(self.box.beside.requests):
            self.box.beside.send("", request, 1.0)

    def backup(self) -> None:
        shutil.rmtree(self.place / "backup", ignore_errors=True)
        shutil.copytree(self.box.folder, self.place / "backup")
        self.backed_up = self.here

    def restore(self) -> None:
        if self.backed_up is not None:
            requests, folder = self.box.beside.requests, self.place / str(self.boxes)
            shutil.copytree(self.place / "backup", folder)
            self.box, self.here, self.boxes = Box(folder, self.box.made), self.backed_up, self.boxes + 1
            self.box.beside.requests, self.taken_back = requests, frozenset()

    def clock(self) -> None:
        self.box.clock.advance(days=400 if self.events % 2 else -400)
