"""What stands in each part of the session screen."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from kivy.uix.widget import Widget

from kiosk.domain.guides.guide import Checklist, Guide, Step, Theme
from kiosk.domain.reception.assistance import ACTORS, Actor, AssistedSession, Demarche, Outcome
from screens.desk.queue.rows import THEMES
from screens.staff.making import button, choice_button, column
from screens.staff.parts import StaffButton, StaffText
from screens.toolkit.choices import Choice
from screens.toolkit.theme_icons import THEME_ICONS

if TYPE_CHECKING:
    from screens.desk.session.session import SessionScreen


class Leaf(StrEnum):
    """What of the guide is on show."""

    PAPERS = "Papiers"
    QUESTIONS = "Situation"
    STEPS = "Étapes"
    OUTCOME = "Suite"
    DEMARCHES = "Démarches"


class Side(StrEnum):
    """What is asked beside the guide."""

    OUTCOME = "outcome"
    ACTOR = "actor"


SIDE_TITLES = MappingProxyType({Side.OUTCOME: "Où en est-on ?", Side.ACTOR: "Vers qui ?"})
OUTCOMES = MappingProxyType(
    {
        Outcome.DONE: ("Démarche faite", "check_circle", "have"),
        Outcome.TO_COMPLETE: ("À compléter", "pending", "open"),
        Outcome.REDIRECTED: ("Réorientation", "alt_route", "tinted"),
        Outcome.INFORMATION: ("Information seulement", "info", "tinted"),
    }
)


def with_first(session: AssistedSession) -> AssistedSession:
    """Return the session with "première venue" said: unknown, then yes, then no."""
    return replace(session, first_visit=session.first_visit is not True)


def demarche_choices(screen: SessionScreen) -> list[Choice]:
    """Return the démarches of the session, each with where it stands."""
    session, found = screen.session, []
    for at, demarche in enumerate(session.demarches):
        guide = screen.guide_of(demarche)
        title = guide.title if guide else "Une autre démarche"
        icon = guide.icon if guide else "more_time"
        style = "tinted" if demarche is screen.current() else "card"
        found.append(Choice(title, lambda at=at: screen.pick(at), _standing(demarche), icon, style))
    return found


def _standing(demarche: Demarche) -> str:
    if demarche.outcome is None:
        return "Où en est-on ? À dire"
    words = OUTCOMES[demarche.outcome][0]
    return f"{words} : {ACTORS[demarche.actor]}" if demarche.actor else words


def titles(screen: SessionScreen, checklist: Checklist | None, *, adding: bool) -> tuple[str, str, str]:
    """Return the title, its source line and the paint of that line."""
    if adding:
        hint = "Tapez quelques lettres, choisissez un guide, ou montrez une liste au lecteur."
        return (f"Quelle démarche ? {screen.typed}", hint, "soft")
    if checklist is None:
        return ("Une autre démarche" if screen.current() else "", "", "soft")
    guide, today = checklist.guide, screen.desk.outfit.now().date()
    source = f"Vérifié le {guide.source.checked:%d/%m/%Y} · {guide.source.name}"
    if guide.is_stale(today):
        return guide.title, f"{source} · à revoir depuis le {guide.source.review:%d/%m/%Y}", "stop"
    return guide.title, source, "soft"


def leaves(screen: SessionScreen, checklist: Checklist | None) -> list[StaffButton]:
    """Return the tabs of the guide."""
    if checklist is None:
        return []
    found = []
    beside = () if screen.desk.is_narrow else (Leaf.OUTCOME, Leaf.DEMARCHES)
    for leaf in Leaf:
        if leaf in beside:
            continue
        style = "here" if leaf is screen._leaf else "card"  # noqa: SLF001 (its own part)
        found.append(
            StaffButton(words=leaf.value, shape="pill", style=style, act=lambda leaf=leaf: screen.turn_to(leaf))
        )
    return found


def content(screen: SessionScreen, checklist: Checklist, leaf: Leaf) -> list[Widget]:
    """Return the papers, the questions or the steps."""
    match leaf:
        case Leaf.PAPERS:
            return _papers(screen, checklist)
        case Leaf.QUESTIONS:
            return _questions(screen, checklist)
        case Leaf.STEPS:
            asked = StaffText(words=f"Le médiateur : {checklist.guide.mediator}", paint="care")
            return [part for step in checklist.steps() for part in _step(step)] + [asked]
        case Leaf.OUTCOME:
            return side(screen, screen._side)  # noqa: SLF001 (its own part)
        case Leaf.DEMARCHES:
            return [choice_button(c) for c in demarche_choices(screen)]


def _papers(screen: SessionScreen, checklist: Checklist) -> list[Widget]:
    found: list[Widget] = []
    for paper in checklist.papers():
        owned = checklist.ticks.get(paper.id)
        icon = {True: "check_box", False: "cancel", None: "check_box_outline_blank"}[owned]
        style = {True: "have", False: "missing", None: "plain"}[owned]
        ticked = checklist.tick(paper.id, owned=owned is not True)
        line = paper.detail if owned is not False else paper.get
        found.append(choice_button(Choice(paper.name, _keeper(screen, ticked), line, icon, style)))
    return found


def _questions(screen: SessionScreen, checklist: Checklist) -> list[Widget]:
    found: list[Widget] = []
    given = checklist.relevant_answers()
    for question in checklist.questions():
        found.append(StaffText(words=question.text, role="label"))
        for answer in question.answers:
            chosen = given.get(question.id) == answer.id
            act = _keeper(screen, checklist.answer(question.id, answer.id))
            icon = "check_circle" if chosen else "radio_button_unchecked"
            found.append(choice_button(Choice(answer.text, act, icon=icon, style="have" if chosen else "plain")))
    return found


def _step(step: Step) -> list[Widget]:
    lines = [StaffText(words=step.title, role="label"), StaffText(words=step.text)]
    facts = [step.address.removeprefix("https://"), step.price, step.delay]
    if step.phone is not None:
        facts.append(f"{step.phone.name} : {step.phone.number}")
    lines += [StaffText(words=fact, paint="brand") for fact in facts if fact]
    if step.tip:
        lines.append(StaffText(words=step.tip, paint="care"))
    return [column(*lines)]


def _keeper(screen: SessionScreen, checklist: Checklist) -> object:
    demarche = screen.current()
    return lambda: screen.change(replace(demarche, token=checklist.token()))


def side(screen: SessionScreen, asked: Side) -> list[Widget]:
    """Return the outcomes, or who the person is sent to."""
    demarche = screen.current()
    if asked is Side.ACTOR:
        return [choice_button(Choice(name, _sender(screen, actor), style="plain")) for actor, name in ACTORS.items()]
    found: list[Widget] = []
    for outcome, (words, icon, style) in OUTCOMES.items():
        chosen = demarche.outcome is outcome
        said = f"{words} : {ACTORS[demarche.actor]}" if chosen and demarche.actor else words
        found.append(
            choice_button(Choice(said, _ender(screen, outcome), icon=icon, style=style if chosen else "plain"))
        )
    found.append(button("Retirer cette démarche", screen.remove, "delete"))
    return found


def plain(words: str) -> str:
    """Return words as a hurried hand types them: small, without accents or signs."""
    bare = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in bare if c.isalnum())


def _ender(screen: SessionScreen, outcome: Outcome) -> object:
    if outcome is Outcome.REDIRECTED:
        return lambda: screen.turn_side(Side.ACTOR)
    return lambda: screen.change(replace(screen.current(), outcome=outcome, actor=None))


def _sender(screen: SessionScreen, actor: Actor) -> object:
    def send() -> None:
        screen._side = Side.OUTCOME  # noqa: SLF001 (its own part)
        screen.change(replace(screen.current(), outcome=Outcome.REDIRECTED, actor=actor))

    return send


def guide_choices(screen: SessionScreen, typed: str) -> list[Widget]:
    """Return every guide by theme whose title holds what was typed, and "another démarche"."""
    found: list[Widget] = []
    for theme in Theme:
        mine: list[Guide] = [g for g in screen.desk.guides if g.theme is theme and plain(typed) in plain(g.title)]
        if mine:
            found.append(StaffText(words=THEMES[theme], role="label", paint="soft"))
        for guide in mine:
            act = lambda guide=guide: screen.take_guide(guide)  # noqa: E731
            found.append(choice_button(Choice(guide.title, act, icon=guide.icon or THEME_ICONS[theme], style="plain")))
    act = lambda: screen.take_guide(None)  # noqa: E731
    found.append(choice_button(Choice("Une autre démarche", act, icon="more_time", style="plain")))
    return found
