"""What stands in the two bars: home, back, language, comfort, erase, and the screen's own actions."""

from __future__ import annotations

from enum import Enum

from kiosk.services.arrivals import Permanence
from screens.kiosk.bars import Variant
from screens.kiosk.language_chips import language_chips
from screens.kiosk.situation import Situation
from screens.kiosk.tool_bar import BarActs, ToolBar, sign
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Act, Choice


class Spill(Enum):
    """Which of a screen's actions have no room in the bottom bar."""

    NOTHING = 0
    ALL_BUT_PRIMARY = 1
    EVERYTHING = 2


def _says(variant: Variant, words: str) -> bool:
    return any(choice.words == words for choice in (*variant.start, *variant.end))


def _kept(screen: VisitorScreen, spill: Spill) -> tuple[Choice, ...]:
    if spill is Spill.EVERYTHING:
        return ()
    return tuple(a for a in screen.actions if spill is Spill.NOTHING or a.style == "filled")


class Chrome:
    """Fills the bars for a screen, from the situation alone."""

    def __init__(self, situation: Situation, acts: BarActs) -> None:
        self._situation, self._acts = situation, acts
        self._tools = ToolBar(situation, acts)

    def ribbon(self) -> str:
        """Return what the ribbon says: that nothing here is real."""
        return self._situation.t("Mode formation : tout est inventé") if self._situation.outfit.practice else ""

    # --- top
    def top(self, screen: VisitorScreen) -> tuple[Variant, ...]:
        """Return the top bar's variants; nothing where one bar must do."""
        tools = screen.tools
        if self._situation.look.has_one_bar:
            return (Variant(),)
        if tools == "bare":
            return (Variant(end=(self._language(),), clock=self.hour()), Variant(end=(self._language(),)))
        return self._home_top() if tools == "home" else self._task_top(screen)

    def _task_top(self, screen: VisitorScreen) -> tuple[Variant, ...]:
        start = (self._home(), self._back(screen))
        resume = (self._resume(),) if self._situation.parked else ()
        arrive = (self._arrive(),) if screen.tools == "guide" and not self._situation.parked else ()
        end = (*resume, *arrive, self._language())
        least = (*resume, self._language())
        if self._situation.parked:
            # "Début" would only ask whose list is hidden; its owner has a button of their own.
            return (Variant(start, end, clock=self.hour()), Variant(start, end), Variant(start[1:], least))
        roomy = (Variant(start, end, clock=self.hour()), Variant(start, end))
        look = self._situation.look
        if look.is_small:
            first, back = map(sign, start)
            signs = (Variant((first, start[1]), least), Variant((first, back), least))
            return (*roomy, Variant(start, least), *signs)
        # An upright panel has the height for a second row.
        is_upright = look.height > look.width and not look.is_tight
        return roomy if is_upright else (*roomy, Variant(start, least))

    def _home_top(self) -> tuple[Variant, ...]:
        resume = (self._resume(),) if self._situation.parked else ()
        one, clock, caption = (self._language(),), self.hour(), "" if resume else self._caption()
        chips = language_chips(self._situation, lambda: self._acts.go("languages"))
        return (
            *(Variant(resume, each, caption, clock) for each in chips),
            Variant(resume, one, caption, clock),
            *(Variant(resume, each, "", clock) for each in chips),
            *(Variant(resume, each) for each in chips),
            Variant(resume, one),
        )

    def _caption(self) -> str:
        now = self._situation
        name = now.t("Espace France services")
        place = f"{name}\n{now.outfit.settings.site.town}"
        if now.permanence is Permanence.UNSURE:
            return place
        return f"{place} · {now.t.day(now.outfit.now().date())}"

    def hour(self) -> str:
        """Return the hour as the top bar shows it: none while the clock is doubted."""
        if self._situation.permanence is Permanence.UNSURE:
            return "--:--"
        return f"{self._situation.outfit.now():%H:%M}"

    def _home(self) -> Choice:
        return self._pill(self._situation.t("Début"), self._acts.start_over, "start")

    def _back(self, screen: VisitorScreen) -> Choice:
        return self._pill(self._situation.t("Retour"), self._acts.back, screen.towards("arrow_back"))

    def _arrive(self) -> Choice:
        words = self._situation.t("Une autre personne arrive")
        return self._pill(words, self._acts.someone_else_arrives, "person_raised_hand")

    def _resume(self) -> Choice:
        return self._pill(self._situation.t("Je reprends ma liste"), self._acts.resume, "play_arrow")

    def _language(self) -> Choice:
        own_name = dict(self._situation.outfit.languages)[self._situation.t.language]
        spoken = self._situation.t("Changer de langue")
        return self._pill(own_name, lambda: self._acts.visit_or_leave("languages"), "translate", spoken)

    @staticmethod
    def _pill(words: str, act: Act, icon: str, spoken: str = "") -> Choice:
        return Choice(
            words, act, icon=icon, shape="pill", style="card", hue="ink", spoken=spoken and f"{words}. {spoken}"
        )

    # --- bottom
    def bottom(self, screen: VisitorScreen, spill: Spill) -> tuple[Variant, ...]:
        """Return the bottom bar's variants: tools without room fold into "Confort"; erase always stays."""
        actions, least = self._actions(screen, spill), self._actions(screen, spill, brief=True)
        if screen.tools == "bare":
            return self._tools.bare((sign(self._language()),) if self._situation.look.has_one_bar else (), actions)
        return self._tools.variants(self._ahead(screen), actions, least)

    def _ahead(self, screen: VisitorScreen) -> tuple[Choice, ...]:
        """Return what the top bar holds elsewhere, where there is only one bar."""
        if not self._situation.look.has_one_bar:
            return ()
        moves = () if screen.tools == "home" else (self._home(), self._back(screen))
        resume = (self._resume(),) if self._situation.parked else ()
        return (*(moves[1:] if resume else moves), *resume, self._language())

    def fullest(self, screen: VisitorScreen, spill: Spill) -> tuple[Variant, ...]:
        """Return the least roomy bar that still holds every action that is not spilled."""
        actions = _kept(screen, spill)
        return (Variant(end=actions) if screen.tools == "bare" else self._tools.fullest(self._ahead(screen), actions),)

    def spilled(self, screen: VisitorScreen, spill: Spill, top: Variant) -> list[Choice]:
        """Return what goes below the body because the bars have no room for it; `top` is how the top bar is filled."""
        kept = _kept(screen, spill)
        found = [action for action in screen.actions if action not in kept]
        arrive = self._arrive()
        if screen.tools == "guide" and not self._situation.parked and not _says(top, arrive.words):
            found.append(Choice(arrive.words, arrive.act, icon=arrive.icon, style="outline", shape="button"))
        return found

    def _actions(self, screen: VisitorScreen, spill: Spill, *, brief: bool = False) -> tuple[Choice, ...]:
        t, turn = self._situation.t, self._acts.turn
        pages, page = int(screen.body.pages), int(screen.body.page)
        actions = _kept(screen, spill)
        if pages == 1:
            return actions
        if page < pages - 1:
            count = t("{page} sur {pages}", page=page + 1, pages=pages)
            short = t("Suite")
            whole = f"{short} · {count}"
            words = short if brief else whole
            return (screen.primary(words, lambda: turn(page + 1), spoken=whole),)
        before = screen.secondary(t("Page d’avant"), lambda: turn(page - 1), "arrow_back")
        # Where it has no room, "Retour" turns the page back as well.
        return actions if brief or len(actions) > 1 else (before, *actions)
