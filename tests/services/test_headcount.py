"""Only numbers that a desk called, confirmed or received are people; each is one, whatever happens to it afterwards."""

import tempfile
from collections import Counter as Tally
from datetime import time
from pathlib import Path

import pytest
from alembic import command
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.migrations.upgrade import scripts_of
from kiosk.domain.figures.usage import ARRIVALS, LANGUAGES, WAITING
from kiosk.services.assistance import Assistance, AssistedSession
from kiosk.services.queue import Done, Queue
from tests.helpers.waiting_room import PARIS, SITE, TUESDAY, waiting_room

DESK = "Bureau 1"
PERSON = {("arrivals", "2026-11-24 am", "appointment"): 1, ("languages", "2026-11", "ar"): 1}
_MEMORY = Path("/dev/shm")


@pytest.fixture
def here(tmp_path):
    with waiting_room(tmp_path) as room:
        yield room


@pytest.fixture
def queue(here):
    return Queue(here.databases.day, here.clock, SITE)


@pytest.fixture
def somebody(here):
    return here.arrivals.declare(time(10), "BEN", "ar").ticket


def counted(here):
    return {(c.family, c.period, c.value): n for c, n in here.databases.day.pending().items() if n}


def test_numbers_that_no_desk_calls_are_no_people(here, queue):
    for _ in range(3):
        here.arrivals.walk_in("", "fr")
        here.arrivals.present("572005", "fr")
    first = here.noted[0].ticket
    queue.attach(first, "101")
    queue.park(first)
    queue.wait_again(first)
    queue.gone(first)
    assert counted(here) == {}
    here.clock.set(18, 30)
    here.closing.close()
    assert here.databases.figures.totals() == {}


def test_who_is_called_in_the_afternoon_counts_in_the_morning_of_their_arrival(here, queue, somebody):
    here.clock.set(14)
    queue.call(somebody, DESK)
    assert counted(here) == PERSON


def test_who_is_confirmed_counts_and_is_counted_once(here, queue, somebody):
    queue.confirm(somebody, "572005")
    assert counted(here) == PERSON
    queue.call(somebody, DESK)
    queue.call(somebody, DESK)
    queue.park(somebody)
    queue.call(somebody, DESK)
    Assistance(here.databases.day, here.clock, SITE).open(DESK, somebody)
    assert {cell: n for cell, n in counted(here).items() if cell[0] != "waiting"} == PERSON


def test_a_session_begun_without_a_call_counts_its_number(here, somebody):
    Assistance(here.databases.day, here.clock, SITE).open(DESK, somebody)
    assert counted(here) == {**PERSON, ("waiting", "2026-11", "0-5"): 1}


def test_a_wrong_arrival_taken_off_after_its_call_is_counted_no_longer_and_counts_again_once_that_is_taken_back(
    here, queue, somebody
):
    queue.call(somebody, DESK)
    off = queue.gone(somebody)
    assert counted(here) == {}
    assert queue.room().arrived == 0
    queue.undo(off)
    assert counted(here) == PERSON
    assert queue.room().arrived == 1


def test_the_first_call_taken_back_takes_its_count_back_and_a_second_call_taken_back_does_not(here, queue, somebody):
    first = queue.call(somebody, DESK)
    queue.undo(first)
    assert counted(here) == {}
    queue.call(somebody, DESK)
    second = queue.call(somebody, DESK)
    queue.undo(second)
    assert counted(here) == PERSON


def test_two_numbers_of_one_person_count_once_in_the_half_day_they_came(here, queue):
    here.clock.set(12, 59)
    first = here.arrivals.declare(time(13), "BEN", "fr").ticket
    here.clock.set(13, 1)
    double = here.arrivals.declare(time(13), "BEN", "ar").ticket
    queue.call(first, DESK)
    done = queue.merge(double, first)
    assert counted(here) == PERSON
    queue.undo(done)
    assert counted(here) == {
        ("arrivals", "2026-11-24 am", "appointment"): 1, ("languages", "2026-11", "fr"): 1
    }  # fmt: skip


def test_a_clock_put_right_between_call_and_undo_leaves_no_count_behind(here, queue, somebody):
    done = queue.call(somebody, DESK)
    before = here.clock.utc
    here.clock.set(14)
    with here.databases.day.transaction() as records:
        records.move_times(before, here.clock.utc - before, here.clock.utc, PARIS)
    assert here.noted[0].arrived == here.clock.utc
    queue.undo(Done(done.before, (here.noted[0],)))
    assert counted(here) == {}


def _file_of_the_version_before(folder):
    """Write a day's file as the version made it that counted whoever took a number, with one arrival in it."""
    store, scripts = Store(folder / "day.sqlite", patience_ms=200), scripts_of("day")
    with store.transaction() as connection:
        scripts.attributes["connection"] = connection
        command.upgrade(scripts, "day_2")
        connection.exec_driver_sql(
            "INSERT INTO arrival VALUES ('2026-11-24', 'A', 1, '2026-11-24T09:00:00.000000+00:00', '10:00:00',"
            " 'BEN', '', '', 'ar', '', 'waiting', NULL, '')"
        )
    store.close()


def test_arrivals_of_an_earlier_version_were_counted_when_they_came_and_are_not_counted_again(tmp_path):
    _file_of_the_version_before(tmp_path)
    with waiting_room(tmp_path) as room:
        (arrival,) = room.noted
        assert arrival.counted == arrival.arrived == room.clock.utc
        room.call(arrival.ticket)
        assert counted(room) == {}
        room.closing.forget_past_days()
        assert len(room.noted) == 1


class Desks(RuleBasedStateMachine):
    """Two desks that do anything, in any order, to anybody; acts are taken back late or never; figures are flushed."""

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory(prefix="desks-", dir=_MEMORY if _MEMORY.is_dir() else None)
        self.room = waiting_room(Path(self.folder.name))
        day, clock = self.room.databases.day, self.room.clock
        self.queue, self.helping = Queue(day, clock, SITE), Assistance(day, clock, SITE)
        self.acts: list[Done] = []

    def teardown(self):
        if hasattr(self, "room"):
            self.room.databases.close()
            self.folder.cleanup()

    @rule(hour=st.integers(9, 16), minute=st.integers(0, 59))
    def time_passes(self, hour, minute):
        at = self.room.clock.utc.astimezone(PARIS)
        if (hour, minute) > (at.hour, at.minute):
            self.room.clock.set(hour, minute)

    @rule(language=st.sampled_from(["fr", "ar"]), letters=st.sampled_from(["BEN", "KON", ""]))
    def somebody_declares(self, language, letters):
        self.room.arrivals.declare(time(10), letters, language)

    @rule(language=st.sampled_from(["fr", "ar"]))
    def somebody_walks_in(self, language):
        self.room.arrivals.walk_in("", language)

    @rule(
        act=st.sampled_from(["call", "park", "wait_again", "gone", "confirm"]),
        who=st.integers(0, 7),
        desk=st.booleans(),
    )
    def a_desk_acts(self, act, who, desk):
        if not self.room.noted:
            return
        ticket = self.room.noted[who % len(self.room.noted)].ticket
        more = {"call": (DESK if desk else "Bureau 2",), "confirm": (("572005", "572016")[desk],)}.get(act, ())
        self._did(lambda: getattr(self.queue, act)(ticket, *more))

    @rule(one=st.integers(0, 7), other=st.integers(0, 7))
    def a_desk_merges(self, one, other):
        here = self.room.noted
        if len(here) > 1 and one % len(here) != other % len(here):
            first, double = sorted((here[one % len(here)], here[other % len(here)]), key=lambda a: a.arrived)
            self._did(lambda: self.queue.merge(double.ticket, first.ticket))

    @rule(which=st.integers(0, 5))
    def a_desk_takes_back(self, which):
        if self.acts:
            self._did(lambda: self.queue.undo(self.acts[which % len(self.acts)]))

    @rule(who=st.integers(0, 7))
    def a_session_begins(self, who):
        if self.room.noted:
            self.helping.open(DESK, self.room.noted[who % len(self.room.noted)].ticket)

    @rule(is_mistake=st.booleans())
    def a_session_ends(self, is_mistake):
        for session in self.helping.sessions(DESK)[:1]:
            assert isinstance(session, AssistedSession)
            (self.helping.abandon if is_mistake else self.helping.end)(session.id)

    @rule()
    def an_end_is_taken_back(self):
        for session in self.helping.just_ended(DESK)[:1]:
            self.helping.reopen(session.id)

    @rule()
    def counts_travel(self):
        self.room.databases.day.flush_into(self.room.databases.figures)

    @invariant()
    def each_person_has_one_kind_one_language_one_half_day(self):
        if not hasattr(self, "room"):
            return
        totals: Tally[str] = Tally()
        cells: Tally[tuple[str, str, str]] = Tally()
        for part in (self.room.databases.day.pending(), self.room.databases.figures.totals()):
            for cell, n in part.items():
                totals[cell.family] += n
                cells[cell.family, cell.period, cell.value] += n
        people = [a for a in self.room.noted if a.counted]
        expected = Tally(("arrivals", _half_day(a), a.series.kind) for a in people)
        expected.update(("languages", "2026-11", a.language) for a in people)
        assert {cell: n for cell, n in cells.items() if n and cell[0] in {"arrivals", "languages"}} == expected
        assert totals[ARRIVALS.name] == totals[LANGUAGES.name] == len(people)
        assert totals[WAITING.name] <= len(people)

    def _did(self, act):
        try:
            done = act()
        except Exception as refused:
            # One slip is one number's: the file says so, and nothing of the act remains.
            assert "UNIQUE" in str(refused)
            return
        if isinstance(done, Done):
            self.acts.append(done)


def _half_day(arrival):
    return f"{TUESDAY} {'am' if arrival.counted.astimezone(PARIS).hour < 13 else 'pm'}"


TestDesks = Desks.TestCase
TestDesks.settings = settings(max_examples=40, stateful_step_count=30)
