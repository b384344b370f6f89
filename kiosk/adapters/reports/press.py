"""Reports as PDF, workbook, or CSV with what describes it; each library is imported when it is first needed."""

from kiosk.domain.figures.publication import FileKind
from kiosk.domain.figures.report import Report


class FilePress:
    """Lays reports out; keeps the promise of `desk_ports.ReportPress`."""

    def write(self, report: Report, kind: FileKind) -> bytes:
        """Lay a report out; the same bytes each time."""
        from kiosk.adapters.documents.report import report_pdf
        from kiosk.adapters.reports.metadata import csvw_of
        from kiosk.adapters.reports.spreadsheets import csv_of, xlsx_of

        match kind:
            case FileKind.PDF:
                return report_pdf(report)
            case FileKind.CSV:
                return csv_of(report)
            case FileKind.XLSX:
                return xlsx_of(report)
            case FileKind.CSVW:
                return csvw_of(report)
