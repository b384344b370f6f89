"""Whatever the clock does: no appointment to come is destroyed, no number given twice, nothing left once it is right.

The model keeps the true time beside the one told. It may err only as the rule itself does, and `trusted` says by how
much: the battery is believed for a night, so a clock set at most a day ahead while the box was off goes unnoticed.
"""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.services.arrivals import Permanence
from kiosk.services.closing import GRACE
from tests.helpers.doubtful_machine import DoubtfulMachine
from tests.helpers.doubtful_room import DoubtfulRoom
from tests.helpers.waiting_room import PARIS, SITE

# A Tuesday of the permanence, in the morning.
START = datetime(2026, 11, 24, 10, tzinfo=PARIS).astimezone(UTC)
NIGHT = timedelta(days=1)
# Where writing through to the disk costs nothing.
_MEMORY = Path("/dev/shm")
spans = st.one_of(
    st.integers(1, 3600).map(lambda n: timedelta(seconds=n)),
    st.integers(1, 24 * 40).map(lambda n: timedelta(hours=n)),
)
jumps = st.builds(
    lambda size, back: -size if back else size,
    st.one_of(spans, st.integers(1, 30).map(lambda n: timedelta(days=365 * n))),
    st.booleans(),
)


class Permanences(RuleBasedStateMachine):
    """A kiosk with a clock that nobody can trust, and a person at its desk who tells the truth when asked."""

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory(prefix="clock-", dir=_MEMORY if _MEMORY.is_dir() else None)
        self.machine = DoubtfulMachine(START)
        self.machine.synchronise()
        self.room = DoubtfulRoom(Path(self.folder.name), self.machine)
        self.starts: dict[str, datetime] = {}
        self.given: set[str] = set()
        self.trusted = timedelta()
        self.day = None
        self.look()

    def teardown(self):
        if hasattr(self, "room"):
            self.room.close()
            self.folder.cleanup()

    # --- what happens to the machine
    @rule(span=spans)
    def time_passes(self, span):
        self.machine.true += span
        self.look()

    @rule(jump=jumps)
    def the_clock_jumps(self, jump):
        self._tell(self.machine.told + jump)
        self.look()

    @rule()
    def the_clock_is_synchronised(self):
        self.machine.synchronise()
        self.trusted = timedelta()
        self.look()

    @rule(span=spans, battery=st.booleans(), told=st.one_of(st.none(), jumps))
    def the_box_is_off(self, span, battery, told):
        """Its clock goes on by its battery, stands still without one, or comes back anywhere."""
        stood = self.machine.told
        self.room.close()
        self.machine.true += span
        self.machine.battery = battery
        if told is not None:
            self._tell(self.machine.told + told)
        elif not battery:
            self._tell(stood)
        self.machine.switch_on()
        self.room.restart()
        self._trust()
        self.look()

    @rule()
    def the_process_restarts(self):
        self.room.restart()
        self.look()

    # --- what people do
    @rule(ahead=st.integers(1, 24 * 50))
    def somebody_plans(self, ahead):
        starts = self.machine.true.replace(minute=0, second=0) + timedelta(hours=ahead)
        self.starts[self.room.plan(starts)] = starts

    @rule()
    def somebody_arrives(self):
        number = str(self.room.arrivals.declare(None, "DUR", "fr").ticket)
        assert number not in self.given, f"{number} was given twice"
        self.given.add(number)
        # Nobody is ever turned away, and the desk can call whoever has just come.
        assert number in self.room.waiting()

    @rule()
    def the_desk_is_there(self):
        self.room.arrivals.desk_is_alive()

    @rule()
    def the_desk_closes_the_day(self):
        self.room.closing.close()
        assert self.room.arrived() == []

    @rule()
    def the_desk_says_the_truth(self):
        """Yes where the clock is right, no where the kiosk's time is, and else the date."""
        asked = self.room.time.doubts()
        if asked is None:
            return
        if asked.told is not None and abs(asked.told - self.machine.true) < timedelta(minutes=1):
            assert self.room.time.believe(asked)
        else:
            assert self.room.time.set(self.machine.true)
        self.trusted = timedelta()
        assert self.room.time.doubts() is None
        self.look()

    # --- what must hold
    @invariant()
    def no_appointment_to_come_is_destroyed(self):
        if not hasattr(self, "room"):
            return
        surely = self.machine.true + self.trusted
        gone = self.starts.keys() - self.room.planned()
        assert all(self.starts[code] <= surely for code in gone)

    @invariant()
    def once_it_is_known_what_time_it_is_nothing_is_left_undone(self):
        if not hasattr(self, "room") or not self._is_right():
            return
        local = self.machine.true.astimezone(PARIS)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        slots = SITE.opening(local.year).on(local.date())
        ends = datetime.combine(local.date(), slots[-1].end, tzinfo=PARIS) if slots else None
        is_over = ends is not None and local >= ends + GRACE
        limit = ends + GRACE if is_over else midnight
        assert all(self.starts[code] >= limit - timedelta(minutes=2) for code in self.room.planned() if not is_over)
        assert all(arrived <= self.machine.true + timedelta(minutes=1) for arrived in self.room.arrived())
        assert all(arrived >= midnight - timedelta(minutes=2) for arrived in self.room.arrived())
        if ends is not None and local >= ends + timedelta(minutes=1):
            assert self.room.arrivals.permanence() is not Permanence.OPEN

    @invariant()
    def in_doubt_no_call_is_promised(self):
        if hasattr(self, "room") and not self.room.time.is_sure():
            assert self.room.arrivals.permanence() is Permanence.UNSURE

    def look(self):
        self.room.look()
        day = self.room.closing._tended
        if day is not None and day != self.day:
            # The day before is closed: numbers begin again.
            self.day = day
            self.given.clear()

    def _tell(self, told):
        # No clock tells a time before 1970, and Linux's end in 2262.
        self.machine.tell(min(max(told, datetime(1970, 1, 2, tzinfo=UTC)), datetime(2200, 1, 1, tzinfo=UTC)))

    def _trust(self):
        """Whatever error was believed on the battery's word is the rule's own, and known to be a night's at most."""
        if self.room.time.is_sure():
            error = self.room.time() - self.machine.true
            assert error <= self.trusted + NIGHT
            self.trusted = max(self.trusted, error)

    def _is_right(self):
        return self.room.time.may_destroy() and abs(self.room.time() - self.machine.true) <= timedelta(minutes=1)


_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
TestAFewSequences = Permanences.TestCase
TestAFewSequences.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=_SLOW, derandomize=True
)


class _Many(Permanences):
    pass


TestManySequences = pytest.mark.long(_Many.TestCase)
TestManySequences.settings = settings(
    max_examples=1000, stateful_step_count=40, deadline=None, suppress_health_check=_SLOW
)
