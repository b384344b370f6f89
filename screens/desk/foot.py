"""The foot of the desk: the gravest of what stands until it changes, in the files, the day and the printers."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.machine.data_state import DataState, Mishap, Sound
from kiosk.screen_ports import Translator
from kiosk.services.printers import Standing
from screens.desk.foot_said import chores_said, files_said, printers_said
from screens.desk.notice import Notice
from screens.running.asking import Asking
from screens.running.lanes import Lane

LastEvening = tuple[datetime | None, bool, bool]  # when it was destroyed, whether that failed, whether the file was new


class Foot:
    """Asks what stands, and lets the notice say it: its alarm before all else, the rest where nothing was just done."""

    def __init__(self, notice: Notice, ask: Asking, t: Translator) -> None:
        self._notice, self._ask, self._t = notice, ask, t
        self._data = self._urgent = self._grave = self._printers = self._purged = ""
        self.is_away = False

    def tell_the_data(self, state: DataState | None, mishaps: tuple[Mishap, ...]) -> None:
        """Say what is wrong with the files for as long as it is, and what befell them today."""
        self.is_away = not isinstance(state, Sound | None)
        self._data = files_said(state, mishaps)
        self._say()

    def look(self) -> None:
        """Ask the day and the printers what stands."""
        self._ask(
            lambda s: (s.closing.last_evening(), s.time.doubts() is not None, s.chores.troubles()),
            self._tell_the_day,
        )
        self._ask(lambda s: s.printers.standing(), self._tell_the_printers, lane=Lane.PRINTING)

    def _tell_the_day(self, seen: tuple[LastEvening, bool, tuple[ChoreTrouble, ...]]) -> None:
        (last, failed, replaced), is_doubted, troubles = seen
        self._grave, self._urgent = chores_said(troubles), ""
        if is_doubted:
            self._urgent = "La date de l’appareil est à vérifier : ouvrez « Journée », puis « Date et heure »."
        elif failed:
            self._urgent = "L’effacement a échoué : la borne reste fermée. Redémarrez l’appareil, puis : kiosk purge"
        elif replaced:
            self._grave = (
                "Le fichier du jour était abîmé : il a été remplacé. Vérifiez le planning, ou réimportez votre agenda."
            )
        if last is not None:
            self._purged = f"Dernier effacement : {self._t.day(last.date())} à {self._t.hour(last)}"
        self._say()

    def _tell_the_printers(self, standing: Standing) -> None:
        self._printers = printers_said(standing, self._t)
        self._say()

    def _say(self) -> None:
        """Say what is wrong with the files before all else; what befell them today hides nothing that must be done."""
        self._notice.alarm = self._data
        if self._data and self._urgent and not self.is_away:
            self._notice.alarm = f"{self._data} {self._urgent}"
        self._notice.standing = self._urgent or self._grave or self._printers or self._purged
