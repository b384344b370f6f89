"""Locks and opens with age, Debian's own program: a process that gets bytes and gives bytes, never a file of ours."""

import os
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from kiosk.adapters.machine.backup_archive import packed, unpacked
from kiosk.domain.machine.backups import BackupTrouble, Contents
from kiosk.domain.machine.restoring import RestoreTrouble

# Megabytes take a second; a private half that is locked itself waits for somebody who types.
_SECONDS, _SECONDS_OF_A_HAND = 60.0, 600.0
_LOCKED = b"age-encryption.org/v1\n"
_ARMOURED = b"-----BEGIN AGE ENCRYPTED FILE-----"
_IDENTITY = b"AGE-SECRET-KEY-"
# What age says of a file that was locked for somebody else; of any other failure the file is the cause.
_NOT_FOR_THIS = b"no identity matched"
_LONGEST_IDENTITY = 64 * 1024


class Age:
    """The port `BackupLock`; `around` is how the rights are taken of whoever holds the half that opens.

    With these that file is read, and nothing else: age gets it from memory, and runs as the account that data have.
    """

    def __init__(self, around: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        self._around = around

    def close(self, contents: Contents, key: str) -> bytes | BackupTrouble:
        """Pack everything and lock it."""
        ended = _run(["--recipient", key], packed(contents), _SECONDS)
        if ended is None:
            return BackupTrouble.NO_PROGRAM
        if ended.returncode != 0 or not ended.stdout.startswith(_LOCKED):
            return BackupTrouble.WRONG_KEY
        return ended.stdout

    def open(self, locked: bytes, identity: Path) -> Contents | RestoreTrouble:
        """Unlock and unpack; age gives nothing of a chunk that does not hold, and fails at one that is missing."""
        if not locked.startswith(_LOCKED):
            return RestoreTrouble.NO_BACKUP
        private = self._identity(identity)
        if private is None:
            return RestoreTrouble.NO_IDENTITY
        with os.fdopen(os.memfd_create("identity", os.MFD_CLOEXEC), "wb", buffering=0) as held:
            held.write(private)
            told = ["--decrypt", "--identity", f"/dev/fd/{held.fileno()}"]
            ended = _run(told, locked, _SECONDS_OF_A_HAND, (held.fileno(),))
        if ended is None:
            return RestoreTrouble.NO_PROGRAM
        if ended.returncode != 0:
            return RestoreTrouble.WRONG_IDENTITY if _NOT_FOR_THIS in ended.stderr else RestoreTrouble.DAMAGED
        return unpacked(ended.stdout)

    def _identity(self, path: Path) -> bytes | None:
        """Return what holds the private half of a key, or one locked by a passphrase; None for anything else."""
        try:
            with self._around(), path.open("rb") as file:
                held = file.read(_LONGEST_IDENTITY)
        except OSError:
            return None
        return held if _IDENTITY in held or held.startswith((_LOCKED, _ARMOURED)) else None


def _run(
    arguments: list[str], given: bytes, seconds: float, handles: tuple[int, ...] = ()
) -> subprocess.CompletedProcess[bytes] | None:
    try:
        return subprocess.run(
            ["age", *arguments], input=given, capture_output=True, timeout=seconds, check=False, pass_fds=handles
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
