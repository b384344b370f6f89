"""The day: is there a permanence, are we where the kiosk believes, has everything of the past been destroyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.reception.planning import Original
from kiosk.services.originals import LeftHere
from screens.desk import places, space
from screens.desk.allowed import refusal
from screens.desk.day.left import rows_of_left
from screens.desk.day.standing import DayState, how_it_stands
from screens.desk.staff_screen import StaffScreen
from screens.desk.wording import path_said
from screens.running.lanes import Lane
from screens.staff.making import choice_button
from screens.staff.parts import StaffText
from screens.toolkit.choices import Choice

CLEARED_SOON = 1.0  # seconds until a day that was being cleared is looked at again
HALF_HOUR, LENGTH, LAST = timedelta(minutes=30), timedelta(hours=3), time(23, 30)


_ERASED = "Tout est effacé. Les compteurs sont gardés."
_ARRIVALS_ERASED = "Les arrivées sont effacées. Les rendez‑vous attendent une date sûre."


class DayScreen(StaffScreen):
    """Says how the day stands, and changes it."""

    heading = "Journée"
    place = StringProperty("")
    state = StringProperty("")
    state_paint = StringProperty("ok")
    hours = StringProperty("")
    purge = StringProperty("")
    remaining = StringProperty("")
    is_closed_by_hand = BooleanProperty(False)
    must_confirm = BooleanProperty(False)
    may_close = BooleanProperty(True)
    extra_from = StringProperty("")
    extra_to = StringProperty("")
    extra_words = StringProperty("")
    extra_stands = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._extra = (time(14), time(17))
        self._leaving = ""
        super().__init__(**properties)

    def enter(self) -> None:
        """Show the day, and offer three hours from now on beside the usual ones."""
        self.must_confirm, self._leaving = False, ""
        self.may_close = not refusal("closing", self.desk.staff)
        now = self.desk.outfit.now().replace(second=0, microsecond=0)
        start = now - timedelta(minutes=now.minute % 30)
        self._offer(start.time(), _later(start.time(), LENGTH))
        self._show_sites()
        self.refresh()

    def _show_sites(self) -> None:
        site, choice = self.desk.outfit.settings.site, self.desk.outfit.site_choice
        self.place = f"Sommes‑nous à {site.town} ?"
        others = {name: town for name, town in choice.towns.items() if name != site.id}
        rows: list[Widget] = [self._site_button(name, town) for name, town in others.items()]
        rows = rows or [StaffText(words="Aucun autre site n’est réglé.", paint="soft")]
        if not space.has_room_for("figures", self.look):
            rows.append(choice_button(Choice("Chiffres", lambda: self.desk.show("figures"), icon="bar_chart")))
        health = Choice("État de la borne", lambda: self.desk.show("health"), icon="monitor")
        rows.append(choice_button(health))
        rows.append(choice_button(Choice("Mon code", lambda: self.desk.show("own_pin"), icon="password")))
        rows.append(choice_button(Choice("Mode formation", lambda: self.desk.show("training"), icon="school")))
        rows.append(choice_button(Choice("Date et heure", lambda: self.desk.show("clock"), icon="schedule")))
        if not refusal("accounts", self.desk.staff):
            accounts = Choice("Comptes du poste", lambda: self.desk.show("accounts"), icon="groups")
            rows += [StaffText(words="Administrateur", role="label", paint="soft"), choice_button(accounts)]
        self.ids.sites.fill(rows)

    def _site_button(self, site: str, town: str) -> Widget:
        if site == self._leaving:
            return choice_button(Choice(f"Oui, aller à {town}", self._mover(site), icon="warning", style="missing"))
        return choice_button(Choice(f"Non, à {town}", self._mover(site), icon="location_on"))

    def refresh(self) -> None:
        """Ask how the day stands."""
        self.ask(how_it_stands, self._show)
        self.ask(lambda s: s.imports.left_here(places.PLACES), self._show_left, lane=Lane.IMPORTS)
        if self.desk.outfit.settings.imports.folder:
            self.ask(lambda s: s.chores.remaining(), self._show_remaining, lane=Lane.IMPORTS)

    def _look_again(self, _seconds: float) -> None:
        if self.is_on_show:
            self.ask(how_it_stands, self._show)

    def _show_remaining(self, remaining: tuple[tuple[str, str], ...]) -> None:
        """Name what closing leaves: others put it there, and it may hold names."""
        names = ", ".join(path_said(Path(name)) for name, _ in remaining)
        self.remaining = f"Dans le dossier surveillé : {names}." if names else ""

    def _show_left(self, left: LeftHere) -> None:
        """Name what closing leaves on this machine."""
        self.ids.left.fill(rows_of_left(left, self._destroy), stay=True)

    def _destroy(self, original: Original) -> None:
        self.ask(lambda s: s.imports.destroy(original), self._destroyed, lane=Lane.IMPORTS)

    def _destroyed(self, is_gone: bool) -> None:  # noqa: FBT001
        words = "Le fichier est détruit." if is_gone else "Ce fichier ne peut pas être détruit. Effacez‑le vous‑même."
        self.desk.say(words, "ok" if is_gone else "care")
        self.refresh()

    def _show(self, state: DayState) -> None:
        words, self.state_paint = state.said
        self.is_closed_by_hand = state.said_of_day.is_closed
        if self.is_closed_by_hand:
            was_ended = state.closed is not None and state.closed.date() == state.said_of_day.day
            words = "La journée est fermée." if was_ended else "Pas de permanence aujourd’hui."
        if state.is_being_cleared:
            Clock.schedule_once(self._look_again, CLEARED_SOON)
        self.state = words
        t, last = self.desk.t, state.purged
        said = " et ".join(self._span(s.start, s.end) for s in state.slots)
        self.hours = f"Horaires d’aujourd’hui : {said}" if said else "Aucun horaire aujourd’hui."
        self.extra_stands = state.said_of_day.extra is not None
        self._offer(*(state.said_of_day.extra or self._extra))
        self.purge = (
            f"Dernier effacement : {t.day(last.date())} à {t.hour(last)}" if last else "Rien n’a encore été effacé."
        )

    def _span(self, start: time, end: time) -> str:
        return f"de {self.desk.t.hour(start, whole=True)} à {self.desk.t.hour(end, whole=True)}"

    def _offer(self, start: time, end: time) -> None:
        """Offer hours beside the usual ones; the end comes after the start."""
        self._extra = (start, end if end > start else _later(start, HALF_HOUR))
        self.extra_from, self.extra_to = (self.desk.t.hour(at, whole=True) for at in self._extra)
        span = self._span(*self._extra)
        self.extra_words = f"Retirer : aujourd’hui {span}" if self.extra_stands else f"Permanence aujourd’hui, {span}"

    def move_extra(self, start: int, end: int) -> None:
        """Move the hours on offer by some half-hours each."""
        first, last = self._extra
        self._offer(_later(first, start * HALF_HOUR), _later(last, end * HALF_HOUR))

    def toggle_extra(self) -> None:
        """Open today at the hours on offer, or take that back: one tap."""
        start, end = self._extra
        if self.extra_stands:
            self.ask(lambda s: s.openings.forget_extra(), lambda _: self._told("C’est retiré."))
        else:
            words = f"Permanence aujourd’hui, {self._span(start, end)}."
            self.ask(lambda s: s.openings.open_today(start, end), lambda _: self._told(words))

    def toggle_permanence(self) -> None:
        """Say "pas de permanence aujourd’hui", or take it back: one tap."""
        if self.is_closed_by_hand:
            self.ask(lambda s: s.openings.reopen_today(), lambda _: self._told("La permanence reprend."))
        else:
            self.ask(lambda s: s.openings.close_today(), lambda _: self._told("Pas de permanence aujourd’hui."))

    def _told(self, words: str) -> None:
        self.desk.say(words)
        self.desk.backstage.look_at_the_permanence()
        self.refresh()

    def close_the_day(self) -> None:
        """Destroy arrivals, past appointments and open sessions now; asked twice."""
        if not self.may_close:
            return
        if not self.must_confirm:
            self.must_confirm = True
            self.desk.say("Détruisez aussi les feuilles du jour : elles portent des heures et des lettres.", "care")
            return
        self.must_confirm = False
        self.ask(
            lambda s: (s.closing.end_the_day(), s.time.may_destroy()),
            lambda done: self._told(_ERASED if done[1] else _ARRIVALS_ERASED),
            self._failed,
            lane=Lane.CLOSING,
        )

    def _failed(self) -> None:
        self.desk.say("L’effacement a échoué. Redémarrez l’appareil, puis recommencez.", "stop")
        self.refresh()

    def _mover(self, site: str) -> Callable[[], None]:
        desk = self.desk.name

        def move() -> None:
            if site == self._leaving:
                self._move(site)
            else:
                self.ask(lambda s: s.queue.people_here() + len(s.assistance.sessions(desk)), told)

        def told(people: int) -> None:
            if not people:
                self._move(site)
                return
            self._leaving = site
            self._show_sites()
            who = "1 personne est encore ici" if people == 1 else f"{people} personnes sont encore ici"
            self.desk.say(f"{who}. Leurs numéros restent à {self.desk.outfit.settings.site.town}.", "care")

        return move

    def _move(self, site: str) -> None:
        self.desk.outfit.site_choice.choose(site)
        running = App.get_running_app()
        if running is not None:
            running.stop()


def _later(at: time, by: timedelta) -> time:
    """Return an hour moved within its day."""
    day = datetime(2000, 1, 1)  # noqa: DTZ001 - only the hours count here
    moved = datetime.combine(day, at) + by
    if moved.date() < day.date():
        return time(0)
    return LAST if moved.date() > day.date() else moved.time()
