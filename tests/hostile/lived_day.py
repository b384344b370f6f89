"""A day lived through the services of a real kiosk, with a canary in each thing that must go at closing.

A `World` is all that such a kiosk writes to: its data, the watched folder, its user's home, the folder of temporary
files. Everything in them is searched, byte for byte, for what was to go.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.composition import guides, services
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.printing import Format, Printed
from kiosk.domain.reception.appointments import Motif
from kiosk.domain.reception.assistance import Demarche
from kiosk.machine_ports import PurgeFailed
from kiosk.services.bundle import Services
from kiosk.services.planning import Planned, Said
from kiosk.settings import Settings, load_settings
from kiosk.wiring import timekeeper
from tests.helpers.calendars import CANARY, PARIS, event, ics
from tests.helpers.waiting_room import StandingClock

ZONE = ZoneInfo("Europe/Paris")
TODAY, TO_COME = date(2026, 11, 24), date(2026, 12, 1)
EVENING, MORNING = (18, 1), (8, 0)
# Letters of people received or expected today, of somebody cancelled, of what was corrected; those of next week stay.
LETTERS, CANCELLED, CORRECTED, STAYS = "QXZ", "WQK", "JXW", "DUR"
THEME, DESK = "canary-theme", "canary-desk"
TOKENS = {f"{what} list": f"10120032010005030000000000000{n}" for n, what in enumerate(["first", "newest", "session"])}
FAMILY = "Zvqkofamily"


@dataclass(frozen=True)
class World:
    """The folders of one machine."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "real"

    @property
    def watched(self) -> Path:
        return self.root / "watched"

    def settings(self) -> Settings:
        settings = load_settings(site="meaux")
        folder = settings.imports.model_copy(update={"folder": str(self.watched)})
        return settings.model_copy(update={"imports": folder})

    def environment(self) -> dict[str, str]:
        """Return what a process of this machine has for a home and for temporary files."""
        home, temporary = str(self.root / "home"), str(self.root / "temporary")
        return {"HOME": home, "TMPDIR": temporary, "SQLITE_TMPDIR": temporary}

    def copied(self, to: Path) -> "World":
        """Return a copy; locks and what maps a journal are left to the processes that made them.

        Another process copies: who opens and closes a file that SQLite holds takes its locks away from it.
        """
        subprocess.run(["cp", "-a", self.root, to], check=True)
        for path in [*to.rglob("*.lock"), *to.rglob("*-shm")]:
            path.unlink()
        return World(to)

    def left(self, canaries: dict[str, str]) -> dict[str, list[str]]:
        """Return what was to go and is still there, by the file that holds it."""
        found: dict[str, list[str]] = {}
        with tempfile.TemporaryDirectory(dir=self.root.parent) as copies:
            subprocess.run(["cp", "-a", self.root, copies], check=True)
            top = Path(copies) / self.root.name
            for path in sorted(top.rglob("*")):
                held = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
                found[str(path.relative_to(top))] = [
                    what for what, canary in canaries.items() if canary.encode() in held
                ]
                if path.name.startswith("feuille-") or path.suffix == ".ics":
                    found[str(path.relative_to(top))].append("a sheet")
        return {name: held for name, held in found.items() if held}


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE)


@contextmanager
def opened(world: World, clock: StandingClock, role: str = "kiosk") -> Iterator[Services]:
    """Open the services of a process of this machine, as a window does."""
    before = {name: os.environ.get(name) for name in world.environment()}
    os.environ.update(world.environment())
    for folder in (world.watched, world.root / "home", world.root / "temporary"):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        verbs = services(
            world.settings(), timekeeper(clock), world.data, world.data / "sheets", practice=False, role=role
        )
        try:
            yield verbs
        finally:
            verbs.close()
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def live(world: World, verbs: Services, clock: StandingClock) -> dict[str, str]:
    """Live through a day; return the canaries of all that is to go this evening, by what they are."""
    clock.set(8, 30)
    _import(world, verbs, clock)
    clock.set(9, 12)
    codes = _plan(verbs)
    verbs.arrivals.desk_is_alive()
    _receive(verbs, codes["expected"])
    _print(world, verbs)
    tokens = {**TOKENS, "letters": LETTERS, "cancelled letters": CANCELLED, "corrected letters": CORRECTED}
    return {**codes, **tokens, "theme": THEME, "desk": DESK, "family": FAMILY, "source": CANARY}


def _plan(verbs: Services) -> dict[str, str]:
    plan = verbs.planning

    def add(starts: datetime, letters: str) -> str:
        made = plan.add(starts, Motif.PANDA, letters, first_visit=True, even_so=True)
        assert isinstance(made, Planned)
        assert made.after is not None
        return made.after.slip_code

    codes = {"past": add(at(9), LETTERS), "expected": add(at(10, 30), LETTERS), "last": add(at(16, 30), LETTERS)}
    codes["cancelled"] = add(at(11), CANCELLED)
    plan.cancel(codes["cancelled"])
    codes["cancelled to come"] = add(at(11, day=TO_COME), CANCELLED)
    plan.cancel(codes["cancelled to come"])
    codes["taken back"] = add(at(14), CORRECTED)
    plan.undo(plan.cancel(codes["taken back"]))
    plan.change(codes["taken back"], at(14), Said(Motif.PANDA, LETTERS, first_visit=False))
    moved = add(at(15, day=TO_COME), LETTERS)
    plan.change(moved, at(15), even_so=True)
    for n in range(6):
        add(at(9 + n, day=TO_COME), STAYS)
    return {**codes, "moved": moved}


def _import(world: World, verbs: Services, clock: StandingClock) -> None:
    plan = ics(
        "-//Elsewhere//", event(f"{PARIS}:20261124T100000", f"{PARIS}:20261124T104500", f"RDV {FAMILY}"),
        event(f"{PARIS}:20261201T100000", f"{PARIS}:20261201T104500", "RDV Durand", uid="2"),
    )  # fmt: skip
    (world.watched / f"agenda-2 {FAMILY}.ics").write_bytes(plan)
    for _ in range(2):
        clock.utc += timedelta(seconds=70)
        verbs.chores.tend()
        verbs.chores.watch()
    assert not list(world.watched.iterdir()), "the plan was not taken"


def _receive(verbs: Services, slip: str) -> None:
    arrivals, queue, desks = verbs.arrivals, verbs.queue, verbs.assistance
    noted = [arrivals.declare(time(10), LETTERS, "fr").ticket for _ in range(12)]
    walked = [arrivals.walk_in(THEME, "ar").ticket for _ in range(8)]
    arrivals.attach(noted[0], TOKENS["first list"])
    arrivals.attach(noted[0], TOKENS["newest list"])
    arrivals.present(slip, "fr")
    arrivals.attach_to_slip(slip, TOKENS["first list"], "fr")
    queue.merge(noted[1], noted[2])
    queue.undo(queue.merge(noted[3], noted[4]))
    queue.park(noted[5])
    queue.gone(noted[6])
    queue.undo(queue.gone(walked[1]))
    queue.call(noted[7], DESK)
    for ticket, ends in (
        (noted[8], desks.end),
        (walked[2], desks.abandon),
        (walked[3], desks.pause),
        (walked[4], None),
    ):
        queue.call(ticket, DESK)
        opened = desks.open(DESK, ticket, Demarche("rsa", TOKENS["session list"]))
        if ends is not None:
            ends(opened.id)


def _print(world: World, verbs: Services) -> None:
    sheet = Checklist(guides(world.settings())[0])
    assert verbs.checklists.print_list(sheet, Format.A4, "fr") is Printed.SAVED
    assert verbs.paperwork.print_day(TODAY) is Printed.SAVED
    assert verbs.paperwork.save_calendar(TODAY) is not None


def planned_to_come(verbs: Services) -> int:
    return sum(each.letters == STAYS for each in verbs.planning.appointments(TO_COME))


def tries_to_close(verbs: Services) -> bool:
    """Do the chore that is due; say whether the kiosk may open again."""
    try:
        verbs.chores.tend()
    except PurgeFailed as failure:
        assert verbs.closing.has_failed(), "a failure that nobody will know of"
        assert not any(canary in str(failure) for canary in (LETTERS, FAMILY, CANARY, THEME))
        return False
    return not verbs.closing.has_failed()
