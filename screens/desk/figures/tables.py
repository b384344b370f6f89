"""What the figures screen tells in numbers: a card for each great one, a bar for each row of a table."""

from __future__ import annotations

from kivy.uix.widget import Widget

from kiosk.domain.french import number_words
from kiosk.services.figures import Line, View
from screens.desk.figures.plots import bar_row
from screens.staff.making import column
from screens.staff.parts import StaffCard, StaffText
from screens.toolkit.theme import Look

# Tables whose rows are shown even when nothing was counted in them.
_WHOLE = frozenset({"waiting", "outcome", "total"})
_LONG = 9  # letters that a title's size has no room for


def bars(look: Look, view: View, table: str, least: int) -> list[Widget]:
    """Return a line for each row of a table, with the span before in brackets; what a report would hide is hatched."""
    lines = [line for line in view.tables[table] if line.number or line.before or table in _WHOLE]
    greatest = max((line.number for line in lines), default=0)
    rows = [
        bar_row(look, line.words, line.number, None if table == "month" else _behind(line), greatest,
                is_hidden=line.number < least)
        for line in lines
    ]  # fmt: skip
    return rows or [StaffText(words="Rien n’a été compté.", paint="soft")]


def weeks(look: Look, view: View) -> list[Widget]:
    """Return the table of the plot of weeks; the one that is not over says so."""
    greatest = max((n for _, n in view.weeks), default=0)
    last = view.weeks[-1][0] if view.weeks and view.until else None
    return [
        bar_row(look, f"Semaine du {monday:%d/%m}{', en cours' if monday == last else ''}", n, None, greatest)
        for monday, n in view.weeks
    ]


def tiles(view: View) -> list[Widget]:
    """Return the cards of the great numbers; the last says in which band the middle wait lies."""
    totals = {line.id: line for line in view.tables["total"]}
    pimms = next(line for line in view.tables["actor"] if line.id == "pimms-mediation")
    told = [
        (totals["new-people"], "personnes nouvelles"), (totals["visits"], "séances"),
        (totals["demarches"], "démarches"), (pimms, "vers Pimms Médiation"), (_lists(view), "listes imprimées"),
    ]  # fmt: skip
    cards = [_card(number_words(line.number), words, _before(line)) for line, words in told]
    for card in cards:
        card.size_hint_y = None
        card.bind(minimum_height=card.setter("height"))
    last = _card(view.median_band or "—", "attente médiane")
    # As high as its neighbours, its words on top.
    last.add_widget(Widget())
    return [*cards, last]


def _lists(view: View) -> Line:
    """Return the sheets that are lists, receipts left out, as one line."""
    lists = [line for line in view.tables["sheet"] if line.id != "receipt"]
    then = None if view.until else sum(line.before or 0 for line in lists)
    return Line("lists", "", sum(line.number for line in lists), then)


def _before(line: Line) -> str:
    return "en cours" if line.before is None else f"avant : {number_words(line.before)}"


def _behind(line: Line) -> str:
    """Write the number of the period before, if it can be compared."""
    return "" if line.before is None else f"({number_words(line.before)})"


def _card(number: str, *words: str) -> StaffCard:
    card = StaffCard()
    title = StaffText(words=number, role="title" if len(number) < _LONG else "strong")
    card.add_widget(column(title, *(StaffText(words=each, paint="soft") for each in words)))
    return card
