"""What the box is made of, as far as a health page asks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Disk:
    """Room on the disk that holds the data, in bytes."""

    free: int
    whole: int


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What vouches for the machine's clock: another clock over the network, a battery that counts while it is off."""

    is_synchronised: bool
    keeps_time_off: bool
