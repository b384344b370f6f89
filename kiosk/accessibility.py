"""What each clause of EN 301 549 asks of this kiosk and what shows it: the register in `assets/accessibility`.

Nothing here opens a window or imports a screen: a constant of the code is read from its source, as text.
"""

import ast
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationError, field_validator, model_validator

from kiosk.refusals import complaints
from kiosk.shipped import shipped
from kiosk.sites import Frozen

CLAUSES = shipped("assets", "accessibility", "clauses.toml")
# The packages lie side by side, in a checkout and once installed.
_PACKAGES = Path(__file__).parents[1]
_Said = Annotated[str, Field(min_length=1)]


class WrongRegister(Exception):
    """The register cannot be used; the message names file, key and what was expected, a line each."""


class Verdict(StrEnum):
    """What can be said of a clause."""

    HOLDS = "holds"
    HARDWARE = "needs the hardware"
    NOT_YET = "not yet"
    NOT_APPLICABLE = "not applicable"


class Figure(Frozen):
    """A number of the code that a clause is about: `module:NAME` or `module:Class.name`, and what is asked of it."""

    constant: Annotated[str, Field(pattern=r"^(kiosk|screens)(\.\w+)+:\w+(\.\w+)?$")]
    unit: _Said
    asked: str = ""


class Clause(Frozen):
    """One clause in our own words. `new_number` is its number in v4.1.1 where somebody read it, else blank."""

    # A verdict is written as a word.
    model_config = ConfigDict(strict=False)

    number: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    edition: Annotated[str, Field(pattern=r"^v(3\.2\.1|4\.1\.1)$")] = "v3.2.1"
    new_number: str = ""
    demand: _Said
    verdict: Verdict
    why: _Said
    tests: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    site: str = ""

    @field_validator("why", "demand")
    @classmethod
    def _is_a_sentence(cls, said: str) -> str:
        if not said.endswith("."):
            raise ValueError("expected a sentence with its full stop")
        return said

    @model_validator(mode="after")
    def _has_what_its_verdict_needs(self) -> "Clause":
        if self.verdict is Verdict.HOLDS and not self.tests:
            raise ValueError(f"{self.number}: expected a test that shows it, in tests")
        if self.verdict is Verdict.HARDWARE and not self.site:
            raise ValueError(f"{self.number}: expected what the site measures, in site")
        return self

    @property
    def order(self) -> tuple[tuple[int, ...], str]:
        """Return where it stands: by number as numbers, then by edition."""
        return tuple(map(int, self.number.split("."))), self.edition


class Task(Frozen):
    """How many presses something takes at most, with two switches and with four arrows and OK; a test counts them."""

    name: _Said
    switches: int
    arrows: int
    test: _Said


class Register(Frozen):
    """All of it, in the order of the numbers."""

    model_config = ConfigDict(strict=False)

    read: _Said
    clauses: tuple[Clause, ...]
    tasks: tuple[Task, ...]

    @model_validator(mode="after")
    def _is_in_order(self) -> "Register":
        places = [clause.order for clause in self.clauses]
        for before, after in pairwise(places):
            if before >= after:
                raise ValueError(f"expected each clause once, in order: {'.'.join(map(str, after[0]))} comes too late")
        return self

    def count(self, verdict: Verdict) -> int:
        """Return how many clauses have a verdict."""
        return sum(clause.verdict is verdict for clause in self.clauses)


def load_register(path: Path = CLAUSES) -> Register:
    """Read and check the register."""
    try:
        return Register.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise WrongRegister(f"{path}: {error}") from error
    except ValidationError as error:
        raise WrongRegister("\n".join(complaints(path, error, Register))) from error


def value_of(constant: str) -> str:
    """Return what a constant of the code is now, as it is written there; one that is not there is refused."""
    module, _, name = constant.partition(":")
    path = _PACKAGES.joinpath(*module.split(".")).with_suffix(".py")
    body: list[ast.stmt] = ast.parse(path.read_text(encoding="utf-8")).body if path.is_file() else []
    owner, _, last = name.rpartition(".")
    if owner:
        body = next((node.body for node in body if isinstance(node, ast.ClassDef) and node.name == owner), [])
    for given, value in _constants(body):
        if given == last:
            return ast.unparse(value)
    raise WrongRegister(f"{constant}: there is no such constant")


def _constants(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for node in body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                yield from ((n.id, v) for n, v in zip(names, values, strict=False) if isinstance(n, ast.Name))
