"""A calendar published at an address: read every hour, it adds and moves; nothing goes because a server is moody."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.adapters.errands.sender import Errands
from kiosk.adapters.schedules.published import AddressBook
from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
from kiosk.domain.machine.chores import ChoreTrouble
from kiosk.domain.reception.planning import Got
from kiosk.services.imports import Imports
from kiosk.services.planning import Planning
from kiosk.services.published_calendars import PublishedCalendars
from tests.helpers.calendar_server import (
    calendar,
    calendar_server,
    chunked,
    cut,
    drop_by_drop,
    packed,
    status,
    tagged,
)
from tests.helpers.calendars import PARIS as ZONED
from tests.helpers.calendars import event, ics
from tests.helpers.waiting_room import PARIS, SITE, waiting_room

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PLACE = "/owa/calendar/5a7d2e@melun.example/reachcalendar.ics"


def plan(*people):
    each = (
        event(f"{ZONED}:202612{day:02d}T{hour:02d}0000", f"{ZONED}:202612{day:02d}T{hour:02d}3000", f"[{who}]", uid=who)
        for who, day, hour in people
    )
    return ics("Microsoft Exchange Server 2010", *each)


BOTH = plan(("BEN", 1, 10), ("OKE", 8, 11))
FIRST = plan(("BEN", 1, 10))


@dataclass
class World:
    """A server outside, and a permanence that reads its calendars."""

    server: object
    room: object
    folder: object
    now: datetime = NOW

    def __post_init__(self):
        numbers = iter(range(10_000, 99_999, 7))
        day, clock = self.room.databases.day, lambda: self.now
        reader = ScheduleReader(SITE, plan_key(self.folder))
        self.imports = Imports(day, clock, SITE, reader, lambda n: next(numbers) % n, self.room.databases.plans)
        self.planning = Planning(day, clock, SITE, lambda n: next(numbers) % n)
        self.reader = reader
        self.start()

    def start(self, addresses=None):
        """Begin anew, as another process does."""
        found = addresses or {2: self.server.address + PLACE}
        source = AddressBook(found, self.reader, Errands())
        self.calendars = PublishedCalendars(source, self.imports, self.room.databases.day, lambda: self.now, SITE)

    def give(self, answer, path=PLACE):
        self.server.answers[path] = answer

    def look(self, answer=None, minutes=61):
        """Let so much time pass, then look once."""
        if answer is not None:
            self.give(answer)
        self.now += timedelta(minutes=minutes)
        return self.calendars.tend()

    @property
    def got(self):
        return self.calendars.states()[0].got

    @property
    def planned(self):
        with self.room.databases.day.transaction() as records:
            found = records.appointments(NOW, NOW + timedelta(weeks=20), "meaux")
        return [(f"{a.starts.astimezone(PARIS):%d/%m %H:%M}", a.letters, a.agenda) for a in found]


@pytest.fixture
def world(tmp_path, monkeypatch):
    with calendar_server(tmp_path / "server", monkeypatch) as server, waiting_room(tmp_path / "data") as room:
        yield World(server, room, tmp_path / "data")


STOOD = [("01/12 10:00", "BEN", 2), ("08/12 11:00", "OKE", 2)]


def test_a_calendar_is_read_every_hour_and_what_it_leaves_out_waits_for_a_yes(world):
    assert world.look(calendar(BOTH)) is None
    assert world.planned == STOOD
    world.give(calendar(plan(("BEN", 1, 15), ("LEG", 2, 9))))
    world.look(minutes=30)
    assert world.planned == STOOD, "half an hour is no hour"
    world.look(minutes=31)
    assert world.planned == [("01/12 15:00", "BEN", 2), ("02/12 09:00", "LEG", 2), ("08/12 11:00", "OKE", 2)]
    (asked,) = world.imports.waiting()
    # No event stands on the 8th any more, yet the calendar speaks of that day too: it goes as far as one plans.
    assert ([a.letters for a in asked.appointments], asked.agenda, asked.day_is_silent) == (["OKE"], 2, False)


def moody(world):
    """What servers were seen to answer, and what is made of it."""
    page = b"<!DOCTYPE html><html><body>Sign in to your account</body></html>"
    far = world.server.address
    return {
        "an error": (status(500, b"oops"), Got.FAILED),
        "too many questions": (status(429), Got.FAILED),
        "a password is asked for": (status(401, page), Got.REFUSED),
        "a publication that ended": (status(403), Got.REFUSED),
        "nothing there": (status(404, page), Got.GONE),
        "a page to sign in": (status(200, page, Content_Type="text/html"), Got.NO_CALENDAR),
        "words under a calendar's name": (calendar(b"Incorrect iCal URL"), Got.NO_CALENDAR),
        "nothing at all": (calendar(b""), Got.NO_CALENDAR),
        "half of it": (cut(BOTH), Got.CUT),
        "half of it, packed": (packed(BOTH, is_cut=True), Got.CUT),
        "half of it, in chunks": (chunked(FIRST[:200], is_cut=True), Got.CUT),
        "half of it, as if it were whole": (calendar(BOTH[: len(BOTH) // 2]), Got.CUT),
        "an error page behind it": (calendar(FIRST + page), Got.CUT),
        "another packing": (calendar(BOTH, Content_Encoding="br"), Got.FAILED),
        "bytes that are not packed": (calendar(BOTH, Content_Encoding="gzip"), Got.CUT),
        "sent on to an open line": (status(302, Location=far.replace("https", "http") + "/x"), Got.AWAY),
        "sent on to a file": (status(301, Location="file:///etc/passwd"), Got.AWAY),
        "sent on for ever": (status(302, Location=far + PLACE), Got.AWAY),
        "a part of it": (status(206, FIRST), Got.FAILED),
        "gigabytes": (calendar(b"BEGIN:VCALENDAR\r\n" * 1_400_000), Got.TOO_LARGE),
        "gigabytes, packed": (packed(b"BEGIN:VCALENDAR\r\n" * 1_400_000), Got.TOO_LARGE),
    }


def test_whatever_a_server_answers_nothing_is_taken_away_or_asked_about_and_the_desk_hears_of_it(world):
    world.look(calendar(BOTH))
    for name, (answer, expected) in moody(world).items():
        world.calendars._known[2].failures = 0
        told = world.look(answer)
        assert (world.got, name) == (expected, name)
        assert (told is ChoreTrouble.CALENDAR_UNREAD) is (expected not in {Got.SILENT, Got.FAILED, Got.CUT}), name
        assert (world.planned, world.imports.waiting()) == (STOOD, ()), name
    state = world.calendars.states()[0]
    assert state.last_read == NOW + timedelta(minutes=61)
    assert world.look(calendar(BOTH)) is None
    assert world.got is Got.WHOLE


def test_a_network_that_is_not_up_yet_is_told_at_the_third_try_and_tried_again_soon(world):
    world.give(status(503))
    assert [world.look(minutes=6) for _ in range(4)] == [None, None, *[ChoreTrouble.CALENDAR_UNREAD] * 2]
    assert world.look(calendar(BOTH), minutes=6) is None
    assert world.planned == STOOD


def test_a_calendar_without_a_single_event_says_nothing(world):
    world.look(calendar(BOTH))
    assert world.look(calendar(ics("-//x//"))) is None
    assert (world.planned, world.imports.waiting()) == (STOOD, ())


def test_a_server_that_nobody_vouches_for_or_that_is_another_is_not_believed(world, monkeypatch, tmp_path):
    world.look(calendar(BOTH))
    world.start({2: world.server.address.replace("localhost", "127.0.0.1") + PLACE})
    assert world.look(calendar(FIRST)) is ChoreTrouble.CALENDAR_UNREAD
    assert world.got is Got.UNTRUSTED
    monkeypatch.delenv("SSL_CERT_FILE")
    world.start()
    asked = len(world.server.asked)
    assert world.look() is ChoreTrouble.CALENDAR_UNREAD
    assert (world.got, len(world.server.asked)) == (Got.UNTRUSTED, asked), "nobody is asked who is not the one"
    assert world.planned == STOOD


def test_a_server_that_is_gone_or_hangs_costs_a_few_seconds(world, monkeypatch):
    world.start({2: "https://localhost:9/gone.ics"})
    world.look()
    assert world.got is Got.SILENT
    monkeypatch.setattr("kiosk.adapters.schedules.published._SECONDS", 1.0)
    world.start()
    world.look(drop_by_drop(BOTH, 0.3))
    assert world.got is Got.SILENT
    assert world.planned == []


def test_what_did_not_change_is_not_sent_again_but_once_a_day_all_of_it_is(world):
    far = plan(("BEN", 1, 10)).replace(b"END:VCALENDAR", event(
        f"{ZONED}:20270119T100000", f"{ZONED}:20270119T103000", "[FAR]", uid="far").replace("\n", "\r\n").encode()
        + b"END:VCALENDAR")  # fmt: skip
    world.look(tagged(far, 'W/"1"'))
    assert world.planned == [("01/12 10:00", "BEN", 2)]
    world.look()
    assert world.server.headers()["If-None-Match"] == 'W/"1"'
    assert world.got is Got.UNCHANGED
    # Nothing changed there, but a day later one plans a day further: the horizon moves over what it holds.
    world.look(minutes=48 * 60)
    assert "If-None-Match" not in world.server.headers()
    assert [letters for _, letters, _ in world.planned] == ["BEN", "FAR"]


def test_an_import_that_was_taken_back_at_the_desk_is_not_made_again_by_the_same_calendar(world):
    """Many calendars bear the time of the question in each event, and no tag: they are the same all the same."""
    world.look(calendar(BOTH))
    world.imports.undo()
    assert world.planned == []
    world.look(calendar(BOTH.replace(b"SUMMARY", b"DTSTAMP:20261123T090000Z\r\nSUMMARY")))
    assert world.planned == []
    world.look(calendar(plan(("BEN", 1, 14), ("OKE", 8, 11))))
    assert ("01/12 14:00", "BEN", 2) in world.planned


def test_what_somebody_moved_or_typed_at_the_desk_stays_hour_after_hour(world):
    world.look(calendar(BOTH))
    (planned,) = world.planning.appointments(date(2026, 12, 1))
    world.planning.change(planned.slip_code, datetime(2026, 12, 1, 16, tzinfo=PARIS), even_so=True)
    world.start()
    world.look()
    assert world.planned == [("01/12 16:00", "BEN", 2), ("08/12 11:00", "OKE", 2)]


def test_redirects_between_encrypted_places_packed_answers_and_cookies_are_followed(world):
    def after_a_cookie(asked):
        if "seen=1" in asked.headers.get("Cookie", ""):
            asked.reply(200, FIRST)
        else:
            asked.reply(302, Location=asked.path, Set_Cookie="seen=1")

    world.give(status(308, Location="/moved.ics"))
    world.give(status(301, Location=world.server.address + "/packed.ics"), "/moved.ics")
    world.give(packed(FIRST), "/packed.ics")
    world.look()
    assert (world.got, world.planned) == (Got.WHOLE, [("01/12 10:00", "BEN", 2)])
    world.look(after_a_cookie)
    assert world.got is Got.WHOLE
    world.look(chunked(BOTH[:50], BOTH[50:]))
    assert world.planned == STOOD
    assert "Crawler" not in world.server.headers()["User-Agent"]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("webcal://{}/a@b%40c d/é.ics?x=1&y=%20#top", "/a@b%40c%20d/%C3%A9.ics?x=1&y=%20"),
        ("https://{}/remote.php/dav/public-calendars/Xy?export", "/remote.php/dav/public-calendars/Xy?export"),
        ("https://{}", ""),
    ],
)
def test_addresses_are_taken_as_people_copy_them(world, address, asked):
    world.start({2: address.format(world.server.address.removeprefix("https://"))})
    world.give(calendar(FIRST), asked or "/")
    world.look()
    assert (world.got, world.server.asked[-1][0]) == (Got.WHOLE, asked or "/")


def test_a_password_in_the_address_goes_to_that_server_and_no_further(world):
    place = world.server.address.removeprefix("https://")
    world.start({2: f"https://jo%40x:s%3Acret@{place}/a.ics"})
    other = world.server.address.replace("localhost", "LOCALHOST")
    world.give(status(302, Location=other + "/b.ics"), "/a.ics")
    world.give(calendar(FIRST), "/b.ics")
    world.look()
    (_, told), (_, further) = world.server.asked
    assert told["Authorization"] == "Basic am9AeDpzOmNyZXQ="
    assert "Authorization" not in further
    assert world.planned == [("01/12 10:00", "BEN", 2)]


def test_several_agendas_are_read_in_turn_and_one_that_fails_keeps_no_other_from_it(world):
    world.start({1: world.server.address + "/gone", 2: world.server.address + PLACE, 3: world.server.address + "/c"})
    world.give(calendar(FIRST))
    world.give(calendar(plan(("LEG", 1, 10))), "/c")
    for _ in range(3):
        world.look(minutes=1)
    assert {(letters, agenda) for _, letters, agenda in world.planned} == {("BEN", 2), ("LEG", 3)}
    assert [(s.agenda, s.got) for s in world.calendars.states()] == [(1, Got.GONE), (2, Got.WHOLE), (3, Got.WHOLE)]
    assert [each.agendas for each in world.imports.crowded()] == [(2, 3)]
