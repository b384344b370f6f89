"""Desk and wall screen where they stand: everything whole, apart and large enough, as in pictures looked at."""

from datetime import date, datetime, time

import pytest

from kiosk.contents import guides
from kiosk.domain.reception.access import Role, Staff
from kiosk.domain.reception.appointments import Motif
from kiosk.services.simulation import Simulation
from tests.conftest import SetClock
from tests.helpers.desk_inspector import desk_contrasts, inspect_desk
from tests.helpers.desk_office import PIN, Office
from tests.helpers.pictures import assert_like
from tests.helpers.waiting_room import PARIS, SITE

PANELS = {
    "desk-1080": (1920, 1080, 102.0), "desk-720": (1280, 720, 102.0), "laptop": (1366, 768, 100.0),
    "large-laptop": (1366, 768, 96.0), "wide": (1280, 800, 96.0),
    "15-inch": (1920, 1080, 141.0),    "10-inch": (1280, 800, 149.0), "portrait": (1080, 1920, 102.0),
}  # fmt: skip


def fill(office, clock):
    """A morning in full swing: people of every kind, one with a list, one called, one put aside."""
    for hour, minute, letters, code in (
        (10, 30, "BEN", "572005"), (11, 0, "KON", "572016"), (11, 30, "DIA", "572022"), (14, 0, "MAR", "572038"),
        (14, 30, "TRA", "572044"),
    ):  # fmt: skip
        office.plan(hour, minute, letters, code, first=letters == "KON", motif=Motif.PANDA)
    ben = office.do(lambda s: s.arrivals.declare(time(10, 30), "BEN", "fr")).ticket
    token = office.prepared("carte-identite")
    office.do(lambda s: s.queue.attach(ben, token))
    clock.advance(minutes=13)
    office.do(lambda s: s.arrivals.declare(time(11), "KON", "fr"))
    office.do(lambda s: s.arrivals.declare(time(11), "DIA", "ar"))
    dia = office.do(lambda s: s.arrivals.declare(time(11), "DIA", "ar")).ticket
    office.do(lambda s: s.arrivals.meet(dia, by_sign=True, speaks="ta"))
    for _ in range(6):
        last = office.do(lambda s: s.arrivals.walk_in("benefits", "en")).ticket
    office.do(lambda s: s.queue.park(last))
    clock.advance(minutes=4)
    first = office.do(lambda s: s.queue.room()).waiting[-1].arrival.ticket
    office.do(lambda s: s.queue.call(first, "Bureau 1"))
    return ben


def moments(office, clock):
    """Go through the desk's screens, each as full as it gets; yield the name of each."""
    office.do(lambda s: Simulation([SITE], guides(), 5, 4).fill(s.figures._figures, date(2026, 11, 23), 300))
    ben = fill(office, clock)
    office.do(
        lambda s: s.access.add("M1", Role.MEDIATOR, PIN) and s.access.add("ACCUEIL", Role.STAFF, "905172") and True
    )
    office.root.show("pin")
    yield "pin"
    office.root.show("setup")
    yield "setup"
    office.enter()
    yield "queue"
    office.root.screen._unfold(office.do(lambda s: s.queue.room()).waiting[0].arrival.ticket)
    yield "queue-unfolded"
    office.root.show("meeting", office.do(lambda s: s.queue.room()).waiting[0].arrival)
    yield "meeting"
    office.root.show("plan")
    yield "plan-day"
    office.root.screen.form.fields["hour"].value = "1400"
    office.root.screen.submit()
    office.rest()
    yield "plan-warned"
    office.root.screen.toggle_week()
    yield "plan-week"
    office.root.show("paperwork")
    yield "paperwork"
    office.root.show("importing")
    yield "importing"
    office.root.show("figures")
    office.rest()
    yield "figures"
    for _ in range(2):
        office.root.screen.next_left()
        office.root.screen.next_right()
        yield "figures-next"
    office.root.screen.choose_unit("free")
    yield "figures-days"
    office.root.show("correction")
    yield "correction"
    office.root.show("day")
    yield "day"
    office.root.show("health")
    office.rest()
    yield "health"
    office.root.show("own_pin")
    yield "own_pin"
    office.root.lock()
    office.root.unlock(Staff("A1", Role.ADMINISTRATOR))
    office.root.show("day")
    yield "day-administrator"
    office.root.show("accounts")
    yield "accounts"
    office.root.screen.submit()
    office.rest()
    yield "accounts-refused"
    office.root.screen._changer("ACCUEIL")()
    yield "accounts-code"
    office.root.lock()
    office.enter()
    arrival = next(w.arrival for w in office.do(lambda s: s.queue.room()).waiting if w.arrival.ticket == ben)
    from screens.desk.queue.sessions import begin_session

    begin_session(office.root, office.root.screen.ask, arrival, first_visit=True)
    office.rest()
    yield "session"
    from screens.desk.session.shown import Leaf

    for leaf in Leaf:
        office.root.screen.turn_to(leaf)
        yield f"session-{leaf.name.lower()}"
    office.root.screen.add()
    yield "session-adding"
    office.root.screen.pick(0)
    office.root.screen.hand_out()
    office.rest()
    yield "handouts"
    office.root.show("session")
    office.rest()
    office.root.screen.end()
    office.rest()
    yield "ending"
    office.root.screen.end()
    office.rest()
    yield "draft"


def turned(office):
    """Inspect the card that waits its turn on a small screen."""
    if not office.root.has_more:
        return []
    office.root.turn()
    office.rest()
    found = inspect_desk(office.root)
    office.root.turn()
    office.rest()
    return found


# Two panels that differ little from others wait for the long run.
NEAR_OTHERS = frozenset({"large-laptop", "wide"})
LOOKED_AT, ACCEPTED = "desk-720", ("queue", "session", "plan-day", "draft", "figures", "day")


@pytest.mark.parametrize(
    "panel", [pytest.param(name, marks=[pytest.mark.long] if name in NEAR_OTHERS else []) for name in PANELS]
)
def test_nothing_is_cut_covered_or_too_small(panel, tmp_path, clock, walked):
    assert (walked[0] if panel == LOOKED_AT else walk(panel, tmp_path, clock)[0]) == []


def walk(panel, folder, clock):
    """Go through the desk's screens; return what is wrong with them, and the pictures that somebody accepted."""
    width, height, ppi = PANELS[panel]
    office, wrong, pictures = Office(folder, clock, (width, height), ppi), [], {}
    try:
        for name in moments(office, clock):
            office.rest()
            wrong += [f"{name}: {complaint}" for complaint in inspect_desk(office.root)]
            wrong += [f"{name}, turned: {complaint}" for complaint in turned(office)]
            if panel == "desk-1080":
                wrong += [f"{name}: {c}" for c in desk_contrasts(office.root, office.hand.picture())]
            if panel == LOOKED_AT and name in ACCEPTED:
                office.hand.wait(1)
                office.rest()
                pictures[name] = office.hand.picture()
    finally:
        office.close()
    return wrong, pictures


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """The walk on the panel whose pictures were accepted, made once for all that is asked of it."""
    return walk(LOOKED_AT, tmp_path_factory.mktemp("desk"), SetClock())


@pytest.mark.parametrize("panel", ["desk-1080", "desk-720", "large-laptop", "wide", "portrait"])
def test_the_weeks_of_the_figures_are_columns_that_can_be_compared(panel, tmp_path, clock):
    width, height, ppi = PANELS[panel]
    office = Office(tmp_path, clock, (width, height), ppi)
    try:
        office.do(lambda s: Simulation([SITE], guides(), 5, 4).fill(s.figures._figures, date(2026, 11, 23), 300))
        office.enter()
        office.root.show("figures")
        office.rest()
        columns = office.root.screen.ids.columns
        highest = max((each.height - each.head) * each.fraction for each in columns.children)
    finally:
        office.close()
    assert highest >= 20 / 25.4 * ppi


def test_a_text_too_small_or_on_another_is_noticed(tmp_path, clock):
    office = Office(tmp_path, clock)
    office.enter()
    assert inspect_desk(office.root) == []
    shown = office.root.ids.clock
    shown.scale = 0.4
    office.rest()
    assert inspect_desk(office.root) == [f"{shown.words!r} is set too small"]
    shown.scale = 1.0
    office.rest()
    shown.pos = office.root.ids.naming.pos
    office.hand.frame()
    found = inspect_desk(office.root)
    office.close()
    assert any("lies on" in complaint for complaint in found), found


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_desk_looks_as_it_was_accepted(name, walked):
    assert_like(walked[1][name], f"screens/desk-{name}", most=0.01)


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1080, 1920)])
def test_the_wall_screen_is_whole_and_read_from_afar(size, tmp_path, clock):
    board = Office(tmp_path, clock, size, role="board")
    try:
        for _ in range(4):
            ticket = board.do(lambda s: s.arrivals.walk_in("", "fr")).ticket
            clock.advance(minutes=1)
            board.do(lambda s, ticket=ticket: s.queue.call(ticket, "Bureau 1"))
        seen = board.see()
        assert [w for w in seen if w.startswith("S ")] == ["S 4", "S 3", "S 2", "S 1"]
        assert inspect_desk(board.root) == []
        clock.now = datetime(2026, 11, 24, 19, tzinfo=PARIS)
        board.hand.wait(6)
        assert "La permanence est fermée." in board.see()
        assert inspect_desk(board.root) == []
    finally:
        board.close()
