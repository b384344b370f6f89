"""Before a session ends: what will be counted of it, and what nobody has said yet."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kivy.properties import StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.reception.assistance import BLOCKS, SUPPORTS, AssistedSession, Block, Support
from kiosk.services.assistance import AlreadyEnded, Ended
from screens.desk.session.panels import standing, title_of
from screens.desk.session.shown import Spot
from screens.desk.staff_screen import StaffScreen
from screens.staff.making import button, column, row
from screens.staff.parts import StaffRule, StaffText
from screens.toolkit.choices import Act

_FIRST = {True: "Première venue : oui", False: "Première venue : non", None: "Première venue : pas dit"}


class EndingScreen(StaffScreen):
    """Ends the desk's running session, once its mediator has seen what stays of it."""

    heading = "Terminer la séance"
    who = StringProperty("")
    missing_title = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self._session: AssistedSession | None = None
        self._put_away: list[Widget] = []  # Kivy's ids hold weakly
        super().__init__(**properties)

    def on_kv_post(self, base: object) -> None:
        """On a small screen, one list below the other."""
        super().on_kv_post(base)
        if self.is_narrow:
            self._put_away = [self.ids[name].__self__ for name in ("second", "notice")]
            for widget in self._put_away:
                widget.parent.remove_widget(widget)

    def enter(self) -> None:
        """Show what the session is now."""
        desk = self.desk.name
        self.ask(lambda s: s.assistance.sessions(desk), self._take)

    def leave(self) -> None:
        """Hold nothing of the session."""
        self._session, self.who, self.missing_title = None, "", ""
        for name in ("counted", "missing"):
            self.ids[name].fill([])

    def _take(self, sessions: tuple[AssistedSession, ...]) -> None:
        if not sessions:
            self.desk.show("queue")
            return
        self._show(next((s for s in sessions if s.resumed), sessions[0]))

    def _show(self, session: AssistedSession) -> None:
        self._session = session
        self.who = f"Terminer la séance avec {session.ticket} ?" if session.ticket else "Terminer la séance ?"
        missing, counted = self._missing(session), self._counted(session)
        self.missing_title = "Il manque" if missing else "Il ne manque rien."
        if self.is_narrow:
            missing += [StaffText(words="Sera compté", role="strong"), StaffRule(), *counted]
        else:
            self.ids.counted.fill(counted)
        self.ids.missing.fill(missing)
        self.on_look()

    def _counted(self, session: AssistedSession) -> list[Widget]:
        lines: list[Widget] = [StaffText(words="1 séance", role="strong"), StaffRule()]
        lines += [StaffText(words=_FIRST[session.first_visit], role="strong"), StaffRule()]
        for each in session.demarches:
            said = standing(each) if each.outcome is not None else "À compléter : rien n’est dit"
            title = StaffText(words=title_of(each, self.desk.guides), role="strong")
            lines += [column(title, StaffText(words=said, paint="soft")), StaffRule()]
        return [*lines, *self._supports(session), *self._blocks(session)]

    def _supports(self, session: AssistedSession) -> list[Widget]:
        """Ask whether it was held otherwise than with one person on the spot, which nobody must say."""
        asked = StaffText(words="Autrement qu’avec une personne, sur place ?", role="strong")
        buttons = [
            button(words, partial(self._say_support, way), style="here" if way is session.support else "outline")
            for way, words in SUPPORTS.items()
        ]
        return [asked, *buttons, StaffRule()]

    def _say_support(self, way: Support) -> None:
        """Say it, or take it back where it was said already."""
        if self._session is not None:
            session = replace(self._session, support=None if way is self._session.support else way)
            self.ask(lambda s: s.assistance.keep(session), self._kept)

    def _blocks(self, session: AssistedSession) -> list[Widget]:
        """Ask what held it up most: nobody must say, and no table of one site ever tells."""
        asked = column(
            StaffText(words="Qu’est‑ce qui a le plus bloqué ?", role="strong"),
            StaffText(words="Si vous voulez le dire : compté tous sites ensemble, par trimestre.", paint="soft"),
        )
        buttons = [
            button(words, partial(self._say_blocked, block), style="here" if block is session.blocked else "outline")
            for block, words in BLOCKS.items()
        ]
        return [asked, *(row(*buttons[at : at + 2]) for at in range(0, len(buttons), 2))]

    def _say_blocked(self, block: Block) -> None:
        """Say it, or take it back where it was said already."""
        if self._session is not None:
            session = replace(self._session, blocked=None if block is self._session.blocked else block)
            self.ask(lambda s: s.assistance.keep(session), self._kept)

    def _missing(self, session: AssistedSession) -> list[Widget]:
        rows: list[Widget] = []
        if not session.demarches:
            rows += _asked("Aucune démarche", ("Ajouter une démarche", partial(self._look, None)))
        for at, each in enumerate(session.demarches):
            if each.outcome is None:
                rows += _asked(
                    f"{title_of(each, self.desk.guides)} : où en est‑on ?", ("Le dire", partial(self._look, at))
                )
        if session.first_visit is None:
            answers = (("Oui", partial(self._say_first, first=True)), ("Non", partial(self._say_first, first=False)))
            rows += _asked("Est‑ce une première venue ?", *answers)
        return rows

    def _look(self, at: int | None) -> None:
        """Go back into the session, where something is missing."""
        self.desk.show("session", Spot(at))

    def _say_first(self, *, first: bool) -> None:
        if self._session is not None:
            session = replace(self._session, first_visit=first)
            self.ask(lambda s: s.assistance.keep(session), self._kept)

    def _kept(self, outcome: AssistedSession | AlreadyEnded) -> None:
        if isinstance(outcome, AlreadyEnded):
            self.desk.show("queue")
            self.desk.say("Cette séance est déjà terminée.", "care")
        else:
            self._show(outcome)

    def end(self) -> None:
        """End the session: it can be opened again for half a minute, then only its counts stay."""
        if self._session is not None:
            session = self._session.id
            self.ask(lambda s: s.assistance.end(session), self._ended)

    def _ended(self, outcome: Ended | AlreadyEnded) -> None:
        if isinstance(outcome, AlreadyEnded):
            self._kept(outcome)
        else:
            self.desk.show("draft", outcome)

    def go_back(self) -> None:
        """Go on with the session."""
        self.desk.show("session")


def _asked(words: str, *answers: tuple[str, Act]) -> list[Widget]:
    """Ask one thing, with its answers beside it."""
    asked = StaffText(words=words, paint="care", pos_hint={"center_y": 0.5})
    return [row(asked, *(button(said, act) for said, act in answers)), StaffRule()]
