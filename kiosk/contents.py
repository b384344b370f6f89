"""What is read from the assets: the guides that a profile offers, the forms of drafts, the names of figures."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from kiosk.domain.figures.tables import Catalogue
from kiosk.domain.guides.guide import Guide
from kiosk.domain.reception.drafts import Form, FromSession
from kiosk.profiles import Profile, unknown_guides
from kiosk.settings import Settings, known_sites
from kiosk.shipped import shipped


def guides(settings: Settings | None = None, *, thorough: bool = False) -> tuple[Guide, ...]:
    """Read the guides that the settings' profile offers, in its order; all the shipped ones without settings.

    `thorough` judges their language and every case too. Raises WrongGuide.
    """
    from kiosk.adapters.guides.content import WrongGuide, shared

    found = _shipped_guides(thorough=thorough)
    if settings is None:
        return found
    profile = settings.profile
    if profile.guides:
        found += _own_guides(profile, thorough=thorough)
        if wrong := shared(Path(profile.guides), found):
            raise WrongGuide("\n".join(wrong))
    if wrong := unknown_guides(profile, {guide.id for guide in found}):
        raise WrongGuide("\n".join(f"profile {profile.title}: {line}" for line in wrong))
    place = {name: n for n, name in enumerate(profile.order)}
    shown = [guide for guide in found if guide.id not in profile.hide]
    return tuple(sorted(shown, key=lambda guide: (place.get(guide.id, len(place)), guide.number)))


def _own_guides(profile: Profile, *, thorough: bool) -> tuple[Guide, ...]:
    from kiosk.adapters.guides.content import WrongGuide, load_guides

    own = Path(profile.guides)
    if not own.is_dir():
        raise WrongGuide(f"profile {profile.title}: guides: expected a folder; found {str(own)!r}")
    return load_guides(own, thorough=thorough)


@cache
def _shipped_guides(*, thorough: bool) -> tuple[Guide, ...]:
    # A fifth of a second: read once, whoever asks.
    from kiosk.adapters.guides.content import load_guides

    return load_guides(shipped("assets", "guides"), thorough=thorough)


def draft_forms() -> tuple[Form, ...]:
    """Read the forms that activity drafts follow."""
    from kiosk.adapters.guides.draft_forms import load_forms

    return load_forms(shipped("assets", "drafts"))


def catalogue_of(settings: Settings) -> Callable[[], Catalogue]:
    """Return what names the rows of the figures, read when it is first asked."""

    @cache
    def read() -> Catalogue:
        fields = (field for form in draft_forms() for field in form.fields if field.known is FromSession.THEMES)
        coop = next((field.values for field in fields if field.values), {})
        # A hidden guide may have counted before; a site's own one counts as well.
        known = {guide.id: guide for guide in (*guides(), *guides(settings))}
        sites = {site.id: site for site in (*known_sites(), settings.site)}
        towns = {name: site.town for name, site in sites.items()}
        return Catalogue(tuple(known.values()), towns, coop, {name: site.half_days for name, site in sites.items()})

    return read
