"""What is made of what was seen: the gravest first, and nobody is left alone with a fault."""

from datetime import date, datetime, timedelta

import pytest

from kiosk.domain.machine import examined
from kiosk.domain.machine.backups import of_backup
from kiosk.domain.machine.data_state import Mishap, Sound, Trouble, Unopenable, Unwritable
from kiosk.domain.machine.equipment import Disk, Witnesses
from kiosk.domain.machine.health import Finding, Kind, State, summed_up, worst_first
from kiosk.domain.machine.printing import Format, Obstacle, Printed, PrinterState, QueueTrouble, Roll, Unready
from tests.helpers.waiting_room import PARIS

NOW = datetime(2026, 11, 24, 10, 12, tzinfo=PARIS)
TODAY = NOW.date()
GIGA = 1_000_000_000


def every_finding() -> list[Finding]:
    """Return what each rule makes of each thing that can be seen."""
    states = [
        PrinterState(""),
        *(PrinterState("t", QueueTrouble("t", why)) for why in Unready),
        *(PrinterState("t", obstacle=each) for each in Obstacle),
        PrinterState("t", roll=None, takes_a4=False),
        PrinterState("t", roll=Roll(210.0)),
        PrinterState("t"),
    ]
    files = [(kind(trouble), ()) for kind in (Unopenable, Unwritable) for trouble in Trouble]
    files += [(Sound(trouble), ()) for trouble in Trouble] + [(Sound(), (mishap,)) for mishap in Mishap]
    witnesses = [None, *(Witnesses(a, b) for a in (True, False) for b in (True, False))]
    return [
        *(examined.of_printer(state, paper) for state in states for paper in Format),
        *(examined.of_sheets((NOW, ended)) for ended in Printed),
        examined.of_sheets(None),
        *(examined.of_reader(heard, TODAY) for heard in (None, TODAY, TODAY - timedelta(days=31))),
        *(examined.of_sound(is_there=each) for each in (True, False)),
        *(examined.of_files(state, mishaps) for state, mishaps in [*files, (Sound(), ())]),
        examined.of_trouble(None),
        *(examined.of_purge(last, NOW, has_failed=False) for last in (None, NOW, NOW - timedelta(days=3))),
        examined.of_purge(NOW, NOW, has_failed=True),
        *(examined.of_clock(NOW, each, is_doubted=doubt) for each in witnesses for doubt in (True, False)),
        *(examined.of_disk(disk) for disk in (None, Disk(0, GIGA), Disk(GIGA // 2, GIGA), Disk(20 * GIGA, 40 * GIGA))),
        *(examined.of_encryption(is_encrypted=each) for each in (True, False, None)),
        *(of_backup(NOW - timedelta(days=days), NOW, has_key=True) for days in (0, 9, -2)),
        *(of_backup(None, NOW, has_key=each) for each in (True, False)),
        *(examined.of_content(stale, 52) for stale in ([], ["A"], ["A", "B", "C", "D", "E"])),
        examined.of_version("1.2", NOW),
        *(examined.of_breakage(kind, OSError("Dupont")) for kind in Kind),
    ]


def test_every_fault_says_what_the_mediator_does_in_whole_sentences() -> None:
    found = every_finding()
    assert {each.kind for each in found} == set(Kind)
    for each in found:
        assert bool(each.to_do) == (each.state is not State.GOOD)
        for said in filter(None, (each.says, each.to_do)):
            assert said.endswith(".")
            assert said[0].isupper() or said[0].isdigit() or said[0] == "«"


def test_a_fault_without_a_remedy_cannot_even_be_made() -> None:
    with pytest.raises(ValueError, match="something to do"):
        Finding(Kind.DISK, State.BAD, "Le disque est plein.")
    with pytest.raises(ValueError, match="something to do"):
        Finding(Kind.DISK, State.GOOD, "Tout va bien.", "Appelez.")


def test_no_finding_says_a_thing_of_anybody_or_of_whose_office_this_may_be() -> None:
    said = " ".join(f"{each.says} {each.to_do}" for each in every_finding()).lower()
    assert not [word for word in ("spip", "probation", "prison", "justice", "dupont") if word in said]


def test_signs_of_two_parts_have_their_narrow_space() -> None:
    said = " ".join(f"{each.says} {each.to_do}" for each in every_finding())
    assert not [sign for sign in (" :", " ;", " ?", " !", "« ", " »", "'") if sign in said]


def test_what_must_be_done_comes_first_then_what_is_to_be_watched() -> None:
    mixed = (
        examined.of_version("1.2", NOW),
        of_backup(None, NOW, has_key=True),
        examined.of_disk(None),
        examined.of_sound(is_there=True),
    )
    ordered = worst_first(mixed)
    assert [each.state for each in ordered] == [State.BAD, State.WATCH, State.GOOD, State.GOOD]
    assert [each.kind for each in ordered] == [Kind.DISK, Kind.BACKUP, Kind.SOUND, Kind.VERSION]
    assert worst_first(reversed(ordered)) == ordered


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([State.GOOD], ("Tout est bon.", State.GOOD)),
        ([State.WATCH, State.GOOD], ("1 point à surveiller.", State.WATCH)),
        ([State.BAD, State.BAD, State.WATCH], ("2 points à régler, 1 point à surveiller.", State.BAD)),
    ],
)
def test_one_line_says_how_the_box_is(states: list[State], said: tuple[str, State]) -> None:
    assert summed_up(Finding(Kind.DISK, s, "Vu.", "" if s is State.GOOD else "Faites.") for s in states) == said


@pytest.mark.parametrize(
    ("state", "paper", "gravity", "said"),
    [
        (PrinterState("t", roll=Roll(58.0)), Format.TICKET, State.GOOD, "58"),
        (PrinterState("t", roll=None), Format.TICKET, State.BAD, "trop étroit"),
        (PrinterState("t", roll=Roll(210.0)), Format.TICKET, State.WATCH, "pas sur un rouleau"),
        (PrinterState("t", roll=None), Format.A4, State.GOOD, "est là"),
        (PrinterState("t", takes_a4=False), Format.A4, State.BAD, "feuille A4"),
        (PrinterState("t", QueueTrouble("t", Unready.MISSING, ("u",))), Format.A4, State.BAD, "Imprimantes présentes"),
        (PrinterState("t", QueueTrouble("t", Unready.NOT_OURS)), Format.A4, State.WATCH, "relancer"),
        (PrinterState("t", obstacle=Obstacle.PAPER), Format.A4, State.BAD, "plus de papier"),
        (PrinterState("t", obstacle=Obstacle.LOW), Format.A4, State.WATCH, "bientôt"),
        (PrinterState(""), Format.A4, State.WATCH, "Aucune imprimante"),
    ],
)
def test_a_printer_is_judged_by_its_queue_its_paper_and_what_stands_in_its_way(
    state: PrinterState, paper: Format, gravity: State, said: str
) -> None:
    found = examined.of_printer(state, paper)
    assert (found.state, said in found.says) == (gravity, True)


def test_a_reader_unheard_for_a_month_is_to_be_tried() -> None:
    assert examined.of_reader(TODAY - timedelta(days=30), TODAY).state is State.GOOD
    assert examined.of_reader(TODAY - timedelta(days=31), TODAY).state is State.WATCH
    assert "samedi 24\u00a0octobre 2026" in examined.of_reader(date(2026, 10, 24), TODAY).says
