"""A desk with 300 waiting and 5,000 appointments against one with three and ten: unlocking, coming back, one touch.

From the call to the last frame it asks for (of a touch: to the first that shows it), drawn, on real files and without
a display. The two desks take turns, so that a busy moment costs both; what Kivy and the panel cost is in the quiet
desk's time, the floor.
Run: `python tests/bench/bench_desk.py`.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import perf_counter, process_time

os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT)]

from screens.running.environment import prepare_kivy  # noqa: E402

prepare_kivy(1920, 1080, windowed=True)

from kiosk.domain.reception.appointments import Appointment, Motif  # noqa: E402
from kiosk.domain.reception.arrivals import Arrival, Series  # noqa: E402
from kiosk.domain.reception.codes import new_slip_code  # noqa: E402
from tests.helpers.desk_office import MEDIATOR, Office  # noqa: E402
from tests.helpers.waiting_room import PARIS, TUESDAY, StandingClock  # noqa: E402

PEOPLE, PLANNED, DAYS, TURNS = 300, 5_000, 40, 7
AIMS = {"unlocking": 1000, "coming back": 1000, "a touch on a row": 100, "the plan": 1000}


def fill(office: Office, clock: StandingClock, people: int, planned: int) -> None:
    """Let people come, one a second, and plan eight weeks."""

    def write(services: object) -> bool:
        with services.queue._day.transaction() as records:
            records.replace_appointments((), [appointment(n) for n in range(planned)])
            for n in range(people):
                at = clock() - timedelta(seconds=1800 - n)
                ticket = records.next_ticket(Series.A, TUESDAY)
                records.add_arrival(Arrival(ticket, at, declared=time(14 + n % 3), letters=letters(n)), TUESDAY)
        return True

    office.do(write)


def letters(n: int) -> str:
    return "".join(chr(65 + n // 26**place % 26) for place in range(3))


def appointment(n: int) -> Appointment:
    at = datetime.combine(TUESDAY + timedelta(days=n % DAYS), time(14 + n // DAYS % 3), tzinfo=PARIS).astimezone(UTC)
    code = new_slip_code(lambda _: n).digits
    return Appointment(at, 30, Motif.PANDA, letters(n), first_visit=False, slip_code=code, site="meaux")


def timed(office: Office, act: Callable[[], None], settle: Callable[[], None] | None = None) -> tuple[float, float]:
    """Return the milliseconds that passed, and those that the process worked, on all its threads."""
    begun, worked = perf_counter(), process_time()
    act()
    (settle or office.rest)()
    return 1000 * (perf_counter() - begun), 1000 * (process_time() - worked)


def unfold(office: Office) -> None:
    office.root.screen._unfold(office.root.screen._read[0].waiting[0].arrival.ticket)


def acts(office: Office) -> dict[str, tuple[float, float]]:
    root, found = office.root, {}
    office.hand.eyes_open = True
    found["unlocking"] = timed(office, lambda: root.unlock(MEDIATOR))
    root.step_aside()
    office.rest()
    found["coming back"] = timed(office, lambda: root.unlock(MEDIATOR))
    found["a touch on a row"] = timed(office, lambda: unfold(office), office.hand.frame)
    office.rest()
    found["the plan"] = timed(office, lambda: root.show("plan"))
    root.lock()
    office.rest()
    return found


def main() -> None:
    clock = StandingClock(datetime.combine(TUESDAY, time(10), tzinfo=PARIS))
    with tempfile.TemporaryDirectory() as folder:
        quiet, full = (Office(Path(folder) / name, clock) for name in ("quiet", "full"))
        fill(quiet, clock, 3, 10)
        fill(full, clock, PEOPLE, PLANNED)
        turns = [(acts(quiet), acts(full)) for _ in range(TURNS + 1)][1:]
        for name, aim in AIMS.items():
            floor, here = (statistics.median(turn[which][name][0] for turn in turns) for which in (0, 1))
            worked = statistics.median(turn[1][name][1] for turn in turns)
            print(
                f"{name}: {here:.0f} ms, of work {worked:.0f} (aim {aim}); quiet {floor:.0f} ms: {here / floor:.1f} x"
            )
        for office in (quiet, full):
            office.close()


if __name__ == "__main__":
    main()
