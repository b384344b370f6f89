"""The commands of the centre and of a box that tells it: over TLS, by a process of their own, with sentences."""

import re
import subprocess
from datetime import UTC, date, datetime

import psycopg
import pytest
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.adapters.centre.far import FarCentre
from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.errands.sender import Errands
from kiosk.domain.figures.report import Report
from kiosk.domain.figures.tables import Catalogue
from kiosk.domain.figures.tallies import Heard, Silence
from kiosk.domain.figures.usage import Counter
from kiosk.services.reports import Reports
from kiosk.services.simulation import Simulation
from kiosk.settings import WrongSetting, load_settings
from kiosk.shipped import shipped
from tests.centre.rig import Beside
from tests.helpers.publishing import GUIDES, period
from tests.helpers.waiting_room import StandingClock

pytestmark = pytest.mark.system
MONTH = Counter("demarches", "meaux", "2026-11", "rsa")


def kiosk(*asked: str):
    return CliRunner().invoke(app, list(asked))


@pytest.fixture
def data(tmp_path):
    with open_databases(tmp_path / "data" / "real", role="") as files:
        files.figures.apply(1, [(MONTH, 12)])
    return tmp_path / "data"


@pytest.fixture
def settings_with(tmp_path):
    """Write a folder of settings that name a centre."""

    def write(address: str, *, without_tls: bool = False):
        folder = tmp_path / "config"
        subprocess.run(["cp", "-rL", str(shipped("config")), str(folder)], check=True)
        main = folder / "kiosk.toml"
        told = main.read_text().replace('url = ""\n', f'url = "{address}"\n')
        main.write_text(told.replace("without_tls = false", f"without_tls = {str(without_tls).lower()}"))
        return folder

    return write


def test_a_box_tells_its_figures_over_tls_with_a_password(made, data, settings_with, machine_clock):
    made.ask("ALTER ROLE site_meaux PASSWORD 'montmartre'")
    folder = settings_with(made.server.by_network(made.database, "site_meaux", "montmartre"))
    done = kiosk("sync", "--data", str(data), "--config", str(folder))
    assert (done.exit_code, done.output.strip()) == (0, "Meaux: kept")
    assert kiosk("sync", "--data", str(data), "--config", str(folder)).output.strip() == "Meaux: held"
    assert made.total() == {("meaux", "demarches", "2026-11", "rsa"): 12}


@pytest.mark.parametrize("wrong", ["password", "authority", "name of the server"])
def test_a_server_that_cannot_prove_who_it_is_or_a_wrong_password_gets_nothing(
    made, data, settings_with, tmp_path, machine_clock, wrong
):
    made.ask("ALTER ROLE site_meaux PASSWORD 'montmartre'")
    authority = None
    if wrong == "authority":
        authority = tmp_path / "other.crt"
        subprocess.run(["openssl", "req", "-new", "-x509", "-nodes", "-subj", "/CN=other", "-keyout", "/dev/null",
                        "-out", str(authority)], check=True, capture_output=True)  # fmt: skip
    address = made.server.by_network(
        made.database, "site_meaux", "x" if wrong == "password" else "montmartre", authority
    )
    if wrong == "name of the server":
        address = address.replace("localhost", "127.0.0.1")
    done = kiosk("sync", "--data", str(data), "--config", str(settings_with(address)))
    assert (done.exit_code, "the centre refuses" in done.output) == (1, True)
    assert "montmartre" not in done.output
    assert made.total() == {}


@pytest.mark.parametrize(
    ("address", "without_tls"),
    [
        ("postgresql://site@centre.exemple.fr/db", False),
        ("postgresql://site@centre.exemple.fr/db?sslrootcert=/a&sslmode=prefer", False),
        ("postgresql://site@centre.exemple.fr/db?sslrootcert=/a&hostaddr=10.0.0.1", False),
        ("postgresql://site@centre.exemple.fr/db", True),
        ("postgresql://site@10.0.0.1/db", True),
        ("postgresql://site@127.0.0.1,10.0.0.1/db", True),
        ("postgresql://site@127.0.0.1/db?host=10.0.0.1", True),
        ("postgresql:///db?host=/run/postgresql", False),
        ("https://centre.exemple.fr", False),
        ("centre.exemple.fr", False),
    ],
)
def test_no_address_that_would_go_without_tls_or_on_a_strangers_word_is_taken(settings_with, address, without_tls):
    with pytest.raises(WrongSetting, match=r"kiosk\.toml: centre: expected"):
        load_settings(settings_with(address, without_tls=without_tls))


@pytest.mark.parametrize("address", ["postgresql://s@127.0.0.1/db", "postgresql:///db?host=/run/postgresql&user=s"])
def test_a_server_on_this_very_machine_may_go_without_when_it_is_said(settings_with, address):
    found = load_settings(settings_with(address, without_tls=True))
    assert found.centre.url.get_secret_value() == address
    assert "127" not in repr(found)
    assert "run" not in repr(found.centre)


def test_without_a_centre_the_command_says_so_and_sends_nothing(data, machine_clock):
    done = kiosk("sync", "--data", str(data))
    assert (done.exit_code, "there is none, and nothing is sent" in done.output) == (2, True)


def test_invented_figures_are_told_to_nobody(made, data, settings_with, machine_clock):
    with open_databases(data / "real", role="") as files:
        files.figures.mark_invented()
    done = kiosk(
        "sync", "--data", str(data), "--config", str(settings_with(made.address("site_meaux"), without_tls=True))
    )
    assert (done.exit_code, "invented" in done.output) == (2, True)
    assert made.total() == {}


def test_a_centre_that_is_not_there_is_a_word_and_no_traceback(made, data):
    with open_databases(data / "real", role="") as files:
        nobody = FarCentre("postgresql://s@127.0.0.1:9/db", Errands(), without_tls=True)
        assert nobody.tell(files.figures.tallies(), ()) is Silence.OUT_OF_REACH


def test_the_commands_that_keep_the_centre_can_be_repeated_and_name_who_was_never_heard(made, tmp_path):
    sites = tmp_path / "sites.csv"
    sites.write_text("site;town;department;region;country\nprovins;Provins;Seine-et-Marne;Île-de-France;France\n")
    for expected in ("1 sites placed, 1 roles made", "1 sites placed, 0 roles made"):
        done = kiosk("centre", "init", "--url", made.address(), "--sites", str(sites))
        assert (done.exit_code, expected in done.output) == (0, True), done.output
    asked = kiosk("centre", "check", "--url", made.address())
    assert asked.exit_code == 0, asked.output
    assert "never heard: fontainebleau, la-rochette, meaux, provins, troyes" in asked.output


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("GRANT SELECT ON centre.total TO site_troyes", "a right on a table"),
        ("GRANT SELECT ON centre.total_04 TO PUBLIC", "a right on a table"),
        ("GRANT INSERT ON centre.total TO centre_report", "a right to write"),
        ("ALTER TABLE centre.total NO FORCE ROW LEVEL SECURITY", "rows nobody guards"),
        ("ALTER ROLE site_troyes BYPASSRLS", "may do more than speak"),
        ("GRANT centre_report TO site_troyes", "may do more than speak"),
        ("ALTER ROLE centre_keeper LOGIN", "may log in"),
        ("ALTER TABLE centre.total ADD COLUMN day date", "could hold a day"),
    ],
)
def test_what_gives_somebody_more_than_is_theirs_is_named(made, wrong, told):
    back = re.sub(r"^GRANT (.*) TO ", r"REVOKE \1 FROM ", wrong).replace("NO FORCE", "FORCE")
    back = back.replace(" BYPASSRLS", " NOBYPASSRLS").replace("keeper LOGIN", "keeper NOLOGIN")
    made.ask(wrong)
    try:
        asked = kiosk("centre", "check", "--url", made.address())
    finally:
        made.ask(back.replace("ADD COLUMN day date", "DROP COLUMN day"))
    assert (asked.exit_code, told in asked.output) == (1, True), asked.output
    assert kiosk("centre", "check", "--url", made.address()).exit_code == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("site,town\n", "line 1"),
        ("site,town,department,region,country\n", "line 2: expected a site"),
        ("site,town,department,region,country\nMeaux,Meaux,A,B,C\n", "line 2: site: expected small letters"),
        ("site,town,department,region,country\nmeaux,,A,B,C\n", "line 2: town: expected a name"),
        ("site,town,department,region,country\nmeaux,M,A,B,C\nmeaux,M,A,B,C\n", "line 3: site"),
        ("site,town,department,region,country\nmeaux,M,A,B,C\ntroyes,T,A,D,C\n", "line 3: department"),
    ],
)
def test_a_list_of_sites_that_cannot_be_used_is_told_by_line_and_column(made, tmp_path, content, told):
    sites = tmp_path / "sites.csv"
    sites.write_text(content)
    done = kiosk("centre", "init", "--url", made.address(), "--sites", str(sites))
    assert (done.exit_code, told in done.output) == (2, True), done.output


def test_the_real_child_hears_the_centre(made, data):
    with open_databases(data / "real", role="") as files:
        centre = FarCentre(made.address("site_meaux"), Errands(), without_tls=True)
        assert isinstance(centre.tell(files.figures.tallies(), ()), Heard)


@pytest.fixture
def reporter(made):
    made.ask("DO $$ BEGIN CREATE ROLE reporter LOGIN IN ROLE centre_report; "
             "EXCEPTION WHEN duplicate_object THEN NULL; END $$")  # fmt: skip
    return made.address("reporter")


def publish(folder, site: str, seed: int, a_day: float):
    """A box counts an invented quarter, publishes it, and tells the centre."""
    place = load_settings(site=site).site
    with open_databases(folder, role="") as files:
        Simulation((place,), GUIDES, seed, a_day).fill(files.figures, date(2026, 9, 30), 92)
        clock = StandingClock(datetime(2026, 10, 2, 9, tzinfo=UTC))
        catalogue = Catalogue(GUIDES, {}, {}, {place.id: place.half_days})
        made = Reports(files.figures, files.day, clock, place, lambda: catalogue, thresholds={}, version="0.1.0")
        assert isinstance(made.report(period("2026-Q3"), place.id), Report)
        return files.figures.tallies(), files.figures.issues(place.id)


def test_three_boxes_publish_and_their_department_is_reported(made, reporter, tmp_path):
    for seed, site in enumerate(("meaux", "fontainebleau", "la-rochette")):
        tallies, issues = publish(tmp_path / site, site, seed, 9.0)
        heard = FarCentre(made.address(f"site_{site}"), Beside(), without_tls=True).tell(tallies, issues)
        assert isinstance(heard, Heard), heard
    out = tmp_path / "report.csv"
    asked = ("centre", "report", "--url", reporter, "--period", "2026-Q3", "--format", "csv", "--out", str(out))
    done = kiosk(*asked, "--level", "department", "--name", "Seine-et-Marne")
    assert done.exit_code == 0, done.output
    rows = {tuple(line.split(",")[3:6]): line.split(",")[6:8] for line in out.read_text().splitlines()[1:]}
    told = sum(n for (_, family, _, _), n in made.total().items() if family == "visits")
    assert rows["total", "visits", "n"] == [str(told), ""]
    assert {row for table, row, _ in rows if table == "site"} == {"meaux", "fontainebleau", "la-rochette"}
    assert not any(table in {"half-day", "month"} for table, _, _ in rows)
    # Published for good: the reporter's role may add, and never change.
    assert made.ask("SELECT count(*) FROM centre.frozen") == [(5,)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        made.ask("UPDATE centre.frozen SET number = 1", "reporter")
    assert kiosk(*asked, "--level", "country", "--name", "France").exit_code == 0
    nobody = kiosk(*asked, "--level", "region", "--name", "Bretagne")
    assert (nobody.exit_code, "No site lies" in nobody.output) == (1, True)
    assert kiosk(*asked[:4], "--period", "2026", "--name", "France", "--out", str(out)).exit_code == 2


def test_what_a_site_published_is_told_once_and_as_it_was(made, tmp_path):
    tallies, issues = publish(tmp_path / "box", "meaux", 1, 9.0)
    centre = FarCentre(made.address("site_meaux"), Beside(), without_tls=True)
    centre.tell(tallies, issues)
    first = made.ask("SELECT * FROM centre.told ORDER BY site, shape, line, heading")
    centre.tell(tallies, issues)
    assert made.ask("SELECT * FROM centre.told ORDER BY site, shape, line, heading") == first
    assert len(first) > 50
    assert made.ask("SELECT count(*) FROM centre.told WHERE number BETWEEN 1 AND 10") == [(0,)]
    assert made.ask("SELECT DISTINCT scope FROM centre.published") == [("meaux",)]
