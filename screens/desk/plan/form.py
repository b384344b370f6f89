"""The form of the plan: day, hour, letters, motif; a keyboard alone fills it in a few seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kivy.uix.widget import Widget

from kiosk.domain.reception.appointments import LETTERS, Motif
from kiosk.services.bundle import Services
from kiosk.services.planning import CannotPlan, Doubtful, Planned, Said
from screens.desk.office import KeyHolder
from screens.desk.plan.typed import read_date, read_hour
from screens.desk.wording import MOTIFS
from screens.staff.making import choice_button
from screens.staff.parts import ALPHABET, DIGITS, StaffField, StaffList, StaffText
from screens.toolkit.choices import Choice

_FIELDS = (
    ("date", "Jour et mois", DIGITS, 4, "ex. 2411"),
    ("hour", "Heure", DIGITS, 4, "ex. 1430"),
    ("letters", "3 lettres du nom de famille", ALPHABET, LETTERS, "ex. BEN"),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What stands in the form; `starts` is local."""

    starts: datetime
    said: Said

    def write(self, code: str, site: str, services: Services, *, even_so: bool) -> Planned | Doubtful | CannotPlan:
        """Change the appointment of a slip code at a site, or add one where there is none."""
        plan, said = services.planning.at(site), self.said
        if code:
            return plan.change(code, self.starts, said, even_so=even_so)
        return plan.add(self.starts, said.motif, said.letters, first_visit=said.first_visit, even_so=even_so)


class PlanForm:
    """Holds what is typed until it is planned or left, in a list of the screen.

    `entered` is called when Enter is pressed, `changed` when something was typed; `masks` hides the letters.
    """

    def __init__(
        self, place: StaffList, keys: KeyHolder, entered: Callable[[], None], changed: Callable[[], None], *,
        masks: bool = False,
    ) -> None:  # fmt: skip
        self._place, self._keys, self._changed = place, keys, changed
        self._motif, self._first = Motif.FRANCE_SERVICES, False
        self.fields = {
            name: StaffField(
                focus_on=keys.focus, kinds=kinds, limit=limit, hint=hint, entered=entered, typed=changed,
                size_hint=(1, None), spoken=words,
            )
            for name, words, kinds, limit, hint in _FIELDS
        }  # fmt: skip

        self.show_letters(shown=not masks)

    def close(self) -> None:
        """Hold nothing of what was typed."""
        self.fields = {}
        self._place.fill([])

    def start(self, day: date) -> None:
        """Empty the form for a day; the hour has the focus."""
        self._motif, self._first = Motif.FRANCE_SERVICES, False
        for field in self.fields.values():
            field.value = ""
        self.fields["date"].value = f"{day:%d%m}"
        self._draw()
        self._keys.focus(self.fields["hour"])

    def fill(self, starts: datetime | None, said: Said) -> None:
        """Fill the form with what is known; the hour has the focus."""
        self._motif, self._first = said.motif, said.first_visit
        self.fields["letters"].value = said.letters
        if starts is not None:
            self.fields["date"].value, self.fields["hour"].value = f"{starts:%d%m}", f"{starts:%H%M}"
        self._draw()
        self._keys.focus(self.fields["hour"])

    def choose(self, starts: datetime) -> None:
        """Take a free hour; what is still missing has the focus."""
        self.fields["date"].value, self.fields["hour"].value = f"{starts:%d%m}", f"{starts:%H%M}"
        self._changed()
        self._keys.focus(self.fields["hour" if self.fields["letters"].value else "letters"])

    def show_letters(self, *, shown: bool) -> None:
        """Show the letters typed, or that there are some."""
        self.fields["letters"].masked = not shown

    def read(self, now: datetime) -> Wish | None:
        """Return what stands here, if its day and hour can be read."""
        day, hour = read_date(self.fields["date"].value, now.date()), read_hour(self.fields["hour"].value)
        if day is None or hour is None:
            return None
        starts = datetime.combine(day, hour, tzinfo=now.tzinfo)
        return Wish(starts, Said(self._motif, self.fields["letters"].value, self._first))

    def _draw(self) -> None:
        focused = self._keys.focused
        shown: list[Widget] = []
        for name, words, *_ in _FIELDS:
            shown += [StaffText(words=words, paint="soft"), self.fields[name]]
        self._place.fill([*shown, *(choice_button(c) for c in self._choices())])
        if focused in self.fields.values():
            self._keys.focus(focused)

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
            self._draw()

        return choose

    def _toggle_first(self) -> None:
        self._first = not self._first
        self._draw()
