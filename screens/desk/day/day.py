"""The day: is there a permanence, are we where the kiosk believes, has everything of the past been destroyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kivy.app import App
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.reception.opening import OpeningSlot
from kiosk.domain.reception.planning import Original
from kiosk.services.arrivals import Permanence
from kiosk.services.bundle import Services
from kiosk.services.imports import LeftHere
from screens.desk import places, space
from screens.desk.allowed import refusal
from screens.desk.staff_screen import StaffScreen
from screens.desk.wording import path_said
from screens.running.lanes import Lane
from screens.staff.making import choice_button
from screens.staff.parts import StaffText
from screens.toolkit.choices import Choice

_PERMANENCE_SAID = {
    Permanence.OPEN: ("La permanence est ouverte.", "ok"),
    Permanence.NO_DESK: ("La permanence est ouverte.", "ok"),
    Permanence.UNSURE: ("La date est à vérifier.", "care"),
    Permanence.CLOSED: ("La permanence est fermée.", "care"),
    Permanence.REFUSED: ("L’effacement a échoué : la borne reste fermée.", "stop"),
}
# The permanence, whether somebody closed it for today, today's opening hours, when everything was last destroyed.
DayState = tuple[Permanence, bool, tuple[OpeningSlot, ...], datetime | None]
# Names of files said together; nobody reads more.
MOST_NAMED = 5
_MAY_NAME = "Il peut y avoir des noms dedans."
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

    def enter(self) -> None:
        """Show the day."""
        self.must_confirm, self.may_close = False, not refusal("closing", self.desk.staff)
        site, choice = self.desk.outfit.settings.site, self.desk.outfit.site_choice
        self.place = f"Sommes‑nous à {site.town} ?"
        others = {name: town for name, town in choice.towns.items() if name != site.id}
        rows: list[Widget] = [
            choice_button(Choice(f"Non, à {town}", self._mover(name), icon="location_on"))
            for name, town in others.items()
        ]
        rows = rows or [StaffText(words="Aucun autre site n’est réglé.", paint="soft")]
        if not space.has_room_for("figures", self.look):
            rows.append(choice_button(Choice("Chiffres", lambda: self.desk.show("figures"), icon="bar_chart")))
        rows.append(choice_button(Choice("Mon code", lambda: self.desk.show("own_pin"), icon="password")))
        rows.append(choice_button(Choice("Mode formation", lambda: self.desk.show("training"), icon="school")))
        rows.append(choice_button(Choice("Date et heure", lambda: self.desk.show("clock"), icon="schedule")))
        if not refusal("accounts", self.desk.staff):
            accounts = Choice("Comptes du poste", lambda: self.desk.show("accounts"), icon="groups")
            rows += [StaffText(words="Administrateur", role="label", paint="soft"), choice_button(accounts)]
        self.ids.sites.fill(rows)
        self.refresh()

    def refresh(self) -> None:
        """Ask how the day stands."""
        self.ask(_state, self._show)
        self.ask(lambda s: s.imports.left_here(places.PLACES), self._show_left, lane=Lane.IMPORTS)
        if self.desk.outfit.settings.imports.folder:
            self.ask(lambda s: s.chores.remaining(), self._show_remaining, lane=Lane.IMPORTS)

    def _show_remaining(self, remaining: tuple[tuple[str, str], ...]) -> None:
        """Name what closing leaves: others put it there, and it may hold names."""
        names = ", ".join(path_said(Path(name)) for name, _ in remaining)
        self.remaining = f"Dans le dossier surveillé : {names}." if names else ""

    def _show_left(self, left: LeftHere) -> None:
        """Name what closing leaves on this machine, each imported file with a touch that destroys it."""
        rows: list[Widget] = [
            choice_button(
                Choice(
                    f"Détruire : {places.file_said(each.path)}",
                    self._destroyer(each),
                    f"Importé, dans : {places.folder_said(each.path)}. {_MAY_NAME}",
                    "delete",
                )
            )
            for each in left.originals
        ]
        others = [places.file_said(path) for path in left.others if not places.is_on_a_key(path)]
        if others:
            more = f", et {len(others) - MOST_NAMED} autres" if len(others) > MOST_NAMED else ""
            said = f"Restent aussi sur cet appareil : {', '.join(others[:MOST_NAMED])}{more}. {_MAY_NAME}"
            rows.append(StaffText(words=said, paint="care"))
        self.ids.left.fill(rows, stay=True)

    def _destroyer(self, original: Original) -> Callable[[], None]:
        def destroy() -> None:
            self.ask(lambda s: s.imports.destroy(original), self._destroyed, lane=Lane.IMPORTS)

        return destroy

    def _destroyed(self, is_gone: bool) -> None:  # noqa: FBT001
        words = "Le fichier est détruit." if is_gone else "Ce fichier ne peut pas être détruit. Effacez‑le vous‑même."
        self.desk.say(words, "ok" if is_gone else "care")
        self.refresh()

    def _show(self, state: DayState) -> None:
        permanence, self.is_closed_by_hand, slots, last = state
        words, self.state_paint = _PERMANENCE_SAID[permanence]
        self.state = "Pas de permanence aujourd’hui." if self.is_closed_by_hand else words
        t = self.desk.t
        said = " et ".join(f"de {t.hour(s.start, whole=True)} à {t.hour(s.end, whole=True)}" for s in slots)
        self.hours = f"Horaires d’aujourd’hui : {said}" if said else "Aucun horaire aujourd’hui dans les réglages."
        self.purge = (
            f"Dernier effacement : {t.day(last.date())} à {t.hour(last)}" if last else "Rien n’a encore été effacé."
        )

    def toggle_permanence(self) -> None:
        """Say "pas de permanence aujourd’hui", or take it back: one tap."""
        if self.is_closed_by_hand:
            self.ask(lambda s: s.arrivals.reopen_today(), lambda _: self._told("La permanence reprend."))
        else:
            self.ask(lambda s: s.arrivals.close_today(), lambda _: self._told("Pas de permanence aujourd’hui."))

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
            return
        self.must_confirm = False
        self.ask(
            lambda s: (s.closing.close(), s.time.may_destroy()),
            lambda done: self._told(_ERASED if done[1] else _ARRIVALS_ERASED),
            self._failed,
            lane=Lane.CLOSING,
        )

    def _failed(self) -> None:
        self.desk.say("L’effacement a échoué. Redémarrez l’appareil, puis recommencez.", "stop")
        self.refresh()

    def _mover(self, site: str) -> Callable[[], None]:
        def move() -> None:
            self.desk.outfit.site_choice.choose(site)
            running = App.get_running_app()
            if running is not None:
                running.stop()

        return move


def _state(services: Services) -> DayState:
    arrivals = services.arrivals
    now = arrivals.now()
    slots = tuple(arrivals.opening().on(now.date()))
    return arrivals.permanence(), arrivals.is_closed_today(), slots, services.closing.last_purge()
