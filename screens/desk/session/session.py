"""The assisted session: its démarches, the guide beside them, how each ended (design/session.png)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.printing import Format
from kiosk.domain.reception.assistance import Actor, AssistedSession, Demarche
from kiosk.domain.reception.codes import ChecklistToken
from kiosk.screen_ports import Scanned
from kiosk.services.assistance import AlreadyEnded
from screens.desk.prepared import age_said
from screens.desk.printed import say_printed
from screens.desk.session import panels
from screens.desk.session.doors import Doors
from screens.desk.session.shown import Leaf, Shown, Side, Spot
from screens.desk.wording import length_said
from screens.running.lanes import Lane
from screens.staff.parts import BACK, StaffText

_FIRST = {True: "Première venue : oui", False: "Première venue : non", None: "Première venue ?"}


class SessionScreen(Doors):
    """Shows the desk's running session; everything it changes is kept at once, so a power cut loses nothing."""

    who = StringProperty("")
    detail = StringProperty("")
    first_words = StringProperty("")
    first_style = StringProperty("outline")
    guide_title = StringProperty("")
    source = StringProperty("")
    source_paint = StringProperty("soft")
    side_title = StringProperty("")
    is_paused = BooleanProperty(False)
    has_list = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self.shown: Shown | None = None
        self._drawn: object = None
        self._spot: Spot | None = None
        self._put_away: list[Widget] = []  # Kivy's ids hold weakly
        super().__init__(**properties)

    def on_kv_post(self, base: object) -> None:
        """On a small screen, one thing at a time: the tabs lead to what stands beside or below elsewhere."""
        super().on_kv_post(base)
        if self.is_narrow:
            names = ("list", "beside", "acts") if self.is_short else ("list", "beside")
            self._put_away = [self.ids[name].__self__ for name in names]
            for widget in self._put_away:
                widget.parent.remove_widget(widget)

    def brief(self, words: str) -> str:
        """Return the words of a button that also has an icon, or none where there is no room."""
        return "" if self.is_narrow else words

    def _long(self, words: str) -> str:
        """Return words that one can do without, or none on a short screen."""
        return "" if self.is_short else words

    def enter(self) -> None:
        """Show the session that runs, or the one that waits."""
        desk = self.desk.name
        self.ask(lambda s: s.assistance.sessions(desk), self._take)

    def receive(self, handed: object) -> None:
        """Look where something was found missing."""
        if isinstance(handed, Spot):
            self._spot = handed

    def leave(self) -> None:
        """Hold nothing of the session."""
        self.shown = self._spot = None
        self.who = self.detail = self.guide_title = self.source = ""
        for name in ("demarches", "content", "side"):
            self.ids[name].fill([])
        self.ids.leaves.clear_widgets()

    def refresh(self) -> None:
        """Follow the clock."""
        if self.shown is not None:
            self._say_time(self.shown.session)

    def _take(self, sessions: tuple[AssistedSession, ...]) -> None:
        if not sessions:
            self.desk.show("queue")
            return
        session = next((s for s in sessions if s.resumed), sessions[0])
        spot, self._spot = self._spot, None
        self._show(Shown.first(session, self.desk.guides, spot, narrow=self.is_narrow))

    # --- what is shown
    def _show(self, shown: Shown) -> None:
        """Show the session as it stands, and where one looks."""
        shown = self.shown = replace(shown, guides=self.desk.guides)
        session, acts = shown.session, self._acts()
        self.who = f"{self._long('Séance avec ')}{session.ticket}" if session.ticket else "Séance sans numéro"
        self.is_paused = session.resumed is None
        self.first_words = _FIRST[session.first_visit]
        self.first_style = "outline" if session.first_visit is not None else "open"
        self._say_time(session)
        self.ids.demarches.fill(panels.demarche_buttons(shown, acts))
        self.has_list = not shown.is_adding and shown.checklist is not None
        title, source, paint = panels.titles(shown, self.desk.outfit.now().date())
        self.guide_title, self.source, self.source_paint = title, self._long(source), paint
        self.ids.leaves.clear_widgets()
        for tab in panels.leaf_tabs(shown, acts, narrow=self.is_narrow):
            self.ids.leaves.add_widget(tab)
        drawn = (shown.is_adding, shown.leaf, self.guide_title)
        self.ids.content.fill(self._content(shown, acts, source, paint), stay=drawn == self._drawn)
        self._drawn = drawn
        beside = [] if shown.is_adding else panels.side(shown, acts)
        self.side_title = panels.SIDE_TITLES[shown.side] if beside else ""
        self.ids.side.fill(beside)
        self.on_look()

    def _content(self, shown: Shown, acts: panels.SessionActs, source: str, paint: str) -> list[Widget]:
        if not self.is_narrow:
            return panels.content(shown, acts)
        content = panels.narrow_content(shown, acts, short=self.is_short)
        if self.is_short and not shown.is_adding and shown.leaf is Leaf.STEPS and source:
            return [StaffText(words=source, paint=paint), *content]
        return content

    def _acts(self) -> panels.SessionActs:
        return panels.SessionActs(
            self.pick, self.turn_to, self._turn_side, self._change, self._send, self._take_guide, self._remove,
            self.print_list, self.book, self.abandon, self.hand_out,
        )  # fmt: skip

    def _say_time(self, session: AssistedSession) -> None:
        now, zone = self.desk.outfit.clock(), self.desk.outfit.settings.site.zone
        since = self._long(f"Depuis {self.desk.t.hour(session.started.astimezone(zone), whole=True)} · ")
        paused = " · en pause" if self.is_paused else ""
        self.detail = f"{since}{length_said(session.length(now))}{paused}"

    def _see(self, moved: Callable[[Shown], Shown]) -> None:
        """Look elsewhere in the session."""
        if self.shown is not None:
            self._show(moved(self.shown))

    def pick(self, at: int) -> None:
        """Show another démarche."""
        self._see(lambda shown: replace(shown, at=at, is_adding=False, side=Side.OUTCOME))

    def turn_to(self, leaf: Leaf) -> None:
        """Show another leaf of the guide."""
        self._see(lambda shown: replace(shown, leaf=leaf))

    def _turn_side(self, side: Side) -> None:
        self._see(lambda shown: replace(shown, side=side))

    def add(self) -> None:
        """Choose one more démarche."""
        self._see(lambda shown: replace(shown, is_adding=True, typed=""))

    # --- acts: each one is kept at once
    def _keep(self, changed: Callable[[Shown], Shown]) -> None:
        self._see(changed)
        if self.shown is not None:
            session = self.shown.session
            self.ask(lambda s: s.assistance.keep(session), self._kept)

    def _kept(self, outcome: AssistedSession | AlreadyEnded) -> None:
        if isinstance(outcome, AlreadyEnded):
            self.desk.show("queue")
            self.desk.say("Cette séance est déjà terminée.", "care")

    def _change(self, demarche: Demarche) -> None:
        self._keep(lambda shown: shown.changed(demarche))

    def _send(self, actor: Actor) -> None:
        self._keep(lambda shown: replace(shown.redirected(actor), side=Side.OUTCOME))

    def _take_guide(self, guide: Guide | None) -> None:
        self._keep(lambda shown: shown.with_guide(guide))

    def _remove(self) -> None:
        self._keep(lambda shown: shown.without())

    def toggle_first(self) -> None:
        """Say whether this person comes for the first time, ever."""
        self._keep(lambda shown: shown.with_first_visit())

    def toggle_pause(self) -> None:
        """Stop or start the session's clock."""
        if self.shown is None:
            return
        session, paused = self.shown.session.id, self.is_paused
        self.ask(lambda s: (s.assistance.resume if paused else s.assistance.pause)(session), self._paused)

    def _paused(self, outcome: AssistedSession | AlreadyEnded) -> None:
        self._kept(outcome)
        if isinstance(outcome, AssistedSession):
            self._see(lambda shown: replace(shown, session=outcome))
            if outcome.resumed is None:
                self.desk.show("queue")

    def abandon(self) -> None:
        """Forget a session opened by mistake."""
        if self.shown is not None:
            session = self.shown.session.id
            self.ask(lambda s: s.assistance.abandon(session), lambda _: self.desk.show("queue"))

    def end(self) -> None:
        """Show what will be counted and what is missing, before the session ends."""
        if self.shown is not None:
            self.desk.show("ending")

    def print_list(self) -> None:
        """Print the list on show, in the person's language, with what is still missing."""
        if self.shown is None or (checklist := self.shown.checklist) is None:
            return
        desk, language = self.desk, self.shown.session.language
        desk.say("Impression en cours.")
        self.ask(
            lambda s: s.checklists.print_list(checklist, Format.A4, language),
            lambda ended: say_printed(desk, ended),
            lane=Lane.PRINTING,
        )

    def type(self, character: str) -> bool:
        """While a démarche is chosen, look for what is typed."""
        if self.shown is None or not self.shown.is_adding or not (character.isalnum() or character == BACK):
            return False
        typed = self.shown.typed[:-1] if character == BACK else self.shown.typed + character
        self._see(lambda shown: replace(shown, typed=typed))
        return True

    def heard(self, code: Scanned) -> bool:
        """Take a list shown to the reader as one more démarche."""
        if self.shown is None or not isinstance(code, ChecklistToken):
            return False
        guide = next((g for g in self.desk.guides if g.number == code.guide), None)
        if guide is None:
            return False
        self._keep(lambda shown: shown.with_list(code, guide))
        if said := age_said(code, guide):
            self.desk.say(said, "care")
        return True
