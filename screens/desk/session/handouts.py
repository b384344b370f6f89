"""What somebody takes home: where to go, what is left to do, that they were here, a mandate; printed, never kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from types import MappingProxyType

from kivy.properties import StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.printing import Format, Printed
from kiosk.domain.reception.assistance import ACTORS, AssistedSession, Demarche, Outcome
from kiosk.domain.reception.handouts import TELLING, FollowUp, Passage, ToDo, orientation
from kiosk.services.assistance import Ended
from kiosk.services.bundle import Services
from screens.desk.office import Office
from screens.desk.prepared import prepared_list
from screens.desk.printed import say_printed
from screens.desk.staff_screen import StaffScreen
from screens.running.lanes import Lane
from screens.staff.making import choice_button
from screens.staff.parts import StaffText
from screens.toolkit.choices import Choice

_PAPERS = MappingProxyType({Format.A4: "A4", Format.TICKET: "Ticket"})
# Before when something is to be done: a touch goes on to the next, None is a line to be written on by hand.
_BEFORE = (None, timedelta(weeks=1), timedelta(weeks=2), timedelta(weeks=4), timedelta(weeks=8))
_TICKS = MappingProxyType({True: "check_box", False: "check_box_outline_blank"})
_OPEN = frozenset({None, Outcome.TO_COMPLETE, Outcome.REDIRECTED})


@dataclass(frozen=True, slots=True)
class Handed:
    """The session whose papers are asked for; `ended` is what the screen before showed, if it has ended."""

    session: AssistedSession
    ended: Ended | None = None


def hand_out(office: Office, session: AssistedSession | None, ended: Ended | None = None) -> None:
    """Offer the papers of a session: the one line that the screens of a session call."""
    if session is not None:
        office.show("handouts", Handed(session, ended))


class HandoutsScreen(StaffScreen):
    """Holds the session only while it is on show."""

    heading = "Feuilles à remettre"
    who = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self._handed: Handed | None = None
        self._passage: Passage | None = None
        self._planned: datetime | None = None
        self._writes_next = False
        self._named: frozenset[int] = frozenset()
        self._before: dict[int, timedelta | None] = {}
        self._paper, self._language = Format.A4, "fr"
        super().__init__(**properties)

    def receive(self, handed: object) -> None:
        """Take a session."""
        if isinstance(handed, Handed):
            self._handed, self._language = handed, handed.session.language
            self._named, self._before, self._writes_next = frozenset(), {}, False
            session = handed.session
            self.ask(lambda s: s.handouts.known(session), self._know)
            self._draw()

    def leave(self) -> None:
        """Hold nothing of the session."""
        self._handed = self._passage = self._planned = None
        self._before = {}
        for name in ("papers", "options"):
            self.ids[name].fill([])

    def close(self) -> None:
        """Go back to where the session was."""
        handed = self._handed
        if handed is not None and handed.ended is not None:
            self.desk.show("draft", handed.ended)
        else:
            self.desk.show("session")

    def go_back(self) -> None:
        """Escape closes as well."""
        self.close()

    def _know(self, known: tuple[Passage, datetime | None]) -> None:
        self._passage, self._planned = known
        self._draw()

    # --- what is drawn
    def _draw(self) -> None:
        if self._handed is None:
            return
        session = self._handed.session
        self.who = f"Feuilles pour {session.ticket}" if session.ticket else "Feuilles à remettre"
        self.ids.papers.fill([choice_button(choice) for choice in self._sheets(session.demarches)], stay=True)
        self.ids.options.fill(self._options(session.demarches), stay=True)

    def _sheets(self, demarches: tuple[Demarche, ...]) -> list[Choice]:
        """Return every sheet that can be printed."""
        found = [
            Choice("Feuille de suivi", self._print_follow_up, "Fait, à faire, prochain rendez‑vous", "assignment"),
            *(self._orientation(place, each) for place, each in enumerate(demarches) if each.actor is not None),
        ]
        lists = [made for each in demarches if (made := self._list_of(each)) is not None]
        if len(lists) > 1:
            words = f"Les {len(lists)} listes, en une fois"
            found.append(Choice(words, partial(self._print_lists, tuple(lists)), "A4", "checklist"))
        if self._passage is not None:
            t = self.desk.t
            span = f"De {t.hour(self._passage.came, whole=True)} à {t.hour(self._passage.left, whole=True)}, sans motif"
            found.append(Choice("Attestation de passage", self._print_passage, f"À sa demande. {span}", "verified"))
        mandate = Choice("Mandat vierge", self._print_mandate, "2 exemplaires A4, à signer à la main", "signature")
        return [*found, mandate]

    def _orientation(self, place: int, demarche: Demarche) -> Choice:
        actor = demarche.actor
        assert actor is not None  # noqa: S101 (asked for redirections only)
        hidden = actor in TELLING and place not in self._named
        words = "Feuille d’orientation, sans nom" if hidden else f"Feuille d’orientation : {ACTORS[actor]}"
        return Choice(words, partial(self._print_orientation, place, demarche), "Où, quand, quels papiers", "alt_route")

    def _options(self, demarches: tuple[Demarche, ...]) -> list[Widget]:
        """Return what can be said of the sheets: paper, language, days, the next appointment, a name."""
        known = dict(self.desk.outfit.languages)
        choices = [
            Choice(f"Papier : {_PAPERS[self._paper]}", self._next_paper, icon="description"),
            Choice(f"Langue : {known.get(self._language, 'Français')}", self._next_language, icon="translate"),
        ]
        rows: list[Widget] = [choice_button(choice) for choice in choices]
        to_do = [(place, each) for place, each in enumerate(demarches) if each.outcome in _OPEN]
        if to_do:
            rows.append(StaffText(words="À faire avant le", role="label"))
        for place, each in to_do:
            title, act = self._title(each) or "Une autre démarche", partial(self._next_before, place)
            rows.append(choice_button(Choice(title, act, self._day(place), "event")))
        return [*rows, *self._next_appointment(), *self._names(demarches)]

    def _next_appointment(self) -> list[Widget]:
        """Ask whether the appointment of the same letters is theirs: somebody else's is on no paper of theirs."""
        if self._planned is None:
            return []
        said = f"{self.desk.t.day(self._planned.date())} à {self.desk.t.hour(self._planned, whole=True)}"
        asked = StaffText(words="Rendez‑vous prévu aux mêmes lettres : est‑ce le sien ?", role="label")
        icon = _TICKS[self._writes_next]
        return [asked, choice_button(Choice(f"L’inscrire : {said}", self._toggle_next, icon=icon))]

    def _names(self, demarches: tuple[Demarche, ...]) -> list[Widget]:
        """Offer to name a service that tells something: on paper only when somebody asks (P5)."""
        rows: list[Widget] = []
        for place, actor in enumerate(each.actor for each in demarches):
            if actor is not None and actor in TELLING:
                words, act = f"Nommer sur la feuille : {ACTORS[actor]}", partial(self._toggle_name, place)
                rows.append(choice_button(Choice(words, act, icon=_TICKS[place in self._named])))
        return rows

    # --- what can be said of them
    def _next_paper(self) -> None:
        self._paper = Format.TICKET if self._paper is Format.A4 else Format.A4
        self._draw()

    def _next_language(self) -> None:
        codes = [code for code, _ in self.desk.outfit.languages]
        self._language = codes[(codes.index(self._language) + 1) % len(codes)] if self._language in codes else "fr"
        self._draw()

    def _next_before(self, place: int) -> None:
        now = self._before.get(place)
        self._before[place] = _BEFORE[(_BEFORE.index(now) + 1) % len(_BEFORE)]
        self._draw()

    def _toggle_next(self) -> None:
        self._writes_next = not self._writes_next
        self._draw()

    def _toggle_name(self, place: int) -> None:
        self._named ^= {place}
        self._draw()

    def _day(self, place: int) -> str:
        day = self._until(place)
        return "À écrire à la main" if day is None else self.desk.t.day(day).capitalize()

    def _until(self, place: int) -> date | None:
        after = self._before.get(place)
        return None if after is None else self.desk.outfit.now().date() + after

    def _title(self, demarche: Demarche) -> str:
        return next((guide.title for guide in self.desk.guides if guide.id == demarche.guide), "")

    def _list_of(self, demarche: Demarche) -> Checklist | None:
        guide = next((guide for guide in self.desk.guides if guide.id == demarche.guide), None)
        return None if guide is None else prepared_list(demarche.token, (guide,)) or Checklist(guide)

    # --- printing
    def _print(self, job: Callable[[Services], Printed]) -> None:
        self.desk.say("Impression en cours.")
        self.ask(job, lambda ended: say_printed(self.desk, ended), lane=Lane.PRINTING)

    def _print_orientation(self, place: int, demarche: Demarche) -> None:
        actor, made = demarche.actor, self._list_of(demarche)
        if actor is None:
            return
        papers = tuple(each.name for each in made.papers() if made.ticks.get(each.id) is not True) if made else ()
        places = self.desk.outfit.settings.site.confirmed_places
        sent = orientation(actor, places, papers, named=place in self._named)
        paper, language = self._paper, self._language
        self._print(lambda s: s.handouts.print_orientation(sent, paper, language))

    def _print_follow_up(self) -> None:
        if self._handed is None:
            return
        demarches = self._handed.session.demarches
        done = tuple(self._title(d) or "Une autre démarche" for d in demarches if d.outcome is Outcome.DONE)
        to_do = tuple(self._to_do(place, d) for place, d in enumerate(demarches) if d.outcome in _OPEN)
        followed = FollowUp(done, to_do, self._planned if self._writes_next else None)
        paper, language = self._paper, self._language
        self._print(lambda s: s.handouts.print_follow_up(followed, paper, language))

    def _to_do(self, place: int, demarche: Demarche) -> ToDo:
        """Say where it goes on; a service that tells something only where it was asked to be named (P5)."""
        actor = demarche.actor
        where = "" if actor is None or (actor in TELLING and place not in self._named) else ACTORS[actor]
        return ToDo(self._title(demarche), self._until(place), where)

    def _print_passage(self) -> None:
        seen, paper, language = self._passage, self._paper, self._language
        if seen is not None:
            seen = replace(seen, left=self.desk.outfit.now())
            self._print(lambda s: s.handouts.print_passage(seen, paper, language))

    def _print_mandate(self) -> None:
        language = self._language
        self._print(lambda s: s.handouts.print_mandate(language))

    def _print_lists(self, lists: tuple[Checklist, ...]) -> None:
        language = self._language
        self._print(lambda s: s.checklists.print_lists(lists, language))
