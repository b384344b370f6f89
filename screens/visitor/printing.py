"""A sheet on its way: said to arrive only after the printer's own last word."""

from typing import assert_never

from kivy.properties import ListProperty, StringProperty

from kiosk.domain.machine.printing import Printed
from screens.kiosk.helped import AsksIfHelped
from screens.toolkit.choices import Choice

# Left and right are those of the panel: no writing turns them round.
WAYS = {"below": "arrow_downward", "left": "arrow_back", "right": "arrow_forward"}


class PrintingScreen(AsksIfHelped):
    """Waits, then says what became of the sheet and what to do next; the number stays on show."""

    number = StringProperty("")
    sentence = StringProperty("")
    advice = StringProperty("")
    way: list[tuple[str, str]] = ListProperty([])
    choices: list[Choice] = ListProperty([])
    tells_the_guide = True  # once it is asked what the sheet holds

    @property
    def ended(self) -> Printed | None:
        """Return the printer's last word."""
        return self.visit.printed

    @property
    def idle_after(self) -> str:
        """Never leave while printing."""
        return "result" if self.ended else "never"

    def refresh(self) -> None:
        """Say how it stands."""
        t, noted = self.t, self.visit.noted
        self.number = str(noted.ticket) if noted else ""
        self.sentence, self.advice = self._doubted() if self.visit.nothing_came else self._news()
        self.choices, self.actions, self.way = [], [], self._way()
        is_made = self.ended is not None and self.ended.is_made
        self.ask_if_helped(has_result=is_made and not self.visit.nothing_came)
        if self.ended is None:
            return
        self.actions = [
            self.secondary(t("C’est fini"), self.navigator.reset, "check"),
            self.primary(t("Continuer"), self.navigator.leave),
        ]
        if self.ended is Printed.DELIVERED and not self.visit.nothing_came:
            self.choices = [Choice(t("Rien ne sort ?"), self.doubt, icon="help", style="outline", shape="button")]
        if self.situation.voicing.is_on:
            words = t("Écouter ma feuille")
            self.choices = [*self.choices, Choice(words, self.tell, icon="volume_up", style="outline", shape="button")]

    def _doubted(self) -> tuple[str, str]:
        t = self.t
        return t("Attendez une minute."), t("Rien ne vient ? Dites‑le au médiateur.")

    def _help_is_near(self) -> str:
        t = self.t
        if self.visit.noted:
            return t("Le médiateur va vous aider. Gardez votre numéro.")
        return t("Le médiateur va vous aider.")

    def _made(self) -> tuple[str, str]:
        t = self.t
        if self.ended is Printed.SAVED:
            return t("Votre feuille est faite."), t("Demandez‑la au médiateur.")
        return t("Votre papier arrive."), self._where()

    def _way(self) -> list[tuple[str, str]]:
        """Return the advice with an arrow to where the paper comes out; nothing where there is no such way."""
        place = self.situation.outfit.settings.voice.paper_comes_out
        has_come = self.ended is Printed.DELIVERED and not self.visit.nothing_came
        return [(WAYS[place], self.advice)] if has_come and place in WAYS else []

    def _where(self) -> str:
        t = self.t
        match self.situation.outfit.settings.voice.paper_comes_out:
            case "below":
                return t("Il sort sous l’écran.")
            case "left":
                return t("Il sort à gauche de l’écran.")
            case "right":
                return t("Il sort à droite de l’écran.")
            case "desk":
                return t("Il sort chez le médiateur. Allez le chercher.")
            case _:
                return t("Prenez‑le à l’imprimante.")

    def _news(self) -> tuple[str, str]:
        t, help_is_near = self.t, self._help_is_near()
        match self.ended:
            case None:
                return t("L’imprimante travaille."), t("Attendez un peu. Votre papier se prépare.")
            case Printed.DELIVERED | Printed.SAVED:
                return self._made()
            case Printed.PAPER_OUT:
                return t("Il n’y a plus de papier."), help_is_near
            case Printed.WRONG_PAPER:
                return t("L’imprimante n’a pas le bon papier."), help_is_near
            case Printed.STOPPED:
                return t("L’imprimante est arrêtée."), help_is_near
            case Printed.CANCELLED:
                return t("L’impression est annulée."), t("Vous pouvez recommencer, ou demander au médiateur.")
            case Printed.UNAVAILABLE | Printed.NO_QUEUE:
                return t("L’imprimante ne répond pas."), help_is_near
            case never:
                assert_never(never)

    def tell(self) -> None:
        """Say what the sheet holds: who does not see it cannot read it."""
        self.errands.say(self.visit.sheet_said)

    def doubt(self) -> None:
        """Say what to do when nothing comes out."""
        self.visit.nothing_came = True
        self.refresh()
        self.navigator.arrange_soon()
