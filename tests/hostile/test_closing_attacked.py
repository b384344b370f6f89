"""Whoever closes a day under attack tells the truth: nothing of it is left, or the kiosk stays shut, says so and heals.

Every file of the machine is searched: data, journals, temporary files, the user's home, the watched folder.
"""

import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.services.arrivals import Permanence
from kiosk.services.bundle import Services
from tests.helpers.waiting_room import StandingClock
from tests.hostile import night
from tests.hostile.attacks_while_off import WHILE_OFF
from tests.hostile.attacks_while_open import WHILE_OPEN
from tests.hostile.lived_day import (
    EVENING,
    TO_COME,
    TODAY,
    World,
    at,
    live,
    opened,
    planned_to_come,
    tries_to_close,
)  # fmt: skip
from tests.hostile.scene import Ask, Scene

# Those that once left something behind an "ok", and one of each other kind; all the others are for the long run.
QUICK = [
    "copies stand beside", "a second name of the same file", "a file of the plan left half written",
    "a view that quotes", "a folder in place of the day", "a reader that dies later", "no file may grow long",
    "the clock runs back meanwhile", "two keepers race", "pages that are free",
]  # fmt: skip
# What takes its appointments away from the day's file takes those to come as well.
PLANNED = 6
# How many lines of the kiosk's own code a closing runs through.
LINES = {"close": 2500, "morning": 7000}
LOSE_THE_PLAN = {"a folder in place of the day", "noise in the file", "a file cut short", "a link to a damaged day"}


@dataclass(frozen=True)
class Lived:
    """A day that was lived, as a power cut leaves it, and what is to go."""

    world: World
    canaries: dict[str, str]
    seen: set[str]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    place = tmp_path_factory.mktemp("lived")
    clock = StandingClock(at(8))
    with opened(World(place / "open"), clock) as verbs:
        canaries = live(World(place / "open"), verbs, clock)
        cut = World(place / "open").copied(place / "cut")
    return Lived(cut, canaries, {what for held in cut.left(canaries).values() for what in held})


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Let other processes do something to a folder, and say how it ended."""
    with subprocess.Popen(
        [sys.executable, night.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as others:
        assert others.stdin is not None
        assert others.stdout is not None

        def ask_one(*words: object) -> str:
            print(*words, file=others.stdin, flush=True)
            return others.stdout.readline().strip()

        yield ask_one
        others.stdin.close()


def attacked(name: str, lived: Lived, place: Path, ask: Ask, seed: int) -> str:
    """Live one evening under an attack; return "held", "failed aloud", or the lie that was told."""
    world, clock = lived.world.copied(place), StandingClock(at(17, 30))
    if name in WHILE_OFF:
        with WHILE_OFF[name](Scene(world, None, clock, ask, seed)):
            clock.set(*EVENING)
            with opened(world, clock) as verbs:
                said = verdict(name, world, lived, verbs, held=not verbs.closing.has_failed())
    else:
        with opened(world, clock) as verbs:
            with WHILE_OPEN[name](Scene(world, verbs, clock, ask, seed)):
                clock.set(*EVENING)
                tries_to_close(verbs)
                # A clock that tells another hour is believed, until it is put right.
                is_right = clock.utc == at(*EVENING)
            if not is_right:
                clock.set(18, 2)
                tries_to_close(verbs)
            # Looked at once the limits are gone that would keep the search from its work; another keeper may have
            # ended meanwhile what this one could not.
            said = verdict(name, world, lived, verbs, held=not verbs.closing.has_failed())
    if said == "failed aloud" and (ask("morning", place) != "held" or world.left(lived.canaries)):
        return f"it does not heal: {world.left(lived.canaries)}"
    return said


def verdict(name: str, world: World, lived: Lived, verbs: Services, *, held: bool) -> str:
    """Hold what was said of a closing against every byte there is."""
    left = world.left(lived.canaries)
    if held:
        if left:
            return f"a lie: {left}"
        to_come = planned_to_come(verbs)
        return "held" if to_come == PLANNED or name in LOSE_THE_PLAN else f"the plan to come was lost: {to_come}"
    with pytest.MonkeyPatch.context() as patch:
        # The next permanence begins, and nothing was done about it.
        patch.setattr(verbs.arrivals, "_clock", StandingClock(at(9, 30, TO_COME)))
        assert verbs.arrivals.permanence() is Permanence.REFUSED
    assert verbs.closing.last_evening()[:2] == (None, True), "the desk does not learn of it"
    return "failed aloud"


def test_before_closing_the_search_finds_what_it_looks_for(lived: Lived) -> None:
    # A family's name and an event's id stand in the original alone, which is gone since the morning.
    assert lived.seen >= set(lived.canaries) - {"family", "source"}


@pytest.mark.parametrize("name", QUICK)
def test_an_evening_under_attack_ends_clean_or_aloud(name: str, lived: Lived, tmp_path: Path, ask: Ask) -> None:
    assert attacked(name, lived, tmp_path / "machine", ask, seed=1) in {"held", "failed aloud"}


@pytest.mark.long
def test_no_attack_gets_a_lie_out_of_the_closing(lived: Lived, tmp_path: Path, ask: Ask) -> None:
    told = {
        name: Counter(attacked(name, lived, tmp_path / f"{n}-{seed}", ask, seed) for seed in range(3))
        for n, name in enumerate({**WHILE_OPEN, **WHILE_OFF})
    }
    for name, ends in told.items():
        print(f"| {name} | {ends.total()} | {ends['held']} | {ends['failed aloud']} | {lies(ends) or 0} |")
    assert not any(map(lies, told.values()))


def lies(ends: Counter[str]) -> dict[str, int]:
    return {end: n for end, n in ends.items() if end not in {"held", "failed aloud"}}


def killed(lived: Lived, place: Path, ask: Ask, dice: random.Random) -> None:
    """Kill the keeper anywhere in its closing, perhaps the one of the next morning as well; the last one mends it."""
    world = lived.world.copied(place)
    for what in dice.choice([["close"], ["close", "morning"], ["close", "close", "morning"]]):
        when = f"{dice.uniform(0.1, 90):.2f}ms" if dice.random() < 0.4 else str(dice.randrange(1, LINES[what]))
        ended = ask(what, place, when)
        if ended == "held":
            assert not world.left(lived.canaries), (what, when)
        assert ended in {"held", "killed"}, (what, when)
        assert not is_said_to_be_over(world) or not world.left(lived.canaries), (what, when)
    assert ask("morning", place) == "held"
    assert not world.left(lived.canaries)


def is_said_to_be_over(world: World) -> bool:
    """Say whether the folder tells that the evening was closed and that it held; it is only looked at, in a copy."""
    with tempfile.TemporaryDirectory(dir=world.root.parent) as copies:
        copied = world.copied(Path(copies) / "machine")
        with open_databases(copied.data, role="") as files:
            return files.device.last_closing() is not None and not files.device.purge_failed()


def test_a_keeper_killed_anywhere_leaves_to_the_next_opening_what_it_left_undone(
    lived: Lived, tmp_path: Path, ask: Ask
) -> None:
    for seed in range(5):
        killed(lived, tmp_path / str(seed), ask, random.Random(seed))


@pytest.mark.long
def test_nor_does_it_in_many_kills(lived: Lived, tmp_path: Path, ask: Ask) -> None:
    for seed in range(100, 190):
        killed(lived, tmp_path / str(seed), ask, random.Random(seed))


def test_who_lived_through_a_day_that_no_evening_closed_wants_a_fresh_memory_and_who_starts_does_not(
    lived: Lived, tmp_path: Path
) -> None:
    world, clock = lived.world.copied(tmp_path / "machine"), StandingClock(at(17, 30))
    with opened(world, clock) as keeper, opened(world, clock, role="desk") as desk:
        assert [each.closing.wants_fresh_memory() for each in (keeper, desk)] == [False, False]
        clock.set(0, 5, day=TODAY + timedelta(days=1))
        keeper.chores.tend()
        assert [each.closing.wants_fresh_memory() for each in (keeper, desk)] == [True, True]
    with opened(world, clock) as keeper:
        clock.set(0, 6, day=TODAY + timedelta(days=1))
        keeper.chores.tend()
        assert not keeper.closing.wants_fresh_memory()
