"""The form of the plan: day, hour, letters, motif; a keyboard alone fills it in a few seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kivy.uix.widget import Widget

from kiosk.domain.reception.appointments import LETTERS, Motif
from screens.desk.plan.entry import read_date, read_hour
from screens.desk.queue.rows import MOTIFS
from screens.staff.making import choice_button
from screens.staff.parts import StaffField, StaffText
from screens.toolkit.choices import Choice

if TYPE_CHECKING:
    from screens.desk.plan.plan import PlanScreen

DIGITS, ALPHABET = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ENTRIES = (
    ("date", "Jour et mois", DIGITS, 4, "ex. 2411"),
    ("hour", "Heure", DIGITS, 4, "ex. 1430"),
    ("letters", "3 lettres du nom de famille", ALPHABET, LETTERS, "ex. BEN"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the form; `starts` is local."""

    starts: datetime
    motif: Motif
    letters: str
    first_visit: bool


class PlanForm:
    """Holds what is typed until it is planned or left; a change ends the warning that was given."""

    def __init__(self, screen: PlanScreen) -> None:
        self._screen = screen
        self._motif, self._first = Motif.FRANCE_SERVICES, False
        self.fields: dict[str, StaffField] = {}

    def open(self) -> None:
        """Make the entries."""
        for name, _, kinds, limit, hint in _ENTRIES:
            self.fields[name] = StaffField(
                shell=self._screen.desk, kinds=kinds, limit=limit, hint=hint, entered=self._screen.submit,
                typed=self._changed, size_hint=(1, None),
            )  # fmt: skip

    def close(self) -> None:
        """Hold nothing of what was typed."""
        self.fields = {}
        self._screen.ids.form.fill([])

    def start(self, day: date) -> None:
        """Empty the form for a day; the hour has the focus."""
        self._motif, self._first = Motif.FRANCE_SERVICES, False
        for field in self.fields.values():
            field.value = ""
        self.fields["date"].value = f"{day:%d%m}"
        self.draw()
        self._screen.desk.keys.focus(self.fields["hour"])

    def choose(self, starts: datetime) -> None:
        """Take a free hour."""
        self.fields["date"].value, self.fields["hour"].value = f"{starts:%d%m}", f"{starts:%H%M}"
        self._changed()
        self._screen.bring("second")
        self._screen.desk.keys.focus(self.fields["hour" if self._screen.moving else "letters"])

    def read(self, now: datetime) -> Entry | None:
        """Return what stands here, if its day and hour can be read."""
        day, hour = read_date(self.fields["date"].value, now.date()), read_hour(self.fields["hour"].value)
        if day is None or hour is None:
            return None
        starts = datetime.combine(day, hour, tzinfo=now.tzinfo)
        return Entry(starts, self._motif, self.fields["letters"].value, self._first)

    def draw(self) -> None:
        """Show the entries; whoever moves an appointment only gives its day and hour."""
        focused, moving = self._screen.desk.keys.focused, self._screen.moving
        parts: list[Widget] = []
        for name, words, *_ in _ENTRIES:
            if not (moving and name == "letters"):
                parts += [StaffText(words=words, paint="soft"), self.fields[name]]
        if not moving:
            parts += [choice_button(c) for c in self._choices()]
        self._screen.ids.form.fill(parts)
        if focused in self.fields.values():
            self._screen.desk.keys.focus(focused)

    def _choices(self) -> list[Choice]:
        found = []
        for motif, words in MOTIFS.items():
            chosen = motif is self._motif
            icon = "check_circle" if chosen else "radio_button_unchecked"
            found.append(Choice(words, self._motif_setter(motif), icon=icon, style="tinted" if chosen else "card"))
        icon = "check_box" if self._first else "check_box_outline_blank"
        found.append(Choice("Première venue", self._toggle_first, icon=icon, style="tinted" if self._first else "card"))
        return found

    def _motif_setter(self, motif: Motif) -> Callable[[], None]:
        def choose() -> None:
            self._motif = motif
            self.draw()

        return choose

    def _toggle_first(self) -> None:
        self._first = not self._first
        self.draw()

    def _changed(self) -> None:
        if self._screen.is_doubtful:
            self._screen.say("")
