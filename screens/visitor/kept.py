"""What the kiosk keeps of this visit, live: each thing, what it is for, and when it is erased (P12)."""

from collections.abc import Iterator

from kivy.properties import ListProperty

from kiosk.domain.guides.themes import THEME_NAMES
from kiosk.domain.languages import SPOKEN
from kiosk.services.queue import Call
from screens.kiosk.visitor_screen import VisitorScreen
from screens.kiosk.what_next import desk_said
from screens.toolkit.theme_icons import THEME_ICONS


class KeptScreen(VisitorScreen):
    """Also what article 13 of the RGPD asks to be told: what is kept, why, until when. Nothing is asked to show it."""

    here: list[tuple[str, str]] = ListProperty([])
    noted: list[tuple[str, str]] = ListProperty([])
    tells_the_guide = True

    def __init__(self, **properties: object) -> None:
        self._call: Call | None = None
        super().__init__(**properties)

    def enter(self) -> None:
        """Ask what the desk has added to the number since."""
        super().enter()
        self._call, visit = None, self.visit
        if visit.noted is None:
            return
        ticket = visit.noted.ticket

        def settle(call: Call | None) -> None:
            if self.visit is visit and call is not None:
                self._call = call
                self.navigator.say_again()

        self.errands.ask(lambda s: s.queue.call_of(ticket), settle, lambda: None)

    def refresh(self) -> None:
        """Tell what this visit holds now, on the screen and in the day's file."""
        declared, is_noted = list(self._declared()), self.visit.noted is not None
        self.here = [*([] if is_noted else (*declared, *self._how_to_meet())), *self._on_screen()]
        self.noted = [*self._number(), *declared] if is_noted else []
        self.actions = [
            self.secondary(self.t("Effacer maintenant"), self.navigator.reset, "visibility_off"),
            self.primary(self.t("C’est bon"), self.navigator.leave, "check"),
        ]

    def _declared(self) -> Iterator[tuple[str, str]]:
        """Tell what an arrival takes with it once it is noted."""
        visit, t = self.visit, self.t
        if visit.hour is not None:
            yield "schedule", t("L’heure {hour}. Pour trouver votre rendez‑vous.", hour=t.hour(visit.hour))
        if visit.letters:
            yield "keyboard", t("Vos lettres. Pour trouver votre rendez‑vous.")
        if visit.digits:
            yield "qr_code_2", t("Le code de votre papier. Pour trouver votre rendez‑vous.")
        if visit.theme is not None:
            theme = t(THEME_NAMES[visit.theme].visitor)
            yield THEME_ICONS[visit.theme], t("Le sujet « {theme} ». Pour préparer l’aide.", theme=theme)

    def _how_to_meet(self) -> Iterator[tuple[str, str]]:
        visit, t = self.visit, self.t
        if visit.speaks:
            name = SPOKEN[visit.speaks].name
            yield "language", t("La langue montrée : {language}. Pour vous parler.", language=name)
        if visit.by_sign:
            yield "cannot_hear", t("« Je n’entends pas ». Pour vous appeler par un signe.")

    def _on_screen(self) -> Iterator[tuple[str, str]]:
        t, checklist = self.t, self.visit.checklist
        if checklist is not None:
            yield "prepare", t("Votre liste « {guide} ». Pour la préparer.", guide=t(checklist.guide.title))

    def _called(self, call: Call) -> str:
        t, at = self.t, call.at.astimezone(self.situation.outfit.settings.site.zone)
        return t("L’appel à {hour}, {desk}. Pour vous recevoir.", hour=t.hour(at), desk=desk_said(t, call.desk))

    def _number(self) -> Iterator[tuple[str, str]]:
        visit, t = self.visit, self.t
        yield (
            "confirmation_number",
            t("Le numéro {number} et votre heure d’arrivée. Pour vous appeler.", number=visit.arrival.ticket),
        )
        if self._call is not None:
            yield "campaign", self._called(self._call)
        yield "translate", t("Votre langue. Pour vous parler.")
        yield from self._how_to_meet()
        if visit.leaves_by is not None:
            yield "logout", t("Vous partez avant {hour}. Pour vous appeler à temps.", hour=t.hour(visit.leaves_by))
        if visit.shows_list:
            yield "visibility", t("Votre liste. Pour aider le médiateur.")
