"""Importing a plan: choose a file, see line by line what would be kept, then say yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.reception.columns import Columns
from kiosk.domain.reception.planning import CalendarState, Preview, Unreadable
from kiosk.services.imports import AGENDAS, Imported, agenda_of
from screens.desk import places
from screens.desk.plan import questions
from screens.desk.plan.calendars import calendar_said
from screens.desk.plan.columns import column_rows
from screens.desk.plan.left_open import LeftOpen
from screens.desk.wording import path_said
from screens.running.lanes import Lane
from screens.staff.making import choice_button
from screens.staff.parts import StaffRule, StaffText
from screens.toolkit.choices import Choice

MOST = 60  # files listed
SHOWN = 200  # lines of each kind: a file may hold thousands, and nobody reads them here


class Watched(NamedTuple):
    """What comes by itself: what the folder last gave, what stands in it and why, how the addresses answered."""

    last: tuple[datetime, tuple[int, ...]] | None
    standing: tuple[tuple[str, str], ...]
    calendars: tuple[CalendarState, ...]


class ImportingScreen(LeftOpen):
    """Holds a preview until it is applied or left; the file itself is never copied."""

    heading = "Importer"
    agenda = NumericProperty(1)
    summary = StringProperty("")
    paint = StringProperty("ink")
    watched = StringProperty("")
    can_apply = BooleanProperty(False)

    def __init__(self, **properties: object) -> None:
        self._preview: Preview | None = None
        self._path: Path | None = None
        self._chosen: Columns | None = None
        super().__init__(**properties)

    def enter(self) -> None:
        """Look for files."""
        super().enter()
        self.is_shown = True
        self._forget()
        where = self.places
        self.ids.files.fill([StaffText(words="Recherche des fichiers…", paint="soft")])
        self.ask(
            lambda s: (s.imports.find(where), Watched(
                s.imports.last_watched(), s.chores.remaining(), s.chores.calendars()
            )),
            self._take,
            lane=Lane.IMPORTS,
        )  # fmt: skip
        self.look_open()

    @property
    def is_busy(self) -> bool:
        """Say whether a file is looked at."""
        return self._path is not None

    def leave(self) -> None:
        """Hold nothing of a file."""
        self.is_shown = False
        self._forget()
        self.ids.files.fill([])

    def _forget(self) -> None:
        self._preview, self._path, self.can_apply, self._chosen, self._left = None, None, False, None, None
        self.summary, self.paint = "Choisissez un fichier.", "soft"
        self.ids.lines.fill([])

    def _take(self, answer: tuple[tuple[Path, ...], Watched]) -> None:
        files, watched = answer
        rows: list[Widget] = [
            choice_button(Choice(places.file_said(p), self._reader(p), places.folder_said(p), "description"))
            for p in files[:MOST]
        ]
        self.ids.files.fill(rows or [StaffText(words="Aucun fichier trouvé.", paint="soft")])
        said = [f"Reste dans le dossier surveillé : {path_said(Path(name))}. {why}" for name, why in watched.standing]
        if watched.last is not None:
            at, (added, updated, _, waiting, dropped, refused) = watched.last
            said.insert(
                0,
                f"Dossier surveillé, {self.desk.t.hour(at.astimezone(self.desk.outfit.settings.site.zone))} : "
                f"{added} nouveaux, {updated} changés, {waiting} hors du fichier, {dropped} laissés, "
                f"{refused} refusés",
            )
        said += [calendar_said(each, self._day_and_hour) for each in watched.calendars]
        self.watched = "\n".join(said)

    def agenda_before(self) -> None:
        """Choose the agenda before."""
        self._set_agenda(int(self.agenda) - 1)

    def agenda_after(self) -> None:
        """Choose the next agenda."""
        self._set_agenda(int(self.agenda) + 1)

    def _set_agenda(self, number: int) -> None:
        if number in AGENDAS:
            self.agenda = number
            self._read()

    def _reader(self, path: Path) -> Callable[[], None]:
        def read() -> None:
            self._path, self._chosen = path, None
            told = agenda_of(path.name)
            self.agenda = told if told in AGENDAS else 1
            self._read()

        return read

    def _read(self) -> None:
        if self._path is None:
            return
        path, agenda, chosen = self._path, int(self.agenda), self._chosen
        self.summary, self.paint, self.can_apply = "Lecture du fichier.", "soft", False
        self.ask(lambda s: s.imports.preview(path, agenda, chosen), self._show, lane=Lane.IMPORTS)

    def _choose(self, columns: Columns) -> None:
        """Read again, with what somebody says of the columns."""
        self._chosen = columns
        self._read()

    def _show(self, found: Preview | Unreadable) -> None:
        if isinstance(found, Unreadable):
            self.summary, self.paint, self._preview = found.why, "stop", None
            if found.table is not None:
                self.summary, self.paint = "Les titres de ce tableau ne sont pas connus.", "care"
            self.ids.lines.fill(self._unknown_columns(found.table) if found.table is not None else [])
            return
        self._preview, self.can_apply, self.paint = found, True, "ink"
        self.summary = (
            f"{len(found.added)} nouveaux, {len(found.updated)} changés, {len(found.unchanged)} sans changement, "
            f"{len(found.left_out) + len(found.silent)} hors du fichier, {len(found.dropped)} laissés"
        )
        self.ids.lines.fill(self._lines(found))

    def say_again(self) -> None:
        """Say again what is on show: what a file says, or what was left open."""
        if self._preview is not None:
            self.ids.lines.fill(self._lines(self._preview))
        else:
            super().say_again()

    def _unknown_columns(self, table: Columns) -> list[Widget]:
        """Ask what the columns say, beginning with what is beyond doubt."""
        chosen = self._chosen if self._chosen and self._chosen.mark == table.mark else table.guessed()
        return column_rows(chosen, self._choose)

    def _lines(self, found: Preview) -> list[Widget]:
        table = found.reading.table
        rows: list[Widget] = [
            *(column_rows(table, self._choose) if table else []),
            *questions.crowded(found.crowded, self.hour_said),
            *questions.by_hand(found.by_hand, self.said, self.hour_said),
        ]
        for title, appointments in (
            ("Nouveau", found.added), ("Changé", [after for _, after in found.updated]),
            ("N’est plus dans le fichier", found.left_out), ("Jour hors du fichier", found.silent),
            ("Sans changement", found.unchanged),
        ):  # fmt: skip
            for each in appointments[:SHOWN]:
                rows += [StaffText(words=f"{title} : {self.said(each)}"), StaffRule()]
            if len(appointments) > SHOWN:
                rows += [StaffText(words=f"{title} : et {len(appointments) - SHOWN} autres"), StaffRule()]
        for dropped in found.dropped[:SHOWN]:
            rows += [StaffText(words=f"Laissé, {dropped.where} : {dropped.why}", paint="care"), StaffRule()]
        return rows

    def _day_and_hour(self, at: datetime) -> str:
        local = at.astimezone(self.desk.outfit.settings.site.zone)
        hour = self.desk.t.hour(local, whole=True)
        return f"à {hour}" if local.date() == self.desk.outfit.now().date() else f"le {local:%d/%m} à {hour}"

    def apply(self) -> None:
        """Import what was shown."""
        preview, path, chosen = self._preview, self._path, self._chosen
        if preview is not None:
            self.can_apply = False
            self.ask(lambda s: s.imports.apply(preview, path, chosen), self._applied, lane=Lane.IMPORTS)

    def _applied(self, done: Imported) -> None:
        """Say what was done; then what it left open: its file, whom it leaves out, hours taken twice."""
        self.desk.say(f"Planning importé : {done.added} nouveaux, {done.updated} changés.", undo=self.undo)
        self._forget()
        self.look_open()

    def go_back(self) -> None:
        """Go back to the plan."""
        self.desk.show("plan")
