"""The command line; each command stands in `kiosk/commands`."""

import sys

import typer

from kiosk.commands import reporting, showing, upkeep
from kiosk.commands.backing import backup, restore
from kiosk.commands.centre import centre
from kiosk.commands.checking import check
from kiosk.commands.guides import guides
from kiosk.commands.importing import import_plan
from kiosk.commands.printers import printers
from kiosk.commands.sending import sync
from kiosk.commands.slips import slips
from kiosk.commands.staff import staff
from kiosk.commands.tending import tend
from kiosk.commands.voice import voice
from kiosk.machine_ports import DataUnusable

app = typer.Typer(
    help="The kiosk of the permanences France services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (showing.run, showing.tour, check, upkeep.purge, tend, reporting.report, reporting.simulate):
    app.command()(command)
app.command()(backup)
app.command()(restore)
app.command("import")(import_plan)
app.command()(printers)
app.command()(sync)
app.add_typer(centre, name="centre")
app.add_typer(guides, name="guides")
app.add_typer(slips, name="slips")
app.add_typer(staff, name="staff")
app.add_typer(voice, name="voice")


def main() -> None:
    """Run the command line; files that cannot be used are a sentence and not a traceback."""
    try:
        app(prog_name="kiosk")
    except DataUnusable as unusable:
        typer.echo(f"The data cannot be used: {unusable} ({unusable.trouble})", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
