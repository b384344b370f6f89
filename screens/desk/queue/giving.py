"""Numbers given at the desk: who is still expected, with a number for each; a receipt once more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from kivy.uix.widget import Widget

from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.arrivals import Arrival
from screens.desk.office import Office
from screens.desk.printed import say_printed
from screens.desk.queue.said import Manner, planned
from screens.running.asking import Asking
from screens.running.lanes import Lane
from screens.staff.long_list import Part
from screens.staff.making import button, row, rule_part, text_part
from screens.staff.parts import StaffText


def coming_parts(upcoming: Iterable[Appointment], manner: Manner, give: Callable[[str], None]) -> list[Part]:
    """Say who is still expected today, each with the button that gives a number."""
    parts: list[Part] = []
    for place, each in enumerate(upcoming):
        words = planned(each, manner)
        make = partial(_expected, words, partial(give, each.slip_code))
        parts += [Part((place, words, each.slip_code), make), rule_part((place,))]
    return parts or [text_part("Rien d’autre aujourd’hui.", ("nothing",), paint="ink")]


def _expected(words: str, give: Callable[[], None]) -> Widget:
    made = button("", give, "confirmation_number")
    made.spoken = f"Donner un numéro : {words}"
    return row(StaffText(words=words, pos_hint={"center_y": 0.5}), made)


def reprint_receipt(office: Office, ask: Asking, arrival: Arrival) -> None:
    """Print the receipt of an arrival once more."""
    ticket, language = arrival.ticket, arrival.language
    arrived = arrival.arrived.astimezone(office.outfit.settings.site.zone)
    office.say("Impression en cours.")
    ask(
        lambda s: s.checklists.print_receipt(ticket, arrived, language),
        lambda ended: say_printed(office, ended),
        lane=Lane.PRINTING,
    )
