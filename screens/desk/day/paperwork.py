"""What the team prints: slips, cards, the day's sheet, free hours, blank checklists for the leaflet rack."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.guides.guide import Checklist, Guide
from kiosk.domain.machine.printing import Format, Printed
from kiosk.services.bundle import Services
from kiosk.services.paperwork import Batch
from screens.desk import places
from screens.desk.printed import PRINTED, say_printed
from screens.desk.staff_screen import StaffScreen
from screens.desk.wording import path_said
from screens.running.lanes import Lane
from screens.staff.making import choice_button
from screens.staff.parts import StaffButton, StaffText, dress
from screens.toolkit.choices import Choice

COPIES = (1, 2, 5, 10, 20)
CARDS = 24
_PAPERS = {Format.A4: "A4", Format.TICKET: "Ticket"}


class PaperworkScreen(StaffScreen):
    """Sends sheets to the printing lane; a batch tells how far it is and can be stopped between two sheets."""

    heading = "Imprimer"
    day_words = StringProperty("")
    chosen = StringProperty("")
    progress = NumericProperty(0)
    progress_max = NumericProperty(1)
    progress_words = StringProperty("")
    is_printing = BooleanProperty(False)
    can_print = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._lists: list[Checklist] = []
        self._asking: Checklist | None = None
        self._paper, self._language, self._copies = Format.A4, "fr", 1
        self._stopped = threading.Event()
        super().__init__(**properties)
        self._day = self.desk.outfit.now().date()

    def enter(self) -> None:
        """Begin with today and nothing chosen."""
        self._day, self._lists, self._asking = self.desk.outfit.now().date(), [], None
        self._draw()

    def leave(self) -> None:
        """Choose nothing."""
        self._lists, self._asking = [], None
        for name in ("sheets", "guides"):
            self.ids[name].fill([])

    def _draw(self) -> None:
        self.day_words = self.desk.t.day(self._day).capitalize()
        rows = [choice_button(choice) for choice in self._sheets()]
        self.ids.sheets.fill(rows)
        self.ids.options.clear_widgets()
        for words, act in (
            (_PAPERS[self._paper], self._next_paper), (self._language_name(), self._next_language),
            (f"{self._copies} exemplaire{'s' if self._copies > 1 else ''}", self._next_copies),
        ):  # fmt: skip
            self.ids.options.add_widget(StaffButton(words=words, act=act, icon="autorenew"))
        dress(self.ids.options, self.look)
        titles = [each.guide.title for each in self._lists]
        self.chosen = " · ".join(titles) if titles else "Choisissez une démarche, puis la situation."
        self.can_print = bool(self._lists) and not self.is_printing
        self.ids.guides.fill(self._guide_rows(), stay=self._asking is None)

    def _sheets(self) -> list[Choice]:
        day = self._day

        def free(services: Services) -> Printed:
            return services.paperwork.print_free(day)

        return [
            Choice("Bulletins sur tickets", self._slips(Format.TICKET), "Un ticket par rendez‑vous", "receipt"),
            Choice("Bulletins sur A4", self._slips(Format.A4), "Six par page", "description"),
            Choice("Feuille du jour", self._sender(lambda s: s.paperwork.print_day(day)), "Pour l’accueil", "today"),
            Choice("Heures libres", self._sender(free), "Deux semaines", "event_available"),
            Choice(f"{CARDS} cartes à code", self._sender(lambda s: s.paperwork.print_cards(CARDS, Format.A4)),
                   "Pour planifier ailleurs", "confirmation_number"),
            Choice("Agenda sans nom (fichier)", self._save_calendar, "Clé USB, sinon Documents", "calendar_month"),
        ]  # fmt: skip

    def _slips(self, paper: Format) -> Callable[[], None]:
        day = self._day

        def job(services: Services) -> Printed:
            planned = [a for slot in services.planning.day(day) for a in slot.appointments]
            return services.paperwork.print_slips(planned, paper)

        return self._sender(job, nothing="Rien n’est prévu ce jour‑là.")

    def _sender(self, job: Callable[[Services], Printed], nothing: str = "") -> Callable[[], None]:
        def told(ended: Printed) -> None:
            if nothing and ended is Printed.CANCELLED:
                self.desk.say(nothing, "care")
            else:
                say_printed(self.desk, ended)

        return lambda: self.ask(job, told, lane=Lane.PRINTING)

    def _save_calendar(self) -> None:
        day = self._day
        # A key that was pulled may hang.
        self.ask(lambda s: s.paperwork.save_calendar(day), self._saved, lane=Lane.REPORTS)

    def _saved(self, path: Path | None) -> None:
        if path is None:
            self.desk.say("Rien n’a été écrit. Branchez une clé USB, puis recommencez.", "care")
        else:
            stays = "" if places.is_on_a_key(path) else " Il sera détruit à la fermeture : copiez‑le avant."
            self.desk.say(f"L’agenda est écrit ici : {path_said(path)}.{stays}")

    def earlier(self) -> None:
        """Take the day before."""
        self._day -= timedelta(days=1)
        self._draw()

    def later(self) -> None:
        """Take the next day."""
        self._day += timedelta(days=1)
        self._draw()

    # --- blank checklists
    def _guide_rows(self) -> list[Widget]:
        asked = self._asking.next_question() if self._asking is not None else None
        if self._asking is None or asked is None:
            return [choice_button(Choice(g.title, self._beginner(g), icon=g.icon)) for g in self.desk.guides]
        rows: list[Widget] = [StaffText(words=f"{self._asking.guide.title} : {asked.text}", role="label")]
        for answer in asked.answers:
            act = self._answerer(self._asking.answer(asked.id, answer.id))
            rows.append(choice_button(Choice(answer.text, act, icon=answer.icon)))
        return rows

    def _beginner(self, guide: Guide) -> Callable[[], None]:
        return lambda: self._go_on(Checklist(guide))

    def _answerer(self, answered: Checklist) -> Callable[[], None]:
        return lambda: self._go_on(answered)

    def _go_on(self, checklist: Checklist) -> None:
        if checklist.next_question() is None:
            self._lists.append(checklist)
            self._asking = None
        else:
            self._asking = checklist
        self._draw()

    def _next_paper(self) -> None:
        self._paper = Format.TICKET if self._paper is Format.A4 else Format.A4
        self._draw()

    def _next_language(self) -> None:
        codes = [code for code, _ in self.desk.outfit.languages]
        self._language = codes[(codes.index(self._language) + 1) % len(codes)]
        self._draw()

    def _language_name(self) -> str:
        return dict(self.desk.outfit.languages)[self._language]

    def _next_copies(self) -> None:
        self._copies = COPIES[(COPIES.index(self._copies) + 1) % len(COPIES)]
        self._draw()

    def print_batch(self) -> None:
        """Print every list chosen, on the printing lane."""
        lists, paper, language, copies = tuple(self._lists), self._paper, self._language, self._copies
        self._stopped.clear()
        self.is_printing, self.can_print = True, False
        self.progress, self.progress_max = 0, len(lists) * copies

        def told(done: int, asked: int) -> None:
            Clock.schedule_once(lambda _: self._show_progress(done, asked))

        def job(services: Services) -> Batch:
            return services.paperwork.print_batch(
                lists, paper, language, copies, told=told, is_cancelled=self._stopped.is_set
            )

        self.ask(job, self._ended, lambda: self._ended(Batch(0, len(lists), Printed.UNAVAILABLE)), Lane.PRINTING)

    def _show_progress(self, done: int, asked: int) -> None:
        self.progress, self.progress_words = done, f"{done} sur {asked}"
        self.desk.backstage.lanes.stir(Lane.PRINTING)

    def stop(self) -> None:
        """Stop after the sheet under way."""
        self._stopped.set()

    def _ended(self, batch: Batch) -> None:
        self.is_printing = False
        self._lists = [] if batch.ended.is_made else self._lists
        self.progress_words = f"{batch.done} sur {batch.asked}"
        self.desk.say(f"{batch.done} sur {batch.asked}. {PRINTED[batch.ended]}",
                      "ok" if batch.ended.is_made else "care")  # fmt: skip
        self._draw()

    def go_back(self) -> None:
        """Escape: leave the questions of a guide."""
        self._asking = None
        self._draw()
