"""What stands in each panel of the session screen: functions of what is shown, and of what a touch calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType

from kivy.uix.widget import Widget

from kiosk.domain.guides.guide import Checklist, Guide, Step, Theme
from kiosk.domain.reception.assistance import ACTORS, Actor, Demarche, Outcome
from screens.desk.session.shown import Leaf, Shown, Side, plain
from screens.desk.wording import THEMES
from screens.staff.making import button, choice_button, column
from screens.staff.parts import StaffButton, StaffText
from screens.toolkit.choices import Choice
from screens.toolkit.theme_icons import THEME_ICONS

SIDE_TITLES = MappingProxyType({Side.OUTCOME: "Où en est-on ?", Side.ACTOR: "Vers qui ?"})
OUTCOMES = MappingProxyType(
    {
        Outcome.DONE: ("Démarche faite", "check_circle", "have"),
        Outcome.TO_COMPLETE: ("À compléter", "pending", "open"),
        Outcome.REDIRECTED: ("Réorientation", "alt_route", "tinted"),
        Outcome.INFORMATION: ("Information seulement", "info", "tinted"),
    }
)


@dataclass(frozen=True, slots=True)
class SessionActs:
    """What a touch does.

    `change` takes the démarche on show as changed, `send` who it is redirected to, `add` a guide, or none for another
    démarche.
    """

    pick: Callable[[int], None]
    turn_to: Callable[[Leaf], None]
    turn_side: Callable[[Side], None]
    change: Callable[[Demarche], None]
    send: Callable[[Actor], None]
    add: Callable[[Guide | None], None]
    remove: Callable[[], None]
    print_list: Callable[[], None]
    book: Callable[[], None]
    abandon: Callable[[], None]
    hand_out: Callable[[], None]


def titles(shown: Shown, today: date) -> tuple[str, str, str]:
    """Return the title, its source line and the paint of that line."""
    if shown.is_adding:
        hint = "Tapez quelques lettres, choisissez un guide, ou montrez une liste au lecteur."
        return (f"Quelle démarche ? {shown.typed}", hint, "soft")
    if shown.checklist is None:
        return ("Une autre démarche" if shown.current else "", "", "soft")
    guide = shown.checklist.guide
    source = f"Vérifié le {guide.source.checked:%d/%m/%Y} · {guide.source.name}"
    if guide.is_stale(today):
        return guide.title, f"{source} · à revoir depuis le {guide.source.review:%d/%m/%Y}", "stop"
    return guide.title, source, "soft"


def demarche_buttons(shown: Shown, acts: SessionActs) -> list[Widget]:
    """Return the démarches of the session, each with where it stands."""
    found: list[Widget] = []
    for at, demarche in enumerate(shown.session.demarches):
        guide = shown.guide_of(demarche)
        icon = guide.icon if guide else "more_time"
        style = "tinted" if demarche is shown.current else "card"
        title = title_of(demarche, shown.guides)
        found.append(choice_button(Choice(title, partial(acts.pick, at), standing(demarche), icon, style)))
    return found


def title_of(demarche: Demarche, guides: tuple[Guide, ...]) -> str:
    """Name a démarche."""
    return next((g.title for g in guides if g.id == demarche.guide), "Une autre démarche")


def standing(demarche: Demarche) -> str:
    """Say how far a démarche is."""
    if demarche.outcome is None:
        return "Où en est-on ? À dire"
    words = OUTCOMES[demarche.outcome][0]
    return f"{words} : {ACTORS[demarche.actor]}" if demarche.actor else words


def leaf_tabs(shown: Shown, acts: SessionActs, *, narrow: bool) -> list[StaffButton]:
    """Return the tabs of the guide; where there is room, outcome and démarches stand beside it."""
    if shown.is_adding:
        return []
    of_guide = [] if shown.checklist is None else [Leaf.PAPERS, Leaf.QUESTIONS, Leaf.STEPS]
    beside = [Leaf.OUTCOME, Leaf.DEMARCHES] if narrow else []
    here = _narrow_leaf(shown) if narrow else shown.leaf
    return [
        StaffButton(
            words=leaf.value, shape="pill", style="here" if leaf is here else "card", act=partial(acts.turn_to, leaf)
        )
        for leaf in (*of_guide, *beside)
    ]


def _narrow_leaf(shown: Shown) -> Leaf:
    """Return the leaf on show where nothing stands beside: a démarche without a guide has an outcome all the same."""
    if shown.checklist is None and shown.leaf is not Leaf.DEMARCHES:
        return Leaf.OUTCOME
    return shown.leaf


def narrow_content(shown: Shown, acts: SessionActs, *, short: bool) -> list[Widget]:
    """Return what stands in the middle of a narrow screen: also what a wide one shows beside it.

    A short one has no room for what else stands below it.
    """
    leaf = Leaf.PAPERS if shown.is_adding else _narrow_leaf(shown)
    if leaf is Leaf.DEMARCHES:
        papers = button("Feuilles à remettre", acts.hand_out, "print")
        return [*demarche_buttons(shown, acts), papers, button("Annuler cette séance", acts.abandon, "undo")]
    if leaf is not Leaf.OUTCOME:
        return content(shown, acts)
    found = side(shown, acts)
    if short and shown.checklist is not None and shown.side is Side.OUTCOME:
        found.append(button("Imprimer la liste", acts.print_list, "print"))
    return [*found, button("Fixer un autre rendez‑vous", acts.book, "calendar_month")] if short else found


def content(shown: Shown, acts: SessionActs) -> list[Widget]:
    """Return what stands in the middle: the guides to choose from, or a leaf of the guide."""
    if shown.is_adding:
        return _guide_buttons(shown, acts)
    demarche, checklist = shown.current, shown.checklist
    if demarche is None or checklist is None:
        return []
    match shown.leaf:
        case Leaf.PAPERS:
            return _papers(demarche, checklist, acts)
        case Leaf.QUESTIONS:
            return _questions(demarche, checklist, acts)
        case Leaf.STEPS:
            asked = StaffText(words=f"Le médiateur : {checklist.guide.mediator}", paint="care")
            return [*(_step(step) for step in checklist.steps()), asked]
        case Leaf.OUTCOME:
            return side(shown, acts)
        case Leaf.DEMARCHES:
            return demarche_buttons(shown, acts)


def _papers(demarche: Demarche, checklist: Checklist, acts: SessionActs) -> list[Widget]:
    found: list[Widget] = []
    for paper in checklist.papers():
        owned = checklist.ticks.get(paper.id)
        icon = {True: "check_box", False: "cancel", None: "check_box_outline_blank"}[owned]
        style = {True: "have", False: "missing", None: "plain"}[owned]
        keep = _keeping(demarche, checklist.tick(paper.id, owned=owned is not True), acts)
        line = paper.detail if owned is not False else paper.get
        found.append(choice_button(Choice(paper.name, keep, line, icon, style)))
    return found


def _questions(demarche: Demarche, checklist: Checklist, acts: SessionActs) -> list[Widget]:
    found: list[Widget] = []
    given = checklist.relevant_answers()
    for question in checklist.questions():
        found.append(StaffText(words=question.text, role="label"))
        for answer in question.answers:
            chosen = given.get(question.id) == answer.id
            keep = _keeping(demarche, checklist.answer(question.id, answer.id), acts)
            icon = "check_circle" if chosen else "radio_button_unchecked"
            found.append(choice_button(Choice(answer.text, keep, icon=icon, style="have" if chosen else "plain")))
    return found


def _keeping(demarche: Demarche, checklist: Checklist, acts: SessionActs) -> Callable[[], None]:
    return lambda: acts.change(replace(demarche, token=checklist.token()))


def _step(step: Step) -> Widget:
    lines = [StaffText(words=step.title, role="label"), StaffText(words=step.text)]
    useful = [step.address.removeprefix("https://"), step.price, step.delay]
    if step.phone is not None:
        useful.append(f"{step.phone.name} : {step.phone.number}")
    lines += [StaffText(words=words, paint="brand") for words in useful if words]
    if step.tip:
        lines.append(StaffText(words=step.tip, paint="care"))
    return column(*lines)


def side(shown: Shown, acts: SessionActs) -> list[Widget]:
    """Return how the démarche on show may end, or who the person is sent to."""
    demarche = shown.current
    if demarche is None:
        return []
    if shown.side is Side.ACTOR:
        return [choice_button(Choice(name, partial(acts.send, a), style="plain")) for a, name in ACTORS.items()]
    found: list[Widget] = []
    for outcome, (words, icon, style) in OUTCOMES.items():
        chosen = demarche.outcome is outcome
        said = f"{words} : {ACTORS[demarche.actor]}" if chosen and demarche.actor else words
        end = _ending(demarche, outcome, acts)
        found.append(choice_button(Choice(said, end, icon=icon, style=style if chosen else "plain")))
    return [*found, button("Retirer cette démarche", acts.remove, "delete")]


def _ending(demarche: Demarche, outcome: Outcome, acts: SessionActs) -> Callable[[], None]:
    if outcome is Outcome.REDIRECTED:
        return partial(acts.turn_side, Side.ACTOR)
    return lambda: acts.change(replace(demarche, outcome=outcome, actor=None))


def _guide_buttons(shown: Shown, acts: SessionActs) -> list[Widget]:
    """Return every guide by theme whose title holds what was typed, and "another démarche"."""
    found: list[Widget] = []
    wanted = plain(shown.typed)
    for theme in Theme:
        mine = [g for g in shown.guides if g.theme is theme and wanted in plain(g.title)]
        if mine:
            found.append(StaffText(words=THEMES[theme], role="label", paint="soft"))
        for guide in mine:
            choice = Choice(guide.title, partial(acts.add, guide), icon=guide.icon or THEME_ICONS[theme], style="plain")
            found.append(choice_button(choice))
    other = Choice("Une autre démarche", partial(acts.add, None), icon="more_time", style="plain")
    return [*found, choice_button(other)]
