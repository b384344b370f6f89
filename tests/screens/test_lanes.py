"""Nothing that hangs holds a check-in; whoever waits too long is told; the service manager knows a hung database."""

import threading
from datetime import datetime, time

import pytest
from kivy.core.window import Window

from kiosk.domain.machine.chores import ChoreTrouble
from screens.running.heartbeat import Heartbeat
from screens.running.lanes import ALLOWED, Lane
from tests.conftest import SetClock
from tests.helpers.dead_share import dead_share
from tests.helpers.desk_office import Office
from tests.helpers.waiting_room import PARIS, waiting_room


class Pace:
    """The machine's own seconds, which a test hurries."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


class Hanging:
    """A job that hangs until it is let go."""

    def __init__(self) -> None:
        self.began, self.released = threading.Event(), threading.Event()

    def __call__(self, *_: object) -> str:
        self.began.set()
        self.released.wait(60)
        return "late"


@pytest.fixture
def hanging():
    job = Hanging()
    yield job
    job.released.set()


@pytest.fixture
def pace():
    return Pace()


@pytest.fixture
def kiosk(open_kiosk, pace):
    hand = open_kiosk()
    # The watchdog counts frames that were really drawn.
    hand.eyes_open = True
    hand.shell.backstage.lanes._now = pace
    return hand


def arrive(hand):
    for words in ("J’ai rendez‑vous avec le médiateur", "Je ne sais pas"):
        hand.tap(words)
        hand.frame()


@pytest.mark.parametrize("lane", [lane for lane in Lane if lane is not Lane.DATABASE])
def test_whatever_hangs_elsewhere_an_arrival_is_noted(kiosk, hanging, lane):
    kiosk.shell.ask(hanging, lane=lane)
    kiosk.until(hanging.began.is_set, "the job did not begin")
    answers = []
    kiosk.shell.ask(lambda s: s.arrivals.declare(time(10), "", "fr"), answers.append)
    kiosk.until(lambda: answers, "no number while something hangs")
    assert str(answers[0].ticket) == "A 1"


def test_a_visitor_who_waits_too_long_is_told_that_somebody_will_help(kiosk, hanging, pace):
    late = []
    kiosk.shell.ask(hanging, late.append)
    behind = []
    kiosk.shell.ask(behind.append)
    kiosk.until(hanging.began.is_set, "the job did not begin")
    pace.at = ALLOWED[Lane.DATABASE] - 1
    kiosk.wait(2)
    assert kiosk.shell.screen.name == "home"
    pace.at = ALLOWED[Lane.DATABASE] + 1
    kiosk.wait(2)
    assert kiosk.shell.screen.name == "help"
    # Once it answers again, nothing of the past comes to the screen, and what had not begun was not done.
    hanging.released.set()
    kiosk.until(lambda: not kiosk.shell.backstage.lanes.is_busy(Lane.DATABASE), "the lane did not end")
    assert (late, behind) == ([], [])
    answers = []
    kiosk.shell.ask(lambda s: s.arrivals.hours(), answers.append)
    kiosk.until(lambda: answers, "the lane did not come back")


def test_until_a_stuck_job_ends_its_lane_says_no(kiosk, hanging, pace):
    kiosk.shell.ask(hanging, lane=Lane.PRINTING)
    kiosk.until(hanging.began.is_set, "the job did not begin")
    pace.at = ALLOWED[Lane.PRINTING] + 1
    kiosk.wait(2)
    told = []
    kiosk.shell.ask(lambda _: told.append("done"), otherwise=lambda: told.append("no"), lane=Lane.PRINTING)
    kiosk.wait(2)
    assert told == ["no"]
    assert not hanging.released.is_set()


def test_a_long_batch_of_sheets_is_not_stuck_while_sheets_come_out(kiosk, hanging, pace):
    told = []
    kiosk.shell.ask(hanging, told.append, lambda: told.append("no"), Lane.PRINTING)
    kiosk.until(hanging.began.is_set, "the job did not begin")
    for _ in range(5):
        pace.at += ALLOWED[Lane.PRINTING] - 1
        kiosk.shell.backstage.lanes.stir(Lane.PRINTING)
        kiosk.wait(2)
    hanging.released.set()
    kiosk.rest()
    assert told == ["late"]


@pytest.fixture
def watchdog(kiosk, monkeypatch):
    """What the service manager hears, asked for every second of the drawing clock."""
    heard = []
    monkeypatch.setenv("WATCHDOG_USEC", "3000000")
    beat = Heartbeat(heard.append, lambda: None, lambda: kiosk.shell.backstage.answers)
    kiosk.wait(2)

    def hears(word="WATCHDOG=1"):
        heard.clear()
        kiosk.wait(4)
        Window.dispatch("on_flip")
        return word in heard

    yield hears
    beat.end()


def test_the_service_manager_hears_nothing_more_once_the_database_hangs(kiosk, hanging, pace, watchdog):
    assert watchdog()
    kiosk.shell.ask(hanging, otherwise=lambda: None)
    kiosk.until(hanging.began.is_set, "the job did not begin")
    assert watchdog()
    # A chore of the closing that was under way would be what the database waits for.
    kiosk.until(lambda: not kiosk.shell.backstage.lanes.is_busy(Lane.CLOSING), "the closing did not come to rest")
    pace.at = ALLOWED[Lane.DATABASE] + 1
    assert not watchdog()
    hanging.released.set()
    kiosk.until(lambda: kiosk.shell.backstage.answers, "the lane did not come back")
    assert watchdog()


@pytest.mark.system
def test_a_database_whose_share_died_stops_the_word_to_the_service_manager(kiosk, pace, watchdog, tmp_path):
    with dead_share(tmp_path / "share") as somebody_hangs:
        told = []
        kiosk.shell.ask(lambda _: list((tmp_path / "share").iterdir()), told.append, lambda: told.append("no"))
        assert somebody_hangs.wait(60)
        assert watchdog()
        kiosk.until(lambda: not kiosk.shell.backstage.lanes.is_busy(Lane.CLOSING), "the closing did not come to rest")
        pace.at = ALLOWED[Lane.DATABASE] + 1
        assert not watchdog()
        kiosk.wait(2)
        assert told == ["no"]
    kiosk.until(lambda: kiosk.shell.backstage.answers, "the lane did not come back")
    assert watchdog()


def test_a_closing_that_takes_its_time_is_no_hung_database_but_one_that_never_ends_is(kiosk, pace, watchdog):
    closing, database = Hanging(), Hanging()
    kiosk.shell.ask(closing, otherwise=lambda: None, lane=Lane.CLOSING)
    kiosk.shell.ask(database, otherwise=lambda: None)
    kiosk.until(lambda: closing.began.is_set() and database.began.is_set(), "the jobs did not begin")
    pace.at = ALLOWED[Lane.DATABASE] + 1
    assert watchdog()
    pace.at = ALLOWED[Lane.CLOSING] + 1
    assert not watchdog()
    closing.released.set()
    database.released.set()
    kiosk.rest()


def test_a_printer_that_hangs_does_not_restart_the_kiosk(kiosk, hanging, pace, watchdog):
    kiosk.shell.ask(hanging, lane=Lane.PRINTING)
    kiosk.until(hanging.began.is_set, "the job did not begin")
    pace.at = 10 * ALLOWED[Lane.PRINTING]
    assert watchdog()


def test_a_kiosk_with_something_hanging_still_ends(kiosk, hanging):
    kiosk.shell.ask(hanging, lane=Lane.IMPORTS)
    kiosk.until(hanging.began.is_set, "the job did not begin")
    assert kiosk.shell.backstage.lanes.close() == {Lane.IMPORTS}
    assert not hanging.released.is_set()


@pytest.fixture
def office(tmp_path):
    clock = SetClock(datetime(2026, 11, 24, 10, tzinfo=PARIS))
    opened = Office(tmp_path, clock)
    opened.root.backstage.lanes._now = Pace()
    opened.clock = clock
    yield opened
    opened.close()


def test_the_queue_is_followed_while_an_import_hangs(office, hanging, tmp_path):
    office.enter()
    office.see()
    office.root.ask(hanging, lane=Lane.IMPORTS)
    office.hand.until(hanging.began.is_set, "the job did not begin")
    with waiting_room(tmp_path / "real") as kiosk:
        kiosk.arrivals.walk_in("", "fr")
    office.hand.wait(2)
    office.hand.until(lambda: office.root.screen.waiting == "1", "the desk did not see who came")
    assert not hanging.released.is_set()


@pytest.mark.parametrize(("lane", "words"), [(Lane.PRINTING, "L’impression est bloquée"), (Lane.REPORTS, "clé USB")])
def test_the_desk_says_what_hangs_and_says_it_no_more_once_it_goes_on(office, hanging, lane, words):
    office.enter()
    office.root.ask(hanging, otherwise=lambda: None, lane=lane)
    office.hand.until(hanging.began.is_set, "the job did not begin")
    office.root.backstage.lanes._now.at = ALLOWED[lane] + 1
    office.root.backstage.look_further()
    office.hand.until(lambda: office.do(lambda s: s.chores.troubles()), "nothing was noted")
    office.clock.advance(minutes=1)
    office.hand.wait(2)
    office.hand.until(lambda: words in office.root.ids.notice.standing, "the desk did not say it")
    hanging.released.set()
    office.clock.advance(minutes=3)
    office.hand.wait(2)
    office.hand.until(lambda: words not in office.root.ids.notice.standing, "the desk still says it")


def test_every_trouble_has_words_for_the_desk():
    from screens.desk.foot_said import CHORES_SAID

    assert set(CHORES_SAID) == set(ChoreTrouble)
