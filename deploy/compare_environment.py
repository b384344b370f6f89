# ruff: noqa: INP001 - a script that setup.sh runs, not a package.
"""Compare the environment that runs this with the lock files beside it: what is installed must be what they pin.

Prints, on a line, the packages installed that no lock pins in that version; exits 1 when there are any, or when one
that the locks named as arguments pin is not there. Standard library only: it runs before anything is installed.
"""

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

LOCKS = Path(__file__).parent
# The interpreter brings it, and it installs all others.
INSTALLER = "pip"
# Piper's are for an environment of its own, and strangers in this one.
OF_ANOTHER = "voice"


def pinned(lock: Path) -> set[tuple[str, str]]:
    """Return the names and versions that a lock pins."""
    return set(re.findall(r"(?m)^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8")))


def installed() -> set[tuple[str, str]]:
    """Return the names and versions of what stands in the environment, but for the installer."""
    found = {(re.sub(r"[-_.]+", "-", each.name).lower(), each.version) for each in distributions()}
    return {(name, version) for name, version in found if name != INSTALLER}


def main() -> None:
    """Compare, print, exit."""
    allowed = set().union(*(pinned(lock) for lock in LOCKS.glob("*.lock") if not lock.name.startswith(OF_ANOTHER)))
    wanted = set().union(*(pinned(LOCKS / name) for name in ("build.lock", *sys.argv[1:])))
    found = installed()
    strays = sorted({name for name, _ in found - allowed})
    print(*strays)
    sys.exit(bool(strays or wanted - found))


if __name__ == "__main__":
    main()
