"""Where a screen's blocks go: in columns and rows of what room there is, then on further pages. Nothing is ever cut."""

from dataclasses import replace
from math import ceil, floor

from kivy.clock import Clock
from kivy.properties import BooleanProperty, ListProperty, NumericProperty, ObjectProperty
from kivy.uix.widget import Widget

from screens.page.blocks import Block
from screens.page.flow import Flow
from screens.page.grid import Grid
from screens.page.pieces import Area
from screens.toolkit.choices import Choice
from screens.toolkit.controls import Control
from screens.toolkit.theme import Look

THRIFT = (0, 1, 2)  # what a page gives up so that nothing turns over: see `Look.thrift`


class Body(Widget):
    """Lays its blocks out for the look and the area in force; shows one page at a time.

    `area` holds everything in normal mode; in a low screen it holds the controls, and `upper_area` what is only read.
    """

    look: Look = ObjectProperty(None, allownone=True)
    rtl = BooleanProperty(False)
    area: Area = ObjectProperty(None, allownone=True)
    upper_area: Area | None = ObjectProperty(None, allownone=True)
    page = NumericProperty(0)
    pages = NumericProperty(1)
    blocks: list[Block] = ListProperty([])

    def __init__(self, **properties: object) -> None:
        self.arrange_soon = Clock.create_trigger(self.arrange, -1)
        self._spilled: Grid | None = None
        self._thrift = 0
        self._laid_out: object = None
        super().__init__(**properties)
        for name in ("look", "rtl", "area", "upper_area", "page"):
            self.fbind(name, self.arrange_soon)

    def add_widget(self, widget: Block, *_: object, **__: object) -> None:  # type: ignore[override]  # blocks alone
        """Take a block in, as `.kv` declares them; it joins the tree only on the page that shows it."""
        self.blocks.append(widget)
        for name in ("shown", "words", "choices", "place"):
            if widget.property(name, True) is not None:
                widget.fbind(name, self.arrange_soon)

    def spill(self, choices: list[Choice]) -> None:
        """Take in, below everything else, the actions that the bottom bar has no room for."""
        if self._spilled is None:
            self._spilled = Grid(snug=True)
            self.add_widget(self._spilled)
        # What each does is made anew each time, and leads to the same.
        if [replace(c, act=_nothing) for c in self._spilled.choices] != [replace(c, act=_nothing) for c in choices]:
            self._spilled.choices = choices
        self._spilled.shown = bool(choices)

    def controls(self) -> list[Control]:
        """Return the controls on show, in reading order."""
        return [w for child in reversed(self.children) for w in _controls_in(child)]

    def arrange(self, *_: object) -> None:
        """Put every block of the current page in its place."""
        if self.look is None or self.area is None:
            return
        flows = self._thrifty()
        self.pages = max(len(flow.pages) for flow in flows)
        self.page = min(self.page, self.pages - 1)
        shown = [place for flow in flows for place in flow.places(int(self.page), rtl=self.rtl)]
        self._show(shown)

    def _thrifty(self) -> list[Flow]:
        """Return the flows at the least thrift that puts all on one page; failing that, that tears no pad apart."""
        what = self._what_it_lays_out()
        if what != self._laid_out:
            costs: list[tuple[int, ...]] = []
            for thrift in THRIFT:
                flows = self._settled(thrift)
                pages, faults = max(len(flow.pages) for flow in flows), sum(flow.faults for flow in flows)
                # Of several pages a small panel would have so many that fewer are worth more than second lines.
                costs.append((int(pages > 1), faults, pages if self.look.is_small else 0))
                if pages == 1:
                    break
            self._laid_out, self._thrift = what, costs.index(min(costs))
        return self._settled(self._thrift)

    def _what_it_lays_out(self) -> object:
        """Return all that the choice of a thrift rests on: the rest of a visit's touches need not try again."""
        return (self.look, self.rtl, self.area, self.upper_area, [_said(block) for block in self.blocks if block.shown])

    def _settled(self, thrift: int) -> list[Flow]:
        look = replace(self.look, thrift=thrift) if thrift else self.look
        flows = self._flows(look, self._dressed(look))
        for flow in flows:
            flow.settle()
        return flows

    def _flows(self, look: Look, blocks: list[Block]) -> list[Flow]:
        if self.upper_area is None:
            return [Flow(look, blocks, self.area, beside=True)]
        read = [block for block in blocks if not block.is_control]
        touched = [block for block in blocks if block.is_control]
        return [Flow(look, read, self.upper_area, beside=True), Flow(look, touched, self.area)]

    def _dressed(self, look: Look) -> list[Block]:
        """Return the blocks that are shown, brought up to date with a look."""
        blocks = [block for block in self.blocks if block.shown and not (block.spare and look.is_spare)]
        for block in blocks:
            block.look, block.rtl = look, self.rtl
            if isinstance(block, Grid):
                block.prepare()
        return blocks

    def _show(self, shown: list[tuple[Widget, float, float, float, float]]) -> None:
        wanted = [widget for widget, *_ in shown]
        if wanted != list(reversed(self.children)):
            for child in list(self.children):
                super().remove_widget(child)
            for widget in wanted:
                super().add_widget(widget)
        for widget, x, y, width, height in shown:
            # Whole pixels, never more than the room given: the gaps between targets must not shrink.
            widget.size = (floor(width), floor(height))
            widget.pos = (ceil(x), ceil(y))
        _make_alike([widget for widget in wanted if isinstance(widget, Control) and widget.shape == "door"])


def _make_alike(doors: list[Control]) -> None:
    """Give the doors of a page pictures of one size: what all can have."""
    sides = [door.pictures() for door in doors]
    for door in doors:
        door.most = min(above for above, _ in sides), min(beside for _, beside in sides)


def _said(block: Block) -> tuple[int, str, str, list[str]]:
    choices = [str(getattr(choice, "words", choice)) for choice in getattr(block, "choices", ())]
    return id(block), getattr(block, "words", ""), getattr(block, "number", ""), choices


def _nothing() -> None:
    """Do nothing."""


def _controls_in(widget: Widget) -> list[Control]:
    if isinstance(widget, Control):
        return [widget]
    return [found for child in reversed(widget.children) for found in _controls_in(child)]
