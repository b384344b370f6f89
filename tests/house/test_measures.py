"""Files and functions stay short enough to be read at once, and no function is cleverer than its reader."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[2]
FILES = {
    path.relative_to(ROOT).as_posix(): path for room in ("kiosk", "screens") for path in (ROOT / room).rglob("*.py")
}
# Ways through a function, its comprehensions counted.
CLEVEREST = 10
# The rooms whose hands have not come to it yet, and how clever each function still is.
NOT_YET = {
    "kiosk/adapters/schedules/hours.py _clock": 12,
    "kiosk/adapters/schedules/hours.py _length_of": 11,
    "kiosk/adapters/schedules/hours.py _of_words": 11,
    "kiosk/adapters/schedules/ics.py _event": 11,
    "kiosk/adapters/schedules/ics.py _minutes": 11,
    "kiosk/adapters/schedules/ics.py _newest": 11,
    "kiosk/adapters/schedules/ics.py read_calendar": 14,
    "kiosk/adapters/schedules/ics_series.py occurrences": 11,
    "kiosk/adapters/schedules/ics_series.py unfold": 12,
    "kiosk/adapters/schedules/ics_times.py read_time": 12,
    "kiosk/adapters/schedules/names.py _capitals": 12,
    "kiosk/adapters/schedules/names.py letters_of_name": 14,
    "kiosk/domain/figures/tables.py shapes": 12,
    "kiosk/domain/reception/matching.py by_id_and_letters": 11,
    "kiosk/domain/reception/slots.py slots_of": 12,
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[str, Function]]:
    for name, path in FILES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function):
                yield f"{name} {node.name}", node


def own_parts(function: ast.AST) -> Iterator[ast.AST]:
    """Yield what a function holds; what is defined inside it is a function of its own."""
    for part in ast.iter_child_nodes(function):
        yield part
        if not isinstance(part, Function):
            yield from own_parts(part)


def ways(part: ast.AST) -> int:
    """Return how many further ways a part opens."""
    match part:
        case ast.If() | ast.IfExp() | ast.ExceptHandler() | ast.Assert() | ast.match_case():
            return 1
        case ast.For() | ast.AsyncFor() | ast.While():
            return 1 + bool(part.orelse)
        case ast.Try():
            return int(bool(part.orelse))
        case ast.BoolOp():
            return len(part.values) - 1
        case ast.comprehension():
            return 1 + len(part.ifs)
    return 0


def cleverness(function: ast.AST) -> int:
    return 1 + sum(map(ways, own_parts(function)))


@pytest.mark.parametrize(
    ("body", "counted"),
    [
        ("return 1", 1),
        ("return 1 if a else 2", 2),
        ("return a and b or c", 3),
        ("return [x for y in z for x in y if x if y]", 5),
        ("for x in y:\n  if x: break\nelse: pass", 4),
        ("while x: pass", 2),
        ("try: x()\nexcept A: pass\nexcept B: pass\nelse: pass", 4),
        ("assert x", 2),
        ("match x:\n  case 1: pass\n  case _: pass", 3),
        ("def g():\n  if x: pass", 1),
    ],
)
def test_ways_are_counted_comprehensions_included(body: str, counted: int) -> None:
    lines = "\n".join(f" {line}" for line in body.splitlines())
    assert cleverness(ast.parse(f"def f():\n{lines}").body[0]) == counted


def test_no_function_is_too_clever() -> None:
    clever = {name: found for name, node in functions() if (found := cleverness(node)) > CLEVEREST}
    assert {name: found for name, found in clever.items() if found > NOT_YET.get(name, 0)} == {}


def test_functions_and_files_are_short() -> None:
    lengths = [int(node.end_lineno or 0) - node.lineno + 1 for _, node in functions()]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 25
    long = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in FILES.items()}
    assert {name: lines for name, lines in long.items() if lines > 250} == {}
