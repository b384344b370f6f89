"""The parts of a list on A4, as blocks: head, papers, steps, help, foot."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import inch, mm

from kiosk.adapters.documents import marks, paper, words
from kiosk.adapters.documents.paper import BOLD, SEMIBOLD, Block, Column, Style, beside, framed, gap, stack, text
from kiosk.adapters.documents.qr import QUIET, list_codes, qr_matrix
from kiosk.adapters.languages.translator import Translator, translator
from kiosk.domain.guides.guide import Checklist, Paper, Step
from kiosk.pictograms import CHANNEL_ICONS
from kiosk.sites import Site

WIDTH, HEIGHT = A4
MARGIN = 15 * mm
WHOLE = Column(MARGIN, WIDTH - 2 * MARGIN)
_MARKS = Column(MARGIN, 9 * mm)
# The picture of a paper, or of where a step is done, for who does not read.
_PICTURES = Column(MARGIN + 10 * mm, 8.6 * mm)
_TEXTS = Column(MARGIN + 21 * mm, WHOLE.width - 21 * mm)
_BETWEEN = 7 * mm
_GRID = inch / 300
# 14 pt is the least on A4 (DESIGN "Behaviour"); only the foot and the caption of the code are smaller print.
_BODY, _SAID, _CASE = Style(), Style(SEMIBOLD, 14), Style(size=15.5)
_NAME, _HEADING, _TITLE = Style(BOLD, 15), Style(BOLD, 18.5), Style(BOLD, 28, 1.16)
_FRENCH_TITLE, _CAPTION, _SMALL = Style(BOLD, 17), Style(size=11.5), Style(size=9.5)


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below the name of a paper, and whether French stands beside it and beside the steps.

    Without French, the visitor's own language has the whole width.
    """

    details: bool = True
    get: bool = True
    french: bool = True
    french_steps: bool = True


@dataclass(frozen=True, slots=True)
class Voice:
    """One language and the column it is printed in."""

    t: Translator
    column: Column

    def say(self, said: str, style: Style = _BODY) -> Block:
        """Set a text in this voice's column."""
        return text(said, style, self.column, rtl=self.t.rtl)


@dataclass(frozen=True)
class Parts:
    """Makes the blocks of one list for one visitor, each once: fitting a list tries several arrangements of them."""

    checklist: Checklist
    site: Site
    t: Translator
    today: date
    practice: bool
    _papers: dict[Below, list[Block]] = field(default_factory=dict)
    _steps: dict[bool, list[Block]] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[Translator, ...]:
        """Return the visitor's language and, when it is another, French."""
        return (self.t,) if self.t.language == "fr" else (self.t, translator("fr"))

    def _side(self, column: Column) -> Column:
        return column.mirrored(WIDTH) if self.t.rtl else column

    def _voices(self, column: Column) -> tuple[Voice, ...]:
        """Share a column between the languages; the line between both lies at the same place all over the page."""
        if len(self.languages) == 1:
            return (Voice(self.t, self._side(column)),)
        middle = _TEXTS.x + (_TEXTS.width - _BETWEEN) / 2
        own = Column(column.x, middle - column.x)
        other = Column(middle + _BETWEEN, column.x + column.width - middle - _BETWEEN)
        return Voice(self.t, self._side(own)), Voice(self.languages[1], self._side(other))

    def _each(self, column: Column, make: Callable[[Voice], Block]) -> Block:
        return beside(*(make(voice) for voice in self._voices(column)))

    @cached_property
    def mark(self) -> Block:
        """Return the mark of practice, on top of every page; empty otherwise."""
        if not self.practice:
            return gap(0)
        return stack(self._framed(words.practice, _SAID), gap(4.5 * mm))

    def _framed(self, say: Callable[[Translator], str], style: Style) -> Block:
        def inside(inner: Column) -> Block:
            return stack(*(text(say(t), style, inner, rtl=t.rtl, centred=True) for t in self.languages))

        return framed(inside, WHOLE, padding=1.6 * mm)

    @cached_property
    def head(self) -> Block:
        """Return the top of the first page: date, title, case, code; and a warning when the facts are old."""
        codes, width = self._codes()
        column = self._side(Column(MARGIN, WHOLE.width - width - 8 * mm))
        titles = stack(*(self._title(t, column) for t in self.languages), between=3.5 * mm)
        return stack(self.mark, beside(titles, codes), gap(2 * mm), self._warning)

    def _title(self, t: Translator, column: Column) -> Block:
        # French below Arabic starts on the Arabic side: one edge for the eye to follow.
        own, rtl = t is self.t, self.t.rtl
        day = text(words.dated(t, t.full_day(self.today)), _BODY, column, rtl=rtl)
        title = text(t(self.checklist.guide.title), _TITLE if own else _FRENCH_TITLE, column, rtl=rtl)
        case = text(words.case(t, self.checklist), _CASE if own else _BODY, column, rtl=rtl)
        return stack(day, gap(1 * mm), title, gap(1.5 * mm), case)

    @property
    def _warning(self) -> Block:
        if not self.checklist.guide.is_stale(self.today):
            return gap(0)
        return stack(gap(2 * mm), self._framed(words.stale, _NAME), gap(3 * mm))

    def _codes(self) -> tuple[Block, float]:
        """Return the codes with their captions, and the width they take at the end of the line."""
        matrices = [qr_matrix(code) for code in list_codes(self.checklist)]
        sides = [(m, marks.module_size(len(m), marks.A4_MODULES)) for m in matrices]
        width = max(len(matrix) * module for matrix, module in sides)
        column = self._side(Column(WIDTH - MARGIN - width, width))
        captions = [[t("Site officiel") for t in self.languages], [t("Pour le médiateur") for t in self.languages]]
        blocks = [
            stack(
                marks.code(matrix, module, column, dot=_GRID),
                *(text(said, _CAPTION, column, rtl=self.t.rtl, centred=True) for said in caption),
            )
            for (matrix, module), caption in zip(sides, captions, strict=False)
        ]
        return stack(*blocks, between=QUIET * max(module for _, module in sides)), width

    @cached_property
    def head_again(self) -> Block:
        """Return the top of the second page."""
        title = self._each(WHOLE, lambda voice: voice.say(voice.t(self.checklist.guide.title), _SAID))
        return stack(self.mark, title, gap(3 * mm))

    def _heading(self, say: Callable[[Translator], str]) -> Block:
        titles = self._each(WHOLE, lambda voice: voice.say(say(voice.t), _HEADING))
        return stack(gap(3 * mm), titles, gap(1.2 * mm), marks.rule(WHOLE), gap(3.2 * mm))

    def papers(self, below: Below) -> list[Block]:
        """Return the papers of this case, the heading kept with the first."""
        if below not in self._papers:
            rows = [self._paper(paper, below) for paper in self.checklist.papers()]
            self._papers[below] = self._under(lambda t: t("Les papiers à apporter"), rows)
        return self._papers[below]

    def _under(self, say: Callable[[Translator], str], rows: list[Block]) -> list[Block]:
        return [stack(self._heading(say), rows[0]), *rows[1:]] if rows else []

    def _paper(self, paper: Paper, below: Below) -> Block:
        owned = self.checklist.ticks.get(paper.id) is True

        def facts(voice: Voice) -> Block:
            detail = voice.say(voice.t(paper.detail)) if below.details and paper.detail else gap(0)
            missing = below.get and paper.get and not owned
            return stack(detail, self._missing(voice, paper.get) if missing else gap(0))

        box = marks.box(self._side(Column(_MARKS.x, marks.BOX)), ticked=owned)
        if below.french:
            said = self._each(_TEXTS, lambda voice: stack(voice.say(voice.t(paper.name), _NAME), facts(voice)))
        else:
            names = self._each(_TEXTS, lambda voice: voice.say(voice.t(paper.name), _NAME))
            said = stack(names, facts(Voice(self.t, self._side(_TEXTS))))
        return beside(box, self._picture(paper.icon), said)

    def _picture(self, icon: str) -> Block:
        return marks.pictogram(icon, self._side(_PICTURES), size=_PICTURES.width)

    def _missing(self, voice: Voice, get: str) -> Block:
        """Say how to get a paper that the visitor has not, behind an arrow."""
        column, width = voice.column, 6 * mm
        right = voice.t.rtl
        pointer = Column(column.x + column.width - width, width) if right else Column(column.x, width)
        rest = Column(column.x if right else column.x + width, column.width - width)
        return beside(marks.arrow(pointer, line=_BODY.line, rtl=right), text(voice.t(get), _BODY, rest, rtl=right))

    def steps(self, below: Below) -> list[Block]:
        """Return the steps of this case, the heading kept with the first."""
        if below.french_steps not in self._steps:
            steps = enumerate(self.checklist.steps(), 1)
            rows = [self._step(number, step, french=below.french_steps) for number, step in steps]
            self._steps[below.french_steps] = self._under(lambda t: t("Les étapes"), rows)
        return self._steps[below.french_steps]

    def _step(self, number: int, step: Step, *, french: bool) -> Block:
        def say(voice: Voice) -> Block:
            return voice.say(voice.t(step.line), _CASE)

        column = self._side(Column(_MARKS.x, marks.DISC))
        said = self._each(_TEXTS, say) if french else say(Voice(self.t, self._side(_TEXTS)))
        lowered = stack(gap(max(0, (marks.DISC - _CASE.line) / 2)), said)
        return beside(marks.disc(number, column), self._picture(CHANNEL_ICONS[step.channel]), lowered)

    @cached_property
    def help(self) -> Block:
        """Return the box "Besoin d’aide ?": where, when, and whom to call."""
        return framed(self._helped, WHOLE, padding=4 * mm)

    def _helped(self, inner: Column) -> Block:
        if len(self.languages) > 1:
            return self._each(inner, lambda voice: stack(self._here(voice), gap(2 * mm), self._phone(voice)))
        half = (inner.width - _BETWEEN) / 2
        left, right = Column(inner.x, half), Column(inner.x + half + _BETWEEN, half)
        return beside(self._here(Voice(self.t, left)), self._phone(Voice(self.t, right)))

    def _here(self, voice: Voice) -> Block:
        title = voice.say(voice.t("Besoin d’aide\u202f?"), _NAME)
        return stack(title, *(voice.say(line) for line in words.help_at(voice.t, self.site)))

    def _phone(self, voice: Voice) -> Block:
        phone = self.checklist.guide.phone
        if phone is None:
            return gap(0)
        title = voice.say(voice.t("Par téléphone"), _NAME)
        return stack(title, *(voice.say(line) for line in words.help_by_phone(voice.t, phone)))

    @cached_property
    def foot(self) -> Block:
        """Return the small print of every page."""
        return stack(gap(2.5 * mm), self._each(WHOLE, self._small_print))

    def _small_print(self, voice: Voice) -> Block:
        t, guide, width = voice.t, self.checklist.guide, paper.measure(_SMALL)
        named, read = words.nameless(t), words.checked(t, guide)
        if width(f"{named} {read}") <= voice.column.width:
            return voice.say(f"{named} {read}", _SMALL)
        short = read if width(read) <= voice.column.width else words.checked(t, guide, between="\n")
        return voice.say(f"{named}\n{short}", _SMALL)

    def page_number(self, page: int, pages: int) -> Block:
        """Say which of the pages this is, in the margin."""
        return self._each(WHOLE, lambda voice: voice.say(voice.t("page {page} sur {pages}", page=page, pages=pages)))
