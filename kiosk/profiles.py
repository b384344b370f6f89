"""Profiles: which guides a kiosk offers, in which order, and further ones of the site's own."""

from kiosk.sites import Frozen


class Profile(Frozen):
    """One file of `config/profiles`: ids of guides to hide, ids in order, a folder of further guides ("" for none)."""

    title: str = ""
    hide: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    guides: str = ""


def unknown_guides(profile: Profile, known: set[str]) -> list[str]:
    """Return a complaint for each id that is no guide's: key, and what was expected."""
    return [
        f"{key}: expected the id of a guide; found {name!r}"
        for key in ("hide", "order")
        for name in getattr(profile, key)
        if name not in known
    ]
