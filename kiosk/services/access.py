"""Unlocking the desk, and the accounts that may."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from kiosk.desk_ports import PinHasher, StaffAccounts
from kiosk.domain.reception.access import LABEL_LETTERS, PIN_DIGITS, Pad, Role, Staff, Tries, is_weak, wait_left
from kiosk.domain.reception.codes import BadgeCode, new_badge_code
from kiosk.ports import Clock

# Practice mode only, in a folder of its own: nothing real is behind it.
PRACTICE_LABEL, PRACTICE_PIN = "Formation", "274183"
_LABEL = re.compile(rf"[A-Za-zÀ-ÿ0-9 .’-]{{1,{LABEL_LETTERS}}}")


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The PIN was right."""

    staff: Staff


@dataclass(frozen=True, slots=True)
class WrongPin:
    """It was not; the pad stays shut for `wait`, which may be nothing."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class Throttled:
    """The pad is shut: the PIN was not even looked at."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class Refused:
    """An account cannot be made so; `why` is a French sentence."""

    why: str


class Access:
    """The verbs of accounts and of the PIN pads, for one machine. Hashing takes a moment: not on the drawing thread."""

    def __init__(
        self, accounts: StaffAccounts, hasher: PinHasher, clock: Clock, random_below: Callable[[int], int]
    ) -> None:
        self._accounts = accounts
        self._hasher = hasher
        self._clock = clock
        self._random_below = random_below

    def staff(self) -> tuple[Staff, ...]:
        """Return the accounts, in the order they were made."""
        return self._accounts.staff()

    def of_badge(self, badge: BadgeCode) -> Staff | None:
        """Return whose badge this is; it chooses the account, the PIN is still asked."""
        return self._accounts.of_badge(self._hasher.fingerprint(badge.digits))

    def unlock(self, label: str, pin: str, pad: Pad) -> Unlocked | WrongPin | Throttled:
        """Try a PIN at a place. Errors are counted before the PIN is looked at, so pulling the plug gains no try."""
        if wait := self._wait(pad):
            return Throttled(wait)
        self._count(pad)
        known = self._accounts.pin_hash(label)
        if self._hasher.verify(known, pin):
            self._forgive(pad)
            return Unlocked(next(s for s in self._accounts.staff() if s.label == label))
        return WrongPin(self._wait(pad))

    def _wait(self, pad: Pad) -> timedelta:
        return wait_left(self._accounts.tries(pad), pad, self._clock())

    def _count(self, pad: Pad) -> None:
        self._accounts.keep_tries(pad, self._accounts.tries(pad).plus_one(self._clock()))

    def _forgive(self, pad: Pad) -> None:
        self._accounts.keep_tries(pad, self._accounts.tries(pad).forgiven())

    def needs_administrator(self) -> bool:
        """Say whether nobody manages this machine yet."""
        return all(s.role is not Role.ADMINISTRATOR for s in self._accounts.staff())

    def new_setup_code(self) -> str:
        """Draw the code that lets the first administrator in: eight digits, printed once by the installer."""
        code = f"{self._random_below(10**8):08d}"
        self._accounts.keep_setup(self._hasher.hash(code))
        return code

    def create_administrator(self, code: str, label: str, pin: str, pad: Pad) -> Staff | Refused | Throttled:
        """Make the first administrator for whoever holds the installer's code; it serves once."""
        if wait := self._wait(pad):
            return Throttled(wait)
        refused = self._refusal(label, pin)
        if refused is not None:
            return refused
        self._count(pad)
        if not self._hasher.verify(self._accounts.setup_hash(), "".join(code.split())):
            return Refused("Ce code d’installation n’est pas le bon.")
        self._forgive(pad)
        self._accounts.keep_setup("")
        return self._keep(label, Role.ADMINISTRATOR, pin)

    def add(self, label: str, role: Role, pin: str) -> Staff | Refused:
        """Make an account."""
        return self._refusal(label, pin) or self._keep(label, role, pin)

    def reset(self, label: str, pin: str) -> Staff | Refused:
        """Give an account another PIN; every pad opens again at once."""
        known = next((s for s in self._accounts.staff() if s.label == label), None)
        if known is None:
            return Refused(f"Aucun compte ne s’appelle « {label} ».")
        wrong = _pin_refusal(pin)
        if wrong is not None:
            return wrong
        self._accounts.change_pin(label, self._hasher.hash(pin))
        for pad in Pad:
            self._accounts.keep_tries(pad, Tries())
        return known

    def change_own(self, label: str, old: str, new: str, pad: Pad) -> Staff | Refused | Throttled:
        """Give whoever knows an account's PIN another one; a wrong one spends a try of the place."""
        known = next((s for s in self._accounts.staff() if s.label == label), None)
        if wait := self._wait(pad):
            return Throttled(wait)
        wrong = Refused("C’est le code que vous avez déjà.") if old == new else _pin_refusal(new)
        if known is None or wrong is not None:
            return wrong or Refused(f"Aucun compte ne s’appelle « {label} ».")
        self._count(pad)
        if not self._hasher.verify(self._accounts.pin_hash(label), old):
            return Refused("Votre code actuel n’est pas le bon.")
        self._forgive(pad)
        self._accounts.change_pin(label, self._hasher.hash(new))
        return known

    def remove(self, label: str, by: Staff | None = None) -> Staff | Refused:
        """Forget an account: never the last administrator's, nor that of whoever asks."""
        known = next((s for s in self._accounts.staff() if s.label == label), None)
        if known is None:
            return Refused(f"Aucun compte ne s’appelle « {label} ».")
        if by is not None and by.label == label:
            return Refused("On ne retire pas son propre compte.")
        if [s for s in self._accounts.staff() if s.role is Role.ADMINISTRATOR] == [known]:
            return Refused("C’est le dernier administrateur. Créez‑en un autre d’abord.")
        self._accounts.remove(label)
        return known

    def new_badge(self, label: str) -> BadgeCode | Refused:
        """Draw a badge for an account; the one before is worth nothing from then on."""
        if all(s.label != label for s in self._accounts.staff()):
            return Refused(f"Aucun compte ne s’appelle « {label} ».")
        badge = new_badge_code(self._random_below)
        self._accounts.give_badge(label, self._hasher.fingerprint(badge.digits))
        return badge

    def _refusal(self, label: str, pin: str) -> Refused | None:
        if not _LABEL.fullmatch(label.strip()):
            return Refused(f"Choisissez 1 à {LABEL_LETTERS} lettres ou chiffres, par exemple « M1 ».")
        if any(s.label.casefold() == label.strip().casefold() for s in self._accounts.staff()):
            return Refused(f"Un compte s’appelle déjà « {label} ».")
        return _pin_refusal(pin)

    def _keep(self, label: str, role: Role, pin: str) -> Staff:
        staff = Staff(label.strip(), role)
        self._accounts.add(staff, self._hasher.hash(pin))
        return staff


def _pin_refusal(pin: str) -> Refused | None:
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        return Refused("Le code a 6 chiffres.")
    if is_weak(pin):
        return Refused("Ce code est trop facile à deviner. Choisissez‑en un autre.")
    return None
