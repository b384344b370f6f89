"""What is not a rig's own stays as it was found.

cupsd, as root, gives owner and mode to each folder that it is told of (conf.c, cupsdCheckPermissions): to the folder of
its settings too where ServerRoot is not said, even when it only checks them (`cupsd -t -c /tmp/x.conf` closes /tmp to
everybody else); to /etc/cups, /run/cups, /var/cache/cups and /var/spool/cups where another directive is not said.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

_MACHINE = ("/", "/etc", "/run", "/var")
_CUPS = ("/etc/cups", "/run/cups", "/var/cache/cups", "/var/log/cups", "/var/spool/cups")
Standing = tuple[int, int, int]


def around(own: Path) -> set[Path]:
    """Return what somebody else owns and a cupsd that strays may reach: all of the machine's, none of `own`."""
    machine = {path for place in _MACHINE for path in Path(place).iterdir() if path.is_dir() and not path.is_symlink()}
    cups = {path for place in _CUPS for path in (Path(place), *Path(place).glob("*"), *Path(place).glob("*/*"))}
    return (machine | cups | {*own.parents}) - {Path("/proc"), own}


def _standing(paths: Iterable[Path]) -> dict[Path, Standing]:
    """Return mode, owner and group of what is there."""
    found = {path: path.lstat() for path in paths if os.path.lexists(path) and not path.is_symlink()}
    return {path: (seen.st_mode & 0o7777, seen.st_uid, seen.st_gid) for path, seen in found.items()}


@contextmanager
def left_as_found(paths: Iterable[Path]) -> Iterator[None]:
    """Fail when mode or owner of one of these has changed in between, and put it back for whoever comes next."""
    before = _standing(paths)
    try:
        yield
    finally:
        after = _standing(before)
        changed = {path: (was, after[path]) for path, was in before.items() if after.get(path, was) != was}
        for path, ((mode, owner, group), _) in changed.items():
            os.chown(path, owner, group)
            path.chmod(mode)
    told = [f"{path} was {was[0]:o} {was[1:]}, became {is_[0]:o} {is_[1:]}" for path, (was, is_) in changed.items()]
    assert not told, "a folder of others was changed: " + "; ".join(told)
