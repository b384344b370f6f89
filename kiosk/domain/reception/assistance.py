"""An assisted session: who is helped (a number, no name), which démarches, and how each ended."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.domain.reception.arrivals import Ticket

# One person in front of the mediator, one paused in the waiting room: more would be forgotten.
MOST_OPEN = 2
# How long an end that was too early can be undone; only then is the session counted and destroyed (issue 13, point 10).
REOPENED_WITHIN = timedelta(seconds=30)
# A démarche that no guide describes still counts as one.
OTHER_DEMARCHE = "autre"


class Outcome(StrEnum):
    """Where a démarche stands when the session ends; also the values of the "outcomes" counter."""

    DONE = "done"
    TO_COMPLETE = "to-complete"
    REDIRECTED = "redirected"
    INFORMATION = "information"


class Actor(StrEnum):
    """Who a démarche is redirected to; also the values of the "actors" counter. A closed list (P7)."""

    PIMMS = "pimms-mediation"
    FRANCE_SERVICES = "france-services"
    TOWN_SOCIAL_AID = "ccas"
    DEPARTMENT = "maison-des-solidarites"
    LAW_POINT = "point-justice"
    LAWYER = "avocat"
    CAF = "caf"
    HEALTH_INSURANCE = "assurance-maladie"
    EMPLOYMENT = "france-travail"
    TAXES = "finances-publiques"
    PREFECTURE = "prefecture"
    TOWN_HALL = "mairie"
    HOUSING = "logement"
    OTHER = "autre"


ACTORS = {
    Actor.PIMMS: "Pimms Médiation",
    Actor.FRANCE_SERVICES: "Une autre France services",
    Actor.TOWN_SOCIAL_AID: "CCAS (aide sociale de la mairie)",
    Actor.DEPARTMENT: "Maison des solidarités",
    Actor.LAW_POINT: "Point-justice",
    Actor.LAWYER: "Avocat",
    Actor.CAF: "Caf",
    Actor.HEALTH_INSURANCE: "Assurance maladie",
    Actor.EMPLOYMENT: "France Travail",
    Actor.TAXES: "Finances publiques",
    Actor.PREFECTURE: "Préfecture",
    Actor.TOWN_HALL: "Mairie",
    Actor.HOUSING: "Logement ou hébergement",
    Actor.OTHER: "Un autre service",
}


class Support(StrEnum):
    """How a session was held, other than with one person on the spot; also the values of the "support" counter.

    In the words of La Coop de la médiation numérique: a workshop is one session, whoever many came.
    """

    REMOTE = "remote"
    WORKSHOP = "workshop"


SUPPORTS = {Support.REMOTE: "Accompagnement individuel, à distance", Support.WORKSHOP: "Atelier collectif"}


class Block(StrEnum):
    """What held a démarche up most; also the values of the "blocked" counter. A closed list (P7)."""

    NO_PHONE = "no-phone"
    NO_MAILBOX = "no-mailbox"
    NO_ADDRESS = "no-address"
    NO_PAPER = "no-paper"
    SITE_DOWN = "site-down"
    NO_ANSWER = "no-answer"


BLOCKS = {
    Block.NO_PHONE: "Pas de téléphone",
    Block.NO_MAILBOX: "Pas de boîte mail",
    Block.NO_ADDRESS: "Pas d’adresse",
    Block.NO_PAPER: "Un papier manque",
    Block.SITE_DOWN: "Site en panne",
    Block.NO_ANSWER: "Une réponse est attendue",
}


@dataclass(frozen=True, slots=True)
class Demarche:
    """One démarche of a session: its guide, the list as its token's digits, its outcome; `actor` if redirected."""

    guide: str
    token: str = ""
    outcome: Outcome | None = None
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class AssistedSession:
    """A session at a desk; destroyed once ended. Times are aware and in UTC.

    `worked` is the time before the last pause; `resumed` is None while paused. `first_visit` is None until said;
    `ended` is when it was ended, for as long as that can be undone. It is counted at its `site`, wherever the box then
    stands; "" is here. `blocked` is what held it up most, if the desk says so: one thing, counted apart from all else.
    `support` is how it was held, if not with one person on the spot.
    """

    id: int
    desk: str
    started: datetime
    resumed: datetime | None
    ticket: Ticket | None = None
    worked: timedelta = timedelta()
    first_visit: bool | None = None
    language: str = "fr"
    demarches: tuple[Demarche, ...] = field(default=())
    ended: datetime | None = None
    site: str = ""
    blocked: Block | None = None
    support: Support | None = None

    def length(self, now: datetime) -> timedelta:
        """Return the time worked, pauses left out."""
        return self.worked + (now - self.resumed if self.resumed else timedelta())

    def paused(self, now: datetime) -> "AssistedSession":
        """Return the session with its clock stopped."""
        return replace(self, worked=self.length(now), resumed=None)

    def ending(self, now: datetime) -> "AssistedSession":
        """Return the session ended."""
        return replace(self.paused(now), ended=now)

    def can_reopen(self, now: datetime) -> bool:
        """Say whether its end can still be undone; a clock that went back undoes nothing."""
        return self.ended is not None and timedelta() <= now - self.ended < REOPENED_WITHIN

    def running(self, now: datetime) -> "AssistedSession":
        """Return the session with its clock running again."""
        return self if self.resumed else replace(self, resumed=now, ended=None)

    def with_demarche(self, demarche: Demarche) -> "AssistedSession":
        """Return the session with one more démarche, or with the newer list of one it had."""
        at = next((i for i, d in enumerate(self.demarches) if d.guide == demarche.guide), None)
        if at is None or demarche.guide == OTHER_DEMARCHE:
            return replace(self, demarches=(*self.demarches, demarche))
        return self.changed(at, replace(self.demarches[at], token=demarche.token))

    def changed(self, at: int, demarche: Demarche) -> "AssistedSession":
        """Return the session with its démarche number `at` (from 0) changed."""
        return replace(self, demarches=(*self.demarches[:at], demarche, *self.demarches[at + 1 :]))

    def without(self, at: int) -> "AssistedSession":
        """Return the session without its démarche number `at` (from 0)."""
        return replace(self, demarches=(*self.demarches[:at], *self.demarches[at + 1 :]))
