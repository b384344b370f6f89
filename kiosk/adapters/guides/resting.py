"""What a guide rests on: the facts file beside it, and the facts of the blocks it uses."""

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.adapters.guides.blocks import Blocks, Use, WrongBlock
from kiosk.adapters.guides.pages import Fact, FactsFile, Page
from kiosk.refusals import complaints


class WrongFacts(Exception):
    """A facts file cannot be used, or does not cover its guide; a line for each complaint."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A guide's own facts, and those of each block it uses, whose places are named as in the guide."""

    own: FactsFile
    shared: tuple[FactsFile, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return every fact."""
        return (*self.own.facts, *(fact for each in self.shared for fact in each.facts))

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return every page."""
        return (*self.own.pages, *(page for each in self.shared for page in each.pages))


def resting_of(path: Path) -> Resting:
    """Return what a guide's file rests on. Raises WrongFacts."""
    own = read_facts(path.parent / "facts" / path.name)
    blocks, uses = Blocks(path.parent), list(uses_in([path]))
    return Resting(own, tuple(_shared(blocks.table(name), uses, name) for name in _with_facts(blocks, uses)))


def read_facts(path: Path) -> FactsFile:
    """Read the facts file of a guide. Raises WrongFacts."""
    if not path.is_file():
        raise WrongFacts(f"facts/{path.name}: expected a file of facts for the guide {path.stem}")
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongFacts(f"facts/{path.name}: expected TOML in UTF-8; found: {error}") from error
    return _validated(tables, Path("facts", path.name))


def uses_in(files: Iterable[Path]) -> Iterator[Use]:
    """Yield the shared parts of some guides; what cannot be read is said by its own check."""
    for path in files:
        with suppress(OSError, ValueError, WrongBlock):
            content, blocks = tomllib.loads(path.read_text(encoding="utf-8-sig")), Blocks(path.parent)
            if not blocks.expanded(content)[1]:
                yield from blocks.uses(content)


def every_facts_file(folder: Path) -> Iterator[tuple[str, FactsFile]]:
    """Yield the facts of each guide and block of a folder that can be read; its own check says what is wrong."""
    for path in sorted(folder.glob("facts/*.toml")):
        with suppress(WrongFacts):
            yield f"facts/{path.name}", read_facts(path)
    blocks = Blocks(folder)
    for path in sorted(folder.glob("blocks/*.toml")):
        with suppress(WrongFacts, WrongBlock):
            if shared := facts_of_block(blocks.table(path.stem), path.stem):
                yield f"blocks/{path.name}", shared


def facts_of_block(table: dict[str, Any], name: str) -> FactsFile | None:
    """Return the facts of a block, if it has any. Raises WrongFacts."""
    tables = {key: value for key, value in table.items() if key in {"pages", "facts"}}
    return _validated(tables, Path("blocks", f"{name}.toml")) if tables else None


def _validated(tables: dict[str, Any], path: Path) -> FactsFile:
    try:
        return FactsFile.model_validate(tables)
    except ValidationError as error:
        raise WrongFacts("\n".join(complaints(path, error, FactsFile))) from error


def _with_facts(blocks: Blocks, uses: list[Use]) -> list[str]:
    return [name for name in dict.fromkeys(use.block for use in uses) if "facts" in blocks.table(name)]


def _shared(table: dict[str, Any], uses: list[Use], name: str) -> FactsFile:
    """Return the facts of a block at the places that its parts have in the guide; what the guide leaves out goes."""
    read = facts_of_block(table, name)
    if read is None:
        raise LookupError(name)
    names = {f"{use.kind} ({use.inner})": f"{use.kind} ({use.id})" for use in uses if use.block == name}
    moved = [fact.model_copy(update={"at": tuple(_moved(fact.at, names))}) for fact in read.facts]
    kept = tuple(fact for fact in moved if fact.at)
    cited = {fact.source for fact in kept}
    return read.model_copy(update={"facts": kept, "pages": tuple(p for p in read.pages if p.address in cited)})


def _moved(places: tuple[str, ...], names: dict[str, str]) -> list[str]:
    parts = [(place, place.partition(")")[0] + ")") for place in places]
    return [names[part] + place.removeprefix(part) for place, part in parts if part in names]
