"""Say what is wrong with a file of ours: file, key, what was expected, what stands there, one line each."""

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

# Pydantic's own words speak of inputs and instances; whoever edits a file thinks of keys, texts and numbers.
_EXPECTED = {
    "bool_type": "expected true or false, without quotes",
    "date_type": "expected a day such as 2026-12-24, without quotes",
    "dict_type": 'expected a table such as {{ question = ["answer"] }}',
    "enum": "expected {expected}",
    "float_type": "expected a number, without quotes",
    "greater_than_equal": "expected {ge:g} or more",
    "int_type": "expected a whole number, without quotes",
    "less_than_equal": "expected {le:g} or less",
    "missing": "expected this key, which is not there",
    "model_type": "expected a table of its own, such as {table}",
    "string_too_long": "expected {max_length} characters at most",
    "string_too_short": "expected {min_length} character(s) at least",
    "string_type": "expected a text between quotes",
    "too_long": "expected a list of {max_length} or fewer",
    "too_short": "expected a list of {min_length} or more",
    "tuple_type": "expected a list between square brackets",
    "value_error": "{error}",
}


def complaints(path: Path, error: ValidationError, model: type[BaseModel] | None = None) -> list[str]:
    """Say each thing wrong with a file in one line; a `model` lets an unknown key be answered with the known ones."""
    return [f"{path}: {_key(problem['loc'])}: {expected(problem, model)}" for problem in error.errors()]


def expected(problem: Any, model: type[BaseModel] | None = None, forms: Mapping[str, str] | None = None) -> str:
    """Say what was expected in one place, and what stands there; `forms` puts a text's patterns into words."""
    place, context = problem["loc"], problem.get("ctx", {})
    # What stands there is told to nobody, not even to whoever wrote it.
    if "addresses" in place and problem["type"] != "value_error":
        return 'expected a table of its own, such as [imports.addresses], with lines such as 1 = "https://…"'
    if problem["type"] == "extra_forbidden":
        return _known(model, place)
    pattern = context.get("pattern", "")
    if forms and pattern in forms:
        return f"expected {forms[pattern]}{_found(problem['input'])}"
    words = _EXPECTED.get(problem["type"])
    said = words.format(**context, table=_table(place)) if words else problem["msg"]
    return f"{said}{_found(problem['input'])}"


def _table(place: tuple[int | str, ...]) -> str:
    """Name a table as the file does: `[panel]`, and `[[openings]]` where there may be several."""
    name = ".".join(part for part in place if isinstance(part, str))
    return f"[[{name}]]" if place and isinstance(place[-1], int) else f"[{name}]"


def _key(place: tuple[int | str, ...]) -> str:
    """Write a place as a person finds it in the file: entries of a list count from 1."""
    words = [f"(entry {part + 1})" if isinstance(part, int) else part for part in place]
    return ".".join(words).replace(".(", " (") or "the whole file"


def _found(value: object) -> str:
    if isinstance(value, dict | list | tuple | BaseModel):
        return ""
    # What people paste by mistake beside the public half, and what a terminal or a journal must not keep.
    if isinstance(value, str) and "AGE-SECRET-KEY-" in value.upper():
        return "; found the private half, which must not be on this machine"
    return f"; found {value.isoformat() if isinstance(value, date | time) else repr(value)}"


def _known(model: type[BaseModel] | None, place: tuple[int | str, ...]) -> str:
    """Answer an unknown key with the keys that its table knows."""
    for part in place[:-1]:
        if model is not None and isinstance(part, str):
            model = _inner(model.model_fields[part].annotation)
    if model is None:
        return "this key is not known; expected one that is"
    return f"this key is not known; expected one of {', '.join(model.model_fields)}"


def _inner(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as `tuple[Closure, ...]`."""
    candidates = (annotation, *get_args(annotation))
    return next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), None)
