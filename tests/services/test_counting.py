"""Counts travel in numbered batches: never lost, never doubled, never tied to a visit."""

from datetime import UTC, datetime, time

import pytest

from kiosk.adapters.database.figures import SqliteFigures
from kiosk.domain.figures.usage import ARRIVALS, FAMILIES, GUIDES_OPENED, VISITS, Counter, Family, Grain, counter
from tests.helpers.waiting_room import waiting_room

ARRIVALS_NOW = Counter("arrivals", "meaux", "2026-11-24 am", "appointment")
FRENCH = Counter("languages", "meaux", "2026-11", "fr")
MORNING = datetime(2026, 11, 24, 10)  # noqa: DTZ001 (a local time)


@pytest.fixture
def room(tmp_path):
    with waiting_room(tmp_path) as opened:
        yield opened


def _arrive(room, times=1):
    """Somebody arrives and is called: then they count as a person."""
    for _ in range(times):
        room.call(room.arrivals.declare(time(10), "Durand", "fr").ticket)


class PowerCut(Exception):
    """Stands for the moment the current fails."""


class CutAfterApplying(SqliteFigures):
    """The real figures, on a machine whose current fails just after the batch was applied."""

    def apply(self, batch, counts):
        super().apply(batch, counts)
        raise PowerCut


class CutBeforeApplying(SqliteFigures):
    """The real figures, on a machine whose current fails just before the batch is applied."""

    def apply(self, batch, counts):
        raise PowerCut


def test_an_arrival_is_counted_by_half_day_and_its_language_by_month(room):
    _arrive(room)
    assert room.databases.day.pending() == {ARRIVALS_NOW: 1, FRENCH: 1}


def test_a_flush_moves_every_count_once(room):
    day, figures = room.databases.day, room.databases.figures
    _arrive(room, 3)
    assert day.flush_into(figures) == 6
    assert figures.totals() == {ARRIVALS_NOW: 3, FRENCH: 3}
    assert day.pending() == {}
    assert day.flush_into(figures) == 0
    _arrive(room)
    assert day.flush_into(figures) == 2
    assert figures.totals() == {ARRIVALS_NOW: 4, FRENCH: 4}
    assert figures.last_batch() == 2


def test_a_flush_with_nothing_to_move_uses_no_batch(room):
    room.databases.day.flush_into(room.databases.figures)
    assert room.databases.figures.last_batch() == 0


@pytest.mark.parametrize("cut", [CutAfterApplying, CutBeforeApplying])
def test_a_power_cut_in_the_middle_of_a_flush_neither_loses_nor_doubles(room, cut):
    day, figures = room.databases.day, room.databases.figures
    _arrive(room, 2)
    with pytest.raises(PowerCut):
        day.flush_into(cut(figures.store))
    _arrive(room)
    day.flush_into(figures)
    assert figures.totals() == {ARRIVALS_NOW: 3, FRENCH: 3}
    assert day.pending() == {}


def test_an_interrupted_flush_is_finished_when_the_machine_starts_again(tmp_path):
    with waiting_room(tmp_path) as room:
        _arrive(room, 2)
        with pytest.raises(PowerCut):
            room.databases.day.flush_into(CutAfterApplying(room.databases.figures.store))
    with waiting_room(tmp_path) as room:
        assert room.databases.day.pending() == {}
        assert room.databases.figures.totals() == {ARRIVALS_NOW: 2, FRENCH: 2}


def test_a_batch_applied_twice_counts_once(room):
    figures = room.databases.figures
    figures.apply(5, [(FRENCH, 2)])
    figures.apply(5, [(FRENCH, 2)])
    figures.apply(4, [(FRENCH, 9)])
    assert figures.totals() == {FRENCH: 2}
    assert figures.last_batch() == 5


def test_after_a_new_day_file_the_batches_go_on_where_the_figures_stand(room):
    room.databases.figures.apply(41, [(FRENCH, 1)])
    _arrive(room)
    room.databases.day.flush_into(room.databases.figures)
    assert room.databases.figures.last_batch() == 42
    assert room.databases.figures.totals()[FRENCH] == 2


def test_after_restored_older_figures_the_batches_go_on_where_the_day_stands(room, tmp_path):
    _arrive(room)
    room.databases.day.flush_into(room.databases.figures)
    _arrive(room)
    room.databases.day.flush_into(room.databases.figures)
    with waiting_room(tmp_path / "restored") as other:
        _arrive(room)
        room.databases.day.flush_into(other.databases.figures)
        assert other.databases.figures.last_batch() == 3
        assert other.databases.figures.totals()[FRENCH] == 1


def test_ten_counts_of_a_few_people_wait_for_the_closing(room):
    _arrive(room, 6)
    assert room.closing.flush_when_due() == 0
    room.clock.set(17)
    assert room.closing.close() == 12
    assert room.databases.figures.totals() == {ARRIVALS_NOW: 6, FRENCH: 6}


def test_a_morning_machine_counts_what_last_evening_did_not(tmp_path):
    with waiting_room(tmp_path) as room:
        _arrive(room)
    with waiting_room(tmp_path) as room:
        room.clock.set(8, day=datetime(2026, 11, 25, tzinfo=UTC).date())
        assert room.closing.forget_past_days() == 2
        assert room.noted == ()
        assert room.databases.figures.totals()[ARRIVALS_NOW] == 1


def test_what_is_rolled_back_is_not_counted(room):
    with pytest.raises(PowerCut), room.databases.day.transaction() as records:
        records.count(FRENCH)
        raise PowerCut
    assert room.databases.day.pending() == {}


@pytest.mark.parametrize(
    ("family", "values"),
    [
        (ARRIVALS, ()),
        (ARRIVALS, ("appointment", "fr")),
        (VISITS, ("fr",)),
        (Family("letters", Grain.MONTH, ("letters",)), ("DUR",)),
        (Family("arrivals", Grain.HALF_DAY, ("kind", "language")), ("appointment", "fr")),
    ],
)
def test_a_crossing_that_is_not_declared_cannot_be_made(family, values):
    with pytest.raises(ValueError, match="not declared"):
        counter(family, "meaux", MORNING, *values)


@pytest.mark.parametrize(
    "cell",
    [
        Counter("letters", "meaux", "2026-11", "DUR"),
        Counter("visits", "meaux", "2026-11", "fr"),
        Counter("languages", "meaux", "2026-11"),
        Counter("languages", "meaux", "2026-11-24 am", "fr"),
        Counter("languages", "meaux", "2026-11-24", "fr"),
        Counter("arrivals", "meaux", "2026-11-24 10:15", "appointment"),
        Counter("arrivals", "meaux", "2026-11", "appointment"),
    ],
)
def test_a_cell_that_is_not_declared_is_refused_at_the_door_of_both_files(room, cell):
    with pytest.raises(ValueError, match="not declared"), room.databases.day.transaction() as records:
        records.count(cell)
    with pytest.raises(ValueError, match="not declared"):
        room.databases.figures.apply(1, [(cell, 1)])
    assert room.databases.day.pending() == room.databases.figures.totals() == {}


def test_only_arrivals_are_finer_than_a_month():
    assert [name for name, family in FAMILIES.items() if family.grain not in {Grain.MONTH, Grain.QUARTER}] == [
        "arrivals"
    ]
    assert counter(GUIDES_OPENED, "meaux", MORNING, "rsa") == Counter("guides-opened", "meaux", "2026-11", "rsa")
