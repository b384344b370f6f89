"""Planning: type, move, cancel, take back; what is free; the codes of slips."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from kiosk.domain.french import hour_words
from kiosk.domain.reception.appointments import (
    PLANNING_HORIZON,
    TYPED,
    Appointment,
    Motif,
    changed_by_hand,
    is_expected,
    letters_of,
)
from kiosk.domain.reception.codes import new_slip_code
from kiosk.domain.reception.slots import Slot, overlapping, slots_of
from kiosk.ports import Clock, DayBook, DayRecords
from kiosk.services.openings import opening_around
from kiosk.sites import Site


@dataclass(frozen=True, slots=True)
class Planned:
    """It was done; `undo` brings `before` back (None: there was nothing), `after` is what stands (None: nothing)."""

    before: Appointment | None
    after: Appointment | None


@dataclass(frozen=True, slots=True)
class CannotPlan:
    """It was not done; `why` is a French sentence."""

    why: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It was not done, but may be: `why` warns in French, and the same verb with `even_so` does it."""

    why: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of an appointment beside its hour; of letters only three are kept (P1)."""

    motif: Motif
    letters: str
    first_visit: bool


@dataclass(frozen=True, slots=True)
class Again:
    """Another appointment of the same person: what is known of them, and the next free hour, local."""

    letters: str
    motif: Motif
    starts: datetime | None


class Planning:
    """The verbs of the plan, for one site; `others` are planned for as well. Hours are the site's own."""

    def __init__(
        self,
        day: DayBook,
        clock: Clock,
        site: Site,
        random_below: Callable[[int], int],
        others: Iterable[Site] = (),
    ) -> None:
        self._others = {each.id: each for each in others}
        self._day = day
        self._clock = clock
        self._site = site
        self._random_below = random_below

    def add(
        self,
        starts: datetime,
        motif: Motif,
        letters: str = "",
        *,
        first_visit: bool = False,
        minutes: int | None = None,
        agenda: int = TYPED,
        even_so: bool = False,
    ) -> Planned | Doubtful | CannotPlan:
        """Plan an appointment and draw its slip code; `starts` is local, of letters only three are kept (P1)."""
        wrong = self._refusal(starts)
        if wrong is not None:
            return wrong
        length = minutes or self._site.slot_minutes
        with self._day.transaction() as records:
            made = Appointment(
                starts.astimezone(UTC), length, motif, letters_of(letters), first_visit,
                self._unused_code(records, set()), agenda, site=self._site.id,
            )  # fmt: skip
            doubt = None if even_so else self._doubt(records, made)
            if doubt is not None:
                return doubt
            records.add_appointment(made)
        return Planned(None, made)

    def change(
        self, slip_code: str, starts: datetime, said: Said | None = None, *, even_so: bool = False
    ) -> Planned | Doubtful | CannotPlan:
        """Move or correct an appointment; its slip code stays, so the slip in somebody's pocket still works.

        What is `said` of it replaces what was; without, only the hour changes.
        """
        with self._day.transaction() as records:
            before = records.appointment_of_slip(slip_code)
            if before is None:
                return _GONE
            after = replace(before, starts=starts.astimezone(UTC))
            if said is not None:
                after = replace(after, motif=said.motif, letters=letters_of(said.letters), first_visit=said.first_visit)
            if after.starts != before.starts:
                wrong = self._refusal(starts) or (None if even_so else self._doubt(records, after))
                if wrong is not None:
                    return wrong
            after = changed_by_hand(before, after)
            records.replace_appointment(after)
        return Planned(before, after)

    def at(self, site: str) -> "Planning":
        """Return the plan of a site: this one's own, or another's that is known."""
        if site == self._site.id:
            return self
        return Planning(self._day, self._clock, self._others[site], self._random_below)

    def next_free(self) -> datetime | None:
        """Return the next hour in which nobody is planned, as far as one plans."""
        now = self.now()
        days = (now.date() + timedelta(days=ahead) for ahead in range(PLANNING_HORIZON.days + 1))
        return next((hour for day in days for hour in self.free(day) if hour > now), None)

    def cancel(self, slip_code: str) -> Planned | CannotPlan:
        """Take an appointment off the plan: nothing of it is left."""
        with self._day.transaction() as records:
            before = records.appointment_of_slip(slip_code)
            if before is None:
                return _GONE
            records.remove_appointment(slip_code)
            # The next file still holds it: what somebody cancelled here does not come back by itself.
            records.note_cancelled(before)
        return Planned(before, None)

    def undo(self, done: Planned) -> Planned | CannotPlan:
        """Take an act back, unless the appointment changed meanwhile."""
        code = (done.after or done.before or _NOBODY).slip_code
        with self._day.transaction() as records:
            if records.appointment_of_slip(code) != done.after:
                return CannotPlan("Trop tard : ce rendez‑vous a changé entre‑temps.")
            if done.after is not None:
                records.remove_appointment(code)
            if done.before is not None:
                records.add_appointment(done.before)
                records.forget_cancelled(done.before)
        return Planned(done.after, done.before)

    def day(self, day: date) -> tuple[Slot, ...]:
        """Return the hours of a day with what stands in them."""
        with self._day.reading() as records:
            opening, planned = opening_around(records, self._site, day), self._expected(records, day, day)
        return slots_of(day, opening, planned, self._clock(), self._site.zone)

    def week(self, day: date) -> tuple[tuple[date, tuple[Slot, ...]], ...]:
        """Return the days of a day's week that are open or hold something."""
        monday = day - timedelta(days=day.weekday())
        days = [(monday + timedelta(days=n)) for n in range(7)]
        return tuple((each, slots) for each in days if (slots := self.day(each)))

    def free(self, day: date) -> tuple[datetime, ...]:
        """Return the hours of a day in which nothing begins yet."""
        return tuple(slot.starts for slot in self.day(day) if slot.is_free)

    def appointments(self, first: date, last: date | None = None) -> tuple[Appointment, ...]:
        """Return the appointments from one day to another, both included; what is past its late window is left out."""
        with self._day.reading() as records:
            return self._expected(records, first, last or first)

    def unused_codes(self, number: int) -> tuple[str, ...]:
        """Draw codes for pre-printed cards: valid, each different, none on the plan today.

        They are not stored: a card says nothing until an adviser types its code into a plan, and of 100,000 codes so
        few are alive at once that an appointment drawing a card's code is improbable; import then keeps the older.
        """
        found: set[str] = set()
        with self._day.transaction() as records:
            while len(found) < number:
                found.add(self._unused_code(records, found))
        return tuple(sorted(found))

    def now(self) -> datetime:
        """Return the site's local time."""
        return self._clock().astimezone(self._site.zone)

    def _refusal(self, starts: datetime) -> CannotPlan | None:
        now = self.now()
        if starts < now - timedelta(minutes=self._site.slot_minutes):
            return CannotPlan("Cette heure est passée.")
        if starts > now + PLANNING_HORIZON:
            return CannotPlan("On prévoit 8 semaines au plus.")
        return None

    def _doubt(self, records: DayRecords, wanted: Appointment) -> Doubtful | None:
        """Say what looks wrong with an hour: an adviser may still receive on an extra day, or two people at once."""
        local = wanted.starts.astimezone(self._site.zone)
        day = local.date()
        opening, said = opening_around(records, self._site, day), []
        if not opening.on(day):
            said.append("La permanence est fermée ce jour‑là, la borne aussi.")
        elif not opening.is_open(local):
            said.append("La permanence est fermée à cette heure‑là, la borne aussi.")
        other = overlapping(self._expected(records, day, day), wanted)
        if other:
            at = other[0].starts.astimezone(self._site.zone)
            said.append(f"Un autre rendez‑vous est déjà à {hour_words(at)}, pour {other[0].minutes} minutes.")
        return Doubtful(" ".join(said)) if said else None

    def _expected(self, records: DayRecords, first: date, last: date) -> tuple[Appointment, ...]:
        bounds = (datetime.combine(d, time.min, tzinfo=self._site.zone) for d in (first, last + timedelta(days=1)))
        starts, ends = (bound.astimezone(UTC) for bound in bounds)
        return tuple(a for a in records.appointments(starts, ends, self._site.id) if is_expected(a, self._clock()))

    def _unused_code(self, records: DayRecords, taken: set[str]) -> str:
        while True:
            code = new_slip_code(self._random_below).digits
            if code not in taken and records.appointment_of_slip(code) is None:
                return code


_NOBODY = Appointment(datetime(2000, 1, 1, tzinfo=UTC), 0, Motif.FRANCE_SERVICES, "", first_visit=False, slip_code="")
_GONE = CannotPlan("Ce rendez‑vous n’est plus dans le planning.")
