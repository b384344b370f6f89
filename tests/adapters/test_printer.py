"""The printer's own judgement, and the folder that stands in for one."""

import os
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.adapters.printing.cups_job import Watch, obstacle
from kiosk.adapters.printing.ipp import CupsError, Reply, decode
from kiosk.adapters.printing.printer import CupsPrinter, FolderPrinter, printer_for
from kiosk.domain.machine.printing import Printed

SHEET = b"%PDF-1.4 ... %%EOF"
TITLE = "Espace France services"
SHORTLY = timedelta(seconds=2)


def test_sheets_land_in_the_folder_one_number_after_the_other(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path / "feuilles")
    assert [printer.print(SHEET + digit, TITLE) for digit in (b"1", b"2", b"3")] == [Printed.SAVED] * 3
    names = sorted(path.name for path in (tmp_path / "feuilles").iterdir())
    assert names == ["feuille-0001.pdf", "feuille-0002.pdf", "feuille-0003.pdf"]
    assert (tmp_path / "feuilles" / "feuille-0002.pdf").read_bytes() == SHEET + b"2"


def test_a_title_never_reaches_the_name_of_a_file(tmp_path: Path) -> None:
    FolderPrinter(tmp_path).print(SHEET, "Madame Exemple ../../etc/passwd")
    assert [path.name for path in tmp_path.iterdir()] == ["feuille-0001.pdf"]


def test_after_a_restart_no_sheet_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "feuille-0041.pdf").write_bytes(b"kept")
    (tmp_path / "autre chose.txt").write_bytes(b"kept")
    FolderPrinter(tmp_path).print(SHEET, TITLE)
    assert (tmp_path / "feuille-0042.pdf").read_bytes() == SHEET
    assert (tmp_path / "feuille-0041.pdf").read_bytes() == b"kept"


def test_two_windows_on_one_folder_lose_no_sheet(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as windows:
        list(windows.map(lambda n: FolderPrinter(tmp_path).print(SHEET + str(n).encode(), TITLE), range(64)))
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {SHEET + str(n).encode() for n in range(64)}
    assert len(list(tmp_path.iterdir())) == 64


@pytest.mark.parametrize("year", [1980, 2026, 2099])
def test_at_closing_every_sheet_goes_whatever_its_date_says(tmp_path: Path, year: int) -> None:
    FolderPrinter(tmp_path).print(SHEET, TITLE)
    theirs = tmp_path / "autre chose.pdf"
    theirs.write_bytes(b"kept")
    for path in tmp_path.iterdir():
        os.utime(path, (datetime(year, 6, 1, tzinfo=UTC).timestamp(),) * 2)
    FolderPrinter(tmp_path).clear()
    assert list(tmp_path.iterdir()) == [theirs]


def test_a_folder_that_cannot_be_written_is_told_not_raised(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    assert FolderPrinter(blocked / "sheets").print(SHEET, TITLE) is Printed.UNAVAILABLE


def test_no_queue_in_the_settings_means_the_folder(tmp_path: Path) -> None:
    assert printer_for("", tmp_path, SHORTLY).print(SHEET, TITLE) is Printed.SAVED
    assert len(list(tmp_path.iterdir())) == 1


def test_without_cups_a_sheet_is_unavailable_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no.sock"))
    assert printer_for("a4", tmp_path, SHORTLY).print(SHEET, TITLE) is Printed.UNAVAILABLE
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def mute(tmp_path: Path) -> Iterator[Path]:
    """A daemon that accepts and never says a word."""
    path = tmp_path / "mute.sock"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen(8)
        yield path


def test_a_cups_that_hangs_is_unavailable_within_the_time_allowed(mute: Path) -> None:
    ended: list[Printed] = []
    printer = CupsPrinter("a4", SHORTLY, mute)
    lane = threading.Thread(target=lambda: ended.append(printer.print(SHEET, TITLE)), daemon=True)
    lane.start()
    lane.join(60)
    assert ended == [Printed.UNAVAILABLE]


@pytest.fixture
def babbling(tmp_path: Path) -> Iterator[Path]:
    """Something that is no CUPS answers on the socket."""
    path = tmp_path / "babble.sock"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen(8)
        threading.Thread(target=_babble, args=(listening,), daemon=True).start()
        yield path
        listening.shutdown(socket.SHUT_RDWR)


def _babble(listening: socket.socket) -> None:
    for noise in (b"\x00" * 99, b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", os.urandom(200), b"", b"", b""):
        try:
            talk = listening.accept()[0]
        except OSError:
            return
        with talk:
            talk.recv(65536)
            talk.sendall(noise)


def test_whatever_answers_instead_of_cups_nothing_is_said_to_be_printed(babbling: Path) -> None:
    assert CupsPrinter("a4", SHORTLY, babbling).print(SHEET, TITLE) is Printed.UNAVAILABLE


@given(st.binary(max_size=400))
def test_bytes_that_are_not_ipp_are_refused_politely(noise: bytes) -> None:
    try:
        answer = decode(noise)
    except CupsError:
        return
    assert isinstance(answer, Reply)


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        (("none",), None),
        (("media-empty",), "paper"),
        (("media-empty-error", "cover-open"), "paper"),
        (("media-needed-warning",), "paper"),
        (("media-empty-warning",), "tray"),
        (("media-low", "toner-low-warning"), None),
        (("toner-empty-warning",), None),
        (("cover-open-error",), "blocked"),
        (("offline-report",), "away"),
        (("connecting-to-device",), "away"),
    ],
)
def test_what_keeps_a_printer_from_printing(reasons: tuple[str, ...], expected: str | None) -> None:
    assert obstacle(reasons) == expected


def test_what_the_job_before_left_behind_is_not_held_against_this_one() -> None:
    watch = Watch()
    assert watch.see("paper", 100.0) is None
    assert watch.see("paper", 103.0) is None
    assert watch.see(None, 103.5) is None
    assert watch.see("paper", 104.0) is None
    assert watch.see("paper", 108.0) is Printed.PAPER_OUT


def test_one_empty_tray_stops_no_sheet_but_explains_one_that_never_ends() -> None:
    watch = Watch()
    assert watch.see("tray", 0.0) is None
    assert watch.see("tray", 299.0) is None
    assert watch.outcome is Printed.PAPER_OUT
