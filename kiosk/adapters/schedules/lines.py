"""One line of a sheet to an appointment, or why not; a column is understood as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import pairwise

from kiosk.adapters.schedules.columns import counts_hours, form_of, guess
from kiosk.adapters.schedules.dates import Moment, Order, order_of, read_moment
from kiosk.adapters.schedules.hours import read_hours, read_length
from kiosk.adapters.schedules.names import Form, letters_of_name
from kiosk.adapters.schedules.rows import (
    ALL_DAY,
    NO_END,
    OFF,
    Bounds,
    checked_row,
    code_in,
    first_visit_in,
    is_off,
    is_off_state,
    letters_in_subject,
    local_time,
    motif_of,
    out_of_sight,
    says_more,
    yes_or_no,
)
from kiosk.adapters.schedules.words import plain
from kiosk.domain.reception.appointments import letters_of
from kiosk.domain.reception.planning import Dropped, PlannedRow

Cell = object
_A_RUN = 3  # ids without a gap, in order: no source's
_ENGLISH = frozenset(
    {"start date", "start", "start date time", "start time", "day", "time", "appointment date", "event date"}
)
_NO_DAY = "La date n’est pas lisible. Exemple : 24/11/2026."
_EITHER = "Le jour et le mois ne se distinguent pas. Écrivez la date ainsi : 24/11/2026, et l’heure sur 24 heures."
_NO_HOUR = "L’heure manque, ou n’est pas lisible. Exemple : 10 h 30."


@dataclass(frozen=True, slots=True)
class Line:
    """What a line gave: an appointment or none, the day it speaks of, and words of what was not understood."""

    found: PlannedRow | Dropped
    day: date | None = None
    doubts: tuple[Dropped, ...] = ()

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """Return the words of what was left out."""
        return (self.found, *self.doubts) if isinstance(self.found, Dropped) else self.doubts


@dataclass(frozen=True, slots=True)
class Table:
    """What the columns of a sheet mean."""

    places: Mapping[str, int]
    headers: Sequence[str]
    order: Order
    form: Form
    has_ids: bool

    def read(self, row: Sequence[Cell], where: str, bounds: Bounds) -> Line:
        """Read one line."""
        return _Row(self, row, where, bounds).read()


# How a name is written, where somebody said so by hand.
_BY_HAND = {"family": Form.FAMILY, "family_first": Form.FAMILY_FIRST, "first_first": Form.FIRST_FIRST}


def table_of(headers: Sequence[str], rows: Sequence[Sequence[Cell]], chosen: Mapping[str, int]) -> Table:
    """Say what each column means; `chosen` corrects which place says what."""
    places, form = _placed(headers, chosen)
    ids = [words_of(_cell(row, places.get("event"))) for row in rows]
    return Table(places, headers, _order(headers, rows, places), form, not _are_counted(ids))


def _placed(headers: Sequence[str], chosen: Mapping[str, int]) -> tuple[dict[str, int], Form]:
    places = guess(headers) | dict(chosen)
    hand = next((role for role in _BY_HAND if role in places), "")
    if hand:
        places["name"] = places[hand]
        return places, _BY_HAND[hand]
    return places, form_of(headers[places["name"]] if "name" in places else "", places)


def _order(headers: Sequence[str], rows: Sequence[Sequence[Cell]], places: Mapping[str, int]) -> Order:
    days = [_cell(row, places.get(role)) for row in rows for role in ("date", "starts")]
    hours = [words_of(_cell(row, places.get(role))) for row in rows for role in ("hour", "starts")]
    titles = {plain(headers[places[role]]) for role in ("date", "starts", "hour") if role in places}
    is_american = bool(titles & _ENGLISH) and any(plain(hour).endswith(("am", "pm", "a m", "p m")) for hour in hours)
    return order_of(days, is_american=is_american)


def _are_counted(ids: Sequence[str]) -> bool:
    """Say whether ids are the numbers of the lines: they belong to whoever stands there at the next export."""
    numbers = [int(each) for each in ids if each.isdecimal()]
    if not numbers or len(numbers) < sum(map(bool, ids)) or any(b <= a for a, b in pairwise(numbers)):
        return False
    is_list = numbers[0] <= 2 and numbers[-1] <= 3 * len(numbers)  # from 0 or 1, or 2 below a header; some were struck
    return is_list or (len(numbers) > _A_RUN and numbers[-1] - numbers[0] == len(numbers) - 1)


class _Row:
    """One line while it is read."""

    def __init__(self, table: Table, row: Sequence[Cell], where: str, bounds: Bounds) -> None:
        self._table, self._where, self._bounds = table, where, bounds
        self._cells = {role: _cell(row, place) for role, place in table.places.items()}
        self._said = {role: words_of(cell) for role, cell in self._cells.items()}

    def read(self) -> Line:
        """Return what the line gives."""
        moment, is_either = self._moment()
        day = moment.day if moment else None
        known = None if day is None or out_of_sight(day, self._bounds) else day
        why = self._reason(moment, is_either=is_either)
        if why:
            # An hour that is off, or cannot be read, is still a line of its day; a whole day is none.
            return Line(Dropped(self._where, why), None if why == ALL_DAY else known)
        starts, ends = self._hours(moment) if moment else (None, None)
        if moment is None or starts is None:
            return Line(Dropped(self._where, _NO_HOUR), known)
        at = self._at(moment, starts)
        minutes, doubts = self._minutes(starts, ends)
        return Line(checked_row(self._made(at, minutes), self._bounds), at.astimezone(self._bounds.zone).date(), doubts)

    def _reason(self, moment: Moment | None, *, is_either: bool) -> str:
        said = self._said
        off = said.get("off", "")
        if (plain(off) and yes_or_no(off) is not False) or is_off_state(said.get("status", "")):
            return OFF
        if any(is_off(said.get(role, "")) for role in ("subject", "motif", "name", "people")):
            return OFF
        if yes_or_no(said.get("all_day", "")):
            return ALL_DAY
        if moment is None:
            return _EITHER if is_either else _NO_DAY
        return out_of_sight(moment.day, self._bounds)

    def _moment(self) -> tuple[Moment | None, bool]:
        """Return the day, with the hour beside it; and whether day and month cannot be told apart."""
        cells = [self._cells[role] for role in ("date", "starts") if role in self._cells]
        found = next((m for cell in cells if (m := read_moment(cell, self._table.order))), None)
        return found, found is None and any(map(read_moment, cells))

    def _hours(self, moment: Moment) -> tuple[time | None, time | None]:
        """Return when it begins and, where a range says so, ends; an hour that cannot be read is no other's."""
        for role in ("hour", "starts"):
            if self._said.get(role):
                found = read_hours(self._cells[role])
                if found[0] is not None or role == "hour":
                    return found
        return moment.hour, None

    def _at(self, moment: Moment, starts: time) -> datetime:
        zone = moment.zone if moment.hour == starts else None
        if zone is not None:
            return datetime.combine(moment.day, starts, tzinfo=zone).astimezone(UTC)
        return local_time(moment.day, starts, self._bounds.zone)

    def _minutes(self, starts: time, ends: time | None) -> tuple[int, tuple[Dropped, ...]]:
        said, place = self._said, self._table.places.get("minutes")
        if place is not None and said.get("minutes"):
            length = read_length(self._cells["minutes"], in_hours=counts_hours(self._table.headers[place]))
            if length is not None:
                return length, ()
        end = ends or read_hours(self._cells.get("ends", ""))[0] or _hour_of(self._cells.get("ends", ""))
        if end is not None and end > starts:
            return (end.hour - starts.hour) * 60 + end.minute - starts.minute, ()
        doubt = Dropped(self._where, NO_END)
        return self._bounds.slot_minutes, (doubt,) if said.get("minutes") or said.get("ends") else ()

    def _made(self, at: datetime, minutes: int) -> PlannedRow:
        said = self._said
        subject, motif = said.get("subject", ""), said.get("motif", "")
        words = f"{subject} {motif}"
        first = yes_or_no(said.get("first", ""))
        event = said.get("event", "") if self._table.has_ids else ""
        return PlannedRow(
            at,
            minutes,
            motif_of(words),
            self._letters(),
            first if first is not None else first_visit_in(words),
            code_in(said.get("code", "")) or code_in(subject),
            self._bounds.hidden(event),
            self._where,
            bool(motif) or says_more(subject),
        )

    def _letters(self) -> str:
        said = self._said
        if said.get("letters"):
            return letters_of(said["letters"])
        for role, form in (("name", self._table.form), ("people", Form.ANY)):
            if said.get(role):
                return letters_of_name(said[role], form)
        return letters_in_subject(said.get("subject", ""))


def _hour_of(cell: Cell) -> time | None:
    moment = read_moment(cell)
    return moment.hour if moment else None


def _cell(row: Sequence[Cell], place: int | None) -> Cell:
    return row[place] if place is not None and place < len(row) else ""


def words_of(cell: Cell) -> str:
    """Return a cell's words; a whole number without its point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if cell is not None else ""
