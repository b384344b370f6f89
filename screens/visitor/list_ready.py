"""My list: on screen, for a phone, on paper, and with my number at the desk."""

from kivy.properties import BooleanProperty, ListProperty, ObjectProperty, StringProperty

from kiosk.domain.guides.guide import Checklist
from kiosk.domain.machine.printing import Format
from kiosk.screen_ports import Matrix
from screens.kiosk.visit import Door
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class ListReadyScreen(VisitorScreen):
    """The result of a guide. A list made after checking in goes to the desk by itself, with the number."""

    icon = StringProperty("")
    heading = StringProperty("")
    given = StringProperty("")
    source = StringProperty("")
    matrix: Matrix = ObjectProperty(())
    choices: list[Choice] = ListProperty([])
    papers: list[tuple[str, str]] = ListProperty([])
    steps: list[tuple[str, str]] = ListProperty([])
    is_stale = BooleanProperty(False)
    is_given = BooleanProperty(False)
    is_outdated = BooleanProperty(False)
    tools = "guide"

    def enter(self) -> None:
        """Count the guide as finished once, and give the list to the visitor's number."""
        visit, checklist = self.visit, self.visit.checklist
        if checklist is None:
            return
        if checklist.guide.id not in visit.finished:
            visit.finished.add(checklist.guide.id)
            # What is not counted is no trouble of whoever reads.
            self.errands.ask(lambda s: s.checklists.finished(checklist.guide), otherwise=lambda: None)
        if visit.noted is not None:
            token, ticket = checklist.token(), visit.noted.ticket
            visit.attached = True
            self.errands.ask(lambda s: s.arrivals.attach(ticket, token))

    def refresh(self) -> None:
        """Say the list."""
        checklist, t, visit = self.visit.checklist, self.t, self.visit
        if checklist is None:
            return
        guide = checklist.guide
        self.icon, self.heading = guide.icon, t(guide.title)
        self.matrix = self.situation.outfit.qr(self.situation.outfit.list_address(checklist))
        self.is_outdated = visit.is_outdated
        self.is_given = visit.attached and visit.noted is not None
        self.given = (
            t("Le médiateur reçoit votre liste avec le numéro {number}.", number=visit.noted.ticket)
            if visit.noted
            else ""
        )
        self.papers = [self._paper(checklist, p.id, t(p.name)) for p in checklist.papers()]
        self.steps = [(f"{i}", t(step.line)) for i, step in enumerate(checklist.steps(), 1)]
        read = f"{guide.source.checked:%d/%m/%Y}"
        self.source = t("Source : {name}. Dernière lecture : {date}.", name=t(guide.source.name), date=read)
        self.is_stale = guide.is_stale(self.situation.outfit.now().date())
        self._say_choices()

    @staticmethod
    def _paper(checklist: Checklist, paper: str, name: str) -> tuple[str, str]:
        icons = {True: "check_circle", False: "cancel", None: "radio_button_unchecked"}
        return icons[checklist.ticks.get(paper)], name

    def _say_choices(self) -> None:
        t = self.t
        self.choices = [
            Choice(t("Imprimer sur une feuille"), lambda: self.print_list(Format.A4), icon="description"),
            Choice(t("Imprimer un petit ticket"), lambda: self.print_list(Format.TICKET), icon="receipt_long"),
        ]
        if self.visit.noted is None:
            words = t("J’ai un papier de rendez‑vous")
            detail = t("Le médiateur reçoit ma liste.")
            self.choices.append(Choice(words, self.give, detail, "forward_to_inbox"))
        self.actions = [self.primary(t("C’est fini"), self.navigator.reset, "check")]

    def print_list(self, paper: Format) -> None:
        """Print the list."""
        checklist, language = self.visit.own_list, self.t.language
        self.errands.print_sheet(lambda s: s.checklists.print_list(checklist, paper, language))

    def give(self) -> None:
        """Give the list to the number of a slip."""
        self.visit.door = Door.ATTACH
        self.navigator.go("slip_code")
