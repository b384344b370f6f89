"""What the desk says of the time: the clock, its doubts, the day, when everything personal was last destroyed."""

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
                self.tell_what_stands()

    def tell_what_stands(self) -> None:
        """Say at the foot of the desk whatever stands until it changes."""
        self.ask(
            lambda s: (s.closing.last_purge(), s.closing.has_failed(), s.time.doubts() is not None),
            self._tell_the_purge,
        )

    def _tell_the_purge(self, standing: tuple[datetime | None, bool, bool]) -> None:
        last, failed, is_doubted = standing
        if is_doubted:
            self.standing = "La date de l’appareil est à vérifier : ouvrez « Journée », puis « Date et heure »."
        elif failed:
            self.standing = "L’effacement a échoué : la borne reste fermée. Redémarrez l’appareil, puis : kiosk purge"
        elif last is not None:
            self.standing = f"Dernier effacement : {self.t.day(last.date())} à {self.t.hour(last)}"
