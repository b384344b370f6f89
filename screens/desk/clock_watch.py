"""What the desk says by the minute: the clock, the day, and the gravest of what stands until it changes."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.machine.chores import Trouble
from kiosk.domain.machine.data_state import DataState, Mishap, Sound
from kiosk.services.printers import Standing
from screens.desk.data_words import data_words
from screens.running.lanes import Lane
from screens.staff.printed import printers_said

# What does not answer, and what to do about it: people are received all the same.
SAID = {
    Trouble.FOLDER_SILENT: "Le dossier surveillé ne répond pas. Importez avec une clé USB.",
    Trouble.FOLDER_MISSING: "Le dossier surveillé est introuvable. Importez avec une clé USB.",
    Trouble.FILES_REMAIN: "Un fichier reste dans le dossier surveillé. Voir : Planning, Importer.",
    Trouble.REPORTS_SILENT: "Le dossier des rapports ne répond pas. Ils seront écrits plus tard.",
    Trouble.CLOSING_STUCK: "L’effacement dure trop longtemps. Redémarrez l’appareil.",
    Trouble.IMPORTS_STUCK: "L’import dure trop longtemps. Redémarrez l’appareil.",
    Trouble.REPORTS_STUCK: "Un fichier ne s’écrit pas. Retirez la clé USB.",
    Trouble.PRINTING_STUCK: "L’impression est bloquée. Vérifiez l’imprimante, puis redémarrez l’appareil.",
    Trouble.SPEECH_STUCK: "La voix est bloquée. Redémarrez l’appareil.",
    Trouble.FIGURES_STUCK: "Le calcul des chiffres est bloqué. Redémarrez l’appareil.",
}


class DeskClock:
    """The part of the desk that follows the clock."""

    _data = _urgent = _grave = _printers = _purged = ""
    _is_away = False

    def tell_the_time(self) -> None:
        """Show the local time; on a new minute, let the screen follow."""
        now = self.outfit.now()
        text = f"{now:%H:%M}"
        if text != self.clock_text:
            self.clock_text, self.today = text, f"{self.t.day(now.date()).capitalize()} · {self.name}"
            if self.staff is not None and self.screen is not None:
                self.screen.refresh()
                self.tell_what_stands()

    def tell_the_data(self, state: DataState | None, mishaps: tuple[Mishap, ...]) -> None:
        """Say what is wrong with the files for as long as it is, and what befell them today."""
        was_away, self._is_away = self._is_away, not isinstance(state, Sound | None)
        self._data = data_words(state, mishaps)
        self._stand()
        if was_away and not self._is_away:
            self.ask_again()

    def tell_what_stands(self) -> None:
        """Say at the foot of the desk whatever stands until it changes."""
        self.ask(
            lambda s: (s.closing.last_evening(), s.time.doubts() is not None, s.chores.troubles()),
            self._tell_the_day,
        )
        self.ask(lambda s: s.printers.standing(), self._tell_the_printers, lane=Lane.PRINTING)

    def _tell_the_day(self, standing: tuple[tuple[datetime | None, bool, bool], bool, tuple[Trouble, ...]]) -> None:
        (last, failed, replaced), is_doubted, troubles = standing
        self._grave, self._urgent = " ".join(SAID[trouble] for trouble in troubles), ""
        if is_doubted:
            self._urgent = "La date de l’appareil est à vérifier : ouvrez « Journée », puis « Date et heure »."
        elif failed:
            self._urgent = "L’effacement a échoué : la borne reste fermée. Redémarrez l’appareil, puis : kiosk purge"
        elif replaced:
            self._grave = (
                "Le fichier du jour était abîmé : il a été remplacé. Vérifiez le planning, ou réimportez votre agenda."
            )
        if last is not None:
            self._purged = f"Dernier effacement : {self.t.day(last.date())} à {self.t.hour(last)}"
        self._stand()

    def _tell_the_printers(self, standing: Standing) -> None:
        self._printers = printers_said(standing, self.t)
        self._stand()

    def _stand(self) -> None:
        """Say what is wrong with the files before all else; what befell them today hides nothing that must be done."""
        self.alarm = self._data
        if self._data and self._urgent and not self._is_away:
            self.alarm = f"{self._data} {self._urgent}"
        self.standing = self._urgent or self._grave or self._printers or self._purged
