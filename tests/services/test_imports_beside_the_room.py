"""An import compares thousands of lines while the room goes on: nobody waits, nothing is planned twice."""

import secrets
import threading

import pytest

from tests.helpers.plans_shared import HEAD, opened_share
from tests.helpers.sheets_made import csv_of


@pytest.fixture
def share(tmp_path):
    with opened_share(tmp_path) as opened:
        yield opened


def test_two_imports_at_once_end_as_one_after_the_other(share, tmp_path):
    (tmp_path / "a.csv").write_bytes(csv_of(HEAD, *(f"24/11/2026;{9 + n // 60}h{n % 60:02d};Aaa" for n in range(300))))
    previews = [share.imports.preview(tmp_path / "a.csv", 1) for _ in range(4)]
    together = [threading.Thread(target=share.imports.apply, args=(each,)) for each in previews]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert len(share.planned) == 300
    assert share.room.databases.day.store.outside("SELECT count(*) FROM appointment") == [(300,)]


def test_while_five_thousand_lines_are_compared_people_arrive(share, tmp_path):
    lines = (f"{24 + n % 6}/11/2026;{8 + n // 60 % 10}h{n % 60:02d};{chr(65 + n % 26)}{n}" for n in range(5_000))
    (tmp_path / "long.csv").write_bytes(csv_of(HEAD, *lines))
    arrived = []

    def somebody_arrives(_below):
        """Codes are drawn while the plans are compared."""
        if not arrived:
            arriving = threading.Thread(target=lambda: arrived.append(share.room.arrivals.walk_in("", "fr")))
            arriving.start()
            arriving.join(10)
            assert arrived, "the import kept the room waiting"
        return secrets.randbelow(_below)

    preview = share.imports.preview(tmp_path / "long.csv", 1)
    share.imports._comparison._random_below = somebody_arrives
    assert share.imports.apply(preview).added == 5_000
    assert len(share.planned) > 100


def test_what_the_desk_changes_while_plans_are_compared_is_seen(share, tmp_path):
    (tmp_path / "a.csv").write_bytes(csv_of(HEAD, "24/11/2026;10h30;Benali", "24/11/2026;11h;Konate"))
    preview = share.imports.preview(tmp_path / "a.csv", 1)
    typed = preview.added[0]

    def the_desk_types_the_first(below):
        with share.room.databases.day.transaction() as records:
            if records.appointment_of_slip(typed.slip_code) is None:
                records.add_appointment(typed)
        return secrets.randbelow(below)

    share.imports._comparison._random_below = the_desk_types_the_first
    done = share.imports.apply(preview)
    assert (done.added, done.unchanged) == (1, 1)
    assert len(share.planned) == 2
