"""A report's CSV is described for programs; what is invented says so on every row, sheet and page."""

import csv
import json
import re
from io import BytesIO

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from kiosk.__main__ import app
from kiosk.adapters.database.folders import open_databases
from tests.helpers.publishing import Bureau, busy_bureau, period


@pytest.fixture
def invented(tmp_path, machine_clock):
    folder = tmp_path / "data"
    run = CliRunner().invoke(app, ["simulate", "--days", "400", "--data", str(folder), "--visits-a-day", "20"])
    assert run.exit_code == 0
    return folder


def report(data, out, kind):
    asked = ["report", "--period", "2026-Q3", "--data", str(data), "--out", str(out), "--format", kind]
    assert CliRunner().invoke(app, asked).exit_code == 0
    return out.read_bytes()


def test_the_description_beside_a_csv_is_true_of_each_of_its_cells(tmp_path, invented):
    rows = list(csv.reader(report(invented, tmp_path / "mine.csv", "csv").decode().splitlines()))
    described = json.loads((tmp_path / "mine.csv-metadata.json").read_text())
    columns = described["tableSchema"]["columns"]
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    assert described["url"] == "mine.csv"
    assert [column["name"] for column in columns] == rows[0]
    for row in rows[1:]:
        for column, cell in zip(columns, row, strict=True):
            assert cell or not column["required"], column["name"]
            assert not cell or _fits(column["datatype"], cell), (column["name"], cell)
    key = [rows[0].index(name) for name in described["tableSchema"]["primaryKey"]]
    assert len({tuple(row[at] for at in key) for row in rows[1:]}) == len(rows) - 1


def _fits(datatype, cell):
    if isinstance(datatype, dict):
        return re.fullmatch(datatype["format"], cell)
    return re.fullmatch({"date": r"\d{4}-\d\d-\d\d", "nonNegativeInteger": r"\d+", "string": r".+"}[datatype], cell)


def test_every_row_sheet_and_page_of_a_simulation_says_that_it_is_invented(tmp_path, invented):
    rows = list(csv.reader(report(invented, tmp_path / "a.csv", "csv").decode().splitlines()))
    assert {row[-1] for row in rows[1:]} == {"inventé"}
    book = CalamineWorkbook.from_filelike(BytesIO(report(invented, tmp_path / "a.xlsx", "xlsx")))
    for name in book.sheet_names[1:]:
        assert {row[-1] for row in book.get_sheet_by_name(name).to_python()} == {"inventé"}, name
    assert ["Nature", "inventé"] in [row[:2] for row in book.get_sheet_by_name(book.sheet_names[0]).to_python()]
    pages = pypdfium2.PdfDocument(report(invented, tmp_path / "a.pdf", "pdf"))
    assert all("inventés" in page.get_textpage().get_text_bounded() for page in pages)


def test_a_copy_of_the_file_alone_still_says_it(tmp_path, invented):
    (tmp_path / "elsewhere" / "real").mkdir(parents=True)
    copied = (invented / "real" / "figures.sqlite").read_bytes()
    (tmp_path / "elsewhere" / "real" / "figures.sqlite").write_bytes(copied)
    with open_databases(tmp_path / "elsewhere" / "real") as files:
        files.figures.store.outside("VACUUM")
        assert files.figures.is_invented()
        assert Bureau(files).reports.report(period("2026-Q3")).is_invented


def test_what_was_counted_is_not_called_invented(tmp_path):
    with busy_bureau(tmp_path, sites=1, a_day=8, seed=1) as bureau:
        assert not bureau.reports.report(period("2026-Q3")).is_invented
