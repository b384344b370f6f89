"""What a field of a guide may hold. Each is said once, in `guide`: reading, editors and translators all follow that."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_type_hints


@dataclass(frozen=True, slots=True)
class Said:
    """A text that a visitor reads, hears or carries: translated, judged, drawn. `least` and `most` are letters."""

    most: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text for the program alone: its pattern, and what that asks for in words."""

    pattern: str
    words: str


@dataclass(frozen=True, slots=True)
class Between:
    """The bounds of a number, or of how many entries a list has; both are allowed."""

    least: int
    most: int | None = None


Id = Annotated[
    str,
    Pattern(
        r"^[a-z0-9_-]{1,40}$", '1 to 40 small letters without accents, digits, "-" or "_", such as "carte-identite"'
    ),
]
Icon = Annotated[str, Pattern(r"^[a-z0-9_]{1,40}$", 'the name of an icon, such as "home_pin"')]
IconOrNone = Annotated[str, Pattern(r"^[a-z0-9_]{0,40}$", 'the name of an icon, such as "home_pin", or nothing')]
Digits = Annotated[str, Pattern(r"^[0-9 \u00a0\u202f]{2,20}$", 'a number to call, such as "34 00"')]
# Letters, not words: a label is read at a glance, on a card, at the largest text size. Aim at 40.
Label = Annotated[str, Said(55)]
PaperName = Annotated[str, Said(45)]
QuestionText = Annotated[str, Said(60)]
Short = Annotated[str, Said(32)]  # one line of an 80 mm ticket
Name = Annotated[str, Said(80)]
FirstPerson = Annotated[str, Said(120)]
FewSentences = Annotated[str, Said(260)]
Note = Annotated[str, Said(260, least=0)]


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """Return what each field of a part of a guide may hold, in order."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)}


def rule_of(hint: Any) -> Said | Pattern | Between | None:
    """Return the rule that a field's type carries."""
    return next(
        (each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Said | Pattern | Between)), None
    )


@cache
def texts_in(kind: type) -> frozenset[str]:
    """Return the fields of a part that are said."""
    return frozenset(name for name, hint in hints_of(kind).items() if isinstance(rule_of(hint), Said))


@cache
def parts_in(kind: type) -> dict[str, type]:
    """Return the fields of a part that hold parts themselves, one or several, with what these are."""
    return {name: part for name, hint in hints_of(kind).items() if (part := _part(hint))}


@cache
def _telling(kind: type) -> frozenset[str]:
    """Return the fields of a part that hold parts with texts that are said."""
    return frozenset(name for name, part in parts_in(kind).items() if texts_in(part) or _telling(part))


def _part(hint: Any) -> type | None:
    if isinstance(hint, type) and is_dataclass(hint):
        return hint
    return next((part for each in get_args(hint) if (part := _part(each))), None)


def texts(item: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a guide that is said, with its place: `steps (depot).tip`."""
    kind: type = type(item)
    for name in hints_of(kind):
        value, where = getattr(item, name), f"{place}.{name}" if place else name
        if name in texts_in(kind) and value:
            yield where, value
        elif isinstance(value, tuple) and name in _telling(kind):
            for part in value:
                yield from texts(part, f"{where} ({part.id})")
        elif value and name in _telling(kind):
            yield from texts(value, where)
