"""A calendar published at an address comes onto the desk by itself; the address is told nowhere, and no word of it."""

import pytest

from kiosk.settings import Watch, load_settings
from tests.helpers.calendar_server import calendar, calendar_server, status
from tests.helpers.calendars import PARIS as ZONED
from tests.helpers.calendars import event, ics
from tests.helpers.desk_office import Office

PLACE = "/s3cr3t-5a7d2e/calendar.ics"
PLAN = ics(
    "-//x//",
    event(f"{ZONED}:20261124T150000", f"{ZONED}:20261124T153000", "[BEN] Logement, voir Benali", uid="a"),
    event(f"{ZONED}:20261124T160000", f"{ZONED}:20261124T163000", "[OKE]", uid="b"),
)
FEWER = ics("-//x//", event(f"{ZONED}:20261124T150000", f"{ZONED}:20261124T153000", "[BEN]", uid="a"))


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    with calendar_server(tmp_path / "server", monkeypatch) as started:
        settings = load_settings(site="meaux")
        watch = Watch(addresses={"2": started.address + PLACE})
        told = settings.model_copy(update={"imports": watch})
        monkeypatch.setattr("tests.helpers.desk_office.load_settings", lambda **_: told)
        yield started


@pytest.fixture
def office(server, tmp_path, clock):
    server.answers[PLACE] = calendar(PLAN)
    opened = Office(tmp_path / "data", clock)
    opened.enter()
    yield opened
    opened.close()


def hour(office, clock):
    """Let an hour pass, and the chores have their turn."""
    clock.advance(minutes=61)
    office.root.backstage.look_further()
    office.rest()


def test_the_plan_comes_by_itself_and_what_it_leaves_out_is_asked_about_at_the_desk(
    office, server, tmp_path, clock, capfd
):
    hour(office, clock)
    office.tap("Planning")
    assert "BEN · France services" in office.see()
    server.answers[PLACE] = calendar(FEWER)
    hour(office, clock)
    office.tap("Importer")
    seen = office.see()
    assert any(words.startswith("Agenda 2 en ligne : lu à 12") for words in seen)
    assert "Agenda 2 : 1 rendez‑vous n’est plus dans l’agenda en ligne." in seen
    office.tap("Le garder")
    server.answers[PLACE] = status(403)
    hour(office, clock)
    hour(office, clock)
    office.tap("Planning")
    office.tap("Importer")
    seen = office.see()
    assert any("l’accès est refusé. Publiez l’agenda à nouveau." in words for words in seen)
    clock.advance(seconds=30)
    office.hand.wait(2)
    assert office.root.ids.notice.standing == "Un agenda en ligne ne se lit pas. Voir : Planning, Importer."
    # Nobody is told where it stands: not on the screen, not in a file, not in a log.
    written = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    told = "".join(seen) + written.decode("latin-1") + "".join(capfd.readouterr())
    for secret in ("s3cr3t", "localhost", "Logement", "Benali"):
        assert secret not in told
