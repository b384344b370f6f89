"""How somebody who waits is drawn: number, words, wait, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from kivy.uix.widget import Widget

from kiosk.domain.reception.arrivals import Arrival, Stage, Ticket
from kiosk.domain.reception.queue import Match, Waiter
from kiosk.services.bundle import Services
from kiosk.services.queue import Handled
from screens.desk.queue.said import Manner, details, double, doubt, heading, leaving, planned
from screens.desk.wording import length_said
from screens.staff.making import button, column, row
from screens.staff.parts import StaffText
from screens.toolkit.theme import Look

_ACTS_IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The queue at one moment, as one desk sees it (UTC).

    `next` is who is to be called now, `unfolded` whose other acts are shown; `has_list` says that a list was read which
    waits for its number.
    """

    desk: str
    now: datetime
    manner: Manner
    next: Ticket | None
    unfolded: Ticket | None
    has_list: bool


@dataclass(frozen=True, slots=True)
class WaiterActs:
    """What can be done with a number; `do` asks the queue for anything else."""

    call: Callable[[Ticket], None]
    begin: Callable[[Waiter], None]
    unfold: Callable[[Ticket], None]
    attach: Callable[[Ticket], None]
    do: Callable[[Callable[[Services], Handled]], None]
    reprint: Callable[[Arrival], None]


def waiter_row(
    waiter: Waiter, wait: StaffText, seen: Snapshot, acts: WaiterActs, look: Look, *, narrow: bool
) -> Widget:
    """Draw one who waits; a narrow screen folds the row into two lines."""
    number = StaffText(
        words=str(waiter.arrival.ticket), role="title", size_hint_x=None, width=look.body * 4.2,
        pos_hint={"center_y": 0.5},
    )  # fmt: skip
    told = (number, column(*_words(waiter, seen.manner)), wait)
    more = [_more(waiter, seen.manner, acts, look, narrow=narrow)] if waiter.arrival.ticket == seen.unfolded else []
    main = _main_acts(waiter, seen, acts, look)
    if narrow:
        return column(row(*told), row(*main), *more, spacing=look.mm(2))
    line = row(*told, *main)
    return column(line, *more, spacing=look.mm(2)) if more else line


def _words(waiter: Waiter, manner: Manner) -> list[Widget]:
    lines: list[Widget] = [StaffText(words=heading(waiter, manner), role="strong")]
    for words, paint in (
        (details(waiter, manner), "soft"), (leaving(waiter, manner), "care"), (doubt(waiter, manner), "care"),
        (double(waiter), "care"),
    ):  # fmt: skip
        if words:
            lines.append(StaffText(words=words, paint=paint))
    return lines


def wait_text(look: Look) -> StaffText:
    """Make the place where a row says how long somebody has waited: the one thing in it that the minute changes."""
    return StaffText(role="label", align="end", size_hint_x=None, width=look.body * 3.6, pos_hint={"center_y": 0.5})


def tell_wait(wait: StaffText, waiter: Waiter, now: datetime) -> None:
    """Say it as it is now (UTC)."""
    wait.words = length_said(waiter.waited(now))
    wait.paint = "care" if waiter.arrival.stage is Stage.WAITING and waiter.is_long(now) else "ink"


def _main_acts(waiter: Waiter, seen: Snapshot, acts: WaiterActs, look: Look) -> list[Widget]:
    ticket, stage = waiter.arrival.ticket, waiter.arrival.stage
    more = button("", lambda: acts.unfold(ticket), "more_time" if ticket == seen.unfolded else "pending")
    more.spoken = f"Autres actions pour {ticket}"
    if seen.has_list:
        return [button("Donner la liste", lambda: acts.attach(ticket), "attachment", "filled")]
    if stage is Stage.CALLED and waiter.arrival.owner != seen.desk:
        return [StaffText(words=waiter.arrival.owner, size_hint_x=None, width=look.body * 5), more]
    if stage is Stage.CALLED:
        return [button("Commencer", lambda: acts.begin(waiter), "play_arrow", "filled"), more]
    style = "filled" if ticket == seen.next else "outline"
    return [button("Appeler", lambda: acts.call(ticket), style=style), more]


def _more(waiter: Waiter, manner: Manner, acts: WaiterActs, look: Look, *, narrow: bool) -> Widget:
    ticket, stage = waiter.arrival.ticket, waiter.arrival.stage

    def doing(job: Callable[[Services], Handled]) -> Callable[[], None]:
        return lambda: acts.do(job)

    found: list[Widget] = []
    for maybe in (waiter.appointment, waiter.other) if waiter.match is Match.LIKELY else ():
        if maybe is not None:
            words = f"C’est {planned(maybe, manner)}" if waiter.other else "C’est bien ce rendez‑vous"
            found.append(button(words, doing(partial(_confirm, ticket, maybe.slip_code)), "check"))
    if waiter.double_of is not None:
        first = waiter.double_of.ticket
        found.append(button(f"Réunir avec {first}", doing(lambda s: s.queue.merge(ticket, first)), "merge"))
    if stage is Stage.CALLED:
        found.append(button("Rappeler", lambda: acts.call(ticket), "campaign"))
    if stage is Stage.WAITING:
        found.append(button("Commencer ici", lambda: acts.begin(waiter), "play_arrow"))
    if stage is Stage.PARKED:
        found.append(button("Est revenu", doing(lambda s: s.queue.wait_again(ticket)), "undo"))
    else:
        found.append(button("Revient plus tard", doing(lambda s: s.queue.park(ticket)), "schedule"))
    found.append(button("Imprimer le reçu", lambda: acts.reprint(waiter.arrival), "receipt"))
    found.append(button("Retirer", doing(lambda s: s.queue.gone(ticket)), "logout"))
    return column(*found, spacing=look.mm(2)) if narrow else _in_rows(found, look)


def _confirm(ticket: Ticket, slip_code: str, services: Services) -> Handled:
    return services.queue.confirm(ticket, slip_code)


def _in_rows(found: list[Widget], look: Look) -> Widget:
    """Stand acts side by side, so many in a line that each has its words on one."""
    lines = [row(*found[first : first + _ACTS_IN_A_ROW]) for first in range(0, len(found), _ACTS_IN_A_ROW)]
    return column(*lines, spacing=look.mm(2)) if lines[1:] else lines[0]
