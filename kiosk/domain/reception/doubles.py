"""Two numbers that may be one person's: whatever they showed or said, the desk is told, and asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time
from enum import Enum

from kiosk.domain.reception.arrivals import Arrival, Series, Stage

# Whichever a desk called stands as called; else whoever waits, waits.
_FURTHER = (Stage.CALLED, Stage.WAITING, Stage.PARKED)
_HERE = frozenset(_FURTHER)
# What two numbers of one person told, the newer first.
_SAID = ("letters", "declared", "slip_code", "theme", "prepared", "leaves_by", "by_sign", "speaks")


class _Sign(Enum):
    """What two numbers may have in common."""

    BOTH = "letters and hour"
    LETTERS = "letters"
    LETTERS_ALONE = "letters, and no hour"
    HOUR = "hour"
    HOUR_ALONE = "hour, and no letters"


_Key = tuple[_Sign, bool, str, time | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a number: letters and local hour, as its own appointment has them or else as declared.

    `is_booked` says that it has an appointment of its own, for sure: two appointments are two people. `is_unsure` says
    that it may have another one, still free: then what it left out is no sign.
    """

    arrival: Arrival
    letters: str
    hour: time | None
    is_booked: bool = False
    is_unsure: bool = False

    def leaves(self) -> Iterator[_Key]:
        """Yield what a later number may be known by."""
        booked, letters, hour = self.is_booked, self.letters, self.hour
        if letters:
            yield _Sign.BOTH, booked, letters, hour
        if self.is_unsure:
            return
        if letters:
            yield _Sign.LETTERS, booked, letters, None
            if hour is None:
                yield _Sign.LETTERS_ALONE, booked, letters, None
        if hour is not None:
            yield _Sign.HOUR, booked, "", hour
            if not letters:
                yield _Sign.HOUR_ALONE, booked, "", hour

    def looks_for(self) -> Iterator[_Key]:
        """Yield what an earlier number of the same person may have left.

        The same letters and hour are enough. Where something was left out the rest must agree, and one of the two must
        have an appointment that the other lacks: who shows a slip, then gives an hour or letters, finds it taken.
        """
        other, letters, hour = not self.is_booked, self.letters, self.hour
        if letters:
            yield _Sign.BOTH, False, letters, hour
            if other:
                yield _Sign.BOTH, True, letters, hour
        if self.is_unsure:
            return
        if letters:
            yield (_Sign.LETTERS if hour is None else _Sign.LETTERS_ALONE), other, letters, None
        if hour is not None:
            yield (_Sign.HOUR_ALONE if letters else _Sign.HOUR), other, "", hour


def doubles(told: Iterable[Told]) -> dict[Arrival, Arrival]:
    """Return, for who waits, the first number still here that may be the same person's."""
    first: dict[_Key, Arrival] = {}
    found: dict[Arrival, Arrival] = {}
    for each in sorted(told, key=lambda one: _order(one.arrival)):
        arrival = each.arrival
        # Who took a number without an appointment said nothing that could be compared.
        if arrival.stage not in _HERE or not (each.is_booked or arrival.series is Series.A):
            continue
        alike = [first[key] for key in each.looks_for() if key in first]
        if alike and arrival.stage is Stage.WAITING:
            found[arrival] = min(alike, key=_order)
        for key in each.leaves():
            first.setdefault(key, arrival)
    return found


def one_of_two(older: Arrival, newer: Arrival) -> Arrival:
    """Return what two numbers of one person are together: the newer number, which they hold, with the first hour."""
    further = min(newer, older, key=lambda each: _FURTHER.index(each.stage))
    said = {name: getattr(newer, name) or getattr(older, name) for name in _SAID}
    return replace(
        newer,
        arrived=older.arrived,
        stage=further.stage,
        called=further.called,
        owner=further.owner,
        counted=older.arrived if older.counted or newer.counted else None,
        **said,
    )


def _order(arrival: Arrival) -> tuple[object, ...]:
    return arrival.arrived, arrival.ticket.number
