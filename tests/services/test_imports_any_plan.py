"""For any two exports of one plan: no slip changes its person, and nothing that was typed moves."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.planning import PlannedRow, Preview, Reading
from kiosk.services.imports import Imports
from tests.helpers.waiting_room import PARIS, SITE, waiting_room

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
FIRST = datetime(2026, 11, 24, 9, tzinfo=PARIS).astimezone(UTC)
NAMES = ("BEN", "BEA", "DIA", "KON", "LEG", "MAR", "OKE", "PET")


@dataclass(frozen=True)
class Person:
    """Somebody of a plan, with or without letters that say who."""

    letters: str
    starts: datetime
    motif: Motif


HOURS = st.integers(0, 7).map(lambda n: FIRST + timedelta(days=7 * (n // 4), minutes=30 * (n % 4)))
PEOPLE = st.lists(st.sampled_from(NAMES), unique=True, max_size=6).flatmap(
    lambda names: st.tuples(*(st.builds(Person, st.just(x), HOURS, st.sampled_from(Motif)) for x in names))
)
IDS = st.sampled_from(["unique", "shared", "missing", "by-hour", "drawn-anew", "counted-from-0"])


@st.composite
def successors(draw):
    """Two exports: some people left, some came, some moved, all in another order."""
    before = draw(PEOPLE)
    stayed = [each for each in before if draw(st.booleans()) or draw(st.booleans())]
    moved = [replace(each, starts=draw(HOURS)) if draw(st.booleans()) else each for each in stayed]
    known = {each.letters for each in before}
    came = [each for each in draw(PEOPLE) if each.letters not in known]
    return before, draw(st.permutations([*moved, *came]))


def exported(people, ids, run):
    """Write a plan as a source with such ids would."""
    made = {
        "unique": lambda _, each: each.letters,
        "shared": lambda _, each: "one for all",
        "missing": lambda _, each: "",
        "by-hour": lambda _, each: f"{each.starts}",
        "drawn-anew": lambda place, _: f"{run} {place}",
        "counted-from-0": lambda _, each: "",  # the reading takes these for what they are
    }[ids]
    rows = [
        PlannedRow(each.starts, 30, each.motif, each.letters, event=made(place, each), where=f"ligne {place}")
        for place, each in enumerate(people)
    ]
    return Reading(tuple(rows), (), days=tuple(sorted({day_of(each.starts) for each in people})))


def day_of(at) -> date:
    return at.astimezone(PARIS).date()


class Plan:
    """A plan on real files, emptied before each example."""

    def __init__(self, room) -> None:
        self._day = room.databases.day
        numbers = iter(range(10_000, 10_000_000, 7))
        self.verbs = Imports(self._day, lambda: NOW, SITE, None, lambda n: next(numbers) % n, room.databases.plans)

    def empty(self, typed):
        with self._day.transaction() as records:
            records.replace_appointments([each.slip_code for each in self.standing(records)], typed)
        return self

    def bring(self, reading):
        return self.verbs.apply(Preview((), (), (), (), (), (), (), reading, 1))

    def standing(self, records=None):
        if records is not None:
            return records.appointments(NOW, NOW + timedelta(weeks=20), "meaux")
        with self._day.transaction() as again:
            return self.standing(again)


TYPED = tuple(
    Appointment(FIRST + timedelta(minutes=30 * n), 30, Motif.PANDA, x, False, f"00000{n}", site="meaux")
    for n, x in enumerate(("TYP", "", "BEN"))
)


def test_no_slip_changes_its_person_and_nothing_typed_moves(tmp_path):
    with waiting_room(tmp_path) as room:
        plan = Plan(room)

        @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
        @given(plans=successors(), ids=IDS)
        def holds(plans, ids):
            before, after = plans
            plan.empty(TYPED)
            plan.bring(exported(before, ids, 1))
            slips = {a.slip_code: a.letters for a in plan.standing()}
            done = plan.bring(exported(after, ids, 2))
            stands = plan.standing()
            assert {a.slip_code: a.letters for a in stands if a.slip_code in slips} == slips, "a slip changed hands"
            assert {a for a in stands if a.agenda == 0} == set(TYPED), "what was typed moved"
            # Everybody of the newer export stands there once, at the hour it says.
            hours = {(a.letters, a.starts) for a in stands}
            assert all((each.letters, each.starts) in hours for each in after)
            assert done.added + done.updated + done.unchanged == len(after)

        holds()


def test_who_only_moved_on_the_same_day_keeps_the_slip_whatever_the_ids(tmp_path):
    with waiting_room(tmp_path) as room:
        plan = Plan(room)

        @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
        # An id made of the hour tells, of an hour that moved, that it is somebody else: that slip is asked about.
        @given(people=PEOPLE, ids=IDS.filter(lambda ids: ids != "by-hour"), data=st.data())
        def holds(people, ids, data):
            assume(people)
            plan.empty(())
            plan.bring(exported(people, ids, 1))
            slips = {a.letters: a.slip_code for a in plan.standing()}
            later = [
                replace(p, starts=p.starts + timedelta(minutes=data.draw(st.sampled_from([0, 15, 300]))))
                for p in people
            ]
            plan.bring(exported(data.draw(st.permutations(later)), ids, 2))
            assert {a.letters: a.slip_code for a in plan.standing()} == slips

        holds()
