"""A second fictitious week: plans corrected, doubles, slips of other days, two desks on one queue, a share that dies.

Kiosk and two desks, three processes with real taps on one folder. What each part does is told elsewhere, at length.
"""

import sqlite3
from pathlib import Path

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.machine.clocks import system_clock
from kiosk.domain.reception.access import Role
from kiosk.wiring import access
from tests.helpers.dead_share import dead_share
from tests.helpers.sheets_made import csv_of
from tests.helpers.stage import Stage
from tests.system.test_day_story import PIN, check_in, comes_to_lose, comes_to_see, counts, help_with, walk_in

pytestmark = pytest.mark.system
HEAD = "date;heure;nom;objet"
BEN, GAR = "24/11/2026;9h30;Benali;PAND@", "01/12/2026;9h30;Garnier;PAND@"
KON, KON_MOVED = "24/11/2026;10h00;Kone;France services", "24/11/2026;10h30;Kone;France services"
MAR, SOW = "24/11/2026;11h00;Martin;France services", "24/11/2026;11h30;Sow;France services"
FILE = csv_of(HEAD, BEN, KON, MAR, GAR)
CORRECTED = csv_of(HEAD, SOW, BEN, KON_MOVED, MAR, GAR)
ONE_LEFT_OUT = csv_of(HEAD, SOW, BEN, KON_MOVED, GAR)
RSA, CARD, HOUSING = "Demander le RSA", "Refaire ma carte d’identité", "Demander un logement social"


class Adviser:
    """Puts the same agenda into the folder again and again; `slips` are what people have in their pockets."""

    def __init__(self, place: Path, kiosk) -> None:
        self.folder = place / "agendas"
        self.folder.mkdir()
        self._day, self._kiosk = place / "real" / "day.sqlite", kiosk

    def put(self, plan: bytes, looks: int = 2) -> None:
        """Copy a file; it is taken once two looks, a minute apart, find it the same."""
        (self.folder / "agenda-1.csv").write_bytes(plan)
        self.go_by(looks)

    def go_by(self, looks: int) -> None:
        for _ in range(looks):
            self._kiosk().wait(61)

    @property
    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    @property
    def slips(self) -> dict[str, str]:
        return {letters: code for letters, _, code in self._appointments()}

    @property
    def plan(self) -> dict[str, str]:
        """Return who is expected when, UTC."""
        return {letters: starts[:16] for letters, starts, _ in self._appointments()}

    def _appointments(self) -> list[tuple[str, str, str]]:
        with sqlite3.connect(self._day) as day:
            return day.execute("SELECT letters, starts, slip_code FROM appointment").fetchall()


@pytest.fixture
def week(tmp_path):
    adviser = Adviser(tmp_path, lambda: stage.kiosk)
    with open_databases(tmp_path / "real", role="") as files:
        for label in ("M1", "M2"):
            access(files, system_clock).add(label, Role.MEDIATOR, PIN)
    with Stage(tmp_path, "desk", watched=str(adviser.folder)) as stage:
        stage.tmp, stage.adviser, stage.other = tmp_path, adviser, stage.board
        for player, label in ((stage.desk, "M1"), (stage.other, "M2")):
            player.tap(label)
            player.keys(PIN)
        yield stage


def show_slip(kiosk, code):
    kiosk.scan("KR" + code)
    number = next(words for words in kiosk.see() if words.startswith("A "))
    kiosk.tap("Effacer mon écran")
    return number


def act_on(desk, number, words):
    desk.tap(f"Autres actions pour {number}")
    desk.tap(words)


@pytest.mark.long  # one run in five broke off where the two desks call, cause unknown yet
def test_a_second_week_at_meaux(week):
    kiosk, desk, other, adviser = week.kiosk, week.desk, week.other, week.adviser

    # A plan is copied while it is looked at; then corrected three times, beside what somebody typed at the desk.
    week.at(8, 45)
    desk.tap("Planning")
    desk.keys("900\tDUR\n")
    adviser.put(FILE[:-30], looks=1)
    adviser.put(FILE, looks=1)
    assert (set(adviser.plan), adviser.files) == ({"DUR"}, ["agenda-1.csv"])
    adviser.go_by(looks=1)
    slips = adviser.slips
    assert (set(slips), adviser.files) == ({"DUR", "BEN", "KON", "MAR", "GAR"}, [])
    adviser.put(CORRECTED)
    assert adviser.plan["KON"] == "2026-11-24T09:30"
    adviser.put(ONE_LEFT_OUT)
    assert "MAR" in adviser.plan, "a file took somebody away"
    desk.tap("Importer")
    assert comes_to_see(desk, "Agenda 1 : 1 rendez‑vous n’est plus dans le fichier.")
    desk.tap("Retirer 1 rendez‑vous")
    assert comes_to_see(desk, "1 rendez‑vous retirés.")
    assert "MAR" not in adviser.plan
    adviser.put(CORRECTED)
    assert adviser.plan["MAR"] == "2026-11-24T10:00"
    assert {who: adviser.slips[who] for who in ("DUR", "BEN", "KON", "GAR")} == {
        who: slips[who] for who in ("DUR", "BEN", "KON", "GAR")
    }
    assert adviser.files == []

    # Somebody takes two numbers; somebody shows the slip of another day.
    week.at(9, 2)
    for player in (desk, other):
        player.tap("File d’attente")
    first, second = check_in(kiosk, "9\u00a0h", "DUR"), check_in(kiosk, "9\u00a0h", "DUR")
    assert comes_to_see(desk, f"Doublon probable de {first}")
    act_on(desk, second, f"Réunir avec {first}")
    assert comes_to_lose(desk, first)
    ben, early = show_slip(kiosk, slips["BEN"]), show_slip(kiosk, slips["GAR"])
    assert comes_to_see(desk, early)
    act_on(desk, early, "Retirer")
    assert comes_to_lose(desk, early)

    # Two desks on one queue: each call has one owner, and an end that came too early is taken back.
    desk.beside(second, "Appeler")
    assert comes_to_see(other, second, "Bureau 1")
    assert "Commencer" not in other.see()
    other.beside(ben, "Appeler")
    desk.tap("Commencer")
    other.tap("Commencer")
    desk.tap(RSA)
    desk.tap("Démarche faite")
    desk.tap("Terminer")
    desk.tap("Terminer")
    desk.tap("Rouvrir la séance")
    desk.tap("À compléter")
    desk.tap("Terminer")
    desk.tap("Terminer")
    desk.tap("J’ai recopié")
    help_with(other, CARD, "Réorientation", "Pimms Médiation")

    week.at(18, 5)
    kiosk.wait(12)
    assert comes_to_see(kiosk, "La permanence est fermée.")
    told = ("visits", "outcomes", "actors", "arrivals")
    tuesday = {
        ("visits", ""): 2, ("outcomes", "to-complete"): 1, ("outcomes", "redirected"): 1,
        ("actors", "pimms-mediation"): 1, ("arrivals", "appointment"): 2,
    }  # fmt: skip
    assert counts(week.tmp, *told) == tuesday

    # A day that usually has no permanence; the share dies, and nobody in the room notices.
    week.day = "2026-11-26"
    week.at(13, 50)
    assert comes_to_see(kiosk, "La permanence est fermée.")
    desk.tap("Journée")
    desk.tap("Permanence aujourd’hui, de 13\u00a0h\u00a030 à 16\u00a0h\u00a030")
    assert comes_to_see(kiosk, "Bonjour. Que voulez‑vous faire\u202f?")
    adviser.folder.rename(week.tmp / "away")
    kiosk.leave_imports(True)
    with dead_share(adviser.folder) as somebody_hangs:
        kiosk.wait(61)
        assert somebody_hangs.wait(60)
        number = walk_in(kiosk)
        other.tap("File d’attente")
        assert comes_to_see(other, number)
        other.beside(number, "Appeler")
        other.tap("Commencer")
        help_with(other, HOUSING, "Information seulement")
    kiosk.leave_imports(False)
    adviser.folder.rmdir()
    (week.tmp / "away").rename(adviser.folder)

    week.at(17, 31)
    kiosk.wait(12)
    assert comes_to_see(kiosk, "La permanence est fermée.")
    assert counts(week.tmp, *told) == tuesday | {
        ("visits", ""): 3, ("outcomes", "information"): 1, ("arrivals", "walk-in"): 1,
    }  # fmt: skip
    assert adviser.files == []
    assert (adviser.plan, adviser.slips["GAR"]) == ({"GAR": "2026-12-01T08:30"}, slips["GAR"])
    with sqlite3.connect(week.tmp / "real" / "day.sqlite") as day:
        for table in ("arrival", "assisted_session", "demarche", "import_undo", "pending_count"):
            assert day.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
