"""One paper to bring, and the two answers about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from screens.page.blocks import Block
from screens.page.grid import Grid, Rows
from screens.toolkit.choices import Choice
from screens.toolkit.controls import Control
from screens.toolkit.lettering import Lettering
from screens.toolkit.shapes import Shape, box_of
from screens.toolkit.theme import CARD_RADIUS_MM, Look


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """One paper and what was said of it: True "Je l'ai", False "Je ne l'ai pas", None nothing yet."""

    name: str
    detail: str
    get: str
    icon: str
    owned: bool | None
    have_words: str
    missing_words: str
    tick: Callable[[bool], None]


class PaperRow(Block):
    """A paper with its two answers beside it, or under it where they have no room."""

    def __init__(self) -> None:
        self.sign = Lettering(role="icon")
        self.name_words = Lettering(role="strong", essential=True)
        self.detail_words = Lettering(role="note", upright="top")
        # Never shown: what the line would say after the other answer has its room already.
        self._other_words = Lettering(role="note")
        self.have, self.missing = Control(shape="button"), Control(shape="button")
        self.shape = Shape()
        super().__init__()
        self.canvas.before.add(self.shape)
        for part in (self.sign, self.name_words, self.detail_words, self.have, self.missing):
            self.add_widget(part)
        self.fbind("pos", self._follow)
        self.fbind("size", self._follow)

    def become(self, paper: PaperChoice, look: Look, *, rtl: bool) -> None:
        """Take a paper's words and state; a missing paper says how to get it."""
        self.look, self.rtl = look, rtl
        for part in (self.sign, self.name_words, self.detail_words, self._other_words):
            part.look, part.rtl = look, rtl
        self.sign.scale = 1.7
        self.sign.words = paper.icon if self._sign_room() else ""
        self.name_words.words = paper.name
        said = (paper.get, paper.detail) if paper.owned is False else (paper.detail, paper.get)
        self.detail_words.words, self._other_words.words = said
        self.sign.colour, self.name_words.colour = look.colour("brand"), look.colour("ink")
        self.detail_words.colour = look.colour("stop" if paper.owned is False else "soft")
        have, missing = paper.owned is True, paper.owned is False
        self.have.become(self._answer(paper, owned=True, chosen=have), look, rtl=rtl)
        self.missing.become(self._answer(paper, owned=False, chosen=missing), look, rtl=rtl)
        self._follow()

    def spoken(self) -> tuple[str, ...]:
        """Return its name, and what it is, or how to get it."""
        return tuple(filter(None, [self.name_words.words, self.detail_words.words]))

    @staticmethod
    def _answer(paper: PaperChoice, *, owned: bool, chosen: bool) -> Choice:
        words = paper.have_words if owned else paper.missing_words
        # The place of the sign is there before the answer: choosing moves nothing.
        icon = ("check_circle" if owned else "cancel") if chosen else ("have" if owned else "have_not")
        style = ("have" if owned else "missing") if chosen else "outline"
        return Choice(
            words,
            lambda: paper.tick(owned),
            icon=icon,
            style=style,
            shape="button",
            spoken=f"{paper.name}. {words}",
            chosen=chosen,
        )

    def _answers(self) -> float:
        return self.have.natural_width() + self.missing.natural_width() + self.look.gap

    def _sign_room(self) -> float:
        return self.sign.font_size + self.look.mm(5) if self.look.size < 160 else 0.0

    def _beside(self, width: float) -> bool:
        rest = width - self._answers() - self._sign_room() - 4 * self.look.mm(4)
        return rest >= max(self._words_width(), width * 0.35)

    def _words_width(self) -> float:
        return max(part.least_width() for part in (self.name_words, self.detail_words, self._other_words))

    def _detail_height(self, width: float) -> float:
        return max(self.detail_words.needed(width), self._other_words.needed(width))

    def least_width(self) -> float:
        """Return the width below which a word or an answer would be cut."""
        answers = max(self.have.natural_width(), self.missing.natural_width())
        return max(answers, self._words_width() + self._sign_room()) + 2 * self.look.mm(4)

    def _text_width(self, width: float) -> float:
        rest = width - self._sign_room() - 2 * self.look.mm(4)
        return rest - self._answers() - self.look.mm(4) if self._beside(width) else rest

    def needed(self, width: float) -> float:
        """Return the height at a width."""
        text = self.name_words.needed(self._text_width(width)) + self._detail_height(self._text_width(width))
        answers = self.have.needed(self.have.natural_width())
        if self._beside(width):
            return max(text + 2 * self.look.mm(1), answers + 2 * self.look.mm(2))
        rows = 1 if self._answers() <= width - 2 * self.look.mm(4) else 2
        return text + rows * (answers + self.look.gap) + 2 * self.look.mm(2)

    def _follow(self, *_: object) -> None:
        if self.look is None or not self.width:
            return
        look, pad = self.look, self.look.mm(4)
        edge = look.colour("ink" if look.is_strong else "line")
        self.shape.draw(box_of(self), look.colour("card"), edge, radius=look.mm(CARD_RADIUS_MM), border=look.border)
        beside, room, width = self._beside(self.width), self._sign_room(), self._text_width(self.width)
        name, detail = self.name_words.needed(width), self._detail_height(width)
        top = self.center_y + (name + detail) / 2 if beside else self.top - look.mm(2)
        x = self.right - pad - room - width if self.rtl else self.x + pad + room
        self.name_words.size, self.name_words.pos = (width, name), (x, top - name)
        self.detail_words.size, self.detail_words.pos = (width, detail), (x, top - name - detail)
        sign = self.sign.font_size if room else 0
        self.sign.size = (sign, sign)
        self.sign.pos = (self.right - pad - sign if self.rtl else self.x + pad, top - name / 2 - detail / 2 - sign / 2)
        self._place_answers(beside=beside)

    def _place_answers(self, *, beside: bool) -> None:
        look, pad = self.look, self.look.mm(4)
        height = self.have.needed(self.have.natural_width())
        widths = (self.have.natural_width(), self.missing.natural_width())
        y = self.center_y - height / 2 if beside else self.y + look.mm(2)
        stacked = not beside and self._answers() > self.width - 2 * pad
        x = self.x + pad if stacked else self.right - pad - self._answers()
        lefts = (x, x) if stacked else (x, x + widths[0] + look.gap)
        bottoms = (y + height + look.gap, y) if stacked else (y, y)
        for answer, width, left, bottom in zip((self.have, self.missing), widths, lefts, bottoms, strict=True):
            answer.size = (width, height)
            answer.pos = (self.x + self.right - left - width if self.rtl else left, bottom)


class Papers(Grid):
    """The papers of a list, a row each."""

    def __init__(self, **properties: object) -> None:
        self._rows: list[PaperRow] = []
        super().__init__(**properties)

    def prepare(self) -> None:
        """Bring the rows up to date."""
        papers: Sequence[PaperChoice] = self.choices
        while len(self._rows) < len(papers):
            self._rows.append(PaperRow())
        cells = self.cells = self._rows[: len(papers)]
        for cell, paper in zip(cells, papers, strict=True):
            cell.become(paper, self.look, rtl=self.rtl)

    def rows(self, width: float, _columns: int) -> Rows:
        """Return the papers, each as high as its longer answer needs: few of them are long."""
        return [([cell], cell.needed(width)) for cell in self.cells]
