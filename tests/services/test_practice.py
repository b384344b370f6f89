"""The fictitious day of practice mode."""

import random
from datetime import date

import pytest

from kiosk.adapters.database.folders import open_databases
from kiosk.adapters.machine.clocks import PRACTICE_START
from kiosk.composition import outfit
from kiosk.domain.reception.access import Role, Staff
from kiosk.domain.reception.codes import SlipCode, read_slip_code
from kiosk.machine_ports import DataUnusable
from kiosk.services.arrivals import AlreadyNoted, Noted
from kiosk.services.practice import fill_practice_day, practice_site
from kiosk.settings import load_settings
from kiosk.shipped import shipped
from kiosk.sites import Closure
from tests.helpers.waiting_room import SITE, TUESDAY, waiting_room

WEDNESDAY_CLOSED = date(2026, 11, 25)


def _fill(room, seed=7):
    return fill_practice_day(room.databases.day, room.clock, SITE, random.Random(seed).randrange)


def _planned(room):
    with room.databases.day.transaction() as records:
        return records.appointments(room.clock().replace(hour=0), room.clock().replace(hour=23))


def test_the_trainer_gets_slips_that_the_kiosk_accepts(tmp_path):
    with waiting_room(tmp_path) as room:
        slips = _fill(room)
        assert len(slips) == 3
        assert all(read_slip_code(slip.code) == SlipCode(slip.code) for slip in slips)
        assert isinstance(room.arrivals.present(slips[0].code, "fr"), Noted)
        assert isinstance(room.arrivals.present(slips[0].code, "fr"), AlreadyNoted)


def test_the_fictitious_day_keeps_to_the_opening_hours_and_to_three_letters(tmp_path):
    with waiting_room(tmp_path) as room:
        _fill(room)
        planned = _planned(room)
        assert len(planned) >= 6
        assert all(room.arrivals.opening().is_open(a.starts.astimezone(SITE.zone)) for a in planned)
        assert all(1 <= len(a.letters) <= 3 for a in planned)
        assert len({a.slip_code for a in planned}) == len(planned)


def test_the_slips_handed_out_are_those_of_the_hours_around_now(tmp_path):
    with waiting_room(tmp_path) as room:
        assert {(slip.starts.hour, slip.starts.date()) for slip in _fill(room)} <= {(h, TUESDAY) for h in (9, 10, 11)}


def test_opening_practice_again_the_same_day_keeps_its_list(tmp_path):
    with waiting_room(tmp_path) as room:
        first, planned = _fill(room), _planned(room)
        assert _fill(room, seed=8) == first
        assert _planned(room) == planned


def test_practice_works_on_a_day_when_the_site_is_closed(tmp_path):
    with waiting_room(tmp_path) as room:
        room.clock.set(10, day=WEDNESDAY_CLOSED)
        assert len(_fill(room)) == 3


def test_kiosk_and_desk_that_start_together_end_with_one_account_for_the_training(tmp_path):
    trainer = Staff("Formation", Role.ADMINISTRATOR)
    with open_databases(tmp_path, role="kiosk") as kiosk, open_databases(tmp_path, role="desk") as desk:
        # Each found that there was none.
        kiosk.staff.add(trainer, "first")
        desk.staff.add(trainer, "second")
        assert desk.staff.staff() == (trainer,)
        assert desk.staff.pin_hash("Formation") == "first"


def test_a_start_that_broke_leaves_the_folder_free_for_the_next_try(tmp_path, clock):
    moments = iter([OSError("no clock yet")])

    def late_clock():
        for broken in moments:
            raise broken
        return clock()

    kit = outfit(load_settings(site="meaux"), tmp_path, practice=True, clock=late_clock)
    with pytest.raises(DataUnusable, match="OSError"):
        kit.services()
    kit.services().close()


@pytest.mark.parametrize("name", sorted(path.stem for path in (shipped("config") / "sites").glob("*.toml")))
def test_practice_is_open_at_every_site_and_keeps_a_day_of_its_own_for_each(tmp_path, name):
    kit = outfit(load_settings(site="meaux"), tmp_path, practice=True)
    kit.services().close()
    kit = outfit(load_settings(site=name), tmp_path, practice=True)
    services = kit.services()
    try:
        now = kit.clock().astimezone(kit.settings.site.zone)
        assert services.arrivals.opening().is_open(now)
        assert len([slot for slot in services.planning.day(now.date()) if slot.appointments]) >= 6
    finally:
        services.close()


def test_a_site_that_is_closed_that_day_keeps_the_rest_of_its_week_for_practice():
    site = load_settings(site="fontainebleau").site
    closed = site.model_copy(update={"closures": (Closure(first=date(2026, 11, 1), last=date(2026, 11, 30)),)})
    practice = practice_site(closed, PRACTICE_START).opening(2026)
    assert practice.is_open(PRACTICE_START.astimezone(site.zone))
    thursday = date(2026, 12, 3)
    assert practice.on(thursday) == site.opening(2026).on(thursday)
    meaux = load_settings(site="meaux").site
    assert practice_site(meaux, PRACTICE_START) is meaux
