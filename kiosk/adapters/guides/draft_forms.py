"""Forms of activity reports from `assets/drafts/*.toml`: a form that changes is a file to change, not a program."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.domain.reception.drafts import Form, FormField, FromSession
from kiosk.refusals import complaints


class WrongForm(Exception):
    """A form cannot be used; the message names file, key and what was expected."""


class _FieldTable(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: Annotated[str, Field(min_length=1, max_length=60)]
    known: Annotated[FromSession | None, Field(alias="from")] = None
    fixed: str = ""
    ask: str = ""
    values: dict[str, str] = {}
    choices: tuple[int, ...] = ()


class _FormFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=60)]
    order: int
    fields: Annotated[tuple[_FieldTable, ...], Field(min_length=1)]


def load_forms(folder: Path) -> tuple[Form, ...]:
    """Read the forms of a folder, in the order they give themselves. Raises WrongForm."""
    read = [_read(path) for path in sorted(folder.glob("*.toml"))]
    return tuple(_form(table) for table in sorted(read, key=lambda table: table.order))


def _read(path: Path) -> _FormFile:
    try:
        return _FormFile.model_validate(tomllib.loads(path.read_text("utf-8-sig")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongForm(f"{path}: expected a TOML file; found: {error}") from error
    except ValidationError as error:
        raise WrongForm("\n".join(complaints(path, error, _FormFile))) from error


def _form(table: _FormFile) -> Form:
    return Form(
        table.title,
        tuple(FormField(f.label, f.known, f.fixed, f.ask, f.values, f.choices) for f in table.fields),
    )
