"""Somebody says "I have arrived": always a number, never a word on whether they were expected (P3)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from kiosk.domain.languages import SPOKEN
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.appointments import Timing, letters_of, timing_of
from kiosk.domain.reception.arrivals import Arrival, Series, Stage, Ticket
from kiosk.domain.reception.codes import Mistyped, SlipCode, read_slip_code
from kiosk.domain.reception.opening import Opening
from kiosk.domain.reception.pace import WITHIN, Pace
from kiosk.ports import Clock, DayBook, DayRecords
from kiosk.services.openings import opening_around
from kiosk.sites import Site


@dataclass(frozen=True, slots=True)
class Noted:
    """The arrival was written down; `at` is local, `timing` follows the declared hour alone."""

    ticket: Ticket
    at: datetime
    timing: Timing


@dataclass(frozen=True, slots=True)
class AlreadyNoted:
    """The slip was shown before today: the same number stands, with what its holder let the desk see.

    `stage` is where it now stands; `desk` is the one that called it, "" for none.
    """

    ticket: Ticket
    at: datetime
    shows_list: bool = False
    leaves_by: time | None = None
    by_sign: bool = False
    speaks: str = ""
    stage: Stage = Stage.WAITING
    desk: str = ""


@dataclass(frozen=True, slots=True)
class TooMany:
    """More codes were shown here within a minute than people show: this one was not looked at."""


Shown = Noted | AlreadyNoted | Mistyped | TooMany

_HALF_DAY = timedelta(hours=12)


class Permanence(StrEnum):
    """Whether a call can be promised now (P9b)."""

    OPEN = "open"
    NO_DESK = "no-desk"
    CLOSED = "closed"
    # The clock is doubted: people get their number, and nothing that follows from the hour is said.
    UNSURE = "unsure"
    # The last purge failed: nothing personal may be taken before one succeeds.
    REFUSED = "refused"

    @property
    def is_closed(self) -> bool:
        """Say whether nobody is received now."""
        return self in {Permanence.CLOSED, Permanence.REFUSED}


class Arrivals:
    """The verbs of the waiting room, for one site."""

    def __init__(
        self,
        day: DayBook,
        clock: Clock,
        site: Site,
        *,
        desk_alive_within: timedelta,
        is_refused: Callable[[], bool] = lambda: False,
        is_sure: Callable[[], bool] = lambda: True,
    ) -> None:
        self._day = day
        self._clock = clock
        self._site = site
        self._desk_alive_within = desk_alive_within
        self._is_refused = is_refused
        self._is_sure = is_sure
        self._pace = Pace()
        self._told: datetime | None = None

    def now(self) -> datetime:
        """Return the site's local time."""
        return self._clock().astimezone(self._site.zone)

    def opening(self) -> Opening:
        """Return the site's openings around today, as settings and desk say them."""
        with self._day.reading() as records:
            return self._opening(records)

    def permanence(self) -> Permanence:
        """Say whether the permanence is open and a desk is alive."""
        if self._is_refused():
            return Permanence.REFUSED
        if not self._is_sure():
            return Permanence.UNSURE
        now = self.now()
        with self._day.reading() as records:
            alive, opening = records.desk_last_alive(), self._opening(records)
        if not opening.is_open(now):
            return Permanence.CLOSED
        # A desk stays for a half-day at most: one that speaks from further ahead had another clock.
        if alive is None or not -_HALF_DAY <= now - alive <= self._desk_alive_within:
            return Permanence.NO_DESK
        return Permanence.OPEN

    def next_opening(self) -> datetime | None:
        """Return when the permanence opens next, local."""
        return self.opening().next_opening(self.now())

    def hours(self) -> tuple[time, ...]:
        """Return all the opening hours of the half-day, never the booked ones (P3); in doubt the week's."""
        opening = self.opening()
        if not self._is_sure():
            return tuple(sorted({hour for slot in opening.slots for hour in opening.hours(slot)}))
        half_day = opening.current_or_next_today(self.now())
        return opening.hours(half_day) if half_day else ()

    def desk_is_alive(self) -> None:
        """Note that a desk is there to call people."""
        with self._day.transaction() as records:
            records.desk_is_alive(self._clock())

    def desk_stays(self) -> None:
        """Note that somebody calls from the kiosk itself: until the half-day ends, though the kiosk is locked again."""
        now = self.now()
        half_day = self.opening().current_or_next_today(now)
        until = datetime.combine(now.date(), half_day.end, tzinfo=now.tzinfo) if half_day else now
        with self._day.transaction() as records:
            records.desk_is_alive(until.astimezone(UTC))

    def declare(self, hour: time | None, letters: str, language: str) -> Noted:
        """Note an arrival by hour and letters: always a new number in series A, the same words for everyone."""
        now = self.now()
        declared = None if hour is None else datetime.combine(now.date(), hour, tzinfo=now.tzinfo)
        arrival = Arrival(
            Ticket(Series.A, 0), self._clock(), declared=hour, letters=letters_of(letters), language=language
        )
        return self._noted(arrival, now, timing_of(declared, now))

    def present(self, typed: str, language: str) -> Shown:
        """Note an arrival by slip code; a slip shown again gets its own number back, and waits again if put aside.

        An unknown code gets a number like any other: only the desk learns that no list has it (P3).
        """
        return self._look_at(typed, language, prepared="")

    def attach_to_slip(self, typed: str, prepared: str, language: str) -> Shown:
        """Show a prepared list (its token's digits) with the number of a slip, noting the arrival if it was not."""
        return self._look_at(typed, language, prepared=prepared)

    def walk_in(self, theme: str, language: str) -> Noted:
        """Note somebody without an appointment, in series S; `theme` is empty for "Je ne sais pas"."""
        now = self.now()
        arrival = Arrival(Ticket(Series.S, 0), self._clock(), theme=theme, language=language)
        return self._noted(arrival, now)

    def attach(self, ticket: Ticket, prepared: str) -> bool:
        """Let the desk see a prepared list with a number of today, since its holder shows it; the newest list stands.

        Say whether the desk will see it: a number that was received, merged or taken off is past that (P12).
        """
        return self._change(ticket, lambda arrival: replace(arrival, prepared=prepared))

    def detach(self, ticket: Ticket) -> bool:
        """Let the desk see no list with a number any longer; say whether that came before the number was received."""
        return self._change(ticket, lambda arrival: replace(arrival, prepared=""))

    def leave_by(self, ticket: Ticket, hour: time | None) -> bool:
        """Note before which hour the holder of a number must leave, or that they can wait; say whether it was noted."""
        return self._change(ticket, lambda arrival: replace(arrival, leaves_by=hour))

    def meet(self, ticket: Ticket, *, by_sign: bool, speaks: str) -> bool:
        """Note that the holder of a number must see the call, and which language they pointed at; say whether it was.

        Raises ValueError on a language that nobody can point at.
        """
        if speaks and speaks not in SPOKEN:
            raise ValueError(f"expected a language of the list, found {speaks!r}")
        return self._change(ticket, lambda arrival: replace(arrival, by_sign=by_sign, speaks=speaks))

    def _change(self, ticket: Ticket, change: Callable[[Arrival], Arrival]) -> bool:
        today = self.now().date()
        with self._day.transaction() as records:
            arrival = records.arrival(ticket, today)
            if arrival is None or arrival.stage is Stage.DONE:
                return False
            records.replace_arrival(change(arrival), today)
        return True

    def _look_at(self, typed: str, language: str, *, prepared: str) -> Shown:
        """Count the code before anything is read, of itself or of the files: the answer's delay tells nothing."""
        now = self._clock()
        is_allowed, self._pace = self._pace.allows(now), self._pace.after(now)
        if not is_allowed:
            self._tell_the_desk(now)
            return TooMany()
        code = read_slip_code(typed)
        return code if isinstance(code, Mistyped) else self._present(code, language, prepared=prepared)

    def _tell_the_desk(self, now: datetime) -> None:
        """Note it once a minute while it lasts: a flood must not write as often as it is refused."""
        if self._told is None or not timedelta() <= now - self._told < WITHIN:
            self._told = now
            with self._day.transaction() as records:
                records.note_troubles(now, (), (ChoreTrouble.TOO_MANY_CODES,))

    def _present(self, code: SlipCode, language: str, *, prepared: str) -> Noted | AlreadyNoted:
        now = self.now()
        with self._day.transaction() as records:
            known = records.arrival_of_slip(code.digits, now.date(), self._site.id)
            if known is not None:
                again = known.shown_again(prepared)
                if again != known:
                    records.replace_arrival(again, now.date())
                at, shows_list = again.arrived.astimezone(self._site.zone), bool(again.prepared)
                told = (shows_list, again.leaves_by, again.by_sign, again.speaks, again.stage, again.owner)
                return AlreadyNoted(again.ticket, at, *told)
            arrival = Arrival(
                Ticket(Series.A, 0), self._clock(), slip_code=code.digits, language=language, prepared=prepared
            )
            return self._note(records, arrival, now, Timing.UNKNOWN)

    def _noted(self, arrival: Arrival, now: datetime, timing: Timing = Timing.UNKNOWN) -> Noted:
        with self._day.transaction() as records:
            return self._note(records, arrival, now, timing)

    def _note(self, records: DayRecords, arrival: Arrival, now: datetime, timing: Timing) -> Noted:
        ticket = records.next_ticket(arrival.ticket.series, now.date())
        records.add_arrival(replace(arrival, ticket=ticket, site=self._site.id), now.date())
        if not self._is_sure():
            return Noted(ticket, now, Timing.UNKNOWN)
        return Noted(ticket, now, timing if self._opening(records).is_open(now) else Timing.CLOSED)

    def _opening(self, records: DayRecords) -> Opening:
        return opening_around(records, self._site, self.now().date())
