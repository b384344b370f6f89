"""A real kiosk for the tests: real screens, real SQLite files, a folder for paper, and a clock that we set."""

import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from screens.driver.hand import Hand
    from tests.helpers.doubtful_machine import DoubtfulMachine

os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")
# A loudspeaker that nobody hears, at the pace of a real one.
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

# How long one example takes says how busy the machine is, not whether the code is right.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# Tuesday 24 November 2026, 10:12 at Meaux, where the morning opens at 9.
NINE_TWELVE = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)


@dataclass
class SetClock:
    """A clock of the world outside, set by hand."""

    now: datetime = NINE_TWELVE

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture(scope="session", autouse=True)
def _another_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the data and documents of whoever runs the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("XDG_DATA_HOME", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _cheap_pins() -> Iterator[None]:
    """Hash PINs in the same way at its cheapest: a quarter of a second for each of hundreds protects nothing here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.adapters.machine.pins.ARGON2", PasswordHasher(1, 8, 1))
        yield


@pytest.fixture(autouse=True)
def own_umask() -> Iterator[None]:
    """A command run in this process keeps what it writes to itself: not what the next test writes."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def _made_before_these_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kiosk doubts a clock that tells less than its own day; a release makes no test's day too early."""
    monkeypatch.setattr("kiosk.BUILT", datetime(2026, 11, 1, tzinfo=UTC))


@pytest.fixture
def disk_path() -> Iterator[Path]:
    """A folder on the machine's own disk, where a file can be kept from root: the others may be in memory."""
    with TemporaryDirectory(prefix="kiosk-", dir="/var/tmp") as folder:
        yield Path(folder)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def machine_clock(clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """The clock of the machine itself, which the commands ask, set by hand too."""
    monkeypatch.setattr("kiosk.adapters.machine.clocks.system_clock", clock)
    return clock


@pytest.fixture
def open_kiosk(tmp_path: Path, clock: SetClock) -> Iterator[Callable[..., "Hand"]]:
    """Open the real kiosk for a panel of 1920×1080 at 102 ppi, or another; a desk is alive unless told otherwise."""
    from kiosk.composition import outfit
    from kiosk.settings import load_settings
    from screens.app import open_shell
    from screens.driver.hand import Hand

    opened: list[Hand] = []

    def open_one(
        width: int = 1920,
        height: int = 1080,
        ppi: float = 102.0,
        distance: int = 500,
        *,
        practice: bool = False,
        desk: bool = True,
        machine: "DoubtfulMachine | None" = None,
        switches: bool = False,
        same_key_again: int = 150,
    ) -> Hand:
        settings = load_settings(site="meaux")
        panel = settings.panel.model_copy(update={"ppi": ppi, "viewing_distance_mm": distance})
        keys = settings.keys.model_copy(update={"switches": switches, "same_key_again": same_key_again})
        settings = settings.model_copy(update={"panel": panel, "keys": keys})
        kit = outfit(
            settings, tmp_path / "data", practice=practice, sheets=tmp_path / "sheets", clock=machine or clock,
            machine=machine,
        )  # fmt: skip
        shell = open_shell(kit, (width, height))
        hand = Hand(shell)
        hand.eyes_open = False  # what nobody looks at costs no drawing: a picture is drawn all the same
        opened.append(hand)
        if desk:
            shell.ask(lambda services: services.arrivals.desk_is_alive())
        shell.wake()
        hand.until(lambda: shell.is_ready, "the guides did not load")
        hand.rest()
        return hand

    yield open_one
    for hand in opened:
        hand.let_go()


def pytest_configure(config: pytest.Config) -> None:
    """Prepare Kivy once for the whole run, before anything imports its window; any panel fits into it."""
    from screens.running.environment import prepare_kivy

    prepare_kivy(1920, 1920, windowed=True)
    # Each kiosk is some twenty thousand objects: Python's own 700 looks for garbage dozens of times in each story.
    gc.set_threshold(5000, 10, 20)


def pytest_collection_finish() -> None:
    """Whoever looks for garbage passes over what was loaded for good, as the kiosk does once it is open."""
    gc.collect()
    gc.freeze()
