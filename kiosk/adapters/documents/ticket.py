"""Tickets: the short form of a list, and the arrival receipt. Two sheets, never one (P4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from reportlab.lib.units import mm

from kiosk.adapters.documents import marks, paper, tickets, words
from kiosk.adapters.documents.paper import BOLD, SEMIBOLD, Block, Column, Style, beside, framed, gap, stack, text
from kiosk.adapters.documents.qr import QUIET, list_codes, qr_matrix
from kiosk.adapters.documents.tickets import DOT, PRINTABLE, WIDTH
from kiosk.adapters.languages.translator import Translator, translator
from kiosk.domain.guides.guide import Checklist, Paper, Step
from kiosk.domain.machine.printing import Roll
from kiosk.domain.reception.arrivals import Ticket
from kiosk.sites import Site

# What a list may take of the roll; where a longer language than ours cannot be said in that, what it takes at most.
LONGEST, LONGEST_OF_ALL = 400 * mm, 600 * mm
_WHOLE = Column((WIDTH - PRINTABLE) / 2, PRINTABLE).inset(0.5 * mm)
_MARKS = Column(_WHOLE.x, 6 * mm)
_TEXTS = Column(_WHOLE.x + 8.5 * mm, _WHOLE.width - 8.5 * mm)
_ENDS = 5 * mm
_BODY, _SAID, _SMALL = Style(size=11.5), Style(SEMIBOLD, 11.5), Style(size=9.5)
_NAME, _HEADING, _TITLE = Style(BOLD, 11.5), Style(BOLD, 12.5), Style(BOLD, 19, 1.27)
_HOUR, _NUMBER = Style(BOLD, 17), Style(BOLD, 70, 1.05)
# French below the visitor's own language.
_OTHER, _OTHER_BOLD = Style(size=10.5), Style(SEMIBOLD, 10.5)

_Say = Callable[[Translator], str]


@dataclass(frozen=True)
class _Lines:
    """Says each sentence in the visitor's language and, when it is another, in French below it."""

    t: Translator
    only: bool = False

    @property
    def languages(self) -> tuple[Translator, ...]:
        return (self.t,) if self.only or self.t.language == "fr" else (self.t, translator("fr"))

    def side(self, column: Column) -> Column:
        return column.mirrored(WIDTH) if self.t.rtl else column

    def centred(self, say: _Say, own: Style = _BODY, other: Style = _OTHER, column: Column = _WHOLE) -> Block:
        return self._set(say, own, other, column, centred=True)

    def marked(self, mark: Block, say: _Say, own: Style = _BODY) -> Block:
        """Set the sentences beside a mark. French below Arabic starts on the Arabic side: one edge for the eye."""
        return beside(mark, self._set(say, own, _OTHER, self.side(_TEXTS), centred=False))

    def _set(self, say: _Say, own: Style, other: Style, column: Column, *, centred: bool) -> Block:
        said = ((say(t), own if t is self.t else other) for t in self.languages)
        return stack(*(text(line, style, column, rtl=self.t.rtl, centred=centred) for line, style in said))


def receipt(ticket: Ticket, arrived: datetime, site: Site, t: Translator, roll: Roll, *, practice: bool) -> bytes:
    """Return the proof that somebody was here: number, site, date, hour of arrival, nothing about a démarche."""
    paper.load_faces()
    lines = _Lines(t)
    blocks = (
        _practice(lines, practice=practice),
        lines.centred(lambda t: words.place(t, site), _NAME, _OTHER_BOLD),
        lines.centred(lambda t: words.written_day(t, arrived.date())),
        text(str(ticket).replace(" ", "\u00a0"), _NUMBER, _WHOLE, rtl=False, centred=True),
        lines.centred(lambda t: t("Arrivée notée à {hour}", hour=t.hour(arrived)), _HOUR, _NAME),
        gap(1.5 * mm),
        lines.centred(lambda t: t("On appelle votre numéro.")),
        _tear(),
        _advised(lines, lambda t: t("Vous attendez plus de 15 minutes\u202f? Dites‑le au médiateur.")),
        gap(2.5 * mm),
        _advised(lines, lambda t: words.elsewhere(t, site)),
        _tear(),
        lines.centred(lambda t: t("Gardez ce papier. Il ne contient pas votre nom."), _SMALL, _SMALL),
    )
    return _printed(blocks, lines, roll, t("Mon numéro"))


def _advised(lines: _Lines, say: _Say) -> Block:
    """Set a question and, stronger, what to do then."""
    parts = [(text_of, t is lines.t, n) for t in lines.languages for n, text_of in enumerate(words.advice(say(t)))]
    styles = {(True, 0): _BODY, (True, 1): _SAID, (False, 0): _OTHER, (False, 1): _OTHER_BOLD}
    return stack(
        *(
            text(said, styles[own, n], _WHOLE, rtl=lines.t.rtl, centred=True) if said else gap(0)
            for said, own, n in parts
        )
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    """How much a ticket says: how to get missing papers, and French below the visitor's steps, below the rest."""

    get: bool
    steps_in_french: bool
    rest_in_french: bool
    between: float


# Tried in this order until the ticket is short enough. The names of papers keep their French to the end: they are
# what somebody at a counter must read.
_TRIED = (
    _Fit(get=True, steps_in_french=True, rest_in_french=True, between=2 * mm),
    _Fit(get=True, steps_in_french=False, rest_in_french=True, between=1.6 * mm),
    _Fit(get=True, steps_in_french=False, rest_in_french=False, between=1.6 * mm),
    _Fit(get=False, steps_in_french=False, rest_in_french=False, between=1.2 * mm),
)


def list_ticket(checklist: Checklist, site: Site, t: Translator, today: date, roll: Roll, *, practice: bool) -> bytes:
    """Return a list on a ticket, 40 cm long: what the visitor can do without goes when it is longer.

    What is left may be longer in a language that takes more room than French: 60 cm of paper, rather than no list.
    Raises ValueError when the guide is longer than that.
    """
    paper.load_faces()
    lines = _Lines(t)
    for fit in _TRIED:
        rows = [_practice(lines, practice=practice), *_list(checklist, site, lines, today, fit)]
        longest = LONGEST_OF_ALL if fit is _TRIED[-1] and t.language != "fr" else LONGEST
        if sum(row.height for row in rows) + 2 * _ENDS <= longest:
            return _printed(rows, lines, roll, t("Ma liste"), lambda t: t(checklist.guide.title))
    raise ValueError(f"guide {checklist.guide.id}: a list is longer than {longest / mm:.0f} mm of ticket")


def _list(checklist: Checklist, site: Site, lines: _Lines, today: date, fit: _Fit) -> list[Block]:
    """Return the rows of a list, each of which stays in one piece."""
    guide, rest = checklist.guide, lines if fit.rest_in_french else replace(lines, only=True)
    head = stack(
        rest.centred(lambda t: words.dated(t, words.short_day(today))),
        gap(1 * mm),
        lines.centred(lambda t: t(guide.title), _TITLE, _HEADING),
        gap(1 * mm),
        rest.centred(lambda t: words.case(t, checklist)),
        gap(3 * mm),
        _boxed(lines, words.stale) if guide.is_stale(today) else gap(0),
    )
    papers = [_paper(lines, checklist, each, fit) for each in checklist.papers()]
    steps = [_step(lines, number, step, fit) for number, step in enumerate(checklist.steps(), 1)]
    below = [*steps, *_codes(lines, checklist), *_last(rest, checklist, site)]
    return [head, *papers, stack(gap(1 * mm), _tear(), below[0]), *below[1:]]


def _paper(lines: _Lines, checklist: Checklist, one: Paper, fit: _Fit) -> Block:
    owned = checklist.ticks.get(one.id) is True
    box = marks.box(lines.side(Column(_MARKS.x, 5 * mm)), ticked=owned, size=5 * mm)
    get = _how_to_get(lines, one.get) if fit.get and one.get and not owned else gap(0)
    return stack(lines.marked(box, lambda t: t(one.short), _SAID), get, gap(fit.between))


def _how_to_get(lines: _Lines, get: str) -> Block:
    """Say how to get a missing paper, behind an arrow, in the visitor's language alone."""
    pointer = lines.side(Column(_TEXTS.x, 3.6 * mm))
    how = text(lines.t(get), _SMALL, lines.side(_TEXTS.after(4.4 * mm)), rtl=lines.t.rtl)
    return beside(marks.arrow(pointer, line=_SMALL.line, rtl=lines.t.rtl), how)


def _step(lines: _Lines, number: int, step: Step, fit: _Fit) -> Block:
    column = lines.side(Column(_MARKS.x, 5.4 * mm))
    voices = lines if fit.steps_in_french else replace(lines, only=True)
    said = voices.marked(marks.disc(number, column, size=5.4 * mm), lambda t: t(step.line))
    return stack(said, gap(fit.between))


def _codes(lines: _Lines, checklist: Checklist) -> list[Block]:
    captions: tuple[_Say, ...] = (lambda t: t("Site officiel"), lambda t: t("Pour le médiateur"))
    blocks = []
    for content, caption in zip(list_codes(checklist), captions, strict=False):
        matrix = qr_matrix(content)
        module = marks.module_size(len(matrix), marks.TICKET_MODULES)
        code = marks.code(matrix, module, _WHOLE, dot=DOT)
        blocks.append(stack(gap(QUIET * module), code, lines.centred(caption, _HEADING, _OTHER_BOLD)))
    return blocks


def _last(lines: _Lines, checklist: Checklist, site: Site) -> list[Block]:
    """Return where help is, whom to call, and the small print."""
    guide, phone = checklist.guide, checklist.guide.phone
    called = lines.centred(lambda t: "\n".join(words.help_by_phone(t, phone)) if phone else "")
    return [
        stack(gap(2 * mm), lines.centred(lambda t: "\n".join(words.help_at(t, site)))),
        *((stack(gap(2 * mm), called),) if phone else ()),
        stack(
            gap(2.5 * mm),
            lines.centred(words.nameless, _SMALL, _SMALL),
            lines.centred(lambda t: words.checked(t, guide, between="\n"), _SMALL, _SMALL),
        ),
    ]


def _boxed(lines: _Lines, say: _Say) -> Block:
    band = framed(lambda column: lines.centred(say, _NAME, _OTHER_BOLD, column), _WHOLE, padding=1.5 * mm)
    return stack(band, gap(3 * mm))


def _practice(lines: _Lines, *, practice: bool) -> Block:
    return _boxed(lines, words.practice) if practice else gap(0)


def _tear() -> Block:
    return stack(gap(3 * mm), marks.rule(_WHOLE, thick=1.4, dashed=True), gap(3 * mm))


def _printed(rows: Sequence[Block], lines: _Lines, roll: Roll, title: str, named: _Say | None = None) -> bytes:
    """Write a ticket on as many pages as the roll makes of it; `named` says what goes on, on each after the first."""
    again = stack(
        lines.centred(lambda t: t("Suite de ce papier"), _NAME, _OTHER_BOLD),
        lines.centred(named, _HEADING, _OTHER_BOLD) if named else gap(0),
        _tear(),
    )

    def foot(page: int, pages: int) -> Block:
        numbered = lines.centred(lambda t: t("page {page} sur {pages}", page=page, pages=pages))
        return stack(gap(3 * mm), numbered)

    pages = tickets.parted(rows, roll, _ENDS, again, foot)
    return tickets.pages_on(roll, pages, _ENDS, title, lines.t.language)
