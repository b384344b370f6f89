"""How a row of the queue is drawn: number, words, wait, and what can be done."""

from __future__ import annotations

from kivy.uix.widget import Widget

from kiosk.domain.reception.arrivals import Stage
from kiosk.domain.reception.queue import Match, Waiter
from screens.desk.queue import rows as say
from screens.staff.making import button, column, row
from screens.staff.parts import StaffText


class QueueRows:
    """The part of the queue's screen that draws its rows; small screens fold each into two lines."""

    def _row(self, waiter: Waiter) -> Widget:
        zone, ticket = self.desk.outfit.settings.site.zone, waiter.arrival.ticket
        languages = dict(self.desk.outfit.languages)
        lines = [StaffText(words=say.heading(waiter, zone, letters=self.letters_shown), role="strong")]
        for words, paint in (
            (say.details(waiter, self.desk.guides, languages), "soft"),
            (say.doubt(waiter, zone, letters=self.letters_shown), "care"),
            (f"Doublon probable de {waiter.double_of.ticket}" if waiter.double_of else "", "care"),
        ):
            if words:
                lines.append(StaffText(words=words, paint=paint))
        number = StaffText(
            words=str(ticket), role="title", size_hint_x=None, width=self.look.body * 4.2, pos_hint={"center_y": 0.5}
        )
        acts = self._main_acts(waiter)
        if self.desk.is_narrow:
            return column(
                row(number, column(*lines), self._wait(waiter)), *self._folded(waiter, acts), spacing=self.look.mm(2)
            )
        line = row(number, column(*lines), self._wait(waiter), *acts)
        return column(line, self._more(waiter), spacing=self.look.mm(2)) if ticket == self._open else line

    def _folded(self, waiter: Waiter, acts: list[Widget]) -> list[Widget]:
        more = [self._more(waiter)] if waiter.arrival.ticket == self._open else []
        return [row(*acts), *more]

    def _wait(self, waiter: Waiter) -> StaffText:
        now = self.desk.outfit.clock()
        alert = waiter.arrival.stage is Stage.WAITING and waiter.is_long(now)
        return StaffText(
            words=say.minutes(waiter.waited(now)), role="label", paint="care" if alert else "ink", align="end",
            size_hint_x=None, width=self.look.body * 3.6, pos_hint={"center_y": 0.5},
        )  # fmt: skip

    def _main_acts(self, waiter: Waiter) -> list[Widget]:
        ticket, stage = waiter.arrival.ticket, waiter.arrival.stage
        more = button("", lambda: self._unfold(ticket), "more_time" if ticket == self._open else "pending")
        more.spoken = f"Autres actions pour {ticket}"
        if self._scanned is not None:
            return [button("Donner la liste", lambda: self._attach(ticket), "attachment", "filled")]
        if stage is Stage.CALLED and waiter.arrival.owner != self.desk.name:
            return [StaffText(words=waiter.arrival.owner, size_hint_x=None, width=self.look.body * 5), more]
        if stage is Stage.CALLED:
            return [button("Commencer", lambda: self._begin(waiter), "play_arrow", "filled"), more]
        first = bool(self._read[0].waiting) and waiter is self._read[0].waiting[0] and not self._read[0].called
        return [button("Appeler", lambda: self._call(ticket), style="filled" if first else "outline"), more]

    def _more(self, waiter: Waiter) -> Widget:
        ticket, stage = waiter.arrival.ticket, waiter.arrival.stage
        acts = []
        if waiter.match is Match.LIKELY and waiter.appointment is not None:
            code = waiter.appointment.slip_code
            acts.append(
                button("C’est bien ce rendez‑vous", self._doer(lambda s: s.queue.confirm(ticket, code)), "check")
            )
        if waiter.double_of is not None:
            first = waiter.double_of.ticket
            acts.append(button(f"Réunir avec {first}", self._doer(lambda s: s.queue.merge(ticket, first)), "merge"))
        if stage is Stage.CALLED:
            acts.append(button("Rappeler", lambda: self._call(ticket), "campaign"))
        if stage is Stage.WAITING:
            acts.append(button("Commencer ici", lambda: self._begin(waiter), "play_arrow"))
        if stage is Stage.PARKED:
            acts.append(button("Est revenu", self._doer(lambda s: s.queue.wait_again(ticket)), "undo"))
        else:
            acts.append(button("Revient plus tard", self._doer(lambda s: s.queue.park(ticket)), "schedule"))
        acts.append(button("Retirer", self._doer(lambda s: s.queue.gone(ticket)), "logout"))
        return column(*acts, spacing=self.look.mm(2)) if self.desk.is_narrow else row(*acts)
