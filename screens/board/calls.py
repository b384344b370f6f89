"""The number called, large enough for the whole room, and the last ones (design/board.png)."""

from __future__ import annotations

from datetime import datetime

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.properties import BooleanProperty, ListProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.data_state import DataState, Mishap, Sound
from kiosk.screen_ports import Outfit
from kiosk.services.arrivals import Permanence
from kiosk.services.queue import Call
from screens.board.crier import Crier
from screens.running.asking import Asking
from screens.running.backstage import Backstage, PermanenceNow
from screens.running.lanes import Lane
from screens.staff.making import row
from screens.staff.parts import StaffText, dress
from screens.toolkit.palettes import Colour
from screens.toolkit.shapes import lie_on
from screens.toolkit.sounds import Sounds
from screens.toolkit.theme import Look

LOOK_EVERY = 0.5  # seconds
# One flash a second at most (DESIGN; EN 301 549 clause 9.2.3.1 allows three), for as long as a head takes to turn.
FLASH_EVERY, FLASHES = 1.0, 5
# Who cannot hear the chime has longer to see it; no sign on the wall tells the room who that is.
LONG_FLASHES = 20


class Board(BoxLayout):
    """Follows the calls of the day; shows no name, no letters, no hour of anybody. Nobody is at it, or works there."""

    is_at_rest, is_working = True, False

    look: Look = ObjectProperty(None)
    is_ready = BooleanProperty(False)
    is_sound = BooleanProperty(True)
    headline = StringProperty("")
    number = StringProperty("")
    desk = StringProperty("")
    place = StringProperty("")
    clock_text = StringProperty("")
    past_title = StringProperty("")
    invitation = StringProperty("")
    ground: Colour = ListProperty([0, 0, 0, 1])

    def __init__(self, outfit: Outfit, look: Look) -> None:
        self.outfit, self.t = outfit, outfit.translator("fr")
        self._last: tuple[Call, ...] | None = None
        self._permanence = Permanence.OPEN
        self._opens: datetime | None = None
        self._flashes = 0
        super().__init__(size=(look.width, look.height), size_hint=(None, None))
        self.backstage = Backstage(outfit, self)
        # Whatever breaks here is told elsewhere; the next look asks again.
        self.ask = Asking(self.backstage, lambda: None)
        self.sounds = Sounds()
        self.crier = Crier(outfit, self.backstage.lanes)
        self.look = look
        lie_on(look.colour("paper"))
        place = self.t("Espace France services")
        self.place = f"{place} — {outfit.settings.site.town}"
        if outfit.practice:
            self.place = self.t("Mode formation : tout est inventé")
        dress(self, look)
        self._show(())
        self._events = [
            Clock.schedule_interval(self._look, LOOK_EVERY),
            Clock.schedule_interval(self._flash, FLASH_EVERY / 2),
        ]
        Window.bind(on_key_down=self._swallow)

    @staticmethod
    def _swallow(*_: object) -> bool:
        return True

    def wake(self) -> None:
        """Load what the first frame did not wait for."""
        self.backstage.wake()

    def tell_the_guides(self, _guides: tuple[Guide, ...]) -> None:
        """Show no guide, but be ready."""
        self.is_ready = True

    def tell_the_permanence(self, now: PermanenceNow) -> None:
        """Take what was seen of the permanence."""
        self._permanence, self._opens = now.standing, now.next_opening
        if self._last is not None:
            self._show(self._last)

    def tell_the_data(self, state: DataState, _mishaps: tuple[Mishap, ...]) -> None:
        """Send people to the reception while nobody can be called: what was called last may be long past."""
        if isinstance(state, Sound) == self.is_sound:
            return
        self.is_sound, self._last = isinstance(state, Sound), None
        self._show(())

    def _look(self, *_: object) -> None:
        self.clock_text = f"{self.outfit.now():%H:%M}"
        if not self.backstage.lanes.is_busy(Lane.DATABASE) and self.is_sound:
            self.ask(lambda s: s.queue.calls(), self._take)

    def _take(self, calls: tuple[Call, ...]) -> None:
        if calls == self._last:
            return
        fresh = _fresh(calls, self._last)
        self._last = calls
        self._show(calls)
        if fresh:
            self._flashes = 2 * (LONG_FLASHES if any(call.by_sign for call in fresh) else FLASHES)
            self.crier.cry(fresh, after=self.sounds.ring("call") or 0.0)

    def _show(self, calls: tuple[Call, ...]) -> None:
        self._paint("brand")
        is_closed = self._permanence.is_closed
        current = next((call for call in calls if call.lasts), None)
        if not self.is_sound:
            self.headline, self.number, self.desk = self.t("Adressez‑vous à l’accueil"), "", ""
        elif is_closed:
            self._show_closed(self._opens)
        else:
            self._show_call(current)
        # Closed, nobody is invited to prepare anything: the kiosk is closed as well.
        said = self.t("En attendant, préparez votre démarche sur la borne. C’est gratuit.")
        self.invitation = said if self.is_sound and not is_closed else ""
        self._show_past(() if is_closed else tuple(call for call in calls if call is not current))

    def _show_call(self, call: Call | None) -> None:
        if call is None:
            self.headline, self.number, self.desk = self.t("Bienvenue"), "", ""
        else:
            self.headline, self.number, self.desk = self.t("On appelle"), str(call.ticket), call.desk

    def _show_past(self, past: tuple[Call, ...]) -> None:
        self.past_title = self.t("Déjà appelés") if past else ""
        rows = [
            row(
                StaffText(words=str(call.ticket), role="title", scale=1.6),
                StaffText(words=call.desk, role="strong", align="end", pos_hint={"center_y": 0.5}),
            )
            for call in past
        ]
        self.ids.past.clear_widgets()
        for each in rows:
            self.ids.past.add_widget(each)
        dress(self.ids.past, self.look)

    def _show_closed(self, opens: datetime | None) -> None:
        self.headline, self.number = self.t("La permanence est fermée."), ""
        t = self.t
        self.desk = t("Elle ouvre {day} à {hour}.", day=t.day(opens.date()), hour=t.hour(opens)) if opens else ""

    def _flash(self, *_: object) -> None:
        if self._flashes > 0:
            self._flashes -= 1
            self._paint("pressed" if self._flashes % 2 else "brand")

    def _paint(self, role: str) -> None:
        self.ground = self.look.colour(role)

    def fit(self, width: int, height: int) -> None:
        """Lay everything out again for a window of another size, in pixels."""
        if not self.look.differs(width, height):
            return
        look = board_look(width, height)
        self.look, self.size = look, (look.width, look.height)
        dress(self, look)
        self._show(self._last or ())

    def close(self) -> None:
        """End."""
        for event in self._events:
            event.cancel()
        Window.unbind(on_key_down=self._swallow)
        self.crier.close()
        self.backstage.close()
        Window.remove_widget(self)


def _fresh(calls: tuple[Call, ...], before: tuple[Call, ...] | None) -> tuple[Call, ...]:
    """Return the calls that nobody heard, oldest first: two desks may call between two looks.

    One that comes back into the list because a newer one was undone was heard.
    """
    if before is None:
        return ()
    known = {call.key for call in before}
    return tuple(c for c in reversed(calls) if c.key not in known and (not before or c.at >= before[0].at))


def board_look(width: int, height: int) -> Look:
    """Return the look of a wall screen: read from across the room, so sized by the screen's height alone."""
    # At 100 ppi a distance of d mm gives text of d × 0.072 pixels: 3 % of the height, less in portrait.
    return Look(width, height, 100.0, round(min(height, width * 0.75) * 0.03 / 0.072))
