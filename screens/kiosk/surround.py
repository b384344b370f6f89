"""What surrounds a screen: ribbon, top bar, shelf and bottom bar, and the room they leave for the body."""

from __future__ import annotations

from math import ceil

from kivy.uix.widget import Widget

from screens.kiosk.bars import Bar, Ribbon
from screens.kiosk.chrome import Chrome, Spill
from screens.kiosk.situation import Situation
from screens.kiosk.visitor_screen import VisitorScreen
from screens.page.pieces import Area
from screens.toolkit.controls import Control
from screens.toolkit.shapes import Shape, box_of, lie_on
from screens.toolkit.theme import LOW_PART, Look


class Surround:
    """Owns everything around the stage, and settles it for the look and the language in force."""

    def __init__(self, root: Widget, stage: Widget, situation: Situation, chrome: Chrome) -> None:
        self._stage, self._situation, self._chrome = stage, situation, chrome
        self._root, self._floor = root, Widget(size_hint=(None, None))
        self._shelf, self._edge, self._strip = Shape(), Shape(), Shape()
        self.ribbon, self.top_bar, self.bottom_bar = Ribbon(), Bar(), Bar()
        # Never shown: it measures whether all actions of a screen would fit.
        self.ruler = Bar()
        for ground in (self._shelf, self._edge, self._strip):
            self._floor.canvas.add(ground)
        self.stand()

    def stand(self) -> None:
        """Be on show."""
        for part in self._parts():
            self._root.add_widget(part)

    def _parts(self) -> list[Widget]:
        return [self._floor, self.ribbon, self._stage, self.top_bar, self.bottom_bar]

    def give_way(self) -> None:
        """Leave the panel to whoever lies over it: what nobody sees is not drawn."""
        self._root.clear_widgets(self._parts())

    def forget(self) -> None:
        """Drop what stood in the bars."""
        for bar in (self.top_bar, self.bottom_bar, self.ruler):
            bar.forget()

    def controls(self, screen: VisitorScreen) -> list[Control]:
        """Return every control that can take the focus, the screen's own among them, in reading order.

        Who listens comes to the choices first, in the order in which they were said.
        """
        if self._situation.voicing.is_on:
            return self.as_asked(screen)
        found = [*self.top_bar.controls(), *screen.body.controls(), *self.bottom_bar.controls()]
        return [control for control in found if control.enabled and control.act is not None]

    def as_asked(self, screen: VisitorScreen) -> list[Control]:
        """Return the same controls for whoever comes to them one by one: a screen's own, then what is everywhere.

        Where others hear each letter that is looked for, what needs none comes before the pad.
        """
        found = [*screen.body.controls(), *self.bottom_bar.controls(), *self.top_bar.controls()]
        own, pad_last = {*screen.body.controls(), *self.bottom_bar.at_end()}, self._situation.is_overheard
        found.sort(key=lambda control: 2 if control not in own else int(control.is_key and pad_last))
        return [control for control in found if control.enabled and control.act is not None]

    def is_on_clock(self, x: float, y: float) -> bool:
        """Say whether a place is on the clock or in its corner."""
        look = self._situation.look
        return (x > look.width - look.margin and y > look.height - look.margin) or self.top_bar.is_clock(x, y)

    def tells_another_hour(self) -> bool:
        """Say whether the clock in the top bar is behind."""
        now = self._chrome.hour()
        return any(v.clock and v.clock != now for v in self.top_bar.variants)

    def arrange(self, screen: VisitorScreen) -> None:
        """Place bars and body; a body of several pages changes the bottom bar, so the two settle together."""
        look, rtl, body = self._situation.look, self._situation.t.rtl, screen.body
        for bar in (self.top_bar, self.bottom_bar, self.ruler):
            bar.look, bar.rtl = look, rtl
        self._stage.size = (look.width, look.height)
        if self._floor.parent is not None:
            lie_on(look.colour("paper"))
        body.look, body.rtl = look, rtl
        for _ in range(3):
            pages, page = body.pages, body.page
            self._settle(screen, look)
            if (body.pages, body.page) == (pages, page):
                break

    def _settle(self, screen: VisitorScreen, look: Look) -> None:
        body = screen.body
        ceiling = self._hang_ribbon(look)
        top = float(int(look.height * LOW_PART)) if look.low else float(int(ceiling))
        air = look.gap if look.low or look.size > 125 or look.is_small else look.mm(4)
        lower = self._hang_top_bar(screen, look, top - (0.0 if look.low else air))
        floor = self._lay_bottom_bar(screen, look, float(int(air / 6)) if look.low else air)
        width = look.width - 2 * look.margin
        over_shelf = look.border if look.is_tight else air / 2
        floor = float(ceil(max(floor + over_shelf, self.bottom_bar.top + look.gap)))
        under_bar = max(air, look.gap) if self.top_bar.height else 0.0
        body.area = Area(look.margin, floor, width, lower - under_bar - floor)
        body.upper_area = Area(look.margin, top + air, width, ceiling - top - 2 * air) if look.low else None
        body.arrange()

    def _hang_ribbon(self, look: Look) -> float:
        """Place the ribbon at the top; return where it ends."""
        height = self.ribbon.settle(self._chrome.ribbon(), look, rtl=self._situation.t.rtl)
        self.ribbon.size, self.ribbon.pos = (look.width, height), (0, look.height - height)
        self.ribbon.arrange()
        self._strip.draw(box_of(self.ribbon), look.colour("care_ground"))
        return float(look.height - height)

    def _hang_top_bar(self, screen: VisitorScreen, look: Look, top: float) -> float:
        """Place the top bar below a height; return where it ends, for its controls.

        A text that is higher than they are reaches into the air around: the title stands at one height on all screens.
        """
        width = look.width - 2 * look.margin
        self.top_bar.variants = self._chrome.top(screen)
        height = self.top_bar.settle(width)
        beyond = min(self.top_bar.overhang, look.gap, look.mm(4))
        self.top_bar.size, self.top_bar.pos = (width, height), (look.margin, top - height + beyond)
        self.top_bar.arrange()
        return float(self.top_bar.y + beyond)

    def _fits(self, screen: VisitorScreen, spill: Spill, width: float) -> bool:
        self.ruler.variants = self._chrome.fullest(screen, spill)
        self.ruler.settle(width)
        return not self.ruler.is_wrapped

    def _lay_bottom_bar(self, screen: VisitorScreen, look: Look, air: float) -> float:
        """Place the bottom bar on its shelf, give the body what has no room; return where the shelf ends."""
        chrome, width = self._chrome, look.width - 2 * look.margin
        spill = next(
            (s for s in (Spill.NOTHING, Spill.ALL_BUT_PRIMARY) if self._fits(screen, s, width)), Spill.EVERYTHING
        )
        screen.body.spill(chrome.spilled(screen, spill, self.top_bar.variant))
        self.bottom_bar.variants = chrome.bottom(screen, spill)
        height = self.bottom_bar.settle(width)
        self.bottom_bar.size, self.bottom_bar.pos = (width, height), (look.margin, air)
        self.bottom_bar.arrange()
        shelf = height + 2 * air
        self._shelf.draw((0, 0, look.width, shelf), look.colour("card"))
        self._edge.draw((0, shelf, look.width, look.border), look.colour("ink" if look.is_strong else "line"))
        return shelf + look.border
