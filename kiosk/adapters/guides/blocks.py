"""Parts that many guides share, in `blocks/*.toml`: a guide's `use = "domiciliation"` stands for one.

A block holds one paper, one step or one of each, and the facts these rest on. A guide keeps what is its own: the number
on paper, the condition, an id where it had another; papers and steps keep the order of its tables.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.shipped import shipped

KINDS = ("papers", "steps")
# What a guide says of a shared part itself.
OWN = ("use", "id", "number", "when")


@dataclass(frozen=True, slots=True)
class Use:
    """A shared part in a guide: its kind, its id there, the block, and the id it has in the block."""

    kind: str
    id: str
    block: str
    inner: str


class WrongBlock(Exception):
    """A block cannot be read; the message names its file."""


class Blocks:
    """The shared parts that a folder of guides may use, each file read once: its own, then the shipped ones."""

    def __init__(self, folder: Path) -> None:
        self._folders = (folder / "blocks", shipped("assets", "guides", "blocks"))
        self._names = sorted({path.stem for each in self._folders for path in each.glob("*.toml")})
        self._read: dict[str, dict[str, Any]] = {}

    def table(self, name: str) -> dict[str, Any]:
        """Return what a block's file holds. Raises WrongBlock."""
        if name not in self._read:
            self._read[name] = _read(next(folder / f"{name}.toml" for folder in self._folders if _has(folder, name)))
        return self._read[name]

    def expanded(self, content: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        """Return a guide's file with each shared part in its place, and what is wrong with the tables that name one."""
        made, wrong = dict(content), []
        for kind in KINDS:
            entries = content.get(kind)
            if isinstance(entries, list):
                made[kind] = [self._part(kind, entry) for entry in entries]
                for n, entry in enumerate(entries, 1):
                    wrong += [f"{kind}[{n}]{line}" for line in self._wrong(kind, entry)]
        return made, wrong

    def uses(self, content: dict[str, Any]) -> Iterator[Use]:
        """Yield the shared parts of a guide's file that has nothing wrong."""
        for kind in KINDS:
            for entry in content.get(kind, ()):
                if "use" in entry:
                    inner = self._entry(kind, entry["use"])["id"]
                    yield Use(kind, entry.get("id", inner), entry["use"], inner)

    def _part(self, kind: str, entry: Any) -> Any:
        if not isinstance(entry, dict) or "use" not in entry or [*self._wrong(kind, entry)]:
            return entry
        return self._entry(kind, entry["use"]) | {key: value for key, value in entry.items() if key != "use"}

    def _wrong(self, kind: str, entry: Any) -> Iterator[str]:
        if not isinstance(entry, dict) or "use" not in entry:
            return
        if entry["use"] not in self._names:
            yield f".use: expected the name of a block, one of {', '.join(self._names)}; found {entry['use']!r}"
        elif not self._entry(kind, entry["use"]):
            yield f".use: expected a block with {kind}; found {entry['use']!r}"
        for key in sorted(entry.keys() - set(OWN)):
            yield f".{key}: the block says this; expected one of {', '.join(OWN)}"

    def _entry(self, kind: str, name: str) -> dict[str, Any]:
        """Return the part of a block, or nothing where it has none of this kind."""
        match self.table(name).get(kind):
            case [{"id": str()} as part]:
                return dict(part)
        return {}


def _has(folder: Path, name: str) -> bool:
    return (folder / f"{name}.toml").is_file()


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise WrongBlock(f"blocks/{path.name}: expected TOML in UTF-8; found: {error}") from error
