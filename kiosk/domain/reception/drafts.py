"""The activity draft: what another tool's form asks, filled from a session that is over; shown once, kept nowhere."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kiosk.domain.guides.guide import Guide
from kiosk.domain.reception.assistance import ACTORS, AssistedSession, Outcome


class FromSession(StrEnum):
    """What a session knows that a form may ask."""

    DATE = "date"
    MINUTES = "minutes"
    THEMES = "themes"
    TITLES = "titles"
    PARTNERS = "partners"
    REDIRECTED = "redirected"
    ACTORS = "actors"
    SEEN_BEFORE = "seen_before"
    TREATED = "treated"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form: always the same (`fixed`), left to the mediator (`ask`), or taken from the session.

    `values` gives the form's own words for our ids; `choices` the lengths it offers, in minutes.
    """

    label: str
    known: FromSession | None = None
    fixed: str = ""
    ask: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """Another tool's form, in its order."""

    title: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class EndedSession:
    """A session that is over, as a form sees it: `day` is local."""

    session: AssistedSession
    length: timedelta
    day: date
    guides: tuple[Guide | None, ...]


def draft(form: Form, ended: EndedSession) -> tuple[tuple[str, str], ...]:
    """Return each field's label with what to type there."""
    return tuple((each.label, _value(each, ended)) for each in form.fields)


def _value(asked: FormField, ended: EndedSession) -> str:
    if asked.known is None:
        return asked.fixed or asked.ask
    return _READERS[asked.known](asked, ended)


def _minutes(asked: FormField, ended: EndedSession) -> str:
    minutes = max(1, round(ended.length.total_seconds() / 60))
    # The nearest length offered; a longer session is said as it was.
    if asked.choices and minutes <= asked.choices[-1]:
        minutes = min(asked.choices, key=lambda offered: (abs(offered - minutes), offered))
    return f"{minutes} min"


def _themes(asked: FormField, ended: EndedSession) -> str:
    found = [asked.values.get(g.theme.value, "") for g in ended.guides if g]
    return ", ".join(dict.fromkeys(name for name in found if name))


def _titles(_asked: FormField, ended: EndedSession) -> str:
    return ", ".join(g.title if g else "Autre démarche" for g in ended.guides)


def _partners(asked: FormField, ended: EndedSession) -> str:
    other = asked.values.get("other", "")
    tally = Counter(asked.values.get(g.partner, other) if g else other for g in ended.guides)
    return ", ".join(f"{name} : {n}" for name, n in tally.items())


def _actors(asked: FormField, ended: EndedSession) -> str:
    sent = [d.actor for d in ended.session.demarches if d.outcome is Outcome.REDIRECTED and d.actor]
    return ", ".join(dict.fromkeys(asked.values.get(actor.value, ACTORS[actor]) for actor in sent))


def _count_of(*outcomes: Outcome) -> Callable[[FormField, EndedSession], str]:
    return lambda _, ended: str(sum(d.outcome in outcomes for d in ended.session.demarches))


_SEEN = {True: "Non", False: "Oui", None: "À dire"}
_READERS: dict[FromSession, Callable[[FormField, EndedSession], str]] = {
    FromSession.DATE: lambda _, ended: f"{ended.day:%d/%m/%Y}",
    FromSession.MINUTES: _minutes,
    FromSession.THEMES: _themes,
    FromSession.TITLES: _titles,
    FromSession.PARTNERS: _partners,
    FromSession.REDIRECTED: lambda _, f: (
        "Oui" if any(d.outcome is Outcome.REDIRECTED for d in f.session.demarches) else "Non"
    ),
    FromSession.ACTORS: _actors,
    FromSession.SEEN_BEFORE: lambda _, ended: _SEEN[ended.session.first_visit],
    FromSession.TREATED: _count_of(Outcome.DONE, Outcome.INFORMATION, Outcome.TO_COMPLETE),
    FromSession.SENT: _count_of(Outcome.REDIRECTED),
}
