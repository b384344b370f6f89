"""Which screen is on show, and how one comes to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kivy.clock import Clock

from screens.kiosk.situation import FRONTS, Parked, Situation
from screens.kiosk.visit import Visit
from screens.kiosk.visitor_screen import VisitorScreen
from screens.toolkit.stage import Stage


class Around(Protocol):
    """What stands around the screen on show and follows it."""

    def let_go(self) -> None:
        """Let go of whatever is pressed or has the focus: another screen has come."""

    def arrange(self) -> None:
        """Place everything on show."""

    def forget(self) -> None:
        """Drop what was held of a visit."""

    def forget_the_voice(self) -> None:
        """Drop what was said in a visit."""


class Navigator:
    """Shows one screen at a time: the one asked for, or the one that must stand in its place."""

    def __init__(self, situation: Situation, make_screen: Callable[[str], VisitorScreen], around: Around) -> None:
        self._situation, self._make_screen, self._around = situation, make_screen, around
        self._screens: dict[str, VisitorScreen] = {}
        self.stage = Stage(size_hint=(None, None))
        self._arrange_soon = Clock.create_trigger(lambda _: around.arrange(), -1)
        for name in ("look", "t", "guides", "permanence", "parked", "voicing"):
            situation.fbind(name, self.say_again)

    @property
    def shown(self) -> VisitorScreen | None:
        """Return the screen on show, None before the first."""
        found: VisitorScreen | None = self.stage.shown
        return found

    @property
    def screen(self) -> VisitorScreen:
        """Return the screen on show."""
        found: VisitorScreen = self.stage.shown
        return found

    def is_showing(self, name: str) -> bool:
        """Say whether a screen is on show."""
        return self.shown is not None and self.shown.name == name

    # --- from one screen to the next
    def go(self, name: str) -> None:
        """Move on to a screen; "Retour" will come back from it."""
        if self.shown is not None and self.shown.name != name:
            self._situation.visit.history.append((self.shown.name, int(self.shown.body.page)))
        self.show(name)

    def back(self) -> None:
        """Go back one page, or one screen, or home."""
        if self.screen.body.page > 0:
            self.screen.body.page -= 1
            self.arrange_soon()
            return
        if not self.screen.go_back():
            self.leave()

    def leave(self) -> None:
        """Go back to the screen before, whatever page this one shows."""
        if self._situation.visit.history:
            name, page = self._situation.visit.history.pop()
            self.show(name)
            self.turn(page)
        else:
            self.start_over()

    def turn(self, page: int) -> None:
        """Show another page of the screen on show."""
        self.screen.body.page = page
        self._around.arrange()

    def show(self, name: str) -> None:
        """Show a screen as it stands in this visit, or the one that stands in its place."""
        screen = self._allowed(name)
        if self.shown is not None and self.shown is not screen:
            self.shown.leave()
        self.stage.show(screen)
        # Whoever holds a button of the screen before has not seen what it would do on this one.
        self._around.let_go()
        screen.body.page = 0
        self._dress(screen)
        screen.enter()
        screen.refresh()
        self._situation.stir()
        self._around.arrange()

    def _allowed(self, name: str) -> VisitorScreen:
        """Return a screen, or the one that stands in its place while nothing can be written down, and no longer."""
        screen, is_out_of_service = self._screen(name), self._situation.is_out_of_service
        if is_out_of_service and screen.needs_the_data:
            return self._screen("out_of_service")
        return self._screen(self._situation.front) if name == "out_of_service" and not is_out_of_service else screen

    def _screen(self, name: str) -> VisitorScreen:
        if name not in self._screens:
            self._screens[name] = self._make_screen(name)
        return self._screens[name]

    def _dress(self, screen: VisitorScreen) -> None:
        look = self._situation.look
        screen.size = (look.width, look.height)
        screen.t, screen.look = self._situation.t, look

    def say_again(self, *_: object) -> None:
        """Let the screen on show say everything again, in the look and language in force."""
        if self.shown is not None:
            self._dress(self.shown)
            self.shown.refresh()
            self.arrange_soon()

    def arrange_soon(self) -> None:
        """Place everything on show again, before the next frame."""
        self._arrange_soon()

    # --- from one visit to the next
    def start_over(self) -> None:
        """Go home for a new visit that keeps the language and the comfort in force."""
        self._situation.visit = Visit()
        self._around.forget_the_voice()
        self.show("resume" if self._situation.parked else self._situation.front)

    def reset(self) -> None:
        """Bring the kiosk back to a fresh state (P6): nothing of the visit is left, on any screen."""
        self._situation.parked = None
        self._begin()

    def _begin(self) -> None:
        self._situation.visit = Visit()
        self._around.forget_the_voice()
        self._situation.be_plain()
        # The screens are dropped whole: what a widget held cannot outlive the visit.
        if self.shown is not None:
            self.shown.leave()
        self.stage.clear_widgets()
        self._screens.clear()
        self._around.forget()
        self.show(self._situation.front)

    def someone_else_arrives(self) -> None:
        """Hide this visit and let somebody else check in."""
        now, screen = self._situation, self.screen
        now.parked = Parked(now.visit, screen.name, int(screen.body.page), now.look, now.t, now.voicing)
        self._begin()

    def resume(self) -> None:
        """Bring the hidden visit back as it was."""
        now, parked = self._situation, self._situation.parked
        if parked is None:
            self.reset()
            return
        now.visit, now.parked = parked.visit, None
        now.look, now.t, now.voicing = parked.look, parked.t, parked.voicing
        self.show(parked.screen)
        self.turn(parked.page)

    # --- hours and files
    def follow_the_front(self) -> None:
        """Show what stands between two visits now; it closes only while nobody is using the kiosk."""
        front = self._situation.front
        is_another = self.screen.name in FRONTS and self.screen.name != front
        if is_another and (front != "closed" or self._situation.is_fresh):
            self.show(front)

    def follow_the_data(self) -> None:
        """Without files nobody can check in: the screens that lead there give way at once.

        Whoever has a number keeps it on show; the language and the comfort stay.
        """
        if self._situation.is_out_of_service and self.screen.needs_the_data:
            self._give_way()
        else:
            self.follow_the_front()

    def _give_way(self) -> None:
        self._situation.visit = Visit(noted=self._situation.visit.noted)
        self.show("out_of_service")

    def ask_for_help(self) -> None:
        """Say that something broke, and that a person will help (P10)."""
        if self._situation.is_out_of_service and self._situation.visit.checklist is None:
            self._give_way()
        else:
            self.show("help")
