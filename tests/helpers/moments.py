"""Every visitor screen in a state in which a visitor meets it, reached by touches where that is quick."""

from collections.abc import Callable
from datetime import time

from kiosk.domain.guides.guide import Checklist, Guide, Theme
from kiosk.domain.machine.data_state import Sound, Trouble, Unwritable
from kiosk.domain.machine.printing import Printed
from kiosk.domain.reception.arrivals import Stage
from kiosk.services.arrivals import AlreadyNoted
from screens.app import SCREENS
from screens.driver.hand import Hand
from screens.kiosk.visit import Door


def longest(guides: tuple[Guide, ...]) -> Guide:
    """Return the guide with the longest texts."""
    return max(guides, key=lambda g: max(len(s.title) + len(s.text) + len(s.tip) for s in g.steps))


def answered(guide: Guide) -> Checklist:
    """Return a list with every question answered, by its longest answers."""
    checklist = Checklist(guide)
    while (question := checklist.next_question()) is not None:
        checklist = checklist.answer(question.id, max(question.answers, key=lambda a: len(a.text)).id)
    return checklist


def _arrive(hand: Hand) -> None:
    services = hand.shell
    done: list[object] = []
    services.ask(lambda s: s.arrivals.declare(None, "BEN", "fr"), done.append)
    hand.rest()
    hand.shell.situation.visit.noted = done[0]


def _without_a_disk(hand: Hand) -> None:
    hand.shell.situation.data = Unwritable(Trouble.FULL)


def _noted_before_the_disk_filled(hand: Hand) -> None:
    _arrive(hand)
    _without_a_disk(hand)


def _with_list(hand: Hand) -> None:
    guide = longest(hand.shell.situation.guides)
    hand.shell.situation.visit.theme, hand.shell.situation.visit.checklist = guide.theme, answered(guide)


def _guides(hand: Hand) -> None:
    hand.shell.situation.visit.theme = hand.shell.situation.guides[0].theme


def _no_guides(hand: Hand) -> None:
    # A site may hide every guide of a theme.
    hand.shell.situation.guides = tuple(g for g in hand.shell.situation.guides if g.theme is not Theme.WORK)
    hand.shell.situation.visit.theme = Theme.WORK


def _questions(hand: Hand) -> None:
    guide = longest(hand.shell.situation.guides)
    hand.shell.situation.visit.checklist = Checklist(guide)


def _papers(hand: Hand) -> None:
    _with_list(hand)
    checklist = hand.shell.situation.visit.checklist
    for place, paper in enumerate(checklist.papers()):
        if place % 3 < 2:
            checklist = checklist.tick(paper.id, owned=place % 3 == 0)
    hand.shell.situation.visit.checklist = checklist


def _step(hand: Hand) -> None:
    _with_list(hand)
    steps = hand.shell.situation.visit.checklist.steps()
    lengths = [len(s.text) + len(s.tip) + 99 * bool(s.phone) + 99 * bool(s.address) for s in steps]
    hand.shell.situation.visit.step = lengths.index(max(lengths))


def _list_ready(hand: Hand) -> None:
    _arrive(hand)
    _papers(hand)


def _finished(hand: Hand) -> None:
    _list_ready(hand)
    visit = hand.shell.situation.visit
    visit.finished = {visit.checklist.guide.id}


def _shown_list(hand: Hand) -> None:
    _list_ready(hand)
    visit = hand.shell.situation.visit
    visit.made = visit.checklist
    visit.shows_list, visit.shown_list, visit.leaves_by = True, visit.checklist.token(), time(11, 30)


def _leaving(hand: Hand) -> None:
    _arrive(hand)
    hand.shell.situation.visit.leaves_by = time(11, 30)


def _everything(hand: Hand) -> None:
    _list_ready(hand)
    visit = hand.shell.situation.visit
    visit.hour, visit.letters, visit.digits = time(9, 30), "BEN", "123456"
    visit.leaves_by, visit.shows_list = time(11, 30), True
    visit.by_sign, visit.speaks = True, "ta"
    ticket = visit.noted.ticket
    hand.shell.ask(lambda s: s.queue.call(ticket, "Bureau 2"))


def _pointed(hand: Hand) -> None:
    hand.shell.situation.visit.speaks = "ta"


def _by_sign(hand: Hand) -> None:
    _shown_list(hand)
    hand.shell.situation.visit.by_sign = True


def _walk_in(hand: Hand) -> None:
    hand.shell.situation.visit.door = Door.WALK_IN


def _typed(hand: Hand) -> None:
    hand.shell.situation.visit.letters = "BE"


Moment = tuple[str, Callable[[Hand], None], Callable[[Hand], None]]


def _nothing(_hand: Hand) -> None:
    """Leave everything as it is."""


def _settle(ended: Printed) -> Callable[[Hand], None]:
    def settle(hand: Hand) -> None:
        hand.shell.situation.visit.printed = ended
        hand.shell.navigator.say_again()

    return settle


def _other(hand: Hand) -> None:
    noted = hand.shell.situation.visit.noted
    hand.shell.screen.take_another(AlreadyNoted(noted.ticket, noted.at, stage=Stage.CALLED, desk="Bureau 2"))


MOMENTS: dict[str, Moment] = {
    "home": ("home", _nothing, _nothing),
    "closed": ("closed", _nothing, _nothing),
    "out_of_service": ("out_of_service", _without_a_disk, _nothing),
    "out_of_service_with_a_number": ("out_of_service", _noted_before_the_disk_filled, _nothing),
    "hour": ("hour", _nothing, _nothing),
    "letters": ("letters", _typed, _nothing),
    "slip_code": ("slip_code", _nothing, _nothing),
    "arrived": ("arrived", _arrive, _nothing),
    "arrived_with_a_list": ("arrived", _shown_list, _nothing),
    "leaving": ("leaving", _leaving, _nothing),
    "other_number": ("other_number", _arrive, _other),
    "too_many": ("too_many", _nothing, _nothing),
    "themes": ("themes", _nothing, _nothing),
    "walk_in": ("themes", _walk_in, _nothing),
    "guides": ("guides", _guides, _nothing),
    "no_guides": ("guides", _no_guides, _nothing),
    "questions": ("questions", _questions, _nothing),
    "papers": ("papers", _papers, _nothing),
    "step": ("step", _step, _nothing),
    "list_ready": ("list_ready", _list_ready, _nothing),
    "printing": ("printing", _arrive, _nothing),
    "printed": ("printing", _arrive, _settle(Printed.DELIVERED)),
    "printed_list": ("printing", _finished, _settle(Printed.DELIVERED)),
    "paper_out": ("printing", _arrive, _settle(Printed.PAPER_OUT)),
    "help": ("help", _arrive, _nothing),
    "more_time": ("more_time", _nothing, _nothing),
    "languages": ("languages", _nothing, _nothing),
    "language_pointed_at": ("languages", _pointed, _nothing),
    "other_languages": ("other_languages", _pointed, _nothing),
    "arrived_by_sign": ("arrived", _by_sign, _nothing),
    "comfort": ("comfort", _nothing, _nothing),
    "voice": ("voice", _nothing, _nothing),
    "nothing_kept": ("kept", _nothing, _nothing),
    "kept": ("kept", _everything, _nothing),
    "resume": ("resume", _nothing, _nothing),
    "aloud": ("aloud", _with_list, _nothing),
}
_UNREACHED = set(SCREENS) ^ {screen for screen, _, _ in MOMENTS.values()}
assert not _UNREACHED, f"each screen has a moment here that says how one gets there; not so: {_UNREACHED}"


def show(hand: Hand, name: str) -> None:
    """Bring a moment onto the screen, in the look and language in force."""
    screen, before, after = MOMENTS[name]
    # A look at the real files or hours would take the moment away.
    hand.shell.backstage.look_no_more()
    hand.rest()
    hand.shell.situation.visit = type(hand.shell.situation.visit)()
    hand.shell.situation.data = Sound()
    before(hand)
    hand.shell.navigator.show(screen)
    after(hand)
    hand.rest()
