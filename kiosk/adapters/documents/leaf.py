"""A sheet to be read and written on by hand, on A4 or on a ticket: the same parts, set for the paper in hand.

On A4 the visitor's language and French stand side by side, so that whoever is behind a counter reads along; a ticket
has the one below the other. Facts that must be read at a counter (names, streets, hours) stay in French.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from kiosk.adapters.documents import marks, tickets, words
from kiosk.adapters.documents.paper import (
    BOLD,
    SEMIBOLD,
    Block,
    Column,
    Style,
    beside,
    canvas_of,
    framed,
    gap,
    measure,
    stack,
    text,
)
from kiosk.adapters.languages.translator import Translator, translator
from kiosk.domain.machine.printing import Roll

Say = Callable[[Translator], str]
_WIDTH, _HEIGHT = (float(side) for side in A4)
# How large French is below the visitor's own language, of that.
_BELOW = 0.9
_MARGIN, _ENDS, _BETWEEN, _PADDING = 16 * mm, 5 * mm, 7 * mm, 2.4 * mm


@dataclass(frozen=True, slots=True)
class Faces:
    """How a paper sets its texts, and how much room a hand needs on it, in points."""

    title: Style
    heading: Style
    body: Style
    strong: Style
    small: Style
    hand: float
    box: float
    air: float


_LARGE = Faces(
    Style(BOLD, 28, 1.16), Style(BOLD, 17), Style(), Style(SEMIBOLD, 15), Style(size=10), 12 * mm, 6.4 * mm, 4 * mm
)
# For a sheet that must stand on one page.
_DENSE = replace(_LARGE, hand=10.5 * mm, air=2.2 * mm)
_SMALL = Faces(
    Style(BOLD, 18, 1.2), Style(BOLD, 13), Style(size=11.5), Style(SEMIBOLD, 12), Style(size=9.5), 10 * mm,
    5 * mm, 2 * mm,
)  # fmt: skip


@dataclass(frozen=True)
class Leaf:
    """Sets the parts of one sheet for one visitor. `roll` is what tickets are printed on, None for A4.

    A `dense` one leaves less air between them.
    """

    t: Translator
    practice: bool
    roll: Roll | None = None
    dense: bool = False

    @property
    def faces(self) -> Faces:
        """Return how this paper sets its texts."""
        if self.roll is not None:
            return _SMALL
        return _DENSE if self.dense else _LARGE

    @property
    def page(self) -> float:
        """Return the width that is set."""
        return _WIDTH if self.roll is None else float(tickets.WIDTH)

    @property
    def whole(self) -> Column:
        """Return the column between the margins."""
        margin = _MARGIN if self.roll is None else (tickets.WIDTH - tickets.PRINTABLE) / 2 + 0.5 * mm
        return Column(margin, self.page - 2 * margin)

    @property
    def languages(self) -> tuple[Translator, ...]:
        """Return the visitor's language and, when it is another, French."""
        return (self.t,) if self.t.language == "fr" else (self.t, translator("fr"))

    def side(self, column: Column) -> Column:
        """Return where a column lies on a page that reads the visitor's way."""
        return column.mirrored(self.page) if self.t.rtl else column

    def said(self, say: Say, style: Style | None = None, *, indent: float = 0) -> Block:
        """Set a sentence in each language, behind an indent of the page."""
        own = style or self.faces.body
        column = self.whole.after(indent)
        # A name that no catalogue translates is said once.
        if len({say(t) for t in self.languages}) == 1:
            return text(say(self.t), own, self.side(column), rtl=self.t.rtl)
        if self.roll is not None:
            return stack(
                *(text(say(t), self._below(own, t), self.side(column), rtl=self.t.rtl) for t in self.languages)
            )
        middle = self.whole.x + (self.whole.width - _BETWEEN) / 2
        first = Column(column.x, middle - column.x)
        second = Column(middle + _BETWEEN, self.whole.x + self.whole.width - middle - _BETWEEN)
        return beside(
            *(
                text(say(t), own, self.side(each), rtl=t.rtl)
                for t, each in zip(self.languages, (first, second), strict=True)
            )
        )

    def _below(self, own: Style, t: Translator) -> Style:
        """Return how a language is set on a ticket: French, below the visitor's own, a little smaller."""
        return own if t is self.t else replace(own, size=max(self.faces.small.size, own.size * _BELOW))

    def title(self, say: Say) -> Block:
        """Set what the sheet is."""
        mark = self.framed(words.practice) if self.practice else gap(0)
        return stack(mark, gap(self.faces.air if self.practice else 0), self.said(say, self.faces.title), self.air())

    def heading(self, say: Say) -> Block:
        """Set the name of a part, above a rule."""
        named = self.said(say, self.faces.heading)
        return stack(
            gap(1.6 * self.faces.air),
            named,
            gap(0.8 * mm),
            marks.rule(self.whole, thick=1.4),
            gap(self.faces.air * 0.8),
        )

    def fact(self, line: str, style: Style | None = None, *, indent: float = 0) -> Block:
        """Set what stays as it is in French: a name, a street, an hour."""
        column = self.side(self.whole.after(indent))
        return text(line, style or self.faces.strong, column, rtl=self.t.rtl)

    def blank(self, say: Say | None = None, *, indent: float = 0) -> Block:
        """Set a line to be written on by hand: behind what it is for, or below where that takes the room."""
        column = self.side(self.whole.after(indent))
        start = measure(self.faces.body)(say(self.t)) + 2 * mm if say else 0
        if say is None or len(self.languages) > 1 or start > column.width * 0.65:
            line = stack(gap(self.faces.hand), marks.rule(column, thick=0.7))
            label = stack(gap(self.faces.air * 0.5), self.said(say, indent=indent)) if say else gap(0)
            return stack(label, line, gap(self.faces.air * 0.5))
        label = self.said(say, indent=indent)
        lowered = stack(gap(self.faces.hand - label.height), label)
        line = stack(gap(self.faces.hand - 0.8 * mm), marks.rule(column.after(start), thick=0.7))
        return stack(beside(lowered, line), gap(self.faces.air * 0.5))

    def to_fill(self) -> Block:
        """Set a box with a line beside it, for whatever else is to be noted."""
        box = self.faces.box
        line = stack(gap(box), marks.rule(self.side(self.whole.after(self.indent)), thick=0.7))
        return stack(gap(self.faces.air * 0.4), self.ticked(line))

    def ticked(self, inside: Block, *, ticked: bool = False) -> Block:
        """Set something beside a box; what is in it begins behind `indent`."""
        box = self.faces.box
        mark = marks.box(self.side(Column(self.whole.x, box)), ticked=ticked, size=box)
        return stack(beside(mark, inside), gap(self.faces.air * 0.7))

    @property
    def indent(self) -> float:
        """Return where text beside a box begins."""
        return self.faces.box + float(3 * mm)

    def air(self) -> Block:
        """Return the space between two parts."""
        return gap(self.faces.air)

    def signed(self, *says: Say) -> Block:
        """Draw frames side by side, each for a signature or a stamp by hand; one below the other on a ticket."""
        if self.roll is not None:
            return stack(*(self._signed(say, self.whole) for say in says), between=self.faces.air)
        wide = (self.whole.width - (len(says) - 1) * _BETWEEN) / len(says)
        places = [self.side(Column(self.whole.x + n * (wide + _BETWEEN), wide)) for n in range(len(says))]
        pairs = list(zip(says, places, strict=True))
        highest = max(self._signed(say, place).height for say, place in pairs)
        return beside(*(self._signed(say, place, highest) for say, place in pairs))

    def _signed(self, say: Say, column: Column, height: float = 0) -> Block:
        def inside(inner: Column) -> Block:
            lines = stack(*(text(say(t), self.faces.body, inner, rtl=self.t.rtl) for t in self.languages))
            room = (16 if self.dense else 24) * mm
            return stack(lines, gap(max(room, height - 2 * _PADDING - lines.height)))

        return framed(inside, column, padding=_PADDING, thick=1)

    def framed(self, words: Say, style: Style | None = None) -> Block:
        """Set a sentence in each language in the middle of a frame."""

        def inside(inner: Column) -> Block:
            own = style or self.faces.strong
            said = dict.fromkeys(words(t) for t in self.languages)
            return stack(*(text(line, own, inner, rtl=self.t.rtl, centred=True) for line in said))

        return framed(inside, self.whole, padding=2 * mm)

    def small_print(self, says: Iterable[Say]) -> Block:
        """Set what stands at the end in small letters."""
        return stack(self.air(), *(self.said(say, self.faces.small) for say in says))

    def printed(self, title: str, rows: Sequence[Block], foot: Block) -> bytes:
        """Write rows, none of which is cut, and the foot at the end, as a PDF."""
        if self.roll is not None:
            again = stack(self.said(lambda t: t("Suite de ce papier"), self.faces.strong), self.air())
            pages = tickets.parted([*rows, foot], self.roll, _ENDS, again, self._page_number)
            return tickets.pages_on(self.roll, pages, _ENDS, title, self.t.language)
        canvas, written = canvas_of(_WIDTH, _HEIGHT, title, self.t.language)
        leaves = self._shared_out(rows, foot)
        for number, page in enumerate(leaves, 1):
            stack(*page).draw(canvas, _HEIGHT - _MARGIN)
            foot.draw(canvas, _MARGIN + foot.height)
            if len(leaves) > 1:
                self._page_number(number, len(leaves)).draw(canvas, _MARGIN - 1 * mm)
            canvas.showPage()
        canvas.save()
        return bytes(written.getvalue())

    def _shared_out(self, rows: Sequence[Block], foot: Block) -> list[list[Block]]:
        room = _HEIGHT - 2 * _MARGIN - foot.height
        pages: list[list[Block]] = [[]]
        for row in rows:
            if pages[-1] and stack(*pages[-1], row).height > room:
                pages.append([])
            pages[-1].append(row)
        return pages

    def _page_number(self, page: int, pages: int) -> Block:
        return self.said(lambda t: t("page {page} sur {pages}", page=page, pages=pages), self.faces.small)
