"""A real desk for the tests, drawn offscreen on the same files as the kiosk's."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

from kiosk.composition import outfit
from kiosk.domain.guides.guide import Checklist
from kiosk.domain.reception.access import Role, Staff
from kiosk.domain.reception.appointments import Appointment, Motif
from kiosk.domain.reception.codes import ChecklistToken, read_slip_code, read_token
from kiosk.settings import load_settings
from screens.app import open_board, open_desk
from screens.driver.hand import Hand
from screens.staff.parts import StaffList
from screens.toolkit.controls import Control
from screens.toolkit.lettering import Lettering
from tests.helpers.waiting_room import PARIS, TUESDAY

PIN = "274183"
MEDIATOR = Staff("M1", Role.MEDIATOR)


class Office:
    """A desk with a hand on it; `do` asks the services as a screen does and waits for the answer."""

    def __init__(
        self, data: Path, clock: Callable[[], datetime], size=(1920, 1080), ppi=102.0, role="desk", machine=None,
        site="meaux",
    ) -> None:  # fmt: skip
        settings = load_settings(site=site)
        settings = settings.model_copy(update={"desk": settings.desk.model_copy(update={"ppi": ppi})})
        kit = outfit(settings, data, practice=False, clock=clock, machine=machine, role=role, sheets=data / "sheets")
        self.root = (open_board if role == "board" else open_desk)(kit, size)
        self.hand = Hand(self.root)
        self.hand.eyes_open = False  # what nobody looks at costs no drawing: a picture is drawn all the same
        self.root.wake()
        self.hand.until(lambda: self.root.is_ready, "the guides did not load")
        self.rest()

    def do(self, job):
        answers = []
        self.root.ask(job, answers.append)
        self.hand.until(lambda: answers, "no answer")
        return answers[0]

    def rest(self) -> None:
        self.hand.rest()
        for _ in range(6):
            self.hand.frame()

    def enter(self) -> None:
        """Unlock as the mediator, past the pad."""
        self.root.unlock(MEDIATOR)
        self.rest()

    def tap(self, words: str, place: int = 0) -> None:
        self.hand.wait(0.6)
        self.rest()
        found = [c for c in self.hand.controls() if words in (c.words, c.say())] or [
            c for c in self.hand.controls() if c.say().startswith(words)
        ]
        assert len(found) > place, f"{words!r} is not among {self.hand.words()}"
        self._bring_into_sight(found[place])
        self.hand.tap(found[place])
        self.rest()

    def _bring_into_sight(self, control: Control) -> None:
        """Scroll the list that holds a control, as a finger does by its bar."""
        holder = control.parent
        while holder is not self.root and not isinstance(holder, StaffList):
            holder = holder.parent
        if isinstance(holder, StaffList) and holder.rows.height > holder.height:
            holder.scroll_to(control, animate=False)
            self.rest()

    def says(self, words: str) -> bool:
        """Say whether something on show begins with these words."""
        return any(each.startswith(words) for each in self.see())

    def scan(self, digits: str) -> None:
        """Show the code of a list or of a slip to the reader: it is handed on as the decoder hands it on."""
        code = read_token(digits)
        self.root.heard(code if isinstance(code, ChecklistToken) else read_slip_code(digits))
        self.rest()

    def keys(self, text: str) -> None:
        """Type; "\\n" is Enter, "\\t" Tab, "\\x1b" Escape."""
        named = {"\n": 40, "\t": 43, "\x1b": 41, "\b": 42, " ": 44}
        for letter in text:
            digit = 30 + "1234567890".index(letter) if letter in "1234567890" else 4
            self.root.keys.stroke(named.get(letter, digit), ord(letter.lower()))
            self.hand.wait(0.6 if letter in "\n " else 0.2)
            self.rest()

    def see(self) -> list[str]:
        self.hand.wait(1.0)
        self.rest()
        return [
            w.words for w in self.root.walk(restrict=True) if isinstance(w, Lettering) and w.role != "icon" and w.words
        ]

    def plan(self, hour, minute, letters, code, *, first=False, motif=Motif.FRANCE_SERVICES) -> None:
        starts = datetime.combine(TUESDAY, time(hour, minute), tzinfo=PARIS).astimezone(UTC)
        made = Appointment(starts, 30, motif, letters, first, code, site="meaux")

        def add(services):
            with services.queue._day.transaction() as records:
                records.add_appointment(made)
            return True

        self.do(add)

    def prepared(self, guide: str) -> str:
        """Return the token of a list that somebody made of a guide, one paper missing."""
        checklist = Checklist(next(g for g in self.root.guides if g.id == guide))
        while (question := checklist.next_question()) is not None:
            checklist = checklist.answer(question.id, question.answers[0].id)
        for place, paper in enumerate(checklist.papers()):
            checklist = checklist.tick(paper.id, owned=place != 1)
        return checklist.token()

    def close(self) -> None:
        self.hand.let_go()
