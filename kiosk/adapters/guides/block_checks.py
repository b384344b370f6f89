"""What a block must hold by itself; its words are judged in each guide that uses it."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.adapters.guides.blocks import KINDS, Blocks, Use, WrongBlock
from kiosk.adapters.guides.pages import wrong_pages
from kiosk.adapters.guides.resting import WrongFacts, facts_of_block
from kiosk.adapters.guides.schema import FORMS, table_of
from kiosk.domain.guides.guide import Paper, Step
from kiosk.refusals import expected

_PARTS = {"papers": Paper, "steps": Step}
# What each guide says itself of a part that it shares.
_OF_THE_GUIDE = {"number", "when"}
_KEYS = (*KINDS, "pages", "facts")


def wrong_blocks(folder: Path, uses: Iterable[Use], today: date) -> list[str]:
    """Return what is wrong with the blocks that lie in a folder of guides; `uses` are those of all its guides."""
    blocks, used, found = Blocks(folder), {use.block for use in uses}, []
    for path in sorted(folder.glob("blocks/*.toml")):
        try:
            lines = list(_wrong(blocks.table(path.stem), path.stem, today))
        except (WrongBlock, WrongFacts) as refusal:
            found += str(refusal).splitlines()
            continue
        lines += [] if path.stem in used else ["expected a guide that uses this block; found none"]
        found += [f"blocks/{path.name}: {line}" for line in lines]
    return found


def _wrong(table: dict[str, Any], name: str, today: date) -> Iterator[str]:
    for key in sorted(table.keys() - set(_KEYS)):
        yield f"{key}: this key is not known; expected one of {', '.join(_KEYS)}"
    kinds = [kind for kind in KINDS if kind in table]
    if not kinds:
        yield f"expected a part to share: {' or '.join(f'[[{kind}]]' for kind in KINDS)}"
    for kind in kinds:
        yield from _wrong_part(kind, table[kind])
    yield from _wrong_facts(table, name, today)


def _wrong_facts(table: dict[str, Any], name: str, today: date) -> Iterator[str]:
    read = facts_of_block(table, name)
    if read is None:
        return
    yield from wrong_pages(read, today)
    places = tuple(f"{kind} ({part.get('id')})" for kind in KINDS if (part := _part(table.get(kind))))
    for n, fact in enumerate(read.facts, 1):
        strange = [place for place in fact.at if not place.startswith(places)]
        yield from (f"facts[{n}].at: {place!r} is no place of the block" for place in strange)


def _part(entries: Any) -> dict[str, Any]:
    """Return the one part of a kind, or nothing where there is another number of them."""
    match entries:
        case [dict() as part]:
            return part
    return {}


def _wrong_part(kind: str, entries: Any) -> Iterator[str]:
    part = _part(entries)
    if not part:
        yield f"{kind}: expected one table [[{kind}]]"
        return
    for key in sorted(_OF_THE_GUIDE & part.keys()):
        yield f"{kind}[1].{key}: each guide says this itself; expected no such key"
    model, lent = table_of(_PARTS[kind]), {"number": 1} if kind == "papers" else {}
    try:
        model.model_validate({key: value for key, value in part.items() if key not in _OF_THE_GUIDE} | lent)
    except ValidationError as error:
        yield from (f"{kind}[1].{_place(problem)}: {expected(problem, model, FORMS)}" for problem in error.errors())


def _place(problem: Any) -> str:
    return ".".join(str(part) for part in problem["loc"])
