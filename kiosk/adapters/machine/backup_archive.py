"""What is inside the lock: a tar of a few files whose names say what they are; it is never unpacked to a disk."""

import io
import json
import tarfile
from dataclasses import asdict
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from kiosk.domain.machine.backups import LARGEST, Account, Contents
from kiosk.domain.machine.restoring import RestoreTrouble

_FORM = 1
_ABOUT, _FIGURES, _ACCOUNTS, _SETTINGS = "about.json", "figures.sqlite", "accounts.json", "settings/"
_MOST_FILES = 400
Files = dict[str, bytes]


def packed(contents: Contents) -> bytes:
    """Write a tar: what it is, figures, accounts, settings."""
    about = {"form": _FORM, "made": contents.made.isoformat(), "site": contents.site, "version": contents.version}
    files = {
        _ABOUT: json.dumps(about).encode(),
        _FIGURES: contents.figures,
        _ACCOUNTS: json.dumps([asdict(each) for each in contents.accounts]).encode(),
        **{f"{_SETTINGS}{name}": content for name, content in sorted(contents.settings.items())},
    }
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o600
            tar.addfile(member, io.BytesIO(content))
    return written.getvalue()


def unpacked(content: bytes) -> Contents | RestoreTrouble:
    """Read such a tar; whoever knows the public key can lock one, so nothing in it is believed."""
    try:
        files = _files(content)
        about: dict[str, Any] = json.loads(files.pop(_ABOUT))
        if about["form"] > _FORM:
            return RestoreTrouble.TOO_NEW
        figures, accounts = files.pop(_FIGURES), json.loads(files.pop(_ACCOUNTS))
        settings = {name.removeprefix(_SETTINGS): held for name, held in files.items()}
        if not all(name.startswith(_SETTINGS) and _is_plain(name) for name in files):
            return RestoreTrouble.DAMAGED
        made = datetime.fromisoformat(about["made"])
        if made.tzinfo is None:
            return RestoreTrouble.DAMAGED
        told = tuple(Account(**{name: str(value) for name, value in each.items()}) for each in accounts)
        return Contents(made, _line(about["site"]), _line(about["version"]), figures, told, settings)
    except (KeyError, TypeError, ValueError, AttributeError, tarfile.TarError, OverflowError, RecursionError):
        return RestoreTrouble.DAMAGED


def _files(content: bytes) -> Files:
    """Return the plain files of a tar. Raises ValueError for anything else in it, TarError."""
    found: Files = {}
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as tar:
        for member in tar:
            held = tar.extractfile(member) if member.isreg() and member.size <= LARGEST else None
            if held is None or member.name in found or len(found) >= _MOST_FILES:
                raise ValueError(member.name)
            found[member.name] = held.read()
    return found


def _is_plain(name: str) -> bool:
    """Say whether a path stays in its folder, and is a file of settings."""
    path = PurePosixPath(name)
    plain = all(part not in {"..", ""} and not part.startswith(".") for part in path.parts)
    return plain and str(path) == name and path.suffix == ".toml" and name.isprintable() and not path.is_absolute()


def _line(text: str) -> str:
    if not text.isprintable() or len(text) > 60:
        raise ValueError("expected a short line")
    return text
