"""Whoever meets a letter and a number in a comment finds in PRINCIPLES.md what it means."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRINCIPLES = (ROOT / "PRINCIPLES.md").read_text(encoding="utf-8")
DEFINED = set(re.findall(r"(?m)^\| \*\*([A-Z]\d+b?)\*\* \|", PRINCIPLES))
SOURCES = sorted(
    path
    for room in ("kiosk", "screens", "tests")
    for kind in ("*.py", "*.kv")
    for path in (ROOT / room).rglob(kind)
    if path != Path(__file__)
)
_RULE = re.compile(r"\bP\d{1,2}b?\b")
_FEATURE = re.compile(r"\bPRODUCT,? (F\d{1,2})\b")
_CLAUSES = re.compile(r"\breference ((?:[A-Z]\d{2}(?:[–-]|, | and )?)+)")


def cited(text: str) -> Iterator[str]:
    """Yield every rule, feature and clause that a text names; "D01–D05" names five."""
    yield from _RULE.findall(text)
    yield from _FEATURE.findall(text)
    for clauses in _CLAUSES.findall(text):
        yield from re.findall(r"[A-Z]\d{2}", clauses)
        for letter, first, last in re.findall(r"([A-Z])(\d{2})[–-][A-Z](\d{2})", clauses):
            yield from (f"{letter}{n:02d}" for n in range(int(first), int(last)))


def test_what_is_cited_is_recognised() -> None:
    text = "no name (P1, P9b); PRODUCT F19; reference D01–D03, C07 and S01; X11, A4, A 12, Alt+F4"
    assert sorted(cited(text)) == ["C07", "D01", "D01", "D02", "D03", "F19", "P1", "P9b", "S01"]


def test_every_rule_and_clause_that_is_cited_is_defined() -> None:
    missing = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in SOURCES
        for name in cited(path.read_text(encoding="utf-8"))
        if name not in DEFINED
    }
    assert missing == set()


def test_every_rule_of_the_product_is_there() -> None:
    assert {*(f"P{n}" for n in range(1, 13)), "P9b"} <= DEFINED


@pytest.mark.parametrize("part", ["Behaviour", "Tokens"])
def test_the_parts_of_the_design_that_comments_name_are_there(part: str) -> None:
    assert f"**{part}.**" in PRINCIPLES
