"""One step of a démarche: what to do, with its lines, and the official site for a phone."""

from collections.abc import Callable
from functools import lru_cache

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.domain.guides.guide import Channel, Step
from kiosk.pictograms import CHANNEL_ICONS
from kiosk.screen_ports import Matrix
from screens.kiosk.visitor_screen import VisitorScreen
from screens.page.sentences import sentences


@lru_cache(maxsize=64)
def _code_of(make: Callable[[str], Matrix], address: str) -> Matrix:
    """Return the code of an official page: the same for everybody, and slow to make."""
    return make(address)


class StepScreen(VisitorScreen):
    """Shows one step after the other; reading takes time, so the kiosk waits longer here."""

    icon = StringProperty("")
    heading = StringProperty("")
    progress = StringProperty("")
    done = NumericProperty(0)
    total = NumericProperty(0)
    name_of_step = StringProperty("")
    explained: list[str] = ListProperty([])
    tips: list[str] = ListProperty([])
    lines: list[tuple[str, str]] = ListProperty([])
    matrix: Matrix = ObjectProperty(())
    number = StringProperty("")
    has_disc = BooleanProperty(False)
    tools = "guide"
    tells_the_guide = True
    idle_after = "idle_reading"

    def refresh(self) -> None:
        """Say the step."""
        checklist, t, number = self.visit.checklist, self.t, self.visit.step
        if checklist is None:
            return
        steps = checklist.steps()
        step = steps[number]
        self.icon, self.heading = checklist.guide.icon, t(checklist.guide.title)
        self.number, self.has_disc = str(number + 1), not self.look.is_tight
        self.done, self.total = number + 1, len(steps)
        self.progress = t("Étape {page} sur {pages}", page=number + 1, pages=len(steps))
        self.name_of_step, self.explained = t(step.title), sentences(t(step.text), self.look)
        self.tips = sentences(t(step.tip), self.look) if step.tip else []
        self.lines = self._lines(step)
        self.matrix = _code_of(self.situation.outfit.qr, step.address) if step.address else ()
        self._say_actions(number, len(steps))

    def _say_actions(self, number: int, count: int) -> None:
        t = self.t
        before = t("Étape {number}", number=number) if number else t("Mes papiers")
        after = t("Étape {number}", number=number + 2) if number + 1 < count else t("Ma liste")
        self.actions = [
            self.secondary(before, self.previous, "arrow_back"),
            self.primary(after, self.next),
        ]

    def _lines(self, step: Step) -> list[tuple[str, str]]:
        t = self.t
        lines = [(CHANNEL_ICONS[step.channel], self._channel(step.channel))]
        if step.minutes:
            lines.append(("schedule", t("{minutes} minutes environ", minutes=step.minutes)))
        if step.price:
            lines.append(("money", t(step.price)))
        if step.delay:
            lines.append(("deadline", t(step.delay)))
        if step.phone is not None:
            parts = (step.phone.number, t(step.phone.name), *(t(p) for p in (step.phone.price, step.phone.hours) if p))
            lines.append(("call", " · ".join(parts)))
        return lines

    def _channel(self, channel: Channel) -> str:
        t = self.t
        return {
            Channel.ONLINE: t("Sur internet"),
            Channel.PHONE: t("Par téléphone"),
            Channel.COUNTER: t("Au guichet"),
            Channel.POST: t("Par courrier"),
            Channel.MEDIATOR: t("Avec le médiateur"),
            Channel.READY: t("À préparer avant"),
        }[channel]

    def next(self) -> None:
        """Show the next step, or the list after the last."""
        if self.visit.step + 1 < len(self.visit.own_list.steps()):
            self.visit.step += 1
            self.navigator.show("step")
        else:
            self.navigator.go("list_ready")

    def previous(self) -> None:
        """Show the step before, or the papers before the first."""
        if self.visit.step:
            self.visit.step -= 1
            self.navigator.show("step")
        else:
            self.navigator.back()

    def go_back(self) -> bool:
        """Go back a step, if there is one before."""
        if not self.visit.step:
            return False
        self.previous()
        return True
