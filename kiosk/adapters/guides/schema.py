"""The shape of a guide's file, made of the guide's own fields: checked on reading, given to editors as JSON Schema."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from functools import cache
from types import NoneType
from typing import Annotated, Any, ClassVar, get_args, get_origin

import pydantic
from pydantic import BaseModel, ConfigDict, StringConstraints, create_model

from kiosk.adapters.guides.blocks import OWN
from kiosk.domain.guides import fields as allowed
from kiosk.domain.guides.fields import Between, Pattern, Said, hints_of, parts_in, rule_of
from kiosk.domain.guides.guide import Guide

# What a pattern asks for, in words for whoever writes a guide.
FORMS = {rule.pattern: rule.words for hint in vars(allowed).values() if isinstance(rule := rule_of(hint), Pattern)}
# Strict, as true is no 1 and "2026-11-23" no date: what a person mistyped is said, not guessed.
_STRICT = {kind: Annotated[kind, pydantic.Field(strict=True)] for kind in (int, date, bool)}
_WHEN = dict[str, Annotated[tuple[str, ...], pydantic.Field(min_length=1)]]

# What a table holds that stands for a part of a block, for editors; `blocks` refuses the others.
_OF_A_USE = {
    "use": {"type": "string", "description": "The name of a file of blocks/."},
    "id": {"type": "string"},
    "number": {"type": "integer"},
    "when": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}, "minItems": 1}},
}


class Table(BaseModel):
    """A table of a file, and the part of a guide that it tells."""

    model_config = ConfigDict(extra="forbid", strict=False)
    kind: ClassVar[type]

    def made(self) -> Any:
        """Return the part of a guide."""
        return self.kind(**{name: _made(getattr(self, name)) for name in type(self).model_fields})


def _made(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_made(each) for each in value)
    return value.made() if isinstance(value, Table) else value


@cache
def table_of(kind: type) -> type[Table]:
    """Return the table that tells a part of a guide."""
    keys: dict[str, Any] = {
        field.name: (_asked(hint, parts_in(kind).get(field.name)), _default(field))
        for field, hint in zip(fields(kind), hints_of(kind).values(), strict=True)
    }
    made = create_model(f"{kind.__name__}Table", __base__=Table, __doc__=kind.__doc__, **keys)
    made.kind = kind
    return made


def _default(field: "Field[Any]") -> Any:
    if field.default_factory is not MISSING:
        return pydantic.Field(default_factory=field.default_factory)
    return ... if field.default is MISSING else field.default


def _asked(hint: Any, part: type | None) -> Any:
    """Return what the file must hold for a field: its type, with the field's rule as a constraint."""
    rule = rule_of(hint)
    bare = get_args(hint)[0] if rule else hint
    if part:
        bare = _of_parts(bare, table_of(part))
    elif get_origin(bare) is Mapping:
        bare = _WHEN
    else:
        bare = _STRICT.get(bare, bare)
    return Annotated[bare, _constraint(rule, bare)] if rule else bare


def _of_parts(bare: Any, table: type[Table]) -> Any:
    if get_origin(bare) is tuple:
        return tuple[table, ...]  # type: ignore[valid-type]  # made while the program runs
    return table | None if NoneType in get_args(bare) else table


def _constraint(rule: Said | Pattern | Between, bare: Any) -> Any:
    match rule:
        case Said():
            return StringConstraints(min_length=rule.least, max_length=rule.most, strip_whitespace=True)
        case Pattern():
            return StringConstraints(pattern=rule.pattern)
        case Between() if get_origin(bare) is tuple:
            return pydantic.Field(min_length=rule.least, max_length=rule.most)
        case Between():
            return pydantic.Field(ge=rule.least, le=rule.most)


def guides_json_schema() -> dict[str, Any]:
    """Return the JSON Schema that editors complete and check a guide's file with."""
    schema = table_of(Guide).model_json_schema()
    for kind, asked in (("papers", ["use", "number"]), ("steps", ["use"])):
        shared = {name: _OF_A_USE[name] for name in OWN if name != "number" or name in asked}
        use = {"type": "object", "additionalProperties": False, "properties": shared, "required": asked}
        schema["properties"][kind]["items"] = {"anyOf": [schema["properties"][kind]["items"], use]}
    return schema
