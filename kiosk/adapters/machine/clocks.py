"""What time it is: the machine's, with what can be known of its clock, or that of a day which never was."""

import ctypes
import functools
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

# Tuesday 24 November 2026, 10:12 at Meaux: a morning of the permanence, with hours before and behind.
PRACTICE_START = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)


def system_clock() -> datetime:
    """Return the machine's time, in UTC."""
    return datetime.now(UTC)


class PracticeClock:
    """A clock for training: always the same fictitious morning when it starts; then time passes as usual."""

    def __init__(self) -> None:
        self._shift = PRACTICE_START - datetime.now(UTC)

    def __call__(self) -> datetime:
        """Return the practice time, in UTC."""
        return datetime.now(UTC) + self._shift


_UNSYNCHRONISED = 0x40  # STA_UNSYNC of <sys/timex.h>
_BATTERY_OFF_BY = timedelta(days=1)


class _Timex(ctypes.Structure):
    """`struct timex` up to its status; the kernel fills the rest, which is larger in no version."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_char * 256),
    )


class LinuxMachine:
    """The port `Machine` on Linux; `root` is where its files are looked for."""

    def __init__(self, root: Path = Path("/")) -> None:
        self._root = root

    @functools.cached_property
    def _boot(self) -> str:
        return (self._root / "proc/sys/kernel/random/boot_id").read_text().strip()

    def boot(self) -> str:
        """Return the kernel's name of this boot."""
        return self._boot

    def uptime(self) -> timedelta:
        """Return how long the kernel has run; a suspended machine counts on."""
        return timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))

    def is_synchronised(self) -> bool:
        """Ask the kernel, which knows it of any time service; where that is forbidden, look for systemd's mark."""
        found = _Timex()
        if ctypes.CDLL(None).adjtimex(ctypes.byref(found)) < 0:
            return (self._root / "run/systemd/timesync/synchronized").exists()
        return not found.status & _UNSYNCHRONISED

    def keeps_time_off(self) -> bool:
        """Say whether there is a battery clock, and it was not reset: it tells about what the system tells at start."""
        return self._keeps_time_off

    @functools.cached_property
    def _keeps_time_off(self) -> bool:
        for clock in sorted((self._root / "sys/class/rtc").glob("rtc*/since_epoch")):
            try:
                told = datetime.fromtimestamp(int(clock.read_text()), UTC)
            except (OSError, ValueError):
                continue
            if abs(system_clock() - told) <= _BATTERY_OFF_BY:
                return True
        return False
