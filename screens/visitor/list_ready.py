"""My list: on screen, for a phone, on paper, and with my number at the desk."""

from kivy.properties import BooleanProperty, ListProperty, ObjectProperty, StringProperty

from kiosk.domain.guides.changes import SAID
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.printing import Format
from kiosk.screen_ports import Matrix
from screens.kiosk.helped import AsksIfHelped
from screens.kiosk.list_holder import ListHolder
from screens.kiosk.visit import Door
from screens.page.blocks import Block
from screens.page.icon_lines import IconLine
from screens.toolkit.choices import Choice


class ListReadyScreen(ListHolder, AsksIfHelped):
    """The result of a guide: paper and pictures for its owner, and for the desk what its owner shows (P12)."""

    icon = StringProperty("")
    heading = StringProperty("")
    source = StringProperty("")
    matrix: Matrix = ObjectProperty(())
    choices: list[Choice] = ListProperty([])
    papers: list[tuple[str, str]] = ListProperty([])
    steps: list[tuple[str, str]] = ListProperty([])
    is_stale = BooleanProperty(False)
    outdated = StringProperty("")
    tools = "guide"
    tells_the_guide = True

    def enter(self) -> None:
        """Count the guide as finished once."""
        visit, checklist = self.visit, self.visit.checklist
        if checklist is None:
            return
        visit.made = checklist
        if checklist.guide.id not in visit.finished:
            visit.finished.add(checklist.guide.id)
            # What is not counted is no trouble of whoever reads.
            self.errands.ask(lambda s: s.checklists.finished(checklist.guide), otherwise=lambda: None)

    def refresh(self) -> None:
        """Say the list."""
        checklist, t, visit = self.visit.checklist, self.t, self.visit
        if checklist is None:
            return
        guide = checklist.guide
        self.icon, self.heading = guide.icon, t(guide.title)
        self.matrix = self.situation.outfit.qr(self.situation.outfit.list_address(checklist))
        self.outdated = self._age() if visit.is_outdated else ""
        self.say_what_the_desk_sees()
        self.papers = [self._paper(checklist, p.id, t(p.name)) for p in checklist.papers()]
        self.steps = [(f"{i}", t(step.line)) for i, step in enumerate(checklist.steps(), 1)]
        read = f"{guide.source.checked:%d/%m/%Y}"
        self.source = t("Source : {name}. Dernière lecture : {date}.", name=t(guide.source.name), date=read)
        self.is_stale = guide.is_stale(self.situation.outfit.now().date())
        self.ask_if_helped(has_result=True)
        self._say_choices()

    def aloud(self, block: Block) -> tuple[str, ...]:
        """Say of each paper what its sign shows: whether it is there."""
        said = {"check_circle": self.t("Je l’ai"), "cancel": self.t("Je ne l’ai pas")}
        if isinstance(block, IconLine) and block.sign.words in said:
            return (f"{block.part.words}. {said[block.sign.words]}",)
        return block.spoken()

    def _age(self) -> str:
        """Say that the list is old: the one change that costs most to miss, and what to do."""
        t, changed = self.t, self.visit.changed
        if not changed:
            return t("Cette liste a changé depuis. Relisez‑la avec le médiateur.")
        again = t("Relisez la liste avec le médiateur.")
        return f"{t(SAID[changed[0]])} {again}"

    @staticmethod
    def _paper(checklist: Checklist, paper: str, name: str) -> tuple[str, str]:
        icons = {True: "check_circle", False: "cancel", None: "radio_button_unchecked"}
        return icons[checklist.ticks.get(paper)], name

    def _say_choices(self) -> None:
        t = self.t
        choices = [
            Choice(t("Imprimer sur une feuille"), lambda: self.print_list(Format.A4), icon="description"),
            Choice(t("Imprimer un petit ticket"), lambda: self.print_list(Format.TICKET), icon="receipt_long"),
        ]
        if self.visit.noted is None:
            words, detail = t("Je montre ma liste"), t("Avec mon papier de rendez‑vous.")
            choices.append(Choice(words, self.give, detail, "visibility"))
        self.choices = [*choices, *self.list_choices()]
        self.actions = [self.primary(t("C’est fini"), self.navigator.reset, "check")]

    def print_list(self, paper: Format) -> None:
        """Print the list."""
        checklist, language = self.visit.own_list, self.t.language
        self.errands.print_sheet(lambda s: s.checklists.print_list(checklist, paper, language), self._sheet_said())

    def _sheet_said(self) -> list[str]:
        """Return what the sheet holds, in words."""
        t, signs = self.t, {"check_circle": self.t("Je l’ai"), "cancel": self.t("Je ne l’ai pas")}
        papers = [f"{words}. {signs.get(sign, '')}" for sign, words in self.papers]
        steps = [f"{number}. {words}" for number, words in self.steps]
        code = t("Le carré noir ouvre le site officiel sur un téléphone.")
        return [self.heading, t("Mes papiers"), *papers, *steps, self.source, code]

    def give(self) -> None:
        """Show the list with the number of a slip."""
        self.visit.door = Door.ATTACH
        self.navigator.go("slip_code")
