"""The rows that a family is told in, and in which order: the first are missed most, the last goes into the heap first.

The orders are written here, or follow the guides' own order. None follows from what was counted: who knows it learns
nothing.
"""

from collections.abc import Callable, Sequence

from kiosk.domain.figures.answers import Answer
from kiosk.domain.figures.relations import Bond, wholes
from kiosk.domain.figures.splitting import Level
from kiosk.domain.figures.tables import BANDS, HALF_DAYS, LANGUAGE_WORDS, NO_GUIDE
from kiosk.domain.figures.usage import (
    ACTORS,
    BLOCKED,
    DEMARCHES,
    GUIDES_FINISHED,
    HELPED,
    LANGUAGES,
    OUTCOMES,
    SHEETS,
    SUPPORT,
    WAITING,
    Family,
)
from kiosk.domain.guides.guide import Guide
from kiosk.domain.machine.printing import Format
from kiosk.domain.reception.assistance import ACTORS as ACTOR_WORDS
from kiosk.domain.reception.assistance import OTHER_DEMARCHE, Block, Outcome, Support

# What a family leaves of its whole: redirections without an actor, sessions without a counted wait.
NOBODY = "unsaid"
_FIRST_LANGUAGES = ("fr", "ar", "en")
_ORDERS = {
    # Redirections come before what is to be completed: the evaluation asks for them, and actors are told with them.
    OUTCOMES.name: (Outcome.DONE, Outcome.REDIRECTED, Outcome.TO_COMPLETE, Outcome.INFORMATION),
    ACTORS.name: tuple(ACTOR_WORDS),
    LANGUAGES.name: (*_FIRST_LANGUAGES, *(each for each in LANGUAGE_WORDS if each not in _FIRST_LANGUAGES)),
    WAITING.name: tuple(BANDS),
    SHEETS.name: tuple(Format),
    BLOCKED.name: tuple(Block),
    SUPPORT.name: tuple(Support),
    # What displeased must not be the first to be hidden: a report that tells "much" tells "not" before "a little".
    HELPED.name: (Answer.MUCH, Answer.NOT, Answer.LITTLE),
}


def rows_of(
    family: Family, guides: Sequence[Guide], seen: frozenset[str]
) -> tuple[frozenset[str], tuple[Level, ...]]:  # fmt: skip
    """Return the values of a family, and its rows level by level; `seen` are values that were counted."""
    if family in {DEMARCHES, GUIDES_FINISHED}:
        values = frozenset(guide.id for guide in guides) | seen | {OTHER_DEMARCHE}
        theme = _by(guides, lambda guide: guide.theme.value)
        # A démarche is a partner's first of all (issue 5); a guide is a detail.
        finer = (_by(guides, lambda guide: guide.partner), theme, _by(guides, lambda guide: guide.id))
        return values, finer if family is DEMARCHES else (theme,)
    unsaid = (NOBODY,) if any(each.bond is Bond.WITHIN for each in wholes(family)) else ()
    order = tuple(dict.fromkeys((*map(str, _ORDERS[family.name]), *sorted(seen), *unsaid)))
    return frozenset(order), (_each(order),)


def half_days(opens: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Return the half-days of the week on which somebody opens, as rows.

    Who comes on another counts with the last: a row that everybody knows to be empty would hide nobody.
    """
    rows = [frozenset({half_day}) for half_day in HALF_DAYS if half_day in opens]
    shut = frozenset(HALF_DAYS) - opens
    return (*rows[:-1], rows[-1] | shut) if rows else (shut,)


def _each(order: Sequence[str]) -> Level:
    return lambda values: [frozenset({value}) for value in order if value in values]


def _by(guides: Sequence[Guide], key: Callable[[Guide], str]) -> Level:
    """Gather guides by a key; those first that people are expected to ask for most: few of the first guides often."""
    keys = {guide.id: key(guide) for guide in guides}
    weights: dict[str, float] = {}
    for place, guide in enumerate(guides):
        weights[keys[guide.id]] = weights.get(keys[guide.id], 0) + 1 / (place + 3)
    order = (*sorted(weights, key=lambda each: (-weights[each], each)), NO_GUIDE)

    def level(values: frozenset[str]) -> list[frozenset[str]]:
        rows = [frozenset(value for value in values if keys.get(value, NO_GUIDE) == each) for each in order]
        return [row for row in rows if row]

    return level
