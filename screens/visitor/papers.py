"""Only my papers: each one "Je l'ai" or "Il me manque"."""

from kivy.properties import ListProperty, NumericProperty, StringProperty

from kiosk.domain.guides import Paper
from screens.base import VisitorScreen
from screens.paper_rows import PaperChoice


class PapersScreen(VisitorScreen):
    """Goes through the papers; a missing one says how to get it."""

    icon = StringProperty("")
    heading = StringProperty("")
    progress = StringProperty("")
    done = NumericProperty(0)
    total = NumericProperty(0)
    papers = ListProperty([])
    tools = "guide"

    def refresh(self) -> None:
        """Say the papers and what was answered."""
        checklist, t = self.visit.checklist, self.t
        if checklist is None:
            return
        self.icon, self.heading = checklist.guide.icon, t(checklist.guide.title)
        mine = checklist.papers()
        self.done, self.total = sum(paper.id in checklist.ticks for paper in mine), len(mine)
        self.progress = t("{page} sur {pages}", page=self.done, pages=self.total)
        self.papers = [self._row(paper, checklist.ticks.get(paper.id)) for paper in mine]
        self.actions = [
            self.secondary(t("Imprimer ma liste"), self.print_list, "print"),
            self.primary(t("Continuer"), self.go_on),
        ]

    def _row(self, paper: Paper, owned: bool | None) -> PaperChoice:  # noqa: FBT001 (three states, None among them)
        t = self.t
        return PaperChoice(
            t(paper.name), t(paper.detail), t(paper.get), paper.icon, owned, t("Je l’ai"), t("Il me manque"),
            lambda have: self.tick(paper, owned=have),
        )  # fmt: skip

    def tick(self, paper: Paper, *, owned: bool) -> None:
        """Take the answer about one paper."""
        self.visit.checklist = self.visit.checklist.tick(paper.id, owned=owned)
        self.refresh()
        self.shell.arrange_soon()

    def go_on(self) -> None:
        """Show the steps."""
        self.visit.step = 0
        self.shell.go("step")

    def print_list(self) -> None:
        """Print without going through the steps."""
        self.shell.go("list_ready")
