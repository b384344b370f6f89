"""What of the desk is whose: sessions, figures and closing are the mediators', accounts the administrators'."""

from kiosk.domain.reception.access import Role, Staff

_SESSIONS = frozenset({"session", "ending", "draft", "handouts"})
_ACCOUNTS, _CLOSING = frozenset({"accounts"}), frozenset({"closing"})
# Exact, so a month of one visit says what that person came for.
_FIGURES = frozenset({"figures"})


LOCKED, FIRST = "pin", "queue"


def entrance(name: str, staff: Staff | None) -> tuple[str, str]:
    """Return the screen that somebody asks for, or the one to show instead, and why; nobody gets past the PIN."""
    if staff is None:
        return (name if name in {LOCKED, "setup"} else LOCKED), ""
    refused = refusal(name, staff)
    return (FIRST if refused else name), refused


def may_assist(staff: Staff | None) -> bool:
    """Say whether somebody assists: they alone learn what people come for, and what they prepared (P12)."""
    return staff is not None and staff.role is not Role.STAFF


def refusal(name: str, staff: Staff | None) -> str:
    """Return why a screen or an act is not for somebody, as a French sentence; "" for whoever may."""
    role = staff.role if staff is not None else None
    if name in _SESSIONS and not may_assist(staff):
        return "Les séances sont pour le médiateur. Appelez‑le."
    if name in _FIGURES and not may_assist(staff):
        return "Les chiffres exacts sont pour le médiateur."
    if name in _ACCOUNTS and role is not Role.ADMINISTRATOR:
        return "Les comptes sont pour l’administrateur."
    if name in _CLOSING and role is Role.STAFF:
        return "Fermer la journée et effacer : c’est pour le médiateur."
    return ""
