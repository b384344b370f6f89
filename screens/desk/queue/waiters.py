"""How somebody who waits is drawn: number, words, wait, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from kivy.uix.widget import Widget

from kiosk.domain.reception.arrivals import Arrival, Stage, Ticket
from kiosk.domain.reception.queue import Match, Waiter
from kiosk.services.bundle import Services
from kiosk.services.queue import Handled
from screens.desk.queue.picking import Picking
from screens.desk.queue.said import Manner, by_sign, details, double, doubt, heading, leaving, planned, pointed
from screens.desk.space import is_snug
from screens.desk.wording import length_said
from screens.staff.making import button, column, row
from screens.staff.parts import StaffIcon, StaffText
from screens.toolkit.theme import Look


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The queue at one moment, as one desk sees it (UTC).

    `next` is who is to be called now, `unfolded` whose other acts are shown; `picking` is what waits for a number, and
    `is_alone` says that there is one number only.
    """

    desk: str
    now: datetime
    manner: Manner
    next: Ticket | None
    unfolded: Ticket | None
    picking: Picking | None
    is_alone: bool


@dataclass(frozen=True, slots=True)
class WaiterActs:
    """What can be done with a number; `pick` takes it for what is in hand, `join` looks for its double.

    `do` asks the queue for anything else, and says in words what was done; `meet` asks how somebody is called.
    """

    call: Callable[[Ticket], None]
    begin: Callable[[Waiter], None]
    unfold: Callable[[Ticket], None]
    pick: Callable[[Ticket], None]
    join: Callable[[Ticket | None], None]
    do: Callable[[Callable[[Services], Handled], str], None]
    reprint: Callable[[Arrival], None]
    meet: Callable[[Arrival], None]


def waiter_row(
    waiter: Waiter, wait: StaffText, seen: Snapshot, acts: WaiterActs, look: Look, *, narrow: bool
) -> Widget:
    """Draw one who waits; a narrow screen folds the row into two lines."""
    number = StaffText(
        words=str(waiter.arrival.ticket), role="title", size_hint_x=None, width=look.body * 4.2,
        pos_hint={"center_y": 0.5},
    )  # fmt: skip
    told = (number, column(*_words(waiter, seen.manner)), wait)
    more = [_more(waiter, seen, acts, look, narrow=narrow)] if waiter.arrival.ticket == seen.unfolded else []
    main = _main_acts(waiter, seen, acts, look)
    if narrow:
        return column(row(*told), row(*main), *more, spacing=look.mm(2))
    line = row(*told, *main)
    return column(line, *more, spacing=look.mm(2)) if more else line


def _words(waiter: Waiter, manner: Manner) -> list[Widget]:
    lines: list[Widget] = [StaffText(words=heading(waiter, manner), role="strong")]
    for icon, words in (("cannot_hear", by_sign(waiter)), ("translate", pointed(waiter, manner))):
        if words:
            lines.append(_signed(icon, words))
    for words, paint in (
        (details(waiter, manner), "soft"), (leaving(waiter, manner), "care"), (doubt(waiter, manner), "care"),
        (double(waiter), "care"),
    ):  # fmt: skip
        if words:
            lines.append(StaffText(words=words, paint=paint))
    return lines


def _signed(icon: str, words: str) -> Widget:
    """Say what to know before the call, behind a sign: it is seen among the other words."""
    sign = StaffIcon(words=icon, paint="brand", pos_hint={"center_y": 0.5})
    return row(sign, StaffText(words=words, role="label", paint="brand", pos_hint={"center_y": 0.5}))


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
    if seen.picking is not None:
        if ticket == seen.picking.double:
            return [button("Ne pas réunir", lambda: acts.join(None), "close")]
        icon = "attachment" if seen.picking.double is None else "merge"
        return [button(seen.picking.act, lambda: acts.pick(ticket), icon, "filled")]
    if stage is Stage.CALLED and waiter.arrival.owner != seen.desk:
        return [StaffText(words=waiter.arrival.owner, size_hint_x=None, width=look.body * 5), more]
    if stage is Stage.CALLED:
        return [button("Commencer", lambda: acts.begin(waiter), "play_arrow", "filled"), more]
    style = "filled" if ticket == seen.next else "outline"
    return [button("Appeler", lambda: acts.call(ticket), style=style), more]


def _more(waiter: Waiter, seen: Snapshot, acts: WaiterActs, look: Look, *, narrow: bool) -> Widget:
    ticket, stage, desk = waiter.arrival.ticket, waiter.arrival.stage, seen.desk

    def doing(job: Callable[[Services], Handled], done: str) -> Callable[[], None]:
        return lambda: acts.do(job, done)

    found = [*_same_person(waiter, seen, acts)]
    if stage is Stage.CALLED:
        found.append(button("Rappeler", lambda: acts.call(ticket), "campaign"))
    if stage is Stage.WAITING:
        found.append(button("Commencer ici", lambda: acts.begin(waiter), "play_arrow"))
    if stage is Stage.PARKED:
        found.append(button("Est revenu", doing(lambda s: s.queue.wait_again(ticket), "attend à nouveau"), "undo"))
    else:
        found.append(
            button("Revient plus tard", doing(lambda s: s.queue.park(ticket, desk), "mis de côté"), "schedule")
        )
    found.append(button("Comment l’appeler", lambda: acts.meet(waiter.arrival), "waving_hand"))
    found.append(button("Imprimer le reçu", lambda: acts.reprint(waiter.arrival), "receipt"))
    found.append(button("Retirer", doing(lambda s: s.queue.gone(ticket, desk), "retiré de la file"), "logout"))
    in_a_row = 2 if narrow or is_snug(look) else 4
    rows = [row(*found[at : at + in_a_row]) for at in range(0, len(found), in_a_row)]
    return column(*rows, spacing=look.mm(2))


def _same_person(waiter: Waiter, seen: Snapshot, acts: WaiterActs) -> Iterator[Widget]:
    """Offer what says whose number this is: an appointment of the plan, or another number."""
    ticket = waiter.arrival.ticket
    for maybe in (waiter.appointment, waiter.other) if waiter.match is Match.LIKELY else ():
        if maybe is not None:
            words = f"C’est {planned(maybe, seen.manner)}" if waiter.other else "C’est bien ce rendez‑vous"
            confirm = partial(_confirm, ticket, maybe.slip_code)
            yield button(words, partial(acts.do, confirm, "rendez‑vous confirmé"), "check")
    if waiter.double_of is not None:
        first = waiter.double_of.ticket
        merge = partial(acts.do, lambda s: s.queue.merge(ticket, first), "réuni avec {other}")
        yield button(f"Réunir avec {first}", merge, "merge")
    elif not seen.is_alone:
        yield button("Réunir avec…", partial(acts.join, ticket), "merge")


def _confirm(ticket: Ticket, slip_code: str, services: Services) -> Handled:
    return services.queue.confirm(ticket, slip_code)
