"""Which rooms of the desk are whose: sessions are the mediators', accounts the administrators'."""

from kiosk.domain.reception.access import Role

_SESSIONS, _ACCOUNTS = frozenset({"session", "draft"}), frozenset({"accounts"})


def refusal(name: str, staff: object) -> str:
    """Return why somebody may not enter a screen, as a French sentence; "" for whoever may."""
    role = getattr(staff, "role", None)
    if name in _SESSIONS and role is Role.STAFF:
        return "Les séances sont pour le médiateur. Appelez‑le."
    if name in _ACCOUNTS and role is not Role.ADMINISTRATOR:
        return "Les comptes sont pour l’administrateur."
    return ""
