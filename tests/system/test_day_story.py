"""A whole day of the permanence, on kiosk, desk and wall screen: three processes, real taps, one folder."""

import sqlite3
from datetime import date, datetime

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.machine.clocks import system_clock
from kiosk.adapters.reports.press import FilePress
from kiosk.domain.figures.periods import Unit, period_holding
from kiosk.domain.figures.publication import FileKind
from kiosk.domain.reception.access import Role
from kiosk.wiring import access
from tests.helpers.figures_made import desk_of
from tests.helpers.stage import Stage
from tests.helpers.waiting_room import PARIS, StandingClock

pytestmark = pytest.mark.system
PIN = "274183"
LOOKS = 10  # at another process's screen, a second apart by its clock, however busy the machine
# Fourteen appointments: hour, letters; typed at the desk on the morning itself.
PLANNED = (
    ("900", "BEN"), ("930", "KON"), ("1000", "DIA"), ("1030", "MAR"), ("1100", "LEG"), ("1130", "OKE"), ("1200", "NDI"),
    ("1330", "TRA"), ("1400", "SOW"), ("1430", "LI"), ("1500", "VO"), ("1530", "GAR"), ("1600", "PET"), ("1630", "ROS"),
)  # fmt: skip


@pytest.fixture
def stage(tmp_path):
    with open_databases(tmp_path / "real", role="") as files:
        access(files, system_clock).add("M1", Role.MEDIATOR, PIN)
    with Stage(tmp_path) as opened:
        opened.tmp = tmp_path
        yield opened


def check_in(kiosk, hour, letters):
    """Arrive as a visitor does: the door, the hour, three letters, then home again."""
    kiosk.tap("J’ai rendez‑vous")
    kiosk.tap(hour)
    for letter in letters:
        kiosk.tap(letter)
    kiosk.tap("C’est bon")
    number = next(words for words in kiosk.see() if words.startswith("A "))
    kiosk.tap("Effacer mon écran")
    return number


def walk_in(kiosk):
    kiosk.tap("Je n’ai pas de rendez‑vous")
    kiosk.tap("Je ne sais pas")
    number = next(words for words in kiosk.see() if words.startswith("S "))
    kiosk.tap("Effacer mon écran")
    return number


def help_with(desk, guide, outcome, actor=""):
    """Run a session to its end: one démarche, its outcome, the draft read."""
    desk.tap(guide)
    desk.tap(outcome)
    if actor:
        desk.tap(actor)
    desk.tap("Terminer")
    desk.tap("Terminer")
    assert "La Coop : compte rendu d’activité" in desk.see()
    desk.tap("J’ai recopié")


def comes_to_see(who, *words):
    """Say whether all of this is seen in the end: what another process wrote is there a moment later."""
    return any(set(words) <= set(who.see()) for _ in range(LOOKS))


def comes_to_lose(who, words):
    """Say whether this is seen no more in the end."""
    return any(words not in who.see() for _ in range(LOOKS))


def call(desk, board, number):
    assert comes_to_see(desk, number)
    desk.beside(number, "Appeler")
    assert comes_to_see(board, number)


def counts(folder, *families):
    with sqlite3.connect(folder / "real" / "figures.sqlite") as figures:
        rows = figures.execute("SELECT family, value, sum(n) FROM counter GROUP BY family, value").fetchall()
    return {(family, value): n for family, value, n in rows if family in families and n}


def figures_of(folder):
    """The year as the screen tells it, and as its CSV does once it is over, at a site whose threshold is 5."""
    clock = StandingClock(datetime(2030, 1, 2, tzinfo=PARIS))
    with open_databases(folder, role="") as files:
        year = period_holding(Unit.YEAR, day_counted(files))
        reports, screen = desk_of(files, clock)
        reports._thresholds = {"meaux": 5}
        lines = FilePress().write(reports.report(year), FileKind.CSV).decode().splitlines()[1:]
        return screen.view(year.span, frozenset({"meaux"})), [line.split(",") for line in lines]


def day_counted(files):
    return date.fromisoformat(min(cell.period[:7] for cell in files.figures.totals()) + "-01")


def test_a_day_at_meaux(stage):
    kiosk, desk, board = stage.kiosk, stage.desk, stage.board
    stage.at(8, 45)
    assert "La permanence est fermée." in kiosk.see()
    desk.tap("M1")
    desk.keys(PIN)
    desk.tap("Planning")
    for hour, letters in PLANNED:
        desk.keys(f"{hour}\t{letters}\n")
    assert comes_to_see(desk, "ROS · France services")
    stage.at(9, 2)
    desk.tap("File d’attente")
    assert comes_to_see(kiosk, "Bonjour. Que voulez‑vous faire\u202f?")

    # The first two arrive; the second is called, helped, and sent on to Pimms.
    first, second = check_in(kiosk, "9\u00a0h", "BEN"), check_in(kiosk, "9\u00a0h\u00a030", "KON")
    assert comes_to_see(desk, "Rendez‑vous 9\u00a0h\u00a000 · BEN", "Rendez‑vous 9\u00a0h\u00a030 · KON")
    call(desk, board, first)
    desk.tap("Commencer")
    help_with(desk, "Refaire ma carte d’identité", "Réorientation", "Pimms Médiation")

    # A call is made for the wrong number, and taken back.
    stranger = walk_in(kiosk)
    call(desk, board, stranger)
    desk.tap("Annuler")
    assert comes_to_lose(board, stranger)

    # One steps out and comes back; nobody says why.
    desk.beside(second, "Appeler")
    desk.tap(f"Autres actions pour {second}")
    desk.tap("Revient plus tard")
    assert comes_to_see(desk, "Reviennent plus tard")
    desk.tap(f"Autres actions pour {second}")
    desk.tap("Est revenu")
    # Called, called again, and received.
    call(desk, board, second)
    desk.tap(f"Autres actions pour {second}")
    desk.tap("Rappeler")
    desk.tap("Commencer")
    help_with(desk, "Demander le RSA", "Démarche faite")

    stage.at(10, 20)
    assert not any("DIA" in words for words in desk.see())  # its window is over: it is nowhere
    walkers = [walk_in(kiosk) for _ in range(4)]
    call(desk, board, stranger)
    desk.tap("Commencer")
    help_with(desk, "Demander un logement social", "Réorientation", "CCAS")
    for number in walkers:
        call(desk, board, number)
        desk.tap("Commencer")
        help_with(desk, "Demander mon casier judiciaire", "Information seulement")

    stage.at(14, 1)
    late = check_in(kiosk, "14\u00a0h", "SOW")
    call(desk, board, late)
    desk.tap("Commencer")
    desk.tap("Première venue")
    help_with(desk, "Demander le RSA", "À compléter")

    stage.at(18, 5)
    kiosk.wait(12)
    assert comes_to_see(kiosk, "La permanence est fermée.")
    assert comes_to_see(board, "La permanence est fermée.")
    assert counts(stage.tmp, "visits", "new-people", "outcomes", "actors", "arrivals") == {
        ("visits", ""): 8, ("new-people", ""): 1, ("outcomes", "redirected"): 2, ("outcomes", "done"): 1,
        ("outcomes", "information"): 4, ("outcomes", "to-complete"): 1, ("actors", "pimms-mediation"): 1,
        ("actors", "ccas"): 1, ("arrivals", "appointment"): 3, ("arrivals", "walk-in"): 5,
    }  # fmt: skip
    # What was touched is what is published, once the year is over: nothing more, nothing less, no number under five.
    screen, report = figures_of(stage.tmp / "real")
    assert [screen.number("total", row) for row in ("arrivals", "visits", "demarches", "new-people")] == [8, 8, 8, 1]
    told = {row: (value, why) for _, _, _, table, row, _, value, why, _ in report if table == "total"}
    assert told["arrivals"] == told["visits"] == told["demarches"] == ("8", "")
    assert told["new-people"] == ("", "merged")  # nothing is said of it, not even that it is small
    with sqlite3.connect(stage.tmp / "real" / "day.sqlite") as day:
        for table in ("arrival", "appointment", "assisted_session", "demarche"):
            assert day.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
