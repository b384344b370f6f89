"""Importing a plan: choose a file, see line by line what would be kept, then say yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.reception.appointments import Appointment
from kiosk.domain.reception.planning import Preview, Unreadable, Waiting
from kiosk.services.imports import AGENDAS, Imported, Undone, agenda_of
from screens.desk.plan import questions
from screens.desk.staff_screen import StaffScreen
from screens.desk.wording import booked_said, path_said
from screens.running.lanes import Lane
from screens.staff.making import choice_button
from screens.staff.parts import StaffRule, StaffText
from screens.toolkit.choices import Act, Choice

# Where a plan is put by whoever brings it: keys as Debian mounts them, then the usual folders.
PLACES = ("/media", "/run/media", "~/Téléchargements", "~/Downloads", "~/Documents", "~/Bureau")
MOST = 60  # files listed
SHOWN = 200  # lines of each kind: a file may hold thousands, and nobody reads them here
ROLES = {
    "date": "le jour", "hour": "l’heure", "starts": "le début", "ends": "la fin", "minutes": "la durée",
    "motif": "le motif", "people": "la personne", "name": "le nom", "subject": "l’objet", "first": "première venue",
    "code": "le code", "status": "l’état", "event": "le numéro", "letters": "les lettres", "given": "le prénom",
    "off": "annulé", "all_day": "journée entière",
}  # fmt: skip


class Watched(NamedTuple):
    """What the folder last gave, and what stands in it, with the reason where it is known."""

    last: tuple[datetime, tuple[int, ...]] | None
    standing: tuple[tuple[str, str], ...]


class Open(NamedTuple):
    """What imports left open: what waits for a yes, and whether the last one can be taken back."""

    waiting: tuple[Waiting, ...]
    can_undo: bool


class ImportingScreen(StaffScreen):
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
        self._columns: dict[str, str] = {}
        self._is_shown = False
        super().__init__(**properties)

    def enter(self) -> None:
        """Look for files."""
        self._is_shown = True
        self._forget()
        folder = self.desk.outfit.settings.imports.folder
        places = (folder, *PLACES) if folder else PLACES
        self.ids.files.fill([StaffText(words="Recherche des fichiers…", paint="soft")])
        self.ask(
            lambda s: (s.imports.find(places), Watched(s.imports.last_watched(), s.chores.remaining())),
            self._take,
            lane=Lane.IMPORTS,
        )
        self._look_open()

    def _look_open(self) -> None:
        self.ask(lambda s: Open(s.imports.waiting(), s.imports.can_undo()), self._ask_open, lane=Lane.IMPORTS)

    def _ask_open(self, left: Open) -> None:
        """Ask what the last imports left open, unless a file is already looked at."""
        if self._path is None:
            rows = [part for each in left.waiting for part in self._question(each)]
            self.ids.lines.fill([*rows, *(questions.way_back(self._undo) if left.can_undo else [])])

    def _question(self, waiting: Waiting) -> list[Widget]:
        zone = self.desk.outfit.settings.site.zone
        days = dict.fromkeys(self.desk.t.day(each.starts.astimezone(zone).date()) for each in waiting.appointments)
        return questions.asked(waiting, self._said, list(days), *self._answers(waiting))

    def _answers(self, waiting: Waiting) -> tuple[Act, Act]:
        def remove() -> None:
            self.ask(lambda s: s.imports.remove(waiting), self._removed, lane=Lane.IMPORTS)

        def keep() -> None:
            self.ask(lambda s: s.imports.keep(waiting), self._kept, lane=Lane.IMPORTS)

        return remove, keep

    def _removed(self, number: int) -> None:
        self.desk.say(f"{number} rendez‑vous retirés.", undo=self._undo)
        self._look_open()

    def _kept(self, number: int) -> None:
        self.desk.say(f"{number} rendez‑vous gardés.")
        self._look_open()

    def _undo(self) -> None:
        self.ask(lambda s: s.imports.undo(), self._undone, lane=Lane.IMPORTS)

    def _undone(self, answer: Undone) -> None:
        self.desk.say(questions.undone(answer))
        if self._is_shown:
            self._look_open()

    def leave(self) -> None:
        """Hold nothing of a file."""
        self._is_shown = False
        self._forget()
        self.ids.files.fill([])

    def _forget(self) -> None:
        self._preview, self._path, self.can_apply, self._columns = None, None, False, {}
        self.summary, self.paint = "Choisissez un fichier à gauche.", "soft"
        self.ids.lines.fill([])

    def _take(self, answer: tuple[tuple[Path, ...], Watched]) -> None:
        files, watched = answer
        rows: list[Widget] = [
            choice_button(Choice(path_said(p), self._reader(p), path_said(p.parent), "description"))
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
            self._path, self._columns = path, {}
            told = agenda_of(path.name)
            self.agenda = told if told in AGENDAS else 1
            self._read()

        return read

    def _read(self) -> None:
        if self._path is None:
            return
        path, agenda, columns = self._path, int(self.agenda), dict(self._columns)
        self.summary, self.paint, self.can_apply = "Lecture du fichier.", "soft", False
        self.ask(lambda s: s.imports.preview(path, agenda, columns), self._show, lane=Lane.IMPORTS)

    def _show(self, found: Preview | Unreadable) -> None:
        if isinstance(found, Unreadable):
            self.summary, self.paint, self._preview = found.why, "stop", None
            self.ids.lines.fill([])
            return
        self._preview, self.can_apply, self.paint = found, True, "ink"
        self.summary = (
            f"{len(found.added)} nouveaux, {len(found.updated)} changés, {len(found.unchanged)} sans changement, "
            f"{len(found.left_out) + len(found.silent)} hors du fichier, {len(found.dropped)} laissés"
        )
        self.ids.lines.fill(self._lines(found))

    def _lines(self, found: Preview) -> list[Widget]:
        rows: list[Widget] = [*self._column_choices(found)]
        for title, appointments in (
            ("Nouveau", found.added), ("Changé", [after for _, after in found.updated]),
            ("N’est plus dans le fichier", found.left_out), ("Jour hors du fichier", found.silent),
            ("Sans changement", found.unchanged),
        ):  # fmt: skip
            for each in appointments[:SHOWN]:
                rows += [StaffText(words=f"{title} : {self._said(each)}"), StaffRule()]
            if len(appointments) > SHOWN:
                rows += [StaffText(words=f"{title} : et {len(appointments) - SHOWN} autres"), StaffRule()]
        for dropped in found.dropped[:SHOWN]:
            rows += [StaffText(words=f"Laissé, {dropped.where} : {dropped.why}", paint="care"), StaffRule()]
        return rows

    def _column_choices(self, found: Preview) -> list[Widget]:
        """Show which column was taken for what; a touch tries the next column of the file."""
        rows: list[Widget] = []
        for role, header in found.reading.columns:
            act = self._next_column(role, header, found.reading.headers)
            rows.append(
                choice_button(Choice(f"{ROLES[role]} : « {header} »", act, "Toucher pour changer", "autorenew"))
            )
        return rows

    def _next_column(self, role: str, header: str, headers: tuple[str, ...]) -> Callable[[], None]:
        def change() -> None:
            named = [h for h in headers if h]
            self._columns[role] = named[(named.index(header) + 1) % len(named)]
            self._read()

        return change

    def _said(self, appointment: Appointment) -> str:
        local = appointment.starts.astimezone(self.desk.outfit.settings.site.zone)
        hour = self.desk.t.hour(local, whole=True)
        return f"{local:%d/%m} {hour} · {booked_said(appointment)}"

    def apply(self) -> None:
        """Import what was shown."""
        preview = self._preview
        if preview is not None:
            self.can_apply = False
            self.ask(lambda s: s.imports.apply(preview), self._applied, lane=Lane.IMPORTS)

    def _applied(self, done: Imported) -> None:
        """Say what was done; what the file leaves out is asked about first."""
        said = f"Planning importé : {done.added} nouveaux, {done.updated} changés."
        if done.waiting:
            self._forget()
            self._look_open()
        else:
            self.desk.show("plan")
        self.desk.say(said, undo=self._undo)

    def go_back(self) -> None:
        """Go back to the plan."""
        self.desk.show("plan")
