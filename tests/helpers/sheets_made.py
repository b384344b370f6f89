"""Sheets made to look like real exports: CSV of Excel, Outlook and Google, workbooks, and files that are not right."""

import io
import zipfile
from datetime import datetime

import xlsxwriter

from tests.helpers.calendars import CANARY

A = ("2026-11-24T10:30", 30, "france-services", "BEN")
_HEAD, _LINE = "Date;Heure;Nom;Téléphone;Commentaire", f"24/11/2026;10h30;Benali;06 00;{CANARY}"
Row = tuple[str, int, str, str]


def xlsx(*rows: list[object], formats: dict[int, str] | None = None) -> bytes:
    """Write a workbook; `formats` gives columns the format of a date or an hour."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet("Planning")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            style = book.add_format({"num_format": formats[place]}) if formats and place in formats else None
            if isinstance(cell, datetime):
                sheet.write_datetime(number, place, cell, style)
            else:
                sheet.write(number, place, cell, style)
    book.close()
    return written.getvalue()


def ods(*rows: list[str]) -> bytes:
    """Write the smallest OpenDocument sheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row)
        + "</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}office:1.0" '
        f'xmlns:table="{names}table:1.0" xmlns:text="{names}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return written.getvalue()


def bomb() -> bytes:
    """Write a workbook of a few kilobytes whose sheet unfolds to gigabytes."""
    written = io.BytesIO(xlsx(["Date", "Heure"], ["24/11/2026", "10h30"]))
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name == "xl/worksheets/sheet1.xml":
                with new.open(name, "w", force_zip64=True) as sheet:
                    sheet.write(old.read(name).split(b"<row")[0])
                    for _ in range(1100):
                        sheet.write(b'<row r="1"><c t="inlineStr"><is><t>' + b"A" * 1_000_000 + b"</t></is></c></row>")
            else:
                new.writestr(name, old.read(name))
    return out.getvalue()


def csv_of(*lines: str, encoding: str = "utf-8") -> bytes:
    """Write lines with the line ends of Windows."""
    return "\r\n".join(lines).encode(encoding)


DAY = datetime(2026, 11, 24, 10, 30)  # noqa: DTZ001 - a workbook knows no zone
SHEETS: dict[str, tuple[bytes, list[Row]]] = {
    "excel-cp1252.csv": (csv_of(_HEAD.replace("Nom", "Nom bénéficiaire"), _LINE, encoding="cp1252"), [A]),
    "excel-utf8-bom.csv": (csv_of(_HEAD, _LINE, encoding="utf-8-sig"), [A]),
    "excel-utf16.csv": (csv_of(_HEAD.replace(";", "\t"), _LINE.replace(";", "\t"), encoding="utf-16"), [A]),
    "comma.csv": (csv_of(_HEAD.replace(";", ","), _LINE.replace(";", ",")), [A]),
    "pipe.csv": (csv_of(_HEAD.replace(";", "|"), _LINE.replace(";", "|")), [A]),
    "title-above.csv": (csv_of(f"Planning de {CANARY}", "", _HEAD, _LINE), [A]),
    "outlook.csv": (csv_of(
        '"Subject","Start Date","Start Time","End Date","End Time","All day event","Required Attendees","Location"',
        f'"RDV BEN","24/11/2026","10:30:00","24/11/2026","11:15:00","FALSE","Jean {CANARY}","{CANARY}"'),
        [(A[0], 45, *A[2:])]),
    "google.csv": (csv_of("Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private",
        f"[BEN] suivi,24/11/2026,10:30 AM,24/11/2026,11:00 AM,False,{CANARY},{CANARY},True"), [A]),
    "one-column.csv": (csv_of("Date et heure;Usager(s)", f"2026-11-24 10:30;Zoé BENALI et Luc {CANARY.upper()}"), [A]),
    "written-date.csv": (csv_of("Jour;Horaire;Nom", "mardi 24 novembre 2026;10 h 30;Benali"), [A]),
    "short-year.csv": (csv_of("date;heure;nom", "24/11/26;10.30;Benali"), [A]),
    "quoted-newline.csv": (csv_of(_HEAD, f'24/11/2026;10h30;Benali;06;"{CANARY}\nsur deux lignes"'), [A]),
    "broken-rows.csv": (csv_of(_HEAD, _LINE, "24/11/2026", ";;;;", "hier;10h;Durand;;", "24/11/2026;midi;Durand;;",
                               "30/02/2027;10h;Durand;;"), [A, ("2026-11-24T12:00", 30, "france-services", "DUR")]),
    "motif-and-first.csv": (csv_of("date;heure;nom;motif;première venue;durée",
                                   "24/11/2026;10h30;Benali;Accès aux droits;oui;45 min"),
        [(A[0], 45, "acces-aux-droits", "BEN")]),
    "cancelled.csv": (csv_of("date;heure;nom;statut", "24/11/2026;10h30;Benali;Annulé"), []),
    "only-headers.csv": (csv_of(_HEAD), []),
    "text.xlsx": (xlsx(["Date", "Heure", "Nom", "Notes"], ["24/11/2026", "10h30", "Benali", CANARY]), [A]),
    "typed.xlsx": (xlsx(["Début", "Nom", "Durée", "Notes"], [DAY, "Benali", 30, CANARY],
                        formats={0: "dd/mm/yyyy hh:mm"}), [A]),
    "date-and-hour-typed.xlsx": (xlsx(["Date", "Heure", "Nom"], [datetime(2026, 11, 24), 0.4375, "Benali"],  # noqa: DTZ001
                                      formats={0: "dd/mm/yyyy", 1: "hh:mm"}), [A]),
    "formulas.xlsx": (xlsx(["Date", "Heure", "Nom", "Calcul"], ["24/11/2026", "10h30", "Benali", "=1+1"]), [A]),
    "sheet.ods": (ods(["Date", "Heure", "Nom"], ["24/11/2026", "10h30", "Benali"]), [A]),
}  # fmt: skip
REFUSED: dict[str, bytes] = {
    "empty.csv": b"",
    "no-known-column.csv": csv_of("a;b;c", "1;2;3"),
    "picture.ics": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "cut.ics": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026",
    "cut.xlsx": xlsx(["Date", "Heure"])[:300],
    "not-a-workbook.xlsx": b"PK\x03\x04" + b"x" * 500,
    "document.zip.xlsx": b"PK\x05\x06" + bytes(18),
    "too-big.csv": b"a" * (21 * 1024 * 1024),
}
