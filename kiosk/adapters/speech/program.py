"""Runs a program that speaks, for so long and no longer: what hangs is ended with whatever it started."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

# Of a program, to tell it from another one.
_ENOUGH = 1024 * 1024


def ran_well(command: Sequence[str], words: str, patience: float) -> bool:
    """Run a command with words on its standard input; say whether it ended well in so many seconds.

    The words are no argument: what a command was started with is for every account of the machine to read.
    """
    try:
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError:
        return False
    try:
        child.communicate(words.encode(), timeout=patience)
    except (OSError, subprocess.TimeoutExpired):
        end(child)
        return False
    return child.returncode == 0


def end(child: "subprocess.Popen[bytes]") -> None:
    """End a child, and those it started, and leave nothing of it in the machine's table."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(1.0)


def stamp(path: str) -> str:
    """Return a few letters that change when a program does."""
    with Path(path).open("rb") as file:
        return sha256(file.read(_ENOUGH)).hexdigest()[:8]
