"""The locked desk: choose an account, by touch or by badge, then six digits."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta

from kivy.clock import Clock, ClockEvent
from kivy.properties import BooleanProperty, StringProperty

from kiosk.domain.reception.access import LONGEST_WAIT, PIN_DIGITS, ROLES, Pad, Role, Staff
from kiosk.domain.reception.codes import BadgeCode
from kiosk.screen_ports import Scanned
from kiosk.services.access import PRACTICE_PIN, Throttled, Unlocked, WrongPin
from kiosk.services.bundle import Services
from screens.desk.staff_screen import StaffScreen
from screens.staff.parts import BACK, DIGITS, StaffButton

KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", BACK)


class PinScreen(StaffScreen):
    """Tries a PIN off the drawing thread; says how long the pad stays shut, and counts down."""

    heading = StringProperty("Poste verrouillé")
    hint = StringProperty("")
    hint_paint = StringProperty("soft")
    dots = StringProperty("")
    can_leave = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._staff: tuple[Staff, ...] = ()
        self._chosen: Staff | None = None
        self._by_badge = False
        self._pin = ""
        self._shut_until = 0.0
        self._countdown: ClockEvent | None = None
        super().__init__(**properties)

    def on_kv_post(self, base: object) -> None:
        """Lay the keys out."""
        for key in KEYS:
            act = self._taker(key) if key else None
            icon = "backspace" if key == BACK else ""
            made = StaffButton(
                words="" if icon else key, icon=icon, shape="key", style="card", size_hint=(1, None), act=act
            )
            made.spoken, made.opacity = "del" if icon else key, 1 if key else 0
            self.ids.pad.add_widget(made)
        self._back = self.ids.back.__self__  # Kivy's ids hold weakly
        super().on_kv_post(base)

    def enter(self) -> None:
        """Ask who is there."""
        self.can_leave = self.desk.on_kiosk
        if not self.can_leave and self._back.parent is not None:
            self._back.parent.remove_widget(self._back)
        self._forget()
        self.ask(_accounts, self._take)

    def leave(self) -> None:
        """Hold no digit."""
        self._forget()
        self._chosen, self._by_badge = None, False

    def _forget(self) -> None:
        self._pin, self.dots = "", _dots(0)

    def _take(self, state: tuple[tuple[Staff, ...], bool]) -> None:
        self._staff, needs_setup = state
        if needs_setup:
            self.desk.show("setup")
            return
        if len(self._staff) == 1:
            self._chosen = self._staff[0]
        self._show_accounts()
        said = (
            f"Mode formation : tapez {PRACTICE_PIN}." if self.desk.outfit.practice else "Tapez votre code à 6 chiffres."
        )
        self._say(said if self._chosen else "Choisissez votre nom, ou montrez votre badge.")

    def _show_accounts(self) -> None:
        buttons = []
        for each in self._staff:
            style = "tinted" if each == self._chosen else "card"
            buttons.append(StaffButton(words=each.label, detail=ROLES[each.role], shape="row", style=style,
                                       size_hint=(1, None), act=self._chooser(each)))  # fmt: skip
        self.ids.accounts.fill(buttons)

    def _chooser(self, staff: Staff) -> Callable[[], None]:
        return lambda: self._choose(staff)

    def _choose(self, staff: Staff, *, by_badge: bool = False) -> None:
        self._chosen, self._by_badge = staff, by_badge
        if by_badge:
            # A badge has tries of its own: whoever guessed here before has not spent them.
            self._open()
        self._forget()
        self._show_accounts()
        self._say("Tapez votre code à 6 chiffres.")

    def tell_whom_to_ask(self) -> None:
        """Name who can give another code; nobody's own one can be read anywhere."""
        others = [s.label for s in self._staff if s.role is Role.ADMINISTRATOR and s != self._chosen]
        if self.desk.outfit.practice:
            self._say(f"Mode formation : tapez {PRACTICE_PIN}.")
        elif others:
            self._say(f"Demandez un nouveau code à l’administrateur : {', '.join(others)}.")
        else:
            self._say("Demandez un nouveau code à qui a installé l’appareil.")

    def _say(self, words: str, paint: str = "soft") -> None:
        self.hint, self.hint_paint = words, paint

    # --- typing
    def type(self, character: str) -> bool:
        """Take digits typed on a keyboard."""
        is_mine = character == BACK or (len(character) == 1 and character in DIGITS)
        if is_mine:
            self.take_key(character)
        return is_mine

    def _taker(self, key: str) -> Callable[[], None]:
        return lambda: self.take_key(key)

    def take_key(self, key: str) -> None:
        """Take a digit, or BACK; the sixth one tries the PIN."""
        if self._chosen is None or Clock.get_time() < self._shut_until:
            return
        self._pin = self._pin[:-1] if key == BACK else (self._pin + key)[:PIN_DIGITS]
        self.dots = _dots(len(self._pin))
        if len(self._pin) == PIN_DIGITS:
            label, pin, pad = self._chosen.label, self._pin, Pad.BADGE if self._by_badge else self.pad
            self._forget()
            self._say("Vérification…")
            self.ask(lambda s: s.access.unlock(label, pin, pad), self._settle)

    def _settle(self, outcome: Unlocked | WrongPin | Throttled) -> None:
        match outcome:
            case Unlocked(staff=staff):
                self.desk.unlock(staff)
            case WrongPin(wait=wait) | Throttled(wait=wait):
                self._shut(wait)

    def _shut(self, wait: timedelta) -> None:
        if not wait:
            self._say("Ce n’est pas le bon code. Essayez encore.", "stop")
            return
        self._shut_until = Clock.get_time() + wait.total_seconds()
        if self._countdown is None:
            self._countdown = Clock.schedule_interval(self._count, 0.5)
        self._count()

    def _open(self) -> None:
        self._shut_until = 0.0
        if self._countdown is not None:
            self._countdown.cancel()
            self._countdown = None

    def _count(self, *_: object) -> bool:
        left = math.ceil(self._shut_until - Clock.get_time())
        if left > LONGEST_WAIT.total_seconds():
            way = "Demandez à l’administrateur." if self._by_badge else "Montrez votre badge."
            self._say(f"Trop d’essais ici aujourd’hui. {way}", "stop")
            return True
        if left > 0:
            self._say(f"Trop d’essais. Attendez {left} secondes, ou montrez votre badge.", "stop")
            return True
        self._countdown = None
        self._say("Tapez votre code à 6 chiffres.")
        return False

    def heard(self, code: Scanned) -> bool:
        """Take a badge: it chooses the account."""
        if not isinstance(code, BadgeCode):
            return False
        self.ask(lambda s: s.access.of_badge(code), self._badged)
        return True

    def _badged(self, staff: Staff | None) -> None:
        if staff is None:
            self._say("Ce badge n’est à personne ici.", "stop")
        else:
            self._choose(staff, by_badge=True)

    def go_back(self) -> None:
        """Leave the pad: on the kiosk, the visitor's screen is as it was."""
        if self.desk.on_kiosk:
            self.desk.leave()


def _dots(typed: int) -> str:
    return " ".join("•" * typed + "–" * (PIN_DIGITS - typed))


def _accounts(services: Services) -> tuple[tuple[Staff, ...], bool]:
    return services.access.staff(), services.access.needs_administrator() and not services.access.staff()
