"""What stands in the two bars: home, back, language, comfort, erase, and the screen's own actions."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from kiosk.services.arrivals import Permanence
from screens.kiosk.bars import Variant
from screens.toolkit.choices import Choice

if TYPE_CHECKING:
    from screens.kiosk.shell import Shell

MOST_LANGUAGES = 3


class Spill(Enum):
    """Which of a screen's actions have no room in the bottom bar."""

    NOTHING = 0
    ALL_BUT_PRIMARY = 1
    EVERYTHING = 2


def _says(variant: Variant, words: str) -> bool:
    return any(choice.words == words for choice in (*variant.start, *variant.end))


class Chrome:
    """Fills the bars for the screen on show."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def ribbon(self) -> str:
        """Return what the ribbon says: that nothing here is real."""
        return self._shell.t("Mode formation : tout est inventé") if self._shell.outfit.practice else ""

    # --- top
    def top(self) -> tuple[Variant, ...]:
        """Return the top bar's variants."""
        tools = self._shell.screen.tools
        if tools == "bare":
            return (Variant(end=(self._language(),), clock=self.hour()), Variant(end=(self._language(),)))
        if tools == "home":
            return self._home_top()
        start = (self._home(), self._back())
        resume = (self._resume(),) if self._shell.parked else ()
        arrive = (self._arrive(),) if tools == "guide" and not self._shell.parked else ()
        end = (*resume, *arrive, self._language())
        least = (*resume, self._language())
        if self._shell.parked:
            # "Accueil" would only ask whose list is hidden; its owner has a button of their own.
            return (Variant(start, end, clock=self.hour()), Variant(start, end), Variant(start[1:], least))
        roomy = (Variant(start, end, clock=self.hour()), Variant(start, end))
        # An upright panel has the height for a second row.
        is_upright = self._shell.look.height > self._shell.look.width and not self._shell.look.is_tight
        return roomy if is_upright else (*roomy, Variant(start, least))

    def _home_top(self) -> tuple[Variant, ...]:
        resume = (self._resume(),) if self._shell.parked else ()
        chips, one, clock = self._languages(), (self._language(),), self.hour()
        return (
            Variant(resume, chips, self._caption() if not resume else "", clock),
            Variant(resume, one, self._caption() if not resume else "", clock),
            Variant(resume, chips, "", clock),
            Variant(resume, chips),
            Variant(resume, one),
        )

    def _caption(self) -> str:
        shell = self._shell
        name = shell.t("Espace France services")
        place = f"{name}\n{shell.outfit.settings.site.town}"
        if shell.permanence is Permanence.UNSURE:
            return place
        return f"{place} · {shell.t.day(shell.outfit.now().date())}"

    def hour(self) -> str:
        """Return the hour as the top bar shows it: none while the clock is doubted."""
        if self._shell.permanence is Permanence.UNSURE:
            return "--:--"
        return f"{self._shell.outfit.now():%H:%M}"

    def _home(self) -> Choice:
        return self._pill(self._shell.t("Accueil"), self._shell.start_over, "home")

    def _back(self) -> Choice:
        return self._pill(self._shell.t("Retour"), self._shell.back, self._shell.screen.towards("arrow_back"))

    def _arrive(self) -> Choice:
        words = self._shell.t("Une autre personne arrive")
        return self._pill(words, self._shell.someone_else_arrives, "person_raised_hand")

    def _resume(self) -> Choice:
        return self._pill(self._shell.t("Je reprends ma liste"), self._shell.resume, "play_arrow")

    def _language(self) -> Choice:
        own_name = dict(self._shell.outfit.languages)[self._shell.t.language]
        return self._pill(own_name, self._choose_language, "translate", self._shell.t("Changer de langue"))

    def _choose_language(self) -> None:
        if self._shell.screen.name == "languages":
            self._shell.leave()
        else:
            self._shell.go("languages")

    def _languages(self) -> tuple[Choice, ...]:
        shell = self._shell
        chips = []
        for code, own_name in shell.outfit.languages[:MOST_LANGUAGES]:
            style = "here" if code == shell.t.language else "card"
            chips.append(Choice(own_name, lambda code=code: shell.speak(code), style=style, shape="pill"))
        more = len(shell.outfit.languages) - len(chips)
        if more:
            spoken = shell.t("Autres langues")
            chips.append(
                Choice(f"+ {more}", lambda: shell.go("languages"), icon="translate", shape="pill", spoken=spoken)
            )
        return tuple(chips)

    @staticmethod
    def _pill(words: str, act: object, icon: str, spoken: str = "") -> Choice:
        return Choice(
            words, act, icon=icon, shape="pill", style="card", hue="ink", spoken=spoken and f"{words}. {spoken}"
        )

    # --- bottom
    def bottom(self, spill: Spill) -> tuple[Variant, ...]:
        """Return the bottom bar's variants: tools without room fold into "Confort"; erase always stays."""
        if self._shell.screen.tools == "bare":
            return (Variant(end=self._actions(spill)),)
        whole, comfort, brief = self._erase(), self._comfort(), self._erase(brief=True)
        actions, least = self._actions(spill), self._actions(spill, brief=True)
        return (
            Variant((whole, *self.tools()), actions),
            Variant((whole, comfort), actions),
            Variant((brief, comfort), actions),
            Variant((brief, comfort), least),
        )

    def fullest(self, spill: Spill) -> tuple[Variant, ...]:
        """Return the least roomy bar that still holds every action that is not spilled."""
        actions = self._kept(spill)
        if self._shell.screen.tools == "bare":
            return (Variant(end=actions),)
        return (Variant((self._erase(brief=True), self._comfort()), actions),)

    def _kept(self, spill: Spill) -> tuple[Choice, ...]:
        if spill is Spill.EVERYTHING:
            return ()
        return tuple(a for a in self._shell.screen.actions if spill is Spill.NOTHING or a.style == "filled")

    def spilled(self, spill: Spill) -> list[Choice]:
        """Return what goes below the body because the bars have no room for it."""
        shell, kept = self._shell, self._kept(spill)
        found = [action for action in shell.screen.actions if action not in kept]
        arrive = self._arrive()
        if shell.screen.tools == "guide" and not shell.parked and not _says(shell.frame.top_bar.variant, arrive.words):
            found.append(Choice(arrive.words, arrive.act, icon=arrive.icon, style="outline", shape="button"))
        return found

    def _erase(self, *, brief: bool = False) -> Choice:
        t = self._shell.t
        words = t("Effacer") if brief else t("Effacer mon écran")
        spoken = t("Effacer mon écran")
        return Choice(words, self._shell.reset, icon="visibility_off", style="stop", shape="button", spoken=spoken)

    def _comfort(self) -> Choice:
        return self._tool(self._shell.t("Confort"), self._choose_comfort, "accessibility_new")

    def _choose_comfort(self) -> None:
        if self._shell.screen.name == "comfort":
            self._shell.leave()
        else:
            self._shell.go("comfort")

    def tools(self) -> tuple[Choice, ...]:
        """Return the tools of comfort: size, contrast, low screen."""
        shell, t = self._shell, self._shell.t
        low = t("Écran normal") if shell.look.low else t("Écran plus bas")
        sign = "vertical_align_top" if shell.look.low else "vertical_align_bottom"
        bigger = t("Texte plus petit") if shell.look.size == 160 else t("Texte plus grand")
        return (
            self._tool(bigger, lambda: shell.wear(size=shell.look.bigger().size), "format_size"),
            self._tool(t("Contraste"), lambda: shell.wear(theme=shell.look.next_theme().theme), "contrast"),
            self._tool(low, lambda: shell.wear(low=not shell.look.low), sign),
        )

    @staticmethod
    def _tool(words: str, act: object, icon: str) -> Choice:
        return Choice(words, act, icon=icon, style="quiet", shape="button")

    def _actions(self, spill: Spill, *, brief: bool = False) -> tuple[Choice, ...]:
        screen, t = self._shell.screen, self._shell.t
        pages, page = int(screen.body.pages), int(screen.body.page)
        actions = self._kept(spill)
        if pages == 1:
            return actions
        if page < pages - 1:
            count = t("{page} sur {pages}", page=page + 1, pages=pages)
            short = t("Suite")
            whole = f"{short} · {count}"
            words = short if brief else whole
            return (screen.primary(words, lambda: self._turn(page + 1), spoken=whole),)
        before = screen.secondary(t("Page d’avant"), lambda: self._turn(page - 1), "arrow_back")
        # Where it has no room, "Retour" turns the page back as well.
        return actions if brief or len(actions) > 1 else (before, *actions)

    def _turn(self, page: int) -> None:
        self._shell.screen.body.page = page
        self._shell.arrange()
