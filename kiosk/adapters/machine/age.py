"""Locks and opens with age, Debian's own program: a process that gets bytes and gives bytes, never a file of ours."""

import subprocess
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
    """The port `BackupLock`; `program` is where age is looked for."""

    def __init__(self, program: str = "age") -> None:
        self._program = program

    def close(self, contents: Contents, key: str) -> bytes | BackupTrouble:
        """Pack everything and lock it."""
        ended = self._run(["--recipient", key], packed(contents), _SECONDS)
        if ended is None:
            return BackupTrouble.NO_PROGRAM
        if ended.returncode != 0 or not ended.stdout.startswith(_LOCKED):
            return BackupTrouble.WRONG_KEY
        return ended.stdout

    def open(self, locked: bytes, identity: Path) -> Contents | RestoreTrouble:
        """Unlock and unpack; age gives nothing of a chunk that does not hold, and fails at one that is missing."""
        if not locked.startswith(_LOCKED):
            return RestoreTrouble.NO_BACKUP
        if not _is_identity(identity):
            return RestoreTrouble.NO_IDENTITY
        ended = self._run(["--decrypt", "--identity", str(identity)], locked, _SECONDS_OF_A_HAND)
        if ended is None:
            return RestoreTrouble.NO_PROGRAM
        if ended.returncode != 0:
            return RestoreTrouble.WRONG_IDENTITY if _NOT_FOR_THIS in ended.stderr else RestoreTrouble.DAMAGED
        return unpacked(ended.stdout)

    def _run(self, arguments: list[str], given: bytes, seconds: float) -> subprocess.CompletedProcess[bytes] | None:
        try:
            return subprocess.run(
                [self._program, *arguments], input=given, capture_output=True, timeout=seconds, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return None


def _is_identity(path: Path) -> bool:
    """Say whether a file holds the private half of a key, or one that is locked by a passphrase."""
    try:
        with path.open("rb") as file:
            begins = file.read(_LONGEST_IDENTITY)
    except OSError:
        return False
    return _IDENTITY in begins or begins.startswith((_LOCKED, _ARMOURED))
