"""A machine of the world outside, with a true time beside the one its clock tells."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

_BOOTS = count(1)


@dataclass
class DoubtfulMachine:
    """Tells whatever time it was set to; `true` is what the sun says. Time passes in both, and only by `live`."""

    true: datetime
    error: timedelta = timedelta()
    synchronised: bool = False
    battery: bool = True
    started: datetime = field(init=False)
    name: int = field(init=False)

    def __post_init__(self) -> None:
        self.switch_on()

    @property
    def told(self) -> datetime:
        return self.true + self.error

    def __call__(self) -> datetime:
        return self.told

    def live(self, **time: float) -> None:
        self.true += timedelta(**time)

    def tell(self, told: datetime) -> None:
        """Set the clock by hand, or let it jump: the kernel then knows that nobody vouches for it."""
        self.error, self.synchronised = told.astimezone(UTC) - self.true, False

    def synchronise(self) -> None:
        self.error, self.synchronised = timedelta(), True

    def switch_on(self) -> None:
        self.started, self.name, self.synchronised = self.true, next(_BOOTS), False

    def boot(self) -> str:
        return f"boot-{self.name}"

    def uptime(self) -> timedelta:
        return self.true - self.started

    def is_synchronised(self) -> bool:
        return self.synchronised

    def keeps_time_off(self) -> bool:
        return self.battery
