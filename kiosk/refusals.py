"""Say what is wrong with a file of ours: file, key, what was expected, what stands there, one line each."""

from datetime import date, time
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

# Pydantic's own words speak of inputs and instances; whoever edits a file thinks of keys, texts and numbers.
_EXPECTED = {
    "bool_type": "expected true or false, without quotes",
    "date_type": "expected a day such as 2026-12-24, without quotes",
    "float_type": "expected a number, without quotes",
    "greater_than_equal": "expected {ge:g} or more",
    "int_type": "expected a whole number, without quotes",
    "less_than_equal": "expected {le:g} or less",
    "missing": "expected this key, which is not there",
    "model_type": "expected a table of its own, such as [{class_name}]",
    "string_too_long": "expected {max_length} characters at most",
    "string_too_short": "expected {min_length} character(s) at least",
    "string_type": "expected a text between quotes",
    "tuple_type": "expected a list between square brackets",
    "value_error": "{error}",
}


def complaints(path: Path, error: ValidationError, model: type[BaseModel] | None = None) -> list[str]:
    """Say each thing wrong with a file in one line; a `model` lets an unknown key be answered with the known ones."""
    lines = []
    for problem in error.errors():
        place, value = problem["loc"], problem["input"]
        if problem["type"] == "extra_forbidden":
            lines.append(f"{path}: {_key(place)}: {_known(model, place)}")
            continue
        context = {"class_name": str(place[-1]) if place else ""} | problem.get("ctx", {})
        expected = _EXPECTED.get(problem["type"], problem["msg"]).format(**_lower(context))
        lines.append(f"{path}: {_key(place)}: {expected}{_found(value)}")
    return lines


def _lower(context: dict[str, Any]) -> dict[str, Any]:
    """Name tables as the file does: pydantic passes the class name `Panel`, the file says `[panel]`."""
    return {k: v.lower() if k == "class_name" else v for k, v in context.items()}


def _key(place: tuple[int | str, ...]) -> str:
    """Write a place as a person finds it in the file: entries of a list count from 1."""
    words = [f"(entry {part + 1})" if isinstance(part, int) else part for part in place]
    return ".".join(words).replace(".(", " (") or "the whole file"


def _found(value: object) -> str:
    if isinstance(value, dict | list | tuple | BaseModel):
        return ""
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
