"""What the desk says of the time: the clock, the day, and when everything personal was last destroyed."""

from __future__ import annotations

from datetime import datetime


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
                self.ask(lambda s: s.closing.last_evening(), self._tell_the_purge)

    def _tell_the_purge(self, evening: tuple[datetime | None, bool, bool]) -> None:
        last, failed, replaced = evening
        if failed:
            self.standing = "L’effacement a échoué : la borne reste fermée. Redémarrez l’appareil, puis : kiosk purge"
        elif replaced:
            self.standing = (
                "Le fichier du jour était abîmé : il a été remplacé. Vérifiez le planning, ou réimportez votre agenda."
            )
        elif last is not None:
            self.standing = f"Dernier effacement : {self.t.day(last.date())} à {self.t.hour(last)}"
