"""Columns that nobody recognises: somebody says once what they say, and no value of the file is shown or kept."""

from datetime import UTC, datetime

import pytest

from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
from kiosk.domain.reception.columns import Kind
from kiosk.domain.reception.planning import Preview, Unreadable
from kiosk.services.imports import Imports
from tests.helpers.sheets_made import csv_of
from tests.helpers.waiting_room import PARIS, SITE, waiting_room

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
BARE = (
    "24/11/2026;10h30;BENALI Amina;Dossier de retraite, deuxième passage avec sa fille;06 12 34 56 78",
    "24/11/2026;11h00;KONE Ali;PAND@;06 12 34 56 79",
    "01/12/2026;9h15;LE GOFF Luc;Logement;",
)
TITLED = ("Quand;À quelle heure;Qui;Pour quoi;Tel", *BARE)


class Desk:
    """A plan, and files brought to it."""

    def __init__(self, room, folder) -> None:
        numbers = iter(range(10_000, 99_999, 7))
        self.memory, self._folder = room.databases.plans, folder
        reader = ScheduleReader(SITE, plan_key(folder / "data"))
        self.imports = Imports(room.databases.day, lambda: NOW, SITE, reader, lambda n: next(numbers) % n, self.memory)

    def look(self, *lines, chosen=None, name="plan.csv"):
        (self._folder / name).write_bytes(csv_of(*lines))
        return self.imports.preview(self._folder / name, 1, chosen)


@pytest.fixture
def desk(tmp_path):
    with waiting_room(tmp_path / "data") as room:
        yield Desk(room, tmp_path)


def said(found):
    rows = found.reading.kept
    return [(f"{r.starts.astimezone(PARIS):%d/%m %H:%M}", r.letters, r.motif.value) for r in rows]


@pytest.mark.parametrize("lines", [BARE, TITLED], ids=["without titles", "with titles that nobody knows"])
def test_columns_are_named_by_number_and_kind_and_never_by_a_value(desk, lines):
    found = desk.look(*lines)
    assert isinstance(found, Unreadable)
    assert found.table.kinds == (Kind.DAY, Kind.HOUR, Kind.SHORT, Kind.SHORT, Kind.NUMBER)
    for value in ("BENALI", "Amina", "retraite", "0612", "06 12", "Quand", "Qui"):
        assert value not in repr(found)


@pytest.mark.parametrize("lines", [BARE, TITLED], ids=["without titles", "with titles that nobody knows"])
def test_what_was_said_of_the_columns_once_holds_for_the_next_file_of_that_source(desk, lines):
    table = desk.look(*lines).table.guessed()
    assert dict(table.roles) == {"date": 0, "hour": 1}
    chosen = table.with_role("family_first", 2).with_role("motif", 3)
    found = desk.look(*lines, chosen=chosen)
    assert said(found) == [
        ("24/11 10:30", "BEN", "france-services"),
        ("24/11 11:00", "KON", "pand"),
        ("01/12 09:15", "LEG", "france-services"),
    ]
    assert isinstance(desk.look(*lines), Unreadable), "what was only tried is not remembered"
    desk.imports.apply(found, chosen=chosen)
    other = "02/12/2026;14h;PETIT Jo;PAND@;06 00 00 00 00"
    again = desk.look(*lines[: len(lines) - 3], lines[-1], other, name="next.csv")
    assert isinstance(again, Preview), "an unattended import knows it too"
    assert said(again)[-1] == ("02/12 14:00", "PET", "pand")


def test_a_file_of_another_shape_is_asked_about_anew(desk):
    chosen = desk.look(*BARE).table.guessed().with_role("family_first", 2)
    desk.imports.apply(desk.look(*BARE, chosen=chosen), chosen=chosen)
    shifted = tuple("x;" + line for line in BARE)
    assert isinstance(desk.look(*shifted), Unreadable)
    assert isinstance(desk.look("Qui;Quand", "BENALI;24/11/2026 10:30"), Unreadable)


def test_a_correction_of_titles_that_are_known_is_remembered_too(desk):
    lines = ("date;heure;nom;usager", "24/11/2026;10h30;MARTIN;BENALI")
    found = desk.look(*lines)
    assert [row.letters for row in found.reading.kept] == ["MAR"]
    chosen = found.reading.table.correcting("name", 3)
    corrected = desk.look(*lines, chosen=chosen)
    assert [row.letters for row in corrected.reading.kept] == ["BEN"]
    desk.imports.apply(corrected, chosen=chosen)
    assert [row.letters for row in desk.look(*lines).reading.kept] == ["BEN"]


def test_the_machine_remembers_no_title_and_no_value(desk, tmp_path):
    chosen = desk.look(*TITLED).table.guessed().with_role("family", 2)
    desk.imports.apply(desk.look(*TITLED, chosen=chosen), tmp_path / "plan.csv", chosen)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("device.sqlite*"))
    for word in ("BENALI", "Quand", "Qui", "plan.csv", "Tel"):
        assert word.encode() not in kept


def test_a_touch_gives_a_column_the_next_thing_its_kind_may_say_and_no_two_say_the_same(desk):
    table = desk.look(*BARE).table
    seen = []
    for _ in range(12):
        table = table.next_role(2)
        seen.append(table.role_at(2))
    assert seen[:3] == ["family", "given", "family_first"]
    assert "" in seen
    both = table.with_role("family", 2).with_role("first_first", 3)
    assert (both.role_at(2), both.role_at(3)) == ("", "first_first")
    assert both.with_role("date", 0).with_role("date", 1).role_at(0) == ""
