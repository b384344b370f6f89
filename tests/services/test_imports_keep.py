"""What an import may not do: move or take away what somebody typed, mix up slips, or act without a yes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.adapters.documents.plan_ics import plan_calendar
from kiosk.adapters.schedules.reader import ScheduleReader, plan_key
from kiosk.domain.reception.appointments import Motif
from kiosk.services.imports import Imports, Undone
from kiosk.services.planning import Planning, Said
from tests.helpers.calendars import PARIS as ZONED
from tests.helpers.calendars import event, ics
from tests.helpers.sheets_made import csv_of
from tests.helpers.waiting_room import PARIS, SITE, waiting_room

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PAIRS = Path(__file__).parents[1] / "adapters" / "cases" / "import" / "pairs"
HEAD = "date;heure;nom;motif"


class Desk:
    """One site's plan, and files brought to it."""

    def __init__(self, room, folder) -> None:
        numbers = iter(range(10_000, 99_999, 7))
        self.room, self._folder = room, folder
        reader = ScheduleReader(SITE, plan_key(folder / "data"))
        self.imports = Imports(
            room.databases.day, lambda: NOW, SITE, reader, lambda n: next(numbers) % n, room.databases.plans
        )
        self.planning = Planning(room.databases.day, lambda: NOW, SITE, lambda n: next(numbers) % n)

    def type(self, day, hour, letters, motif=Motif.FRANCE_SERVICES):
        starts = datetime(2026, 12, day, hour, tzinfo=PARIS)
        return self.planning.add(starts, motif, letters, even_so=True).after

    def bring(self, content, name="plan.csv", agenda=1):
        path = self._folder / name
        path.write_bytes(content)
        return self.imports.apply(self.imports.preview(path, agenda))

    def pair(self, name, agenda=1):
        return self.imports.apply(self.imports.preview(PAIRS / name, agenda))

    @property
    def planned(self):
        with self.room.databases.day.transaction() as records:
            return records.appointments(NOW, NOW + timedelta(weeks=20), "meaux")

    @property
    def said(self):
        return [(f"{a.starts.astimezone(PARIS):%d/%m %H:%M}", a.letters) for a in self.planned]

    @property
    def slips(self):
        return {a.letters: a.slip_code for a in self.planned}


@pytest.fixture
def desk(tmp_path):
    with waiting_room(tmp_path / "data") as room:
        yield Desk(room, tmp_path)


def test_a_corrected_hour_keeps_its_slip_and_a_day_left_out_is_asked_about(desk):
    desk.pair("l1.csv")
    slips = desk.slips
    done = desk.pair("l2.csv")
    assert (done.added, done.updated, done.waiting) == (0, 1, 1)
    assert desk.said == [("01/12 11:00", "BEN"), ("02/12 14:00", "LEG"), ("08/12 09:00", "OKE")]
    assert desk.slips == slips
    (asked,) = desk.imports.waiting()
    assert [a.letters for a in asked.appointments] == ["OKE"]
    assert asked.day_is_silent


def test_somebody_who_joins_a_workshop_changes_nobody_s_slip(desk):
    desk.pair("q1.xls")
    slips = desk.slips
    done = desk.pair("q2.xls")
    assert (done.added, done.updated, done.unchanged, done.waiting) == (1, 0, 2, 0)
    assert {letters: desk.slips[letters] for letters in slips} == slips
    assert set(desk.slips) == {"PET", "LEG", "BEN"}


def test_a_workshop_that_moves_takes_its_people_along(desk):
    head, lines = "rdv_id;date rdv;heure rdv;usager", ("77;01/12/2026;{};Luc LE GOFF", "77;01/12/2026;{};Amina BENALI")
    desk.bring(csv_of(head, *(line.format("10h30") for line in lines)))
    slips = desk.slips
    desk.bring(csv_of(head, *(line.format("14h00") for line in reversed(lines))))
    assert {hour for hour, _ in desk.said} == {"01/12 14:00"}
    assert desk.slips == slips


def test_an_exception_that_cannot_be_read_costs_a_line_and_no_appointment(desk):
    desk.pair("c1.ics")
    before = desk.planned
    preview = desk.imports.preview(PAIRS / "c2.ics", 1)
    assert (len(preview.unchanged), preview.left_out, preview.silent) == (5, (), ())
    assert [(d.where, "exception" in d.why) for d in preview.dropped] == [("événement 2", True)]
    desk.imports.apply(preview)
    assert desk.planned == before


def test_what_was_typed_is_neither_moved_nor_asked_about_nor_doubled(desk):
    desk.type(1, 10, "BEN")
    desk.type(1, 11, "OKE")
    typed = desk.planned
    done = desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;PAND@", "01/12/2026;14h00;Legall;"))
    assert (done.added, done.unchanged, done.waiting) == (1, 1, 0)
    assert [a for a in desk.planned if a.agenda == 0] == list(typed)
    assert desk.bring(csv_of(HEAD, "01/12/2026;15h00;Legall;")).waiting == 0
    assert [a for a in desk.planned if a.agenda == 0] == list(typed)


@pytest.mark.parametrize("agenda", [1, 2, 5])
def test_our_own_calendar_imported_again_changes_nothing(desk, tmp_path, agenda):
    desk.type(1, 10, "BEN", Motif.PANDA)
    desk.bring(csv_of(HEAD, "01/12/2026;11h00;Okelly;Accès aux droits", "08/12/2026;9h45;Legall;"), agenda=2)
    before = desk.planned
    ours = plan_calendar(before, SITE, NOW)
    done = desk.bring(ours, "ours.ics", agenda)
    assert (done.added, done.updated, done.unchanged, done.waiting, done.dropped) == (0, 0, 3, 0, 0)
    assert desk.planned == before


def test_a_slip_of_another_agenda_at_another_hour_is_left_with_a_line_that_says_so(desk):
    typed = desk.type(1, 10, "BEN")
    code, hour = typed.slip_code, f"{ZONED}:20261201T150000"
    done = desk.bring(ics("-//x//", event(hour, f"{ZONED}:20261201T153000", f"KR {code}")), "a.ics")
    assert (done.added, done.updated, done.dropped) == (0, 0, 1)
    assert desk.planned == (typed,)


def test_numbers_of_lines_are_nobody_s_ids(desk):
    head = "id;date;heure;nom"
    desk.bring(csv_of(head, "1;01/12/2026;10h00;Benali", "2;01/12/2026;11h00;Okelly"))
    slips = desk.slips
    lines = ("1;01/12/2026;9h00;Legall", "2;01/12/2026;10h00;Benali", "3;01/12/2026;11h00;Okelly")
    assert desk.bring(csv_of(head, *lines)).added == 1
    assert {letters: desk.slips[letters] for letters in slips} == slips


def test_ids_that_are_drawn_anew_at_each_export_double_nobody(desk):
    def calendar(run):
        each = ((f"{run}-{n}", f"{ZONED}:20261201T1{n}0000", f"[{x}]") for n, x in enumerate(("BEN", "LEG", "OKE")))
        return ics("-//x//", *(event(at, at[:-4] + "3000", words, uid=uid) for uid, at, words in each))

    desk.bring(calendar("a"), "a.ics")
    slips = desk.slips
    assert desk.bring(calendar("b"), "a.ics").added == 0
    assert desk.slips == slips


def test_a_stray_date_far_away_asks_only_about_the_days_that_are_in_the_file(desk):
    days = ("01/12", "02/12", "03/12", "10/12", "29/12")
    desk.bring(csv_of(HEAD, *(f"{day}/2026;10h00;Benali;" for day in days)))
    done = desk.imports.preview(_file(desk, "02/12/2026;10h00;Benali;", "29/12/2026;11h00;Legall;"), 1)
    assert [f"{a.starts:%d/%m}" for a in done.left_out] == ["29/12"]
    assert [f"{a.starts:%d/%m}" for a in done.silent] == ["01/12", "03/12", "10/12"]


def _file(desk, *lines):
    path = desk._folder / "stray.csv"
    path.write_bytes(csv_of(HEAD, *lines))
    return path


@pytest.mark.parametrize(
    "content", [csv_of(HEAD), ics("-//x//"), b"<html><body>404</body></html>", b"", csv_of(HEAD, "hier;10h;Benali;")]
)
def test_an_empty_broken_or_wrong_answer_removes_nothing_and_asks_nothing(desk, tmp_path, content):
    desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;"))
    before = desk.planned
    (tmp_path / "answer.csv").write_bytes(content)
    found = desk.imports.preview(tmp_path / "answer.csv", 1)
    if hasattr(found, "reading"):
        assert desk.imports.apply(found).waiting == 0
    assert desk.planned == before
    assert desk.imports.waiting() == ()


def test_who_is_kept_is_not_asked_about_again_until_the_file_says_it(desk):
    both = csv_of(HEAD, "01/12/2026;10h00;Benali;", "01/12/2026;11h00;Okelly;")
    one = csv_of(HEAD, "01/12/2026;10h00;Benali;")
    desk.bring(both)
    assert desk.bring(one).waiting == 1
    (asked,) = desk.imports.waiting()
    assert desk.imports.keep(asked) == 1
    assert desk.bring(one).waiting == 0
    assert desk.imports.waiting() == ()
    desk.bring(both)
    assert desk.bring(one).waiting == 1


def test_what_a_file_says_again_is_asked_about_no_more(desk):
    both = csv_of(HEAD, "01/12/2026;10h00;Benali;", "01/12/2026;11h00;Okelly;")
    desk.bring(both)
    desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;"))
    assert desk.bring(both).unchanged == 2
    assert desk.imports.waiting() == ()


def test_an_import_is_taken_back_whole_with_what_was_removed_because_of_it(desk):
    desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;", "01/12/2026;11h00;Okelly;"))
    before = desk.planned
    desk.bring(csv_of(HEAD, "01/12/2026;10h30;Benali;", "01/12/2026;16h00;Legall;"))
    (asked,) = desk.imports.waiting()
    desk.imports.remove(asked)
    assert desk.said == [("01/12 10:30", "BEN"), ("01/12 16:00", "LEG")]
    assert desk.imports.undo() == Undone(3, 0)
    assert set(desk.planned) == set(before)
    assert not desk.imports.can_undo()


def test_taking_an_import_back_leaves_what_the_desk_changed_since(desk):
    desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;", "01/12/2026;11h00;Okelly;"))
    desk.planning.change(desk.slips["BEN"], datetime(2026, 12, 1, 14, tzinfo=PARIS), even_so=True)
    assert desk.imports.undo() == Undone(1, 1)
    assert desk.said == [("01/12 14:00", "BEN")]


def test_the_way_back_ends_at_the_next_import_and_at_closing(desk):
    desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;"))
    desk.bring(csv_of(HEAD, "08/12/2026;10h00;Legall;"))
    desk.imports.undo()
    assert [letters for _, letters in desk.said] == ["BEN"]
    desk.bring(csv_of(HEAD, "08/12/2026;10h00;Legall;"))
    desk.room.closing.close()
    assert not desk.imports.can_undo()
    assert desk.room.databases.day.store.outside("SELECT count(*) FROM import_undo") == [(0,)]
    assert [letters for _, letters in desk.said] == ["BEN", "LEG"]


def moved(desk, letters, hour, day=1):
    return desk.planning.change(desk.slips[letters], datetime(2026, 12, day, hour, tzinfo=PARIS), even_so=True)


@pytest.mark.parametrize("head", ["id;date;heure;nom", "x;date;heure;nom"], ids=["with ids", "without"])
def test_who_was_moved_at_the_desk_is_not_moved_back_by_the_next_file(desk, head):
    lines = ("f7a;01/12/2026;10h00;Benali", "c31;01/12/2026;11h00;Okelly")
    desk.bring(csv_of(head, *lines))
    slips = desk.slips
    moved(desk, "BEN", 15)
    for content in (csv_of(head, *lines), csv_of(head, *reversed(lines))):
        done = desk.bring(content)
        assert (done.added, done.updated, done.waiting, done.by_hand) == (0, 0, 0, 1)
        assert desk.said == [("01/12 11:00", "OKE"), ("01/12 15:00", "BEN")]
    # The source moves it elsewhere: what the person at the desk said holds, and the desk can see that they differ.
    assert desk.bring(csv_of(head, "f7a;01/12/2026;9h00;Benali", lines[1])).by_hand == 1
    assert desk.said == [("01/12 11:00", "OKE"), ("01/12 15:00", "BEN")]
    ((kept, told),) = [(a, a.told_starts.astimezone(PARIS)) for a in desk.imports.by_hand()]
    assert (kept.letters, f"{told:%H:%M}") == ("BEN", "09:00")
    assert desk.slips == slips


def test_a_source_that_follows_the_desk_has_its_say_again(desk):
    desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;"))
    moved(desk, "BEN", 15)
    assert desk.bring(csv_of(HEAD, "01/12/2026;15h00;Benali;")).by_hand == 0
    assert desk.imports.by_hand() == ()
    desk.bring(csv_of(HEAD, "01/12/2026;16h00;Benali;"))
    assert desk.said == [("01/12 16:00", "BEN")]


def test_letters_and_motif_put_right_at_the_desk_stay(desk):
    desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;", "01/12/2026;11h00;;"))
    ten, eleven = (datetime(2026, 12, 1, hour, tzinfo=PARIS) for hour in (10, 11))
    desk.planning.change(desk.slips["BEN"], ten, Said(Motif.PANDA, "BEA", first_visit=True))
    desk.planning.change(desk.slips[""], eleven, Said(Motif.ACCESS_TO_LAW, "OKE", first_visit=False))
    done = desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;", "01/12/2026;11h00;;"))
    assert (done.added, done.updated, done.by_hand, done.waiting) == (0, 0, 2, 0)
    assert [(a.letters, a.motif, a.first_visit) for a in desk.planned] == [
        ("BEA", Motif.PANDA, True), ("OKE", Motif.ACCESS_TO_LAW, False),
    ]  # fmt: skip


def test_who_was_moved_and_is_no_more_in_the_file_is_asked_about_as_the_others(desk):
    both = ("01/12/2026;10h00;Benali;", "01/12/2026;11h00;Okelly;")
    desk.bring(csv_of(HEAD, *both))
    moved(desk, "BEN", 15, day=8)
    assert desk.bring(csv_of(HEAD, both[1])).waiting == 1
    (asked,) = desk.imports.waiting()
    assert ([a.letters for a in asked.appointments], asked.day_is_silent) == (["BEN"], False)


def test_our_own_calendar_does_not_make_a_moved_hour_the_file_s(desk):
    lines = csv_of(HEAD, "01/12/2026;10h00;Benali;")
    desk.bring(lines)
    moved(desk, "BEN", 15)
    before = desk.planned
    desk.bring(plan_calendar(before, SITE, NOW), "ours.ics")
    assert desk.planned == before
    assert desk.bring(lines).by_hand == 1
    assert desk.planned == before


def test_an_import_names_each_hour_that_two_agendas_fill(desk):
    desk.type(1, 16, "TYP")
    desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;", "01/12/2026;14h00;Legall;"), agenda=1)
    lines = ("01/12/2026;10h15;Okelly;", "01/12/2026;11h00;Martin;", "01/12/2026;16h00;Petit;")
    path = desk._folder / "two.csv"
    path.write_bytes(csv_of(HEAD, *lines))
    preview = desk.imports.preview(path, 2)
    said = [(f"{each.starts.astimezone(PARIS):%d/%m %H:%M}", each.agendas) for each in preview.crowded]
    assert said == [("01/12 10:15", (1, 2)), ("01/12 16:00", (0, 2))]
    assert desk.imports.crowded() == ()
    assert desk.imports.apply(preview).crowded == 2
    assert desk.imports.crowded() == preview.crowded


def test_what_was_cancelled_at_the_desk_does_not_come_back_with_the_next_file(desk):
    lines = csv_of(
        HEAD, "01/12/2026;10h00;Benali;", "01/12/2026;11h00;Okelly;", "08/12/2026;9h00;;", "08/12/2026;9h00;;"
    )
    desk.bring(lines)
    desk.planning.change(desk.slips["OKE"], datetime(2026, 12, 1, 15, tzinfo=PARIS), even_so=True)
    for code in [desk.slips["BEN"], desk.slips["OKE"], desk.slips[""]]:
        desk.planning.cancel(code)
    for _ in range(2):
        done = desk.bring(lines)
        assert (done.added, done.dropped, desk.said) == (0, 3, [("08/12 09:00", "")])
    # At another hour, or in another's agenda, it is another appointment.
    desk.bring(csv_of(HEAD, "01/12/2026;10h30;Benali;", "08/12/2026;9h00;;"))
    assert ("01/12 10:30", "BEN") in desk.said
    desk.bring(lines, agenda=2)
    assert ("01/12 10:00", "BEN") in desk.said


def test_a_cancelling_that_was_taken_back_leaves_no_sign(desk):
    desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;"))
    cancelled = desk.planning.cancel(desk.slips["BEN"])
    desk.planning.undo(cancelled)
    assert marks(desk) == []


def marks(desk):
    return desk.room.databases.day.store.outside("SELECT name FROM mark WHERE name LIKE 'cancelled:%'")


def test_what_is_remembered_of_a_cancelled_appointment_goes_with_its_hour(desk, clock):
    desk.bring(csv_of(HEAD, "01/12/2026;10h00;Benali;", "08/12/2026;10h00;Okelly;"))
    for code in desk.slips.values():
        desk.planning.cancel(code)
    assert len(marks(desk)) == 2
    day = desk.room.databases.day
    day.purge(datetime(2026, 12, 2, tzinfo=UTC), day_is_over=True)
    assert len(marks(desk)) == 1
    day.purge(datetime(2026, 12, 9, tzinfo=UTC), day_is_over=True)
    assert marks(desk) == []
