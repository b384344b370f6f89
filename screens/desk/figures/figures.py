"""The figures of the permanence: exact on this screen; reports hide small numbers."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from kivy.clock import Clock
from kivy.properties import BooleanProperty, StringProperty

from kiosk.domain.figures.periods import Span
from kiosk.domain.figures.publication import ALL_SITES, FileKind
from kiosk.services.figures import View
from kiosk.services.report_files import NowhereToWrite
from kiosk.services.reports import NotOver
from screens.desk.figures.chosen import FREE, UNITS, Chosen, quarter_of, read_day
from screens.desk.figures.tables import bars, tiles, weeks
from screens.desk.staff_screen import StaffScreen
from screens.running.lanes import Lane
from screens.staff.parts import StaffButton, StaffText, dress

LOW = 41  # heights of a body letter
_LEFT = ("partner", "theme", "guide", "outcome", "actor", "coop", "site")
_RIGHT = ("weeks", "half-day", "waiting", "language", "sheet", "alone", "month")
_NOTE = "Compteurs anonymes. Hachuré : moins de {least}, masqué dans les exports."
_PARTLY = " En cours : les arrivées sont comparées aux mêmes jours d’avant, le reste le sera à la fin."


class FiguresScreen(StaffScreen):
    """Shows a span of days at one site or at all of them, with the span before; writes the reports."""

    span_words = StringProperty("")
    note = StringProperty("")
    left_title = StringProperty("")
    right_title = StringProperty("")
    site_words = StringProperty("")
    is_free = BooleanProperty(False)
    can_publish = BooleanProperty(False)
    shows_columns = BooleanProperty(True)
    has_table = BooleanProperty(True)
    first_week = StringProperty("")
    last_week = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self._sites: tuple[str, ...] = ()
        self._scope = ""
        self._left, self._right = _LEFT[0], _RIGHT[0]
        self._view: View | None = None
        self._told, self._in_rows = "", False
        super().__init__(**properties)
        self._chosen = quarter_of(self.desk.outfit.now().date())

    def enter(self) -> None:
        """Begin with the quarter of today, here."""
        self._scope = self.desk.outfit.settings.site.id
        self._left = "total" if self._is_small else _LEFT[0]
        self._choose(quarter_of(self.desk.outfit.now().date()))
        self.ask(lambda s: s.figures.sites(), self._know_sites)

    def refresh(self) -> None:
        """Add everything up again: somebody may have been received."""
        span, before = self._chosen.span, self._chosen.before
        sites = frozenset(self._sites) if self._scope == ALL_SITES else frozenset({self._scope})
        self.ask(lambda s: s.figures.view(span, sites, before), self._show, lane=Lane.FIGURES)

    def _know_sites(self, sites: tuple[str, ...]) -> None:
        self._sites = sites
        self._name_site()

    @property
    def _is_small(self) -> bool:
        """Say whether the six numbers stand in a table of their own, for want of room."""
        return not self.is_tall and self.look.height < LOW * self.look.body

    @property
    def _left_tables(self) -> list[str]:
        known = self._view.tables if self._view else {}
        return [name for name in ("total", *_LEFT) if name in known and (name != "total" or self._is_small)]

    # --- what is shown
    def choose_unit(self, unit: str) -> None:
        """Show the week, month, quarter or year of today, or days to be typed."""
        self._choose(self._chosen.of_unit(unit, self.desk.outfit.now().date()))

    def _choose(self, chosen: Chosen) -> None:
        self._chosen, self.is_free = chosen, chosen.unit == FREE
        self._draw_units()
        self._ask_anew()

    def earlier(self) -> None:
        """Show the span before."""
        self._chosen = self._chosen.previous()
        self._ask_anew()

    def later(self) -> None:
        """Show the span after."""
        self._chosen = self._chosen.next()
        self._ask_anew()

    def typed_days(self) -> None:
        """Show the days typed, once both can be read."""
        first, last = (read_day(self.ids[name].value) for name in ("first_day", "last_day"))
        if first and last and first <= last:
            self._chosen = Chosen(FREE, Span(first, last))
            self._ask_anew()
        else:
            self.desk.say("Tapez deux dates, jour mois année : 01092026.", "care")

    def next_site(self) -> None:
        """Show another site, or all of them together."""
        scopes = (*self._sites, ALL_SITES) if len(self._sites) > 1 else self._sites
        self._scope = scopes[(scopes.index(self._scope) + 1) % len(scopes)] if self._scope in scopes else scopes[0]
        self._name_site()
        self._ask_anew()

    def _name_site(self) -> None:
        towns = self.desk.outfit.site_choice.towns
        self.site_words = "Tous les sites" if self._scope == ALL_SITES else towns.get(self._scope, self._scope)

    def _ask_anew(self) -> None:
        self.can_publish = self._chosen.period is not None
        today = self.desk.outfit.now().date()
        open_ = " · en cours" if self._chosen.span.first <= today <= self._chosen.span.last else ""
        invented = " · chiffres inventés" if self.desk.outfit.practice else ""
        self.span_words = self._chosen.said(briefly=self._is_small or bool(invented or open_)) + open_ + invented
        self._name_site()
        self.refresh()

    def next_left(self) -> None:
        """Show another table of démarches."""
        if self._view is None:
            return
        self._left = _after(self._left, self._left_tables)
        self._draw()

    def next_right(self) -> None:
        """Show another plot of the reception."""
        if self._view is None:
            return
        self._right = _after(self._right, [n for n in _RIGHT if n == "weeks" or n in self._view.tables])
        self._draw()

    def toggle_table(self) -> None:
        """Show the weeks as a table, or as a plot again."""
        self._in_rows = not self._in_rows
        self._draw()

    def _show(self, view: View) -> None:
        self._view = view
        self._left = self._left if self._left in self._left_tables else self._left_tables[0]
        least = self.desk.outfit.settings.site.small_numbers
        whole = set(view.months)
        touched = {f"{d:%Y-%m}" for d in (view.span.first, view.span.last)}
        partly = "" if touched <= whole else " Ce que les personnes font est compté par mois entiers."
        self._told = _NOTE.format(least=least) + partly + (_PARTLY if view.until else "")
        # A short screen has no room for it under the plot: it is then the last line of it.
        self.note = "" if self.is_short else self._told
        self._draw()

    def _draw(self) -> None:
        view = self._view
        if view is None:
            return
        self.ids.tiles.clear_widgets()
        for card in [] if self._is_small else tiles(view):
            self.ids.tiles.add_widget(card)
        dress(self.ids.tiles, self.look)
        self.left_title = view.titles[self._left]
        least = self.desk.outfit.settings.site.small_numbers
        self.ids.left.fill(bars(self.look, view, self._left, least))
        self.has_table = self._right == "weeks"
        self.shows_columns = self.has_table and not self._in_rows
        self.right_title = "Arrivées par semaine" if self.has_table else view.titles[self._right]
        rows = weeks(self.look, view) if self.has_table else bars(self.look, view, self._right, least)
        if self.shows_columns:
            rows = []
        if self.is_short and rows:
            rows.append(StaffText(words=self._told, paint="soft"))
        self.ids.right.fill(rows)
        Clock.schedule_once(lambda _: self._draw_columns(view), 0)

    def _draw_columns(self, view: View) -> None:
        shown = view.weeks if self.shows_columns else ()
        self.first_week = f"{shown[0][0]:%d/%m}" if shown else ""
        self.last_week = f"{shown[-1][0]:%d/%m}" if shown else ""
        self.ids.columns.show(self.look, [n for _, n in shown], is_partial=view.until is not None)

    def _draw_units(self) -> None:
        """Show every unit, or on a small screen the one in use, which gives way to the next."""
        here = self._chosen.unit
        shown = {_after(here, list(UNITS)): UNITS[here]} if self.is_short else UNITS
        self.ids.units.clear_widgets()
        for unit, words in shown.items():
            style = "here" if words == UNITS[here] else "card"
            pill = StaffButton(words=words, shape="pill", style=style, act=partial(self.choose_unit, unit))
            self.ids.units.add_widget(pill)
        dress(self.ids.units, self.look)

    # --- what is written
    def save_pdf(self) -> None:
        """Write the report as PDF."""
        self._save(FileKind.PDF)

    def save_table(self) -> None:
        """Write the report as a workbook."""
        self._save(FileKind.XLSX)

    def save_csv(self) -> None:
        """Write the report as one table."""
        self._save(FileKind.CSV)

    def _save(self, kind: FileKind) -> None:
        period, scope = self._chosen.period, self._scope
        if period is not None:
            self.desk.say("Le rapport se prépare…")
            self.ask(lambda s: s.report_files.save(period, scope, kind), self._tell, lane=Lane.REPORTS)

    def _tell(self, saved: object) -> None:
        match saved:
            case Path():
                self.desk.say(f"Écrit ici : {saved}")
            case NotOver(period):
                ready = self.desk.t.day(period.last + timedelta(days=1))
                self.desk.say(f"La période n’est pas finie. Le rapport sera prêt à partir du {ready}.", "care")
            case NowhereToWrite():
                self.desk.say("Rien n’a pu être écrit. Mettez une clé USB, puis recommencez.", "stop")
            case _:
                self.desk.say("Rien n’a été compté sur cette période.", "care")

    def correct(self) -> None:
        """Go and correct a count."""
        self.desk.show("correction")


def _after(name: str, names: list[str]) -> str:
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
