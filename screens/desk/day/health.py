"""How the box is: each part of it, worst first, with what the mediator does about it; on paper too."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import assert_never

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.french import hour_words
from kiosk.domain.machine.backups import SAID, Backed, BackupTrouble
from kiosk.domain.machine.health import STATES, Finding, State, summed_up, worst_first
from kiosk.services.bundle import Services
from screens.desk.printed import say_printed
from screens.desk.staff_screen import StaffScreen
from screens.running.lanes import Lane
from screens.staff.making import column, row
from screens.staff.parts import StaffIcon, StaffRule, StaffText

# How much of what is in sight is gone on by: a row that was cut is whole on the next sight.
_A_SIGHT = 0.8
Seen = tuple[tuple[Finding, ...], datetime]
# Said by an icon, a word and a colour.
_MARKS = MappingProxyType(
    {State.BAD: ("error", "stop"), State.WATCH: ("warning", "care"), State.GOOD: ("check_circle", "ok")}
)


class HealthScreen(StaffScreen):
    """Lists what was found. The printers answer in their own time, and are added when they do."""

    heading = "État de la borne"
    state = StringProperty("")
    state_paint = StringProperty("soft")
    seen_at = StringProperty("")
    has_more = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._of_the_box: tuple[Finding, ...] = ()
        self._of_the_printers: tuple[Finding, ...] = ()
        super().__init__(**properties)

    def enter(self) -> None:
        """Look at everything anew."""
        self._of_the_box = self._of_the_printers = ()
        self.state, self.state_paint, self.seen_at = "La borne se regarde…", "soft", ""
        self.ids.findings.fill([])
        self.refresh()

    def refresh(self) -> None:
        """Look again; what was seen stays until it is seen anew."""
        self.ask(_of_the_box, self._show_the_box)
        self.ask(lambda s: s.health.of_the_printers(), self._show_the_printers, lane=Lane.PRINTING)

    def _show_the_box(self, seen: Seen) -> None:
        self._of_the_box, at = seen
        self.seen_at = f"Regardé à {hour_words(at, whole=True)}"
        self._draw()

    def _show_the_printers(self, found: tuple[Finding, ...]) -> None:
        self._of_the_printers = found
        self._draw()

    def _draw(self) -> None:
        found = worst_first((*self._of_the_printers, *self._of_the_box))
        self.state, gravest = summed_up(found)
        self.state_paint = _MARKS[gravest][1]
        if not self._of_the_printers:
            self.state += " Les imprimantes répondent dans un instant."
        self.ids.findings.fill([part for each in found for part in _rows(each)], stay=True)

    def on_kv_post(self, base: object) -> None:
        """Follow how high the list is."""
        super().on_kv_post(base)
        self.ids.findings.rows.bind(height=self.measure)

    def measure(self, *_: object) -> None:
        """Say whether some of it lies below what is in sight."""
        self.has_more = self.ids.findings.rows.height > self.ids.findings.height

    def go_on(self) -> None:
        """Show what lies below, a sight at a time; from the end, begin again."""
        held = self.ids.findings
        hidden = held.rows.height - held.height
        if hidden > 0:
            held.scroll_y = 1.0 if held.scroll_y <= 0 else max(0.0, held.scroll_y - held.height * _A_SIGHT / hidden)

    def print_it(self) -> None:
        """Print the dated sheet, of a look made now."""
        self.ask(
            lambda s: s.paperwork.print_readiness(s.health.findings(), s.health.now()),
            lambda ended: say_printed(self.desk, ended),
            lane=Lane.PRINTING,
        )

    def back_up(self) -> None:
        """Write a backup on the key that is plugged in; what it says of the last one is then looked at anew."""
        self.desk.say("La sauvegarde s’écrit…")
        self.ask(lambda s: s.backups.make(), self._say_backed_up, lane=Lane.REPORTS)

    def _say_backed_up(self, ended: Backed | BackupTrouble) -> None:
        match ended:
            case Backed(place):
                self.desk.say(f"Sauvegardé ici\u202f: {place}. Ôtez la clé et rangez‑la.")
            case BackupTrouble():
                self.desk.say(SAID[ended], "care")
            case _:
                assert_never(ended)
        self.ask(_of_the_box, self._show_the_box)

    def go_back(self) -> None:
        """Escape: back to the day."""
        self.desk.show("day")


def _of_the_box(services: Services) -> Seen:
    return services.health.of_the_box(), services.health.now()


def _rows(found: Finding) -> tuple[Widget, Widget]:
    icon, paint = _MARKS[found.state]
    named = f"{found.name}\u202f: {STATES[found.state].lower()}"
    head = row(
        StaffIcon(words=icon, paint=paint, pos_hint={"center_y": 0.5}),
        StaffText(words=named, role="label", paint=paint),
    )
    said = [StaffText(words=found.says)]
    if found.to_do:
        said.append(StaffText(words=f"→ {found.to_do}", role="label"))
    return column(head, *said), StaffRule()
