"""What the desk says at its foot and of the time: the clock, the day, the last destruction, what does not answer."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.chores import Trouble

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

    def tell_the_time(self) -> None:
        """Show the local time; on a new minute, let the screen follow."""
        now = self.outfit.now()
        text = f"{now:%H:%M}"
        if text != self.clock_text:
            self.clock_text, self.today = text, f"{self.t.day(now.date()).capitalize()} · {self.name}"
            if self.staff is not None and self.screen is not None:
                self.screen.refresh()
                self.ask(
                    lambda s: (s.closing.last_purge(), s.closing.has_failed(), s.chores.troubles()),
                    self._tell_how_it_stands,
                )

    def _tell_how_it_stands(self, standing: tuple[datetime | None, bool, tuple[Trouble, ...]]) -> None:
        last, failed, troubles = standing
        if failed:
            self.standing = "L’effacement a échoué : la borne reste fermée. Redémarrez l’appareil, puis : kiosk purge"
        elif troubles:
            self.standing = " ".join(SAID[trouble] for trouble in troubles)
        elif last is not None:
            self.standing = f"Dernier effacement : {self.t.day(last.date())} à {self.t.hour(last)}"
        else:
            self.standing = ""
