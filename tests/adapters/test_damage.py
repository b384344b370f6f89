"""A damaged file never stops the permanence: what can be read is kept, the old file destroyed, the desk told."""

from datetime import UTC, datetime, time

import pytest

from kiosk.adapters.database.connections import Store
from kiosk.adapters.database.folders import Damage, open_databases
from kiosk.adapters.database.tables import DAY, FIGURES
from kiosk.domain.figures.usage import Counter
from kiosk.domain.reception.arrivals import Series
from tests.helpers.waiting_room import TUESDAY, waiting_room

FRENCH = Counter("languages", "meaux", "2026-11", "fr")
PAGE = 4096
CANARY = "canary-theme"


def _a_day(folder):
    with waiting_room(folder) as room:
        for _ in range(80):
            room.call(room.arrivals.walk_in(CANARY, "fr").ticket)
        room.databases.figures.apply(7, [(FRENCH, 3)])


def _root_page(folder, name, table):
    store = Store(folder / f"{name}.sqlite", patience_ms=200)
    pages = dict(store.outside("SELECT name, rootpage FROM sqlite_master"))
    store.close()
    return pages[table]


def _overwrite(path, page):
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xa5" * PAGE)


def _next_number(databases):
    with databases.day.transaction() as records:
        return records.next_ticket(Series.S, TUESDAY).number


def _bytes(folder):
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_sound_folder_reports_no_damage(tmp_path):
    _a_day(tmp_path)
    with open_databases(tmp_path) as databases:
        assert databases.damages == ()


def test_a_damaged_list_of_arrivals_costs_no_number_and_no_count(tmp_path):
    _a_day(tmp_path)
    _overwrite(tmp_path / "day.sqlite", _root_page(tmp_path, "day", "arrival"))
    with open_databases(tmp_path) as databases:
        assert databases.damages == (Damage("day.sqlite", whole=False),)
        assert databases.day.pending()[FRENCH] == 80
        assert _next_number(databases) == 81


def test_when_the_last_number_cannot_be_read_its_second_place_tells_it(tmp_path):
    _a_day(tmp_path)
    _overwrite(tmp_path / "day.sqlite", _root_page(tmp_path, "day", "ticket_series"))
    with open_databases(tmp_path) as databases:
        assert [_next_number(databases), _next_number(databases)] == [81, 82]
        databases.day.purge(datetime(2026, 11, 26, 18, tzinfo=UTC))
        assert _next_number(databases) == 1


def test_when_no_place_tells_the_last_number_numbers_start_where_nobody_holds_one(tmp_path):
    _a_day(tmp_path)
    _overwrite(tmp_path / "day.sqlite", _root_page(tmp_path, "day", "ticket_series"))
    (tmp_path / "device.sqlite").unlink()
    with open_databases(tmp_path) as databases:
        assert [_next_number(databases), _next_number(databases)] == [501, 502]
        databases.day.purge(datetime(2026, 11, 26, 18, tzinfo=UTC))
        assert _next_number(databases) == 1


def test_a_day_file_that_is_no_database_at_all_is_replaced(tmp_path):
    _a_day(tmp_path)
    (tmp_path / "day.sqlite").write_bytes(CANARY.encode() * 1000)
    with open_databases(tmp_path) as databases:
        assert databases.damages == (Damage("day.sqlite", whole=False),)
        assert _next_number(databases) == 81
        assert databases.figures.totals() == {FRENCH: 3}


def test_the_damaged_day_is_destroyed_once_rebuilt(tmp_path):
    _a_day(tmp_path)
    (tmp_path / "day.sqlite").write_bytes(CANARY.encode() * 1000)
    open_databases(tmp_path).close()
    assert CANARY.encode() not in _bytes(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "day.sqlite", "figures.sqlite", "device.sqlite", "kiosk.lock", "keeper.lock",
    }  # fmt: skip


def test_damaged_figures_are_kept_beside_and_counting_goes_on(tmp_path):
    _a_day(tmp_path)
    damaged = b"not a database at all" * 400
    (tmp_path / "figures.sqlite").write_bytes(damaged)
    with open_databases(tmp_path) as databases:
        assert databases.damages == (Damage("figures.sqlite", whole=False),)
        databases.day.flush_into(databases.figures)
        assert databases.figures.totals()[FRENCH] == 80
    assert (tmp_path / "figures.sqlite.kept").read_bytes() == damaged


def test_figures_that_can_still_be_read_are_kept(tmp_path):
    _a_day(tmp_path)
    _overwrite(tmp_path / "figures.sqlite", _root_page(tmp_path, "figures", "last_batch"))
    with open_databases(tmp_path) as databases:
        assert databases.figures.totals() == {FRENCH: 3}


@pytest.mark.parametrize("rebuilding", [False, True])
def test_a_power_cut_while_a_damaged_day_is_replaced_loses_nothing_more(tmp_path, rebuilding):
    _a_day(tmp_path)
    (tmp_path / "day.sqlite").rename(tmp_path / "day.sqlite.damaged")
    if rebuilding:
        (tmp_path / "half").mkdir()
        half = Store(tmp_path / "half" / "day.sqlite", patience_ms=200)
        half.prepare(DAY)
        half.close()
        (tmp_path / "half" / "day.sqlite").rename(tmp_path / "day.sqlite")
    with open_databases(tmp_path) as databases:
        assert databases.damages == (Damage("day.sqlite", whole=True),)
        assert _next_number(databases) == 81
    with open_databases(tmp_path) as databases:
        assert databases.damages == ()


def test_a_power_cut_while_the_damaged_day_is_destroyed_leaves_it_destroyed(tmp_path):
    _a_day(tmp_path)
    (tmp_path / "day.sqlite.doomed").write_bytes(b"half of a day")
    with open_databases(tmp_path) as databases:
        assert databases.damages == ()
        assert _next_number(databases) == 81
    assert not (tmp_path / "day.sqlite.doomed").exists()


def test_a_folder_in_the_place_of_a_file_is_put_aside_and_nothing_in_it_is_destroyed(tmp_path):
    (tmp_path / "figures.sqlite").mkdir()
    (tmp_path / "figures.sqlite" / "letter").write_text("dear")
    open_databases(tmp_path).close()
    assert (tmp_path / "figures.sqlite.kept-0" / "letter").read_text() == "dear"


def test_two_kinds_of_files_share_no_table():
    assert not set(DAY.tables) & set(FIGURES.tables)


def test_the_waiting_room_goes_on_after_a_damage(tmp_path):
    _a_day(tmp_path)
    _overwrite(tmp_path / "day.sqlite", _root_page(tmp_path, "day", "arrival"))
    with waiting_room(tmp_path) as room:
        assert str(room.arrivals.declare(time(10), "Durand", "fr").ticket) == "A 1"
