"""What an attacker of a closing finds, and how attacks are kept by their names.

Each attack is a block: what it does stands until its end, then the cause is gone.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from kiosk.services.bundle import Services
from tests.helpers.waiting_room import StandingClock
from tests.hostile.lived_day import World

Ask = Callable[..., str]
Attack = Callable[["Scene"], AbstractContextManager[None]]


class Scene:
    """What an attacker finds: the folders, the running services where there are any, other processes, a dice."""

    def __init__(self, world: World, verbs: Services | None, clock: StandingClock, ask: Ask, seed: int) -> None:
        self.world, self.verbs, self.clock, self.ask = world, verbs, clock, ask
        self.dice = random.Random(seed)

    @property
    def day(self) -> Path:
        return self.world.data / "day.sqlite"


def named(kind: dict[str, Attack]) -> Callable[[Callable[[Scene], Iterator[None]]], None]:
    def keep(attack: Callable[[Scene], Iterator[None]]) -> None:
        kind[attack.__name__.replace("_", " ")] = contextmanager(attack)

    return keep


def beside(scene: Scene, ending: str) -> Path:
    return scene.day.with_name(scene.day.name + ending)


def fold(scene: Scene) -> None:
    """Let all that is known stand in the file itself."""
    with closing(sqlite3.connect(scene.day)) as day:
        day.execute("PRAGMA wal_checkpoint(PASSIVE)")


def change(scene: Scene, *statements: str) -> None:
    with closing(sqlite3.connect(scene.day, isolation_level=None)) as day:
        for statement in statements:
            day.execute(statement)
