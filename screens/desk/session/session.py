"""The assisted session: its démarches, the guide beside them, how each ended (design/session.png)."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.guides.guide import Checklist, Guide
from kiosk.domain.reception.assistance import OTHER_DEMARCHE, AssistedSession, Demarche
from kiosk.services.assistance import AlreadyEnded, Ended
from screens.desk.queue.rows import hour, minutes, prepared_list
from screens.desk.session import acts, parts
from screens.desk.staff_screen import StaffScreen
from screens.staff.making import choice_button

BACKSPACE = 42


class SessionScreen(StaffScreen):
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
        self.session: AssistedSession | None = None
        self._at = 0
        self._leaf = parts.Leaf.PAPERS
        self._side = parts.Side.OUTCOME
        self._adding = False
        self.typed = ""
        self._shown: object = None
        self._put_away: list[Widget] = []  # Kivy's ids hold weakly
        super().__init__(**properties)

    def on_kv_post(self, base: object) -> None:
        """On a small screen, one thing at a time: the tabs lead to what stands beside elsewhere."""
        super().on_kv_post(base)
        if self.desk.is_narrow:
            self._put_away = [self.ids.list.__self__, self.ids.beside.__self__]
            self.ids.frame.remove_widget(self._put_away[0])
            self.ids.halves.remove_widget(self._put_away[1])

    def brief(self, words: str) -> str:
        """Return the words of a button that also has an icon, or none where there is no room."""
        return "" if self.desk is not None and self.desk.is_narrow else words

    def enter(self) -> None:
        """Show the session that runs, or the one that waits."""
        self._at, self._adding, self._leaf, self._side = 0, False, parts.Leaf.PAPERS, parts.Side.OUTCOME
        desk = self.desk.name
        self.ask(lambda s: s.assistance.sessions(desk), self._take)

    def leave(self) -> None:
        """Hold nothing of the session."""
        self.session = None
        self.who = self.detail = self.guide_title = self.source = ""
        for name in ("demarches", "content", "side"):
            self.ids[name].fill([])
        self.ids.leaves.clear_widgets()

    def refresh(self) -> None:
        """Follow the clock."""
        if self.session is not None:
            self._say_time()

    def _take(self, sessions: tuple[AssistedSession, ...]) -> None:
        if not sessions:
            self.desk.show("queue")
            return
        self.session = next((s for s in sessions if s.resumed), sessions[0])
        self._adding = not self.session.demarches
        self.show_all()

    # --- what is shown
    def show_all(self) -> None:
        """Show the session as it stands."""
        session = self.session
        if session is None:
            return
        self.who = f"Séance avec {session.ticket}" if session.ticket else "Séance sans numéro"
        self.is_paused = session.resumed is None
        said = {True: "Première venue : oui", False: "Première venue : non", None: "Première venue ?"}
        self.first_words = said[session.first_visit]
        self.first_style = "outline" if session.first_visit is not None else "open"
        self._say_time()
        self.ids.demarches.fill([choice_button(c) for c in parts.demarche_choices(self)])
        checklist = None if self._adding else self.checklist()
        self.has_list = checklist is not None
        self.guide_title, self.source, self.source_paint = parts.titles(self, checklist, adding=self._adding)
        self.ids.leaves.clear_widgets()
        for leaf in parts.leaves(self, checklist):
            self.ids.leaves.add_widget(leaf)
        shown = (self._adding, self._leaf, self.guide_title)
        self.ids.content.fill(self._content(checklist), stay=shown == self._shown)
        self._shown = shown
        side = [] if self._adding or self.current() is None else parts.side(self, self._side)
        self.side_title = parts.SIDE_TITLES[self._side] if side else ""
        self.ids.side.fill(side)
        self.on_look()

    def _content(self, checklist: Checklist | None) -> list[Widget]:
        if self._adding:
            return parts.guide_choices(self, self.typed)
        return [] if checklist is None else parts.content(self, checklist, self._leaf)

    def _say_time(self) -> None:
        session, now, zone = self.session, self.desk.outfit.clock(), self.desk.outfit.settings.site.zone
        length = minutes(session.length(now))
        self.detail = f"Depuis {hour(session.started, zone)} · {length}" + (" · en pause" if self.is_paused else "")

    def current(self) -> Demarche | None:
        """Return the démarche on show."""
        demarches = self.session.demarches if self.session else ()
        return demarches[min(self._at, len(demarches) - 1)] if demarches else None

    def guide_of(self, demarche: Demarche) -> Guide | None:
        """Return the guide of a démarche."""
        return next((g for g in self.desk.guides if g.id == demarche.guide), None)

    def checklist(self) -> Checklist | None:
        """Return the list of the démarche on show."""
        demarche = self.current()
        guide = self.guide_of(demarche) if demarche else None
        if guide is None:
            return None
        return prepared_list(demarche.token, (guide,)) or Checklist(guide)

    # --- acts: each one is kept at once
    def keep(self, session: AssistedSession) -> None:
        """Keep the session as changed, and show it."""
        self.session = session
        self.show_all()
        self.ask(lambda s: s.assistance.keep(session), self._kept)

    def _kept(self, outcome: AssistedSession | AlreadyEnded) -> None:
        if isinstance(outcome, AlreadyEnded):
            self.desk.show("queue")
            self.desk.say("Cette séance est déjà terminée.", "care")

    def change(self, demarche: Demarche) -> None:
        """Change the démarche on show."""
        self.keep(self.session.changed(self.session.demarches.index(self.current()), demarche))

    def pick(self, at: int) -> None:
        """Show another démarche."""
        self._at, self._adding, self._side = at, False, parts.Side.OUTCOME
        self.show_all()

    def turn_to(self, leaf: parts.Leaf) -> None:
        """Show papers, questions or steps."""
        self._leaf = leaf
        self.show_all()

    def turn_side(self, side: parts.Side) -> None:
        """Ask how it ended, or to whom the person is sent."""
        self._side = side
        self.show_all()

    def add(self) -> None:
        """Choose one more démarche."""
        self._adding, self.typed = True, ""
        self.show_all()

    def take_guide(self, guide: Guide | None) -> None:
        """Add a démarche: a guide's, or one that no guide describes."""
        demarche = Demarche(guide.id, Checklist(guide).token()) if guide else Demarche(OTHER_DEMARCHE)
        session = self.session.with_demarche(demarche)
        self._at, self._adding = len(session.demarches) - 1, False
        self._leaf = parts.Leaf.QUESTIONS if guide else parts.Leaf.PAPERS
        self.keep(session)

    def remove(self) -> None:
        """Take the démarche on show off the session."""
        at = self.session.demarches.index(self.current())
        self._at = 0
        self.keep(self.session.without(at))

    def toggle_first(self) -> None:
        """Say whether this person comes for the first time, ever."""
        self.keep(parts.with_first(self.session))

    def toggle_pause(self) -> None:
        """Stop or start the session's clock."""
        session, paused = self.session.id, self.is_paused
        job = (lambda s: s.assistance.resume(session)) if paused else (lambda s: s.assistance.pause(session))
        self.ask(job, self._paused)

    def _paused(self, outcome: AssistedSession | AlreadyEnded) -> None:
        self._kept(outcome)
        if isinstance(outcome, AssistedSession):
            self.session = outcome
            self.show_all()
            if outcome.resumed is None:
                self.desk.show("queue")

    def abandon(self) -> None:
        """Forget a session opened by mistake."""
        session = self.session.id
        self.ask(lambda s: s.assistance.abandon(session), lambda _: self.desk.show("queue"))

    def end(self) -> None:
        """End the session: counts stay, the rest is destroyed; the draft is shown once."""
        session = self.session.id
        self.ask(lambda s: s.assistance.end(session), self._ended)

    def _ended(self, outcome: Ended | AlreadyEnded) -> None:
        if isinstance(outcome, AlreadyEnded):
            self._kept(outcome)
        else:
            self.desk.show("draft")
            self.desk.screen.take(outcome)

    def print_list(self) -> None:
        """Print the list again, with what is still missing."""
        acts.print_list(self)

    def book(self) -> None:
        """Book the next appointment on the plan."""
        self.desk.show("plan")

    def stroke(self, scancode: int, character: str) -> bool:
        """While a démarche is chosen, look for what is typed."""
        if not self._adding or not (character.isalnum() or scancode == BACKSPACE):
            return False
        self.typed = self.typed[:-1] if scancode == BACKSPACE else self.typed + character
        self.show_all()
        return True

    def heard(self, code: object) -> bool:
        """Take a list shown to the reader as one more démarche."""
        return acts.take_scanned(self, code)

    def show_last(self) -> None:
        """Show the démarche that was just added, from its papers."""
        self._at, self._adding, self._leaf = len(self.session.demarches) - 1, False, parts.Leaf.PAPERS
