"""How the files of a folder are: sound, not to be opened, not to be written; and what befell them."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Why a file cannot be used now."""

    FULL = "full"
    READ_ONLY = "read-only"
    DENIED = "denied"  # it belongs to another account of the machine
    MISSING = "missing"
    FOREIGN = "foreign"  # another program's, or another of our files in its place
    TOO_NEW = "too-new"
    BUSY = "busy"
    MOVED = "moved"  # what is open is no longer what the folder holds
    DAMAGED = "damaged"
    BROKEN = "broken"  # the disk answers with errors


@dataclass(frozen=True, slots=True)
class Sound:
    """Arrivals can be written. `figures` says why counts must wait in the day's file, None where they need not."""

    figures: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Unopenable:
    """Nothing can be read."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Unwritable:
    """What is open cannot be relied on to keep what is written."""

    trouble: Trouble


DataState = Sound | Unopenable | Unwritable


class Mishap(StrEnum):
    """What befell a file, for the desk to know: nothing of it was lost, or something was."""

    DAY_RESCUED = "day-rescued"
    DAY_DAMAGED = "day-damaged"
    FIGURES_RESCUED = "figures-rescued"
    FIGURES_DAMAGED = "figures-damaged"
    DEVICE_RESCUED = "device-rescued"
    DEVICE_DAMAGED = "device-damaged"
