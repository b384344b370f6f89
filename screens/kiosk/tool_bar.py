"""The tools of the bottom bar: to listen, to erase, to see better; folded into "Confort" where they have no room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from screens.kiosk.bars import Variant
from screens.kiosk.comfort_tools import comfort_tools, listen_tool, reading_tool, tool
from screens.kiosk.situation import Situation
from screens.toolkit.choices import Act, Choice

Choices = tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class BarActs:
    """What the bars' own buttons do; `visit_or_leave` shows a screen, or leaves it where it is on show already."""

    start_over: Act
    back: Act
    someone_else_arrives: Act
    resume: Act
    erase: Act
    listen: Act
    go: Callable[[str], None]
    visit_or_leave: Callable[[str], None]
    turn: Callable[[int], None]


def sign(choice: Choice) -> Choice:
    """Return a tool as a picture alone: on a small panel a page more would be worse than a word less."""
    return replace(choice, words="", spoken=choice.spoken or choice.words)


class ToolBar:
    """Sets the tools out, from the most to the least roomy way: "Écouter" first, then erase, on every screen."""

    def __init__(self, situation: Situation, acts: BarActs) -> None:
        self._situation, self._acts = situation, acts

    def variants(self, ahead: Choices, actions: Choices, least: Choices) -> tuple[Variant, ...]:
        """Return the bar's variants; `ahead` is what the top bar has no room for, `least` the actions in brief."""
        if self.is_short_of_room:
            return self._short(ahead, actions, least)
        now, listen, whole, brief = self._situation, self._listen(), self._erase(), self._erase(brief=True)
        comfort, ear = self._comfort(), sign(reading_tool(now))
        tools = comfort_tools(now)
        few = Variant((sign(listen), brief, sign(comfort)), actions)
        return (
            Variant((listen, ear, whole, *tools, sign(comfort)), actions),
            Variant((listen, ear, brief, *tools, sign(comfort)), actions),
            Variant((listen, ear, whole, comfort), actions),
            Variant((listen, ear, brief, comfort), actions),
            Variant((listen, ear, brief, sign(comfort)), actions),
            Variant((sign(listen), ear, brief, sign(comfort)), actions),
            few,
            replace(few, end=least),
        )

    def _short(self, ahead: Choices, actions: Choices, least: Choices) -> tuple[Variant, ...]:
        """Return the variants where there is little room; where there is none, "Confort" has "Écouter"."""
        listen, whole, comfort, brief = self._listen(), self._erase(), self._comfort(), self._erase(brief=True)
        signs = tuple(map(sign, ahead))
        with_words = ((*ahead, listen, whole, comfort), (*ahead, listen, brief, comfort))
        tight = ((*signs, sign(listen), brief, sign(comfort)), (*signs, sign(listen), sign(whole), sign(comfort)))
        deaf = ((*signs, brief, sign(comfort)), (*signs, sign(whole), sign(comfort)))
        plainly = self._plainly(actions)
        return (
            *(Variant(tools, actions) for tools in with_words),
            *(Variant(tools, kept) for tools in tight for kept in (actions, plainly)),
            Variant(tight[-1], least),
            *(Variant(tools, kept) for tools in deaf for kept in (actions, plainly)),
            Variant(deaf[-1], least),
        )

    def bare(self, language: Choices, actions: Choices) -> tuple[Variant, ...]:
        """Return the variants beside a question that must be answered first."""
        listen = self._listen()
        return (
            Variant((*language, listen), actions),
            Variant((*language, sign(listen)), actions),
            Variant(language, actions),
        )

    def fullest(self, ahead: Choices, actions: Choices) -> Variant:
        """Return the least roomy bar that holds some actions."""
        if self.is_short_of_room:
            signs = (sign(each) for each in (*ahead, self._erase(), self._comfort()))
            return Variant(tuple(signs), self._plainly(actions))
        return Variant((sign(self._listen()), self._erase(brief=True), sign(self._comfort())), actions)

    def _plainly(self, actions: Choices) -> Choices:
        """Return actions in as little room as they may take, but for the main one: by words, or by signs in one bar."""
        by_signs = self._situation.look.has_one_bar
        return tuple(
            a if a.style == "filled" else sign(a) if by_signs and a.icon else replace(a, icon="") for a in actions
        )

    @property
    def is_short_of_room(self) -> bool:
        """Say whether the panel is small, or both bars are one."""
        look = self._situation.look
        return look.is_small or look.has_one_bar

    def _listen(self) -> Choice:
        return listen_tool(self._situation, self._acts.listen)

    def _erase(self, *, brief: bool = False) -> Choice:
        t = self._situation.t
        words = t("Effacer") if brief else t("Effacer mon écran")
        spoken = t("Effacer mon écran")
        return Choice(words, self._acts.erase, icon="visibility_off", style="stop", shape="button", spoken=spoken)

    def _comfort(self) -> Choice:
        words = self._situation.t("Confort")
        return tool(words, lambda: self._acts.visit_or_leave("comfort"), "accessibility_new")
