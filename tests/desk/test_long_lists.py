"""Three hundred who wait, five thousand appointments: the desk draws what is in sight, and all of it can be reached."""

import gc
import itertools
from datetime import UTC, datetime, time, timedelta

import pytest
from kivy.core.window import Window
from sqlalchemy import event

from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.arrivals import Arrival, Series, Stage
from kiosk.domain.reception.codes import new_slip_code
from screens.staff.making import text_part
from screens.staff.parts import StaffButton
from screens.toolkit.controls import Control
from screens.toolkit.lettering import Lettering
from tests.helpers.desk_office import MEDIATOR, Office
from tests.helpers.waiting_room import PARIS, TUESDAY

# More rows than two screens of the largest panel hold.
IN_SIGHT = 40
MANY, PLANNED, DAYS = 300, 5_000, 40


@pytest.fixture
def office(tmp_path, clock):
    opened = Office(tmp_path, clock)
    yield opened
    opened.close()


def letters_of(n):
    return "".join(chr(65 + n // 26**place % 26) for place in range(3))


def crowd(office, clock, people=MANY, planned=0):
    """People who came one a second, the first half an hour ago; a plan of eight weeks."""

    def fill(services):
        with services.queue._day.transaction() as records:
            for n in range(people):
                ticket, at = records.next_ticket(Series.S, TUESDAY), clock() - timedelta(seconds=1800 - n)
                records.add_arrival(Arrival(ticket, at, letters=letters_of(n)), TUESDAY)
            records.replace_appointments((), [_appointment(n) for n in range(planned)])
        return True

    office.do(fill)


def _appointment(n):
    at = datetime.combine(TUESDAY + timedelta(days=n % DAYS), time(14 + n // DAYS % 3, n % 60), tzinfo=PARIS)
    code = new_slip_code(lambda _: n).digits
    return Appointment(
        at.astimezone(UTC), 30, Motif.PANDA, letters_of(n), first_visit=False, slip_code=code, site="meaux"
    )


def rows(office, name="queue"):
    """How many buttons the list holds that begin a row."""
    words = {"queue": "Appeler", "slots": "Modifier"}[name]
    return [w for w in office.root.screen.ids[name].walk() if isinstance(w, Control) and w.words == words]


def numbers(office):
    return [
        w.words for w in office.root.screen.ids.queue.walk() if isinstance(w, Lettering) and w.words.startswith("S ")
    ]


def in_sight(office, widget, name="queue"):
    frame = office.root.screen.ids[name]
    bottom, least = widget.to_window(*widget.pos)[1], frame.to_window(*frame.pos)[1]
    return least - 1 <= bottom and bottom + widget.height <= least + frame.height + 1


def scroll(office, place, name="queue"):
    office.root.screen.ids[name].scroll_y = place
    office.rest()


def test_a_full_room_builds_the_rows_in_sight_and_asks_the_files_no_oftener(office, clock):
    said = []
    engine = office.do(lambda s: s.queue._day.store.engine)
    event.listen(engine, "before_cursor_execute", lambda *call: said.append(call[2]))

    def unlocked():
        said.clear()
        office.enter()
        asked = len([one for one in said if "arrival" in one or "appointment" in one])
        built = len(rows(office))
        office.root.lock()
        office.rest()
        return asked, built

    crowd(office, clock, 5)
    few = unlocked()
    crowd(office, clock, MANY, PLANNED)
    many = unlocked()
    assert few[1] == 5
    assert few[0] >= many[0]
    assert 5 < many[1] <= IN_SIGHT


def test_everybody_can_be_reached_and_called(office, clock):
    crowd(office, clock)
    office.enter()
    assert numbers(office)[0] == "S 1"
    scroll(office, 0.5)
    assert "S 150" in numbers(office)
    assert len(rows(office)) <= IN_SIGHT
    scroll(office, 0.0)
    scroll(office, 0.0)
    assert numbers(office)[-1] == f"S {MANY}"
    last = rows(office)[-1]
    assert in_sight(office, last)
    office.hand.wait(0.6)
    office.hand.tap(last)
    office.rest()
    (called,) = office.do(lambda s: s.queue.room()).called
    assert called.arrival.ticket.number == MANY


def test_the_focus_goes_from_row_to_row_and_stays_in_sight(office, clock):
    crowd(office, clock)
    office.enter()
    calls = set()
    for _ in range(100):
        office.keys("\t")
        focused = office.root.keys.focused
        if focused.words == "Appeler":
            calls.add(focused)
            assert in_sight(office, focused)
    assert len(calls) >= 40
    assert len(rows(office)) <= IN_SIGHT


def test_a_touch_on_one_row_leaves_the_others_as_they_are(office, clock):
    crowd(office, clock)
    office.enter()
    before = rows(office)
    office.tap("Autres actions pour S 3")
    assert "Commencer ici" in office.see()
    after = rows(office)
    # The others move down, so one or two at the end leave what is built.
    assert [button for button in after if button in before][:8] == [*before[:2], *before[3:9]]


def test_a_row_that_opens_does_not_move_those_below_it_step_by_step(office, clock):
    """It takes its height before it stands among them: else each of its own steps lays out all that is in sight."""
    crowd(office, clock)
    office.enter()
    last, moves = rows(office)[8], []
    last.bind(y=lambda *_: moves.append(last.y))
    office.tap("Autres actions pour S 1")
    assert "Retirer" in office.hand.words()
    assert len(moves) <= 2  # the room of those out of sight follows


def test_a_minute_later_every_row_in_sight_says_so_and_none_is_built_anew(office, clock):
    crowd(office, clock)
    office.enter()
    before = rows(office)
    assert office.see().count("29 min") > 5
    clock.advance(minutes=1)
    assert office.see().count("30 min") > 5
    assert rows(office) == before


def test_who_goes_before_whom_is_shown_as_it_changes(office, clock):
    crowd(office, clock, 8)
    office.enter()
    tickets = [w.arrival.ticket for w in office.do(lambda s: s.queue.room()).waiting]
    office.do(lambda s: s.queue.park(tickets[0]))
    office.do(lambda s: s.queue.gone(tickets[4]))
    office.see()
    assert numbers(office) == ["S 2", "S 3", "S 4", "S 6", "S 7", "S 8", "S 1"]
    assert office.do(lambda s: s.queue.room()).parked[0].arrival.stage is Stage.PARKED


def test_a_locked_desk_holds_no_row(office, clock):
    crowd(office, clock)
    office.enter()
    held = office.root.screen.ids.queue.__self__
    office.root.lock()
    office.rest()
    assert (held.rows.children, held._built, held._parts, held._places) == ([], {}, (), {})


def test_a_long_plan_is_built_as_far_as_it_is_seen(office, clock):
    crowd(office, clock, 0, PLANNED)
    office.enter()
    office.root.show("plan")
    office.rest()
    assert 5 < len(rows(office, "slots")) <= IN_SIGHT
    for _ in range(3):
        scroll(office, 0.0, "slots")
    assert in_sight(office, rows(office, "slots")[-1], "slots")
    last = [a for slot in office.do(lambda s: s.planning.day(TUESDAY)) for a in slot.appointments][-1]
    assert any(
        w.words.startswith(last.letters) for w in office.root.screen.ids.slots.walk() if isinstance(w, Lettering)
    )


def test_rows_that_change_places_are_shown_so(office):
    office.enter()
    held = office.root.screen.ids.upcoming
    for order in ("ABCD", "CABD", "DC", "ABCD"):
        held.show([text_part(letter, (letter,)) for letter in order])
        office.rest()
        assert [w.words for w in reversed(held.rows.children)] == list(order)


def test_a_finger_draws_the_bar_through_all_of_a_long_list_and_lets_go(office, clock):
    crowd(office, clock)
    office.enter()
    held = office.root.screen.ids.queue
    right, top = held.to_window(held.right, held.top)
    x, finger = right - held.bar_width / 2, office.hand.fingers.new(right - held.bar_width / 2, top - 10)
    office.hand.fingers.post("begin", finger)
    office.hand.frame()
    seen = set()
    for step in range(1, 21):
        finger.move((x / Window.width, (top - 10 - step * held.height / 20) / Window.height))
        office.hand.fingers.post("update", finger)
        office.hand.frame()
        office.hand.frame()
        assert 5 < len(rows(office)) <= IN_SIGHT
        seen.update(numbers(office))
    office.hand.fingers.post("end", finger)
    office.rest()
    assert numbers(office)[-1] == f"S {MANY}"
    assert len(seen) > MANY / 3


def test_what_is_in_sight_moves_as_far_as_the_list_was_moved(office, clock):
    crowd(office, clock)
    office.enter()
    held = office.root.screen.ids.queue
    scroll(office, 0.5)
    there = next(w for w in held.walk() if isinstance(w, Lettering) and w.words == "S 151")
    heights = []
    for step in range(12):
        scroll(office, 0.5 - step / 4000)
        heights.append(there.to_window(*there.pos)[1])
    moves = [round(b - a, 1) for a, b in itertools.pairwise(heights)]
    assert all(move > 0 for move in moves)
    assert max(moves) - min(moves) <= 2


def test_twenty_looks_at_a_full_room_leave_no_row_behind(office, clock):
    crowd(office, clock, 60)
    left = []
    for _ in range(20):
        office.root.unlock(MEDIATOR)
        office.hand.rest()
        office.root.lock()
        office.hand.rest()
        gc.collect()
        left.append(sum(issubclass(type(each), StaffButton) for each in gc.get_objects()))
    assert max(left[10:]) <= max(left[:10])
