"""Guides from `assets/guides/*.toml`: one French file each, refused politely: file, place, field, what was expected."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kiosk.adapters.guides.blocks import Blocks, WrongBlock
from kiosk.adapters.guides.checks import case_complaints, complaints
from kiosk.adapters.guides.plain_words import hard_words
from kiosk.domain.guides.guide import Guide


class WrongGuide(Exception):
    """One or more guides cannot be used; the message has a line for each complaint."""


def load_guides(folder: Path, *, thorough: bool = False) -> tuple[Guide, ...]:
    """Read every guide of a folder, in the order of their numbers.

    `thorough` also walks every combination of answers and judges the language: for those who write guides, not for
    the opening of a kiosk. Raises WrongGuide with all complaints about all files.
    """
    found, wrong, blocks = [], [], Blocks(folder)
    for path in guide_files(folder):
        try:
            found.append(load_guide(path, thorough=thorough, blocks=blocks))
        except WrongGuide as refusal:
            wrong.append(str(refusal))
    wrong += shared(folder, found)
    if wrong:
        raise WrongGuide("\n".join(wrong))
    return tuple(sorted(found, key=lambda guide: guide.number))


def shared(place: Path, found: Sequence[Guide]) -> list[str]:
    """Return a complaint for each id or number of several guides: a number on paper must lead to one of them."""
    wrong = []
    for name in ("id", "number"):
        counts = Counter(getattr(guide, name) for guide in found)
        wrong += [f"{place}: {name}: {value!r} is used by {n} guides" for value, n in counts.items() if n > 1]
    return wrong


def guide_files(folder: Path) -> list[Path]:
    """Return the guides of a folder; the glossary stands among them and is none."""
    return sorted(path for path in folder.glob("*.toml") if path.name != "glossary.toml")


def load_guide(path: Path, *, thorough: bool = False, blocks: Blocks | None = None) -> Guide:
    """Read one guide. Raises WrongGuide."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise WrongGuide(f"{path.name}: the file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WrongGuide(f"{path.name}: expected UTF-8 text") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits and arrays nested 1,000 deep included
        raise WrongGuide(f"{path.name}: this is not TOML: {error}") from error
    guide = _checked(path.name, _whole(path, content, blocks or Blocks(path.parent)))
    found = complaints(guide)
    if thorough:
        # A wrong condition spoils the cases: they are walked once every part is right by itself.
        found += [*(() if found else case_complaints(guide)), *hard_words(guide)]
    if found:
        raise WrongGuide("\n".join(f"{path.name}: {complaint}" for complaint in found))
    return guide


def _whole(path: Path, content: dict[str, Any], blocks: Blocks) -> dict[str, Any]:
    """Return a guide's file with its shared parts in their places. Raises WrongGuide."""
    try:
        whole, wrong = blocks.expanded(content)
    except WrongBlock as refusal:
        raise WrongGuide(f"{path.name}: {refusal}") from refusal
    if wrong:
        raise WrongGuide("\n".join(f"{path.name}: {line}" for line in wrong))
    return whole


def _checked(name: str, content: dict[str, Any]) -> Guide:
    from pydantic import ValidationError

    from kiosk.adapters.guides.schema import FORMS, table_of
    from kiosk.refusals import expected

    table = table_of(Guide)
    try:
        guide: Guide = table.model_validate(content).made()
    except ValidationError as error:
        lines = [
            f"{name}: {_place(problem['loc'], content)}: {expected(problem, table, FORMS)}"
            for problem in error.errors()
            if not _follows(problem)
        ]
        raise WrongGuide("\n".join(lines)) from error
    return guide


def _follows(problem: Any) -> bool:
    """Say whether this only repeats another complaint: entries that are wrong make a list that is long enough short."""
    return bool(problem["type"] == "too_short" and len(problem["input"]) >= problem["ctx"]["min_length"])


def _place(place: tuple[int | str, ...], content: dict[str, Any]) -> str:
    """Write a place as a person finds it: `steps[2] (deposer).text`, entries counted from 1."""
    words, here = "", content
    for part in place:
        here = _inside(here, part)
        if isinstance(part, int):
            name = here.get("id", "") if isinstance(here, dict) else ""
            words += f"[{part + 1}]" + (f" ({name})" if name and isinstance(name, str) else "")
        else:
            words += f".{part}" if words else str(part)
    return words or "the whole file"


def _inside(value: Any, part: int | str) -> Any:
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None
