"""Only my papers: each one "Je l'ai" or "Je ne l’ai pas"."""

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty

from kiosk.domain.guides.guide import Paper
from screens.kiosk.visitor_screen import VisitorScreen
from screens.page.paper_rows import PaperChoice
from screens.page.sentences import sentences
from screens.toolkit.choices import Choice


class PapersScreen(VisitorScreen):
    """Goes through the papers; a missing one says how to get it. Small panels show one paper at a time."""

    icon = StringProperty("")
    heading = StringProperty("")
    asked = StringProperty("")
    progress = StringProperty("")
    done = NumericProperty(0)
    total = NumericProperty(0)
    papers: list[PaperChoice] = ListProperty([])
    is_single = BooleanProperty(False)
    answers: list[Choice] = ListProperty([])
    advice: list[str] = ListProperty([])
    tools = "guide"
    tells_the_guide = True

    def refresh(self) -> None:
        """Say the papers and what was answered."""
        checklist, t = self.visit.checklist, self.t
        if checklist is None:
            return
        self.icon, self.heading = checklist.guide.icon, t(checklist.guide.title)
        mine = checklist.papers()
        self.is_single, self.total = self.look.is_tight or self.look.speakers, len(mine)
        here = min(self.visit.paper, len(mine) - 1)
        self.done = here + 1 if self.is_single else sum(paper.id in checklist.ticks for paper in mine)
        self.progress = t("{page} sur {pages}", page=self.done, pages=self.total)
        if self.is_single:
            self._say_one(mine[here], checklist.ticks.get(mine[here].id))
        else:
            self.asked = t("Qu’avez‑vous déjà ?")
            self.papers = [self._row(paper, checklist.ticks.get(paper.id)) for paper in mine]
        is_last = not self.is_single or here == len(mine) - 1
        self.actions = [
            self.secondary(t("Imprimer ma liste"), self.print_list, "print"),
            self.primary(t("Continuer") if is_last else t("Suite"), self.go_on),
        ]

    def _row(self, paper: Paper, owned: bool | None) -> PaperChoice:  # noqa: FBT001 (three states, None among them)
        t = self.t
        return PaperChoice(
            t(paper.name), t(paper.detail), t(paper.get), paper.icon, owned, t("Je l’ai"), t("Je ne l’ai pas"),
            lambda have: self.tick(paper, owned=have),
        )  # fmt: skip

    def _say_one(self, paper: Paper, owned: bool | None) -> None:  # noqa: FBT001 (likewise)
        t = self.t
        self.asked = t(paper.name)
        self.advice = sentences(t(paper.get) if owned is False else t(paper.detail), self.look)
        self.answers = [self._answer(paper, owned, have=have) for have in (True, False)]

    def _answer(self, paper: Paper, owned: bool | None, *, have: bool) -> Choice:  # noqa: FBT001 (likewise)
        words = self.t("Je l’ai") if have else self.t("Je ne l’ai pas")
        chosen = owned is have
        style, ticked, asked = ("have", "check_circle", "have") if have else ("missing", "cancel", "have_not")
        return Choice(
            words,
            lambda: self.tick(paper, owned=have),
            icon=ticked if chosen else asked,
            style=style if chosen else "outline",
            shape="row" if self.look.speakers else "button",
            spoken=f"{self.t(paper.name)}. {words}",
            chosen=chosen,
        )

    def tick(self, paper: Paper, *, owned: bool) -> None:
        """Take the answer about one paper."""
        self.visit.checklist = self.visit.own_list.tick(paper.id, owned=owned)
        self.refresh()
        self.navigator.arrange_soon()

    def go_on(self) -> None:
        """Show the next paper where they come one by one, else the steps."""
        if self.is_single and self.visit.paper + 1 < self.total:
            self.visit.paper += 1
            self.navigator.show("papers")
            return
        self.visit.step = 0
        self.navigator.go("step")

    def go_back(self) -> bool:
        """Go back a paper, where they come one by one."""
        if not (self.is_single and self.visit.paper):
            return False
        self.visit.paper = min(self.visit.paper, int(self.total) - 1) - 1
        self.navigator.show("papers")
        return True

    def print_list(self) -> None:
        """Print without going through the steps."""
        self.navigator.go("list_ready")
