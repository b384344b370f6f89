"""How the holder of a number is met: called by a sign, or spoken to in a language that the kiosk does not speak."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import MappingProxyType

from kivy.properties import StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.languages import to_point_at
from kiosk.domain.reception.arrivals import Arrival
from kiosk.services.queue import Done, Handled
from screens.desk.allowed import may_assist
from screens.desk.staff_screen import StaffScreen
from screens.staff.making import choice_button, row
from screens.staff.parts import StaffRule, StaffText
from screens.toolkit.choices import Choice

_TICKS = MappingProxyType({True: "check_box", False: "check_box_outline_blank"})


class MeetingScreen(StaffScreen):
    """Holds one number while it is on show: whoever has no slip cannot say this at the kiosk a second time."""

    heading = "Comment l’appeler"
    who = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self._arrival: Arrival | None = None
        super().__init__(**properties)

    def receive(self, handed: object) -> None:
        """Take a number."""
        if isinstance(handed, Arrival):
            self._arrival = handed
            self.who = f"Comment appeler le {handed.ticket} ?"
            self._draw()

    def leave(self) -> None:
        """Hold nobody."""
        self._arrival, self.who = None, ""
        self.ids.ways.fill([])

    def _draw(self) -> None:
        arrival = self._arrival
        if arrival is None:
            return
        asks = "N’entend pas : l’appeler par un signe"
        sign = Choice(asks, partial(self._call_by, by_sign=not arrival.by_sign), icon=_TICKS[arrival.by_sign])
        rows: list[Widget] = [choice_button(sign), StaffRule()]
        # Which language somebody speaks is for who receives them (P12).
        if may_assist(self.desk.staff):
            rows += [StaffText(words="Parle une autre langue", role="strong"), *self._languages(arrival)]
        self.ids.ways.fill(rows)

    def _languages(self, arrival: Arrival) -> Iterator[Widget]:
        """Yield rows of the languages that nobody at the kiosk is spoken to in."""
        offered = (code for code, _ in self.desk.outfit.languages)
        made = [
            choice_button(Choice(each.french, partial(self._speak, "" if code == arrival.speaks else code, each.french),
                icon=_TICKS[code == arrival.speaks]))
            for code, each in sorted(to_point_at(offered).items(), key=lambda known: known[1].french)
        ]  # fmt: skip
        in_a_row = 2 if self.is_narrow else 4
        for at in range(0, len(made), in_a_row):
            yield row(*made[at : at + in_a_row])

    def _call_by(self, *, by_sign: bool) -> None:
        self._meet("appelé par un signe" if by_sign else "appelé par la voix", by_sign=by_sign)

    def _speak(self, code: str, french: str) -> None:
        self._meet(f"parle {french}" if code else "langue retirée", speaks=code)

    def _meet(self, words: str, *, by_sign: bool | None = None, speaks: str | None = None) -> None:
        arrival = self._arrival
        if arrival is None:
            return
        ticket, said = arrival.ticket, f"{arrival.ticket} : {words}"
        sign = arrival.by_sign if by_sign is None else by_sign
        language = arrival.speaks if speaks is None else speaks
        self.ask(
            lambda s: s.queue.meet(ticket, by_sign=sign, speaks=language), lambda outcome: self._settle(outcome, said)
        )

    def _settle(self, outcome: Handled, said: str) -> None:
        self.desk.show("queue")
        if isinstance(outcome, Done):
            self.desk.say(f"{said}.", undo=lambda: self._take_back(outcome, said))
        else:
            self.desk.say("Ce numéro a changé entre‑temps.", "care")

    def _take_back(self, done: Done, said: str) -> None:
        self.ask(lambda s: s.queue.undo(done), lambda outcome: self._settle_undo(outcome, said))

    def _settle_undo(self, outcome: Handled, said: str) -> None:
        self.desk.show("queue")
        if isinstance(outcome, Done):
            self.desk.say(f"{said}, puis annulé.")
        else:
            self.desk.say("Trop tard : ce numéro a changé entre‑temps.", "care")

    def go_back(self) -> None:
        """Go back to the queue."""
        self.desk.show("queue")
