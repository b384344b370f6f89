"""A screen where the visitor decides whether the mediator may see the list they made, once their number is called."""

from collections.abc import Callable

from kivy.properties import StringProperty

from kiosk.services.bundle import Services
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.choices import Choice


class ListHolder(VisitorScreen):
    """Nothing of a list reaches the desk but by "Je montre ma liste", and one tap takes it back (P12).

    `told` says what the desk may see, or that a tap came too late.
    """

    told = StringProperty("")
    told_icon = StringProperty("check_circle")
    told_paint = StringProperty("ok")

    def say_what_the_desk_sees(self) -> None:
        """Say it in the language in force."""
        visit, t = self.visit, self.t
        self.told, self.told_icon, self.told_paint = "", "check_circle", "ok"
        if visit.noted is None:
            return
        if visit.is_too_late:
            self.told, self.told_icon, self.told_paint = t("C’est trop tard ici. Parlez au médiateur."), "info", "care"
        elif visit.shows_list and self._has_changed():
            self.told = t("Le médiateur verra votre liste d’avant.")
            self.told_icon, self.told_paint = "info", "care"
        elif visit.shows_list:
            self.told = t("Le médiateur verra votre liste en appelant le {number}.", number=visit.noted.ticket)

    def _has_changed(self) -> bool:
        """Say whether the list that was made is another one than the desk may see."""
        return self.visit.made is not None and self.visit.made.token() != self.visit.shown_list

    def list_choices(self, shape: str = "row") -> list[Choice]:
        """Return what can be decided now about the list and the desk; nothing without a number or a list."""
        visit, t, found = self.visit, self.t, list[Choice]()
        if visit.noted is None:
            return found
        style = "outline" if shape == "button" else "card"
        if visit.made is not None and (not visit.shows_list or self._has_changed()):
            words = t("Je montre ma liste")
            found.append(Choice(words, self.show_list, icon="visibility", shape=shape, style=style))
        if visit.shows_list:
            words = t("Je ne montre plus ma liste")
            found.append(Choice(words, self.hide_list, icon="undo", shape=shape, style=style))
        return found

    def show_list(self) -> None:
        """Let the mediator see the list once the number is called."""
        if self.visit.made is None:
            return
        token, ticket = self.visit.made.token(), self.visit.arrival.ticket
        self._decide(lambda s: s.arrivals.attach(ticket, token), shown=token)

    def hide_list(self) -> None:
        """Let the mediator see no list."""
        ticket = self.visit.arrival.ticket
        self._decide(lambda s: s.arrivals.detach(ticket), shown="")

    def _decide(self, job: Callable[[Services], bool], *, shown: str) -> None:
        visit = self.visit

        def settle(in_time: bool) -> None:  # noqa: FBT001 (a service's answer)
            visit.is_too_late = not in_time
            if in_time:
                visit.shown_list, visit.shows_list = shown, bool(shown)
            if self.visit is visit:
                self.navigator.say_again()

        self.errands.ask(job, settle)
