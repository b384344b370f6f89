"""`kiosk check --accessibility`: the clauses of EN 301 549, each with its verdict and what shows it.

In a checkout, `python -m kiosk.commands.accessibility` writes the same as a page: ACCESSIBILITY.md.
"""

from collections.abc import Iterator
from pathlib import Path

import typer

from kiosk.accessibility import Clause, Register, Verdict, WrongRegister, load_register, value_of
from kiosk.commands.options import stop

PAGE = Path(__file__).parents[2] / "ACCESSIBILITY.md"
CHAPTERS = {
    5: "Generic requirements, closed functionality",
    6: "Two-way voice",
    7: "Video",
    8: "Hardware",
    9: "Web",
    10: "Documents",
    11: "Software",
    12: "Documentation and support",
    13: "Relay and emergency services",
}
_SHOWN = {
    Verdict.HOLDS: "Shown by",
    Verdict.HARDWARE: "The program's part, shown by",
    Verdict.NOT_YET: "In part shown by",
    Verdict.NOT_APPLICABLE: "See",
}
_HEAD = """\
# Accessibility, clause by clause

Written by `python -m kiosk.commands.accessibility` from `assets/accessibility/clauses.toml` and the constants of the
code: edit that file, not this page. The demands are told in our own words; the standard's text stands over them.
`kiosk check --accessibility` prints the same on any machine.

**What is judged.** The visitor's screens, the wall screen and the paper, on a machine that offers nothing else:
software with closed functionality, to which nobody can attach a screen reader. The desk is a tool of the staff; what it
shares with the kiosk is the same code, and nothing more is claimed of it.

**How to read a verdict.** *Holds*: each test named was opened and shows it, in every run of the tests. *Needs the
hardware*: the program does its part; the site measures the rest where the kiosk stands. *Not yet*: not held today, or
not shown by a test. *Not applicable*: the clause begins with something that is not here. Tests with machines are no
people: nobody blind, deaf, in a wheelchair or unable to read has tried this kiosk yet.
"""


def print_register() -> None:
    """Print every clause in one line, with its verdict and its numbers, then how many of each."""
    from rich.console import Console
    from rich.table import Table

    register = _register_or_stop()
    table = Table("clause", "asked", "verdict", "number now", title="EN 301 549, clause by clause")
    for clause in register.clauses:
        figures = "; ".join(_figures(clause))
        table.add_row(_numbered(clause), clause.demand, clause.verdict.value, figures)
    terminal = Console()
    # A pipe or a file has no width of its own: a table for wide paper.
    (terminal if terminal.is_terminal else Console(width=160)).print(table)
    typer.echo(counted(register))


def counted(register: Register) -> str:
    """Return how many clauses have each verdict."""
    counts = ", ".join(f"{register.count(verdict)} {verdict.value}" for verdict in Verdict)
    return f"{len(register.clauses)} clauses: {counts}"


def page(register: Register) -> str:
    """Return the page for readers, constants as they are now."""
    told = (*_presses(register), *_parts(register))
    return "\n".join((_HEAD, register.read, "", f"**{counted(register)}.**", "", *told))


def _presses(register: Register) -> Iterator[str]:
    yield "## Without touching: presses at most"
    yield ""
    yield "| task | two switches | four arrows and OK | counted by |"
    yield "|---|---|---|---|"
    for task in register.tasks:
        yield f"| {task.name} | {task.switches} | {task.arrows} | `{task.test}` |"
    yield ""


def _parts(register: Register) -> Iterator[str]:
    chapter = 0
    for clause in register.clauses:
        here = clause.order[0][0]
        if here != chapter:
            chapter = here
            yield f"## {chapter}. {CHAPTERS[chapter]}"
            yield ""
        yield from _told(clause)


def _told(clause: Clause) -> Iterator[str]:
    yield f"### {_numbered(clause)} — {clause.verdict.value}"
    yield f"{clause.demand}  "
    yield f"{clause.why}"
    if clause.figures:
        yield f"- Numbers: {'; '.join(_figures(clause))}."
    if clause.tests:
        yield f"- {_SHOWN[clause.verdict]}: {_listed(clause.tests)}."
    if clause.site:
        yield f"- The site: {clause.site}"
    if clause.edition == "v3.2.1":
        number = f"{clause.new_number}, as an extract of it tells" if clause.new_number else "not checked"
        yield f"- Number in v4.1.1: {number}."
    yield ""


def _numbered(clause: Clause) -> str:
    return clause.number if clause.edition == "v3.2.1" else f"{clause.number} (new in {clause.edition})"


def _listed(tests: tuple[str, ...]) -> str:
    return ", ".join(f"`{test}`" for test in tests)


def _figures(clause: Clause) -> Iterator[str]:
    for figure in clause.figures:
        asked = f" (asked: {figure.asked})" if figure.asked else ""
        yield f"{figure.constant.rpartition(':')[2]} = {value_of(figure.constant)} {figure.unit}{asked}"


def _register_or_stop() -> Register:
    try:
        return load_register()
    except WrongRegister as refusal:
        stop(str(refusal), refusal)


if __name__ == "__main__":
    PAGE.write_text(page(_register_or_stop()), encoding="utf-8")
