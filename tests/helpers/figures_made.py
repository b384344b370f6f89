"""Activities made for the tests of the figures: the permanence's first published volume, through real sessions."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from kiosk.adapters.database.folders import Databases
from kiosk.contents import guides
from kiosk.domain.figures.tables import Catalogue
from kiosk.domain.figures.usage import SHEETS, counter
from kiosk.domain.machine.printing import Format
from kiosk.domain.reception.assistance import Actor, AssistedSession, Demarche, Outcome
from kiosk.services.arrivals import Arrivals
from kiosk.services.assistance import Assistance
from kiosk.services.closing import Closing
from kiosk.services.figures import FigureViews
from kiosk.services.reports import Reports
from kiosk.sites import OpeningTable, Site
from tests.helpers.waiting_room import PARIS, StandingClock

# 160 démarches spread as the first three months' may have been: by guide, how many.
WANTED = {
    "carte-identite": 18, "passeport": 5, "titre-sejour": 6, "permis-points": 4, "permis-perdu": 3, "rsa": 17,
    "prime-activite": 8, "aide-logement": 11, "droits-sante": 14, "complementaire-sante": 12, "compte-ameli": 3,
    "inscription-france-travail": 13, "actualisation": 6, "impots": 12, "logement-social": 11,
    "aide-juridictionnelle": 6, "bulletin-3": 4, "amende-payer": 4, "domiciliation": 2, "compte-bancaire": 1,
}  # fmt: skip
PEOPLE, SESSIONS, REDIRECTED = 60, 72, 21
CLOSED = datetime(2027, 1, 2, 9, tzinfo=PARIS)


def _site(name: str, town: str, day: str) -> Site:
    return Site(id=name, town=town, openings=(OpeningTable(day=day, start=time(9), end=time(12)),))


SITES = (
    _site("meaux", "Meaux", "mardi"), _site("fontainebleau", "Fontainebleau", "jeudi"),
    _site("la-rochette", "La Rochette", "lundi"),
)  # fmt: skip


def catalogue() -> Catalogue:
    opens = {site.id: site.half_days for site in SITES}
    return Catalogue(guides(), {site.id: site.town for site in SITES}, {"papers": "Papiers", "health": "Santé"}, opens)


def desk_of(databases: Databases, clock: StandingClock, site: Site = SITES[0]) -> tuple[Reports, FigureViews]:
    """The reports and the screen of a folder."""
    reports = Reports(databases.figures, databases.day, clock, site, catalogue, thresholds={}, version="test")
    return reports, FigureViews(databases.figures, databases.day, clock, site, catalogue, reports.is_frozen)


def first_three_months(databases: Databases, clock: StandingClock) -> None:
    """Receive 60 people in 72 sessions for 160 démarches at three sites, from October to December 2026."""
    guides_asked = [guide for guide, n in WANTED.items() for _ in range(n)]
    # Nobody does the same démarche twice in one session.
    heaps = [guides_asked[n::SESSIONS] for n in range(SESSIONS)]
    Random(7).shuffle(heaps)
    ends = iter(_outcomes())
    for number, (heap, (site, day)) in enumerate(zip(heaps, _days(), strict=False)):
        clock.set(9 + number % 3, number % 60, day=day)
        _receive(databases, clock, site, [next(ends)(guide) for guide in heap], is_new=number < PEOPLE)


def _outcomes() -> Iterable[Callable[[str], Demarche]]:
    """Yield how each démarche ends: every seventh is redirected to Pimms Médiation, 21 in all."""
    usual = (Outcome.DONE, Outcome.DONE, Outcome.TO_COMPLETE, Outcome.DONE, Outcome.INFORMATION)
    for n in range(160):
        if n % 7 == 0 and n < 7 * REDIRECTED:
            yield partial(Demarche, outcome=Outcome.REDIRECTED, actor=Actor.PIMMS)
        else:
            yield partial(Demarche, outcome=usual[n % 5])


def _days() -> Iterable[tuple[Site, date]]:
    """Yield the opening days of the three sites, twice each, in order."""
    day = date(2026, 10, 1)
    while day.year == 2026:
        for site in SITES:
            if site.opening(day.year).on(day):
                yield site, day
                yield site, day
        day += timedelta(days=1)


def _receive(
    databases: Databases, clock: StandingClock, site: Site, demarches: list[Demarche], *, is_new: bool
) -> AssistedSession:
    arrivals = Arrivals(databases.day, clock, site, desk_alive_within=timedelta(minutes=1))
    helping = Assistance(databases.day, clock, site)
    ticket = arrivals.declare(time(9, 30), "BEN", "fr").ticket
    clock.utc += timedelta(minutes=4 + len(demarches) * 5)
    opened = helping.open("Bureau 1", ticket, first_visit=is_new)
    for demarche in demarches:
        opened = helping.keep(opened.with_demarche(demarche))
    with databases.day.transaction() as records:
        records.count(counter(SHEETS, site.id, clock.utc.astimezone(PARIS), Format.A4.value))
    helping.end(opened.id)
    Closing(databases.day, databases.figures, clock, site, log=databases.device).close()
    return opened
