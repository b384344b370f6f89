"""`kiosk staff`: accounts of the desk, from the machine's own terminal."""

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.commands.options import DataOption, data_or_stop, out_or_stop, write_or_stop
from kiosk.domain.reception.access import ROLES, Role
from kiosk.services.access import Refused
from kiosk.wiring import access

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.services.access import Access

staff = typer.Typer(help="Who may unlock the desk.", no_args_is_help=True)
PinOption = Annotated[bool, typer.Option("--pin-stdin", help="Read the PIN from standard input, for scripts.")]
LabelArgument = Annotated[str, typer.Argument(help="A short label: M1, Accueil. Not a full name.")]


@contextmanager
def _accounts(data: Path | None, *, needs: str = "device.sqlite") -> "Iterator[Access]":
    from kiosk.adapters.machine.clocks import system_clock

    with data_or_stop(data, needs=needs) as files:
        yield access(files, system_clock)


def _pin(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().strip()
    return str(typer.prompt("PIN (6 digits)", hide_input=True, confirmation_prompt=True))


def _stop_if_refused(outcome: object) -> None:
    if isinstance(outcome, Refused):
        typer.echo(outcome.why, err=True)
        raise typer.Exit(2)


@staff.command()
def add(
    label: LabelArgument,
    role: Annotated[Role, typer.Option("--role")] = Role.MEDIATOR,
    *,
    pin_stdin: PinOption = False,
    data: DataOption = None,
) -> None:
    """Make an account; its PIN is asked twice."""
    pin = _pin(from_stdin=pin_stdin)
    with _accounts(data, needs="") as accounts:
        _stop_if_refused(accounts.add(label, role, pin))
    typer.echo(f"{label}: {role.value}")


@staff.command()
def reset(label: LabelArgument, *, pin_stdin: PinOption = False, data: DataOption = None) -> None:
    """Give an account another PIN, and open the pad again."""
    pin = _pin(from_stdin=pin_stdin)
    with _accounts(data) as accounts:
        _stop_if_refused(accounts.reset(label, pin))
    typer.echo(f"{label}: the new PIN is in force")


@staff.command("list")
def list_accounts(*, data: DataOption = None) -> None:
    """List the accounts."""
    with _accounts(data) as accounts:
        for each in accounts.staff():
            typer.echo(f"{each.label}  {each.role.value}  {ROLES[each.role]}")


@staff.command()
def remove(label: LabelArgument, *, data: DataOption = None) -> None:
    """Forget an account, unless it is the last administrator's."""
    with _accounts(data) as accounts:
        _stop_if_refused(accounts.remove(label))
    typer.echo(f"{label}: removed")


@staff.command("setup-code")
def setup_code(*, data: DataOption = None) -> None:
    """Print a code with which the first administrator is made at the desk; it serves once."""
    with _accounts(data, needs="") as accounts:
        if not accounts.needs_administrator():
            typer.echo("this machine has an administrator already", err=True)
            raise typer.Exit(2)
        code = accounts.new_setup_code()
    typer.echo(f"{code[:4]} {code[4:]}")


@staff.command()
def badge(
    label: LabelArgument, out: Annotated[Path, typer.Option("--out", help="PDF to write.")], *, data: DataOption = None
) -> None:
    """Write a badge to print: it chooses the account at the reader, the PIN is still asked."""
    from kiosk.adapters.documents.badge import badge_sheet

    # A new badge makes the old one worthless: not for a sheet that nobody can have.
    out_or_stop(out)
    with _accounts(data) as accounts:
        drawn = accounts.new_badge(label)
        _stop_if_refused(drawn)
    if not isinstance(drawn, Refused):
        write_or_stop(out, badge_sheet(drawn))
        typer.echo(f"{out}: the badge of {label}; any earlier one is worth nothing now")
