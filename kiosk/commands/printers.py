"""`kiosk printers`: whether the queues that the settings name can be relied on, and making them the kiosk's own."""

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.commands.options import ConfigOption, settings_or_stop, stop

if TYPE_CHECKING:
    from kiosk.domain.machine.printing import QueueTrouble

OwnOption = Annotated[
    bool, typer.Option("--own", help="As root: let the kiosk start and empty its queues, and no others.")
]


def printers(*, own: OwnOption = False, config: ConfigOption = None) -> None:
    """Check the queues of the settings: there, and the kiosk's own, so that it can start them again after a failure."""
    from kiosk.adapters.printing.ipp import Cups, CupsError
    from kiosk.adapters.printing.printer import cups_socket
    from kiosk.adapters.printing.queues import Queues

    printing = settings_or_stop(config, None).printing
    wanted = [name for name in dict.fromkeys((printing.a4, printing.ticket)) if name]
    queues = Queues(Cups(cups_socket()))
    try:
        refused = queues.own(wanted) if own else ()
        troubles = [trouble for name in wanted if (trouble := queues.trouble(name))]
    except CupsError as error:
        stop("CUPS does not answer: is cups.service running?", error)
    wrong = [f"{name}: CUPS refused the change; run this as root, for example with sudo" for name in refused]
    wrong += map(_said, troubles)
    if wrong:
        stop("\n".join(wrong))
    typer.echo(f"{', '.join(wanted)}: there, and the kiosk's own" if wanted else "no queue is set: sheets become PDFs")


def _said(trouble: "QueueTrouble") -> str:
    from kiosk.domain.machine.printing import Unready

    if trouble.why is Unready.MISSING:
        return (
            f"{trouble.queue}: no such queue; there are: {', '.join(trouble.known) or 'none'} (kiosk.toml, [printing])"
        )
    return f"{trouble.queue}: the kiosk may not start it again after a failure; as root: kiosk printers --own"
