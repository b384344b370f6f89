"""After a session: what to type into other tools, shown once (PRODUCT F13)."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.core.clipboard import Clipboard
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.reception.assistance import REOPENED_WITHIN
from kiosk.domain.reception.drafts import EndedSession, Form, draft
from kiosk.services.assistance import Ended
from screens.desk.reopening import reopen
from screens.desk.session.handouts import hand_out
from screens.desk.staff_screen import StaffScreen
from screens.staff.making import button, column
from screens.staff.parts import StaffRule, StaffText

_NONE: Ended | None = None


class DraftScreen(StaffScreen):
    """Holds the ended session only while it is on show; for half a minute it can be opened again from here."""

    heading = "Brouillon d’activité"
    notice = StringProperty("")
    can_reopen = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._copied, self._ended = "", _NONE
        self._too_late = Clock.create_trigger(self._end_for_good, REOPENED_WITHIN.total_seconds())
        super().__init__(**properties)

    def receive(self, handed: object) -> None:
        """Take a session that just ended."""
        if isinstance(handed, Ended):
            self._ended, self.can_reopen = handed, True
            self._too_late()
            self._show(handed)

    def _end_for_good(self, *_: object) -> None:
        self.can_reopen = False

    def reopen(self) -> None:
        """Take the session's end back."""
        if self._ended is not None:
            reopen(self.desk, self.ask, self._ended.session.id)

    def _show(self, ended: Ended) -> None:
        desk, known = self.desk, {g.id: g for g in self.desk.guides}
        guides = tuple(known.get(d.guide) for d in ended.session.demarches)
        facts = EndedSession(ended.session, ended.length, desk.outfit.now().date(), guides)
        self.notice = "À recopier maintenant : ce brouillon n’est gardé nulle part."
        for place, form in zip(("first", "second"), desk.outfit.draft_forms(), strict=False):
            self.ids[place].fill(self._rows(form, draft(form, facts)))

    def _rows(self, form: Form, lines: tuple[tuple[str, str], ...]) -> list[Widget]:
        text = "\n".join(f"{label} : {value}" for label, value in lines)
        rows: list[Widget] = [StaffText(words=form.title, role="strong")]
        for label, value in lines:
            rows += [
                column(StaffText(words=label, paint="soft"), StaffText(words=value or "—")),
                StaffRule(),
            ]
        return [*rows, button("Copier", lambda: self._copy(text), "content_copy")]

    def _copy(self, text: str) -> None:
        Clipboard.copy(text)
        self._copied = text
        self.desk.say("Le brouillon est copié. Il sera effacé en quittant cette page.")

    def hand_out(self) -> None:
        """Offer what the person takes home."""
        hand_out(self.desk, self._ended.session if self._ended else None, self._ended)

    def close(self) -> None:
        """Go back to the queue; the draft is gone."""
        self.desk.show("queue")

    def go_back(self) -> None:
        """Escape closes as well."""
        self.close()

    def leave(self) -> None:
        """Forget the draft, also what was copied of it."""
        self._too_late.cancel()
        self.can_reopen = False
        for place in ("first", "second"):
            self.ids[place].fill([])
        if self._copied and Clipboard.paste() == self._copied:
            Clipboard.copy(" ")
        self._copied, self._ended = "", _NONE
