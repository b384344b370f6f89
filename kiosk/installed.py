"""The box that this program was installed on: its settings, its data, and the account that they belong to."""

import errno
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.shipped import shipped

_SETTINGS, _DATA, _ACCOUNT = Path("/etc/kiosk"), Path("/var/lib/kiosk"), "kiosk"


def box_data() -> Path | None:
    """Return where the box's data lie; None for a program whose settings are not the machine's own, as a checkout's."""
    return _DATA if shipped("config").resolve() == _SETTINGS else None


def act_for(folder: Path, *, for_good: bool = False) -> None:
    """Asked by root, act from now on as whoever the data of a folder belong to: root's own files would shut them out.

    The box's data belong to its account, those of any other folder to its owner; one that is not there is the asker's.
    Not `for_good`, `as_asked` still reaches root's own places. Raises OSError.
    """
    owner = _owner(folder) if os.geteuid() == 0 else None
    if owner is None:
        return
    kept = owner.pw_uid if for_good else 0
    os.initgroups(owner.pw_name, owner.pw_gid)
    os.setresgid(owner.pw_gid, owner.pw_gid, owner.pw_gid if for_good else 0)
    os.setresuid(owner.pw_uid, owner.pw_uid, kept)
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        del os.environ[name]
    os.environ |= {"HOME": owner.pw_dir, "USER": owner.pw_name, "LOGNAME": owner.pw_name}


@contextmanager
def as_asked() -> Iterator[None]:
    """Be for a moment whoever asked: what root wants written in a place of its own is root's."""
    user, group = os.geteuid(), os.getegid()
    if user == 0 or os.getresuid()[2] != 0:
        yield
        return
    os.seteuid(0)
    os.setegid(0)
    try:
        yield
    finally:
        os.setegid(group)
        os.seteuid(user)


def _owner(folder: Path) -> pwd.struct_passwd | None:
    try:
        if folder == box_data():
            return pwd.getpwnam(_ACCOUNT)
        owner = folder.stat().st_uid
        return pwd.getpwuid(owner) if owner else None
    except FileNotFoundError:
        return None
    except KeyError as error:
        # Root would take the data from whoever they will be given back to.
        raise OSError(errno.ENOENT, "it belongs to no account of this machine") from error
