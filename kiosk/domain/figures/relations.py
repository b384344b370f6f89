"""All that binds the counts: what anybody may know of two families, declared once.

The protection of reports, the corrections and the attacks of the tests read these and no others; property tests hold
them against everything that the services and the simulation count, and look for a relation that is missing here.
Sums over sites, months, quarters and years bind as well: they follow from what a `Sum` is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.figures.usage import (
    ACTORS,
    ARRIVALS,
    BLOCKED,
    DEMARCHES,
    GUIDES_FINISHED,
    GUIDES_OPENED,
    HELPED,
    LANGUAGES,
    NEW_PEOPLE,
    OUTCOMES,
    SHEETS,
    SUPPORT,
    VISITS,
    WAITING,
    Family,
)
from kiosk.domain.reception.assistance import Outcome


class Bond(StrEnum):
    """How a family is bound to another, at each site in each month; at all sites in a quarter if it is so counted."""

    EQUAL = "as many as"
    WITHIN = "no more than"
    # No law of the code, but what anybody would guess: it must help nobody either.
    USUAL = "seldom more than"


@dataclass(frozen=True, slots=True)
class Relation:
    """What binds `left` to `right`, or to some values of it, and why."""

    left: Family
    bond: Bond
    right: Family
    because: str
    values: frozenset[str] = frozenset()

    def holds(self, left: int, right: int) -> bool:
        """Say whether two numbers, of one site in one month or added up, agree with it; a guess always does."""
        match self.bond:
            case Bond.EQUAL:
                return left == right
            case Bond.WITHIN:
                return left <= right
            case Bond.USUAL:
                return True


RELATIONS = (
    Relation(LANGUAGES, Bond.EQUAL, ARRIVALS, "each arrival has one language"),
    Relation(OUTCOMES, Bond.EQUAL, DEMARCHES, "each démarche has one outcome"),
    Relation(ACTORS, Bond.WITHIN, OUTCOMES, "a redirection names one actor, or none",
             frozenset({Outcome.REDIRECTED.value})),
    Relation(NEW_PEOPLE, Bond.WITHIN, VISITS, "a first visit is a session"),
    Relation(WAITING, Bond.WITHIN, ARRIVALS, "who is received arrived, and waited in one band"),
    Relation(WAITING, Bond.WITHIN, VISITS, "who is received has a session"),
    Relation(BLOCKED, Bond.WITHIN, VISITS, "a session says one thing that held it up, or none"),
    Relation(SUPPORT, Bond.WITHIN, VISITS, "a session at a distance, or a workshop, is a session"),
    Relation(HELPED, Bond.WITHIN, GUIDES_FINISHED, "who answers has a list, and answers once a visit"),
    Relation(VISITS, Bond.USUAL, ARRIVALS, "most sessions begin with a number"),
    Relation(VISITS, Bond.USUAL, DEMARCHES, "most sessions are for a démarche"),
    Relation(ACTORS, Bond.USUAL, ARRIVALS, "few démarches are redirected"),
    Relation(ACTORS, Bond.USUAL, VISITS, "few démarches are redirected"),
    Relation(GUIDES_FINISHED, Bond.USUAL, GUIDES_OPENED, "a list comes at the end of a guide"),
    Relation(SHEETS, Bond.USUAL, GUIDES_OPENED, "most sheets are lists"),
)  # fmt: skip


def wholes(family: Family) -> tuple[Relation, ...]:
    """Return what a family is a part of by law, or equal to."""
    return tuple(each for each in RELATIONS if each.left is family and each.bond is not Bond.USUAL)


def bound_together(families: tuple[Family, ...]) -> tuple[tuple[Family, ...], ...]:
    """Gather families that a relation of any bond links: what is told of one may tell of the others."""
    group_of = {family.name: {family.name} for family in families}
    for relation in RELATIONS:
        ends = relation.left.name, relation.right.name
        if group_of.keys() >= set(ends):
            one = group_of[ends[0]] | group_of[ends[1]]
            group_of.update(dict.fromkeys(one, one))
    groups = dict.fromkeys(frozenset(group_of[family.name]) for family in families)
    return tuple(tuple(family for family in families if family.name in group) for group in groups)


def broken(total: Callable[[Family, frozenset[str]], int]) -> tuple[Relation, ...]:
    """Return the relations that the numbers of one place do not keep; `total` adds up some values of a family."""
    return tuple(
        each for each in RELATIONS if not each.holds(total(each.left, frozenset()), total(each.right, each.values))
    )
